"""An index as it is at one moment: its segments opened, and the editions that count."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property, lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from sitbrief import places
from sitbrief.briefing.entries import ENTRY_PANES
from sitbrief.briefing.models import Tlp
from sitbrief.library.filesystem import identity_of
from sitbrief.library.index.decoding import Damaged
from sitbrief.library.index.editions import UnreadableFile
from sitbrief.library.index.entry_sets import EntrySets, usual_filters
from sitbrief.library.index.full_text import EVERYWHERE, FullTextQuery, IndexSearch
from sitbrief.library.index.index_folder import IndexFolder
from sitbrief.library.index.manifest import Names
from sitbrief.library.index.shown_counts import ShownCounts
from sitbrief.library.items import BriefingInfo
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sitbrief.briefing.filters import Filters
    from sitbrief.briefing.sought import Sought
    from sitbrief.library.index.decoding import StoredRow
    from sitbrief.library.index.editions import Edition
    from sitbrief.library.index.manifest import Manifest
    from sitbrief.library.index.merged_list import MergedPosition
    from sitbrief.library.index.segment import Segment

_TLP = tuple(str(tlp) for tlp in Tlp)
_COUNTS_KEPT = 48
_PROVINCES_WARMED = 24
"""Provinces that are read ahead: of a country with more, the others would push out what was read before them."""
_SEARCHES_KEPT = 6


class Snapshot:
    """An index at one moment. It stays as it is while another process changes the index."""

    def __init__(self, segments: Sequence[Segment], manifest: Manifest, names: Names | None = None) -> None:
        self.segments = tuple(segments)
        self.manifest = manifest
        self.names = names or Names(Path())
        counted, self._twice = _editions_that_count(self.segments, manifest)
        newest_first = sorted(counted, key=lambda e: (e.as_of, e.number, e.series, e.id), reverse=True)
        self.editions = tuple(sorted(newest_first, key=lambda e: e.country))
        self.damaged = ""
        """The name of a segment that was found to be damaged; its entries are left out, or shown as damaged."""
        self.by_mark: Mapping[tuple[int, str], Edition] = {(e.part, e.mark): e for e in self.editions}
        self.by_id: Mapping[str, Edition] = {e.id: e for e in self.editions}
        self._searches: dict[Sought, IndexSearch] = {}
        self._untrue: set[tuple[int, int, int]] = set()
        self.counts = lru_cache(_COUNTS_KEPT)(self._counts)

    @property
    def folder(self) -> Path | None:
        """The folder of the index; None where it has no segments."""
        return self.segments[0].path.parent if self.segments else None

    def known(self, files: Sequence[Path]) -> dict[Path, BriefingInfo]:
        """What the index says of those files that are as they were when it read them."""
        notes = self.manifest.files
        by_name = {edition.file: edition for edition in self.editions}
        found: dict[Path, BriefingInfo] = {}
        for path in files:
            name = self.names.of(path)
            edition = by_name.get(name)
            if edition is not None and identity_of(path) == notes[name].identity:
                found[path] = BriefingInfo(
                    edition.id, edition.country, edition.series, edition.number, "", edition.extract_of
                )
        return found

    def path_of(self, edition: Edition) -> Path:
        """The file of an edition."""
        return self.names.path(edition.file)

    @cached_property
    def troubles(self) -> tuple[UnreadableFile, ...]:
        """The files that hold no briefing, or one whose id another has; in the order of their paths."""
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
    def sets(self) -> EntrySets:
        """The sets of its entries."""
        return EntrySets(self.segments, self.editions, self._notice)

    def _counts(self, filters: Filters, home: str) -> ShownCounts:
        """The counts under filters; `counts` keeps them."""
        return ShownCounts(self.sets, filters, home)

    def warmed(self, home: str) -> Iterator[None]:
        """Read, a little at a time, what the next keys ask for: sets, the entries of editions, counts and keys."""
        country = places.country(home)
        codes = [province.iso for province in country.provinces[:_PROVINCES_WARMED]] if country else []
        yield from self.sets.warmed(codes)
        for edition in self.editions:
            self.sets.own(edition)
            yield
        for filters in usual_filters(codes):
            counts = self.counts(filters, home)
            _ = counts.contested, counts.editions
            yield
            _ = counts.provinces, counts.states
            yield
        for lists in self.sets.lists:
            for whole in lists:
                with suppress(Damaged):  # of its size: nothing of it is shown
                    _ = whole.keys
                yield

    def rows(self, number: int, positions: Sequence[MergedPosition]) -> list[StoredRow | None]:
        """The rows at some positions of a list; None where they are damaged, or their briefings say something else."""
        by_part: dict[int, list[int]] = {}
        for position in positions:
            by_part.setdefault(position.part, []).append(position.place)
        found: dict[tuple[int, int], StoredRow] = {}
        for part, places_ in by_part.items():
            try:
                rows = self.sets.lists[number][part].rows(places_)
            except Damaged:
                self._notice(part)
            else:
                found.update(((part, place), row) for place, row in zip(places_, rows, strict=True))
        return [
            None if (number, part, place) in self._untrue else found.get((part, place))
            for _, part, place in positions
        ]

    def disprove(self, number: int, part: int, place: int) -> None:
        """Give a row no more, as its briefing says something else."""
        self._untrue.add((number, part, place))
        self._notice(part)

    def doubt(self, edition: Edition) -> None:
        """Have the segment of an edition made anew, as its briefing says something else of it."""
        self._notice(edition.part)

    def search(self, filters: Filters) -> IndexSearch:
        """The search for the words of filters, as far as it is; the last few are kept."""
        sought = filters.sought
        if sought not in self._searches:
            if len(self._searches) >= _SEARCHES_KEPT:
                self._searches.pop(next(iter(self._searches)))
            # The last first: the newest of the timeline is wanted before all else.
            parts = range(len(self.segments))
            todo = [(number, part) for number in reversed(range(len(ENTRY_PANES))) for part in parts]
            self._searches[sought] = IndexSearch(sought, todo)
        return self._searches[sought]

    def hits(self, search: IndexSearch, number: int, part: int) -> int:
        """The entries of a list of a segment that a search finds, as a set of the whole index."""
        if search.wanted is None:
            return 0
        whole = self.sets.lists[number][part]
        try:
            found = whole.hits(search.wanted)
            for unwanted in search.unwanted:
                found &= ~whole.hits(unwanted) if found else 0
        except Damaged:
            self._notice(part)
            return 0
        return self.sets.placed(number, part, found)

    def has_all_words(self) -> bool:
        """Whether the full text, which has no checksums of its own, has every entry."""
        every = FullTextQuery(f'"{EVERYWHERE}"')
        try:
            return all(
                whole.hits(every).bit_count() == len(whole) for lists in self.sets.lists for whole in lists
            )
        except Damaged:
            return False

    def _notice(self, part: int) -> None:
        """Remember which segment is damaged."""
        self.damaged = self.manifest.segments[part].name

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """How many entries there are in each list, those of editions that do not count left out."""
        return self.sets.counts(self.sets.live)

    @cached_property
    def tlp(self) -> str:
        """The strictest of the editions' markings."""
        return max((edition.tlp for edition in self.editions), key=_TLP.index, default=_TLP[0])

    @cached_property
    def newest(self) -> str:
        """The newest day whose situation an edition describes; empty where there is none."""
        return max((edition.as_of for edition in self.editions), default="")

    @cached_property
    def countries(self) -> frozenset[str]:
        """The codes of the editions' countries."""
        return frozenset(edition.country for edition in self.editions)

    def close(self, *, but: Snapshot | None = None) -> None:
        """Close the segments, but those that another snapshot has too, and forget what was kept."""
        for segment in self.segments:
            if but is None or segment not in but.segments:
                segment.close()
        self.counts.cache_clear()
        self._searches.clear()
        sets = self.__dict__.pop("sets", None)
        if sets is not None:
            sets.clear()

    def verify(self, stop: Callable[[], bool] = lambda: False) -> str | None:
        """Read all of it and compare the hashes.

        Returns:
            The name of a segment that is damaged; None if there is none, or if stopped.
        """
        for segment, note in zip(self.segments, self.manifest.segments, strict=True):
            try:
                with IndexFolder.open(segment.path.parent) as held:
                    found = held.digest(note.name, stop)
            except OSError:
                return note.name
            if found != note.digest and not stop():
                return note.name
        return None


def _editions_that_count(
    segments: Sequence[Segment], manifest: Manifest
) -> tuple[list[Edition], tuple[tuple[str, str, str], ...]]:
    """The editions that count: of two with one id a full one before an extract, then that in ID.json, else the first.

    Returns:
        These, and for each that does not count its file, that of the one that does, and the id.
    """
    owners: dict[str, Edition] = {}
    twice: list[tuple[str, str, str]] = []
    for part, (segment, made) in enumerate(zip(segments, manifest.segments, strict=True)):
        for number, (known, note) in enumerate(zip(segment.editions, made.files, strict=True)):
            if note is None:
                continue
            edition = known._replace(file=note.name, part=part, mark=f"e:{number}")
            owner = owners.get(edition.id)
            if owner is None:
                owners[edition.id] = edition
                continue
            first, other = sorted((owner, edition), key=_claim_to_id)
            owners[edition.id] = first
            twice.append((other.file, first.file, first.id))
    return list(owners.values()), tuple(sorted(twice))


def _claim_to_id(edition: Edition) -> tuple[bool, bool, str]:
    """A sort key: what counts of editions with one id comes first."""
    return bool(edition.extract_of), PurePath(edition.file).stem != edition.id, edition.file
