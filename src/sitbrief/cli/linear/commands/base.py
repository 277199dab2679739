"""A command declares its words, its help and when it does something once; finding it and `help` come from that."""

from __future__ import annotations

from abc import ABC, abstractmethod
from inspect import cleandoc
from typing import TYPE_CHECKING, ClassVar

from sitbrief.text import digits

if TYPE_CHECKING:
    from sitbrief.cli.linear.session import Session

_MOST_DIGITS = 9
"""No list has a row whose number has more."""


class Word(ABC):
    """Something that can be said. The docstring of each is its help: a sentence for the list, then the rest.

    Attributes:
        names: The words that call it, the one that the help lists it by first, then the reader's keys.
        takes: What may follow, as the help writes it.
        group: Under which head the help lists it.
        otherwise: What is the case where it would do nothing.
        keeps_question: Whether a question that was asked may still be answered after it.
    """

    names: ClassVar[tuple[str, ...]]
    takes: ClassVar[str] = ""
    group: ClassVar[str]
    otherwise: ClassVar[str] = "nothing to do here"
    keeps_question: ClassVar[bool] = False

    @property
    def name(self) -> str:
        """The word that the help lists it by."""
        return self.names[0]

    @property
    def usage(self) -> str:
        """The word, what may follow it, and the key of the reader that does the same."""
        keys = [name for name in self.names[1:] if len(name) == 1]
        return ", ".join([f"{self.name} {self.takes}".strip(), *keys])

    @property
    def help(self) -> str:
        """One sentence."""
        return self._paragraphs[0]

    @property
    def more_help(self) -> tuple[str, ...]:
        """What else there is to know."""
        return self._paragraphs[1:]

    @property
    def _paragraphs(self) -> tuple[str, ...]:
        return tuple(part.replace("\n", " ") for part in cleandoc(self.__doc__ or "").split("\n\n"))

    def available(self, session: Session) -> bool:
        """Whether it would do anything now."""
        del session
        return True

    @abstractmethod
    def run(self, session: Session, words: str) -> None:
        """Do it.

        Args:
            session: What is open.
            words: What was typed behind the command's own word.
        """


def place_of(words: str) -> int | None:
    """The place of the row whose number is typed, in the digits of any alphabet; None where it is no number."""
    typed = digits(words.strip())
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= _MOST_DIGITS):
        return None
    return int(typed) - 1
