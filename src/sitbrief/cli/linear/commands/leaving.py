"""Commands that leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.cli.linear.commands.base import Word

if TYPE_CHECKING:
    from sitbrief.cli.linear.session import Session


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


COMMANDS = (LeaveWord(), QuitWord())
