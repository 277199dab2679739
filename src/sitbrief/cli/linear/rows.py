"""The rows of a list of the briefing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.detail import link_of
from sitbrief.briefing.unmatched import unmatched
from sitbrief.cli.linear import wording
from sitbrief.cli.linear.location import Lead, ListLocation, OfBriefing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitbrief.briefing import View
    from sitbrief.briefing.lists import ListSpec
    from sitbrief.briefing.rows import Listed
    from sitbrief.cli.linear.console import Told


class Rows(OfBriefing, ListLocation):
    """A list of the briefing."""

    def __init__(self, view: View, spec: ListSpec, at: int = 0) -> None:
        super().__init__(view, at)
        self.pane = self.word = spec.id
        self.spec = spec

    @property
    def selected(self) -> Listed | None:
        """The row at hand."""
        window = self._view.window(self.pane, self.at, 1)
        return window[0].row if window else None

    def head(self, *, full: bool) -> Iterator[Told]:
        """Pane and counts; what is in force; which briefing. In full, its title too, and the row one is at."""
        told = self._view.index.briefing
        if full:
            yield f"{told.tlp}. {told.called}, edition {told.edition}."
        yield f"{self.spec.title}: {wording.counts(self._view, self.pane)}. {wording.in_force(self._view)}."
        yield from unmatched(self._view)
        yield f"{wording.whereabouts(told)}."
        if not self.count():
            total = self._view.total(self.pane)
            why = self.spec.why_empty(total, self._view.filters)
            yield f"{why} clear shows all again." if total else why
        elif full and self.at:
            yield f"You are at row {self.at + 1:,}."

    def count(self) -> int:
        """Entries or sources."""
        return self._view.count(self.pane)

    def rows(self, start: int, size: int) -> Iterator[Told]:
        """The rows, each group with its head, said again where a page begins within it."""
        window = self._view.window(self.pane, start, size)
        if window and not window[0].heading:
            before = reversed(self._view.window(self.pane, 0, start))
            heading = next((placed.heading for placed in before if placed.heading), None)
            yield from [wording.group(self.spec, heading)] if heading else []
        for at, placed in enumerate(window, start):
            if placed.heading:
                yield wording.group(self.spec, placed.heading)
            yield f"{at + 1}. {wording.row(placed.row)}"

    def lead(self, at: int) -> Lead | str:
        """To the entry or the source."""
        row = self._view.window(self.pane, at, 1)[0].row
        link = link_of(row)
        return Lead(self._view, link) if link else wording.row(row)
