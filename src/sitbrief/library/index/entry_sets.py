"""Sets of entries of a whole index: which have a mark, and which pass filters. A set is one number with a bit for each entry.

The bits of the three lists follow each other, in each those of the segments. Each piece, a list of a segment, begins at a whole
byte. So the union or intersection of sets of a million entries is one operation, and a piece of a set is a slice of its bytes.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from sitbrief.briefing.entries import ENTRY_PANES, Pane
from sitbrief.briefing.filters import LEAST_GRADES, Filters
from sitbrief.briefing.states import State
from sitbrief.library.index.bit_sets import full, span
from sitbrief.library.index.decoding import Damaged
from sitbrief.library.index.index_entry import CONTESTED, NO_TIME, grade_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sitbrief.briefing.grades import Grade
    from sitbrief.library.index.editions import Edition
    from sitbrief.library.index.segment import Segment, SegmentList

T = TypeVar("T")

_KEPT: Final = 40
"""Marks whose sets stay in memory: provinces, states, and the last that were asked for. Each takes a bit an entry."""

_FILTERS_KEPT: Final = 8
_GRADE: Final = "g:"
_SPEAKER: Final = "b:"
_NOTES: Final = ENTRY_PANES.index(Pane.HUMANITARIAN)
_GRADE_FILTERS: Final = tuple(
    Filters(least=grade, unknown=unknown) for unknown in (True, False) for grade in LEAST_GRADES
)[1:]
"""The filters of the keys for grades: each least grade, with unknown grades and without."""


class EditionEntries(NamedTuple):
    """The entries of one edition. They are close together: of each list only the bytes from the first to the last are kept.

    Attributes:
        pieces: For each list in which it has entries: where these bytes begin and end in a set of the whole index, the bits, and
            the bits of those that are contested.
    """

    pieces: tuple[tuple[int, int, int, int], ...]

    def common(self, shown: bytes) -> tuple[int, int]:
        """How many of them are in a set, and how many of those are contested."""
        count = contested = 0
        for first, last, bits, disputed in self.pieces:
            both = int.from_bytes(shown[first:last], "little") & bits
            count += both.bit_count()
            contested += (both & disputed).bit_count()
        return count, contested

    def met(self, shown: bytes) -> tuple[bool, bool]:
        """Whether any of them is in a set, and whether any contested one is; quicker than to count them."""
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
        damaged: Called with the number of a segment that is found to be damaged; its entries are left out of the set.

    Attributes:
        editions: The editions.
        lists: For each of the lists those of the segments.
        complete: Whether the segments have no others, so that the counts that they store are right.
    """

    def __init__(
        self, segments: Sequence[Segment], editions: tuple[Edition, ...], damaged: Callable[[int], None]
    ) -> None:
        self.editions = editions
        self._parts = range(len(segments))
        self._damaged = damaged
        self.lists = tuple(tuple(s.lists[number] for s in segments) for number in range(len(ENTRY_PANES)))
        sizes = [(size or 0) // 8 + 1 for size in self._asked(len)]
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
        """A set of places in a list of a segment as a set of the whole index."""
        return bits << self._starts[number * len(self._parts) + part] * 8

    @cached_property
    def live(self) -> int:
        """The entries of editions that count."""
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

    @property
    def speakers(self) -> tuple[str, ...]:
        """The names of all sources, those of each a line each."""
        return tuple(name.removeprefix(_SPEAKER) for name in self._names(_SPEAKER))

    def clear(self) -> None:
        """Forget the sets that are kept."""
        self.mark.cache_clear()
        self.passing.cache_clear()
        self._graded.clear()
        self._own.clear()

    def counts(self, bits: int) -> tuple[int, ...]:
        """How many of a set are in each of the lists."""
        onwards = [(bits >> self._start(number) * 8).bit_count() for number in range(len(ENTRY_PANES))]
        return tuple(one - other for one, other in pairwise([*onwards, 0]))

    def tally(self, name: str, *numbers: int) -> int:
        """How many entries have a mark, in some of the lists or in all, as the segments store it."""
        counts = self._asked(lambda whole: whole.marks.get(name, 0), numbers or range(len(ENTRY_PANES)))
        return sum(count or 0 for count in counts)

    def warmed(self, codes: Sequence[str]) -> Iterator[None]:
        """Read, a little at a time, the sets that keys ask for: provinces, states, and least grades."""
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
        """The entries of editions that count that pass all filters but those of words; `passing` keeps them."""
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
            names = (f"{_SPEAKER}{name}" for name in self.speakers if filters.heard(name))
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
        """The entries that have a mark; `mark` keeps them."""
        return self._joined(lambda whole: whole.mark(name))

    def _any_of(self, read: Callable[[str], int], names: Iterable[str]) -> int:
        """The entries that have any of these marks."""
        found = 0
        for name in names:
            found |= read(name)
        return found

    def _names(self, prefix: str) -> tuple[str, ...]:
        """The marks that begin with a prefix."""
        marks = self._asked(lambda whole: whole.marks)
        return tuple(
            dict.fromkeys(name for known in marks for name in known or () if name.startswith(prefix))
        )

    @cached_property
    def _contested(self) -> bytes:
        return self.in_bytes(self.mark(CONTESTED))

    def _of_edition(self, part: int, mark: str) -> list[tuple[int, bytes]]:
        """For each list of a segment where it begins in a set of the whole index, and the bit set of an edition's mark."""
        try:
            return [
                (self.piece(number, part).start, lists[part].mark(mark))
                for number, lists in enumerate(self.lists)
            ]
        except Damaged:
            self._damaged(part)
            return []

    def _joined(self, ask: Callable[[SegmentList], bytes]) -> int:
        """The set of the whole index that is made of those of all pieces; that of a damaged piece is empty."""
        pieces = zip(self._asked(ask), pairwise(self._starts), strict=True)
        found = (bytes(end - start) if data is None else data for data, (start, end) in pieces)
        return int.from_bytes(b"".join(found), "little")

    def _asked(
        self, ask: Callable[[SegmentList], T], numbers: Iterable[int] = range(len(ENTRY_PANES))
    ) -> Iterator[T | None]:
        """What there is to know of each piece, list by list; None for a damaged one."""
        for number in numbers:
            for part, whole in enumerate(self.lists[number]):
                try:
                    yield ask(whole)
                except Damaged:
                    self._damaged(part)
                    yield None

    def _start(self, number: int) -> int:
        """Where a list begins, in bytes; for one more than there are, where the last ends."""
        return self._starts[number * len(self._parts)]


def _trimmed(pieces: Iterable[tuple[int, bytes]], contested: bytes) -> EditionEntries:
    """The entries of an edition, of each piece only the bytes from the first to the last."""
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
    """Whether a mark is that of a grade that passes."""
    grade = grade_of(mark.removeprefix(_GRADE))
    return (filters.least is None or grade.meets(filters.least)) if grade.known else filters.unknown


def usual_filters(codes: Sequence[str]) -> Iterator[Filters]:
    """The filters that one or two keys lead to: none, each of some provinces by their codes, contested, each least grade."""
    yield Filters()
    yield from (Filters(provinces=(code,)) for code in codes)
    yield Filters(states=(State.CONTESTED,))
    yield from _GRADE_FILTERS
