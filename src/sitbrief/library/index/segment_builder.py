"""Writing segments: each of a batch of briefings, several at the same time in processes of their own."""

from __future__ import annotations

import os
import sqlite3
from array import array
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

import orjson

from sitbrief.briefing import ResolvedBriefing
from sitbrief.briefing.entries import ENTRY_PANES
from sitbrief.files.reading import Unreadable, read_file
from sitbrief.formats import native
from sitbrief.library.filesystem import identity_of, temporary_folder
from sitbrief.library.index import bit_sets
from sitbrief.library.index.editions import STORED_FIELDS, edition_of
from sitbrief.library.index.index_entry import index_entries_of
from sitbrief.library.index.index_folder import SUFFIX, IndexFolder, hashed
from sitbrief.library.index.manifest import FileNote, RefusedFile, SegmentNote
from sitbrief.library.index.segment import SCHEMA, SHIFT, sealed
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from sitbrief.library.index.editions import Edition
    from sitbrief.library.index.index_entry import IndexEntry

    Batch = Sequence[tuple[str, Path]]
    """Files with their names."""

_PATIENCE: Final = 0.1


class NewSegment(NamedTuple):
    """What a batch of files became.

    Attributes:
        segment: The segment; None where no file holds a briefing.
        refused: The files that hold none.
        read: Bytes of the files.
    """

    segment: SegmentNote | None
    refused: tuple[RefusedFile, ...]
    read: int


class Stopped(Exception):
    """The building was stopped. Segments that were finished stay."""


def make_segments(
    folder: Path, batches: Sequence[Batch], stop: Callable[[], bool], processes: int
) -> Iterator[NewSegment]:
    """Make a segment of each batch, several at the same time where there are several.

    Raises:
        Stopped: whoever looks on said so.
        OSError: a segment cannot be written.
        RuntimeError: a process made a mistake; the message is its traceback.
    """
    count = min(len(batches), processes)
    if count <= 1:
        for batch in batches:
            yield _make(folder, batch, stop)
        return
    import multiprocessing
    from multiprocessing.connection import wait

    fork = multiprocessing.get_context("fork")  # nothing else runs here, and what is loaded is loaded
    todo = iter(batches)
    running: dict[Connection, BaseProcess] = {}
    try:
        while True:
            free = range(count - len(running))
            for _, batch in zip(free, todo, strict=False):  # the range first: it takes none too many
                ours, theirs = fork.Pipe(duplex=False)
                running[ours] = fork.Process(
                    target=_make_there, args=(theirs, os.getpid(), folder, batch), daemon=True
                )
                running[ours].start()
                theirs.close()
            if not running:
                return
            for ready in wait(list(running), timeout=_PATIENCE):
                yield _received(cast("Connection", ready), running)
            if stop():
                raise Stopped
    finally:
        for process in running.values():
            process.kill()


def _make_there(answer: Connection, parent: int, folder: Path, batch: Batch) -> None:
    """Make a segment in a process of its own. It leaves interrupts to the first process, and ends when that ends."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        answer.send(_make(folder, batch, lambda: os.getppid() != parent))
    except Stopped:
        return
    except OSError as error:
        answer.send(error)
    except Exception:  # noqa: BLE001  a mistake of ours: the first process tells of it
        import traceback

        answer.send(traceback.format_exc())


def _received(ready: Connection, running: dict[Connection, BaseProcess]) -> NewSegment:
    process = running.pop(ready)
    try:
        made = ready.recv()
    except EOFError:
        made = OSError("a process that was reading briefings was killed")
    process.join()
    if isinstance(made, OSError):
        raise made
    if isinstance(made, str):
        raise RuntimeError(made)  # noqa: TRY004  it is another's error
    return cast("NewSegment", made)


def _make(folder: Path, batch: Batch, stop: Callable[[], bool]) -> NewSegment:
    """Read the files of a batch and write their segment; `stop` is asked before each file."""
    import gc

    entries: list[IndexEntry] = []
    notes: list[FileNote] = []
    editions: list[Edition] = []
    refused: list[RefusedFile] = []
    read = 0
    collecting = gc.isenabled()
    gc.disable()  # there are no cycles to find among a hundred thousand entries
    try:
        for name, path in batch:
            if stop():
                raise Stopped
            identity = identity_of(path)
            read += identity[0]
            try:
                data = read_file(path)
                digest = hashed(data)
                resolved = ResolvedBriefing(native.loads(data, ""))
            except native.Invalid as error:
                refused.append(
                    RefusedFile(FileNote(name, *identity, ""), clean_line(str(error)), unread=False)
                )
                continue
            except Unreadable as error:
                refused.append(RefusedFile(FileNote(name, *identity, ""), f": {error.what}", unread=True))
                continue
            entries += index_entries_of(resolved, len(notes))
            notes.append(FileNote(name, *identity, digest))
            editions.append(edition_of(resolved, identity[0]))
    finally:
        if collecting:
            gc.enable()
    if not notes:
        return NewSegment(None, tuple(refused), read)
    name = os.urandom(8).hex() + SUFFIX
    data = _written(entries, editions)
    with IndexFolder.open(folder) as opened:
        opened.put(name, data)
    return NewSegment(
        SegmentNote(name, hashed(data), len(data), len(entries), tuple(notes)), tuple(refused), read
    )


def _written(entries: list[IndexEntry], editions: Sequence[Edition]) -> bytes:
    """The bytes of a segment. It is made in memory: SQLite would open a file by its path, whatever is there by then.

    Args:
        entries: Its entries, in any order.
        editions: Its editions; entries name them by their place here.

    Raises:
        OSError: it cannot be made.
    """
    ordered = sorted(entries, key=lambda entry: entry[:2])
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
            made.executescript("PRAGMA page_size=8192; PRAGMA temp_store=MEMORY; PRAGMA journal_mode=OFF;")
            made.executescript(SCHEMA + "BEGIN;")
            made.execute("INSERT INTO words (words, rank) VALUES ('automerge', 0)")
            texts: dict[str, int] = {}
            for number in range(len(ENTRY_PANES)):
                _write_list(made, number, [entry for entry in ordered if entry.pane == number], texts)
            made.executemany("INSERT INTO texts VALUES (?, ?)", ((at, text) for text, at in texts.items()))
            _put(
                made,
                "editions",
                orjson.dumps([dict(zip(STORED_FIELDS, edition, strict=False)) for edition in editions]),
            )
            made.execute("INSERT INTO words (words) VALUES ('optimize')")
            made.execute("COMMIT")
            return _bytes_of(made)
    except (sqlite3.Error, MemoryError) as error:
        raise OSError(f"cannot be made: {error}") from error


def _bytes_of(made: sqlite3.Connection) -> bytes:
    if hasattr(made, "serialize"):
        return made.serialize()
    with temporary_folder() as folder:  # an SQLite that was built without it
        path = Path(folder, "segment")
        with closing(sqlite3.connect(path)) as copy:
            made.backup(copy)
        return path.read_bytes()


def _write_list(
    made: sqlite3.Connection, number: int, entries: list[IndexEntry], texts: dict[str, int]
) -> None:
    """Write a list of a segment; `texts` are numbered as they come, those of claims on which several entries rest once."""
    base = number << SHIFT
    made.executemany(
        "INSERT INTO rows VALUES (?, ?)",
        ((base + place, sealed(str(base + place), entry.row)) for place, entry in enumerate(entries)),
    )
    made.executemany(
        "INSERT INTO words (rowid, text) VALUES (?, ?)",
        ((base + place, entry.words) for place, entry in enumerate(entries)),
    )
    made.executemany(
        "INSERT INTO parts VALUES (?, ?)",
        (
            (base + place, texts.setdefault(line, len(texts)))
            for place, entry in enumerate(entries)
            for line in entry.lines
        ),
    )
    marks: dict[str, list[int]] = {}
    spans: dict[tuple[tuple[int, int], ...], int] = {}
    runs = array("I")
    before = -1
    for place, entry in enumerate(entries):
        for mark in entry.marks:
            marks.setdefault(mark, []).append(place)
        days = spans.setdefault(entry.days, len(spans))
        if days != before:
            runs.extend((place, days))
            before = days
    size = len(entries)
    for name, places in marks.items():
        _put(made, f"{number}/{name}", bit_sets.packed(places, size))
    _put(made, f"{number}/keys", array("q", [entry.key for entry in entries]).tobytes())
    _put(made, f"{number}/spans", orjson.dumps(list(spans)))
    _put(made, f"{number}/runs", runs.tobytes())
    counts = {name: len(places) for name, places in marks.items()}
    ends = (entries[0].key, entries[-1].key) if entries else (0, 0)
    _put(made, f"{number}/about", orjson.dumps([size, *ends, counts]))


def _put(made: sqlite3.Connection, name: str, data: bytes) -> None:
    made.execute("INSERT INTO pieces VALUES (?, ?)", (name, sealed(name, data)))


def digest_of_file(path: Path) -> str:
    """The hash of a file's bytes; empty where it cannot be read."""
    try:
        return hashed(read_file(path))
    except Unreadable:
        return ""
