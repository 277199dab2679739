"""Lists, a page at a time. A row keeps its number whichever page it stands on."""

from __future__ import annotations

from typing import Final, NamedTuple

SIZE: Final = 10
"""So many rows are read at once."""


class Page(NamedTuple):
    """Some rows of a list.

    Attributes:
        start: The place of the first.
        end: The place behind the last.
        total: How many rows the list has.
    """

    start: int
    end: int
    total: int

    @property
    def words(self) -> str:
        """Which rows these are, and how to hear more; empty where they are all there is."""
        if self.end - self.start == self.total:
            return ""
        left = self.total - self.end
        more = f"; Enter reads {min(SIZE, left)} more" if left else ", the end"
        return f"Rows {self.start + 1:,} to {self.end:,} of {self.total:,}{more}."


def page_from(start: int, total: int) -> Page:
    """The page that begins at a row."""
    first = max(0, min(start, total - 1))
    return Page(first, min(first + SIZE, total), total)


def page_with(place: int, total: int) -> Page:
    """The page that a row stands on where pages begin at the first row."""
    return page_from(max(0, min(place, total - 1)) // SIZE * SIZE, total)
