"""Where a reader is in a library, and where that is written down."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitbrief.briefing.entries import Pane
from sitbrief.briefing.filters import Filters
from sitbrief.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE: Final = "state.sqlite3"
"""The name of the file in the state folder."""


@dataclass(frozen=True, slots=True)
class ReadingPosition:
    """What a reader was doing.

    Attributes:
        briefing: The id of the briefing that is open.
        filters: The filters in force.
        pane: The pane in use.
        entry: The id of what is selected in it; empty for nothing.
        enlarged: Whether the pane fills the screen.
        sought: What was searched for.
        summary: Whether the summary is above the panes, as it is at the beginning.
    """

    briefing: str
    filters: Filters = Filters()
    pane: Pane = Pane.TIMELINE
    entry: str = ""
    enlarged: bool = False
    sought: str = ""
    summary: bool = False


def state_folder(environ: Mapping[str, str]) -> Path | None:
    """The user's state folder, whether it exists or not; None where the user has no home."""
    state = environ.get("XDG_STATE_HOME", "")
    if os.path.isabs(state):  # noqa: PTH117  a word; the XDG rules ignore relative ones
        return Path(state, "sitbrief")
    home = environ.get("HOME", "")
    return Path(home, ".local", "state", "sitbrief") if os.path.isabs(home) else None  # noqa: PTH117
