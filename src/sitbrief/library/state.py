"""Where a reader is, kept while it happens: a line that is cut, or a process that is killed, loses nothing.

One SQLite file in the user's state folder. What is read from it is data like any other: what cannot be understood is left
out, and a file that is damaged is put aside.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import threading
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitbrief.briefing import filter_text
from sitbrief.briefing.filter_text import FilterText
from sitbrief.briefing.filters import Filters
from sitbrief.briefing.lists import BY_ID, TIMELINE
from sitbrief.briefing.model_types import ID_PATTERN
from sitbrief.files.writing import Unwritable
from sitbrief.library.reading_position import FILE, ReadingPosition
from sitbrief.library.state_file import BUSY_SECONDS, COLUMNS, SUFFIXES, WORDS, Unfit, opened
from sitbrief.text import clean_line
from sitbrief.threads import without_signals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_BUSY: Final = object()

_TURN: Final = f"CASE WHEN typeof(turn) = 'integer' AND turn < {1 << 53} THEN turn ELSE 0 END"
"""A place's turn, where it is one: to SQLite a text, or what a bit that flipped has made of a number, is later than all."""

_TAKEN: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_GONE: Final = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_IOERR,
}
"""The codes of errors that say nothing against the file: another reader has it, or the disk does not take it."""

_PATIENCE_SECONDS: Final = 0.02
_LAST_PATIENCE_SECONDS: Final = 1.0


class Memory:
    """Keeps where the reader is in the briefings of one library. Nothing that goes wrong here stops a reader, or makes it wait.

    A thread writes. Whoever has something to keep waits for it, as a rule for a thousandth of a second, so that what is on
    the screen is on the disk as well; but for a disk that hangs nobody waits longer than for a frame.

    Attributes:
        trouble: Why nothing is remembered, in words; empty where all is well.
        put_aside: What became of a damaged file, in words; empty where none was.
    """

    def __init__(
        self, folder: Path | None, paths: Iterable[Path], *, patience: float = _PATIENCE_SECONDS
    ) -> None:
        """Make a memory.

        Args:
            folder: The state folder, made when there is something to keep.
            paths: The files and folders of the library.
            patience: For how many seconds at most somebody waits until a place is written.
        """
        self._patience = patience
        self.trouble = "" if folder else "there is no home folder"
        self.put_aside = ""
        self._folder = folder
        places = os.pathsep.join(sorted({os.path.realpath(path) for path in paths}))
        self._library = os.fsencode(places).decode(
            "utf-8", "backslashreplace"
        )  # a name need not be UTF-8; a key has to
        self._connection: sqlite3.Connection | None = None
        self._connecting = threading.Lock()
        self._kept: ReadingPosition | None = None
        self._waiting: ReadingPosition | None = None
        self._closing = False
        self._changed = threading.Condition()
        self._written = threading.Event()
        self._thread: threading.Thread | None = None

    def last(self) -> ReadingPosition | None:
        """The last position in this library."""
        return self._read(f"ORDER BY {_TURN} DESC LIMIT 1")

    def of(self, briefing: str) -> ReadingPosition | None:
        """The last position in a briefing."""
        return self._read("AND briefing = ?", briefing)

    def known(self) -> frozenset[str]:
        """The ids of the briefings that were opened."""
        rows = self._rows("SELECT briefing FROM place WHERE library = ?")
        return frozenset(str(row[0]) for row in rows)

    def keep(self, place: ReadingPosition) -> bool:
        """Write down where the reader is.

        Returns:
            Whether it is written. If not, the disk is slow, and it will be as soon as that is done with what was before.
        """
        if place == self._kept or self.trouble:
            return True
        self._kept = place
        with self._changed:
            self._waiting = place
            self._written.clear()
            if self._thread is None:
                self._thread = threading.Thread(target=without_signals(self._run), name="memory", daemon=True)
                self._thread.start()
            self._changed.notify()
        return self._written.wait(self._patience)

    def close(self) -> None:
        """Write down what waits, and let go of the file; give up on a disk that hangs."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(_LAST_PATIENCE_SECONDS)
        if self._connecting.acquire(timeout=_PATIENCE_SECONDS):
            with contextlib.suppress(sqlite3.Error):
                if self._connection is not None:
                    self._connection.close()
            self._connection = None
            self._connecting.release()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting is not None or self._closing)
                place = self._waiting
            if place is None:
                return
            written = self._write(place)
            with self._changed:
                if self._waiting is place and (
                    written or self._closing
                ):  # else there is a newer one, or it is tried again
                    self._waiting = None
                    self._written.set()

    def _read(self, which: str, *values: str) -> ReadingPosition | None:
        query = f"SELECT briefing, {', '.join(COLUMNS)} FROM place WHERE library = ? {which}"  # noqa: S608
        rows = self._rows(query, *values)
        return _place(rows[0]) if rows else None

    def _rows(self, query: str, *values: str) -> list[tuple[object, ...]]:
        """What a query about this library finds; nothing where there is no file, or none that can be read."""
        if self._folder is None or not (self._folder / FILE).exists():
            return []
        rows = self._try(lambda found: found.execute(query, (self._library, *values)).fetchall())
        return rows if isinstance(rows, list) else []

    def _write(self, place: ReadingPosition) -> bool:
        """Write a position; False where another reader has the file."""
        row = (
            self._library,
            place.briefing,
            str(place.pane),
            place.entry,
            int(place.enlarged),
            place.sought,
            int(place.summary),
            *astuple(filter_text.asked(place.filters)),
        )
        marks = ", ".join("?" * len(COLUMNS))
        query = f"INSERT OR REPLACE INTO place SELECT ?, ?, 1 + ifnull(max({_TURN}), 0), {marks} FROM place"  # noqa: S608
        return self._try(lambda found: found.execute(query, row)) is not _BUSY

    def _try(self, action: Callable[[sqlite3.Connection], object]) -> object:
        """Do something with the file; `_BUSY` where that is not possible now, None where it is not at all."""
        if self._folder is None or self.trouble:
            return None
        if not self._connecting.acquire(timeout=BUSY_SECONDS):
            return _BUSY
        try:
            if self._connection is None:
                self._connection = opened(self._folder)
            return action(self._connection)
        except sqlite3.Error as error:
            return self._failed(error, self._folder)
        except UnicodeDecodeError:  # of an error's own words, where a damaged file is quoted in them
            self._put_aside(self._folder)
        except OSError as error:
            self._give_up(f"{error.filename}: {error.strerror}")
        except (Unfit, Unwritable) as error:
            self._give_up(str(error))
        finally:
            self._connecting.release()
        return None

    def _failed(self, error: sqlite3.Error, folder: Path) -> object:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if code in _TAKEN:
            return _BUSY
        if code in _GONE:
            self._give_up(f"{folder / FILE}: {error}")
        else:
            self._put_aside(folder)
        return None

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
            for suffix in SUFFIXES:
                Path(folder, FILE + suffix).unlink(missing_ok=True)
            Path(folder, FILE).replace(Path(folder, f"{FILE}.damaged"))
            self.put_aside = clean_line(
                f"{folder / FILE} was damaged: it is {FILE}.damaged now, and begun anew"
            )
        except OSError as error:
            self._give_up(str(error))


def _place(row: tuple[object, ...]) -> ReadingPosition | None:
    """A position from a row of the table, as much of it as can be understood."""
    values = dict(zip(("briefing", *(name.strip("[]") for name in COLUMNS)), row, strict=True))
    words = {name: value if isinstance(value, str) else "" for name, value in values.items()}
    if not re.fullmatch(ID_PATTERN, words["briefing"]):
        return None
    try:
        filters = filter_text.filters(FilterText(**{name: words[name] for name in WORDS}))
    except filter_text.NotUnderstood:
        filters = Filters()
    return ReadingPosition(
        words["briefing"],
        filters,
        BY_ID.get(words["pane"], TIMELINE).id,
        words["entry"],
        values["enlarged"] == 1,
        clean_line(words["sought"]),
        values["summary"] == 1,
    )
