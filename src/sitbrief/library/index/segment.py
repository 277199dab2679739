"""One file of the index: the entries of some editions, written once, read by many, never changed.

Every piece carries a checksum that covers its name too: what is damaged, or stands where something else should, is told
and not shown. The full text is SQLite's own and has none: whoever needs to be sure of a search verifies the whole file.
"""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections.abc import Sequence
from contextlib import closing
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, overload
from urllib.parse import quote
from zlib import crc32

import orjson

from sitbrief.library.index import bits
from sitbrief.library.index.draft import LOST, PANES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sitbrief.briefing.entries import Pane
    from sitbrief.library.index.draft import Draft

VERSION: Final = 2
"""Of what a segment holds and how; another version is built anew."""

_SHIFT: Final = 32
_CHUNK: Final = 31

_SCHEMA: Final = """
CREATE TABLE pieces (name TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE rows (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (
    text, content='', detail=none, columnsize=0, prefix='1 2 3', tokenize="ascii tokenchars '_'"
);
"""


class Damaged(Exception):
    """A segment that cannot be trusted, or is none."""


def write(path: Path, drafts: Iterable[Draft], editions: Sequence[Mapping[str, object]]) -> int:
    """Write a segment. It is synced when this returns; whoever makes it known renames it then.

    Args:
        path: A file that does not exist yet.
        drafts: Its entries, in any order.
        editions: What there is to say of each edition; drafts name them by their place here.

    Returns:
        How many entries it has.

    Raises:
        OSError: it cannot be written.
    """
    ordered = sorted(drafts, key=lambda draft: draft[:2])
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as made:
            made.executescript(
                "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192; PRAGMA cache_size=-16000;"
            )
            made.execute("PRAGMA temp_store=MEMORY")
            made.executescript(_SCHEMA + "BEGIN;")
            made.execute("INSERT INTO words (words, rank) VALUES ('automerge', 0)")
            for number in range(len(PANES)):
                _write_list(made, number, [draft for draft in ordered if draft.pane == number])
            _put(made, "editions", orjson.dumps(editions))
            made.execute("INSERT INTO words (words) VALUES ('optimize')")
            made.execute("COMMIT")
    except sqlite3.Error as error:
        raise OSError(f"cannot be written: {error}") from error
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return len(ordered)


def _write_list(made: sqlite3.Connection, number: int, drafts: list[Draft]) -> None:
    base = number << _SHIFT
    made.executemany(
        "INSERT INTO rows VALUES (?, ?)",
        ((base + place, _sealed(str(base + place), draft.row)) for place, draft in enumerate(drafts)),
    )
    made.executemany(
        "INSERT INTO words (rowid, text) VALUES (?, ?)",
        ((base + place, draft.words) for place, draft in enumerate(drafts)),
    )
    marks: dict[str, list[int]] = {}
    spans: dict[tuple[tuple[int, int], ...], int] = {}
    runs = array("I")
    before = -1
    for place, draft in enumerate(drafts):
        for mark in draft.marks:
            marks.setdefault(mark, []).append(place)
        # The edition is the first thing in a row: its mark says which entries are of it.
        marks.setdefault(f"e:{edition_of(draft.row)}", []).append(place)
        days = spans.setdefault(draft.days, len(spans))
        if days != before:
            runs.extend((place, days))
            before = days
    size = len(drafts)
    for name, places in marks.items():
        _put(made, f"{number}/{name}", bits.packed(places, size))
    _put(made, f"{number}/keys", array("q", [draft.key for draft in drafts]).tobytes())
    _put(made, f"{number}/spans", orjson.dumps(list(spans)))
    _put(made, f"{number}/runs", runs.tobytes())
    counts = {name: len(places) for name, places in marks.items()}
    ends = (drafts[0].key, drafts[-1].key) if drafts else (0, 0)
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
    """A segment that is read. It needs no lock: nobody changes the file.

    Raises:
        Damaged: from here and all its methods, the file is not what was written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._file = sqlite3.connect(
                f"file:{quote(os.fsencode(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self._file.execute("PRAGMA cache_size=-256")
            self._file.execute("PRAGMA mmap_size=0")
        except sqlite3.Error as error:
            raise Damaged(f"{path}: {error}") from error
        self.lists: tuple[SegmentList, ...] = tuple(
            SegmentList(self, number, pane) for number, pane in enumerate(PANES)
        )

    @cached_property
    def editions(self) -> tuple[Mapping[str, object], ...]:
        """What there is to say of its editions."""
        return tuple(orjson.loads(self.piece("editions")))

    def close(self) -> None:
        """Give the file back."""
        self._file.close()
        self.lists = ()

    def piece(self, name: str) -> bytes:
        """A piece by its name. Each that can be asked for was written."""
        found = self.ask("SELECT data FROM pieces WHERE name = ?", (name,))
        return _opened(name, found[0][0] if found else None)

    def ask(self, question: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Ask SQLite."""
        try:
            return self._file.execute(question, values).fetchall()
        except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
            raise Damaged(f"{self.path}: {error}") from error


class SegmentList:
    """One of the lists of a segment: its entries in their order, from place 0 on."""

    def __init__(self, segment: Segment, number: int, pane: Pane) -> None:
        self._segment = segment
        self._number = number
        self.pane = pane
        self.lost = False
        """Whether the keys were found to be damaged, so that nobody knows where its entries stand."""

    @cached_property
    def keys(self) -> Sequence[int]:
        """The keys of all its entries. Where they are damaged all are `LOST`: there are still as many."""
        try:
            return memoryview(self._segment.piece(f"{self._number}/keys")).cast("q")
        except Damaged:
            self.lost = True
            return _Lost(len(self))

    @cached_property
    def _about(self) -> tuple[int, int, int, Mapping[str, int]]:
        size, first, last, marks = orjson.loads(self._segment.piece(f"{self._number}/about"))
        return size, first, last, marks

    @property
    def marks(self) -> Mapping[str, int]:
        """How many entries each mark is on."""
        return self._about[3]

    @property
    def ends(self) -> tuple[int, int]:
        """The first and the last key; only a list without entries has none, and says 0."""
        return (LOST, LOST) if self.lost else self._about[1:3]

    def __len__(self) -> int:
        return self._about[0]

    def mark(self, name: str) -> bytes:
        """The entries that a mark is on: a bit each, the first the lowest, one more byte than there are eights of them."""
        if name not in self.marks:
            return bytes(len(self) // 8 + 1)
        return bits.unpacked(self._segment.piece(f"{self._number}/{name}"), len(self))

    def during(self, first: int, last: int) -> int:
        """The entries of which some claim may lie between two days, given as ordinals, both included."""
        passing = [any(a <= last and b >= first for a, b in days) for days in self._spans]
        runs = memoryview(self._segment.piece(f"{self._number}/runs")).cast("I")
        starts, spans = runs[::2].tolist(), runs[1::2].tolist()
        found = 0
        open_at = -1
        for start, days in zip(starts, spans, strict=True):
            if passing[days]:
                open_at = start if open_at < 0 else open_at
            elif open_at >= 0:
                found |= bits.span(open_at, start)
                open_at = -1
        return found | (bits.span(open_at, len(self)) if open_at >= 0 else 0)

    @cached_property
    def _spans(self) -> list[list[tuple[int, int]]]:
        found: list[list[tuple[int, int]]] = orjson.loads(self._segment.piece(f"{self._number}/spans"))
        return found

    def rows(self, places: Sequence[int]) -> list[list[object]]:
        """The rows at some places, in their order."""
        base = self._number << _SHIFT
        wanted = [base + place for place in places]
        signs = ",".join("?" * len(wanted))
        asked = f"SELECT id, data FROM rows WHERE id IN ({signs})"  # noqa: S608  nothing but question marks
        found = dict(self._segment.ask(asked, wanted))
        return [orjson.loads(_opened(str(name), found.get(name))) for name in wanted]

    def hits(self, match: str, start: int, stop: int) -> int:
        """The entries from one place up to, not including, another whose words match, in FTS5's syntax."""
        base = self._number << _SHIFT
        groups = self._segment.ask(
            f"SELECT (rowid & 4294967295) / {_CHUNK}, sum(1 << ((rowid & 4294967295) % {_CHUNK})) FROM words "  # noqa: S608
            "WHERE words MATCH ? AND rowid BETWEEN ? AND ? GROUP BY 1",
            (match, base + start, base + stop - 1),
        )
        return _joined(groups, start // _CHUNK, stop // _CHUNK + 1) << (start // _CHUNK * _CHUNK)


class _Lost(Sequence[int]):
    """So many keys that nobody knows."""

    def __init__(self, size: int) -> None:
        self._size = size

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        return LOST if isinstance(place, int) else _Lost(len(range(self._size)[place]))


def _joined(groups: Iterable[tuple[object, ...]], first: int, last: int) -> int:
    """The bits of groups that are given sparsely; they are joined by halves, or each would cost as much as all."""
    found = {int(group): int(hit) for group, hit in groups if isinstance(group, int) and isinstance(hit, int)}
    if any(not first <= group < last for group in found):
        raise Damaged("the full text finds what is not there")
    parts: Iterator[int] | list[int] = [found.get(group, 0) for group in range(first, last)]
    level = list(parts)
    width = _CHUNK
    while len(level) > 1:
        if len(level) % 2:
            level.append(0)
        level = [low | high << width for low, high in zip(level[::2], level[1::2], strict=True)]
        width *= 2
    return level[0] if level else 0
