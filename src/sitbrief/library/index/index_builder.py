"""Building an index: what is new is read and becomes a segment, what was read before stays.

Each segment is written and synced before the manifest names it, so whatever stops the build leaves the index as it was after the
last segment. One process builds at a time; readers need not know of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.library.filesystem import identity_of, size_of
from sitbrief.library.index import manifest as manifests
from sitbrief.library.index.index_folder import Busy, Foreign, IndexFolder
from sitbrief.library.index.manifest import EMPTY, FileNote, Manifest, Names
from sitbrief.library.index.segment_builder import digest_of_file, make_segments
from sitbrief.threads import processors

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from sitbrief.library.index.segment_builder import Batch, NewSegment

BATCH: Final = 32 * 1024 * 1024
"""Bytes of briefings that become one segment: what one process holds in memory, and what a kill may cost."""

_SMALL: Final = 6
"""If there are more small segments than this, their files are read again into one."""

_MOST_PROCESSES: Final = 4


class Progress(NamedTuple):
    """How far a build has come.

    Attributes:
        done: Bytes of briefings read.
        total: Bytes to read in all.
        entries: Entries written.
    """

    done: int
    total: int
    entries: int


class Watch(NamedTuple):
    """What follows a build.

    Attributes:
        tell: Called with the progress.
        stop: Called now and then; true to stop.
        processes: How many read at the same time; by default as many as there are processors, up to four.
    """

    tell: Callable[[Progress], None] = lambda _: None
    stop: Callable[[], bool] = lambda: False
    processes: int = 0


def build(folder: Path, files: Iterable[Path], watch: Watch | None = None) -> Manifest:
    """Bring an index up to date with these files.

    Args:
        folder: Where the index is; it is made where it is missing.
        files: All files of the library.
        watch: What follows it.

    Raises:
        Busy: another process is building it.
        Stopped: `watch` said so.
        OSError: the folder cannot be written.
    """
    with IndexFolder.open(folder, make=True) as held, held.locked():
        if not held.own:
            raise Foreign(f"{folder} is another account's")
        before = manifests.load(folder)
        now = before or EMPTY
        now = now._replace(segments=tuple(s for s in now.segments if held.size(s.name) == s.size))
        names = Names(folder)
        found = {names.of(path): path for path in files}
        same, changed = _compared(now, found)
        # Files that are gone go; what has changed stays as it was until it has been read again.
        now = _mapped(now, lambda note: same.get(note.name, note) if note.name in found else None)
        again = _to_merge(now, changed)
        if now != before:
            manifests.store(folder, now)
        held.tidy(segment.name for segment in now.segments)
        todo = [(name, found[name]) for name in dict.fromkeys((*changed, *again))]
        if todo:
            now = _build_all(folder, now, todo, watch or Watch())
            held.tidy(segment.name for segment in now.segments)
        return now


def outdated(folder: Path, files: Iterable[Path]) -> bool:
    """Whether the index lacks a file as it is now, or has one that is gone.

    A file that could not be read is out of date as soon as it can be.
    """
    now = manifests.load(folder)
    if now is None:
        return True
    known, names = now.files, Names(folder)
    found = {names.of(path): path for path in files}
    return (
        found.keys() != known.keys()
        or any(known[name].identity != identity_of(path) for name, path in found.items())
        or any(digest_of_file(found[name]) for name in now.unread)
    )


def _compared(now: Manifest, found: Mapping[str, Path]) -> tuple[dict[str, FileNote], list[str]]:
    """The notes of files that are as they were, those only touched with their new times; and the names of all others."""
    known, unread = now.files, now.unread
    same: dict[str, FileNote] = {}
    changed: list[str] = []
    for name, path in found.items():
        note, identity = known.get(name), identity_of(path)
        if name in unread:
            changed.append(name)
        elif note and identity == note.identity:
            same[name] = note
        elif note and note.digest and identity[0] == note.size and digest_of_file(path) == note.digest:
            same[name] = FileNote(name, *identity, note.digest)
        else:
            changed.append(name)
    return same, changed


def _mapped(now: Manifest, change: Callable[[FileNote], FileNote | None]) -> Manifest:
    """The manifest with each file's note changed, or dropped where that gives None; without segments that have none left."""
    segments = []
    for segment in now.segments:
        files = tuple(note and change(note) for note in segment.files)
        if any(files):
            segments.append(segment._replace(files=files))
    refused = ((one, change(one.note)) for one in now.refused)
    return Manifest(tuple(segments), tuple(one._replace(note=note) for one, note in refused if note))


def _to_merge(now: Manifest, changed: Collection[str]) -> list[str]:
    """The files to read again because their segments are small and many, or mostly of files that count no more."""
    gone = set(changed)
    live = {s.name: [n for n in s.files if n and n.name not in gone] for s in now.segments}
    small = [s.name for s in now.segments if sum(note.size for note in live[s.name]) < BATCH // 4]
    again = [s.name for s in now.segments if len(live[s.name]) * 2 < len(s.files)]
    if len(small) + bool(changed) > _SMALL:
        again += small
    return [note.name for name in again for note in live[name]]


def _build_all(folder: Path, now: Manifest, todo: Batch, watch: Watch) -> Manifest:
    processes = watch.processes or min(_MOST_PROCESSES, processors())
    batches = _batches(todo, processes)
    done, total, entries = 0, size_of(path for _, path in todo), now.entries
    watch.tell(Progress(0, total, entries))
    for made in make_segments(folder, batches, watch.stop, processes):
        now = _joined(now, made)
        manifests.store(folder, now)
        done += made.read
        entries += made.segment.entries if made.segment else 0
        watch.tell(Progress(done, total, entries))
    return now


def _joined(now: Manifest, made: NewSegment) -> Manifest:
    """The manifest with a new segment, which replaces what it had of the same files."""
    live = [note for note in (made.segment.files if made.segment else ()) if note]
    new = {note.name for note in (*live, *(one.note for one in made.refused))}
    kept = _mapped(now, lambda note: None if note.name in new else note)
    segments = (*kept.segments, made.segment) if made.segment else kept.segments
    return Manifest(segments, (*kept.refused, *made.refused))


def _batches(todo: Batch, processes: int) -> list[list[tuple[str, Path]]]:
    """The files in batches of about the same size."""
    total = size_of(path for _, path in todo)
    most = min(BATCH, max(BATCH // 4, total // processes + 1))
    batches: list[list[tuple[str, Path]]] = []
    size = 0
    for name, path in todo:
        own = identity_of(path)[0]
        if not batches or size + own > most:
            batches.append([])
            size = 0
        batches[-1].append((name, path))
        size += own
    return batches


def drop(folder: Path, name: str) -> bool:
    """Take a segment out of the index, because it is damaged: what it had is read again at the next building.

    Returns:
        Whether it is taken out, or another process is building and will see to it; False where it is not ours to change.
    """
    return _changed(
        folder, lambda now: now._replace(segments=tuple(one for one in now.segments if one.name != name))
    )


def discard(folder: Path) -> bool:
    """Take everything out of the index, so that all of it is made anew; returns what `drop` does."""
    return _changed(folder, lambda _: EMPTY)


def _changed(folder: Path, change: Callable[[Manifest], Manifest]) -> bool:
    try:
        with IndexFolder.open(folder) as held:
            if not held.own:
                return False
            with held.locked():
                manifests.store(folder, change(manifests.load(folder) or EMPTY))
    except Busy:
        return True
    except OSError:
        return False
    return True
