"""Reading a command's words, with errors that fit on one line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NoReturn

from sitbrief.cli.dashes import apart
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
        self._minus = command.minus
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
        if self._minus:
            words = self._options_first(words)
        return self.parse_args(words)

    def _options_first(self, words: Sequence[str]) -> list[str]:
        """The words, all but options and their values behind "--": no minus makes an option of them there.

        Raises:
            Usage: one is an option but for a minus, and may be meant as either.
        """
        known = {name: action for action in self._actions for name in action.option_strings}
        told = apart(words, known)
        for word in told.others:
            if f"-{word.partition('=')[0]}" in known:
                raise Usage(
                    f"{word} is an option with one minus more",
                    f"Type -{word}, or for the word {self.prog} -- {word}",
                )
        return [*told.options, "--", *told.others, *told.rest]
