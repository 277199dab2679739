"""One file of the index: the entries of some editions, written once, read by many, never changed.

Every piece carries a checksum that covers its name too: what is damaged, or stands where something else should, is told
and not shown. The full text is SQLite's own and has none: whoever needs to be sure of a search verifies the whole file.
"""

from __future__ import annotations

import sqlite3
from array import array
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

import orjson

from sitbrief.library.index import bits, decoding
from sitbrief.library.index.checking import Damaged
from sitbrief.library.index.database import SCHEMA, Database
from sitbrief.library.index.index_entry import PANES
from sitbrief.library.index.segment_list import SHIFT, SegmentList
from sitbrief.library.index.temporary import temporary_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitbrief.library.index.decoding import Known
    from sitbrief.library.index.index_entry import IndexEntry

VERSION: Final = 2
"""Of what a segment holds and how; another version is built anew."""

_LONGEST_ROW: Final = decoding.MIB


def written(entries: Iterable[IndexEntry], editions: Sequence[Mapping[str, object]]) -> bytes:
    """A segment, made in memory: SQLite would open a file by its path alone, whatever is there by then.

    Args:
        entries: Its entries, in any order.
        editions: What there is to say of each edition; entries name them by their place here.

    Raises:
        OSError: it cannot be made.
    """
    ordered = sorted(entries, key=lambda entry: entry[:2])
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
            made.executescript("PRAGMA page_size=8192; PRAGMA temp_store=MEMORY; PRAGMA journal_mode=OFF;")
            made.executescript(SCHEMA + "BEGIN;")
            made.execute("INSERT INTO words (words, rank) VALUES ('automerge', 0)")
            for number in range(len(PANES)):
                _write_list(made, number, [entry for entry in ordered if entry.pane == number])
            _put(made, "editions", orjson.dumps(editions))
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


def _write_list(made: sqlite3.Connection, number: int, entries: list[IndexEntry]) -> None:
    base = number << SHIFT
    made.executemany(
        "INSERT INTO rows VALUES (?, ?)",
        ((base + place, _sealed(str(base + place), entry.row)) for place, entry in enumerate(entries)),
    )
    made.executemany(
        "INSERT INTO words (rowid, text) VALUES (?, ?)",
        ((base + place, entry.words) for place, entry in enumerate(entries)),
    )
    marks: dict[str, list[int]] = {}
    spans: dict[tuple[tuple[int, int], ...], int] = {}
    runs = array("I")
    before = -1
    for place, entry in enumerate(entries):
        for mark in entry.marks:
            marks.setdefault(mark, []).append(place)
        # The edition is the first thing in a row: its mark says which entries are of it.
        marks.setdefault(f"e:{edition_of(entry.row)}", []).append(place)
        days = spans.setdefault(entry.days, len(spans))
        if days != before:
            runs.extend((place, days))
            before = days
    size = len(entries)
    for name, places in marks.items():
        _put(made, f"{number}/{name}", bits.packed(places, size))
    _put(made, f"{number}/keys", array("q", [entry.key for entry in entries]).tobytes())
    _put(made, f"{number}/spans", orjson.dumps(list(spans)))
    _put(made, f"{number}/runs", runs.tobytes())
    counts = {name: len(places) for name, places in marks.items()}
    ends = (entries[0].key, entries[-1].key) if entries else (0, 0)
    _put(made, f"{number}/about", orjson.dumps([size, *ends, counts]))


def edition_of(row: bytes) -> int:
    """The number of the edition that a row is of."""
    return int(row[1 : row.index(b",")])


def _put(made: sqlite3.Connection, name: str, data: bytes) -> None:
    made.execute("INSERT INTO pieces VALUES (?, ?)", (name, _sealed(name, data)))


def _sealed(name: str, data: bytes) -> bytes:
    return crc32(data, crc32(name.encode())).to_bytes(4, "little") + data


def _opened(name: str, sealed: object) -> bytes:
    if not isinstance(sealed, bytes) or sealed[:4] != crc32(sealed[4:], crc32(name.encode())).to_bytes(
        4, "little"
    ):
        raise Damaged(f"{name} is not what was written")
    return sealed[4:]


class Segment:
    """A segment that is read.

    Raises:
        Damaged: from here and all its methods, the file is not what was written.
        OSError: it cannot be opened, or is not to be trusted.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = Database(path)
        self.size = self._file.size
        self.lists: tuple[SegmentList, ...] = tuple(
            SegmentList(self, number, pane) for number, pane in enumerate(PANES)
        )

    @cached_property
    def editions(self) -> tuple[Known, ...]:
        """What there is to say of its editions."""
        return decoding.editions(self.piece("editions"))

    def close(self) -> None:
        """Give the file back."""
        self._file.close()
        self.lists = ()

    def piece(self, name: str) -> bytes:
        """A piece by its name. Each that can be asked for was written."""
        found = self.ask("SELECT data FROM pieces WHERE name = ?", (name,), most=1)
        return _opened(name, found[0][0] if found else None)

    def rows(self, names: Sequence[int]) -> dict[int, bytes]:
        """The rows of some numbers."""
        signs = ",".join("?" * len(names))
        asked = f"SELECT id, data FROM rows WHERE id IN ({signs}) AND length(data) < {_LONGEST_ROW}"  # noqa: S608
        found = dict(self.ask(asked, names, most=len(names)))
        return {name: _opened(str(name), found.get(name)) for name in names}

    def ask(self, question: str, values: Sequence[object] = (), *, most: int) -> list[tuple[Any, ...]]:
        """Ask SQLite what can have so many answers at most."""
        return self._file.ask(question, values, most=most)
