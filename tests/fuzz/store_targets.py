"""Targets around what lies in the user's own folders, which a bad disk, another version or somebody else may have written."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import orjson
from hypothesis import strategies as st

from formats.hostile import sample
from fuzz.damage import damaged
from fuzz.damage_json import damaged_json
from fuzz.holds import inert, one_line
from fuzz.target import Target, damaged_by
from fuzz.texts import HOSTILE
from library.making import put
from sitbrief.briefing import Filters
from sitbrief.library.index.index_builder import build
from sitbrief.library.index.open_index import open_verified
from sitbrief.library.index.view import LibraryView
from sitbrief.library.reading_position import FILE, ReadingPosition
from sitbrief.library.state import Memory

if TYPE_CHECKING:
    from random import Random


_ENDLESS: Final = "CREATE VIEW place AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT other.* FROM n, other"


@cache
def _state() -> bytes:
    """The file of a reader who has been in two briefings."""
    with tempfile.TemporaryDirectory() as folder:
        memory = Memory(Path(folder), [Path("/library")], patience=5)
        memory.keep(
            ReadingPosition("syria-1", Filters(provinces=("SY-HM",), text="road"), entry="t1", sought="hama")
        )
        memory.keep(ReadingPosition("syria-2"))
        memory.close()
        with sqlite3.connect(Path(folder, FILE)) as found:
            found.execute("PRAGMA journal_mode = DELETE")
        found.close()
        return Path(folder, FILE).read_bytes()


def _other_rows(data: bytes, random: Random) -> bytes:
    """The file with other values in its rows, of any type, or with another table of the same name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, FILE)
        path.write_bytes(data)
        found = sqlite3.connect(path, isolation_level=None)
        names = [row[1] for row in found.execute("PRAGMA table_info(place)")]
        values = (
            *(text.encode("utf-8", "replace").decode() for text in HOSTILE),
            b"\xff\x00",
            -1,
            2**62,
            1.5,
            None,
            "",
            "1",
        )
        for _ in range(random.randrange(1, 4)):
            name = random.choice([name for name in names if name not in {"library", "briefing"}] or names)
            found.execute(f"UPDATE place SET [{name}] = ?", (random.choice(values),))  # noqa: S608  a column of ours
        if random.random() < 0.2:
            found.execute(f"PRAGMA user_version = {random.choice((0, 1, 3, -1, 2**31 - 1))}")
        if random.random() < 0.1:
            found.execute("ALTER TABLE place RENAME TO other")
            found.execute(
                random.choice(
                    (
                        "CREATE VIEW place AS SELECT * FROM other",
                        "CREATE TABLE place (library TEXT)",
                        _ENDLESS,
                    )
                )
            )
        found.close()
        return path.read_bytes()


def _remember(data: bytes, folder: Path) -> None:
    """What can be understood is read, and what is kept then is there; else it is said why not."""
    state = folder / "state"
    state.mkdir()
    (state / FILE).write_bytes(data)
    memory = Memory(state, [Path("/library")], patience=5)
    found = memory.last()
    if found is not None:
        one_line(found.briefing)
        one_line(found.entry)
        one_line(found.sought)
        for word in (*found.filters.words(), *found.filters.options()):
            one_line(word)
    for name in (*memory.known(), memory.trouble):
        inert(name)
    place = ReadingPosition("syria-9", entry="t9")
    memory.keep(place)
    memory.close()
    again = Memory(state, [Path("/library")], patience=5)
    assert again.last() == place or memory.trouble
    again.close()


@cache
def _library() -> Path:
    """A small library with its index beside; it goes with the process."""
    folder = Path(tempfile.mkdtemp(prefix="sitbrief-fuzz-"))
    import atexit

    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    library = folder / "lib"
    put(library)
    put(library, "syria-2.json", "syria-2", edition=2)
    (library / "sample.json").write_bytes(orjson.dumps(sample()))
    build(folder / "index", sorted(library.glob("*.json")))
    return folder


def _parts() -> tuple[Path, Path]:
    index = _library() / "index"
    return index / "manifest", next(index.glob("*.segment"))


def _resealed(data: bytes, random: Random) -> bytes:
    """The manifest with other content and the checksum of that."""
    content = damaged_json(data[8:], random)
    return f"{zlib.crc32(content):08x}".encode() + content


def _answers(index: Path) -> list[Any]:
    """All that an index says of the library: what a search and the reader's list would show."""
    found = open_verified(index, sorted((_library() / "lib").glob("*.json"))).snapshot
    if found is None:
        return []
    view = LibraryView(found, Filters())
    view.advance(float("inf"))
    from sitbrief.briefing.entries import Pane

    rows = [
        (pane, placed.row)
        for pane in (Pane.TIMELINE, Pane.FRONTS, Pane.HUMANITARIAN)
        for placed in view.window(pane, 0, view.count(pane))
    ]
    view = LibraryView(found, Filters(text="road"))
    view.advance(float("inf"))
    said = [
        rows,
        view.entries_shown,
        [(e.id, e.title) for e in found.editions],
        [t.why for t in found.troubles],
    ]
    found.close()
    return said


@cache
def _truth() -> list[Any]:
    return _answers(_library() / "index")


def _copy(folder: Path) -> Path:
    index = folder / "index"
    shutil.copytree(_library() / "index", index)
    return index


def _manifest(data: bytes, folder: Path) -> None:
    """Whatever the manifest says, the answers are those of the briefings."""
    index = _copy(folder)
    (index / "manifest").write_bytes(data)
    assert _answers(index) == _truth()


def _segment(data: bytes, folder: Path) -> None:
    """However a segment is damaged, the answers are those of the briefings."""
    index = _copy(folder)
    (index / _parts()[1].name).write_bytes(data)
    assert _answers(index) == _truth()


def _deferred(part: int) -> st.SearchStrategy[bytes]:
    return st.just(part).map(lambda number: _parts()[number].read_bytes())


STORES: Final = (
    Target(
        "state",
        st.one_of(
            damaged_by(damaged, st.builds(_state)),
            damaged_by(_other_rows, st.builds(_state)),
            st.binary(max_size=200),
        ),
        _remember,
        25,
    ),
    Target(
        "manifest",
        st.one_of(damaged_by(damaged, _deferred(0)), damaged_by(_resealed, _deferred(0))),
        _manifest,
        15,
    ),
    Target("segment", damaged_by(damaged, _deferred(1)), _segment, 15),
)
