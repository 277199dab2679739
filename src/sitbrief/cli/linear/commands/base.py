"""What can be said in the conversation: commands of the catalogue, each with when it does something, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sitbrief.config.commands import COMMANDS
from sitbrief.text import digits

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitbrief.cli.linear.session import Session
    from sitbrief.config.command_spec import CommandSpec

_MOST_DIGITS = 9
"""No list has a row whose number has more."""


class Word(NamedTuple):
    """A command as the conversation has it.

    Attributes:
        spec: What it is called and how it is told.
        run: Does it, with what was typed behind the command's own word.
        available: Whether it would do anything now.
        keeps_question: Whether a question that was asked may still be answered after it.
    """

    spec: CommandSpec
    run: Callable[[Session, str], object]
    available: Callable[[Session], bool]
    keeps_question: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The words that call it, the one that the help lists it by first."""
        return tuple(self.spec.words.split())

    @property
    def usage(self) -> str:
        """The word, what may follow it, and the key of the reader that does the same."""
        name, *others = self.names
        keys = [other for other in others if len(other) == 1]
        return ", ".join([f"{name} {self.spec.takes}".strip(), *keys])

    @property
    def help(self) -> str:
        """One sentence."""
        return self.spec.spoken or self.spec.help


def word(
    name: str,
    run: Callable[[Session, str], object],
    available: Callable[[Session], bool] = lambda _: True,
    *,
    keeps_question: bool = False,
) -> Word:
    """A command by its id, with what does it and whether that would do anything now."""
    return Word(COMMANDS[name], run, available, keeps_question)


def place_of(words: str) -> int | None:
    """The place of the row whose number is typed, in the digits of any alphabet; None where it is no number."""
    typed = digits(words.strip())
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= _MOST_DIGITS):
        return None
    return int(typed) - 1
