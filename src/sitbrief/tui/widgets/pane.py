"""A pane: its title line and a list of rows, drawn line by line from a window of the view."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from textual.geometry import Size

from sitbrief.briefing.entries import Pane
from sitbrief.briefing.rows import EntryRow, Heading, SourceRow
from sitbrief.text import wrap
from sitbrief.tui.panes import painters
from sitbrief.tui.strips import line
from sitbrief.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.strip import Strip

    from sitbrief.briefing import View
    from sitbrief.tui.palette import Palette


class PaneList(Lines, can_focus=True):
    """One of the four panes. It holds no rows: it asks the view for those that are on the screen.

    Attributes:
        pane: Which of the four it is.
        cursor: The selected row; -1 where there is none.
    """

    def __init__(self, pane: Pane, palette: Palette) -> None:
        super().__init__(pane.value)
        self.pane = pane
        self.cursor = -1
        self._palette = palette
        self._view: View | None = None
        self._top = 0
        self._starts: list[int] = [0]
        self._why_empty: list[str] = []
        self._fits = Size(0, 0)

    def show(self, view: View) -> None:
        """Show another view. The same entry stays selected if it is still there."""
        keep = self.selected
        self._view = view
        place = view.row_of(self.pane, keep.id) if keep else None
        self._measure()
        self.cursor = self._near(place if place is not None else 0, 1)
        self._reveal()
        self.refresh_changed()

    @property
    def selected(self) -> EntryRow | SourceRow | None:
        """The row under the cursor."""
        if self._view is None or self.cursor < 0:
            return None
        found = self._view.window(self.pane, self.cursor, 1)
        return found[0] if found and not isinstance(found[0], Heading) else None

    def move(self, steps: int) -> None:
        """Go so many rows down (up where negative), passing over headings and stopping at the ends."""
        direction = 1 if steps > 0 else -1
        place = self.cursor
        for _step in range(abs(steps)):
            following = self._near(place + direction, direction, wrap=False)
            if following < 0:
                break
            place = following
        self.go(place)

    def page(self, share: float) -> None:
        """Go down by that share of a page (up where negative)."""
        per_row = max(1, painters.height_of(self._any_row(), self.size.width))
        rows = max(1, int((self.size.height - 1) * abs(share)) // per_row)
        self.move(rows if share > 0 else -rows)

    def home(self) -> None:
        """Go to the first row."""
        self.go(self._near(0, 1))

    def end(self) -> None:
        """Go to the last row."""
        self.go(self._near(self._length - 1, -1))

    def go(self, row: int) -> None:
        """Select a row and bring it into sight."""
        if row < 0 or row == self.cursor:
            return
        self.cursor = row
        self._reveal()
        self.refresh_changed()

    def on_focus(self) -> None:
        """The title and the mark of the selected row say where the focus is."""
        self.refresh_changed()

    def on_blur(self) -> None:
        """Likewise when it leaves."""
        self.refresh_changed()

    def draw(self, y: int, width: int, height: int) -> Strip:
        """Draw one line: the title, or a line of the row that is there."""
        del height
        if self._view is None or width <= 0:
            return line([], max(width, 0))
        if y == 0:
            return self._title(width)
        if not self._length:
            words = self._why_empty
            return line([(f"  {words[y - 1]}" if y <= len(words) else "", self._palette.plain)], width)
        offset = self._top + y - 1
        row = self._row_at(offset)
        if row is None:
            return line([], width)
        place, inside = row
        found = self._view.window(self.pane, place, 1)[0]
        chosen = painters.Mark.HERE if self.has_focus else painters.Mark.ELSEWHERE
        mark = chosen if place == self.cursor else painters.Mark.NONE
        return painters.paint(found, inside, width, self._palette, mark)

    @property
    def _length(self) -> int:
        return self._view.length(self.pane) if self._view else 0

    def _any_row(self) -> EntryRow | SourceRow | Heading:
        return self.selected or Heading("", 0)

    def _title(self, width: int) -> Strip:
        view = self._view
        number = list(Pane).index(self.pane) + 1
        mark, style = ("> ", self._palette.focus) if self.has_focus else ("  ", self._palette.title)
        if view is None:
            return line([(mark, style)], width)
        counts = painters.counts(view.count(self.pane), view.total(self.pane), view.contested(self.pane))
        place = self._place() if self.has_focus and self.size.height > 1 else ""
        return line(
            [
                (mark, style),
                (f"{number} {self.pane.title}", style),
                (f"  {counts}{place}", self._palette.dim),
            ],
            width,
        )

    def _place(self) -> str:
        rows = self._view.rows(self.pane)[: self.cursor + 1] if self._view else ()
        at = sum(1 for row in rows if not isinstance(row, Heading))
        return f" · at {at}" if at else ""

    def _near(self, row: int, direction: int, *, wrap: bool = True) -> int:
        """The row nearest to this one in a direction that is no heading; -1 where there is none."""
        place = row
        while self._view and 0 <= place < self._length:
            if not isinstance(self._view.window(self.pane, place, 1)[0], Heading):
                return place
            place += direction
        return self._near(row - direction, -direction, wrap=False) if wrap and self._length else -1

    def fit(self) -> None:
        """Rows take another number of lines in another width."""
        if self._fits != self.size:
            self._measure()
            self._reveal()

    def _measure(self) -> None:
        """Find at which line each row starts."""
        self._fits = self.size
        self._starts = [0]
        if self._view is None or not self._fits.width:
            return
        words = painters.empty(self._view.total(self.pane), self.pane, self._view.filters)
        self._why_empty = [part for text in words for part in wrap(text, max(8, self.size.width - 2))]
        for row in self._view.window(self.pane, 0, self._length):
            self._starts.append(self._starts[-1] + painters.height_of(row, self.size.width))

    def _row_at(self, offset: int) -> tuple[int, int] | None:
        if not 0 <= offset < self._starts[-1]:
            return None
        place = bisect_right(self._starts, offset) - 1
        return place, offset - self._starts[place]

    def _reveal(self) -> None:
        """Scroll so far that the selected row and its heading are in sight."""
        room = self.size.height - 1
        if self.cursor >= 0 and room > 0 and self.cursor < len(self._starts) - 1:
            first, after = self._starts[self.cursor], self._starts[self.cursor + 1]
            lead = 1 if self.cursor and self._view and self._is_heading(self.cursor - 1) else 0
            if first - lead < self._top:
                self._top = max(0, first - lead)
            if after > self._top + room:  # of a row that is taller than the pane its first lines
                self._top = min(first, after - room)
        self._top = max(0, min(self._top, self._starts[-1] - 1))

    def _is_heading(self, row: int) -> bool:
        return self._view is not None and isinstance(self._view.window(self.pane, row, 1)[0], Heading)
