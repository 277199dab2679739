"""Where a reader is in a library."""

from __future__ import annotations

from typing import Final

from sitbrief.briefing.filters import Filters
from sitbrief.briefing.lists import TIMELINE
from sitbrief.frozen import dataclass

FILE: Final = "state.sqlite3"
"""The name of the file in the state folder."""


@dataclass(frozen=True, slots=True)
class ReadingPosition:
    """What a reader has on the screen.

    Attributes:
        briefing: The id of the briefing that is open.
        filters: The filters in force.
        pane: The id of the list in use.
        entry: The id of what is selected in it; empty for nothing.
        enlarged: Whether the pane fills the screen.
        sought: What was searched for.
        summary: Whether the summary is above the panes, as it is at the beginning.
    """

    briefing: str
    filters: Filters = Filters()
    pane: str = TIMELINE.id
    entry: str = ""
    enlarged: bool = False
    sought: str = ""
    summary: bool = False
