"""What is counted of the entries that pass: by list, province, state and edition."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from sitbrief.briefing.rows import ProvinceCount, StateCount
from sitbrief.briefing.states import State
from sitbrief.library.index.index_entry import CONTESTED, PANES
from sitbrief.library.index.rail import counted, tallied

if TYPE_CHECKING:
    from sitbrief.briefing.filters import Filters
    from sitbrief.library.index.editions import Edition, Own
    from sitbrief.library.index.sets import Sets


class _Snapshot(Protocol):
    """What is asked of an index."""

    editions: tuple[Edition, ...]
    dropped: tuple[tuple[str, ...], ...]

    @property
    def sets(self) -> Sets:
        """The sets of its entries."""

    def own(self, edition: Edition) -> Own:
        """The entries of an edition."""

    def passing(self, filters: Filters) -> int:
        """The entries that pass filters."""


class ShownCounts:
    """Counts of what passes filters. Each is found when it is asked for, and small: the entries themselves are not held.

    Args:
        snapshot: The index.
        filters: The filters.
        home: The country whose provinces are counted.
        found: What passes besides, as a search has found it; None where nothing is searched for.
    """

    def __init__(self, snapshot: _Snapshot, filters: Filters, home: str, found: int | None = None) -> None:
        self._snapshot = snapshot
        self._filters = filters
        self._home = home
        self._found = found

    @cached_property
    def contested(self) -> tuple[int, ...]:
        """For each list how many of its entries are contested."""
        sets = self._snapshot.sets
        if self._written_down:
            return tuple(sets.tally(CONTESTED, number) for number in range(len(PANES)))
        return sets.counts(self._passing & sets.mark(CONTESTED))

    @cached_property
    def provinces(self) -> tuple[ProvinceCount, ...]:
        """How many there are in each province of the country."""
        if self._written_down:
            return tallied(self._snapshot.sets, self._home)
        return counted(self._snapshot.sets, self._home, self._passing)

    @cached_property
    def states(self) -> tuple[StateCount, ...]:
        """How many are in each state that an entry is in at all."""
        sets = self._snapshot.sets
        known = [(state, f"s:{state}", count) for state in State if (count := sets.tally(f"s:{state}"))]
        if self._written_down:
            return tuple(StateCount(state, count) for state, _, count in known)
        passing = self._passing
        return tuple(StateCount(state, (passing & sets.mark(mark)).bit_count()) for state, mark, _ in known)

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions that have one."""
        return self._met[0]

    @property
    def contested_editions(self) -> int:
        """How many editions have a contested one."""
        return self._met[1]

    @cached_property
    def _met(self) -> tuple[tuple[Edition, ...], int]:
        every = self._snapshot.editions
        if not self._filters:
            return every, sum(bool(edition.contested) for edition in every)
        shown = self._snapshot.sets.in_bytes(self._passing)
        met = [self._snapshot.own(edition).met(shown) for edition in every]
        found = tuple(edition for edition, (some, _) in zip(every, met, strict=True) if some)
        return found if len(found) < len(every) else every, sum(contested for _, contested in met)

    @property
    def _written_down(self) -> bool:
        """Whether what the segments have written down of themselves says it."""
        return not self._filters and not any(self._snapshot.dropped)

    @property
    def _passing(self) -> int:
        passing = self._snapshot.passing(self._filters)
        return passing if self._found is None else passing & self._found
