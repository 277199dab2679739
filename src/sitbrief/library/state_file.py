"""The file that keeps where a reader is: one SQLite database in the user's state folder.

SQLite follows links, and runs what a file says: views, triggers, columns that are worked out. So the folder and the files
are looked at before, and what the file says of itself before anything is read from it.
"""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from dataclasses import fields
from typing import TYPE_CHECKING, Final

from sitbrief.briefing.filter_text import FilterText
from sitbrief.files.new_file import look
from sitbrief.files.writing import Folder, told
from sitbrief.library.filesystem import is_remote
from sitbrief.library.reading_position import FILE

if TYPE_CHECKING:
    from pathlib import Path

VERSION: Final = 2

WORDS: Final = tuple(field.name for field in fields(FilterText))
COLUMNS: Final = ("pane", "entry", "enlarged", "sought", "summary", *(f"[{name}]" for name in WORDS))
"""In brackets: where a damaged table has no such column, SQLite takes a name in double quotes for a text."""

_ADDED: Final = ("without", "by")
"""What the table of version 1 did not have; it is added at the end."""

_SCHEMA: Final = (
    "CREATE TABLE place (library TEXT, briefing TEXT, turn INTEGER, "
    + ", ".join(COLUMNS)
    + ", PRIMARY KEY (library, briefing)) WITHOUT ROWID"
)
_TRIM: Final = (  # the oldest places are forgotten
    "CREATE TRIGGER trim AFTER INSERT ON place WHEN (SELECT count(*) FROM place) > 1000 "
    "BEGIN DELETE FROM place WHERE turn = (SELECT min(turn) FROM place); END"
)

_TABLE: Final = re.compile(
    r"""CREATE TABLE place \([\w "\[\],]+, PRIMARY KEY \(library, briefing\)\) WITHOUT ROWID""", re.ASCII
)
"""Columns and no more: in what else stands in brackets, SQLite finds conditions, and columns that it works out."""

SUFFIXES: Final = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file."""

_MOST_THINGS: Final = 10

BUSY_SECONDS: Final = 0.05
"""So long another reader may be waited for at a time. It needs a thousandth of a second."""


class Unfit(Exception):
    """There is something in the place of the file that is not used, nor touched."""


def opened(folder: Path) -> sqlite3.Connection:
    """Open the file; make it where there is none, for its owner alone.

    Raises:
        OSError: the folder cannot be looked into.
        Unwritable: it cannot be made, or is a link.
        sqlite3.Error: the file cannot be used.
        Unfit: a later version has written it, or it is none that this account has made.
    """
    path = folder / FILE
    with Folder(folder, make=0o700) as held:
        _see(held)
        _make_file(held)
    found = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    found.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        version = _check(found, path)
        # Killing the process loses nothing in either mode. A log beside the file is many times cheaper, but wants memory
        # that all readers share, which a network file system does not give.
        found.execute(f"PRAGMA journal_mode = {'DELETE' if is_remote(folder) else 'WAL'}")
        found.execute("PRAGMA synchronous = NORMAL")
        if version < VERSION:
            _make(found)
    except BaseException:
        found.close()
        raise
    return found


def _check(found: sqlite3.Connection, path: Path) -> int:
    """See that the file is one of ours, before anything is changed in it; its version, 0 where it is empty.

    Raises:
        Unfit: it is not, or is of a later version.
    """
    found.execute("PRAGMA trusted_schema = OFF")
    found.execute("BEGIN")  # both of one moment
    version: int = found.execute("PRAGMA user_version").fetchone()[0]
    rows = found.execute("SELECT type, name, sql FROM sqlite_master").fetchmany(_MOST_THINGS)
    found.execute("COMMIT")
    things = {
        (kind, name): sql for kind, name, sql in rows if sql is not None
    }  # but for what SQLite makes by itself
    if version > VERSION:
        raise Unfit(f"{path} is of a later version of sitbrief")
    if not (_are_ours(things) if version else not things):
        raise Unfit(f"{path} is no file of sitbrief's: move it away")
    return version


def _see(held: Folder) -> None:
    """See that the folder and the files are what this account has made: SQLite follows links, and runs what a file says.

    Where nobody else may write, nobody can put another file there afterwards.
    """
    above = os.fstat(held.descriptor)
    if above.st_uid != os.geteuid():
        raise Unfit(f"{held.path} is somebody else's folder")
    if above.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise Unfit(f"{held.path} may be written to by others: chmod go-w makes it yours")
    for name in (FILE, *(FILE + suffix for suffix in SUFFIXES)):
        with told(held.of(name)):
            found = look(held.descriptor, name)
        if found is not None and (found.st_uid != os.geteuid() or found.st_nlink > 1):
            raise Unfit(f"{held.of(name)} is somebody else's file")


def _make_file(held: Folder) -> None:
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    with told(held.of(FILE)):
        os.close(os.open(FILE, flags, 0o600, dir_fd=held.descriptor))


def _are_ours(things: dict[tuple[str, str], object]) -> bool:
    """Whether the table and the trigger are ours, and nothing else is there: a view may never end, a trigger do anything."""
    table = things.pop(("table", "place"), "")
    return isinstance(table, str) and bool(_TABLE.fullmatch(table)) and things == {("trigger", "trim"): _TRIM}


def _make(found: sqlite3.Connection) -> None:
    """Make the table, or bring it to this version, unless another reader has done so meanwhile."""
    found.execute("BEGIN IMMEDIATE")
    (version,) = found.execute("PRAGMA user_version").fetchone()
    if version == 0:
        found.execute(_SCHEMA)
        found.execute(_TRIM)
    elif version == 1:
        for name in _ADDED:
            found.execute(f'ALTER TABLE place ADD COLUMN "{name}"')
    if version < VERSION:
        found.execute(f"PRAGMA user_version = {VERSION}")
    found.execute("COMMIT")
