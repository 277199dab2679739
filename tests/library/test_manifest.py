"""What a manifest says is taken from one that is whole and says it in the right shapes, and from no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

import orjson
import pytest

from library.making import put
from sitbrief.library.index import decoding, manifest
from sitbrief.library.index.decoding import Damaged
from sitbrief.library.index.index_builder import build
from sitbrief.library.index.index_folder import BESIDE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of an index of a briefing and of a file that is none."""
    put(tmp_path / "library", "a.json", "a")
    (tmp_path / "library" / "b.json").write_text("none", encoding="utf-8")
    build(tmp_path / "index", sorted((tmp_path / "library").iterdir()))
    assert manifest.load(tmp_path / "index") is not None
    return tmp_path / "index"


def content(folder: Path) -> list[Any]:
    """What it says: the rules, the segments, what was refused."""
    found: list[Any] = orjson.loads((folder / manifest.NAME).read_bytes()[8:])
    return found


def written(folder: Path, said: object) -> bytes:
    """Let it say something else, under a seal that is right."""
    data = orjson.dumps(said)
    whole = f"{crc32(data):08x}".encode() + data
    (folder / manifest.NAME).write_bytes(whole)
    return whole


def test_what_is_said_again_is_read_again(folder: Path) -> None:
    before = manifest.load(folder)
    written(folder, content(folder))
    assert manifest.load(folder) == before


def test_files_beside_an_index_that_is_not_theirs_go_by_their_whole_paths(tmp_path: Path) -> None:
    """Only the index of a folder goes with it."""
    files = [put(tmp_path, f"{name}.json", name) for name in "ab"]
    for folder, names in (
        (tmp_path / "index", [str(path) for path in files]),
        (tmp_path / BESIDE, ["a.json", "b.json"]),
    ):
        build(folder, files)
        found = manifest.load(folder)
        assert found is not None
        (segment,) = found.segments
        assert [note.name for note in segment.files if note] == names


def test_under_a_seal_that_is_not_its_own_it_is_none(folder: Path) -> None:
    said = content(folder)
    said[1][0][3] += 1
    whole = written(folder, said)
    assert manifest.load(folder) is not None
    said[1][0][3] += 1
    (folder / manifest.NAME).write_bytes(whole[:8] + orjson.dumps(said))
    assert manifest.load(folder) is None


def test_of_editions_no_more_is_said_than_there_can_be() -> None:
    """A few of many megabytes each would be read to their end."""
    assert decoding.editions(b"[" + b" " * 65_534 + b"]") == ()
    with pytest.raises(Damaged):
        decoding.editions(b"[" + b" " * 65_535 + b"]")


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ((0,), "another version"),
        ((1, 0, 0), "../segment"),
        ((1, 0, 0), 7),
        ((1, 0, 1), None),
        ((1, 0, 2), -1),
        ((1, 0, 3), "9"),
        ((1, 0, 4, 0, 0), "relative.json"),
        ((1, 0, 4, 0, 0), ""),
        ((1, 0, 4, 0, 0), "/library/../a.json"),
        ((1, 0, 4, 0, 1), -1),
        ((1, 0, 4, 0, 2), "today"),
        ((1, 0, 4, 0, 3), 7),
        ((2, 0, 1), 7),
        ((2, 0, 1), "two\nlines"),
        ((2, 0, 2), 1),
        ((2, 0, 2), None),
    ],
)
def test_what_is_of_another_shape_is_none(folder: Path, place: tuple[int, ...], value: object) -> None:
    said = content(folder)
    at: Any = said
    for number in place[:-1]:
        at = at[number]
    at[place[-1]] = value
    written(folder, said)
    assert manifest.load(folder) is None
