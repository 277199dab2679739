"""A scrolling text with links in it, drawn line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size

from sitbrief.frozen import dataclass
from sitbrief.tui.strips import Piece, line
from sitbrief.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.strip import Strip

    from sitbrief.briefing.detail import Link
    from sitbrief.tui.palette import Palette


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text in pieces with styles, and where Enter leads while it is selected."""

    pieces: tuple[Piece, ...]
    link: Link | None = None


def text_width(width: int) -> int:
    """How many cells of a widget's width the text takes: the gutter has two."""
    return max(20, width - 2)


class LinkedText(Lines, can_focus=True):
    """Text that is laid out anew for each width; down goes to the next link in sight, or scrolls."""

    def __init__(self, palette: Palette, layout: Callable[[int], Sequence[TextLine]]) -> None:
        super().__init__(palette)
        self._layout = layout
        self._lines: Sequence[TextLine] = ()
        self._top = 0
        self._at = -1
        self._fits = Size(0, 0)

    def fit(self) -> None:
        """Break the text anew for another width, and go on at the same place in it, with the same link selected."""
        if self._fits != self.size:
            if self._fits.width != self.size.width:
                self._lay_out(text_width(self.size.width))
            self._fits = self.size
            self._top = min(self._top, self._last_top)

    def _lay_out(self, width: int) -> None:
        before, chosen = len(self._lines), self._places().index(self._at) if self._at >= 0 else -1
        in_sight, row = 0 <= self._at - self._top < self._fits.height, self._at - self._top
        self._lines = self._layout(width)
        places = self._places()
        # A text that is cut for its length may lack the link now.
        self._at = places[chosen] if 0 <= chosen < len(places) else -1
        if self._at >= 0 and in_sight:
            self._top = max(0, self._at - row)
        elif before:
            self._top = self._top * len(self._lines) // before

    def _places(self) -> list[int]:
        """The lines with links."""
        return [place for place, found in enumerate(self._lines) if found.link is not None]

    @property
    def _last_top(self) -> int:
        return max(0, len(self._lines) - self.size.height)

    def step(self, direction: int) -> None:
        """To the next link in that direction if it is in sight, else a line further."""
        found = self._next_link(direction)
        if found is not None and self._top <= found < self._top + self.size.height:
            self._at = found
        else:
            self.scroll_lines(direction)
        self.refresh_changed()

    def next_link(self, direction: int) -> None:
        """To the next link in that direction, scrolling as far as needed."""
        found = self._next_link(direction)
        if found is not None:
            self._at = found
            if not self._top <= found < self._top + self.size.height:
                self._top = max(0, min(found - self.size.height // 2, self._last_top))
            self.refresh_changed()

    def scroll_lines(self, lines: int) -> None:
        """Scroll by so many lines."""
        self._top = max(0, min(self._top + lines, self._last_top))
        self.refresh_changed()

    def page(self, share: float) -> None:
        """Scroll by that share of a page."""
        self.scroll_lines(int(max(1, self.size.height - 1) * share) or (1 if share > 0 else -1))

    @property
    def selected(self) -> Link | None:
        """Where the selected link leads; None where none is selected."""
        return self._lines[self._at].link if 0 <= self._at < len(self._lines) else None

    def _next_link(self, direction: int) -> int | None:
        start = self._at if self._at >= 0 else (self._top - 1 if direction > 0 else len(self._lines))
        places = range(start + direction, len(self._lines) if direction > 0 else -1, direction)
        return next((place for place in places if self._lines[place].link is not None), None)

    def point(self) -> tuple[int, int] | None:
        """The selected link, or the first line where none is in sight."""
        y = self._at - self._top
        return 2, y if self._at >= 0 and 0 <= y < self.size.height else 0

    def draw(self, y: int, width: int, height: int) -> Strip:
        """Draw one line; the selected link has a mark in the gutter."""
        del height
        place = self._top + y
        if place >= len(self._lines):
            return line([], width)
        found = self._lines[place]
        if found.link is None:
            return line([("  ", self._palette.plain), *found.pieces], width)
        chosen = place == self._at
        style = self._palette.cursor if chosen else self._palette.plain
        return line([("> " if chosen else "  ", style), *((text, style) for text, _ in found.pieces)], width)
