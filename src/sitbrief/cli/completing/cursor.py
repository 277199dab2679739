"""What is being completed at the cursor: an option, or the value of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sitbrief.cli.parser import parser_of
from sitbrief.cli.table import BY_NAME, READER

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


class Cursor(NamedTuple):
    """The word at the cursor and what it may be.

    Attributes:
        typed: What there is of the value, or of the option.
        head: What stands before it in the same word, as in "--province=".
        action: Whose value it is; None where it is nobody's.
        options: The options that may stand here.
        first: Whether it is the first word, which may be a command.
        paths: The files and folders that were named, which are a library.
        library: What --library was given.
        config: What --config was given.
    """

    typed: str
    head: str
    action: argparse.Action | None
    options: tuple[argparse.Action, ...]
    first: bool
    paths: tuple[str, ...]
    library: str | None
    config: str | None


def cursor_at(before: Sequence[str], typed: str) -> Cursor:
    """Find what is being completed.

    Args:
        before: The words between the program's name and the cursor.
        typed: The word under the cursor, as far as it has been typed.
    """
    command = BY_NAME.get(before[0], READER) if before else READER
    actions = parser_of(command).actions
    read = _Words({name: action for action in actions for name in action.option_strings})
    for word in before[1:] if command.name else before:
        read.take(word)
    places = [action for action in actions if not action.option_strings]
    place = _place(places, len(read.plain))
    cursor = Cursor(
        typed,
        head="",
        action=read.waiting or place,
        options=tuple(action for action in actions if action.option_strings and read.may_have(action)),
        first=not before,
        paths=tuple(read.plain) if places and places[0].metavar == "PATH" else (),
        library=read.values.get("library"),
        config=read.values.get("config"),
    )
    if read.waiting:
        return cursor._replace(options=())
    if read.ended or not typed.startswith("-"):
        return cursor._replace(options=() if read.ended or place else cursor.options)
    name, equals, value = typed.partition("=")
    if equals:
        return cursor._replace(typed=value, head=f"{name}=", action=read.options.get(name), options=())
    return cursor._replace(action=None)


class _Words:
    """The words before the cursor, as the parser would take them; what it would refuse is passed over."""

    def __init__(self, options: dict[str, argparse.Action]) -> None:
        self.options = options
        self.waiting: argparse.Action | None = None
        self.ended = False
        self.plain: list[str] = []
        self.values: dict[str, str] = {}
        self._given: set[str] = set()

    def take(self, word: str) -> None:
        """Take the next word."""
        if self.waiting:
            self.values[self.waiting.dest] = word
            self.waiting = None
        elif self.ended or not word.startswith("-") or word == "-":
            self.plain.append(word)
        elif word == "--":
            self.ended = True
        else:
            self._option(word)

    def may_have(self, action: argparse.Action) -> bool:
        """Whether an option may still be given."""
        return action.dest not in self._given or isinstance(action.default, list)

    def _option(self, word: str) -> None:
        name, equals, value = word.partition("=")
        action = self.options.get(name) or self.options.get(word[:2])
        if action is None:
            return
        self._given.add(action.dest)
        if action.nargs == 0:
            return
        if equals:
            self.values[action.dest] = value
        elif name in self.options:
            self.waiting = action


def _place(places: Sequence[argparse.Action], taken: int) -> argparse.Action | None:
    """What stands at the next place, where so many are taken: the last may take many words."""
    if taken < len(places):
        return places[taken]
    return places[-1] if places and places[-1].nargs in {"*", "+"} else None
