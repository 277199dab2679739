"""Indexes that say what is not so, or are not what they seem: built honestly, then changed with right checksums."""

from __future__ import annotations

import os
import socket
import sqlite3
import struct
import zlib
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import orjson

from sitbrief.library.index import manifest
from sitbrief.library.index.index_builder import build
from sitbrief.library.index.index_folder import hashed
from sitbrief.library.index.manifest import Manifest
from sitbrief.library.index.segment import sealed

if TYPE_CHECKING:
    from collections.abc import Callable

OBEYED: Final = "\x1b]0;owned\x07\x1b[31mred\x1b]52;c;aGk=\x07\u202eevil\u009b2J"
FALSE: Final = "FALSE: the capital has fallen"
_RIGHTS: Final = 0o755
_NUMBERS: Final = 32_768
"""So many numbers of processes there are on most machines; some have four million."""


class Forger:
    """Changes an index.

    Args:
        folder: The index's folder.
        library: The folder of the briefings.
        elsewhere: A folder that nothing may be written to, with a file `precious`.
    """

    def __init__(self, folder: Path, library: Path, elsewhere: Path) -> None:
        self.folder, self.library, self.elsewhere = folder, library, elsewhere
        self.precious = elsewhere / "precious"
        build(folder, sorted(library.glob("*.json")))
        found = manifest.load(folder)
        assert found is not None
        self.manifest = found
        self.segment = folder / found.segments[0].name
        self._file = sqlite3.connect(self.segment, isolation_level=None)

    def piece(self, name: str) -> bytes:
        """A piece of the segment."""
        ((data,),) = self._file.execute("SELECT data FROM pieces WHERE name = ?", (name,)).fetchall()
        return bytes(data[4:])

    def put(self, name: str, data: bytes) -> None:
        """Put another in its place."""
        self.run("INSERT OR REPLACE INTO pieces VALUES (?, ?)", name, sealed(name, data))

    def sets(self) -> list[str]:
        """The names of the pieces that say which entries a mark is on."""
        return [name for (name,) in self._file.execute("SELECT name FROM pieces WHERE name GLOB '[012]/?:*'")]

    def rows(self, change: Callable[[list[Any]], object]) -> None:
        """Change all rows: give back bytes, what is written as JSON, or nothing where it was changed in place."""
        for name, stored in self._file.execute("SELECT id, data FROM rows").fetchall():
            row = orjson.loads(stored[4:])
            changed = change(row)
            data = (
                changed if isinstance(changed, bytes) else orjson.dumps(row if changed is None else changed)
            )
            self.run("UPDATE rows SET data = ? WHERE id = ?", sealed(str(name), data), name)

    def editions(self, **other: object) -> None:
        """Change what is said of the first edition; None takes something out."""
        found = orjson.loads(self.piece("editions"))
        found[0] = {name: value for name, value in {**found[0], **other}.items() if value is not None}
        self.put("editions", orjson.dumps(found))

    def about(self, at: int, value: object) -> None:
        """Change what is said of the timeline."""
        found = orjson.loads(self.piece("0/about"))
        found[at] = value
        self.put("0/about", orjson.dumps(found))

    def view(self, table: str, question: str) -> None:
        """Put a view in the place of a table."""
        self.run(f"ALTER TABLE {table} RENAME TO other")
        self.run(f"CREATE VIEW {table} AS {question}")

    def run(self, statement: str, *values: object) -> None:
        """Have SQLite do something."""
        self._file.execute(statement, values)

    def seal(self) -> None:
        """Make the manifest fit what the segment is now."""
        self._file.close()
        data = self.segment.read_bytes()
        first, *rest = self.manifest.segments
        self.note(first._replace(size=len(data), digest=hashed(data)), *rest)

    def note(self, *segments: Any) -> None:  # noqa: ANN401  notes, or what is none
        """Write the manifest."""
        self.manifest = Manifest(segments, self.manifest.refused)
        manifest.store(self.folder, self.manifest)

    def outdate(self) -> None:
        """Have one briefing changed since, so that the index is brought up to date, which writes into its folder."""
        min(self.library.glob("*.json")).touch()

    def replace(self, name: str, make: Callable[[Path], object]) -> None:
        """Put something else in the place of a file."""
        path = self.folder / name
        path.unlink(missing_ok=True)
        make(path)

    def sealed_manifest(self, content: bytes) -> None:
        """Write a manifest that says anything."""
        (self.folder / manifest.NAME).write_bytes(f"{zlib.crc32(content):08x}".encode() + content)


def fifo(path: Path) -> None:
    """Make a FIFO that nobody writes to."""
    os.mkfifo(path)


def listening(path: Path) -> None:
    """Make a socket."""
    here = os.open(path.parent, os.O_RDONLY)
    try:  # the name of a socket may not be long
        with closing(socket.socket(socket.AF_UNIX)) as made:
            made.bind(f"/proc/self/fd/{here}/{path.name}")
    finally:
        os.close(here)


def sparse(path: Path) -> None:
    """Make a file that has no end to speak of, and takes no room."""
    with path.open("wb") as file:
        file.truncate(1 << 40)


def bomb(kind: bytes) -> bytes:
    """A set of four gigabytes in four megabytes: one packed part that stands for itself, over and over."""
    packing = zlib.compressobj(9)
    packed = packing.compress(bytes(1 << 24)) + packing.flush(zlib.Z_FULL_FLUSH)
    header, part = packed[:2], packed[2:]
    end = b"\x03\0" + struct.pack(
        ">I", (1 << 32) % 65_521 << 16 | 1
    )  # an empty part, and the checksum of all zeros
    return kind + header + part * 256 + end


def _falsely(row: list[Any]) -> None:
    row[2], row[5], row[6] = FALSE, 4, "A1"


def _obeyed(row: list[Any]) -> None:
    row[2] = row[3] = OBEYED


def _set(at: int, value: object) -> Callable[[list[Any]], None]:
    def change(row: list[Any]) -> None:
        row[at] = value

    return change


def _each(data: Callable[[], bytes]) -> Callable[[Forger], None]:
    def change(forger: Forger) -> None:
        made = data()
        for name in forger.sets():
            forger.put(name, made)

    return change


def _keys(change: Callable[[list[int]], list[int]]) -> Callable[[Forger], None]:
    def forge(forger: Forger) -> None:
        found = forger.piece("0/keys")
        keys = change(list(struct.unpack(f"<{len(found) // 8}q", found)))
        forger.put("0/keys", struct.pack(f"<{len(keys)}q", *keys))
        forger.about(1, keys[0])
        forger.about(2, keys[-1])

    return forge


_ENDLESS = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT "

SAID: Final[dict[str, Callable[[Forger], object]]] = {
    "false rows": lambda f: (f.rows(_falsely), f.editions(title=FALSE, tlp="TLP:CLEAR")),
    "rows of another grade": lambda f: f.rows(_set(6, "A1")),
    "rows of another state": lambda f: f.rows(_set(5, 0)),
    "rows of another day": _keys(lambda keys: [key + (5 << 41) for key in keys]),
    "rows of the other edition": lambda f: f.rows(lambda row: [1 - row[0], *row[1:]]),
    "rows that a terminal obeys": lambda f: f.rows(_obeyed),
    "titles that a terminal obeys": lambda f: f.editions(title=OBEYED, stamp=OBEYED),
    "ids that a terminal obeys": lambda f: f.editions(id=OBEYED),
    "a series that a terminal obeys": lambda f: f.editions(series=OBEYED),
    "a country that is a path": lambda f: f.editions(country="../x"),
    "a bomb of bits": _each(lambda: bomb(b"b")),
    "a bomb of places": _each(lambda: bomb(b"p")),
    "sets that are not packed": _each(lambda: b"bnot packed"),
    "sets of places beyond the end": _each(lambda: b"p" + zlib.compress(struct.pack("<I", 2**31))),
    "sets of half a place": _each(lambda: b"p" + zlib.compress(b"abc")),
    "sets of another size": _each(lambda: b"b" + zlib.compress(bytes(9_999))),
    "sets of no kind": _each(lambda: b"z" + zlib.compress(b"")),
    "a list of 100 billion entries": lambda f: f.about(0, 10**11),
    "a list of less than nothing": lambda f: f.about(0, -5),
    "a list of a word": lambda f: f.about(0, "x"),
    "a list of true": lambda f: f.about(0, True),  # noqa: FBT003  that is what is said
    "a list that ends before it begins": lambda f: f.about(2, -1),
    "counts beyond all": lambda f: f.about(3, {"p:SY-HM": 10**15, "g:A1": 1}),
    "marks of no grade": lambda f: f.about(3, {"g:Z9": 1}),
    "marks of no edition": lambda f: f.about(3, {"e:" + "9" * 5_000: 1}),
    "marks in a list": lambda f: f.about(3, ["p:SY-HM"]),
    "a state that is none": lambda f: f.rows(_set(5, 99)),
    "a grade that is none": lambda f: f.rows(_set(6, "Z9")),
    "an edition that is none": lambda f: f.rows(_set(0, 77)),
    "a province that is none": lambda f: f.rows(_set(4, ["ZZ-99", "x" * 100_000])),
    "short rows": lambda f: f.rows(lambda _: [0, "x"]),
    "rows that are objects": lambda f: f.rows(lambda _: {"a": 1}),
    "rows that are no JSON": lambda f: f.rows(lambda _: b"\xff\xfe"),
    "rows that are deep": lambda f: f.rows(lambda _: b"[" * 900_000),
    "rows of many values": lambda f: f.rows(lambda _: b"[" + b"[]," * 300_000 + b"[]]"),
    "rows of many megabytes": lambda f: f.rows(lambda row: [*row[:2], "x" * 2_000_000, *row[3:]]),
    "an edition without a title": lambda f: f.editions(title=None),
    "an edition of no day": lambda f: f.editions(as_of="not a day"),
    "an edition of no marking": lambda f: f.editions(tlp="TLP:NONE"),
    "an edition of many entries": lambda f: f.editions(entries="many", size=-1),
    "editions that are none": lambda f: f.put("editions", b'{"a":1}'),
    "one edition too few": lambda f: f.put("editions", orjson.dumps(orjson.loads(f.piece("editions"))[:1])),
    "editions of many values": lambda f: f.put("editions", b"[" + b"{}," * 5_000_000 + b"{}]"),
    "keys of half an entry": lambda f: f.put("0/keys", b"\xff" * 7),
    "keys of no day": _keys(lambda keys: [2**62 + at for at in range(len(keys))]),
    "keys before all days": _keys(lambda keys: [at - 2**62 for at in range(len(keys))]),
    "keys in no order": _keys(lambda keys: keys[::-1]),
    "days beyond all numbers": lambda f: f.put("0/spans", b"[[[99999999999999999999,1]]]"),
    "days that are none": lambda f: f.put("0/spans", b'[[["a",{}]]]'),
    "runs of days that nobody knows": lambda f: f.put("0/runs", b"\xff" * 8),
    "runs of half a number": lambda f: f.put("0/runs", b"\xff" * 6),
    "a view without end": lambda f: f.view("pieces", _ENDLESS + "name, data FROM other JOIN r WHERE n < 0"),
    "a view of large rows": lambda f: f.view(
        "rows", _ENDLESS + "n AS id, zeroblob(100000000) AS data FROM r"
    ),
    "a view of two gigabytes": lambda f: f.view(
        "pieces", "SELECT name, zeroblob(2000000000) AS data FROM other"
    ),
    "a trigger": lambda f: f.run("CREATE TRIGGER t AFTER INSERT ON rows BEGIN DELETE FROM pieces; END"),
    "another table": lambda f: f.run("CREATE TABLE more (x)"),
    "a full text of nothing": lambda f: f.run("UPDATE words_data SET block = zeroblob(3000000)"),
    "no full text": lambda f: f.run("DROP TABLE words"),
}
"""What an index says in a segment that is sealed rightly. The manifest fits."""


def _noted(**other: object) -> Callable[[Forger], None]:
    def change(forger: Forger) -> None:
        first, *rest = forger.manifest.segments
        forger.note(first._replace(**other), *rest)  # type: ignore[arg-type]

    return change


def _files(name: str) -> Callable[[Forger], None]:
    def change(forger: Forger) -> None:
        first, *rest = forger.manifest.segments
        files = [note and note._replace(name=name) for note in first.files]
        forger.note(first._replace(files=tuple(files)), *rest)

    return change


def _linked(name: str) -> Callable[[Forger], None]:
    return lambda f: f.replace(name, lambda path: path.symlink_to(f.precious))


def _where_something_is_written(forger: Forger) -> None:
    """A link by every number that a process to come may have: all there are, or the next ones where there are millions."""
    most = int(Path("/proc/sys/kernel/pid_max").read_text(encoding="ascii"))
    here = os.getpid()
    numbers = range(2, most + 1) if most <= _NUMBERS else (n % most for n in range(here, here + 5_000))
    one = forger.folder / ".manifest-0"
    one.symlink_to(forger.precious)
    for number in numbers:  # names of one link are made in a tenth of the time that as many links take
        os.link(one, forger.folder / f".manifest-{number}", follow_symlinks=False)


def _of_segment(make: Callable[[Path], object]) -> Callable[[Forger], None]:
    return lambda f: f.replace(f.segment.name, make)


MADE: Final[dict[str, Callable[[Forger], object]]] = {
    "a manifest that is a link": _linked(manifest.NAME),
    "a lock that is a link": _linked("lock"),
    "a lock that is a link to nothing": lambda f: f.replace(
        "lock", lambda path: path.symlink_to(f.elsewhere / "new")
    ),
    "a segment that is a link": lambda f: f.replace(f.segment.name, lambda path: path.symlink_to(f.precious)),
    "a segment that is a link to the like": lambda f: (
        f.segment.rename(f.elsewhere / f.segment.name),
        f.segment.symlink_to(f.elsewhere / f.segment.name),
    ),
    "links where something is written": lambda f: (_where_something_is_written(f), f.outdate()),
    "a manifest with another name": lambda f: os.link(f.folder / manifest.NAME, f.elsewhere / "hard"),
    "a precious file as a manifest": lambda f: f.replace(
        manifest.NAME, lambda path: os.link(f.precious, path)
    ),
    "a precious file as a lock": lambda f: f.replace("lock", lambda path: os.link(f.precious, path)),
    "a manifest that is a FIFO": lambda f: f.replace(manifest.NAME, fifo),
    "a lock that is a FIFO": lambda f: f.replace("lock", fifo),
    "a segment that is a FIFO": _of_segment(fifo),
    "a manifest that is a socket": lambda f: f.replace(manifest.NAME, listening),
    "a segment that is a folder": _of_segment(lambda path: path.mkdir()),
    "a manifest that is a folder": lambda f: f.replace(manifest.NAME, lambda path: path.mkdir()),
    "a manifest without end": lambda f: f.replace(manifest.NAME, sparse),
    "a segment without end": _of_segment(sparse),
    "an empty segment": _of_segment(lambda path: path.touch()),
    "a segment that anybody can write": lambda f: f.segment.chmod(0o666),
    "a folder that anybody can write": lambda f: f.folder.chmod(0o777),
    "a folder that a group can write": lambda f: f.folder.chmod(0o775),
    "a manifest of rubbish": lambda f: f.replace(manifest.NAME, lambda path: path.write_bytes(b"rubbish")),
    "a manifest of another version": lambda f: f.sealed_manifest(b'["0/00",[],[]]'),
    "a manifest that is deep": lambda f: f.sealed_manifest(b"[" * 3_000_000),
    "a manifest of many values": lambda f: f.sealed_manifest(b"[" + b"[]," * 9_000_000 + b"[]]"),
    "segments of other names": _noted(name="../../../etc/passwd"),
    "a segment by its whole path": _noted(name="/etc/passwd"),
    "a segment of no name": _noted(name=""),
    "a segment of no digest": _noted(digest=None),
    "a segment of a negative size": _noted(size=-1),
    "files that are none of the library": _files("/etc/passwd"),
    "files of another folder": _files("../elsewhere/precious"),
    "files of no name": _files("\0zz"),
    "a file that is gone": _files("gone.json"),
}
"""What an index is made of."""


def beside(forger: Forger, make: Callable[[Path], object]) -> None:
    """Put something else where the index was."""
    aside = forger.elsewhere / "index"
    forger.folder.rename(aside)
    aside.chmod(_RIGHTS)
    make(forger.folder)
