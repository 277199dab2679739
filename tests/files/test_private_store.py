"""A folder that may be anybody's, full, or of stone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitbrief.files import private_store
from sitbrief.files.private_store import LARGEST_FILE, PrivateStore
from support.program import need_root


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "a" / "b"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_written_is_read_by_this_user_alone(folder: Path) -> None:
    assert PrivateStore(folder).read("x") == b""
    assert PrivateStore(folder).write("x", b"abc")
    assert PrivateStore(folder).read("x") == b"abc"
    assert (folder / "x").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert names(folder) == ["x"]


def test_a_file_is_replaced_as_a_whole(folder: Path) -> None:
    store = PrivateStore(folder)
    store.write("x", b"longer")
    assert store.write("x", b"abc")
    assert store.read("x") == b"abc"


@pytest.mark.parametrize("mode", [0o770, 0o702, 0o777])
def test_a_folder_that_others_can_write_to_is_not_used(folder: Path, mode: int) -> None:
    store = PrivateStore(folder)
    store.write("x", b"abc")
    folder.chmod(mode)
    assert store.read("x") == b""
    assert not store.write("y", b"abc")
    assert names(folder) == ["x"]


@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_a_file_that_others_can_write_to_is_not_read(folder: Path, mode: int) -> None:
    store = PrivateStore(folder)
    store.write("x", b"abc")
    (folder / "x").chmod(mode)
    assert store.read("x") == b""


def test_what_is_no_file_of_its_own_is_not_read(folder: Path, tmp_path: Path) -> None:
    store = PrivateStore(folder)
    store.write("x", b"abc")
    (tmp_path / "mine").write_bytes(b"abc")
    (folder / "link").symlink_to(tmp_path / "mine")
    os.mkfifo(folder / "fifo", 0o600)
    (folder / "folder").mkdir(0o700)
    assert [store.read(name) for name in ("link", "fifo", "folder", "missing")] == [b""] * 4


def test_what_belongs_to_another_user_is_not_used(folder: Path) -> None:
    need_root("give a file away")
    store = PrivateStore(folder)
    store.write("x", b"abc")
    os.chown(folder / "x", 65534, 65534)
    assert store.read("x") == b""
    os.chown(folder / "x", os.geteuid(), -1)
    os.chown(folder, 65534, 65534)
    assert store.read("x") == b""
    assert not store.write("y", b"abc")


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    """Root writes everywhere, so a root drops its rights first."""
    (tmp_path / "home").mkdir(mode=0o555)
    tmp_path.chmod(0o755)
    code = (
        "import os\n"
        "from pathlib import Path\n"
        "from sitbrief.files.private_store import PrivateStore\n"
        "import sitbrief.files.writing\n"  # which another account may not be able to read
        "if os.geteuid() == 0: os.seteuid(65534)\n"
        "store = PrivateStore(Path('home/cache'))\n"
        "print(store.write('x', b'abc'), store.read('x'))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert run.stdout == "False b''\n"


@pytest.mark.parametrize("where", ["/dev/null/x", "/proc/nothing", "/" + "x" * 300])
def test_where_no_folder_can_be_nothing_is_kept(where: str) -> None:
    assert not PrivateStore(Path(where)).write("x", b"abc")
    assert PrivateStore(Path(where)).read("x") == b""


def test_a_disk_with_a_fault_or_without_room_leaves_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = PrivateStore(folder)
    store.write("x", b"abc")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    for call in ("rename", "link", "fchmod"):
        with monkeypatch.context() as patched:
            patched.setattr(os, call, fail)
            assert not store.write("x", b"new")
    with monkeypatch.context() as patched:
        patched.setattr(private_store.os, "fdopen", fail)
        assert store.read("x") == b""
    assert names(folder) == ["x"]


def test_a_folder_that_is_a_link_is_not_used(folder: Path, tmp_path: Path) -> None:
    PrivateStore(folder).write("x", b"abc")
    (tmp_path / "link").symlink_to(folder)
    assert PrivateStore(tmp_path / "link").read("x") == b""
    assert not PrivateStore(tmp_path / "link").write("y", b"abc")
    assert names(folder) == ["x"]


HASHES = [sign * 64 for sign in "abcd"]


def test_the_oldest_go_first_and_the_newest_stays(folder: Path) -> None:
    store = PrivateStore(folder, largest=10)
    for number, name in enumerate(HASHES[:3]):
        assert store.write(name, b"1234")
        os.utime(folder / name, (number, number))
    assert names(folder) == HASHES[1:3]
    assert store.write(HASHES[3], b"1234567890")
    assert names(folder) == HASHES[3:]


def test_what_is_not_ours_is_never_removed(folder: Path) -> None:
    """The folder may be one that the user has had for long, with as much in it as there is."""
    store = PrivateStore(folder, largest=10)
    store.write(HASHES[0], b"1234")
    for name in ("thesis.txt", "0", "A" * 64, "a" * 65):
        (folder / name).write_bytes(b"x" * 100)
        os.utime(folder / name, (0, 0))
    assert store.write(HASHES[1], b"1234567890")
    assert names(folder) == sorted(["thesis.txt", "0", "A" * 64, "a" * 65, HASHES[1]])


def test_what_is_too_large_is_not_kept(folder: Path) -> None:
    store = PrivateStore(folder, largest=10)
    store.write("a", b"1234")
    assert not store.write("b", b"12345678901")
    assert names(folder) == ["a"]
    with (folder / "a").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    assert store.read("a") == b""


def test_what_a_killed_writer_left_goes_when_there_is_too_much(folder: Path) -> None:
    store = PrivateStore(folder, largest=10)
    store.write(HASHES[0], b"1")
    (folder / ".new-12345678").write_bytes(b"half of it")
    os.utime(folder / ".new-12345678", (0, 0))
    store.write(HASHES[1], b"2")
    assert names(folder) == HASHES[:2]
