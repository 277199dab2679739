"""A briefing under filters: which entries and claims pass, what filters hide, how many lie in each province and state."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from sitbrief import places
from sitbrief.briefing.entries import AnyEntry, Front, HumanitarianNote, Pane, claim_ids
from sitbrief.briefing.filters import Filters, Sieve
from sitbrief.briefing.rows import EntryRow, ProvinceCount, SourceRow, StateCount, passing_words
from sitbrief.briefing.states import State
from sitbrief.briefing.where import province_name
from sitbrief.text import plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitbrief.briefing.models import Highlight
    from sitbrief.briefing.resolved import ResolvedBriefing


class FilteredBriefing:
    """A briefing and the filters in force.

    Attributes:
        index: The briefing.
        filters: The filters.
    """

    def __init__(self, index: ResolvedBriefing, filters: Filters | None = None) -> None:
        self.index = index
        self.filters = filters or Filters()

    @cached_property
    def shown(self) -> Mapping[Pane, tuple[AnyEntry, ...]]:
        """The entries that pass, in the order of the file."""
        sieve = Sieve(self.index, self.filters)
        return {pane: tuple(filter(sieve.passes, entries)) for pane, entries in self.index.entries.items()}

    @cached_property
    def claims_shown(self) -> frozenset[str]:
        """The ids of all claims that a shown entry rests on."""
        return frozenset(
            name for entries in self.shown.values() for entry in entries for name in claim_ids(entry)
        )

    @cached_property
    def sources(self) -> tuple[SourceRow, ...]:
        """The sources that speak in a claim that is shown; all of them without filters."""
        claims = [
            claim for claim in self.index.briefing.claims if not self.filters or claim.id in self.claims_shown
        ]
        states = self.index.states
        originated = Counter(claim.originator for claim in claims)
        carried = Counter(name for claim in claims for name in claim.carriers)
        coded = Counter(name for claim in claims for name in claim.coded_from)
        confirmed = Counter(claim.originator for claim in claims if states[claim.id] is State.CONFIRMED)
        contested = Counter(claim.originator for claim in claims if states[claim.id] is State.CONTESTED)
        return tuple(
            SourceRow(
                source,
                originated[source.id],
                carried[source.id],
                coded[source.id],
                confirmed[source.id],
                contested[source.id],
            )
            for source in self.index.briefing.sources
            if not self.filters or originated[source.id] or carried[source.id] or coded[source.id]
        )

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
    def hidden(self) -> Mapping[str, int]:
        """How many entries each filter hides (one entry may count for several), and "without a province" among them."""
        sieve = Sieve(self.index, self.filters)
        counts: Counter[str] = Counter()
        for entry in (entry for entries in self.index.entries.values() for entry in entries):
            refusals = tuple(sieve.refusals(entry))
            counts.update(refusals)
            if "province" in refusals and not self.provinces_of(entry):
                counts["without a province"] += 1
        return counts

    @cached_property
    def provinces(self) -> tuple[ProvinceCount, ...]:
        """Every province of the country with its counts under all filters but that of provinces."""
        country = places.country(self.index.briefing.country)
        sieve = Sieve(self.index, replace(self.filters, provinces=()))
        entries: Counter[str] = Counter()
        contested: Counter[str] = Counter()
        for entry in (entry for listed in self.index.entries.values() for entry in listed):
            codes = self.provinces_of(entry)
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

    def row(self, pane: Pane, entry: AnyEntry) -> EntryRow:
        """The row of an entry, whether it is filtered out or not."""
        claims = self.index.claims_of(entry)
        when = self.index.when_of(entry)
        return EntryRow(
            pane=pane,
            entry=entry,
            when=when,
            clock=when.clock(self.index.briefing.zone) if when else "",
            provinces=tuple(province_name(code) for code in self.provinces_of(entry)),
            state=self.index.state_of(entry),
            grade=self.index.grades_of(entry),
            claims=len(claims),
            passing=self._passing(entry),
        )

    def _passing(self, entry: AnyEntry) -> int | None:
        if not self.filters or not (isinstance(entry, (Front, HumanitarianNote)) and entry.derived):
            return None
        passing = len(self._sieve.claims_that_pass(entry))
        return passing if passing < len(claim_ids(entry)) else None

    @cached_property
    def _sieve(self) -> Sieve:
        return Sieve(self.index, self.filters)

    def told(self, highlight: Highlight) -> str:
        """A highlight; one that tells a total which filters cut says how much of it passes."""
        entry = self._totals.get(highlight.text)
        if entry is None:
            return highlight.text
        behind = passing_words(self._passing(entry), len(claim_ids(entry)))
        return f"{highlight.text.removesuffix('.')}{behind}." if behind else highlight.text

    @cached_property
    def _totals(self) -> Mapping[str, AnyEntry]:
        """The entries that are counted from claims, by the highlights that tell the same."""
        counted: tuple[Front | HumanitarianNote, ...] = (
            *self.index.briefing.fronts,
            *self.index.briefing.humanitarian,
        )
        return {f"{entry.headline}.": entry for entry in counted if entry.derived}

    def provinces_of(self, entry: AnyEntry) -> tuple[str, ...]:
        """The codes of the provinces of an entry's claims."""
        return tuple(dict.fromkeys(code for claim in self.index.claims_of(entry) for code in claim.provinces))
