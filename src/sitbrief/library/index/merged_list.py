"""One list out of the lists of several segments: where a row stands in it is found, never counted through."""

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
"""So many entries are walked past in less time than a place is found in."""
_BEFORE_ALL: Final = -1
_AROUND: Final = 24
"""So many entries on either side are found with those that are asked for: to begin to walk takes longer than to go on."""


class MergedPosition(NamedTuple):
    """Where an entry is; positions are in the order of the list.

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
        """How many of what is shown stand before a place; the ends are known without a look."""
        if place == len(self.whole):
            return len(self.shown)
        return self.shown.rank(place) if place else 0

    def below(self, key: int, start: int = 0, stop: int | None = None) -> int:
        """The place of the first entry with that key or a greater one. Keys are read where they are needed alone."""
        first, last = self.whole.ends
        if key <= first:
            return 0
        if key > last:
            return len(self.whole)
        return bisect_left(self.whole.keys, key, start, len(self.whole) if stop is None else stop)

    def onwards(self, place: int) -> Iterator[MergedPosition]:
        """What is shown from a place of the list on; ahead of the first of all a fence."""
        if place == len(self.whole):
            return
        if not place:
            yield MergedPosition(self.whole.ends[0], self.number, _BEFORE_ALL)
        for found in self.shown.onwards(place):
            yield MergedPosition(self.whole.keys[found], self.number, found)

    def back(self, place: int) -> Iterator[MergedPosition]:
        """What is shown before a place of the list, the last of it first; ahead of the last of all a fence."""
        if not place:
            return
        if place == len(self.whole):
            yield MergedPosition(self.whole.ends[1], self.number, place)
        for found in self.shown.back(place):
            yield MergedPosition(self.whole.keys[found], self.number, found)

    def is_fence(self, position: MergedPosition) -> bool:
        """Whether a position is none: where a list ends, so that nobody reads the keys of one that is far away."""
        return not 0 <= position.place < len(self.whole)


class Merged:
    """The entries of several segments that are shown, in the order of their keys.

    It stands somewhere: that is a place in the list of each segment, and it is known how many entries come before. What
    is near that, or near an end, is found by walking there.

    Args:
        lists: The same list of each segment.
        shown: For each the set of places that are shown, as bytes.
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
        """How many have a lesser key; what is shown next is near."""
        self._places = [part.below(key) for part in self._parts]
        self._at = self._before(self._places)
        return self._at

    def _before(self, places: Iterable[int]) -> int:
        return sum(part.rank(place) for part, place in zip(self._parts, places, strict=True))

    def window(self, start: int, size: int) -> list[MergedPosition]:
        """So many from one place on, fewer at the end."""
        if size <= 0 or not 0 <= start < self._count:
            return []
        if start < self._first or min(start + size, self._count) > self._first + len(self._found):
            self._go(start)
            before = list(islice(self._back(), _AROUND))
            self._first = start - len(before)
            self._found = [*reversed(before), *islice(self._onwards(), size + _AROUND)]
        return self._found[start - self._first :][:size]

    def _go(self, start: int) -> None:
        """Stand at a place: walk there from where it stands or from an end, if one of them is near, else find it."""
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
        """What follows where it stands."""
        ways = (part.onwards(place) for part, place in zip(self._parts, self._places, strict=True))
        return self._real(merge(*ways))

    def _back(self) -> Iterator[MergedPosition]:
        """What comes before where it stands, the last first."""
        ways = (part.back(place) for part, place in zip(self._parts, self._places, strict=True))
        return self._real(merge(*ways, reverse=True))

    def _real(self, positions: Iterable[MergedPosition]) -> Iterator[MergedPosition]:
        return (
            position
            for position in positions
            if not self._parts[self._order[position.part]].is_fence(position)
        )

    def _split(self, start: int) -> list[int]:
        """The places in each part before which all lesser keys are than one that leaves no more than `start` before it."""
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
