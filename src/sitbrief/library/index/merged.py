"""One list out of the lists of several segments: where a row stands in it is found, never counted through."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.library.index.bits import Ranked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitbrief.library.index.segment import SegmentList

_NEAR: Final = 128
"""So many entries are walked past in less time than a place is found in."""
_BEFORE_ALL: Final = -1


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
        self.shown = shown

    def below(self, key: int, start: int = 0, stop: int | None = None) -> int:
        """The place of the first entry with that key or a greater one. Keys are read where they are needed alone."""
        first, last = self.whole.ends
        if key <= first:
            return 0
        if key > last:
            return len(self.whole)
        return bisect_left(self.whole.keys, key, start, len(self.whole) if stop is None else stop)

    def spots(self, rank: int) -> Iterator[Spot]:
        """What is shown, from the one on that so many come before; ahead of the first a fence."""
        if not rank:
            yield Spot(self.whole.ends[0], self.number, _BEFORE_ALL)
        for place in self.shown.places(rank):
            yield Spot(self.whole.keys[place], self.number, place)

    def spots_back(self, rank: int) -> Iterator[Spot]:
        """The first so many of what is shown, the last of them first; ahead of the last of all a fence."""
        if rank == len(self.shown):
            yield Spot(self.whole.ends[1], self.number, len(self.whole))
        for place in self.shown.places_back(rank):
            yield Spot(self.whole.keys[place], self.number, place)

    def is_fence(self, spot: Spot) -> bool:
        """Whether a spot is none: where a list ends, so that nobody reads the keys of one that is far away."""
        return not 0 <= spot.place < len(self.whole)


class Merged:
    """The entries of several segments that are shown, in the order of their keys.

    It stands at one place, of which it is known how many of each segment come before. What is near that, or near an end,
    is found by walking there.

    Args:
        lists: The same list of each segment.
        shown: For each the set of places that are shown, as bytes.
    """

    def __init__(self, lists: Sequence[SegmentList], shown: Sequence[bytes]) -> None:
        ranked = enumerate(zip(lists, map(Ranked, shown), strict=True))
        self._parts = [_Part(number, whole, one) for number, (whole, one) in ranked if len(one)]
        self._order = {part.number: order for order, part in enumerate(self._parts)}
        self._ends = [len(part.shown) for part in self._parts]
        self._count = sum(self._ends)
        self._at, self._ranks = 0, [0] * len(self._parts)

    def __len__(self) -> int:
        return self._count

    def before(self, key: int) -> int:
        """How many have a lesser key."""
        return sum(self._ranks_below(key))

    def stand_at(self, key: int) -> int:
        """How many have a lesser key; what is shown next is near."""
        self._ranks = self._ranks_below(key)
        self._at = sum(self._ranks)
        return self._at

    def _ranks_below(self, key: int) -> list[int]:
        return [part.shown.rank(part.below(key)) for part in self._parts]

    def window(self, start: int, size: int) -> list[Spot]:
        """So many from one place on, fewer at the end."""
        if size <= 0 or not 0 <= start < self._count:
            return []
        if len(self._parts) == 1:
            return list(islice(self._real(self._parts[0].spots(start)), size))
        self._go(start)
        return list(islice(self._onwards(), size))

    def _go(self, start: int) -> None:
        """Stand at a place: walk there from where it stands or from an end, if one of them is near, else find it."""
        if start < abs(start - self._at):
            self._at, self._ranks = 0, [0] * len(self._parts)
        elif self._count - start < abs(start - self._at):
            self._at, self._ranks = self._count, list(self._ends)
        if abs(start - self._at) > _NEAR:
            self._ranks = self._split(start)
            self._at = sum(self._ranks)
        step, way = (1, self._onwards()) if start >= self._at else (-1, self._back())
        walked = Counter(spot.part for spot in islice(way, abs(start - self._at)))
        for number, count in walked.items():
            self._ranks[self._order[number]] += step * count
        self._at = start

    def _onwards(self) -> Iterator[Spot]:
        """What follows where it stands."""
        ways = (part.spots(rank) for part, rank in zip(self._parts, self._ranks, strict=True))
        return self._real(merge(*ways))

    def _back(self) -> Iterator[Spot]:
        """What comes before where it stands, the last first."""
        ways = (part.spots_back(rank) for part, rank in zip(self._parts, self._ranks, strict=True))
        return self._real(merge(*ways, reverse=True))

    def _real(self, spots: Iterable[Spot]) -> Iterator[Spot]:
        return (spot for spot in spots if not self._parts[self._order[spot.part]].is_fence(spot))

    def _split(self, start: int) -> list[int]:
        """How many of each part come before some key that is as great as leaves no more than `start` before it."""
        ends = [part.whole.ends for part in self._parts]
        low, high = min(first for first, _ in ends), max(last for _, last in ends) + 1
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
