"""Where a reader was is known again, whatever happened meanwhile, and nothing that happens to the file stops anybody."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitbrief.briefing.entries import Pane
from sitbrief.briefing.filters import Filters
from sitbrief.library import filesystem, state, state_file
from sitbrief.library.reading_position import FILE, ReadingPosition
from sitbrief.library.state import Memory
from support.program import need_root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path("/briefings")
HAMA = ReadingPosition(
    "hama", Filters(provinces=("SY-HM",), text="river"), Pane.FRONTS, "f1", enlarged=True, sought="bridge"
)
ALEPPO = ReadingPosition("aleppo")

PLACES = st.builds(
    ReadingPosition,
    briefing=st.from_regex("[a-z0-9][a-z0-9._-]{0,79}", fullmatch=True),
    filters=st.builds(
        Filters,
        provinces=st.sampled_from([(), ("SY-HM",), ("SY-HL", "SY-HM")]),
        since=st.none() | st.dates(max_value=date(2024, 12, 1)),
        unknown=st.booleans(),
    ),
    pane=st.sampled_from(Pane),
    entry=st.text(st.characters(codec="utf-8")),
    enlarged=st.booleans(),
    summary=st.booleans(),
    sought=st.sampled_from(["", "bridge", "جسر", "a'b\"c"]),
)


OPENED: list[Memory] = []


@pytest.fixture(autouse=True)
def _close_all() -> Iterator[None]:
    """Leave no thread to the tests that come after."""
    yield
    while OPENED:
        OPENED.pop().close()


def memory(folder: Path | None, *paths: Path, patience: float = 60) -> Memory:
    """One that waits for the disk, however busy the machine is."""
    OPENED.append(Memory(folder, paths or (HERE,), patience=patience))
    return OPENED[-1]


def kept(folder: Path, *places: ReadingPosition) -> None:
    found = memory(folder)
    for place in places:
        found.keep(place)
    found.close()
    assert not found.trouble


def change(folder: Path, query: str, *values: object) -> None:
    """Do to the file what no reader does."""
    connection = sqlite3.connect(folder / FILE)
    with connection:
        connection.execute(query, values)
    connection.close()


@given(st.lists(PLACES, min_size=1, max_size=5))
def test_what_was_kept_is_read_back_the_last_first(places: list[ReadingPosition]) -> None:
    with tempfile.TemporaryDirectory() as name:
        kept(Path(name), *places)
        found = memory(Path(name))
        assert found.last() == places[-1]
        for place in {place.briefing: place for place in places}.values():
            assert found.of(place.briefing) == place
        found.close()


def test_what_is_kept_is_there_before_anything_else_happens(tmp_path: Path) -> None:
    """A process that is killed closes nothing. How long a disk takes is not of interest here."""
    writing = memory(tmp_path)
    assert writing.keep(HAMA)
    assert memory(tmp_path).last() == HAMA


def test_looking_makes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    found = memory(folder)
    assert (found.last(), found.of("hama"), found.trouble) == (None, None, "")
    found.close()
    assert not folder.exists()


def test_what_is_made_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "sitbrief"
    kept(folder, HAMA)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / FILE).stat().st_mode & 0o777 == 0o600


def test_every_library_has_places_of_its_own(tmp_path: Path) -> None:
    first, second = memory(tmp_path, tmp_path / "a", tmp_path / "b"), memory(tmp_path, tmp_path / "c")
    first.keep(HAMA)
    second.keep(ALEPPO)
    assert (first.last(), second.last(), second.of("hama")) == (HAMA, ALEPPO, None)


def test_a_library_is_the_same_by_whatever_way_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    kept_by = memory(tmp_path, tmp_path / "real", tmp_path / "x")
    kept_by.keep(HAMA)
    assert memory(tmp_path, tmp_path / "x", tmp_path / "real" / ".." / "link").last() == HAMA


def test_two_readers_at_once_keep_both_and_the_later_is_the_last(tmp_path: Path) -> None:
    one, other = memory(tmp_path), memory(tmp_path)
    one.keep(HAMA)
    other.keep(ALEPPO)
    assert one.of("aleppo") == ALEPPO
    one.keep(replace(HAMA, entry="f2"))
    assert other.last() == replace(HAMA, entry="f2")


def test_a_reader_does_not_wait_for_another_that_holds_the_file(tmp_path: Path) -> None:
    kept(tmp_path, ALEPPO)
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    found = memory(tmp_path, patience=0.02)
    start = time.monotonic()
    assert not found.keep(HAMA)
    assert time.monotonic() - start < 5
    assert found.of("aleppo") in {ALEPPO, None}
    assert not found.trouble
    other.execute("ROLLBACK")
    other.close()
    found.close()
    assert memory(tmp_path).last() == HAMA


def test_a_disk_that_hangs_holds_nobody_up_and_gets_only_the_last_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, written = threading.Event(), []
    real = Memory._write  # noqa: SLF001

    def hanging(self: Memory, place: ReadingPosition) -> bool:
        go_on.wait(60)
        written.append(place.entry)
        return real(self, place)

    monkeypatch.setattr(Memory, "_write", hanging)
    found = memory(tmp_path, patience=0.02)
    for number in range(20):
        assert not found.keep(replace(HAMA, entry=f"f{number}"))
    assert written == []
    go_on.set()
    found.close()
    assert written == ["f0", "f19"]
    assert memory(tmp_path).last() == replace(HAMA, entry="f19")


def test_closing_gives_up_on_a_disk_that_hangs_for_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, written = threading.Event(), []

    def hanging(_self: Memory, place: ReadingPosition) -> bool:
        go_on.wait(60)
        written.append(place.entry)
        return False

    monkeypatch.setattr(Memory, "_write", hanging)
    found = memory(tmp_path, patience=0.02)
    found.keep(HAMA)
    found.close()
    assert written == []
    go_on.set()


def test_the_oldest_places_are_forgotten(tmp_path: Path) -> None:
    kept(tmp_path, *(ReadingPosition(f"b{number}") for number in range(1003)))
    found = memory(tmp_path)
    assert [found.of(f"b{number}") is None for number in (0, 1, 2, 3, 1002)] == [
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("content", [b"", b"not a database, but long enough to be read as one" * 99])
def test_what_is_no_database_is_put_aside_and_the_next_place_is_kept(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    found = memory(tmp_path)
    assert found.last() is None
    found.keep(HAMA)
    found.keep(ALEPPO)
    assert (found.last(), found.trouble) == (ALEPPO, "")
    if content:
        assert (tmp_path / f"{FILE}.damaged").read_bytes() == content


@given(st.integers(0, 2**20), st.integers(1, 400))
@example(seed=999_999, count=49)  # the name of a column is damaged
def test_flipped_bytes_give_a_place_that_was_kept_or_none_and_stop_nobody(seed: int, count: int) -> None:
    chance = random.Random(seed)  # noqa: S311  damage, not secrets
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept(folder, *(ReadingPosition(f"b{number}", entry="e" * 300) for number in range(40)))
        data = bytearray((folder / FILE).read_bytes())
        for _ in range(count):
            data[chance.randrange(len(data))] = chance.randrange(256)
        (folder / FILE).write_bytes(data)
        found = memory(folder)
        place = found.last()
        assert place is None or isinstance(place, ReadingPosition)
        found.keep(HAMA)
        found.keep(ALEPPO)
        found.close()
        again = memory(folder)
        assert found.trouble or again.of("aleppo") in {ALEPPO, None}


def test_places_of_the_first_version_are_kept(tmp_path: Path) -> None:
    kept(tmp_path, HAMA)
    for name in ("without", "by"):
        change(tmp_path, f'ALTER TABLE place DROP COLUMN "{name}"')
    change(tmp_path, "PRAGMA user_version = 1")
    found = memory(tmp_path)
    assert found.last() == HAMA
    found.keep(replace(ALEPPO, filters=Filters(without="drone", by=("SOHR",))))
    found.close()
    again = memory(tmp_path).of("aleppo")
    assert again is not None
    assert again.filters == Filters(without="drone", by=("SOHR",))


def test_a_file_of_a_later_version_is_left_as_it_is(tmp_path: Path) -> None:
    kept(tmp_path, HAMA)
    change(tmp_path, f"PRAGMA user_version = {state_file.VERSION + 1}")
    before = (tmp_path / FILE).read_bytes()
    found = memory(tmp_path)
    assert found.last() is None
    found.keep(ALEPPO)
    found.close()
    assert "later version" in found.trouble
    assert (tmp_path / FILE).read_bytes() == before


@pytest.mark.parametrize(
    "column", ["pane", "entry", "enlarged", "sought", "since", "provinces", "grade", "briefing"]
)
@pytest.mark.parametrize("value", [7, 1.5, b"\xff", None, "\x1b[2J", "nonsense", "x" * 100_000])
def test_what_somebody_else_wrote_is_taken_as_far_as_it_makes_sense(
    tmp_path: Path, column: str, value: object
) -> None:
    kept(tmp_path, HAMA)
    if column == "briefing" and value is None:
        return  # it has to have a name
    change(tmp_path, f"UPDATE place SET {column} = ?", value)  # noqa: S608
    found = memory(tmp_path)
    place = found.last()
    assert not found.trouble
    if place is not None:
        assert "\x1b" not in place.sought + place.briefing + place.filters.text
        assert isinstance(place.pane, Pane)


def test_a_folder_that_cannot_be_made_is_trouble_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    found = memory(tmp_path / "file" / "sitbrief")
    found.keep(HAMA)
    assert found.last() is None
    found.close()
    assert str(tmp_path / "file") in found.trouble


def test_without_a_home_nothing_is_kept(tmp_path: Path) -> None:
    found = memory(None)
    found.keep(HAMA)
    found.close()
    assert (found.last(), found.trouble) == (None, "there is no home folder")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_is_trouble_and_the_reader_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, HAMA)
    real = state.opened

    def limited(folder: Path) -> sqlite3.Connection:
        found = real(folder)
        found.execute("PRAGMA max_page_count = 3")
        return found

    monkeypatch.setattr(state, "opened", limited)
    found = memory(tmp_path)
    found.keep(replace(ALEPPO, entry="e" * 100_000))
    assert "full" in found.trouble
    assert memory(tmp_path).of("hama") == HAMA


WRITER = """
import sys
from pathlib import Path
from sitbrief.library.reading_position import ReadingPosition
from sitbrief.library.state import Memory
memory = Memory(Path(sys.argv[1]), [Path("/briefings")], patience=60)
for number in range(10**9):
    if memory.keep(ReadingPosition("hama", entry=str(number))):
        print(number, flush=True)
"""


@pytest.mark.parametrize("seed", range(8))
def test_a_writer_that_is_killed_at_any_moment_has_kept_what_it_said_it_had(
    tmp_path: Path, seed: int
) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert writer.stdout is not None
    wanted = random.Random(seed).randrange(1, 300)  # noqa: S311
    said = next(int(line) for line in writer.stdout if int(line) >= wanted)
    writer.send_signal(signal.SIGKILL)
    said = max([said, *(int(line) for line in writer.stdout if line.endswith("\n"))])
    writer.wait()
    writer.stdout.close()
    found = memory(tmp_path).last()
    assert found is not None
    assert int(found.entry) in {said, said + 1}


MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:40 / /home rw,relatime shared:20 - nfs4 server:/home rw,vers=4.2
41 40 8:2 / /home/on\\040disk rw - xfs /dev/sdb1 rw
42 22 0:42 / /mnt/s rw - fuse.sshfs me@far:/ rw
43 22 0:43 / /srv rw - ext4 /dev/sdb1 rw
44 43 0:44 / /srv rw - nfs4 far:/srv rw
a line that nobody understands
"""


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/home", True),
        ("/home/me/x", True),
        ("/homes", False),
        ("/home/on disk/x", False),
        ("/mnt/s/x", True),
        ("/srv/x", True),  # mounted over what is mounted there
        ("/", False),
    ],
)
def test_a_folder_is_remote_by_the_mount_that_it_lies_on(
    tmp_path: Path, folder: str, *, expected: bool
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    assert filesystem.is_remote(Path(folder), mounts) is expected


def test_where_mounts_are_not_told_nothing_is_remote(tmp_path: Path) -> None:
    assert not filesystem.is_remote(Path("/home"), tmp_path / "none")


@pytest.mark.parametrize(("remote", "mode"), [(True, "delete"), (False, "wal")])
def test_on_a_network_there_is_no_log_that_wants_shared_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, remote: bool, mode: str
) -> None:
    monkeypatch.setattr(state_file, "is_remote", lambda _folder: remote)
    found = memory(tmp_path)
    found.keep(HAMA)
    names = {entry.name for entry in tmp_path.iterdir()}
    assert (f"{FILE}-wal" in names) is (mode == "wal")
    assert memory(tmp_path).last() == HAMA
    connection: Any = sqlite3.connect(tmp_path / FILE)
    assert connection.execute("PRAGMA journal_mode").fetchone() == (mode,)
    connection.close()


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and not path.is_symlink()
    }


def link_to(folder: Path, name: str) -> None:
    (folder.parent / "victim").write_bytes(b"mine")
    (folder / name).symlink_to(folder.parent / "victim")


def other_database(folder: Path, *queries: str) -> None:
    with sqlite3.connect(folder / FILE) as other:
        for query in queries:
            other.execute(query)
    other.close()


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
NAMES = ", ".join(state_file.COLUMNS)
VIEW = (
    "CREATE VIEW place AS SELECT "  # noqa: S608  names of ours
    + ", ".join(f"x AS {name}" for name in ("library", "briefing", "turn", *state_file.COLUMNS))
    + " FROM ("
    + ENDLESS
    + ")"
)
NOW = f"PRAGMA user_version = {state_file.VERSION}"
RESULT = f"CREATE TABLE place (library TEXT, briefing TEXT, turn INTEGER, {NAMES}, more AS (zeroblob(900000000)), PRIMARY KEY (library, briefing)) WITHOUT ROWID"
TABLE = f"CREATE TABLE place (library TEXT, briefing TEXT, turn INTEGER, {NAMES}, PRIMARY KEY (library, briefing)) WITHOUT ROWID"
TRIGGER = "CREATE TRIGGER trim AFTER INSERT ON place BEGIN SELECT 1; " + ENDLESS + "; END"

FOREIGN: dict[str, Callable[[Path], object]] = {
    "a link": lambda folder: link_to(folder, FILE),
    "a link for the log": lambda folder: link_to(folder, f"{FILE}-wal"),
    "a link for the journal": lambda folder: link_to(folder, f"{FILE}-journal"),
    "a FIFO": lambda folder: os.mkfifo(folder / FILE),
    "a FIFO for the log": lambda folder: (kept(folder, HAMA), os.mkfifo(folder / f"{FILE}-wal")),
    "a FIFO for the shared memory": lambda folder: (kept(folder, HAMA), os.mkfifo(folder / f"{FILE}-shm")),
    "a folder": lambda folder: (folder / FILE).mkdir(),
    "another name of a file": lambda folder: (
        (folder.parent / "victim").write_bytes(b"mine"),
        os.link(folder.parent / "victim", folder / FILE),
    ),
    "a folder for all": lambda folder: folder.chmod(0o777),
    "a folder for a group": lambda folder: folder.chmod(0o770),
    "an endless view": lambda folder: other_database(folder, VIEW, NOW),
    "a trigger": lambda folder: other_database(folder, TABLE, TRIGGER, NOW),
    "a column that is worked out": lambda folder: other_database(folder, RESULT, NOW),
    "a view of the first version": lambda folder: other_database(folder, VIEW, "PRAGMA user_version = 1"),
    "a database of others": lambda folder: other_database(folder, "CREATE TABLE theirs (a)"),
    "a table of others": lambda folder: other_database(folder, "CREATE TABLE theirs (a)", NOW),
    "another view beside": lambda folder: (kept(folder, HAMA), change(folder, f"CREATE VIEW v AS {ENDLESS}")),
    "an index beside": lambda folder: (
        kept(folder, HAMA),
        change(folder, "CREATE INDEX i ON place (hex(entry))"),
    ),
    "a later version": lambda folder: (kept(folder, HAMA), change(folder, "PRAGMA user_version = 99")),
}


@pytest.mark.parametrize("harm", FOREIGN.values(), ids=FOREIGN)
def test_what_this_account_has_not_made_is_neither_followed_nor_run_nor_changed(
    tmp_path: Path, harm: Callable[[Path], object]
) -> None:
    """The reader starts, and one line says what is there."""
    folder = tmp_path / "state"
    folder.mkdir(mode=0o700)
    harm(folder)
    before = files(tmp_path) | files(folder)
    names = sorted(path.name for path in folder.iterdir())
    start = time.monotonic()
    found = memory(folder)
    assert (found.last(), found.known()) == (None, frozenset())
    found.keep(ALEPPO)
    found.close()
    assert time.monotonic() - start < 5
    assert found.trouble
    assert found.trouble.isprintable()
    assert files(tmp_path) | files(folder) == before
    assert sorted(path.name for path in folder.iterdir()) == names


def test_a_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir(mode=0o700)
    (tmp_path / "state").symlink_to("real")
    found = memory(tmp_path / "state")
    found.keep(HAMA)
    found.close()
    assert "is a link, to real" in found.trouble
    assert list((tmp_path / "real").iterdir()) == []


@pytest.mark.parametrize("which", ["folder", "file"])
def test_what_belongs_to_somebody_else_is_let_alone(tmp_path: Path, which: str) -> None:
    need_root("give a file away")
    folder = tmp_path / "state"
    kept(folder, HAMA)
    os.chown(folder if which == "folder" else folder / FILE, 1234, 1234)
    before = files(folder)
    found = memory(folder)
    found.keep(ALEPPO)
    assert found.last() is None
    found.close()
    assert f"is somebody else's {which}" in found.trouble
    assert files(folder) == before


def test_what_was_put_aside_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database, but long enough to be read as one" * 99)
    found = memory(tmp_path)
    assert found.last() is None
    assert found.put_aside == f"{tmp_path}/{FILE} was damaged: it is {FILE}.damaged now, and begun anew"
