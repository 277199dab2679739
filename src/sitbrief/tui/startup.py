"""With what the reader starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

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
        choose: Ask first which of the library's briefings is meant, where a file holds those of many countries.
    """

    library: Library
    briefing: Briefing | None
    filters: Filters
    notice: str = ""
    place: ReadingPosition | None = None
    memory: Callable[[], Memory] | None = None
    choose: bool = False
