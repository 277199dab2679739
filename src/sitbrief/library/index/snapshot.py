"""An index as it is at one moment: its segments opened, and the editions that count."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sitbrief import places
from sitbrief.briefing.models import Tlp
from sitbrief.briefing.states import State
from sitbrief.library.index import manifest as manifests
from sitbrief.library.index.checking import Damaged, digest_of
from sitbrief.library.index.editions import EditionCounts, counting, own_of
from sitbrief.library.index.filter_sets import FilterSets, usual
from sitbrief.library.index.index_entry import CONTESTED, EVERYWHERE, PANES
from sitbrief.library.index.naming import Names
from sitbrief.library.index.segment import Segment
from sitbrief.library.index.sets import Sets
from sitbrief.library.index.tally import ShownCounts
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sitbrief.briefing.filters import Filters
    from sitbrief.library.index.decoding import Stored
    from sitbrief.library.index.editions import Edition, Own
    from sitbrief.library.index.manifest import Manifest
    from sitbrief.library.index.segment_list import SegmentList

_TRIES = 5
_TLP = tuple(str(tlp) for tlp in Tlp)
_FILTERS_KEPT = 8
_TALLIES_KEPT = 48
_PROVINCES_WARMED = 24
"""Of a country that has more, the others would push out what was read before them."""
_SEARCHES_KEPT = 6


class UnreadableFile(NamedTuple):
    """A file of which no edition counts.

    Attributes:
        path: The file.
        why: Why not, on one line with the path.
        unread: It could not be read.
    """

    path: Path
    why: str
    unread: bool


class IndexSearch:
    """A search in the full text, which goes on from step to step.

    Attributes:
        match: What is searched for, in FTS5's syntax; empty for nothing.
        todo: The lists of segments that have not been looked through, the next one last.
        found: What was found in the others.
    """

    def __init__(self, match: str, todo: list[tuple[int, int]]) -> None:
        self.match = match
        self.todo = todo
        self.found = 0


class Snapshot:
    """What readers look things up in. It stays as it is while the index goes on."""

    def __init__(self, segments: Sequence[Segment], manifest: Manifest, names: Names | None = None) -> None:
        self.segments = tuple(segments)
        self.manifest = manifest
        self.names = names or Names(Path())
        counted, self._twice = counting(self.segments, manifest)
        newest_first = sorted(counted, key=lambda e: (e.as_of, e.number, e.series, e.id), reverse=True)
        self.editions = tuple(sorted(newest_first, key=lambda e: e.country))
        self.damaged = ""
        """The name of a segment that was found to be damaged since; what it should have said is left out."""
        self.by_mark: Mapping[tuple[int, str], Edition] = {(e.part, e.mark): e for e in self.editions}
        self.by_id: Mapping[str, Edition] = {e.id: e for e in self.editions}
        live = {(e.part, e.mark) for e in self.editions}
        self.dropped = tuple(
            tuple(f"e:{number}" for number in range(len(segment.files)) if (part, f"e:{number}") not in live)
            for part, segment in enumerate(manifest.segments)
        )
        """For each segment the marks of the editions that do not count."""
        self.passing = lru_cache(_FILTERS_KEPT)(self._passing)
        self._searches: dict[str, IndexSearch] = {}
        self._owned: dict[str, Own] = {}
        self._untrue: set[tuple[int, int, int]] = set()
        self.tally = lru_cache(_TALLIES_KEPT)(partial(ShownCounts, self))

    @property
    def folder(self) -> Path | None:
        """The folder that it was read from; None where it has nothing."""
        return self.segments[0].path.parent if self.segments else None

    def path_of(self, edition: Edition) -> Path:
        """The file of an edition."""
        return self.names.path(edition.file)

    @cached_property
    def troubles(self) -> tuple[UnreadableFile, ...]:
        """The files that hold no briefing, or one that does not count as another has its id; in the order of their paths."""
        found = []
        for refused in self.manifest.refused:
            path = self.names.path(refused.note.name)
            found.append(UnreadableFile(path, clean_line(f"{path}{refused.why}"), unread=refused.unread))
        for file, first, name in self._twice:
            path = self.names.path(file)
            why = clean_line(f"{path}: has the same id as {self.names.path(first)}: {name}")
            found.append(UnreadableFile(path, why, unread=False))
        return tuple(sorted(found))

    @cached_property
    def sets(self) -> Sets:
        """Which entries each mark is on."""
        return Sets(self.segments, self._notice)

    @cached_property
    def live(self) -> int:
        """The entries that count."""
        live = self.sets.every()
        for part, marks in enumerate(self.dropped):
            for mark in marks:
                for start, data in self._places(part, mark):
                    live &= ~(int.from_bytes(data, "little") << start * 8)
        return live

    @cached_property
    def lists(self) -> tuple[tuple[SegmentList, ...], ...]:
        """For each of the lists those of the segments."""
        return tuple(
            tuple(segment.lists[number] for segment in self.segments) for number in range(len(PANES))
        )

    def warmed(self, home: str) -> Iterator[None]:
        """Read, a little at a time, what the next keys will ask for: provinces, states, grades, and who has what."""
        country = places.country(home)
        codes = [province.iso for province in country.provinces[:_PROVINCES_WARMED]] if country else []
        for name in (*(f"p:{code}" for code in codes), *(f"s:{state}" for state in State)):
            self.sets.mark(name)
            yield
        yield from self._filter_sets.warmed()
        for edition in self.editions:
            self.own(edition)
            yield
        for filters in usual(codes):
            tally = self.tally(filters, home)
            _ = tally.contested, tally.editions
            yield
            _ = tally.provinces, tally.states
            yield
        for lists in self.lists:
            for whole in lists:
                with suppress(Damaged):  # of its size: nothing of it is shown
                    _ = whole.keys
                yield

    def rows(self, number: int, part: int, places: Sequence[int]) -> Sequence[Stored | None]:
        """The rows at some places of a list of a segment; None where they, or where they stand, are damaged."""
        whole = self.lists[number][part]
        if not whole.lost:
            try:
                rows = whole.rows(places)
            except Damaged:
                pass
            else:
                return [
                    None if (number, part, place) in self._untrue else row
                    for place, row in zip(places, rows, strict=True)
                ]
        self._notice(part)
        return [None] * len(places)

    def disprove(self, number: int, part: int, place: int) -> None:
        """Show a row no more, as its briefing does not say what it says."""
        self._untrue.add((number, part, place))
        self._notice(part)

    def doubt(self, edition: Edition) -> None:
        """Have the segment made anew that says of an edition what its briefing does not say."""
        self._notice(edition.part)

    def search(self, match: str) -> IndexSearch:
        """A search, as far as it is; of the last ones it is known what they found."""
        if match not in self._searches:
            if len(self._searches) >= _SEARCHES_KEPT:
                self._searches.pop(next(iter(self._searches)))
            # The last first: the newest of the timeline is wanted before all else.
            parts = range(len(self.segments)) if match else range(0)
            todo = [(number, part) for number in reversed(range(len(PANES))) for part in parts]
            self._searches[match] = IndexSearch(match, todo)
        return self._searches[match]

    def hits(self, match: str, number: int, part: int) -> int:
        """The entries of a list of a segment whose words match, as a set of the whole."""
        try:
            whole = self.lists[number][part]
            found = whole.hits(match, 0, len(whole)) if len(whole) else 0
        except Damaged:
            self._notice(part)
            return 0
        return self.sets.placed(number, part, found)

    def has_all_words(self) -> bool:
        """Whether the full text, which has no checksums of its own, knows of every entry."""
        every = f'"{EVERYWHERE}"'
        try:
            return all(
                whole.hits(every, 0, len(whole)).bit_count() == len(whole)
                for lists in self.lists
                for whole in lists
                if len(whole)
            )
        except Damaged:
            return False

    def own(self, edition: Edition) -> Own:
        """The entries of an edition."""
        if edition.id not in self._owned:
            self._owned[edition.id] = own_of(self._places(edition.part, edition.mark), self._contested)
        return self._owned[edition.id]

    @cached_property
    def _contested(self) -> bytes:
        return self.sets.in_bytes(self.sets.mark(CONTESTED))

    def _places(self, part: int, mark: str) -> list[tuple[int, bytes]]:
        """For each list of a segment where it begins in sets of the whole, and the places that a mark of its own is on."""
        try:
            return [
                (self.sets.piece(number, part).start, lists[part].mark(mark))
                for number, lists in enumerate(self.lists)
            ]
        except Damaged:
            self._notice(part)
            return []

    def _passing(self, filters: Filters) -> int:
        return self._filter_sets.passing(filters, self.live)

    @cached_property
    def _filter_sets(self) -> FilterSets:
        return FilterSets(self.sets)

    def _notice(self, part: int) -> None:
        """Go on without what is damaged, and remember which segment it is of."""
        self.damaged = self.manifest.segments[part].name

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """For each list how many entries count."""
        return self.sets.counts(self.live)

    @cached_property
    def about(self) -> EditionCounts:
        """What the editions have in common."""
        return EditionCounts(
            max((edition.tlp for edition in self.editions), key=_TLP.index, default=_TLP[0]),
            max((edition.as_of for edition in self.editions), default=""),
            frozenset(edition.country for edition in self.editions),
        )

    def close(self, *, but: Snapshot | None = None) -> None:
        """Give the files back, but those of another snapshot, and the memory that what was asked for takes."""
        for segment in self.segments:
            if but is None or segment not in but.segments:
                segment.close()
        self.passing.cache_clear()
        self.tally.cache_clear()
        self._searches.clear()
        self._owned.clear()
        for name in ("live", "lists", "sets", "_filter_sets", "_contested"):
            self.__dict__.pop(name, None)

    def verify(self, stop: Callable[[], bool] = lambda: False) -> str | None:
        """Read all of it and compare the hashes.

        Returns:
            The name of a segment that is damaged; None if there is none, or if stopped.
        """
        for segment, note in zip(self.segments, self.manifest.segments, strict=True):
            try:
                found = digest_of(segment.path, stop)
            except OSError:
                return note.name
            if found != note.digest and not stop():
                return note.name
        return None


def opened(folder: Path, before: Sequence[Segment] = ()) -> Snapshot | None:
    """The index of a folder as it is now; None where there is none.

    Args:
        folder: The folder.
        before: Segments that are open already; those that are still part of it are taken over.

    Raises:
        Damaged: a segment cannot be trusted; its name is the first argument.
    """
    known = {segment.path: segment for segment in before}
    for _ in range(_TRIES):
        manifest = manifests.load(folder)
        if manifest is None:
            return None
        if all((folder / note.name).exists() for note in manifest.segments):
            segments: list[Segment] = []
            for note in manifest.segments:
                try:
                    segments.append(known.get(folder / note.name) or Segment(folder / note.name))
                    if len(segments[-1].editions) != len(note.files):
                        raise Damaged("it is of other files")  # noqa: TRY301  as what is read of it would be
                except (Damaged, OSError) as error:
                    if manifests.load(folder) == manifest:
                        raise Damaged(note.name) from error
                    break  # what is being tidied away is another's business: look again
            else:
                return Snapshot(segments, manifest, Names(folder))
    return None
