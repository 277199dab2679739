"""Where a reader is, kept while it happens: a line that is cut, or a process that is killed, loses nothing.

One SQLite file in the user's state folder. What is read from it is data like any other: what cannot be understood is left
out, and a file that is damaged is put aside.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import time
from dataclasses import astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitbrief.briefing import asking
from sitbrief.briefing.asking import Asked
from sitbrief.briefing.base import ID_PATTERN
from sitbrief.briefing.entries import Pane
from sitbrief.briefing.filters import Filters
from sitbrief.library.filesystem import is_remote
from sitbrief.library.place import FILE, Place
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    T = TypeVar("T")

VERSION: Final = 1

_WORDS: Final = tuple(field.name for field in fields(Asked))
_COLUMNS: Final = ("pane", "entry", "enlarged", "sought", *_WORDS)
_SCHEMA: Final = (
    "CREATE TABLE place (library TEXT, briefing TEXT, moment INTEGER, "
    + ", ".join(_COLUMNS)
    + ", PRIMARY KEY (library, briefing)) WITHOUT ROWID"
)
_TRIM: Final = (  # the oldest places are forgotten
    "CREATE TRIGGER trim AFTER INSERT ON place WHEN (SELECT count(*) FROM place) > 1000 "
    "BEGIN DELETE FROM place WHERE moment = (SELECT min(moment) FROM place); END"
)

_BUSY_SECONDS: Final = 0.05
"""So long another reader may be waited for. It needs a thousandth of a second."""

_SLOW_SECONDS: Final = 0.02
_PAUSE_SECONDS: Final = 1.0
"""On a disk where a change takes longer than the one, the next waits for the other: nobody waits for a cursor."""


class Memory:
    """Remembers the places of one library. Nothing that goes wrong here stops a reader.

    Attributes:
        trouble: Why nothing is remembered, in words; empty where all is well.
    """

    def __init__(self, folder: Path | None, paths: Iterable[Path]) -> None:
        """Make a memory.

        Args:
            folder: The state folder, made when there is something to keep.
            paths: The files and folders of the library.
        """
        self.trouble = "" if folder else "there is no home folder"
        self._folder = folder
        self._library = os.pathsep.join(sorted({os.path.realpath(path) for path in paths}))
        self._connection: sqlite3.Connection | None = None
        self._kept: Place | None = None
        self._waiting: Place | None = None
        self._not_before = 0.0

    def last(self) -> Place | None:
        """Where the reader was in this library, at last."""
        return self._read("ORDER BY moment DESC LIMIT 1", ())

    def of(self, briefing: str) -> Place | None:
        """Where the reader was in a briefing, at last."""
        return self._read("AND briefing = ?", (briefing,))

    def keep(self, place: Place) -> float:
        """Write down where the reader is.

        Returns:
            0 when it is written; else after how many seconds `flush` should be called, as the disk is slow.
        """
        if place == self._kept:
            return 0.0
        self._kept = self._waiting = place
        wait = self._not_before - time.monotonic()
        if wait > 0:
            return wait
        return _PAUSE_SECONDS if self.flush() else 0.0

    def flush(self) -> bool:
        """Write down what waits to be written; True where that still waits."""
        self._write()
        return self._waiting is not None and not self.trouble

    def close(self) -> None:
        """Write down what waits, and let go of the file."""
        self.flush()
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _read(self, which: str, values: tuple[str, ...]) -> Place | None:
        if self._folder is None or not (self._folder / FILE).exists():
            return None
        query = f"SELECT briefing, {', '.join(_COLUMNS)} FROM place WHERE library = ? {which}"  # noqa: S608
        row = self._try(lambda found: found.execute(query, (self._library, *values)).fetchone())
        return _place(row) if row else None

    def _write(self) -> None:
        place, self._waiting = self._waiting, None
        if place is None:
            return
        row = (
            self._library,
            place.briefing,
            time.time_ns(),
            place.pane.value,
            place.entry,
            int(place.enlarged),
            place.sought,
            *astuple(asking.asked(place.filters)),
        )
        query = f"INSERT OR REPLACE INTO place VALUES ({', '.join('?' * len(row))})"  # noqa: S608  our own words
        start = time.monotonic()
        if self._try(lambda found: found.execute(query, row)) is None:
            self._waiting = place  # the next change, or the end, tries again
        taken = time.monotonic() - start
        self._not_before = start + (_PAUSE_SECONDS if taken > _SLOW_SECONDS else 0.0)

    def _try(self, action: Callable[[sqlite3.Connection], T]) -> T | None:
        """Do something with the file; None where that is not possible now, or not at all."""
        if self._folder is None or self.trouble:
            return None
        try:
            if self._connection is None:
                self._connection = _opened(self._folder)
            found = action(self._connection)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):  # full, read-only, gone
                self._give_up(f"{self._folder / FILE}: {error}")
            return None
        except sqlite3.DatabaseError:
            self._put_aside(self._folder)
            return None
        except (OSError, _Newer) as error:
            self._give_up(str(error))
            return None
        return found

    def _give_up(self, why: str) -> None:
        self.trouble = clean_line(why)
        self._connection = None

    def _put_aside(self, folder: Path) -> None:
        """Give a damaged file another name, and begin anew."""
        with contextlib.suppress(sqlite3.Error):
            if self._connection is not None:
                self._connection.close()
        self._connection = None
        try:
            for suffix in ("-wal", "-shm", "-journal"):
                Path(folder, FILE + suffix).unlink(missing_ok=True)
            Path(folder, FILE).replace(Path(folder, f"{FILE}.damaged"))
        except OSError as error:
            self._give_up(str(error))


class _Newer(Exception):
    """The file is of a later version of sitbrief."""


def _opened(folder: Path) -> sqlite3.Connection:
    """Open the file; make it where there is none, for its owner alone.

    Raises:
        OSError: the folder cannot be made.
        sqlite3.Error: the file cannot be used.
        _Newer: a later version has written it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / FILE
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    found = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    # Killing the process loses nothing in either mode. A log beside the file is many times cheaper, but wants memory
    # that all readers share, which a network file system does not give.
    found.execute(f"PRAGMA journal_mode = {'DELETE' if is_remote(folder) else 'WAL'}")
    found.execute("PRAGMA synchronous = NORMAL")
    (version,) = found.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        found.close()
        raise _Newer(f"{path} is of a later version of sitbrief")
    if version < VERSION:
        _make(found)
    return found


def _make(found: sqlite3.Connection) -> None:
    """Make the table, unless another reader has made it meanwhile."""
    found.execute("BEGIN IMMEDIATE")
    if found.execute("PRAGMA user_version").fetchone() == (0,):
        found.execute(_SCHEMA)
        found.execute(_TRIM)
        found.execute(f"PRAGMA user_version = {VERSION}")
    found.execute("COMMIT")


def _place(row: tuple[object, ...]) -> Place | None:
    """A place from a row, as much of it as can be understood."""
    values = dict(zip(("briefing", *_COLUMNS), row, strict=True))
    words = {name: value if isinstance(value, str) else "" for name, value in values.items()}
    if not re.fullmatch(ID_PATTERN, words["briefing"]):
        return None
    try:
        filters = asking.filters(Asked(**{name: words[name] for name in _WORDS}))
    except asking.NotUnderstood:
        filters = Filters()
    return Place(
        words["briefing"],
        filters,
        Pane(words["pane"]) if words["pane"] in set(Pane) else Pane.TIMELINE,
        words["entry"],
        values["enlarged"] == 1,
        clean_line(words["sought"]),
    )
