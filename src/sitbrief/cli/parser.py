"""Reading a command's words, with errors that fit on one line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NoReturn

from sitbrief.cli.trouble import Usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitbrief.cli.table import Command


class Parser(argparse.ArgumentParser):
    """A parser that raises `Usage` where the standard one prints and leaves."""

    def __init__(self, command: Command, examples: str) -> None:
        name = f"sitbrief {command.name}".rstrip()
        super().__init__(
            prog=name,
            usage=f"{name} {command.usage} [options]".replace("  ", " "),
            description=f"{command.help[:1].upper()}{command.help[1:]}.",
            epilog=f"examples:\n{examples.rstrip()}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
            add_help=False,
        )
        self.color = False  # Python 3.14 would colour the help
        self.add_argument("-h", "--help", action="store_true", help="show this help")

    @property
    def actions(self) -> tuple[argparse.Action, ...]:
        """What it takes: options, and what stands at a place. What is not told is left out."""
        return tuple(action for action in self._actions if action.help is not argparse.SUPPRESS)

    def error(self, message: str) -> NoReturn:
        """Report wrong usage.

        Raises:
            Usage: always.
        """
        raise Usage(message, f"See {self.prog} --help.")

    def read(self, words: Sequence[str]) -> argparse.Namespace | None:
        """Read the words; None if they ask for help, whatever else they say."""
        asked = words[: words.index("--")] if "--" in words else words
        if "-h" in asked or "--help" in asked:
            return None
        return self.parse_args(words)
