"""`sitbrief man`: the manual page, made of what `--help` prints. It is installed with the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.cli import output
from sitbrief.text import clean_layout

if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
  man sitbrief                                           (where it was installed)
  sitbrief man > ~/.local/share/man/man1/sitbrief.1
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """It takes nothing."""


def run(args: argparse.Namespace) -> int:  # noqa: ARG001  every command has it
    """Print it."""
    output.data(clean_layout(manual()))
    return 0


def manual() -> str:
    """The manual page."""
    from sitbrief.cli.help import program_help
    from sitbrief.cli.roff import page
    from sitbrief.cli.run import parser_of
    from sitbrief.cli.table import COMMANDS, READER

    return page(program_help(), map(parser_of, COMMANDS), READER.help)
