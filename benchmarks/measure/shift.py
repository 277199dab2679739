"""Which region of rows, scrolled by how much, brings a screen nearest to another."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from measure.cells import BLANK

if TYPE_CHECKING:
    from measure.cells import Frame, Row

_RUN_COST = 4
"""About what a run of differences costs beyond its cells: to get there."""

_CANDIDATES = 3
_NEVER = 1_000_000


class Shift(NamedTuple):
    """A region from top to bottom, both of it, whose lines go up by so many, or down where negative."""

    top: int
    bottom: int
    by: int


@lru_cache(maxsize=200_000)
def _estimate(before: Row, after: Row) -> int:
    """About what it costs to turn one row into another."""
    if before == after:
        return 0
    cost, running = 0, False
    for old, new in zip(before, after, strict=True):
        differs = old != new
        # A run of blanks is erased at once, whatever its length.
        cost += differs * ((_RUN_COST if not running else 0) + (new.text != " "))
        running = differs
    return cost


def _best_span(gains: list[int]) -> tuple[int, int, int]:
    """The contiguous span with the largest sum: the sum, where it begins, where it ends."""
    best, begin, total, start = (0, 0, -1), 0, 0, 0
    for at, gain in enumerate(gains):
        if total <= 0:
            total, start = 0, at
        total += gain
        if total > best[0]:
            begin = start
            best = (total, begin, at)
    return best


def _region(before: Frame, after: Frame, by: int, *, alike: bool) -> tuple[int, Shift] | None:
    """The region to scroll by so many lines, and about what that saves; its lines at least alike, or the same."""
    rows, blank = len(after), (BLANK,) * len(after[0])
    targets = range(max(0, -by), min(rows, rows - by))
    gains = [
        _estimate(before[y], after[y]) - _estimate(before[y + by], after[y])
        if alike or before[y + by] == after[y]
        else -_NEVER
        for y in targets
    ]
    total, start, end = _best_span(gains)
    if total <= 0:
        return None
    first, last = targets[start], targets[end]
    lost = range(last + 1, last + by + 1) if by > 0 else range(first + by, first)
    total += sum(_estimate(before[y], after[y]) - _estimate(blank, after[y]) for y in lost)
    return total, Shift(first, last + by, by) if by > 0 else Shift(first + by, last, by)


def shifts(before: Frame, after: Frame) -> list[Shift]:
    """The most promising, and the best of them with the whole screen as region, which needs no setting."""
    distances = [by for distance in range(1, len(after)) for by in (distance, -distance)]
    found: list[Shift] = []
    for alike in (True, False):
        regions = [region for by in distances if (region := _region(before, after, by, alike=alike))]
        best = [shift for _, shift in sorted(regions, reverse=True)[:_CANDIDATES]]
        found += best + [shift._replace(top=0, bottom=len(after) - 1) for shift in best[:1]]
    return list(dict.fromkeys(found))
