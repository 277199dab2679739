"""The header: marking, as-of time and filters always; title, edition, cutoff and compiler as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.when import UNDATED, stamp_words
from sitbrief.text import cells, truncate
from sitbrief.tui.strips import Piece, line
from sitbrief.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.strip import Strip

    from sitbrief.briefing.rows import Head
    from sitbrief.tui.palette import Palette
    from sitbrief.tui.view_protocol import ViewLike


class Header(Lines):
    """One line, or two from 20 rows on."""

    def __init__(self, palette: Palette, view: ViewLike) -> None:
        super().__init__(palette)
        self._view = view

    def show(self, view: ViewLike) -> None:
        """Show the head of another view."""
        self._view = view
        self.refresh_changed()

    def draw(self, y: int, width: int, height: int) -> Strip:
        """Draw one of the lines."""
        marking = (f" {self._view.head.tlp} ", self._palette.marking)
        room = width - cells(marking[0])
        if height == 1:
            return line([marking, *self._short(room)], width)
        return line([marking, *self._first(room)] if y == 0 else self._second(width), width)

    def _first(self, room: int) -> list[Piece]:
        """Title, edition: the title gives way first, then the edition."""
        head = self._view.head
        edition = f"{head.edition} "
        left = room - 1
        with_edition = left - cells(edition) - 2 >= _SHORTEST_TITLE
        title = truncate(head.title, left - cells(edition) - 2 if with_edition else left)
        gap = " " * max(1, left - cells(title) - cells(edition)) if with_edition else ""
        return [
            (" " + title, self._palette.title),
            (gap + edition if with_edition else "", self._palette.dim),
        ]

    def _second(self, width: int) -> list[Piece]:
        """As-of time and filters, then cutoff and compiler if they fit."""
        head = self._view.head
        must = f"{_as_of(head)}{self._view.summary()}"
        cutoff = stamp_words(head.cutoff, head.zone) if head.cutoff else ""
        short, day = f" · cutoff {cutoff}", f" · cutoff {head.cutoff}"[:20]
        for extra in (f"{short} · by {head.compiled_by}", short, day, "") if head.cutoff else ("",):
            if cells(must + extra) <= width:
                return [(must + extra, self._palette.plain)]
        return self._short(width)

    def _short(self, width: int) -> list[Piece]:
        """As-of time and filters alone, the day without its zone's name if need be."""
        view, head = self._view, self._view.head
        shown = f"{view.entries_shown:,}/{view.entries_total:,}"
        words = " · ".join(filter(None, (head.extract, *view.filters.words())))
        undated = f" {UNDATED} ·" if head.zone else ""
        day = f" {head.as_of:%Y-%m-%d} ·" if head.as_of else undated
        for text in (
            f"{_as_of(head)}{view.summary()}",
            f"{_as_of(head).replace(' as of', '')}{shown}" + (f" · {words}" if words else ""),
            f"{day} {shown}" + (f" · {words}" if words else ""),
            f"{day} {words}" if words else day.removesuffix(" ·"),
            f" {head.as_of:%m-%d} · {words}" if head.as_of else f" {words}",
        ):
            if cells(text) <= width:
                return [(text, self._palette.plain)]
        return [(truncate(text, width), self._palette.plain)]


def _as_of(head: Head) -> str:
    """The moment with its zone; of several zones the day alone. A briefing has a zone, and may be undated."""
    if head.as_of is None:
        return f" {UNDATED} · " if head.zone else " "
    return f" as of {stamp_words(head.as_of, head.zone).rstrip()} · "


_SHORTEST_TITLE = 20
