"""Counts of the entries that pass filters, by list, province, state and edition."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sitbrief import places
from sitbrief.briefing.entries import ENTRY_PANES
from sitbrief.briefing.rows import ProvinceCount, StateCount
from sitbrief.briefing.states import State
from sitbrief.library.index.index_entry import CONTESTED

if TYPE_CHECKING:
    from sitbrief.briefing.filters import Filters
    from sitbrief.library.index.editions import Edition
    from sitbrief.library.index.entry_sets import EntrySets


class ShownCounts:
    """The counts under some filters. Each is worked out when it is asked for; the sets of entries are not held.

    Args:
        sets: The sets of the index.
        filters: The filters.
        home: The country whose provinces are counted.
        found: The entries that a search has found; None where nothing is searched for.
    """

    def __init__(self, sets: EntrySets, filters: Filters, home: str, found: int | None = None) -> None:
        self._sets = sets
        self._filters = filters
        self._home = home
        self._found = found
        self._stored = not filters and sets.complete
        """Whether the counts that segments store are enough."""

    @cached_property
    def contested(self) -> tuple[int, ...]:
        """How many are contested, in each list."""
        sets = self._sets
        if self._stored:
            return tuple(sets.tally(CONTESTED, number) for number in range(len(ENTRY_PANES)))
        return sets.counts(self._passing & sets.mark(CONTESTED))

    @cached_property
    def provinces(self) -> tuple[ProvinceCount, ...]:
        """How many there are in each province of the country, and how many of these are contested."""
        country, sets, found = places.country(self._home), self._sets, []
        shown = 0 if self._stored else self._passing
        contested = shown & sets.mark(CONTESTED) if shown else 0
        for p in country.provinces if country else ():
            if self._stored:
                entries, disputed = sets.tally(f"p:{p.iso}"), sets.tally(f"c:{p.iso}")
            else:
                own = sets.mark(f"p:{p.iso}")
                entries = (shown & own).bit_count()
                disputed = entries if contested == shown else (contested & own).bit_count()
            found.append(ProvinceCount(p.iso, p.number, p.name, entries, disputed))
        return tuple(found)

    @cached_property
    def states(self) -> tuple[StateCount, ...]:
        """How many are in each state; only states that some entry of the index is in."""
        sets = self._sets
        known = [(state, f"s:{state}", count) for state in State if (count := sets.tally(f"s:{state}"))]
        if self._stored:
            return tuple(StateCount(state, count) for state, _, count in known)
        passing = self._passing
        return tuple(StateCount(state, (passing & sets.mark(mark)).bit_count()) for state, mark, _ in known)

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions of which some entry passes."""
        return self._met[0]

    @property
    def contested_editions(self) -> int:
        """How many of them have a contested entry that passes."""
        return self._met[1]

    @cached_property
    def _met(self) -> tuple[tuple[Edition, ...], int]:
        every = self._sets.editions
        if not self._filters:
            return every, sum(bool(edition.contested) for edition in every)
        shown = self._sets.in_bytes(self._passing)
        met = [self._sets.own(edition).met(shown) for edition in every]
        found = tuple(edition for edition, (some, _) in zip(every, met, strict=True) if some)
        return found if len(found) < len(every) else every, sum(contested for _, contested in met)

    @property
    def _passing(self) -> int:
        passing = self._sets.passing(self._filters)
        return passing if self._found is None else passing & self._found
