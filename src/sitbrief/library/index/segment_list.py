"""One of the lists of a segment. Each piece of it is read when it is asked for, and looked at before it is used."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Protocol, overload

from sitbrief.library.index import bits, decoding
from sitbrief.library.index.checking import Damaged
from sitbrief.library.index.index_entry import LOST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitbrief.briefing.entries import Pane
    from sitbrief.library.index.decoding import Known, Stored, StoredHeader

SHIFT: Final = 32
_CHUNK: Final = 31
_LEAST_BYTES: Final = 16
"""An entry takes no fewer in its segment: a list cannot be longer than its file."""


class _Segment(Protocol):
    """What a list asks of the segment that it is in."""

    size: int

    @property
    def editions(self) -> tuple[Known, ...]:
        """What there is to say of its editions."""

    def piece(self, name: str) -> bytes:
        """A piece by its name."""

    def rows(self, names: Sequence[int]) -> Mapping[int, bytes]:
        """The rows of some numbers."""

    def ask(self, question: str, values: Sequence[object] = (), *, most: int) -> list[tuple[Any, ...]]:
        """Ask SQLite what can have so many answers at most."""


class SegmentList:
    """The entries of one list in their order, from place 0 on.

    Raises:
        Damaged: from all its methods but `keys`, a piece is not what was written.
    """

    def __init__(self, segment: _Segment, number: int, pane: Pane) -> None:
        self._segment = segment
        self._number = number
        self.pane = pane
        self.lost = False
        """Whether the keys were found to be damaged, so that nobody knows where its entries stand."""

    @cached_property
    def keys(self) -> Sequence[int]:
        """The keys of all its entries. Where they are damaged all are `LOST`: there are still as many."""
        try:
            return self._keys()
        except Damaged:
            self.lost = True
            return _Lost(len(self))

    def _keys(self) -> Sequence[int]:
        data = self._segment.piece(f"{self._number}/keys")
        if len(data) != len(self) * 8:
            raise Damaged("there are not as many keys as entries")
        keys = memoryview(data).cast("q")
        in_order = keys.tolist()
        if in_order and (in_order != sorted(in_order) or (in_order[0], in_order[-1]) != self._about[1:3]):
            raise Damaged("the keys are in no order")
        return keys

    @cached_property
    def _about(self) -> StoredHeader:
        segment = self._segment
        data = segment.piece(f"{self._number}/about")
        return decoding.about(data, segment.size // _LEAST_BYTES, len(segment.editions))

    @property
    def marks(self) -> Mapping[str, int]:
        """How many entries each mark is on."""
        return self._about.marks

    @property
    def ends(self) -> tuple[int, int]:
        """The first and the last key; only a list without entries has none, and says 0."""
        return (LOST, LOST) if self.lost else self._about[1:3]

    def __len__(self) -> int:
        return self._about.size

    def mark(self, name: str) -> bytes:
        """The entries that a mark is on: a bit each, the first the lowest, one more byte than there are eights of them."""
        if name not in self.marks:
            return bytes(len(self) // 8 + 1)
        try:
            return bits.unpacked(self._segment.piece(f"{self._number}/{name}"), len(self))
        except ValueError as error:
            raise Damaged(f"{name} is on what is not there") from error

    def during(self, first: int, last: int) -> int:
        """The entries of which some claim may lie between two days, given as ordinals, both included."""
        passing = [any(a <= last and b >= first for a, b in days) for days in self._spans]
        found = 0
        open_at = -1
        for start, days in self._runs:
            if passing[days]:
                open_at = start if open_at < 0 else open_at
            elif open_at >= 0:
                found |= bits.span(open_at, start)
                open_at = -1
        return found | (bits.span(open_at, len(self)) if open_at >= 0 else 0)

    @cached_property
    def _spans(self) -> list[list[tuple[int, int]]]:
        return decoding.spans(self._segment.piece(f"{self._number}/spans"))

    @property
    def _runs(self) -> Iterator[tuple[int, int]]:
        """From which place on entries have which days."""
        data = self._segment.piece(f"{self._number}/runs")
        if len(data) % 8 or len(data) > len(self) * 8:
            raise Damaged("there are more runs of days than entries")
        runs = memoryview(data).cast("I")
        starts, days = runs[::2].tolist(), runs[1::2].tolist()
        if starts != sorted(starts) or any(at >= len(self) for at in starts[-1:]):
            raise Damaged("the runs of days are in no order")
        if days and max(days) >= len(self._spans):
            raise Damaged("an entry is of days that nobody knows")
        return zip(starts, days, strict=True)

    def rows(self, places: Sequence[int]) -> list[Stored]:
        """The rows at some places, in their order."""
        base = self._number << SHIFT
        wanted = [base + place for place in places]
        found = self._segment.rows(wanted)
        rows = [decoding.row(self.pane, found[name]) for name in wanted]
        if any(row.edition >= len(self._segment.editions) for row in rows):
            raise Damaged("a row is of no edition")
        return rows

    def hits(self, match: str, start: int, stop: int) -> int:
        """The entries from one place up to, not including, another whose words match, in FTS5's syntax."""
        base = self._number << SHIFT
        first, last = start // _CHUNK, stop // _CHUNK + 1
        groups = self._segment.ask(
            f"SELECT (rowid & 4294967295) / {_CHUNK}, sum(1 << ((rowid & 4294967295) % {_CHUNK})) FROM words "  # noqa: S608
            "WHERE words MATCH ? AND rowid BETWEEN ? AND ? GROUP BY 1",
            (match, base + start, base + stop - 1),
            most=last - first,
        )
        return _joined(groups, first, last) << (first * _CHUNK)


class _Lost(Sequence[int]):
    """So many keys that nobody knows."""

    def __init__(self, size: int) -> None:
        self._size = size

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        return LOST if isinstance(place, int) else _Lost(len(range(self._size)[place]))


def _joined(groups: Iterable[tuple[object, ...]], first: int, last: int) -> int:
    """The bits of groups that are given sparsely; they are joined by halves, or each would cost as much as all."""
    found = {int(group): int(hit) for group, hit in groups if isinstance(group, int) and isinstance(hit, int)}
    if any(not first <= group < last or hit >> _CHUNK for group, hit in found.items()):
        raise Damaged("the full text finds what is not there")
    level = [found.get(group, 0) for group in range(first, last)]
    width = _CHUNK
    while len(level) > 1:
        if len(level) % 2:
            level.append(0)
        level = [low | high << width for low, high in zip(level[::2], level[1::2], strict=True)]
        width *= 2
    return level[0] if level else 0
