"""Commands that leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.cli.linear.commands.base import word

if TYPE_CHECKING:
    from sitbrief.cli.linear.session import Session


def _leave(session: Session, _words: str) -> None:
    if session.at_top:
        session.left = True
    else:
        session.back()


def _back(session: Session, _words: str) -> None:
    if session.at_top:
        session.say("This is the top level: quit leaves.")
    else:
        session.back()


def _quit(session: Session, _words: str) -> None:
    session.left = True


LEAVING = (
    word("leave", _leave, keeps_question=True),
    word("back", _back, keeps_question=True),
    word("quit", _quit, keeps_question=True),
)
