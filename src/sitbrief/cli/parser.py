"""An argument parser whose errors fit on one line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, NoReturn

from sitbrief.cli.dashes import apart, half_an_option, one_minus_short
from sitbrief.cli.errors import Usage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitbrief.cli.table import Subcommand


def parser_of(command: Subcommand) -> Parser:
    """The argument parser of a command, whose module is loaded."""
    module = command.loaded()
    parser = Parser(command, module.EXAMPLES)
    module.arguments(parser)
    return parser


class Parser(argparse.ArgumentParser):
    """A parser that raises `Usage` where the standard one prints and leaves."""

    def __init__(self, command: Subcommand, examples: str) -> None:
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
        """Its options and positional arguments, without hidden ones."""
        return tuple(action for action in self._actions if action.help is not argparse.SUPPRESS)

    def error(self, message: str) -> NoReturn:
        """Report wrong usage.

        Raises:
            Usage: always.
        """
        raise Usage(message, f"See {self.prog} --help.")

    def read(self, words: Sequence[str]) -> argparse.Namespace | None:
        """Read the words; None if they ask for help, whatever else they say.

        Raises:
            Usage: they cannot be read.
        """
        asked = words[: words.index("--")] if "--" in words else words
        if "-h" in asked or "--help" in asked:
            return None
        known = {name: action for action in self._actions for name in action.option_strings}
        told = apart(words, known)
        for word in told.options:
            name, equals, _ = word.partition("=")
            if equals and name in known and known[name].nargs == 0:
                raise Usage(f"{name} takes no value", f"See {self.prog} --help.")
        for word in told.others:
            self._refuse_slip(word, known)
        # Behind "--" no minus makes an option of a word.
        return self.parse_args([*told.options, "--", *told.others, *told.rest] if self._minus else words)

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:  # noqa: ANN401  as it is there
        """The value of an option is what was given, "--" too: the standard parser takes that for the end of the options."""
        if action.option_strings and action.nargs is None:
            value = self._get_value(action, arg_strings[0])
            self._check_value(action, value)
            return value
        return super()._get_values(action, arg_strings)

    def _refuse_slip(self, word: str, known: Mapping[str, argparse.Action]) -> None:
        """Refuse a word with one minus of which the standard parser would make something that nobody meant.

        Raises:
            Usage: it is one.
        """
        if one_minus_short(word, known):
            raise Usage(f"{word} is no option, -{word} is", f"Type -{word}{self._or_behind(word)}")
        if not self._minus and half_an_option(word, known):
            raise Usage(f"{word} is no option", f"See {self.prog} --help{self._or_behind(word)}")

    def _or_behind(self, word: str) -> str:
        """A hint on how to type a search word with a leading minus."""
        if all(action.option_strings for action in self._actions):
            return "."
        from sitbrief.library.commands import command_line  # late: who types it right needs no library

        return f", or for the word itself: {command_line(*self.prog.split()[1:], '--', word)}"
