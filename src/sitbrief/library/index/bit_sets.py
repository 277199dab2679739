"""Bit sets: which places of a list have a mark, or pass a filter."""

from __future__ import annotations

import zlib
from array import array
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BLOCK = 512
"""Bytes of which the bits are counted together: few enough to look through, so many that there are few blocks."""

_SPARSE = 48
"""Where a set has less than one place in so many, a list of its places is shorter than the bits."""

_PLACE = array("I").itemsize


def full(size: int) -> int:
    """All places of a list."""
    return (1 << size) - 1


def span(start: int, stop: int) -> int:
    """The places from `start` up to, not including, `stop`."""
    return (1 << stop) - (1 << start) if stop > start else 0


def gathered(places: Iterable[int], size: int) -> bytes:
    """The bit set of some places in a list of that size: the lowest come first, in `size // 8 + 1` bytes."""
    data = bytearray(size // 8 + 1)
    for place in places:
        data[place >> 3] |= 1 << (place & 7)
    return bytes(data)


def packed(places: Sequence[int], size: int) -> bytes:
    """A set of ascending places as it is stored: the places where they are few, else the bits; compressed."""
    if len(places) * _SPARSE < size:
        return b"p" + zlib.compress(array("I", places).tobytes(), 1)
    return b"b" + zlib.compress(gathered(places, size), 1)


def unpacked(data: bytes, size: int) -> bytes:
    """The bit set that was packed, in `size // 8 + 1` bytes.

    Raises:
        ValueError: it is no set of a list of that size. What would become larger than one is not unpacked.
    """
    dense = data[:1] == b"b"
    most = size // 8 + 1 if dense else size // _SPARSE * _PLACE + _PLACE
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(data[1:], most + 1)
    except zlib.error as error:
        raise ValueError("it was not packed") from error
    if not unpacking.eof or len(content) > most or data[:1] not in {b"b", b"p"}:
        raise ValueError("it is larger than its list")
    if dense:
        if len(content) != most or content[-1] >> size % 8:
            raise ValueError("it is of another list")
        return content
    places = array("I", content)  # raises ValueError for a part of a place
    if places and max(places) >= size:
        raise ValueError("it is of another list")
    return gathered(places, size)


class Ranked:
    """A bit set with rank: how many of it lie before any place of the list, and which come next.

    Args:
        data: The set as bytes, the lowest places first.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._count = int.from_bytes(data, "little").bit_count()

    def __len__(self) -> int:
        return self._count

    @cached_property
    def _before(self) -> list[int]:
        """How many lie before each block; worked out when a set is first looked into."""
        blocks = map(self._block, range(-(-len(self._data) // _BLOCK)))
        return [0, *accumulate(block.bit_count() for block in blocks)]

    def rank(self, place: int) -> int:
        """How many of the set lie before a place."""
        number, inside = divmod(place, _BLOCK * 8)
        return self._before[number] + (self._block(number) & full(inside)).bit_count()

    def onwards(self, place: int) -> Iterator[int]:
        """The places of the set from a place of the list on, ascending."""
        number, inside = divmod(place, _BLOCK * 8)
        bits = self._block(number) >> inside << inside
        while True:
            while bits:
                lowest = bits & -bits
                yield number * _BLOCK * 8 + lowest.bit_length() - 1
                bits ^= lowest
            number += 1
            if self._before[number] == self._count:
                return
            bits = self._block(number)

    def back(self, place: int) -> Iterator[int]:
        """The places of the set before a place of the list, descending."""
        number, inside = divmod(place, _BLOCK * 8)
        bits = self._block(number) & full(inside)
        while True:
            while bits:
                highest = bits.bit_length() - 1
                yield number * _BLOCK * 8 + highest
                bits ^= 1 << highest
            if not self._before[number]:
                return
            number -= 1
            bits = self._block(number)

    def _block(self, number: int) -> int:
        return int.from_bytes(self._data[number * _BLOCK : (number + 1) * _BLOCK], "little")
