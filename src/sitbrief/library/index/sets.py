"""Which entries of a whole index a mark is on, as one number: lists stand one after the other, of each the segments.

Each piece, a list of a segment, begins at a whole byte. To join or cut sets of a million entries is then one operation,
and what belongs to a piece is a slice of bytes.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from sitbrief.library.index.bits import full
from sitbrief.library.index.checking import Damaged
from sitbrief.library.index.index_entry import PANES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sitbrief.library.index.segment import Segment
    from sitbrief.library.index.segment_list import SegmentList

_KEPT: Final = 40
"""Marks that are kept: provinces, states, and what was asked for at last. Each takes an eighth of a byte an entry."""


class Sets:
    """The sets of an index.

    Args:
        segments: Its segments.
        damaged: Is told the number of a segment that was found to be damaged. What it should have said is left out.
    """

    def __init__(self, segments: Sequence[Segment], damaged: Callable[[int], None]) -> None:
        self._parts = range(len(segments))
        self._damaged = damaged
        self._lists = tuple(tuple(s.lists[number] for s in segments) for number in range(len(PANES)))
        sizes = [self._size(number, part) // 8 + 1 for number in range(len(PANES)) for part in self._parts]
        self._starts = [0, *accumulate(sizes)]
        self.mark = lru_cache(_KEPT)(self.mark_once)

    def piece(self, number: int, part: int) -> slice:
        """Where a list of a segment is, in bytes."""
        at = number * len(self._parts) + part
        return slice(self._starts[at], self._starts[at + 1])

    def span(self, number: int) -> slice:
        """Where a list of all segments is, in bytes."""
        first = number * len(self._parts)
        return slice(self._starts[first], self._starts[first + len(self._parts)])

    def in_bytes(self, bits: int) -> bytes:
        """A set as bytes, all of them."""
        return bits.to_bytes(self._starts[-1], "little")

    def placed(self, number: int, part: int, bits: int) -> int:
        """A set of places in a list of a segment as one of the whole."""
        return bits << self._starts[number * len(self._parts) + part] * 8

    def every(self) -> int:
        """All entries."""
        return self._joined(lambda whole: full(len(whole)).to_bytes(len(whole) // 8 + 1, "little"))

    def all_but(self, number: int) -> int:
        """All places outside one of the lists."""
        span = self.span(number)
        return full(self._starts[-1] * 8) ^ full(span.stop * 8) ^ full(span.start * 8)

    def mark_once(self, name: str) -> int:
        """The entries that a mark is on. It is read anew: `mark` keeps what it finds."""
        return self._joined(lambda whole: whole.mark(name))

    def any_of(self, names: Iterable[str]) -> int:
        """The entries that some of these marks are on."""
        found = 0
        for name in names:
            found |= self.mark_once(name)
        return found

    def during(self, first: int, last: int) -> int:
        """The entries of which some claim may lie between two days, given as ordinals, both included."""
        return self._joined(lambda whole: whole.during(first, last).to_bytes(len(whole) // 8 + 1, "little"))

    def names(self, prefix: str) -> tuple[str, ...]:
        """The marks that begin so."""
        found: dict[str, None] = {}
        for lists in self._lists:
            for part, whole in enumerate(lists):
                try:
                    found.update((name, None) for name in whole.marks if name.startswith(prefix))
                except Damaged:
                    self._damaged(part)
        return tuple(found)

    def counts(self, bits: int) -> tuple[int, ...]:
        """For each of the lists how many of a set are in it."""
        onwards = [(bits >> self.span(number).start * 8).bit_count() for number in range(len(PANES))]
        return tuple(one - other for one, other in pairwise([*onwards, 0]))

    def tally(self, name: str, *numbers: int) -> int:
        """How many entries a mark is on, in some of the lists or in all."""
        count = 0
        for number in numbers or range(len(PANES)):
            for part, whole in enumerate(self._lists[number]):
                try:
                    count += whole.marks.get(name, 0)
                except Damaged:
                    self._damaged(part)
        return count

    def _joined(self, ask: Callable[[SegmentList], bytes]) -> int:
        """One set of those of the pieces; that of a damaged one is empty."""
        found = []
        for number, lists in enumerate(self._lists):
            for part, whole in enumerate(lists):
                try:
                    found.append(ask(whole))
                except Damaged:
                    self._damaged(part)
                    piece = self.piece(number, part)
                    found.append(bytes(piece.stop - piece.start))
        return int.from_bytes(b"".join(found), "little")

    def _size(self, number: int, part: int) -> int:
        try:
            return len(self._lists[number][part])
        except Damaged:
            self._damaged(part)
            return 0
