"""All commands, the one that lists them, and how a word finds one."""

from __future__ import annotations

import difflib
from itertools import groupby
from typing import TYPE_CHECKING, Final

from sitbrief.cli.linear.commands import filtering, leaving, moving, opening, settling, taking
from sitbrief.cli.linear.commands.base import Word
from sitbrief.text import clean_line, fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitbrief.cli.linear.session import Session


class HelpWord(Word):
    """List the commands that do something here; help WORD explains one."""

    names = ("help", "?", "keys", "h")
    takes = "WORD"
    group = "Leaving"
    keeps_question = True

    def run(self, session: Session, words: str) -> None:
        """List them, or explain one."""
        if not words:
            alive = (command for command in COMMANDS if command.available(session))
            for group, commands in groupby(alive, key=lambda command: command.group):
                session.say(f"{group}:")
                session.say(*(f"{command.usage}: {command.help}" for command in commands))
            session.say(
                "A number opens that row of the list that was read last; an empty line reads more of it."
            )
            return
        command = named(words)
        if command is None:
            near = nearest(words)
            hint = f"Did you mean {near}?" if near else "help lists the commands."
            session.say(f'There is no command "{clean_line(words)}". {hint}')
            return
        session.say(f"{command.usage}: {command.help}", *command.more_help)
        if command.names[1:]:
            session.say(f"Also: {', '.join(command.names[1:])}")


COMMANDS: Final[tuple[Word, ...]] = (
    *moving.COMMANDS,
    *opening.COMMANDS,
    *filtering.COMMANDS,
    *settling.COMMANDS,
    *taking.COMMANDS,
    HelpWord(),
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
