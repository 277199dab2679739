"""The header: marking, as-of time and filters always; title, edition, cutoff and compiler as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from sitbrief.briefing.when import stamp_words
from sitbrief.text import truncate
from sitbrief.tui.strips import Piece, line
from sitbrief.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.strip import Strip

    from sitbrief.briefing import View
    from sitbrief.tui.palette import Palette


class Header(Lines):
    """One line, or two from 20 rows on."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self._view: View | None = None

    def show(self, view: View) -> None:
        """Show the head of another view."""
        self._view = view
        self.refresh_changed()

    def draw(self, y: int, width: int, height: int) -> Strip:
        """Draw one of the lines."""
        if self._view is None:
            return line([], width)
        if height == 1:
            return line(self._both(self._view, width), width)
        return line(self._first(self._view, width) if y == 0 else self._second(self._view, width), width)

    def _marking(self, view: View) -> Piece:
        return (f" {view.index.briefing.tlp} ", self._palette.marking)

    def _first(self, view: View, width: int) -> list[Piece]:
        """Marking, title, edition: the title gives way first, then the edition."""
        briefing = view.index.briefing
        edition = f"edition {briefing.edition} "
        left = width - cell_len(f" {briefing.tlp} ") - 1
        with_edition = left - cell_len(edition) - 2 >= _SHORTEST_TITLE
        title = truncate(briefing.title, left - cell_len(edition) - 2 if with_edition else left)
        gap = " " * max(1, left - cell_len(title) - cell_len(edition)) if with_edition else ""
        return [
            self._marking(view),
            (" " + title, self._palette.title),
            (gap + edition if with_edition else "", self._palette.dim),
        ]

    def _second(self, view: View, width: int) -> list[Piece]:
        """As-of time and filters, then cutoff and compiler if they fit."""
        briefing = view.index.briefing
        must = f" as of {stamp_words(briefing.as_of, briefing.zone)} · {view.summary()}"
        for extra in (
            f" · cutoff {stamp_words(briefing.cutoff, briefing.zone)} · by {briefing.compiled_by}",
            f" · cutoff {stamp_words(briefing.cutoff, briefing.zone)}",
            f" · cutoff {briefing.cutoff}"[:20],
            "",
        ):
            if cell_len(must + extra) <= width:
                return [(must + extra, self._palette.plain)]
        return self._short(view, width)

    def _both(self, view: View, width: int) -> list[Piece]:
        return [self._marking(view), *self._short(view, width - cell_len(f" {view.index.briefing.tlp} "))]

    def _short(self, view: View, width: int) -> list[Piece]:
        """As-of time and filters alone, the day without its zone's name if need be."""
        briefing = view.index.briefing
        shown = f"{view.entries_shown:,}/{view.entries_total:,}"
        words = " · ".join(view.filters.words())
        for text in (
            f" as of {stamp_words(briefing.as_of, briefing.zone)} · {view.summary()}",
            f" {stamp_words(briefing.as_of, briefing.zone)} · {shown}" + (f" · {words}" if words else ""),
            f" {briefing.as_of:%Y-%m-%d} · {shown}" + (f" · {words}" if words else ""),
            f" {briefing.as_of:%Y-%m-%d} · {words}",
            f" {briefing.as_of:%m-%d} · {words}",
        ):
            if cell_len(text) <= width:
                return [(text, self._palette.plain)]
        return [(truncate(text, width), self._palette.plain)]


_SHORTEST_TITLE = 20
