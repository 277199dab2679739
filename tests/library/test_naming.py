"""An index knows the files of its library again, however their paths are written and wherever the folder is."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from library.making import put
from sitbrief.briefing.entries import Pane
from sitbrief.library import Library
from sitbrief.library.index.index_builder import build, outdated
from sitbrief.library.index.index_folder import BESIDE
from sitbrief.library.index.manifest import Names
from sitbrief.library.index.open_index import known_briefings, open_snapshot
from sitbrief.library.index.view import LibraryView

if TYPE_CHECKING:
    import pytest

    from sitbrief.library.index.snapshot import Snapshot

ODD = os.fsdecode(b"caf\xe9.json")
"""A name in Latin-1, which is no UTF-8."""


def indexed(folder: Path, files: list[Path]) -> Snapshot:
    build(folder, files)
    found = open_snapshot(folder)
    assert found is not None
    return found


@given(
    st.binary(min_size=1, max_size=20).filter(lambda raw: not set(raw) & {0, 47} and raw not in {b".", b".."})
)
def test_every_file_name_comes_back_as_it_was(raw: bytes) -> None:
    for names in (Names(Path("/cache/index")), Names(Path("/library") / BESIDE)):
        for path in (Path("/library", os.fsdecode(raw)), Path("/elsewhere", os.fsdecode(raw))):
            name = names.of(path)
            name.encode("utf-8")
            assert names.path(name) == path


def test_the_same_files_by_other_paths_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "library"
    own = put(folder, "a.json", "a")
    build(tmp_path / "index", [own])
    (tmp_path / "link").symlink_to(folder)
    monkeypatch.chdir(tmp_path)
    for path in (Path("library/a.json"), Path("library/../library/a.json"), tmp_path / "link" / "a.json"):
        assert not outdated(tmp_path / "index", [path])
    assert outdated(tmp_path / "index", [folder / "b.json"])


def test_a_shared_index_holds_where_the_folder_is_moved_to(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    files = [put(folder, "a.json", "a"), put(folder, ODD, "b"), put(folder, "c.json", "a")]
    build(folder / BESIDE, files)
    shutil.copytree(folder, tmp_path / "moved")
    moved = tmp_path / "moved"
    assert not outdated(moved / BESIDE, sorted(moved.glob("*.json")))
    found = open_snapshot(moved / BESIDE)
    assert found is not None
    assert found.path_of(found.by_id["a"]) == moved / "a.json"
    assert [trouble.path for trouble in found.troubles] == [moved / "c.json"]


def test_a_file_whose_name_is_no_utf8_opens_again(tmp_path: Path) -> None:
    path = put(tmp_path / "library", ODD, "odd")
    found = indexed(tmp_path / "index", [path])
    row = LibraryView(found).window(Pane.TIMELINE, 0, 1)[0].row
    assert row.id == "odd/t1"
    assert found.path_of(found.by_id["odd"]).read_bytes() == path.read_bytes()


def test_what_is_known_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "library"
    files = [put(folder, f"{name}.json", name, edition=at) for at, name in enumerate("abc", start=1)]
    loaded: list[Path] = []

    def load(path: Path) -> None:
        loaded.append(path)
        raise AssertionError

    library = Library([folder], load=load)  # type: ignore[arg-type]
    assert known_briefings(library.paths, library.files, os.environ) == {}, "there is no index yet"
    found = indexed(tmp_path / "index", files)
    library.know(lambda: found.known(library.files))
    assert library.swift
    assert [item.card.id for item in library.items if item.card] == ["a", "b", "c"]
    assert not loaded
    os.utime(files[1], ns=(1, 1))
    assert set(found.known(library.files)) == {files[0], files[2]}, "what was touched may be another"


def test_a_library_that_is_large_and_unknown_is_not_told_in_a_moment(tmp_path: Path) -> None:
    path = put(tmp_path / "library", "a.json", "a")
    library = Library([tmp_path / "library"])
    assert library.swift
    with path.open("ab") as file:
        file.truncate(17 * 1024 * 1024)
    assert not Library([tmp_path / "library"]).swift
