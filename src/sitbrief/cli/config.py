"""`sitbrief config`: the configuration in force, as a file with comments."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from sitbrief.cli import output
from sitbrief.cli.briefings import as_path
from sitbrief.cli.configured import add_config, chosen, filters_of_config
from sitbrief.cli.keys import keys_of_config
from sitbrief.cli.trouble import DATA
from sitbrief.config.printing import printed
from sitbrief.config.where import config_file

if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
  sitbrief config
  sitbrief config -o ~/.config/sitbrief/config.toml
  sitbrief config --config other.toml
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes."""
    add_config(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="write here; the configuration itself may be it, and keeps what is set",
    )


def run(args: argparse.Namespace) -> int:
    """Print it, and say what is wrong in the file."""
    from sitbrief.tui.keymap import NEVER, shown
    from sitbrief.tui.own_keys import every_binding, helps

    config, problems = chosen(args.config)
    keymap, of_keys = keys_of_config(config)
    wrong = sorted((*problems, *filters_of_config(config)[1], *of_keys), key=lambda each: each.line)
    bound = {each.id: [*map(shown, each.keys)] for each in every_binding()}
    own = {name: [shown(key) for key in keys.split(",") if key != NEVER] for name, keys in keymap.items()}
    text = printed(config, bound, own, helps())
    if args.output is None:
        _warn_of_emptying()
        output.data(text)
    else:
        from sitbrief.formats.writing import write_file

        target = as_path(args.output)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_file(target, [text.encode()], overwrite=True)
        output.say(f"Written: {target}")
    for problem in wrong:
        output.say(str(problem))
    return DATA if wrong else 0


def _warn_of_emptying() -> None:
    """A shell that was told to write onto the configuration has emptied it before anybody could read it."""
    path = config_file(os.environ)
    with suppress(OSError, AttributeError, ValueError):
        if path is not None and os.path.samestat(path.stat(), os.fstat(sys.stdout.fileno())):
            output.say(
                f"{path} was emptied by the shell: these are the defaults. sitbrief config -o FILE keeps what is set."
            )
