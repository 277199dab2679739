"""Sets of places in a list, a bit each: how a mark says which entries it is on, and a filter which ones it lets pass."""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BLOCK = 512
"""So many bytes are counted together: short enough to look through one, long enough that there are few."""

_SPARSE = 48
"""From so many places for each one in the set on, a list of the places is shorter than the bits."""


def full(size: int) -> int:
    """All places of a list."""
    return (1 << size) - 1


def span(start: int, stop: int) -> int:
    """The places from `start` up to, not including, `stop`."""
    return (1 << stop) - (1 << start) if stop > start else 0


def gathered(places: Iterable[int], size: int) -> bytes:
    """The set of these places, in a list of that size: the lowest come first, in `size // 8 + 1` bytes."""
    data = bytearray(size // 8 + 1)
    for place in places:
        data[place >> 3] |= 1 << (place & 7)
    return bytes(data)


def packed(places: Sequence[int], size: int) -> bytes:
    """A set of ascending places as bytes: the places themselves where they are few, compressed bits where not."""
    if len(places) * _SPARSE < size:
        return b"p" + zlib.compress(array("I", places).tobytes(), 1)
    return b"b" + zlib.compress(gathered(places, size), 1)


def unpacked(data: bytes, size: int) -> bytes:
    """The set that was packed, in `size // 8 + 1` bytes."""
    content = zlib.decompress(data[1:])
    if data[:1] == b"b":
        return content
    return gathered(array("I", content), size)


class Ranked:
    """A set of which any place, or number of places, is found at once.

    Args:
        data: The set as bytes, the lowest places first.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        blocks = (self._block(start) for start in range(0, len(self._data), _BLOCK))
        self._before = [0, *accumulate(block.bit_count() for block in blocks)]

    def __len__(self) -> int:
        return self._before[-1]

    def rank(self, place: int) -> int:
        """How many of the set lie before a place of the list."""
        block, inside = divmod(place, _BLOCK * 8)
        return self._before[block] + (self._block(block * _BLOCK) & full(inside)).bit_count()

    def places(self, rank: int) -> Iterator[int]:
        """The places of the set in their order, from the one on that so many lie before."""
        if not 0 <= rank < len(self):
            return
        first = bisect_right(self._before, rank) - 1
        skip = _nth(self._block(first * _BLOCK), rank - self._before[first])
        for start in range(first * _BLOCK, len(self._data), _BLOCK):
            bits = self._block(start) >> skip << skip
            skip = 0
            while bits:
                lowest = bits & -bits
                yield start * 8 + lowest.bit_length() - 1
                bits ^= lowest

    def places_back(self, rank: int) -> Iterator[int]:
        """The places of the set against their order, from the last of the first `rank` ones down."""
        if not 0 < rank <= len(self):
            return
        last = bisect_right(self._before, rank - 1) - 1
        bits = self._block(last * _BLOCK)
        bits &= full(_nth(bits, rank - 1 - self._before[last]) + 1)
        for start in range(last * _BLOCK, -1, -_BLOCK):
            while bits:
                highest = bits.bit_length() - 1
                yield start * 8 + highest
                bits ^= 1 << highest
            bits = self._block(start - _BLOCK) if start else 0

    def _block(self, start: int) -> int:
        return int.from_bytes(self._data[start : start + _BLOCK], "little")


def _nth(bits: int, rank: int) -> int:
    """The place of the one in a block that so many lie before."""
    place, width = 0, _BLOCK * 8
    while width > 1:
        width //= 2
        low = bits & full(width)
        count = low.bit_count()
        if rank < count:
            bits = low
        else:
            rank -= count
            bits >>= width
            place += width
    return place
