"""`sitbrief completion`: the script that makes a shell complete sitbrief's words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitbrief.cli import output

if TYPE_CHECKING:
    import argparse

SHELLS: Final = ("bash", "zsh", "fish")

EXAMPLES = """\
  source <(sitbrief completion bash)                                   (for good: in ~/.bashrc)
  source <(sitbrief completion zsh)                                    (in ~/.zshrc, behind compinit)
  sitbrief completion fish > ~/.config/fish/completions/sitbrief.fish

The shell then asks the program, which has to be on the PATH: for commands, options and their values, the briefings of the
library and the provinces of its countries.
"""

_SCRIPTS: Final = Path(__file__).parent / "completing" / "scripts"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes."""
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help="bash, zsh or fish")


def run(args: argparse.Namespace) -> int:
    """Print it."""
    output.data((_SCRIPTS / f"sitbrief.{args.shell}").read_bytes())
    return 0
