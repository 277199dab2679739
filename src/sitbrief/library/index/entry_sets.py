"""Which entries of a whole index a mark is on, or pass filters, as one number: a bit each.

The lists stand one after the other, of each the segments. Each piece, a list of a segment, begins at a whole byte. To join or
cut sets of a million entries is then one operation, and what belongs to a piece is a slice of bytes.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.briefing.entries import Pane
from sitbrief.briefing.filters import LEAST_GRADES, Filters
from sitbrief.briefing.states import State
from sitbrief.library.index.bit_sets import full, span
from sitbrief.library.index.decoding import Damaged
from sitbrief.library.index.index_entry import CONTESTED, NO_TIME, PANES, grade_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sitbrief.briefing.grades import Grade
    from sitbrief.library.index.editions import Edition
    from sitbrief.library.index.segment import Segment, SegmentList

_KEPT: Final = 40
"""Marks that are kept: provinces, states, and what was asked for at last. Each takes an eighth of a byte an entry."""

_FILTERS_KEPT: Final = 8
_GRADE: Final = "g:"
_NOTES: Final = PANES.index(Pane.HUMANITARIAN)
_GRADE_FILTERS: Final = tuple(
    Filters(least=grade, unknown=unknown) for unknown in (True, False) for grade in LEAST_GRADES
)[1:]
"""Each least grade that a key asks for, with unknown grades and without."""


class EditionEntries(NamedTuple):
    """The entries of one edition. They stand close together: of each set only the bytes from the first to the last are kept.

    Attributes:
        pieces: For each list in which it has entries where these bytes begin and end in sets of the whole, the bits, and
            those of them that are contested.
    """

    pieces: tuple[tuple[int, int, int, int], ...]

    def common(self, shown: bytes) -> tuple[int, int]:
        """How many of them are in another set, and how many of those are contested."""
        count = contested = 0
        for first, last, bits, disputed in self.pieces:
            both = int.from_bytes(shown[first:last], "little") & bits
            count += both.bit_count()
            contested += (both & disputed).bit_count()
        return count, contested

    def met(self, shown: bytes) -> tuple[bool, bool]:
        """Whether one of them is in another set, and whether a contested one is: most are met at once, and not counted."""
        some = False
        for first, last, bits, disputed in self.pieces:
            there = int.from_bytes(shown[first:last], "little")
            if there & disputed:
                return True, True
            some = some or bool(there & bits)
        return some, False


class EntrySets:
    """The sets of an index.

    Args:
        segments: Its segments.
        editions: The editions that count; entries of others do not.
        damaged: Is told the number of a segment that was found to be damaged. What it should have said is left out.

    Attributes:
        editions: The editions.
        lists: For each of the lists those of the segments.
        complete: Whether no others are in the segments, so that what these have written down of themselves is so.
    """

    def __init__(
        self, segments: Sequence[Segment], editions: tuple[Edition, ...], damaged: Callable[[int], None]
    ) -> None:
        self.editions = editions
        self._parts = range(len(segments))
        self._damaged = damaged
        self.lists = tuple(tuple(s.lists[number] for s in segments) for number in range(len(PANES)))
        sizes = [self._size(number, part) // 8 + 1 for number in range(len(PANES)) for part in self._parts]
        self._starts = [0, *accumulate(sizes)]
        self._graded: dict[tuple[Grade | None, bool], int] = {}
        stored = [(part, f"e:{at}") for part in self._parts for at in range(len(segments[part].editions))]
        self._dropped = frozenset(stored).difference((edition.part, edition.mark) for edition in editions)
        self.complete = not self._dropped
        self._own: dict[str, EditionEntries] = {}
        self.mark = lru_cache(_KEPT)(self._mark)
        self.passing = lru_cache(_FILTERS_KEPT)(self._passing)

    def piece(self, number: int, part: int) -> slice:
        """Where a list of a segment is, in bytes."""
        at = number * len(self._parts) + part
        return slice(self._starts[at], self._starts[at + 1])

    def in_bytes(self, bits: int) -> bytes:
        """A set as bytes, all of them."""
        return bits.to_bytes(self._starts[-1], "little")

    def placed(self, number: int, part: int, bits: int) -> int:
        """A set of places in a list of a segment as one of the whole."""
        return bits << self._starts[number * len(self._parts) + part] * 8

    @cached_property
    def live(self) -> int:
        """The entries that count."""
        live = self._joined(lambda whole: full(len(whole)).to_bytes(len(whole) // 8 + 1, "little"))
        for part, mark in self._dropped:
            for start, data in self._of_edition(part, mark):
                live &= ~(int.from_bytes(data, "little") << start * 8)
        return live

    def own(self, edition: Edition) -> EditionEntries:
        """The entries of an edition."""
        if edition.id not in self._own:
            pieces = self._of_edition(edition.part, edition.mark)
            self._own[edition.id] = _trimmed(pieces, self._contested)
        return self._own[edition.id]

    def clear(self) -> None:
        """Give back the memory of what was asked for."""
        self.mark.cache_clear()
        self.passing.cache_clear()
        self._graded.clear()
        self._own.clear()

    def counts(self, bits: int) -> tuple[int, ...]:
        """For each of the lists how many of a set are in it."""
        onwards = [(bits >> self._start(number) * 8).bit_count() for number in range(len(PANES))]
        return tuple(one - other for one, other in pairwise([*onwards, 0]))

    def tally(self, name: str, *numbers: int) -> int:
        """How many entries a mark is on, in some of the lists or in all, as the segments have it written down."""
        count = 0
        for number in numbers or range(len(PANES)):
            for part, whole in enumerate(self.lists[number]):
                try:
                    count += whole.marks.get(name, 0)
                except Damaged:
                    self._damaged(part)
        return count

    def warmed(self, codes: Sequence[str]) -> Iterator[None]:
        """Find, a little at a time, what keys ask for: the entries of provinces, in states, and with grades."""
        for name in (*(f"p:{code}" for code in codes), *(f"s:{state}" for state in State)):
            self.mark(name)
            yield
        found = [0] * len(_GRADE_FILTERS)
        for name in self._names(_GRADE):
            bits = self._mark(name)
            found = [
                one | bits if _graded(name, filters) else one
                for one, filters in zip(found, _GRADE_FILTERS, strict=True)
            ]
            yield
        for filters, bits in zip(_GRADE_FILTERS, found, strict=True):
            self._graded[filters.least, filters.unknown] = bits

    def _passing(self, filters: Filters) -> int:
        """The entries that count and pass all filters but those of words."""
        found = self.live
        if filters.provinces:
            found &= self._any_of(self.mark, (f"p:{code}" for code in filters.provinces))
        if filters.states:
            found &= self._any_of(self.mark, (f"s:{state}" for state in filters.states))
        if filters.least is not None or not filters.unknown:
            found &= self._with_grade(filters)
        if filters.sectors:
            notes = span(self._start(_NOTES) * 8, self._start(_NOTES + 1) * 8)
            found &= self._any_of(self._mark, (f"n:{sector}" for sector in filters.sectors)) | ~notes
        if filters.by:
            names = (name for name in self._names("b:") if filters.heard(name[2:]))
            found &= self._any_of(self._mark, names)
        if found and (filters.since or filters.until):
            first = filters.since.toordinal() if filters.since else 0
            last = filters.until.toordinal() if filters.until else NO_TIME
            found &= self._joined(
                lambda whole: whole.during(first, last).to_bytes(len(whole) // 8 + 1, "little")
            )
        return found

    def _with_grade(self, filters: Filters) -> int:
        key = filters.least, filters.unknown
        if key not in self._graded:
            names = (name for name in self._names(_GRADE) if _graded(name, filters))
            self._graded[key] = self._any_of(self._mark, names)
        return self._graded[key]

    def _mark(self, name: str) -> int:
        """The entries that a mark is on. It is read anew: `mark` keeps what it finds."""
        return self._joined(lambda whole: whole.mark(name))

    def _any_of(self, read: Callable[[str], int], names: Iterable[str]) -> int:
        """The entries that some of these marks are on."""
        found = 0
        for name in names:
            found |= read(name)
        return found

    def _names(self, prefix: str) -> tuple[str, ...]:
        """The marks that begin so."""
        found: dict[str, None] = {}
        for lists in self.lists:
            for part, whole in enumerate(lists):
                try:
                    found.update((name, None) for name in whole.marks if name.startswith(prefix))
                except Damaged:
                    self._damaged(part)
        return tuple(found)

    @cached_property
    def _contested(self) -> bytes:
        return self.in_bytes(self.mark(CONTESTED))

    def _of_edition(self, part: int, mark: str) -> list[tuple[int, bytes]]:
        """For each list of a segment where it begins in sets of the whole, and the places that a mark of its own is on."""
        try:
            return [
                (self.piece(number, part).start, lists[part].mark(mark))
                for number, lists in enumerate(self.lists)
            ]
        except Damaged:
            self._damaged(part)
            return []

    def _joined(self, ask: Callable[[SegmentList], bytes]) -> int:
        """One set of those of the pieces; that of a damaged one is empty."""
        found = []
        for number, lists in enumerate(self.lists):
            for part, whole in enumerate(lists):
                try:
                    found.append(ask(whole))
                except Damaged:
                    self._damaged(part)
                    piece = self.piece(number, part)
                    found.append(bytes(piece.stop - piece.start))
        return int.from_bytes(b"".join(found), "little")

    def _start(self, number: int) -> int:
        """Where a list begins, in bytes; of one more than there are the end of all."""
        return self._starts[number * len(self._parts)]

    def _size(self, number: int, part: int) -> int:
        try:
            return len(self.lists[number][part])
        except Damaged:
            self._damaged(part)
            return 0


def _trimmed(pieces: Iterable[tuple[int, bytes]], contested: bytes) -> EditionEntries:
    """The entries of an edition, of each piece only the bytes that have some."""
    found = []
    for start, data in pieces:
        rest = data.lstrip(b"\0")
        if rest:
            first = start + len(data) - len(rest)
            rest = rest.rstrip(b"\0")
            last = first + len(rest)
            bits = int.from_bytes(rest, "little")
            found.append((first, last, bits, bits & int.from_bytes(contested[first:last], "little")))
    return EditionEntries(tuple(found))


def _graded(mark: str, filters: Filters) -> bool:
    """Whether a mark is that of a grade which passes."""
    grade = grade_of(mark.removeprefix(_GRADE))
    return (filters.least is None or grade.meets(filters.least)) if grade.known else filters.unknown


def usual_filters(codes: Sequence[str]) -> Iterator[Filters]:
    """The filters that one or two keys lead to: none, each of some provinces, contested, each least grade.

    Args:
        codes: The codes of the provinces.
    """
    yield Filters()
    yield from (Filters(provinces=(code,)) for code in codes)
    yield Filters(states=(State.CONTESTED,))
    yield from _GRADE_FILTERS
