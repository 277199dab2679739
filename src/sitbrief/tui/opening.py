"""With what the reader starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitbrief.briefing import Briefing, Filters
    from sitbrief.library import Library


@dataclass(frozen=True, slots=True)
class Opening:
    """What to show first.

    Attributes:
        library: Where the other briefings come from.
        briefing: The one to open.
        filters: The filters in force.
        notice: A sentence for the bottom line.
    """

    library: Library
    briefing: Briefing
    filters: Filters
    notice: str = ""
