"""Building an index: what is new is read and becomes a segment, what was read before stays.

Each segment is written aside, synced and renamed before the manifest names it, so whatever stops the building leaves the
index as it was after the last segment. One process builds at a time; readers need not know of it.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from sitbrief.briefing import Index, View
from sitbrief.briefing.view import ENTRY_PANES
from sitbrief.formats import native
from sitbrief.formats.reading import Unreadable, read_file
from sitbrief.library.index import manifest as manifests
from sitbrief.library.index.checking import digest_of, hashed
from sitbrief.library.index.draft import drafts_of
from sitbrief.library.index.manifest import EMPTY, FileNote, Manifest, SegmentNote
from sitbrief.library.index.segment import write
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from sitbrief.briefing import Briefing
    from sitbrief.library.index.draft import Draft

BATCH: Final = 32 * 1024 * 1024
"""So many bytes of briefings become one segment: what one process holds in memory, and what a kill may cost."""

_SMALL: Final = 6
"""More segments than this that are small are made one."""

_LOCK: Final = "lock"
_SUFFIX: Final = ".segment"
_ASIDE: Final = ".new-"
_PATIENCE: Final = 0.1
_MOST_PROCESSES: Final = 4
_NOTHING: Final = (0, 0)


class Progress(NamedTuple):
    """How far a building is.

    Attributes:
        done: Bytes of briefings read.
        total: Bytes to read in all.
        entries: Entries written.
    """

    done: int
    total: int
    entries: int


class Busy(Exception):
    """Another process builds this index."""


class Stopped(Exception):
    """Somebody asked to stop. What was done is kept."""


class Made(NamedTuple):
    """What became of a batch.

    Attributes:
        segment: The segment; None where no file holds a briefing.
        refused: The files that hold none.
        read: Bytes of the files.
    """

    segment: SegmentNote | None
    refused: tuple[tuple[FileNote, str], ...]
    read: int


class Watch(NamedTuple):
    """Who looks on.

    Attributes:
        tell: Is told how far it is.
        stop: Asked now and then whether to stop.
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
        watch: Who looks on.

    Raises:
        Busy: another process is building it.
        Stopped: whoever looks on said so.
        OSError: the folder cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(folder):
        before = manifests.load(folder)
        now = _kept(before or EMPTY, folder)
        found = {manifests.as_text(path): path for path in files}
        same, changed = _compared(now, found)
        now = _only(now, found, same)
        again = _to_merge(now, changed)
        if now != before:
            manifests.store(folder, now)
        _tidy(folder, now)
        todo = [found[name] for name in dict.fromkeys((*changed, *again))]
        if todo:
            now = _build_all(folder, now, todo, watch or Watch())
            _tidy(folder, now)
        return now


def outdated(folder: Path, files: Iterable[Path]) -> bool:
    """Whether some file is not in the index as it is now, or one that is gone is still in it."""
    now = manifests.load(folder)
    if now is None:
        return True
    known = now.files
    names = set()
    for path in files:
        name = manifests.as_text(path)
        names.add(name)
        note = known.get(name)
        if note is None or note.identity != (_identity(path) or _NOTHING):
            return True
    return names != known.keys()


def _compared(now: Manifest, found: Mapping[str, Path]) -> tuple[dict[str, FileNote], list[str]]:
    """The notes of files that are as they were, those only touched with their new times; and the names of all others."""
    known = now.files
    same: dict[str, FileNote] = {}
    changed: list[str] = []
    for name, path in found.items():
        note, identity = known.get(name), _identity(path) or _NOTHING
        if note and identity == note.identity:
            same[name] = note
        elif note and identity[0] == note.size and _digest(path) == note.digest:
            same[name] = FileNote(name, *identity, note.digest)
        else:
            changed.append(name)
    return same, changed


def _only(now: Manifest, found: Mapping[str, Path], same: Mapping[str, FileNote]) -> Manifest:
    """The manifest without files that are gone. What has changed stays as it was until it has been read again."""
    return _mapped(now, lambda note: same.get(note.path, note) if note.path in found else None)


def _mapped(now: Manifest, change: Callable[[FileNote], FileNote | None]) -> Manifest:
    segments = []
    for segment in now.segments:
        files = tuple(note and change(note) for note in segment.files)
        if any(files):
            segments.append(segment._replace(files=files))
    refused = ((change(note), why) for note, why in now.refused)
    return Manifest(tuple(segments), tuple((note, why) for note, why in refused if note))


def _to_merge(now: Manifest, changed: Collection[str]) -> list[str]:
    """The files to read again because their segments are small and many, or mostly of files that count no more."""
    live = {s.name: [n for n in s.files if n and n.path not in changed] for s in now.segments}
    small = [s.name for s in now.segments if sum(note.size for note in live[s.name]) < BATCH // 4]
    again = [s.name for s in now.segments if len(live[s.name]) * 2 < len(s.files)]
    if len(small) + bool(changed) > _SMALL:
        again += small
    return [note.path for name in again for note in live[name]]


def _build_all(folder: Path, now: Manifest, todo: Sequence[Path], watch: Watch) -> Manifest:
    processes = watch.processes or min(_MOST_PROCESSES, len(os.sched_getaffinity(0)))
    batches = _batches(todo, processes)
    done, total, entries = 0, sum(map(_size, todo)), now.entries
    watch.tell(Progress(0, total, entries))
    for made in _each(folder, batches, watch.stop, processes):
        now = _joined(now, made)
        manifests.store(folder, now)
        done += made.read
        entries += made.segment.entries if made.segment else 0
        watch.tell(Progress(done, total, entries))
    return now


def _joined(now: Manifest, made: Made) -> Manifest:
    """The manifest with what was made, in the place of what the same files had before."""
    live = [note for note in (made.segment.files if made.segment else ()) if note]
    new = {note.path for note in (*live, *(note for note, _ in made.refused))}
    kept = _mapped(now, lambda note: None if note.path in new else note)
    segments = (*kept.segments, made.segment) if made.segment else kept.segments
    return Manifest(segments, (*kept.refused, *made.refused))


def _batches(todo: Sequence[Path], processes: int) -> list[list[Path]]:
    """The files in batches, as even as may be."""
    total = sum(map(_size, todo))
    most = min(BATCH, max(BATCH // 4, total // processes + 1))
    batches: list[list[Path]] = []
    size = 0
    for path in todo:
        own = _size(path)
        if not batches or size + own > most:
            batches.append([])
            size = 0
        batches[-1].append(path)
        size += own
    return batches


def _size(path: Path) -> int:
    return (_identity(path) or _NOTHING)[0]


def _each(
    folder: Path, batches: Sequence[Sequence[Path]], stop: Callable[[], bool], processes: int
) -> Iterator[Made]:
    """Make the batches, several at the same time where there are several."""
    count = min(len(batches), processes)
    if count <= 1:
        for batch in batches:
            if stop():
                raise Stopped
            yield make(folder, batch)
        return
    import multiprocessing
    from multiprocessing.connection import wait

    fork = multiprocessing.get_context("fork")  # nothing else runs here, and what is loaded is loaded
    todo = iter(batches)
    running: dict[Connection, BaseProcess] = {}
    try:
        while True:
            for _, batch in zip(
                range(count - len(running)), todo, strict=False
            ):  # the range first: it takes none too many
                ours, theirs = fork.Pipe(duplex=False)
                running[ours] = fork.Process(target=_make_there, args=(theirs, folder, batch), daemon=True)
                running[ours].start()
                theirs.close()
            if not running:
                return
            for ready in wait(list(running), timeout=_PATIENCE):
                yield _told(cast("Connection", ready), running)
            if stop():
                raise Stopped
    finally:
        for process in running.values():
            process.kill()


def _make_there(answer: Connection, folder: Path, batch: Sequence[Path]) -> None:
    """Make a batch in a process of its own, which leaves it to the first one what an interrupt means."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        answer.send(make(folder, batch))
    except OSError as error:
        answer.send(error)


def _told(ready: Connection, running: dict[Connection, BaseProcess]) -> Made:
    process = running.pop(ready)
    try:
        made = ready.recv()
    except EOFError:
        made = OSError("a process that was reading briefings was killed")
    process.join()
    if isinstance(made, OSError):
        raise made
    return cast("Made", made)


def make(folder: Path, files: Sequence[Path]) -> Made:
    """Read files and write their segment.

    Raises:
        OSError: it cannot be written.
    """
    import gc

    drafts: list[Draft] = []
    notes: list[FileNote] = []
    editions: list[dict[str, object]] = []
    refused: list[tuple[FileNote, str]] = []
    read = 0
    collecting = gc.isenabled()
    gc.disable()  # there are no cycles to find among a hundred thousand drafts
    try:
        for path in files:
            identity = _identity(path) or _NOTHING
            read += identity[0]
            name = manifests.as_text(path)
            try:
                data = read_file(path)
                digest = hashed(data)
                index = Index(native.loads(data, path))
            except (native.Invalid, Unreadable) as error:
                refused.append((FileNote(name, *identity, ""), clean_line(str(error))))
                continue
            drafts += drafts_of(index, len(notes))
            notes.append(FileNote(name, *identity, digest))
            editions.append(_edition(index, identity[0], name))
    finally:
        if collecting:
            gc.enable()
    if not notes:
        return Made(None, tuple(refused), read)
    name = os.urandom(8).hex() + _SUFFIX
    aside = folder / f"{_ASIDE}{name}"
    try:
        entries = write(aside, drafts, editions)
        digest = digest_of(aside)
        size = aside.stat().st_size
        aside.replace(folder / name)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    return Made(SegmentNote(name, digest, size, entries, tuple(notes)), tuple(refused), read)


def _edition(index: Index, size: int, path: str) -> dict[str, object]:
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
        "path": path,
    }


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns


def _digest(path: Path) -> str:
    try:
        return hashed(read_file(path))
    except Unreadable:
        return ""


def _kept(now: Manifest, folder: Path) -> Manifest:
    """The segments whose files are there, as long as they were."""
    return now._replace(
        segments=tuple(s for s in now.segments if (_identity(folder / s.name) or (-1,))[0] == s.size)
    )


def drop(folder: Path, name: str) -> None:
    """Take a segment out of the index, because it is damaged: what it had is read again at the next building."""
    try:
        with _locked(folder):
            now = manifests.load(folder) or EMPTY
            kept = tuple(segment for segment in now.segments if segment.name != name)
            manifests.store(folder, now._replace(segments=kept))
    except (Busy, OSError):
        return


def _tidy(folder: Path, now: Manifest) -> None:
    """Remove what no manifest names. Who is reading it goes on doing so."""
    named = {segment.name for segment in now.segments}
    for path in folder.iterdir():
        if path.name.startswith((_ASIDE, f".{manifests.NAME}-")) or (
            path.suffix == _SUFFIX and path.name not in named
        ):
            path.unlink(missing_ok=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Be the one that builds. The lock goes with the process, however it ends."""
    descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy from error
        yield
    finally:
        os.close(descriptor)
