"""A pane: its title line and a list of rows, drawn line by line from a window of the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size

from sitbrief.briefing.entries import Pane
from sitbrief.briefing.lists import EDITIONS, TIMELINE
from sitbrief.briefing.rows import EntryRow
from sitbrief.text import plural, wrap
from sitbrief.tui.panes import painters
from sitbrief.tui.strips import line
from sitbrief.tui.widgets.lines import Lines
from sitbrief.tui.widgets.viewport import Viewport

if TYPE_CHECKING:
    from textual.strip import Strip

    from sitbrief.briefing.lists import ListSpec
    from sitbrief.briefing.rows import Listed
    from sitbrief.tui.palette import Palette
    from sitbrief.tui.view_protocol import ViewLike


_GUTTER = len(painters.Mark.NONE.value)


class PaneList(Lines, can_focus=True):
    """A pane with one list. It holds no rows: it asks the view for those that are on the screen.

    Args:
        spec: The list.
        number: Its key.
        palette: The looks.
        view: What is shown.

    Attributes:
        pane: The id of its list.
        cursor: The selected row; -1 where there is none.
    """

    def __init__(self, spec: ListSpec, number: int, palette: Palette, view: ViewLike) -> None:
        super().__init__(palette, spec.id)
        self.pane = spec.id
        self.cursor = -1
        self._spec = spec
        self._title = f"{number} {spec.title}"
        self._library = False
        self._view = view
        self._kept = ""
        self._sight = Viewport(self._height_of)
        self._lines: list[tuple[int, int]] = []
        self._fits = Size(0, 0)

    def across(self) -> None:
        """Stand on the screen of a library, where a timeline begins at its last row."""
        self._library = True

    def show(self, view: ViewLike) -> None:
        """Show another view. The same entry stays selected if it is still there."""
        # Rows of the view that was shown may have come before the selected one since: the place alone says nothing.
        keep = self._kept
        self._view = view
        first = self._length - 1 if self._library and self._spec is TIMELINE else 0
        self.cursor = (view.near(self.pane, keep) if keep else first) if self._length else -1
        self._keep()
        self._reveal()
        self.refresh_changed()

    @property
    def selected(self) -> Listed | None:
        """The row under the cursor."""
        found = self._view.window(self.pane, self.cursor, 1) if self.cursor >= 0 else ()
        return found[0].row if found else None

    def move(self, steps: int) -> None:
        """Go so many rows down (up where negative), stopping at the ends."""
        self.go(max(0, min(self.cursor + steps, self._length - 1)))

    def page(self, share: float) -> None:
        """Go down by that share of a page (up where negative)."""
        per_row = painters.height_of(self.selected, self.size.width) if self.selected else 1
        rows = max(1, int((self.size.height - 1) * abs(share)) // per_row)
        self.move(rows if share > 0 else -rows)

    def end(self) -> None:
        """Go to the last row."""
        self.go(self._length - 1)

    def go(self, row: int) -> None:
        """Select a row and bring it into sight."""
        if not 0 <= row < self._length or row == self.cursor:
            return
        self.cursor = row
        self._keep()
        self._reveal()
        self.refresh_changed()

    def _keep(self) -> None:
        """Remember which row is selected."""
        selected = self.selected
        self._kept = selected.id if selected else ""

    def on_focus(self) -> None:
        """The title and the mark of the selected row say where the focus is."""
        self.refresh_changed()

    def on_blur(self) -> None:
        """Likewise when it leaves."""
        self.refresh_changed()

    def point(self) -> tuple[int, int] | None:
        """The selected row, behind its mark; the title where none is in sight."""
        lines = [y for y, (place, _) in enumerate(self._lines, start=1) if place == self.cursor]
        if not lines:
            return _GUTTER, 0
        (placed,) = self._view.window(self.pane, self.cursor, 1)
        return _GUTTER, lines[min(bool(placed.heading), len(lines) - 1)]

    def draw(self, y: int, width: int, height: int) -> Strip:
        """Draw one line: the title, or a line of the row that is there."""
        del height
        if width <= 0:
            return line([], 0)
        if y == 0:
            return self._head(width)
        if not self._length:
            words = self._why_empty(width)
            return line([(f"  {words[y - 1]}" if y <= len(words) else "", self._palette.plain)], width)
        if y > len(self._lines):
            return line([], width)
        place, inside = self._lines[y - 1]
        placed = self._view.window(self.pane, place, 1)[0]
        if placed.heading:
            if not inside:
                return painters.paint_heading(placed.heading, width, self._palette)
            inside -= 1
        chosen = painters.Mark.HERE if self.has_focus else painters.Mark.ELSEWHERE
        mark = chosen if place == self.cursor else painters.Mark.NONE
        return painters.paint(placed.row, inside, width, self._palette, mark)

    @property
    def _length(self) -> int:
        return self._view.count(self.pane)

    def _head(self, width: int) -> Strip:
        view = self._view
        mark, style = ("> ", self._palette.focus) if self.has_focus else ("  ", self._palette.title)
        bad = view.bad_files if self._spec is EDITIONS else 0
        counts, contested = painters.counts(
            view.count(self.pane) - bad, view.total(self.pane), view.contested(self.pane), exact=view.exact
        )
        if bad:
            counts += f" + {plural(bad, 'file')}"
        place = self._place() if self.has_focus and self.size.height > 1 else []
        forms = _of_many(counts, place, contested) if self._library else _of_few(counts, place, contested)
        words = _fitting(forms, width - len(f"{mark}{self._title}  "))
        return line([(mark, style), (self._title, style), (f"  {words}", self._palette.dim)], width)

    def _place(self) -> list[str]:
        """Where the selected row is; its day, where the heading that says it may be far away."""
        if self.cursor < 0:
            return []
        row = self.selected
        day = row.day if isinstance(row, EntryRow) and row.pane is Pane.TIMELINE else ""
        return [f"at {self.cursor + 1:,}", *([day] if day else [])]

    def fit(self) -> None:
        """Rows take another number of lines in another width."""
        if self._fits != self.size:
            self._fits = self.size
            self._reveal()
        self._lines = self._sight.lines(self._length, max(0, self.size.height - 1)) if self.size.width else []

    def _why_empty(self, width: int) -> list[str]:
        total, filters = self._view.total(self.pane), self._view.filters
        why = self._spec.why_empty(total, filters, library=self._library)
        words = (why, painters.way_out(filters)) if total else (why,)
        return [part for text in words for part in wrap(text, max(8, width - 2))]

    def _height_of(self, row: int) -> int:
        found = self._view.window(self.pane, row, 1)
        return sum(painters.height_of(each.row, self.size.width) + bool(each.heading) for each in found)

    def _reveal(self) -> None:
        """Scroll so far that the selected row is in sight, with its heading where it has one."""
        room = self.size.height - 1
        if self.cursor >= 0 and room > 0 and self.size.width:
            (placed,) = self._view.window(self.pane, self.cursor, 1)
            self._sight.reveal(self.cursor, 1 if placed.heading else 0, self._length, room)


def _of_few(counts: str, place: list[str], contested: list[str]) -> tuple[list[str], ...]:
    """What the title of a briefing's list says, the longest form first: the place of the selected row goes first."""
    return [counts, *contested, *place], [counts, *contested], [counts], [counts.replace(" of ", "/")]


def _of_many(counts: str, place: list[str], contested: list[str]) -> tuple[list[str], ...]:
    """Of a long list: how many rows and which one come first, then the contested ones, then its day."""
    short = counts.replace(" of ", "/")
    return (
        [counts, *place, *contested],
        [counts, *place[:1], *contested],
        [counts, *place],
        [counts, *place[:1]],
        [short, *place[:1]],
        [short],
    )


def _fitting(forms: tuple[list[str], ...], room: int) -> str:
    """The first form that there is room for."""
    texts = [" · ".join(form) for form in forms]
    return next((text for text in texts if len(text) <= room), texts[-1])
