"""A view: a briefing and filters in, counts and windows of rows out. Panes and writers read the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.entries import ENTRY_PANES, Pane
from sitbrief.briefing.filtered import FilteredBriefing
from sitbrief.briefing.lists import BY_ID
from sitbrief.briefing.rows import EntryRow, Head
from sitbrief.briefing.sought import Sought

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sitbrief.briefing.filters import Filters
    from sitbrief.briefing.resolved import ResolvedBriefing
    from sitbrief.briefing.rows import GroupedRow


class View(FilteredBriefing):
    """What is shown of one briefing under given filters, in lists, each by its id in `BRIEFING_LISTS`.

    Rows come grouped: the timeline by day, fronts by province, notes by sector; the first of each group has its `GroupHeading`.
    Counts and places are of entries and sources, never of headings.
    """

    def __init__(self, index: ResolvedBriefing, filters: Filters | None = None) -> None:
        super().__init__(index, filters)
        self._rows: dict[str, tuple[GroupedRow, ...]] = {}

    def rows(self, pane: str) -> tuple[GroupedRow, ...]:
        """All rows of a list, the first of each group with its heading."""
        if pane not in self._rows:
            self._rows[pane] = tuple(BY_ID[pane].rows(self))
        return self._rows[pane]

    @property
    def bad_files(self) -> int:
        """How many files without a briefing stand in a list: those of a library do among its editions."""
        return 0

    def count(self, pane: str) -> int:
        """How many rows a list has."""
        return BY_ID[pane].count(self)

    def total(self, pane: str) -> int:
        """How many there are without filters."""
        return BY_ID[pane].total(self)

    def contested(self, pane: str) -> int:
        """How many of a list's entries are contested; of the sources, how many originate a contested claim."""
        return BY_ID[pane].contested(self)

    @property
    def entries_shown(self) -> int:
        """How many entries the lists of entries show."""
        return sum(self.count(pane) for pane in ENTRY_PANES)

    @property
    def entries_total(self) -> int:
        """How many entries there are without filters."""
        return sum(self.total(pane) for pane in ENTRY_PANES)

    @property
    def entries_contested(self) -> int:
        """How many of those shown are contested."""
        return sum(self.contested(pane) for pane in ENTRY_PANES)

    def window(self, pane: str, start: int, size: int) -> Sequence[GroupedRow]:
        """`size` rows of a list from the one at place `start` on, fewer at the end."""
        return self.rows(pane)[start : start + size]

    def row_of(self, pane: str, name: str) -> int | None:
        """The place of a row by its id, None where it is filtered out."""
        return next((at for at, placed in enumerate(self.rows(pane)) if placed.row.id == name), None)

    def near(self, pane: str, name: str) -> int:
        """The place of a row by its id; the first where it is filtered out."""
        return self.row_of(pane, name) or 0

    def first_on(self, day: date) -> int:
        """The place in the timeline of the first entry of a day, or of the next day that has one; the last at the end."""
        zone = self.index.briefing.zone
        days = [
            placed.row.when.days(zone)[0]
            for placed in self.rows(Pane.TIMELINE)
            if isinstance(placed.row, EntryRow) and placed.row.when
        ]
        return next(
            (at for at, other in enumerate(days) if other >= day), max(0, self.count(Pane.TIMELINE) - 1)
        )

    @property
    def exact(self) -> bool:
        """Whether all has been looked through: at once, in one briefing."""
        return True

    @property
    def head(self) -> Head:
        """What the top of the screen says."""
        told = self.index.briefing
        return Head(
            told.tlp,
            told.title,
            f"edition {told.edition}",
            told.as_of,
            told.zone,
            told.cutoff,
            told.compiled_by,
            f"extract: {told.filtered_to}" if told.filtered_to else "extract" if told.extract_of else "",
        )

    def summary(self) -> str:
        """What is in force and how much it leaves, as in "Hama · contested · 9 of 23 shown"."""
        words = filter(None, (self.head.extract, *self.filters.words()))
        return " · ".join((*words, f"{self.entries_shown:,} of {self.entries_total:,} shown"))

    def matches(self, pane: str, words: str) -> tuple[int, ...]:
        """The places in a list of what contains all these words, and none with a minus before it, for search in the briefing."""
        sought = Sought.typed(words)
        listed = BY_ID[pane]
        return tuple(
            at
            for at, placed in enumerate(self.rows(pane) if any(sought) else ())
            if sought.met_by(listed.searched(self, placed.row))
        )
