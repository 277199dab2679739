"""The index beside the reader: stopping it, and how often what went wrong is tried again."""

from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING

import pytest

from library.making import put
from sitbrief.library import Library
from sitbrief.library.index import index_builder, manifest
from sitbrief.library.index.index_folder import IndexFolder
from sitbrief.library.index.open_index import locate_index
from sitbrief.tui import indexer as indexing
from sitbrief.tui.builder import Builder
from sitbrief.tui.indexer import Indexer
from support.program import BRIEFINGS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AT_ONCE = 1.0
AGAIN = 2.0
AFTER_FAILURE = 60.0


def wait(until: Callable[[], object]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + 60
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.01)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        return self.now


class Looks:
    """Counts how often the files are looked at."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self._look = index_builder.outdated
        monkeypatch.setattr(index_builder, "outdated", self)

    def __call__(self, folder: Path, files: list[Path]) -> bool:
        self.count += 1
        return self._look(folder, files)

    def at(self, indexer: Indexer) -> int:
        """How many more looks it takes when the screen gives it the chance, which it does all the time."""
        before = self.count
        for _ in range(3):
            indexer.look(indexer.snapshot)
            for thread in threading.enumerate():
                if thread is not threading.current_thread() and not isinstance(thread, threading.Timer):
                    thread.join(60)
        return self.count - before


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(indexing, "time", found)
    return found


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library of one small briefing, with its cache in a folder of the test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    put(tmp_path / "library")
    return Library([tmp_path / "library"])


@pytest.fixture
def unwritable(library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """What keeps its index from being built, and no other folder can be had."""
    import os

    folder = locate_index(library.paths, os.environ).folders[0]
    with IndexFolder.open(folder, make=True):
        lock = folder / "lock"
    lock.symlink_to("nowhere")
    monkeypatch.setattr("sitbrief.library.filesystem._TEMPORARY", (str(tmp_path / "missing"),))
    monkeypatch.delenv("TMPDIR", raising=False)
    return lock


def test_what_was_stopped_is_neither_done_nor_failed_and_can_be_started_again(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    whole = json.loads((BRIEFINGS / "2024-12-05-hama.json").read_text(encoding="utf-8"))
    for number in range(200):
        edition = {**whole, "id": f"hama-{number}", "edition": number + 1}
        (folder / f"{number:03}.json").write_text(json.dumps(edition), encoding="utf-8")
    builder = Builder()
    builder.start(tmp_path / "index", [folder])
    assert builder.running
    assert builder.words
    builder.stop()
    assert builder.words == ""
    wait(lambda: not builder.running)
    assert builder.outcome() is None
    assert manifest.load(tmp_path / "index") is None
    builder.start(tmp_path / "index", [folder], telling=False)
    wait(lambda: not builder.running)
    assert (builder.outcome(), builder.outcome()) == (True, None)
    assert manifest.load(tmp_path / "index") is not None


def test_a_stopped_indexer_begins_no_more(
    library: Library, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexer = Indexer(library)
    looks = Looks(monkeypatch)
    indexer.stop()
    clock.now += 1e9
    assert looks.at(indexer) == 0


def test_an_index_that_another_process_builds_is_tried_again_soon(
    library: Library, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexer = Indexer(library)
    looks = Looks(monkeypatch)
    with IndexFolder.open(indexer._folder, make=True) as held, held.locked():  # noqa: SLF001  where it is
        indexer.start()
    assert looks.count == 1
    assert indexer.outcome() == "The index is not of this moment: another process is building it."
    assert indexer.outcome() == ""
    clock.now += AT_ONCE + AGAIN - 0.01
    assert looks.at(indexer) == 0
    clock.now += 0.02
    assert looks.at(indexer) > 0
    wait(lambda: indexer.look(indexer.snapshot) or indexer.outcome() or indexer.snapshot.editions)
    assert [edition.id for edition in indexer.snapshot.editions] == ["syria-1"]


def test_an_index_that_cannot_be_made_is_tried_again_after_a_minute(
    library: Library, clock: Clock, unwritable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexer = Indexer(library)
    looks = Looks(monkeypatch)
    indexer.start()
    assert looks.count == 1
    assert indexer.outcome().startswith("The index cannot be made: ")
    clock.now += AT_ONCE + AFTER_FAILURE - 0.01
    assert looks.at(indexer) == 0
    clock.now += 0.02
    assert looks.at(indexer) > 0


def test_a_process_that_cannot_make_it_is_tried_again_after_a_minute_and_told_of_once(
    library: Library, clock: Clock, unwritable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_AT_ONCE", 0)
    indexer = Indexer(library)
    looks = Looks(monkeypatch)
    indexer.start()
    told = []
    for _ in range(2):
        wait(lambda: not indexer._builder.running)  # noqa: SLF001  whether the process has ended
        told.append(indexer.outcome())
        clock.now += AFTER_FAILURE - 0.01
        assert looks.at(indexer) == 0
        clock.now += 0.02
        assert looks.at(indexer) > 0
        indexer.look(indexer.snapshot)
    assert told == ["The index could not be brought up to date: sitbrief index says why.", ""]
    unwritable.unlink()
    wait(lambda: not indexer._builder.running)  # noqa: SLF001
    indexer.outcome()
    clock.now += AFTER_FAILURE + 0.01
    assert looks.at(indexer) > 0
    wait(lambda: not indexer._builder.running)  # noqa: SLF001
    indexer.outcome()
    assert [edition.id for edition in indexer.snapshot.editions] == ["syria-1"]
