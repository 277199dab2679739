"""Making a segment: files are read, what they say is written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.briefing import ResolvedBriefing, View
from sitbrief.briefing.view import ENTRY_PANES
from sitbrief.briefing.when import stamp_words
from sitbrief.formats import native
from sitbrief.formats.reading import Unreadable, read_file
from sitbrief.library.filesystem import identity_of
from sitbrief.library.index.checking import hashed
from sitbrief.library.index.index_entry import index_entries_of
from sitbrief.library.index.index_folder import SUFFIX, IndexFolder
from sitbrief.library.index.manifest import FileNote, RefusedFile, SegmentNote
from sitbrief.library.index.segment import written
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sitbrief.briefing import Briefing
    from sitbrief.library.index.index_entry import IndexEntry

NOTHING: Final = (0, 0)


class NewSegment(NamedTuple):
    """What became of a batch.

    Attributes:
        segment: The segment; None where no file holds a briefing.
        refused: The files that hold none.
        read: Bytes of the files.
    """

    segment: SegmentNote | None
    refused: tuple[RefusedFile, ...]
    read: int


class Stopped(Exception):
    """Somebody asked to stop. What was done is kept."""


def make(
    folder: Path, files: Sequence[tuple[str, Path]], stop: Callable[[], bool] = lambda: False
) -> NewSegment:
    """Read files and write their segment.

    Args:
        folder: The index's folder.
        files: The files with their names.
        stop: Asked before each file whether to stop.

    Raises:
        Stopped: it was said so.
        OSError: it cannot be written.
    """
    import gc

    entries: list[IndexEntry] = []
    notes: list[FileNote] = []
    editions: list[dict[str, object]] = []
    refused: list[RefusedFile] = []
    read = 0
    collecting = gc.isenabled()
    gc.disable()  # there are no cycles to find among a hundred thousand entries
    try:
        for name, path in files:
            if stop():
                raise Stopped
            identity = identity_of(path) or NOTHING
            read += identity[0]
            try:
                data = read_file(path)
                digest = hashed(data)
                index = ResolvedBriefing(native.loads(data, ""))
            except native.Invalid as error:
                refused.append(
                    RefusedFile(FileNote(name, *identity, ""), clean_line(str(error)), unread=False)
                )
                continue
            except Unreadable as error:
                refused.append(RefusedFile(FileNote(name, *identity, ""), f": {error.what}", unread=True))
                continue
            entries += index_entries_of(index, len(notes))
            notes.append(FileNote(name, *identity, digest))
            editions.append(described(index, identity[0]))
    finally:
        if collecting:
            gc.enable()
    if not notes:
        return NewSegment(None, tuple(refused), read)
    name = os.urandom(8).hex() + SUFFIX
    data = written(entries, editions)
    with IndexFolder.open(folder) as opened:
        opened.put(name, (data,))
    return NewSegment(
        SegmentNote(name, hashed(data), len(data), len(entries), tuple(notes)), tuple(refused), read
    )


def described(index: ResolvedBriefing, size: int) -> dict[str, object]:
    """What there is to say of an edition, in the order of `Known`."""
    briefing: Briefing = index.briefing
    view = View(index)
    return {
        "id": briefing.id,
        "country": briefing.country,
        "series": briefing.series,
        "edition": briefing.edition,
        "title": briefing.title,
        "as_of": f"{briefing.as_of:%Y-%m-%d}",
        "tlp": briefing.tlp,
        "entries": view.entries_total,
        "contested": sum(view.contested(pane) for pane in ENTRY_PANES),
        "size": size,
        "stamp": stamp_words(briefing.as_of, briefing.zone).removesuffix(f" {briefing.zone}"),
    }


def digest_of_file(path: Path) -> str:
    """The hash of a file's bytes; empty where it cannot be read."""
    try:
        return hashed(read_file(path))
    except Unreadable:
        return ""
