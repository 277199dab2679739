"""An index as it is at one moment: its segments opened, and the editions that count."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sitbrief.briefing.models import Tlp
from sitbrief.briefing.states import State
from sitbrief.library.index import manifest as manifests
from sitbrief.library.index.bits import full
from sitbrief.library.index.checking import digest_of
from sitbrief.library.index.draft import PANES
from sitbrief.library.index.passing import passing
from sitbrief.library.index.segment import Damaged, Segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sitbrief.briefing.filters import Filters
    from sitbrief.briefing.rows import ProvinceCount
    from sitbrief.library.index.manifest import Manifest
    from sitbrief.library.index.segment import SegmentList

_TRIES = 5
_TLP = tuple(str(tlp) for tlp in Tlp)
_FILTERS_KEPT = 8
_SEARCHES_KEPT = 6


class Edition(NamedTuple):
    """What the index knows of an edition.

    Attributes:
        id: Its id.
        country: The code of its country.
        series: Its series.
        number: Its number in the series.
        title: Its title.
        as_of: The day whose situation it describes.
        tlp: How far it may be passed on.
        entries: How many entries it has.
        contested: How many of these are contested.
        size: Bytes of its file.
        path: Its file.
        part: The number of its segment.
        mark: The mark that is on its entries there.
    """

    id: str
    country: str
    series: str
    number: int
    title: str
    as_of: str
    tlp: str
    entries: int
    contested: int
    size: int
    path: str
    part: int
    mark: str


class About(NamedTuple):
    """What the editions of a library have in common.

    Attributes:
        tlp: The strictest of their markings.
        newest: The newest of the days whose situation they describe; empty where there is none.
        countries: The codes of their countries.
    """

    tlp: str
    newest: str
    countries: frozenset[str]


class Own(NamedTuple):
    """The entries of one edition. They stand close together: of each set only the bytes from the first to the last are kept.

    Attributes:
        pieces: For each list in which it has entries its number, where these bytes begin and end, and the bits in them.
    """

    pieces: tuple[tuple[int, int, int, int], ...]

    def common(self, shown: Sequence[bytes]) -> int:
        """How many of them are in other sets, one for each list, as bytes; the lowest come first, and zeros may be left out."""
        count = 0
        for number, first, last, bits in self.pieces:
            count += (int.from_bytes(shown[number][first:last], "little") & bits).bit_count()
        return count


def _own(sets: Sequence[int]) -> Own:
    pieces = []
    for number, one in enumerate(sets):
        if one:
            first = ((one & -one).bit_length() - 1) // 8
            pieces.append((number, first, (one.bit_length() + 7) // 8, one >> first * 8))
    return Own(tuple(pieces))


class Search(NamedTuple):
    """A search in the full text, which goes on from step to step.

    Attributes:
        match: What is searched for, in FTS5's syntax; empty for nothing.
        todo: The lists of segments that have not been looked through, the next one last.
        found: What was found in the others.
    """

    match: str
    todo: list[tuple[int, int]]
    found: dict[tuple[int, int], int]


class Snapshot:
    """What readers look things up in. It stays as it is while the index goes on."""

    def __init__(self, segments: Sequence[Segment], manifest: Manifest) -> None:
        self.segments = tuple(segments)
        self.manifest = manifest
        counting, self.twice = _counting(self.segments, manifest)
        newest_first = sorted(counting, key=lambda e: (e.as_of, e.number, e.series, e.id), reverse=True)
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
        self._searches: dict[str, Search] = {}
        self._owned: dict[str, Own] = {}
        self.rails: dict[tuple[Filters, str], tuple[ProvinceCount, ...]] = {}
        """The counts of provinces under filters without words, which are asked for with each key."""

    @cached_property
    def live(self) -> tuple[tuple[int, ...], ...]:
        """For each list, for each segment, the places of the entries that count."""
        parts = range(len(self.segments))
        return tuple(tuple(self._live(number, part) for part in parts) for number in range(len(PANES)))

    @cached_property
    def lists(self) -> tuple[tuple[SegmentList, ...], ...]:
        """For each of the lists those of the segments."""
        return tuple(
            tuple(segment.lists[number] for segment in self.segments) for number in range(len(PANES))
        )

    def mark(self, number: int, part: int, name: str) -> int:
        """The entries, of a list of a segment, that a mark is on."""
        try:
            return self.lists[number][part].mark(name)
        except Damaged:
            return self._notice(part)

    def warmed(self, codes: Sequence[str]) -> Iterator[None]:
        """Read, a little at a time, what the next keys will ask for: provinces, states, grades, and who has what."""
        names = [f"p:{code}" for code in codes] + [f"s:{state}" for state in State]
        for number, lists in enumerate(self.lists):
            for part, whole in enumerate(lists):
                graded = [name for name in whole.marks if name.startswith("g:")]
                for name in (*names, *graded):
                    self.mark(number, part, name)
                    yield
        for edition in self.editions:
            self._own(edition)
            yield
        _ = self.contested, self.by_part

    def tally(self, name: str, *numbers: int) -> int:
        """How many entries a mark is on, in some of the lists or in all, those of dropped editions included."""
        count = 0
        for number in numbers or range(len(PANES)):
            for part, whole in enumerate(self.lists[number]):
                try:
                    count += whole.marks.get(name, 0)
                except Damaged:
                    self._notice(part)
        return count

    def rows(self, number: int, part: int, places: Sequence[int]) -> Sequence[Sequence[object]]:
        """The rows at some places of a list of a segment; empty ones where they are damaged."""
        try:
            return self.lists[number][part].rows(places)
        except Damaged:
            self._notice(part)
            return [()] * len(places)

    def search(self, match: str) -> Search:
        """A search, as far as it is; of the last ones it is known what they found."""
        if match not in self._searches:
            if len(self._searches) >= _SEARCHES_KEPT:
                self._searches.pop(next(iter(self._searches)))
            # The last first: the newest of the timeline is wanted before all else.
            parts = range(len(self.segments)) if match else range(0)
            todo = [(number, part) for number in reversed(range(len(PANES))) for part in parts]
            self._searches[match] = Search(match, todo, {})
        return self._searches[match]

    def hits(self, match: str, number: int, part: int) -> int:
        """The entries of a list of a segment whose words match."""
        try:
            whole = self.lists[number][part]
            return whole.hits(match, 0, len(whole)) if len(whole) else 0
        except Damaged:
            return self._notice(part)

    def _passing(self, filters: Filters) -> tuple[tuple[int, ...], ...]:
        return tuple(
            tuple(self._let_through(number, part, filters, among) for part, among in enumerate(live))
            for number, live in enumerate(self.live)
        )

    def _let_through(self, number: int, part: int, filters: Filters, among: int) -> int:
        try:
            return passing(self.lists[number][part], filters, among)
        except Damaged:
            return self._notice(part)

    def _live(self, number: int, part: int) -> int:
        try:
            whole = self.lists[number][part]
            live = full(len(whole))
            for mark in self.dropped[part]:
                live &= ~whole.mark(mark)
        except Damaged:
            return self._notice(part)
        return live

    def _notice(self, part: int) -> int:
        """Go on without what is damaged, and remember which segment it is of."""
        self.damaged = self.manifest.segments[part].name
        return 0

    @cached_property
    def by_part(self) -> tuple[tuple[tuple[Edition, Own], ...], ...]:
        """For each segment its editions, each with its entries in each of the lists."""
        found: list[list[tuple[Edition, Own]]] = [[] for _ in self.segments]
        for edition in self.editions:
            found[edition.part].append((edition, self._own(edition)))
        return tuple(map(tuple, found))

    def _own(self, edition: Edition) -> Own:
        if edition.id not in self._owned:
            try:
                sets = [lists[edition.part].mark_once(edition.mark) for lists in self.lists]
            except Damaged:
                sets = [self._notice(edition.part)] * len(PANES)
            self._owned[edition.id] = _own(sets)
        return self._owned[edition.id]

    @cached_property
    def contested(self) -> tuple[tuple[int, ...], ...]:
        """For each segment the contested entries in each of the lists."""
        return tuple(self._marked(part, f"s:{State.CONTESTED}") for part in range(len(self.segments)))

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """For each list how many entries count."""
        return tuple(sum(bits.bit_count() for bits in live) for live in self.live)

    @cached_property
    def about(self) -> About:
        """What the editions have in common."""
        return About(
            max((edition.tlp for edition in self.editions), key=_TLP.index, default=_TLP[0]),
            max((edition.as_of for edition in self.editions), default=""),
            frozenset(edition.country for edition in self.editions),
        )

    def _marked(self, part: int, name: str) -> tuple[int, ...]:
        return tuple(live[part] & self.mark(number, part, name) for number, live in enumerate(self.live))

    def close(self) -> None:
        """Give the files back, and the memory that what was asked for takes."""
        for segment in self.segments:
            segment.close()
        self.passing.cache_clear()
        self._searches.clear()
        self._owned.clear()
        for name in ("live", "lists", "by_part", "contested"):
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


def opened(folder: Path) -> Snapshot | None:
    """The index of a folder as it is now; None where there is none.

    Raises:
        Damaged: a segment cannot be trusted; its name is the first argument.
    """
    for _ in range(_TRIES):
        manifest = manifests.load(folder)
        if manifest is None:
            return None
        if all((folder / note.name).exists() for note in manifest.segments):
            segments: list[Segment] = []
            for note in manifest.segments:
                try:
                    segments.append(Segment(folder / note.name))
                    _ = segments[-1].editions
                except Damaged as error:
                    if manifests.load(folder) == manifest:
                        raise Damaged(note.name) from error
                    break  # what is being tidied away is another's business: look again
            else:
                return Snapshot(segments, manifest)
    return None


def _counting(
    segments: Sequence[Segment], manifest: Manifest
) -> tuple[list[Edition], tuple[tuple[str, str], ...]]:
    """The editions that count; of two with one id the one in ID.json, else the first of its name.

    Returns:
        These, and for each that does not count its path and that of the one that does.
    """
    owners: dict[str, Edition] = {}
    twice: list[tuple[str, str]] = []
    for part, (segment, note) in enumerate(zip(segments, manifest.segments, strict=True)):
        for number, (known, file) in enumerate(zip(segment.editions, note.files, strict=True)):
            if file is None:
                continue
            edition = _edition(known, part, number, file.path)
            owner = owners.get(edition.id)
            if owner is None:
                owners[edition.id] = edition
                continue
            first, other = sorted((owner, edition), key=lambda e: (Path(e.path).stem != e.id, e.path))
            owners[edition.id] = first
            twice.append((other.path, first.path))
    return list(owners.values()), tuple(sorted(twice))


def _edition(known: Mapping[str, Any], part: int, number: int, path: str) -> Edition:
    return Edition(
        known["id"],
        known["country"],
        known["series"],
        known["edition"],
        known["title"],
        known["as_of"],
        known["tlp"],
        known["entries"],
        known["contested"],
        known["size"],
        path,
        part,
        f"e:{number}",
    )
