"""The rail: the country's provinces with their counts, then the states with theirs; those in force are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.tui.keymap import keymap
from sitbrief.tui.strips import column, counted_width, line, short_count
from sitbrief.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.strip import Strip

    from sitbrief.briefing.rows import ProvinceCount, StateCount
    from sitbrief.tui.palette import Palette
    from sitbrief.tui.view_protocol import ViewLike


_FEW = 3
_ABOVE_STATES = 3
"""Lines that are no province and no state: a head each, and an empty one between."""


class Rail(Lines):
    """Number, name, entries, contested: a line a province. Below, where there is room for all of them, a line a state."""

    def __init__(self, palette: Palette, view: ViewLike) -> None:
        super().__init__(palette)
        self._view = view

    def show(self, view: ViewLike) -> None:
        """Show the provinces of another view."""
        self._view = view
        self.refresh_changed()

    def draw(self, y: int, width: int, height: int) -> Strip:
        """Draw the head of the provinces, one of them, the head of the states, or one of these."""
        if width <= 0:
            return line([], max(0, width))
        provinces = self._view.provinces
        digits = counted_width(row.entries for row in provinces)
        digits += digits > _FEW  # a number that fills its column would touch the longest name
        if y <= len(provinces):
            if y == 0:
                return self._head("Provinces", digits, width, marks=" !")
            if y == height - 1 and y < len(provinces):
                return line(
                    [
                        (
                            f"  {len(provinces) - y + 1} more: {keymap.key('filter.province')}",
                            self._palette.dim,
                        )
                    ],
                    width,
                )
            return self._province(provinces[y - 1], digits, width)
        below = y - len(provinces) - _ABOVE_STATES
        states = self._view.states
        if below < -1 or len(provinces) + _ABOVE_STATES + len(states) > height or below >= len(states):
            return line([], width)
        return (
            self._state(states[below], digits, width) if below >= 0 else self._head("States", digits, width)
        )

    def _head(self, name: str, digits: int, width: int, marks: str = "") -> Strip:
        """A line over columns; its "+" says that there may be more than is counted so far."""
        entries = "entries" if self._view.exact else "entries+"
        return line(
            [(column(f"  {name:13}{entries:>{digits + 4}}{marks}", width), self._palette.title)], width
        )

    def _province(self, row: ProvinceCount, digits: int, width: int) -> Strip:
        chosen = row.code in self._view.filters.provinces
        contested = f"!{short_count(row.contested, 1_000)}" if row.contested else ""
        entries = short_count(row.entries) if row.entries else "-"
        text = (
            f"{'>' if chosen else ' '} {row.number} {column(row.name, 14)}{entries:>{digits}} {contested:<3}"
        )
        return line([(text, self._palette.cursor if chosen else self._palette.plain)], width)

    def _state(self, row: StateCount, digits: int, width: int) -> Strip:
        chosen = row.state in self._view.filters.states
        entries = short_count(row.entries) if row.entries else "-"
        return line(
            [
                ("> " if chosen else "  ", self._palette.plain),
                (column(row.state, 17), self._palette.cursor if chosen else self._palette.states[row.state]),
                (f"{entries:>{digits}}", self._palette.plain),
            ],
            width,
        )
