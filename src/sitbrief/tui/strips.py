"""Lines for the Line API: pieces of text fitted into columns, measured in cells."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from sitbrief.text import cells, clean_row, truncate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style

    from sitbrief.text import Clean

Piece = tuple[str, "Style"]


def line(pieces: Iterable[Piece], width: int, fill: Style | None = None) -> Strip:
    """One line of exactly `width` cells: pieces beyond it are cut at a word where one ends near, the rest is blank."""
    return _line(tuple(pieces), width, fill)


@lru_cache(maxsize=512)  # some screens: each line keeps what was cut out of it, too
def _line(pieces: tuple[Piece, ...], width: int, fill: Style | None) -> Strip:
    """The same line is the same object: what is known of how it is sent need not be found out again."""
    segments: list[Segment] = []
    left = width
    for text, style in pieces:
        if left <= 0:
            break
        clean = clean_row(text)
        fits = cells(clean) <= left
        shown = clean if fits else truncate(clean, left)
        segments.append(_segment(shown, style))
        left -= cells(shown)
        if not fits:  # one ellipsis says it
            break
    if left > 0:
        segments.append(Segment(" " * left, fill))
    return Strip(segments, width)


def _segment(text: Clean, style: Style) -> Segment:
    """The one place where text becomes part of a line of the screen."""
    return Segment(text, style)


def column(text: str, width: int) -> str:
    """Text in a column of exactly `width` cells."""
    shown = truncate(text, width)
    return shown + " " * (width - cells(shown))


def short_count(value: int, most: int = 10_000) -> str:
    """A count in at most four digits: 9999, 13k; thousands from another number on where there is less room."""
    return str(value) if value < most else f"{value // 1000}k"


def counted_width(values: Iterable[int]) -> int:
    """Columns for these counts written short, at least three."""
    return max(3, *(len(short_count(value)) for value in (0, *values)))
