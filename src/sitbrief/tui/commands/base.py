"""A command declares its key, id, help and availability once; bindings, hints and the help screen come from that."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, TypeVar

from textual.binding import Binding

from sitbrief.tui.keymap import keymap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType


S_contra = TypeVar("S_contra", contravariant=True)
"""The screen that can be told: any with panes, or the reader of a briefing alone, or what is open on top of them."""


class Command(ABC, Generic[S_contra]):
    """Something the reader can be told to do. The docstring of each is its help.

    Attributes:
        id: Its name for key maps.
        keys: The keys as Textual names them, comma-separated.
        shown: The keys as a person writes them, where no configuration has changed them.
        hint: One or two words for the bottom line; empty for none.
        group: Under which head the help lists it.
    """

    id: ClassVar[str]
    keys: ClassVar[str]
    shown: ClassVar[str]
    hint: ClassVar[str] = ""
    group: ClassVar[str] = "Other"

    @property
    def name(self) -> str:
        """What it is called: its help up to the first comma, colon, semicolon, bracket or full stop."""
        return re.split(r"[:;,(]|\.\s|\.$", self.help, maxsplit=1)[0].strip()

    @property
    def written(self) -> str:
        """Its keys as they are now, as a person writes them."""
        return keymap.words(self.id, self.shown)

    @property
    def help(self) -> str:
        """One sentence for the help screen."""
        return cleandoc(self.__doc__ or "").split("\n\n", maxsplit=1)[0].replace("\n", " ")

    @property
    def idle(self) -> str:
        """What is said where it would do nothing."""
        return f'{self.written}: nothing to do here ("{self.help.rstrip(".")}").'

    def available(self, reader: S_contra) -> bool:
        """Whether it would do anything now."""
        del reader
        return True

    @abstractmethod
    def run(self, reader: S_contra) -> None:
        """Do it."""


def bindings(commands: Iterable[Command[Any]]) -> list[BindingType]:
    """The commands' keys as Textual wants them."""
    return [Binding(c.keys, f"command('{c.id}')", c.hint or c.id, show=False, id=c.id) for c in commands]


class CommandSet(NamedTuple):
    """What a screen can be told to do.

    Attributes:
        by_id: The commands by their ids, in the order of the help.
        hints: The ids of those whose keys the bottom line shows, the most important first.
    """

    by_id: dict[str, Command[Any]]
    hints: tuple[str, ...]


def by_id(*groups: tuple[Command[Any], ...], but: tuple[str, ...] = ()) -> dict[str, Command[Any]]:
    """The commands of some modules; of two with one id the later one, in the place of the first."""
    return {command.id: command for group in groups for command in group if command.id not in but}
