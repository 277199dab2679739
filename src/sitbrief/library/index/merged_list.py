"""One sorted list out of those of several segments. A place in it is found by bisection, without reading what comes before."""

from __future__ import annotations

from bisect import bisect_left
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.library.index.bit_sets import Ranked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitbrief.library.index.segment import SegmentList

_NEAR: Final = 128
"""Entries that are walked past in less time than a place is found by bisection."""
_BEFORE_ALL: Final = -1
_AROUND: Final = 24
"""Entries on either side that are read with those asked for: to begin a walk takes longer than to go on with it."""


class MergedPosition(NamedTuple):
    """Where an entry is; positions sort as the list does.

    Attributes:
        key: Its key.
        part: The number of its segment.
        place: Its place in the segment's list.
    """

    key: int
    part: int
    place: int


class _MergedSegment:
    """The entries of one segment that are shown."""

    def __init__(self, number: int, whole: SegmentList, shown: Ranked) -> None:
        self.number = number
        self.whole = whole
        self.shown = shown

    def rank(self, place: int) -> int:
        """How many of those shown come before a place; at the ends nothing is read for it."""
        if place == len(self.whole):
            return len(self.shown)
        return self.shown.rank(place) if place else 0

    def below(self, key: int, start: int = 0, stop: int | None = None) -> int:
        """The place of the first entry with that key or a greater one. Beyond the ends no keys are read for it."""
        first, last = self.whole.ends
        if key <= first:
            return 0
        if key > last:
            return len(self.whole)
        return bisect_left(self.whole.keys, key, start, len(self.whole) if stop is None else stop)

    def onwards(self, place: int) -> Iterator[MergedPosition]:
        """Those shown from a place on; from the first place on there is a fence before them."""
        if place == len(self.whole):
            return
        if not place:
            yield MergedPosition(self.whole.ends[0], self.number, _BEFORE_ALL)
        for found in self.shown.onwards(place):
            yield MergedPosition(self.whole.keys[found], self.number, found)

    def back(self, place: int) -> Iterator[MergedPosition]:
        """Those shown before a place, the last first; from the last place back there is a fence before them."""
        if not place:
            return
        if place == len(self.whole):
            yield MergedPosition(self.whole.ends[1], self.number, place)
        for found in self.shown.back(place):
            yield MergedPosition(self.whole.keys[found], self.number, found)

    def is_fence(self, position: MergedPosition) -> bool:
        """Whether a position is a fence: it has an end's key and no entry, so that keys of a segment far away are not read."""
        return not 0 <= position.place < len(self.whole)


class Merged:
    """The entries of several segments that are shown, in the order of their keys.

    It has a current place: one in the list of each segment, with the number of entries that come before. A place that is near
    it, or near an end, is reached by walking; others by bisection over the keys.

    Args:
        lists: The same list of each segment.
        shown: For each the bit set of those of its entries that are shown.
    """

    def __init__(self, lists: Sequence[SegmentList], shown: Sequence[bytes]) -> None:
        ranked = enumerate(zip(lists, map(Ranked, shown), strict=True))
        self._parts = [_MergedSegment(number, whole, one) for number, (whole, one) in ranked if len(one)]
        self._order = {part.number: order for order, part in enumerate(self._parts)}
        self._starts = [0] * len(self._parts)
        self._ends = [len(part.whole) for part in self._parts]
        self._count = sum(len(part.shown) for part in self._parts)
        self._at, self._places = 0, self._starts
        self._first, self._found = 0, list[MergedPosition]()

    def __len__(self) -> int:
        return self._count

    def before(self, key: int) -> int:
        """How many have a lesser key."""
        return self._before(part.below(key) for part in self._parts)

    def stand_at(self, key: int) -> int:
        """How many have a lesser key; that becomes the current place."""
        self._places = [part.below(key) for part in self._parts]
        self._at = self._before(self._places)
        return self._at

    def _before(self, places: Iterable[int]) -> int:
        return sum(part.rank(place) for part, place in zip(self._parts, places, strict=True))

    def window(self, start: int, size: int) -> list[MergedPosition]:
        """`size` positions from a place on, fewer at the end."""
        if size <= 0 or not 0 <= start < self._count:
            return []
        if start < self._first or min(start + size, self._count) > self._first + len(self._found):
            self._go(start)
            before = list(islice(self._back(), _AROUND))
            self._first = start - len(before)
            self._found = [*reversed(before), *islice(self._onwards(), size + _AROUND)]
        return self._found[start - self._first :][:size]

    def _go(self, start: int) -> None:
        """Make a place the current one: walk there from it or from an end, if one of them is near, else find it by bisection."""
        if start < abs(start - self._at):
            self._at, self._places = 0, self._starts
        elif self._count - start < abs(start - self._at):
            self._at, self._places = self._count, self._ends
        if abs(start - self._at) > _NEAR:
            self._places = self._split(start)
            self._at = self._before(self._places)
        places, forward = list(self._places), start >= self._at
        for position in islice(self._onwards() if forward else self._back(), abs(start - self._at)):
            places[self._order[position.part]] = position.place + forward
        self._at, self._places = start, places

    def _onwards(self) -> Iterator[MergedPosition]:
        """The positions from the current place on."""
        ways = (part.onwards(place) for part, place in zip(self._parts, self._places, strict=True))
        return self._real(merge(*ways))

    def _back(self) -> Iterator[MergedPosition]:
        """The positions before the current place, the last first."""
        ways = (part.back(place) for part, place in zip(self._parts, self._places, strict=True))
        return self._real(merge(*ways, reverse=True))

    def _real(self, positions: Iterable[MergedPosition]) -> Iterator[MergedPosition]:
        return (
            position
            for position in positions
            if not self._parts[self._order[position.part]].is_fence(position)
        )

    def _split(self, start: int) -> list[int]:
        """For each segment the place of the greatest key that has no more than `start` entries before it."""
        ends = [part.whole.ends for part in self._parts]
        low, high = min(first for first, _ in ends), max(last for _, last in ends) + 1
        first, last = list(self._starts), list(self._ends)
        # Most segments are of other years: they are out of it after a few halvings, and cost no more.
        narrowing, out = list(enumerate(self._parts)), 0
        while narrowing and high - low > 1:
            key = (low + high) // 2
            places = {at: part.below(key, first[at], last[at]) for at, part in narrowing}
            if out + sum(part.rank(places[at]) for at, part in narrowing) <= start:
                low, side = key, first
            else:
                high, side = key, last
            for at, place in places.items():
                side[at] = place
            out += sum(part.rank(first[at]) for at, part in narrowing if first[at] == last[at])
            narrowing = [(at, part) for at, part in narrowing if first[at] < last[at]]
        return first
