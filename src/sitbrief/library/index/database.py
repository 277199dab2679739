"""SQLite reading a file that may be anything: only what has our tables, in a bounded time, with bounded memory."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sitbrief.library.index.checking import LARGEST, Damaged
from sitbrief.library.index.index_folder import IndexFolder, reachable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SCHEMA: Final = """
CREATE TABLE pieces (name TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE rows (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (
    text, content='', detail=none, columnsize=0, prefix='1 2 3', tokenize="ascii tokenchars '_'"
);
"""

_TABLES: Final = "SELECT type, name, tbl_name, sql FROM sqlite_master"
_STEPS: Final = 100_000
_MOST_STEPS: Final = 2_000
"""Together two hundred million steps of SQLite's machine: twenty times what the dearest question takes in a list of a million."""

_LONGEST: Final = 64 * 1024 * 1024
"""Bytes of the longest value: the keys of eight million entries."""

_SETTINGS: Final = (
    "PRAGMA trusted_schema=OFF",  # no function is called because the file says so
    "PRAGMA cell_size_check=ON",
    "PRAGMA query_only=ON",
    "PRAGMA temp_store=MEMORY",  # a temporary file could end up in the current folder
    "PRAGMA cache_size=-256",
    "PRAGMA mmap_size=0",
)


class Database:
    """A file that is asked. It needs no lock: nobody changes it.

    Attributes:
        path: The file.
        size: Bytes of it.

    Raises:
        Damaged: from here and all its methods, it is not what was written.
        OSError: it cannot be opened, or is not to be trusted.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._steps = 0
        with IndexFolder.open(path.parent) as folder, folder.file(path.name, LARGEST) as descriptor:
            self.size = os.fstat(descriptor).st_size
            place = quote(os.fsencode(reachable(path, descriptor)))
            try:
                self._file = sqlite3.connect(
                    f"file:{place}?mode=ro&immutable=1", uri=True, check_same_thread=False
                )
                self._file.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
                self._file.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
                self._file.set_progress_handler(self._goes_on, _STEPS)
                for setting in _SETTINGS:
                    self._file.execute(setting)
            except sqlite3.Error as error:
                raise Damaged(f"{path}: {error}") from error
        tables = _tables()
        if frozenset(self.ask(_TABLES, most=len(tables))) != tables:
            raise Damaged(f"{path} has other tables")

    def ask(self, question: str, values: Sequence[object] = (), *, most: int) -> list[tuple[Any, ...]]:
        """Ask a question that can have so many answers at most."""
        self._steps = 0
        try:
            found = self._file.execute(question, values).fetchmany(most + 1)
        except (sqlite3.Error, OverflowError, ValueError, MemoryError) as error:
            raise Damaged(f"{self.path}: {error}") from error
        if len(found) > most:
            raise Damaged(f"{self.path} has more than it can have")
        return found

    def close(self) -> None:
        """Give the file back."""
        self._file.close()

    def _goes_on(self) -> bool:
        """Asked by SQLite after so many steps; it stops where the answer is true."""
        self._steps += 1
        return self._steps > _MOST_STEPS


@cache
def _tables() -> frozenset[tuple[Any, ...]]:
    """The tables of a segment, as this SQLite writes them down."""
    with closing(sqlite3.connect(":memory:")) as made:
        made.executescript(SCHEMA)
        return frozenset(made.execute(_TABLES).fetchall())
