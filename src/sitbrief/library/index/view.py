"""A view of a whole library: it answers from the index what `briefing.View` answers from one briefing."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief import places
from sitbrief.briefing.entries import ENTRY_PANES, Pane
from sitbrief.briefing.filters import Filters
from sitbrief.briefing.lists import EDITIONS
from sitbrief.briefing.rows import EntryRow, GroupedRow, GroupHeading, Head
from sitbrief.library.index.agreement import Statement
from sitbrief.library.index.decoding import damaged_row, entry_row
from sitbrief.library.index.editions import EditionList
from sitbrief.library.index.index_entry import first_key, group_label, group_of
from sitbrief.library.index.merged_list import Merged, MergedPosition
from sitbrief.library.index.shown_counts import ShownCounts
from sitbrief.text import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sitbrief.briefing.rows import ProvinceCount, StateCount
    from sitbrief.library.index.editions import Edition
    from sitbrief.library.index.snapshot import Snapshot

_PAGE: Final = 8
_PAGES_KEPT: Final = 48
_MOST_SEEN: Final = 4_096


class Shown(NamedTuple):
    """A row of a list, and what the index says of its entry.

    Attributes:
        placed: The row, with the heading of its group where it is the first.
        statement: What is to be held against the briefing; None where the row is damaged.
    """

    placed: GroupedRow
    statement: Statement | None


class Seen:
    """The keys of rows that were shown, by which they are found again under other filters."""

    def __init__(self) -> None:
        self._keys: dict[tuple[Pane, str], int] = {}

    def keep(self, pane: Pane, name: str, key: int) -> None:
        """Keep the key of a row."""
        if len(self._keys) >= _MOST_SEEN:
            self._keys.pop(next(iter(self._keys)))
        self._keys[pane, name] = key

    def key(self, pane: Pane, name: str) -> int | None:
        """The key of a row that was shown."""
        return self._keys.get((pane, name))


class LibraryView:
    """What is shown of a library under given filters. It holds a bit set of what passes, and a few pages of rows.

    Words are looked for by how they begin, in the full text. That takes longer than the other filters, so it is done in
    steps: until `exact`, what is found so far is shown, and counts are of that.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        filters: Filters | None = None,
        home: str = "",
        seen: Seen | None = None,
        known: frozenset[str] | None = None,
    ) -> None:
        """Make a view.

        Args:
            snapshot: The index.
            filters: The filters in force.
            home: The country whose provinces are counted; that of the first edition by default.
            seen: What other views of the same library have shown.
            known: The ids of the editions that the reader has opened; None where nobody keeps count.
        """
        self.snapshot = snapshot
        self.filters = filters or Filters()
        self.seen = seen or Seen()
        self.home = home or (snapshot.editions[0].country if snapshot.editions else "")
        self._search = snapshot.search(self.filters)
        self._found = self._search.found
        self._known = known
        self._lists: dict[Pane, Merged] = {}
        self._pages: dict[tuple[Pane, int], list[Shown]] = {}
        self._editions_shown = range(0)

    @property
    def abroad(self) -> tuple[str, ...]:
        """The other countries of the library."""
        return tuple(sorted(self.snapshot.countries - {self.home}))

    # The full text, step by step

    @property
    def exact(self) -> bool:
        """Whether the whole full text has been searched, so that counts are final."""
        return not self._search.todo and self._found == self._search.found

    def advance(self, seconds: float) -> bool:
        """Search more of the full text, for about so long; at least one list of a segment.

        Returns:
            Whether something was found.
        """
        until = time.monotonic() + seconds
        search = self._search
        while search.todo:
            search.found |= self.snapshot.hits(search, *search.todo.pop())
            if time.monotonic() >= until:
                break
        if search.found == self._found:
            return False
        self._found = search.found
        for name in ("provinces", "states", "_listed", "_shown", "_counts"):
            self.__dict__.pop(name, None)
        self._lists.clear()
        self._pages.clear()
        return True

    # Counts

    def count(self, pane: str) -> int:
        """How many entries a pane shows; of the editions, how many have one that is shown, and files that hold none."""
        return len(self._listed) if pane == EDITIONS.id else len(self._merged(Pane(pane)))

    def total(self, pane: str) -> int:
        """How many there are without filters; of the editions without the files that hold none."""
        if pane == EDITIONS.id:
            return len(self.snapshot.editions)
        return self.snapshot.totals[ENTRY_PANES.index(pane)]

    def contested(self, pane: str) -> int:
        """How many of a pane's entries are contested; of the editions, how many have a contested entry that is shown."""
        if pane == EDITIONS.id:
            return self._counts.contested_editions
        return self._counts.contested[ENTRY_PANES.index(pane)]

    @property
    def bad_files(self) -> int:
        """How many files that hold no briefing stand at the end of the editions; filters leave them out."""
        return 0 if self.filters else len(self.snapshot.troubles)

    @property
    def entries_shown(self) -> int:
        """How many entries the three entry panes show."""
        return sum(len(self._merged(pane)) for pane in ENTRY_PANES)

    @cached_property
    def entries_total(self) -> int:
        """How many entries there are without filters."""
        return sum(self.total(pane) for pane in ENTRY_PANES)

    def summary(self) -> str:
        """What is in force and how much it leaves, as in "Hama · 9 of 1,000,000 shown"; "9 so far" until it is exact."""
        count = f"{self.entries_shown:,}{'' if self.exact else ' so far'} of {self.entries_total:,} shown"
        return " · ".join((*self.filters.words(), count))

    @cached_property
    def provinces(self) -> tuple[ProvinceCount, ...]:
        """The provinces of the home country with their counts under all filters but that of provinces."""
        return self._counts_of(replace(self.filters, provinces=())).provinces

    @cached_property
    def states(self) -> tuple[StateCount, ...]:
        """Every state that an entry is in, with its count under all filters but that of states."""
        return self._counts_of(replace(self.filters, states=())).states

    @property
    def head(self) -> Head:
        """What the top of the screen says: the strictest of the markings, the newest of the days."""
        snapshot, countries = self.snapshot, self.snapshot.countries
        country = places.country(self.home) if len(countries) == 1 else None
        where = country.name if country else f"{len(countries)} countries"
        return Head(
            snapshot.tlp,
            f"Library: {plural(len(snapshot.editions), 'edition')}" + (f", {where}" if countries else ""),
            f"{self.entries_total:,} entries",
            date.fromisoformat(snapshot.newest) if snapshot.newest else None,
        )

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions that have an entry that is shown."""
        return self._counts.editions

    @property
    def counts(self) -> Callable[[Edition], tuple[int, int]]:
        """A function that counts the entries of an edition that are shown, and the contested ones. It does not hold the view."""
        if not self.filters:
            return lambda edition: (edition.entries, edition.contested)
        own, shown = self.snapshot.sets.own, self._shown
        return lambda edition: own(edition).common(shown)

    @cached_property
    def _listed(self) -> EditionList:
        troubles = () if self.filters else self.snapshot.troubles
        return EditionList(self.editions, self.counts, troubles, self._known)

    # Rows

    def window(self, pane: str, start: int, size: int) -> Sequence[GroupedRow]:
        """`size` entries, or editions, of a pane from the one at place `start` on, fewer at the end."""
        if pane == EDITIONS.id:
            self._editions_shown = range(start, start + size)
            return self._listed.window(start, size)
        return [shown.placed for shown in self.shown(Pane(pane), start, size)]

    def shown(self, pane: Pane, start: int, size: int) -> Sequence[Shown]:
        """The same for the three entry panes, with what the index says of each entry."""
        found: list[Shown] = []
        for page in range(start // _PAGE, (start + size - 1) // _PAGE + 1):
            found += self._page(pane, page)
        skip = start % _PAGE
        return found[skip : skip + size]

    @property
    def stated(self) -> list[Statement]:
        """What the index says of the entries on the pages that are kept."""
        return [shown.statement for page in self._pages.values() for shown in page if shown.statement]

    @property
    def editions_shown(self) -> Sequence[Edition]:
        """The editions that were shown at last."""
        return self.editions[self._editions_shown.start : self._editions_shown.stop]

    def disprove(self, statements: Iterable[Statement]) -> None:
        """Show these no more: their briefings say something else. The rows say that they are damaged."""
        for one in statements:
            self.snapshot.disprove(one.pane, one.part, one.place)
        self._pages.clear()

    def row_of(self, pane: str, name: str) -> int | None:
        """The place of an entry that was shown before, None where it is filtered out."""
        if pane == EDITIONS.id:
            return self._listed.row_of(name)
        pane = Pane(pane)
        key = self.seen.key(pane, name)
        if key is None:
            return None
        start = self._merged(pane).stand_at(key)
        same = [position for position in self._merged(pane).window(start, _PAGE) if position.key == key]
        if len(same) == 1:
            return start  # keys end in a hash of what they are of
        rows = self._rows(pane, same)
        return next((start + at for at, (row, _) in enumerate(rows) if row.id == name), None)

    def near(self, pane: str, name: str) -> int:
        """The place of an entry that was shown before or, where it is filtered out, of the next one that is not."""
        place = self.row_of(pane, name)
        if place is not None:
            return place
        key = None if pane == EDITIONS.id else self.seen.key(Pane(pane), name)
        start = 0 if key is None else self._merged(Pane(pane)).stand_at(key)
        return max(0, min(start, self.count(pane) - 1))

    def first_on(self, day: date) -> int:
        """The place in the timeline of the first entry of a day, or of the next day that has one; the last at the end."""
        before = self._merged(Pane.TIMELINE).stand_at(first_key(Pane.TIMELINE, day.toordinal()))
        return max(0, min(before, self.count(Pane.TIMELINE) - 1))

    def edition_of(self, row: EntryRow) -> Edition | None:
        """The edition that a row is of."""
        return self.snapshot.by_id.get(row.edition)

    def _page(self, pane: Pane, number: int) -> list[Shown]:
        if (pane, number) not in self._pages:
            if len(self._pages) >= _PAGES_KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[pane, number] = self._read(pane, number * _PAGE)
        return self._pages[pane, number]

    def _read(self, pane: Pane, start: int) -> list[Shown]:
        first = max(0, start - 1)  # the row before says whether a group begins here
        positions = self._merged(pane).window(first, _PAGE + start - first)
        before = group_of(pane, positions.pop(0).key) if start and positions else None
        shown = []
        for place, (position, (row, statement)) in enumerate(
            zip(positions, self._rows(pane, positions), strict=True), start
        ):
            group = group_of(pane, position.key)
            heading = None if group == before else self._heading(pane, group, place)
            before = group
            self.seen.keep(pane, row.id, position.key)
            shown.append(Shown(GroupedRow(row, heading), statement))
        return shown

    def _heading(self, pane: Pane, group: int, first: int) -> GroupHeading:
        """The heading of a group that begins at a place."""
        count = self._merged(pane).before(first_key(pane, group + 1)) - first
        return GroupHeading(group_label(pane, group, abroad=len(self.snapshot.countries) > 1), count)

    def _rows(
        self, pane: Pane, positions: Sequence[MergedPosition]
    ) -> list[tuple[EntryRow, Statement | None]]:
        number = ENTRY_PANES.index(pane)
        found: list[tuple[EntryRow, Statement | None]] = []
        for position, stored in zip(positions, self.snapshot.rows(number, positions), strict=True):
            edition = self.snapshot.by_mark.get((position.part, f"e:{stored.edition}")) if stored else None
            if stored is None or edition is None:
                found.append((damaged_row(pane), None))
            else:
                row = entry_row(pane, position.key, stored, edition)
                found.append((row, Statement(edition, number, position.key, stored.said, *position[1:])))
        return found

    # Which entries pass

    @cached_property
    def _shown(self) -> bytes:
        """The bit set of the entries that pass."""
        sets = self.snapshot.sets
        passing = sets.passing(self.filters)
        return sets.in_bytes(passing & self._found if self._search.wanted else passing)

    @cached_property
    def _counts(self) -> ShownCounts:
        """The counts of what is shown."""
        return self._counts_of(self.filters)

    def _counts_of(self, filters: Filters) -> ShownCounts:
        """The counts under filters; without a search they are kept from one view to the next."""
        if self._search.wanted:
            return ShownCounts(self.snapshot.sets, filters, self.home, self._found)
        return self.snapshot.counts(filters, self.home)

    def _merged(self, pane: Pane) -> Merged:
        if pane not in self._lists:
            number, sets = ENTRY_PANES.index(pane), self.snapshot.sets
            lists = sets.lists[number]
            shown = [self._shown[sets.piece(number, part)] for part in range(len(lists))]
            self._lists[pane] = Merged(lists, shown)
        return self._lists[pane]
