"""`sitbrief config`: the configuration in force, as a file with comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.cli import output
from sitbrief.cli.configured import add_config, chosen, filters_of_config
from sitbrief.cli.keys import keys_of_config
from sitbrief.cli.trouble import DATA
from sitbrief.config.printing import printed

if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
  sitbrief config
  sitbrief config > ~/.config/sitbrief/config.toml
  sitbrief config --config other.toml
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes."""
    add_config(parser)


def run(args: argparse.Namespace) -> int:
    """Print it, and say what is wrong in the file."""
    from sitbrief.tui.keymap import NEVER, shown
    from sitbrief.tui.own_keys import every_binding, helps

    config, problems = chosen(args.config)
    keymap, of_keys = keys_of_config(config)
    wrong = sorted((*problems, *filters_of_config(config)[1], *of_keys), key=lambda each: each.line)
    bound = {each.id: [*map(shown, each.keys)] for each in every_binding()}
    own = {name: [shown(key) for key in keys.split(",") if key != NEVER] for name, keys in keymap.items()}
    output.data(printed(config, bound, own, helps()))
    for problem in wrong:
        output.say(str(problem))
    return DATA if wrong else 0
