"""An index as it is at one moment: its segments opened, and the editions that count."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sitbrief.library.index import manifest as manifests
from sitbrief.library.index.bits import full
from sitbrief.library.index.checking import digest_of
from sitbrief.library.index.draft import PANES
from sitbrief.library.index.passing import passing
from sitbrief.library.index.segment import Damaged, Segment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sitbrief.briefing.filters import Filters
    from sitbrief.library.index.manifest import Manifest
    from sitbrief.library.index.segment import SegmentList

_TRIES = 5
_FILTERS_KEPT = 8


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


class Snapshot:
    """What readers look things up in. It stays as it is while the index goes on."""

    def __init__(self, segments: Sequence[Segment], manifest: Manifest) -> None:
        self.segments = tuple(segments)
        self.manifest = manifest
        counting, self.twice = _counting(self.segments, manifest)
        self.editions = tuple(sorted(counting, key=lambda e: (e.country, e.series, e.number, e.id)))
        self.by_mark: Mapping[tuple[int, str], Edition] = {(e.part, e.mark): e for e in self.editions}
        self.by_id: Mapping[str, Edition] = {e.id: e for e in self.editions}
        live = {(e.part, e.mark) for e in self.editions}
        self.dropped = tuple(
            tuple(f"e:{number}" for number in range(len(segment.files)) if (part, f"e:{number}") not in live)
            for part, segment in enumerate(manifest.segments)
        )
        """For each segment the marks of the editions that do not count."""
        self.passing = lru_cache(_FILTERS_KEPT)(self._passing)

    @cached_property
    def live(self) -> tuple[tuple[int, ...], ...]:
        """For each list, for each segment, the places of the entries that count."""
        return tuple(tuple(map(self._live, lists, self.dropped)) for lists in self.lists)

    @cached_property
    def lists(self) -> tuple[tuple[SegmentList, ...], ...]:
        """For each of the lists those of the segments."""
        return tuple(
            tuple(segment.lists[number] for segment in self.segments) for number in range(len(PANES))
        )

    def _passing(self, filters: Filters) -> tuple[tuple[int, ...], ...]:
        return tuple(
            tuple(passing(whole, filters, among) for whole, among in zip(lists, live, strict=True))
            for lists, live in zip(self.lists, self.live, strict=True)
        )

    @staticmethod
    def _live(whole: SegmentList, dropped: Sequence[str]) -> int:
        live = full(len(whole))
        for mark in dropped:
            live &= ~whole.mark(mark)
        return live

    def close(self) -> None:
        """Give the files back."""
        for segment in self.segments:
            segment.close()

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
