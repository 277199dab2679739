"""The editions of a library, as an index has them: which ones count, and which entries are theirs."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitbrief.library.index.manifest import Manifest
    from sitbrief.library.index.segment import Segment


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
        stamp: The moment whose situation it describes, as its own zone has it.
        file: The name of its file, as the index has it.
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
    stamp: str
    file: str
    part: int
    mark: str


class EditionCounts(NamedTuple):
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


def own_of(sets: Iterable[tuple[int, bytes]], contested: bytes) -> Own:
    """The entries of an edition.

    Args:
        sets: For each list where it begins in sets of the whole, and the edition's places there.
        contested: The contested entries of the whole.
    """
    pieces = []
    for start, data in sets:
        rest = data.lstrip(b"\0")
        if rest:
            first = start + len(data) - len(rest)
            rest = rest.rstrip(b"\0")
            last = first + len(rest)
            bits = int.from_bytes(rest, "little")
            pieces.append((first, last, bits, bits & int.from_bytes(contested[first:last], "little")))
    return Own(tuple(pieces))


def counting(
    segments: Sequence[Segment], manifest: Manifest
) -> tuple[list[Edition], tuple[tuple[str, str, str], ...]]:
    """The editions that count; of two with one id the one in ID.json, else the first of its name.

    Returns:
        These, and for each that does not count its file, that of the one that does, and the id.
    """
    owners: dict[str, Edition] = {}
    twice: list[tuple[str, str, str]] = []
    for part, (segment, made) in enumerate(zip(segments, manifest.segments, strict=True)):
        for number, (known, note) in enumerate(zip(segment.editions, made.files, strict=True)):
            if note is None:
                continue
            edition = Edition(*known, note.name, part, f"e:{number}")
            owner = owners.get(edition.id)
            if owner is None:
                owners[edition.id] = edition
                continue
            first, other = sorted((owner, edition), key=lambda e: (PurePath(e.file).stem != e.id, e.file))
            owners[edition.id] = first
            twice.append((other.file, first.file, first.id))
    return list(owners.values()), tuple(sorted(twice))
