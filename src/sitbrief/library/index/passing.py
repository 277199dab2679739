"""Which entries of a segment pass filters: sets of places, joined and cut."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sitbrief.briefing.entries import Pane
from sitbrief.briefing.grades import parse_grade
from sitbrief.library.index.draft import NO_TIME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitbrief.briefing.filters import Filters
    from sitbrief.library.index.segment import SegmentList


def passing(whole: SegmentList, filters: Filters, among: int) -> int:
    """The entries, among some of a list, that pass all filters but those of words."""
    found = among
    if filters.provinces:
        found &= _any(whole, [f"p:{code}" for code in filters.provinces])
    if filters.states:
        found &= _any(whole, [f"s:{state}" for state in filters.states])
    if filters.least is not None or not filters.unknown:
        graded = [name for name in whole.marks if name.startswith("g:") and _graded(name[2:], filters)]
        found &= _any(whole, graded)
    if filters.sectors and whole.pane is Pane.HUMANITARIAN:
        found &= _any(whole, [f"n:{sector}" for sector in filters.sectors])
    if filters.by:
        heard = [name for name in whole.marks if name.startswith("b:") and filters.heard(name[2:])]
        found &= _any(whole, heard)
    if found and (filters.since or filters.until):
        first = filters.since.toordinal() if filters.since else 0
        found &= whole.during(first, filters.until.toordinal() if filters.until else NO_TIME)
    return found


def _any(whole: SegmentList, marks: Iterable[str]) -> int:
    found = 0
    for mark in marks:
        found |= whole.mark(mark)
    return found


def _graded(text: str, filters: Filters) -> bool:
    grade = _grade(text)
    return (filters.least is None or grade.meets(filters.least)) if grade.known else filters.unknown


_grade = lru_cache(maxsize=64)(parse_grade)
