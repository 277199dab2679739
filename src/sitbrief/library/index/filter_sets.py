"""Which entries of an index pass filters: sets, joined and cut."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from sitbrief.briefing.entries import Pane
from sitbrief.briefing.filters import Filters
from sitbrief.briefing.states import State
from sitbrief.library.index.index_entry import NO_TIME, PANES, grade_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitbrief.briefing.grades import Grade
    from sitbrief.library.index.sets import Sets

_GRADE: Final = "g:"
_NOTES: Final = PANES.index(Pane.HUMANITARIAN)


class FilterSets:
    """Lets entries pass.

    Args:
        sets: The sets of the index.
    """

    def __init__(self, sets: Sets) -> None:
        self._sets = sets
        self._graded: dict[tuple[Grade | None, bool], int] = {}

    def passing(self, filters: Filters, among: int) -> int:
        """The entries, among some, that pass all filters but those of words."""
        sets, found = self._sets, among
        if filters.provinces:
            provinces = 0
            for code in filters.provinces:
                provinces |= sets.mark(f"p:{code}")
            found &= provinces
        if filters.states:
            states = 0
            for state in filters.states:
                states |= sets.mark(f"s:{state}")
            found &= states
        if filters.least is not None or not filters.unknown:
            found &= self._with_grade(filters)
        if filters.sectors:
            found &= sets.any_of(f"n:{sector}" for sector in filters.sectors) | sets.all_but(_NOTES)
        if filters.by:
            found &= sets.any_of(name for name in sets.names("b:") if filters.heard(name[2:]))
        if found and (filters.since or filters.until):
            first = filters.since.toordinal() if filters.since else 0
            found &= sets.during(first, filters.until.toordinal() if filters.until else NO_TIME)
        return found

    def warmed(self) -> Iterator[None]:
        """Find, a little at a time, what has which least grade that a key asks for."""
        wanted = _levels()[1:]
        found = [0] * len(wanted)
        for name in self._sets.names(_GRADE):
            bits = self._sets.mark_once(name)
            found = [
                one | bits if _graded(name, filters) else one
                for one, filters in zip(found, wanted, strict=True)
            ]
            yield
        for filters, bits in zip(wanted, found, strict=True):
            self._graded[filters.least, filters.unknown] = bits

    def _with_grade(self, filters: Filters) -> int:
        key = filters.least, filters.unknown
        if key not in self._graded:
            names = [name for name in self._sets.names(_GRADE) if _graded(name, filters)]
            self._graded[key] = self._sets.any_of(names)
        return self._graded[key]


def usual(codes: Sequence[str]) -> Iterator[Filters]:
    """The filters that one or two keys lead to: none, each of some provinces, contested, each least grade.

    Args:
        codes: The codes of the provinces.
    """
    yield Filters()
    yield from (Filters(provinces=(code,)) for code in codes)
    yield Filters(states=(State.CONTESTED,))
    yield from _levels()[1:]


@cache
def _levels() -> tuple[Filters, ...]:
    """No filter, each least grade, and the same without what has no grade."""
    levels = [Filters()]
    while (following := levels[-1].next_least()).least is not None:
        levels.append(following)
    return (*levels, *(replace(level, unknown=False) for level in levels))


def _graded(mark: str, filters: Filters) -> bool:
    grade = grade_of(mark.removeprefix(_GRADE))
    return (filters.least is None or grade.meets(filters.least)) if grade.known else filters.unknown
