"""The reader line by line, for a screen reader, a Braille line, or a terminal that cannot place text.

One types a line and is answered in lines: numbered, linear, with no escape sequence and nothing written over. It shows the
same view as the reader's screen, by the same words and letters.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitbrief.briefing import Briefing
    from sitbrief.cli.restore import SavedState
    from sitbrief.tui.startup import Opening

__all__ = ["converse"]


def converse(past: SavedState, briefing: Briefing, opening: Opening, *, ascii_only: bool = False) -> int:
    """Talk about a briefing of a library until the reader leaves; returns the exit code.

    Args:
        past: What the reader was doing there at last.
        briefing: The briefing to open.
        opening: How to open it.
        ascii_only: Whether to print nothing but ASCII.
    """
    from sitbrief.cli.linear.console import Console
    from sitbrief.cli.linear.loop import talk
    from sitbrief.cli.linear.session import Session

    gc.enable()
    session = Session(opening.library, briefing, opening.filters, past.memory, opening.place)
    if opening.choose:
        session.choose()
    try:
        return talk(session, Console(ascii_only=ascii_only), opening.notice)
    finally:
        session.close()
        past.close()
