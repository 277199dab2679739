"""Reading a segment: one file of the index, with the entries of some editions, which is written once and never changed.

The file may be anything, so only one with our tables is read, in bounded time and memory. Every piece and row has a checksum that
covers its name, too: what is damaged, or in the place of another, raises `Damaged`. The full text is SQLite's own and has none:
whoever needs to be sure of a search verifies the hash of the whole file.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote
from zlib import crc32

from sitbrief.briefing.entries import ENTRY_PANES
from sitbrief.library.index import bit_sets, decoding
from sitbrief.library.index.decoding import Damaged
from sitbrief.library.index.index_entry import LOST
from sitbrief.library.index.index_folder import LARGEST, IndexFolder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitbrief.briefing.entries import Pane
    from sitbrief.library.index.decoding import StoredHeader, StoredRow
    from sitbrief.library.index.editions import Edition
    from sitbrief.library.index.full_text import FullTextQuery

SCHEMA: Final = """
CREATE TABLE pieces (name TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE rows (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE parts (entry INTEGER, text INTEGER, PRIMARY KEY (entry, text)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    text, content='', detail=none, columnsize=0, prefix='1 2 3', tokenize="ascii tokenchars '_'"
);
"""

SHIFT: Final = 32
"""A row's number is its place in its list; the number of the list is in the bits from this one on."""

_TABLES: Final = "SELECT type, name, tbl_name, sql FROM sqlite_master"
_STEPS: Final = 100_000
_MOST_STEPS: Final = 2_000
"""Together two hundred million steps of SQLite's machine: twenty times what the dearest query takes in a list of a million."""

_LONGEST: Final = 64 * 1024 * 1024
"""Bytes of the longest value: the keys of eight million entries."""

_LONGEST_ROW: Final = decoding.MIB
_LEAST_BYTES: Final = 16
"""An entry takes no fewer in its segment: a list cannot be longer than its file."""

_TOGETHER: Final = (
    "AND EXISTS (SELECT 1 FROM parts JOIN texts ON texts.id = parts.text "
    "WHERE parts.entry = words.rowid AND instr(texts.text, ?)) "
)
"""Holds of a row of the full text of which some text has these words next to each other."""

_CHUNK: Final = 31
"""Places whose hits SQLite returns as one number. It has 63 bits."""

_SETTINGS: Final = (
    "PRAGMA trusted_schema=OFF",  # no function is called because the file says so
    "PRAGMA cell_size_check=ON",
    "PRAGMA query_only=ON",
    "PRAGMA temp_store=MEMORY",  # a temporary file could end up in the current folder
    "PRAGMA cache_size=-256",
    "PRAGMA mmap_size=0",
)
_DESCRIPTORS: Final = Path("/proc/self/fd")


class Segment:
    """A segment that is open. It needs no lock: nobody changes it.

    Attributes:
        path: The file.
        size: Bytes of it.
        lists: The lists of its entries, in the order of `ENTRY_PANES`.

    Raises:
        Damaged: from here and all its methods, the file is not what was written.
        OSError: it cannot be opened, or is not to be trusted.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._steps = 0
        with IndexFolder.open(path.parent) as folder, folder.file(path.name, LARGEST) as descriptor:
            self.size = os.fstat(descriptor).st_size
            # SQLite opens by path alone: that of the descriptor is this file, whatever its name leads to by now.
            held = _DESCRIPTORS / str(descriptor)
            address = quote(os.fsencode(held if held.exists() else path))
            try:
                self._file = sqlite3.connect(
                    f"file:{address}?mode=ro&immutable=1", uri=True, check_same_thread=False
                )
                self._file.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
                self._file.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
                self._file.set_progress_handler(self._takes_too_long, _STEPS)
                for setting in _SETTINGS:
                    self._file.execute(setting)
            except sqlite3.Error as error:
                raise Damaged(f"{path}: {error}") from error
        tables = _tables()
        if frozenset(self.ask(_TABLES, most=len(tables))) != tables:
            raise Damaged(f"{path} has other tables")
        self.lists = tuple(SegmentList(self, number, pane) for number, pane in enumerate(ENTRY_PANES))

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """Its editions; rows name them by their number here."""
        return decoding.editions(self.piece("editions"))

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        self.lists = ()

    def piece(self, name: str) -> bytes:
        """A piece by its name; every piece that is asked for was written."""
        found = self.ask("SELECT data FROM pieces WHERE name = ?", (name,), most=1)
        return _unsealed(name, found[0][0] if found else None)

    def rows(self, numbers: Sequence[int]) -> dict[int, bytes]:
        """Rows by their numbers, in JSON."""
        signs = ",".join("?" * len(numbers))
        asked = f"SELECT id, data FROM rows WHERE id IN ({signs}) AND length(data) < {_LONGEST_ROW}"  # noqa: S608
        found = dict(self.ask(asked, numbers, most=len(numbers)))
        return {number: _unsealed(str(number), found.get(number)) for number in numbers}

    def ask(self, question: str, values: Sequence[object] = (), *, most: int) -> list[tuple[Any, ...]]:
        """The answer to a query that can have so many rows at most."""
        self._steps = 0
        try:
            found = self._file.execute(question, values).fetchmany(most + 1)
        except (sqlite3.Error, OverflowError, ValueError, MemoryError) as error:
            raise Damaged(f"{self.path}: {error}") from error
        if len(found) > most:
            raise Damaged(f"{self.path} has more than it can have")
        return found

    def _takes_too_long(self) -> bool:
        """SQLite calls this every so many steps, and stops where it is true."""
        self._steps += 1
        return self._steps > _MOST_STEPS


class SegmentList:
    """One list of a segment: its entries in the order of their keys, from place 0 on.

    Its pieces are the keys, a bit set for each mark, the days of claims, and the header with the counts. Each is read when it is
    first needed, and checked before it is used.

    Raises:
        Damaged: from all its methods but `keys`, a piece is not what was written.
    """

    def __init__(self, segment: Segment, number: int, pane: Pane) -> None:
        self._segment = segment
        self._number = number
        self.pane = pane
        self.lost = False
        """Whether the keys were found to be damaged, so that the places of its entries mean nothing."""

    @cached_property
    def keys(self) -> Sequence[int] | _LostKeys:
        """The keys of all its entries. Where they are damaged there are as many, all of them `LOST`."""
        try:
            return self._keys()
        except Damaged:
            self.lost = True
            return _LostKeys(len(self))

    def _keys(self) -> Sequence[int]:
        data = self._segment.piece(f"{self._number}/keys")
        if len(data) != len(self) * 8:
            raise Damaged("there are not as many keys as entries")
        keys = memoryview(data).cast("q")
        in_order = keys.tolist()
        if in_order and (in_order != sorted(in_order) or (in_order[0], in_order[-1]) != self._about[1:3]):
            raise Damaged("the keys are in no order")
        return keys

    @cached_property
    def _about(self) -> StoredHeader:
        segment = self._segment
        data = segment.piece(f"{self._number}/about")
        return decoding.about(data, segment.size // _LEAST_BYTES, len(segment.editions))

    @property
    def marks(self) -> Mapping[str, int]:
        """How many entries have each mark."""
        return self._about.marks

    @property
    def ends(self) -> tuple[int, int]:
        """The first and the last key; zeros in a list without entries."""
        return (LOST, LOST) if self.lost else self._about[1:3]

    def __len__(self) -> int:
        return self._about.size

    def mark(self, name: str) -> bytes:
        """The entries that have a mark: a bit set of `len(self) // 8 + 1` bytes."""
        if name not in self.marks:
            return bytes(len(self) // 8 + 1)
        try:
            return bit_sets.unpacked(self._segment.piece(f"{self._number}/{name}"), len(self))
        except ValueError as error:
            raise Damaged(f"{name} has entries that are not there") from error

    def during(self, first: int, last: int) -> int:
        """The entries with a claim that may lie between two days, given as ordinals, both included."""
        passing = [any(a <= last and b >= first for a, b in days) for days in self._spans]
        found = 0
        open_at = -1
        for start, days in self._runs:
            if passing[days]:
                open_at = start if open_at < 0 else open_at
            elif open_at >= 0:
                found |= bit_sets.span(open_at, start)
                open_at = -1
        return found | (bit_sets.span(open_at, len(self)) if open_at >= 0 else 0)

    @cached_property
    def _spans(self) -> list[list[tuple[int, int]]]:
        return decoding.spans(self._segment.piece(f"{self._number}/spans"))

    @property
    def _runs(self) -> Iterator[tuple[int, int]]:
        """Runs of entries with the same days: the place of the first, and the number of the days in `_spans`."""
        data = self._segment.piece(f"{self._number}/runs")
        if len(data) % 8 or len(data) > len(self) * 8:
            raise Damaged("there are more runs of days than entries")
        runs = memoryview(data).cast("I")
        starts, days = runs[::2].tolist(), runs[1::2].tolist()
        if starts != sorted(starts) or any(at >= len(self) for at in starts[-1:]):
            raise Damaged("the runs of days are in no order")
        if days and max(days) >= len(self._spans):
            raise Damaged("an entry is of days that nobody knows")
        return zip(starts, days, strict=True)

    def rows(self, places: Sequence[int]) -> list[StoredRow]:
        """The rows at some places, in their order."""
        if self.lost:
            raise Damaged("the places of its entries are lost")
        base = self._number << SHIFT
        wanted = [base + place for place in places]
        found = self._segment.rows(wanted)
        rows = [decoding.row(self.pane, found[name]) for name in wanted]
        if any(row.edition >= len(self._segment.editions) for row in rows):
            raise Damaged("a row is of no edition")
        return rows

    def hits(self, asked: FullTextQuery) -> int:
        """The entries that the full text finds."""
        first = self._number << SHIFT
        chunks = len(self) // _CHUNK + 1
        groups = self._segment.ask(
            f"SELECT (rowid & 4294967295) / {_CHUNK}, sum(1 << ((rowid & 4294967295) % {_CHUNK})) FROM words "  # noqa: S608
            f"WHERE words MATCH ? AND rowid BETWEEN ? AND ? {_TOGETHER * len(asked.together)}GROUP BY 1",
            (asked.match, first, first + len(self) - 1, *(f" {phrase}" for phrase in asked.together)),
            most=chunks,
        )
        return _joined(groups, chunks)


class _LostKeys:
    """As many keys as a list has entries, all of them `LOST`. They take no memory."""

    def __init__(self, size: int) -> None:
        self._size = size

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, place: int) -> int:
        return LOST


def _joined(groups: Iterable[tuple[object, ...]], chunks: int) -> int:
    """One bit set of the chunks that have hits. They are joined pairwise: one by one, each would copy all before it."""
    found = {int(chunk): int(hit) for chunk, hit in groups if isinstance(chunk, int) and isinstance(hit, int)}
    if any(not 0 <= chunk < chunks or hit >> _CHUNK for chunk, hit in found.items()):
        raise Damaged("the full text finds what is not there")
    level = [found.get(chunk, 0) for chunk in range(chunks)]
    width = _CHUNK
    while len(level) > 1:
        if len(level) % 2:
            level.append(0)
        level = [low | high << width for low, high in zip(level[::2], level[1::2], strict=True)]
        width *= 2
    return level[0]


def sealed(name: str, data: bytes) -> bytes:
    """A piece or a row with its checksum before it, as it is stored."""
    return _checksum(name, data) + data


def _unsealed(name: str, stored: object) -> bytes:
    if isinstance(stored, bytes) and stored[:4] == _checksum(name, data := stored[4:]):
        return data
    raise Damaged(f"{name} is not what was written")


def _checksum(name: str, data: bytes) -> bytes:
    return crc32(data, crc32(name.encode())).to_bytes(4, "little")


@cache
def _tables() -> frozenset[tuple[Any, ...]]:
    """The tables of a segment, as this version of SQLite describes them."""
    with closing(sqlite3.connect(":memory:")) as made:
        made.executescript(SCHEMA)
        return frozenset(made.execute(_TABLES).fetchall())
