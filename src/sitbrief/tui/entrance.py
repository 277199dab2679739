"""With what the library's screen starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.screen import Screen

    from sitbrief.briefing import Filters
    from sitbrief.tui.startup import Opening


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
