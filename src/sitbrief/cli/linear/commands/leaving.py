"""Commands that help and leave."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sitbrief.cli.linear.commands.base import Word
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from sitbrief.cli.linear.session import Session


class HelpWord(Word):
    """List the commands that do something here; help WORD explains one."""

    names = ("help", "?", "keys", "h")
    takes = "WORD"
    group = "Leaving"
    keeps_question = True

    def run(self, session: Session, words: str) -> None:
        """List them, or explain one."""
        from sitbrief.cli.linear.commands.table import COMMANDS, named, nearest

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


class LeaveWord(Word):
    """Go back; at the top level, leave."""

    names = ("q",)
    group = "Leaving"
    keeps_question = True

    def run(self, session: Session, words: str) -> None:
        """Back, or out."""
        del words
        if session.at_top:
            session.left = True
        else:
            session.back()


class QuitWord(Word):
    """Leave. Where you are is kept, and the next start goes on from there."""

    names = ("quit", "exit", "bye")
    group = "Leaving"
    keeps_question = True

    def run(self, session: Session, words: str) -> None:
        """Out."""
        del words
        session.left = True


COMMANDS = (HelpWord(), LeaveWord(), QuitWord())
