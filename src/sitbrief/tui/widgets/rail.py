"""The rail: the country's provinces with their counts, those in force marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.tui.strips import column, counted_width, line, short_count
from sitbrief.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.strip import Strip

    from sitbrief.tui.palette import Palette
    from sitbrief.tui.showing import Showing


_FEW = 3


class Rail(Lines):
    """Number, name, entries, contested: a line a province."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self._view: Showing | None = None

    def show(self, view: Showing) -> None:
        """Show the provinces of another view."""
        self._view = view
        self.refresh_changed()

    def draw(self, y: int, width: int, height: int) -> Strip:
        """Draw the head or one province."""
        if self._view is None or width <= 0:
            return line([], max(0, width))
        digits = counted_width(row.entries for row in self._view.provinces)
        digits += digits > _FEW  # a number that fills its column would touch the longest name
        if y == 0:
            return line(
                [(column(f"  Provinces    {'entries':>{digits + 4}} !", width), self._palette.title)], width
            )
        provinces = self._view.provinces
        if y - 1 >= len(provinces):
            return line([], width)
        if y == height - 1 and y < len(provinces):
            return line([(f"  {len(provinces) - y + 1} more: p", self._palette.dim)], width)
        row = provinces[y - 1]
        chosen = row.code in self._view.filters.provinces
        style = self._palette.cursor if chosen else self._palette.plain
        contested = f"!{short_count(row.contested, 1_000)}" if row.contested else ""
        entries = short_count(row.entries) if row.entries else "-"
        text = (
            f"{'>' if chosen else ' '} {row.number} {column(row.name, 14)}{entries:>{digits}} {contested:<3}"
        )
        return line([(text, style)], width)
