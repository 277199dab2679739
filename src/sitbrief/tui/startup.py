"""With what the reader starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.screen import Screen

    from sitbrief.briefing import Briefing, Filters
    from sitbrief.library import Library
    from sitbrief.library.reading_position import ReadingPosition
    from sitbrief.library.state import Memory


@dataclass(frozen=True, slots=True)
class Opening:
    """What to show first.

    Attributes:
        library: Where the other briefings come from.
        briefing: The one to open; None for the library as a whole.
        filters: The filters in force.
        notice: A sentence for the bottom line.
        place: Where the reader was in it at last; None to show it from the beginning.
        memory: Gives what remembers places. It is asked for when there is one to keep: what it needs takes time to load.
    """

    library: Library
    briefing: Briefing | None
    filters: Filters
    notice: str = ""
    place: ReadingPosition | None = None
    memory: Callable[[], Memory] | None = None


@dataclass(frozen=True, slots=True)
class Entrance:
    """With what the library's screen starts.

    Attributes:
        filters: The filters in force.
        home: The country whose provinces are meant; that of the first edition by default.
        notice: A sentence for the bottom line.
        current: The id of the briefing that is open; it is not new, whether that is written down already or not.
        then: Is given the id and file of an edition to open, and the library's screen is closed.
        reader: Makes the screen of an edition that opens on top of it, where nothing else is done with one.
    """

    filters: Filters
    home: str = ""
    notice: str = ""
    current: str = ""
    then: Callable[[str, Path], None] | None = None
    reader: Callable[[Opening], Screen[None]] | None = None
