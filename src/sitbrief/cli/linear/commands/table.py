"""All commands, and how a word finds one."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

from sitbrief.cli.linear.commands import filtering, leaving, moving, opening, settling, taking
from sitbrief.text import clean_line, fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitbrief.cli.linear.commands.base import Word

COMMANDS: Final[tuple[Word, ...]] = (
    *moving.COMMANDS,
    *opening.COMMANDS,
    *filtering.COMMANDS,
    *settling.COMMANDS,
    *taking.COMMANDS,
    *leaving.COMMANDS,
)
"""In the order of the help."""

_BY_NAME: Final[Mapping[str, Word]] = {name: command for command in COMMANDS for name in command.names}
_LONGEST: Final = 20
"""No command is longer, and comparing is quadratic."""


def named(word: str) -> Word | None:
    """The command that a word calls: as it is written, else in small letters."""
    return _BY_NAME.get(word) or _BY_NAME.get(fold(word))


def nearest(word: str) -> str | None:
    """The name of the command that somebody meant who typed another word."""
    typed = fold(clean_line(word))[:_LONGEST]
    names = [name for name in _BY_NAME if len(name) > 1]
    begun = [name for name in names if typed and name.startswith(typed)]
    near = begun or difflib.get_close_matches(typed, names, n=1)
    return near[0] if near else None
