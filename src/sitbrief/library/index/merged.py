"""One list out of the lists of several segments: where a row stands in it is found, never counted through."""

from __future__ import annotations

from bisect import bisect_left
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from sitbrief.library.index.bits import Ranked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitbrief.library.index.segment import SegmentList


class Spot(NamedTuple):
    """Where an entry is; spots are in the order of the list.

    Attributes:
        key: Its key.
        part: The number of its segment.
        place: Its place in the segment's list.
    """

    key: int
    part: int
    place: int


class _Part:
    """The entries of one segment that are shown."""

    def __init__(self, number: int, whole: SegmentList, shown: Ranked) -> None:
        self.number = number
        self.whole = whole
        self.first, self.last = whole.ends
        self.shown = shown

    def below(self, key: int, start: int = 0, stop: int | None = None) -> int:
        """The place of the first entry with that key or a greater one. Keys are read where they are needed alone."""
        if key <= self.first:
            return 0
        if key > self.last:
            return len(self.whole)
        return bisect_left(self.whole.keys, key, start, len(self.whole) if stop is None else stop)

    def spots(self, rank: int) -> Iterator[Spot]:
        """What is shown, from the one on that so many come before."""
        for place in self.shown.places(rank):
            yield Spot(self.whole.keys[place], self.number, place)


class Merged:
    """The entries of several segments that are shown, in the order of their keys.

    Args:
        lists: The same list of each segment.
        shown: For each the set of places that are shown, as bytes.
    """

    def __init__(self, lists: Sequence[SegmentList], shown: Sequence[bytes]) -> None:
        ranked = enumerate(zip(lists, map(Ranked, shown), strict=True))
        self._parts = [_Part(number, whole, one) for number, (whole, one) in ranked if len(one)]
        self._count = sum(len(part.shown) for part in self._parts)
        self._ranks = [0] * len(self._parts)  # where the last window began: the next one is often near

    def __len__(self) -> int:
        return self._count

    def before(self, key: int) -> int:
        """How many have a lesser key."""
        return sum(part.shown.rank(part.below(key)) for part in self._parts)

    def window(self, start: int, size: int) -> list[Spot]:
        """So many from one place on, fewer at the end."""
        if size <= 0 or not 0 <= start < self._count:
            return []
        if len(self._parts) == 1:
            return list(islice(self._parts[0].spots(start), size))
        if not 0 <= start - sum(self._ranks) <= _NEAR:
            self._ranks = self._split(start)
        ranks = self._ranks
        skip = start - sum(ranks)
        rows = merge(*(part.spots(rank) for part, rank in zip(self._parts, ranks, strict=True)))
        return list(islice(rows, skip, skip + size))

    def _split(self, start: int) -> list[int]:
        """How many of each part come before some key that is as great as leaves no more than `start` before it."""
        low = min(part.first for part in self._parts)
        high = max(part.last for part in self._parts) + 1
        first, last = [0] * len(self._parts), [len(part.whole) for part in self._parts]
        # Most segments are of other years: they are out of it after a few halvings, and cost no more.
        narrowing, out = list(enumerate(self._parts)), 0
        while narrowing and high - low > 1:
            key = (low + high) // 2
            places = {at: part.below(key, first[at], last[at]) for at, part in narrowing}
            if out + sum(part.shown.rank(places[at]) for at, part in narrowing) <= start:
                low, side = key, first
            else:
                high, side = key, last
            for at, place in places.items():
                side[at] = place
            out += sum(part.shown.rank(first[at]) for at, part in narrowing if first[at] == last[at])
            narrowing = [(at, part) for at, part in narrowing if first[at] < last[at]]
        return [part.shown.rank(place) for part, place in zip(self._parts, first, strict=True)]


_NEAR = 128
