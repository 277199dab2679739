"""All words of the conversation, the one that lists them, and how what is typed finds one."""

from __future__ import annotations

import difflib
from itertools import groupby
from typing import TYPE_CHECKING, Final

from sitbrief.cli.linear.commands.base import word
from sitbrief.cli.linear.commands.filtering import FILTERING
from sitbrief.cli.linear.commands.leaving import LEAVING
from sitbrief.cli.linear.commands.moving import MOVING
from sitbrief.cli.linear.commands.opening import OPENING
from sitbrief.cli.linear.commands.settling import SETTLING
from sitbrief.cli.linear.commands.taking import TAKING
from sitbrief.config.commands import COMMANDS
from sitbrief.text import clean_line, fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitbrief.cli.linear.commands.base import Word
    from sitbrief.cli.linear.session import Session


def _help(session: Session, words: str) -> None:
    """List the commands, or explain one."""
    if not words:
        alive = (each for each in WORDS if each.available(session))
        for group, commands in groupby(alive, key=lambda each: each.spec.group):
            session.say(f"{group}:")
            session.say(*(f"{each.usage}: {each.help}" for each in commands))
        session.say("A number opens that row of the list that was read last; an empty line reads more of it.")
        return
    command = named(words)
    if command is None:
        session.say(no_command(clean_line(words)))
        return
    session.say(f"{command.usage}: {command.help}", *filter(None, [command.spec.more]))
    if command.names[1:]:
        session.say(f"Also: {', '.join(command.names[1:])}")


_GIVEN: Final = {
    each.spec.id: each
    for each in (
        *(*MOVING, *OPENING, *FILTERING, *SETTLING, *TAKING, *LEAVING),
        word("help", _help, keeps_question=True),
    )
}
WORDS: Final = tuple(_GIVEN[name] for name in COMMANDS if name in _GIVEN)
"""In the order of the help."""

_BY_NAME: Final[Mapping[str, Word]] = {name: each for each in WORDS for name in each.names}
_LONGEST: Final = 20
"""No command is longer, and comparing is quadratic."""


def named(typed: str) -> Word | None:
    """The command that a word calls: as it is written, else in small letters."""
    return _BY_NAME.get(typed) or _BY_NAME.get(fold(typed))


def no_command(typed: str) -> str:
    """What to say of a clean word that calls no command, with the one that somebody meant who typed it."""
    folded = fold(typed)[:_LONGEST]
    names = [name for name in _BY_NAME if len(name) > 1]
    near = [name for name in names if folded and name.startswith(folded)]
    near = near or difflib.get_close_matches(folded, names, n=1)
    hint = f"Did you mean {near[0]}?" if near else "help lists the commands."
    return f'There is no command "{typed}". {hint}'
