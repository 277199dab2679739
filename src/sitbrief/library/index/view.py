"""A view of a whole library: the same questions as of one briefing, answered by the index."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sitbrief import places
from sitbrief.briefing.entries import (
    AnyEntry,
    Front,
    HumanitarianNote,
    Pane,
    Phase,
    Sector,
    Status,
    TimelineEntry,
)
from sitbrief.briefing.filters import Filters
from sitbrief.briefing.grades import parse_grade
from sitbrief.briefing.rows import EntryRow, Heading, Placed, ProvinceCount
from sitbrief.briefing.states import State
from sitbrief.briefing.where import province_name
from sitbrief.library.index.draft import EVERYWHERE, PANES, first_key, group_label, group_of, words_of
from sitbrief.library.index.merged import Merged, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sitbrief.library.index.segment import SegmentList
    from sitbrief.library.index.snapshot import Edition, Snapshot

_PAGE: Final = 32
_PAGES_KEPT: Final = 24
_STATES: Final = tuple(State)
_MOST_SEEN: Final = 4_096


class Seen:
    """Where rows that were shown are in the order, so that they are found again under other filters and editions."""

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
    """What is shown of a library under given filters. Nothing is held but what finds the rows, and a few pages of them.

    Words are looked for by how they begin, in the full text. That takes longer than the other filters, so it is done in
    steps: until `exact`, what is found so far is shown, and counts are of that.
    """

    def __init__(
        self, snapshot: Snapshot, filters: Filters | None = None, home: str = "", seen: Seen | None = None
    ) -> None:
        """Make a view.

        Args:
            snapshot: The index.
            filters: The filters in force.
            home: The country whose provinces are counted; that of the first edition by default.
            seen: What other views of the same library have shown.
        """
        self.snapshot = snapshot
        self.filters = filters or Filters()
        self.seen = seen or Seen()
        self.home = home or (snapshot.editions[0].country if snapshot.editions else "")
        self._match = _match(self.filters)
        self._todo = list(self._searches()) if self._match else []
        self._found: dict[tuple[Pane, int], int] = {}
        self._lists: dict[Pane, Merged] = {}
        self._pages: dict[tuple[Pane, int], list[Placed]] = {}

    # The full text, step by step

    @property
    def exact(self) -> bool:
        """Whether all has been looked through, so that counts are what they are."""
        return not self._todo

    def advance(self, seconds: float) -> bool:
        """Look through more of the full text, for about so long; at least a step is done.

        Returns:
            Whether something was found.
        """
        until = time.monotonic() + seconds
        more = False
        while self._todo:
            pane, part = self._todo.pop()
            whole = self._whole(pane, part)
            hits = whole.hits(self._match, 0, len(whole)) if len(whole) else 0
            if hits:
                self._found[pane, part] = hits
                self._forget(pane)
                more = True
            if time.monotonic() >= until:
                break
        return more

    def _searches(self) -> Iterator[tuple[Pane, int]]:
        """What has to be looked through, the last first: the newest of the timeline is wanted first."""
        parts = range(len(self.snapshot.segments))
        for pane in reversed(PANES):
            yield from ((pane, part) for part in parts)

    def _forget(self, pane: Pane) -> None:
        self._lists.pop(pane, None)
        for page in [page for page in self._pages if page[0] is pane]:
            del self._pages[page]

    # Counts

    def count(self, pane: Pane) -> int:
        """How many entries a pane shows; of the editions, how many have one that is shown."""
        return len(self.editions) if pane is Pane.SOURCES else len(self._merged(pane))

    def total(self, pane: Pane) -> int:
        """How many there are without filters."""
        if pane is Pane.SOURCES:
            return len(self.snapshot.editions)
        return sum(live.bit_count() for live in self.snapshot.live[PANES.index(pane)])

    def contested(self, pane: Pane) -> int:
        """How many of a pane's entries are contested; of the editions, how many have a contested entry that is shown."""
        if pane is Pane.SOURCES:
            return sum(1 for _, _, contested in self.editions if contested)
        return sum(
            (self._bits(pane, part) & self._whole(pane, part).mark(f"s:{State.CONTESTED}")).bit_count()
            for part in range(len(self.snapshot.segments))
        )

    @property
    def entries_shown(self) -> int:
        """How many entries the three entry panes show."""
        return sum(len(self._merged(pane)) for pane in PANES)

    @cached_property
    def entries_total(self) -> int:
        """How many entries there are without filters."""
        return sum(self.total(pane) for pane in PANES)

    def summary(self) -> str:
        """What is in force and how much it leaves, as in "Hama · 9 of 1,000,000 shown"; "9 so far" until it is exact."""
        count = f"{self.entries_shown:,}{'' if self.exact else ' so far'} of {self.entries_total:,} shown"
        return " · ".join((*self.filters.words(), count))

    @cached_property
    def provinces(self) -> tuple[ProvinceCount, ...]:
        """The provinces of the home country with their counts under all filters but that of provinces."""
        country = places.country(self.home)
        wide = replace(self.filters, provinces=())
        pairs = [
            (whole, shown)
            for pane in PANES
            for part in range(len(self.snapshot.segments))
            if (shown := self._bits(pane, part, wide)) and (whole := self._whole(pane, part))
        ]
        contested = [(whole, shown & whole.mark(f"s:{State.CONTESTED}")) for whole, shown in pairs]
        return tuple(
            ProvinceCount(p.iso, p.number, p.name, _marked(pairs, p.iso), _marked(contested, p.iso))
            for p in (country.provinces if country else ())
        )

    @cached_property
    def editions(self) -> tuple[tuple[Edition, int, int], ...]:
        """The editions that have an entry that is shown, each with how many it has and how many of them are contested."""
        if not self.filters:
            return tuple((e, e.entries, e.contested) for e in reversed(self.snapshot.editions))
        found = []
        parts = range(len(self.snapshot.segments))
        bits_of = [[(self._whole(pane, part), self._bits(pane, part)) for pane in PANES] for part in parts]
        for edition in reversed(self.snapshot.editions):
            shown = contested = 0
            for whole, passing in bits_of[edition.part]:
                if passing:
                    own = passing & whole.mark(edition.mark)
                    shown += own.bit_count()
                    contested += (own & whole.mark(f"s:{State.CONTESTED}")).bit_count() if own else 0
            if shown:
                found.append((edition, shown, contested))
        return tuple(found)

    # Rows

    def window(self, pane: Pane, start: int, size: int) -> Sequence[Placed]:
        """`size` entries of a pane from the one at place `start` on, fewer at the end."""
        found: list[Placed] = []
        for page in range(start // _PAGE, (start + size - 1) // _PAGE + 1):
            found += self._page(pane, page)
        skip = start % _PAGE
        return found[skip : skip + size]

    def row_of(self, pane: Pane, name: str) -> int | None:
        """The place of an entry that was shown before, None where it is filtered out."""
        key = self.seen.key(pane, name)
        if key is None:
            return None
        start = self._merged(pane).before(key)
        for at, placed in enumerate(self.window(pane, start, _PAGE)):
            if placed.row.id == name:
                return start + at
        return None

    def near(self, pane: Pane, name: str) -> int:
        """The place of an entry that was shown before or, where it is filtered out, of the next one that is not."""
        place = self.row_of(pane, name)
        if place is not None:
            return place
        key = self.seen.key(pane, name)
        if key is None:
            return 0
        return max(0, min(self._merged(pane).before(key), self.count(pane) - 1))

    def first_on(self, day: date) -> int:
        """The place in the timeline of the first entry of a day, or of the next day that has one; the last at the end."""
        before = self._merged(Pane.TIMELINE).before(first_key(Pane.TIMELINE, day.toordinal()))
        return max(0, min(before, self.count(Pane.TIMELINE) - 1))

    def edition_of(self, row: EntryRow) -> Edition | None:
        """The edition that a row is of."""
        return self.snapshot.by_id.get(row.edition)

    def _page(self, pane: Pane, number: int) -> list[Placed]:
        if (pane, number) not in self._pages:
            if len(self._pages) >= _PAGES_KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[pane, number] = self._read(pane, number * _PAGE)
        return self._pages[pane, number]

    def _read(self, pane: Pane, start: int) -> list[Placed]:
        merged = self._merged(pane)
        first = max(0, start - 1)
        spots = merged.window(first, _PAGE + start - first)
        groups = [group_of(pane, spot.key) for spot in spots]
        before = groups[0] if spots and start else None
        if start:
            spots, groups = spots[1:], groups[1:]
        placed = []
        for spot, row, group in zip(spots, self._rows(pane, spots), groups, strict=True):
            heading = None if group == before else self._heading(pane, group)
            before = group
            self.seen.keep(pane, row.id, spot.key)
            placed.append(Placed(row, heading))
        return placed

    def _heading(self, pane: Pane, group: int) -> Heading:
        merged = self._merged(pane)
        count = merged.before(first_key(pane, group + 1)) - merged.before(first_key(pane, group))
        return Heading(group_label(pane, group, abroad=self._abroad), count)

    @cached_property
    def _abroad(self) -> bool:
        return len({edition.country for edition in self.snapshot.editions}) > 1

    def _rows(self, pane: Pane, spots: Sequence[Spot]) -> list[EntryRow]:
        by_part: dict[int, list[int]] = {}
        for spot in spots:
            by_part.setdefault(spot.part, []).append(spot.place)
        rows = {
            (part, place): row
            for part, places_ in by_part.items()
            for place, row in zip(places_, self._whole(pane, part).rows(places_), strict=True)
        }
        return [self._row(pane, spot.part, rows[spot.part, spot.place]) for spot in spots]

    def _row(self, pane: Pane, part: int, row: Sequence[object]) -> EntryRow:
        number, name, headline, clock, codes, state, grade, claims, *extra = row
        edition = self.snapshot.by_mark[part, f"e:{number}"]
        return EntryRow(
            pane=pane,
            entry=_entry(pane, str(name), str(headline), extra),
            when=None,
            clock=str(clock),
            provinces=tuple(province_name(str(code)) for code in codes),  # type: ignore[attr-defined]
            state=_STATES[int(state)],  # type: ignore[call-overload]
            grade=parse_grade(str(grade)) if grade else None,
            claims=int(claims),  # type: ignore[call-overload]
            edition=edition.id,
        )

    # Which entries pass

    def _whole(self, pane: Pane, part: int) -> SegmentList:
        return self.snapshot.segments[part].lists[PANES.index(pane)]

    def _merged(self, pane: Pane) -> Merged:
        if pane not in self._lists:
            parts = range(len(self.snapshot.segments))
            wholes = [self._whole(pane, part) for part in parts]
            self._lists[pane] = Merged(wholes, [self._bits(pane, part) for part in parts])
        return self._lists[pane]

    def _bits(self, pane: Pane, part: int, filters: Filters | None = None) -> int:
        found = self._found.get((pane, part), 0) if self._match else -1
        return (
            found
            and found
            & self.snapshot.passing(self.filters if filters is None else filters)[PANES.index(pane)][part]
        )


def _marked(pairs: Sequence[tuple[SegmentList, int]], code: str) -> int:
    return sum((shown & whole.mark(f"p:{code}")).bit_count() for whole, shown in pairs)


def _match(filters: Filters) -> str:
    """The words of filters in FTS5's syntax: letters, digits and quotes, nothing that anybody typed is syntax."""
    wanted = [f'"{word}"*' for word in words_of(filters.text)]
    unwanted = [f'"{word}"*' for word in words_of(filters.without)]
    if not wanted:
        # FTS5 cannot be asked for what does not match alone; every entry has a state, and its word.
        wanted = [f'"{EVERYWHERE}"'] if unwanted else []
    return " NOT ".join([" AND ".join(wanted), *unwanted]) if wanted else ""


def _entry(pane: Pane, name: str, headline: str, extra: Sequence[object]) -> AnyEntry:
    """As much of an entry as one line shows."""
    match pane, extra:
        case Pane.FRONTS, [str(status), bool(derived), str(moved)]:
            phases = (Phase(label="", movement=moved),) if moved else ()
            return Front(id=name, headline=headline, status=Status(status), derived=derived, phases=phases)
        case Pane.HUMANITARIAN, [str(sector), bool(derived), int(severity)]:
            return HumanitarianNote(
                id=name,
                headline=headline,
                sector=Sector(sector),
                derived=derived,
                severity=severity or None,
            )
        case _:
            return TimelineEntry(id=name, headline=headline)
