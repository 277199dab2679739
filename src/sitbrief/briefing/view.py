"""A view: a briefing and filters in, counts and windows of rows out. Panes and writers read the same one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, cast

from sitbrief import places
from sitbrief.briefing.entries import AnyEntry, Front, HumanitarianNote, Pane, Sector, claim_ids
from sitbrief.briefing.filters import Filters, Sieve
from sitbrief.briefing.rows import (
    EntryRow,
    GroupedRow,
    GroupHeading,
    Head,
    Listed,
    ProvinceCount,
    Row,
    SourceRow,
    StateCount,
)
from sitbrief.briefing.states import State
from sitbrief.briefing.where import province_name
from sitbrief.text import fold, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sitbrief.briefing.models import Highlight
    from sitbrief.briefing.resolved import ResolvedBriefing

ENTRY_PANES = (Pane.TIMELINE, Pane.FRONTS, Pane.HUMANITARIAN)
NO_PROVINCE = "No province"
_SECTOR_ORDER = {sector: place for place, sector in enumerate(Sector)}
_NO_TIME = datetime.max.replace(tzinfo=UTC)


class View:
    """What is shown of one briefing under given filters.

    Rows come grouped: the timeline by day, fronts by province, notes by sector; the first of each group has its `GroupHeading`.
    Counts and places are of entries and sources, never of headings.
    """

    def __init__(self, index: ResolvedBriefing, filters: Filters | None = None) -> None:
        self.index = index
        self.filters = filters or Filters()
        self._lists: dict[Pane, tuple[GroupedRow, ...]] = {}

    @cached_property
    def _shown(self) -> Mapping[Pane, tuple[AnyEntry, ...]]:
        sieve = Sieve(self.index, self.filters)
        return {
            pane: entries if not self.filters else tuple(entry for entry in entries if sieve.passes(entry))
            for pane, entries in self.index.entries.items()
        }

    @cached_property
    def claims_shown(self) -> frozenset[str]:
        """The ids of all claims that a shown entry rests on."""
        return frozenset(
            name for entries in self._shown.values() for entry in entries for name in claim_ids(entry)
        )

    @property
    def bad_files(self) -> int:
        """How many files without a briefing stand among the sources: those of a library do among its editions."""
        return 0

    @cached_property
    def highlights(self) -> tuple[Highlight, ...]:
        """Those highlights of the summary that rest on a claim that is shown; all of them without filters."""
        every = self.index.briefing.summary
        if not self.filters:
            return every
        return tuple(one for one in every if not self.claims_shown.isdisjoint(one.claims))

    @property
    def highlights_hidden(self) -> str:
        """How many highlights the filters hide, in a sentence; nothing where they hide none."""
        every = len(self.index.briefing.summary)
        left_out = every - len(self.highlights)
        return f"The filters hide {plural(left_out, 'highlight')} of {every}." if left_out else ""

    @cached_property
    def _sources(self) -> tuple[SourceRow, ...]:
        claims = [
            claim for claim in self.index.briefing.claims if not self.filters or claim.id in self.claims_shown
        ]
        states = self.index.states
        originated = Counter(claim.originator for claim in claims)
        carried = Counter(name for claim in claims for name in claim.carriers)
        confirmed = Counter(claim.originator for claim in claims if states[claim.id] is State.CONFIRMED)
        contested = Counter(claim.originator for claim in claims if states[claim.id] is State.CONTESTED)
        return tuple(
            SourceRow(
                source, originated[source.id], carried[source.id], confirmed[source.id], contested[source.id]
            )
            for source in self.index.briefing.sources
            if not self.filters or originated[source.id] or carried[source.id]
        )

    def count(self, pane: Pane) -> int:
        """How many entries, or sources, a pane shows."""
        return len(self._sources) if pane is Pane.SOURCES else len(self._shown[pane])

    def total(self, pane: Pane) -> int:
        """How many there are without filters."""
        return len(self.index.briefing.sources) if pane is Pane.SOURCES else len(self.index.entries[pane])

    def contested(self, pane: Pane) -> int:
        """How many of a pane's entries are contested; of the sources, how many originate a contested claim."""
        if pane is Pane.SOURCES:
            return sum(1 for row in self._sources if row.contested)
        return sum(1 for entry in self._shown[pane] if self.index.state_of(entry) is State.CONTESTED)

    @property
    def entries_shown(self) -> int:
        """How many entries the three entry panes show."""
        return sum(self.count(pane) for pane in ENTRY_PANES)

    @property
    def entries_total(self) -> int:
        """How many entries there are without filters."""
        return sum(self.total(pane) for pane in ENTRY_PANES)

    @cached_property
    def hidden(self) -> Mapping[str, int]:
        """How many entries each filter hides (one entry may count for several), and "without a province" among them."""
        sieve = Sieve(self.index, self.filters)
        counts: Counter[str] = Counter()
        for entry in (entry for entries in self.index.entries.values() for entry in entries):
            refusals = sieve.refusals(entry)
            counts.update(refusals)
            if "province" in refusals and not self._codes(entry):
                counts["without a province"] += 1
        return counts

    def rows(self, pane: Pane) -> tuple[Row, ...]:
        """All rows of a pane, with the headings of their groups."""
        return tuple(
            row
            for placed in self._placed(pane)
            for row in ((placed.heading, placed.row) if placed.heading else (placed.row,))
        )

    def window(self, pane: Pane, start: int, size: int) -> Sequence[GroupedRow]:
        """`size` entries or sources of a pane from the one at place `start` on, fewer at the end."""
        return self._placed(pane)[start : start + size]

    def row(self, pane: Pane, entry: AnyEntry) -> EntryRow:
        """The row of an entry, whether it is filtered out or not."""
        claims = self.index.claims_of(entry)
        when = claims[0].when if claims else None
        return EntryRow(
            pane=pane,
            entry=entry,
            when=when,
            clock=when.clock(self.index.briefing.zone) if when else "",
            provinces=tuple(province_name(code) for code in self._codes(entry)),
            state=self.index.state_of(entry),
            grade=self.index.best_grade(entry),
            claims=len(claims),
        )

    def row_of(self, pane: Pane, name: str) -> int | None:
        """The place of an entry or source, None where it is filtered out."""
        return next((at for at, placed in enumerate(self._placed(pane)) if placed.row.id == name), None)

    def near(self, pane: Pane, name: str) -> int:
        """The place of an entry or source; the first where it is filtered out."""
        return self.row_of(pane, name) or 0

    def first_on(self, day: date) -> int:
        """The place in the timeline of the first entry of a day, or of the next day that has one; the last at the end."""
        zone = self.index.briefing.zone
        days = [
            placed.row.when.days(zone)[0]
            for placed in self._placed(Pane.TIMELINE)
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
        )

    def summary(self) -> str:
        """What is in force and how much it leaves, as in "Hama · contested · 9 of 23 shown"."""
        words = self.filters.words()
        return " · ".join((*words, f"{self.entries_shown:,} of {self.entries_total:,} shown"))

    @cached_property
    def provinces(self) -> tuple[ProvinceCount, ...]:
        """The rail: every province of the country with its counts under all filters but that of provinces."""
        country = places.country(self.index.briefing.country)
        sieve = Sieve(self.index, replace(self.filters, provinces=()))
        entries: Counter[str] = Counter()
        contested: Counter[str] = Counter()
        for entry in (entry for listed in self.index.entries.values() for entry in listed):
            codes = self._codes(entry)
            if codes and sieve.passes(entry):
                entries.update(codes)
                if self.index.state_of(entry) is State.CONTESTED:
                    contested.update(codes)
        known = country.provinces if country else ()
        return tuple(ProvinceCount(p.iso, p.number, p.name, entries[p.iso], contested[p.iso]) for p in known)

    @cached_property
    def states(self) -> tuple[StateCount, ...]:
        """Every state that an entry of the briefing is in, with its count under all filters but that of states."""
        sieve = Sieve(self.index, replace(self.filters, states=()))
        entries = Counter[State]()
        for entry in (entry for listed in self.index.entries.values() for entry in listed):
            entries[self.index.state_of(entry)] += sieve.passes(entry)
        return tuple(StateCount(state, entries[state]) for state in State if state in entries)

    def matches(self, pane: Pane, words: str) -> tuple[int, ...]:
        """The places in a pane of what contains all these words, for search within the briefing."""
        needles = fold(words).split()
        if not needles:
            return ()
        return tuple(
            at
            for at, placed in enumerate(self._placed(pane))
            if all(needle in self._text(placed.row) for needle in needles)
        )

    def _text(self, row: Listed) -> str:
        if isinstance(row, EntryRow):
            return self.index.folded(row.entry)
        source = cast("SourceRow", row).source  # there are no editions in one briefing
        return fold(f"{source.name} {source.short or ''} {source.affiliation or ''} {source.rationale}")

    def _placed(self, pane: Pane) -> tuple[GroupedRow, ...]:
        if pane not in self._lists:
            listed = map(GroupedRow, self._sources) if pane is Pane.SOURCES else self._grouped(pane)
            self._lists[pane] = tuple(listed)
        return self._lists[pane]

    def _grouped(self, pane: Pane) -> Iterable[GroupedRow]:
        rows = sorted((self.row(pane, entry) for entry in self._shown[pane]), key=self._order)
        for label, group in groupby(rows, key=self._group):
            first, *others = group
            yield GroupedRow(first, GroupHeading(label, 1 + len(others)))
            yield from map(GroupedRow, others)

    def _codes(self, entry: AnyEntry) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for claim in self.index.claims_of(entry) for code in claim.provinces))

    def _order(self, row: EntryRow) -> tuple[int, str, datetime, datetime]:
        first, last = row.when.interval(self.index.briefing.zone) if row.when else (_NO_TIME, _NO_TIME)
        if isinstance(row.entry, HumanitarianNote):
            return (_SECTOR_ORDER[row.entry.sector], "", first, last)
        group = self._group(row)
        return (group == NO_PROVINCE, group, first, last)

    def _group(self, row: EntryRow) -> str:
        match row.entry:
            case Front():
                return self._province_group(row.entry)
            case HumanitarianNote():
                return row.entry.sector
            case _:
                return str(row.when.days(self.index.briefing.zone)[0]) if row.when else "No time"

    def _province_group(self, front: Front) -> str:
        """The province a front is listed under: the first of its own, or of those that are asked for."""
        codes = self._codes(front)
        asked = [code for code in codes if code in self.filters.provinces]
        return province_name((asked or codes)[0]) if codes else NO_PROVINCE
