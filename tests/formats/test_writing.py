"""Writing files through whatever the path leads to; the plain cases are in `test_files.py`."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitbrief.formats import writing
from sitbrief.formats.writing import Unwritable, write_file

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def interruptions() -> Iterator[None]:
    """A signal every millisecond, as a terminal sends while somebody pulls at its corner."""
    before = signal.signal(signal.SIGALRM, lambda *_: None)
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def test_a_fifo_gets_everything_whatever_interrupts(tmp_path: Path, interruptions: None) -> None:
    os.mkfifo(tmp_path / "fifo")
    data = bytes(range(256)) * 16_384  # 4 MiB: 64 times what a pipe holds
    got = bytearray()

    def read() -> None:
        with (tmp_path / "fifo").open("rb", buffering=0) as fifo:
            while part := fifo.read(1024):
                got.extend(part)

    reader = threading.Thread(target=read)
    reader.start()
    write_file(tmp_path / "fifo", data, overwrite=False)
    reader.join()
    assert bytes(got) == data


def test_a_reader_who_goes_away_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")

    def glance() -> None:
        with (tmp_path / "fifo").open("rb", buffering=0) as fifo:
            fifo.read(1)

    reader = threading.Thread(target=glance)
    reader.start()
    with pytest.raises(Unwritable, match="Broken pipe"):
        write_file(tmp_path / "fifo", b"x" * 1024 * 1024, overwrite=False)
    reader.join()


def test_a_device_is_written_to_and_stays_one(tmp_path: Path) -> None:
    write_file("/dev/null", b"abc", overwrite=False)
    assert Path("/dev/null").is_char_device()


def test_an_empty_file_is_a_file(tmp_path: Path) -> None:
    write_file(tmp_path / "a", b"", overwrite=False)
    assert (tmp_path / "a").read_bytes() == b""


def test_a_link_that_leads_in_a_circle_is_not_followed_for_ever(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(Unwritable, match="exists already"):
        write_file(tmp_path / "a", b"abc", overwrite=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(Unwritable, match="Not a directory"):
        write_file(tmp_path / "a" / "b", b"abc", overwrite=True)


def test_a_relative_path_is_written_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_file("a", b"abc", overwrite=False)
    assert (tmp_path / "a").read_bytes() == b"abc"


def test_the_mode_is_that_of_the_umask_and_the_umask_stays(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write_file(tmp_path / "a", b"abc", overwrite=False)
        assert os.umask(0o077) == 0o077
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_a_hostile_name_is_harmless_in_the_message() -> None:
    with pytest.raises(Unwritable) as caught:
        write_file("/missing/\x1b[2J\n\u202e", b"", overwrite=False)
    assert str(caught.value).isprintable()
    assert caught.value.path == "/missing/\x1b[2J\n\u202e"
    assert caught.value.what == "No such file or directory"


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="is no file name"):
        write_file(f"{tmp_path}/\ud800", b"abc", overwrite=False)


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_failure_at_any_step_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, overwrite: bool
) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    for name in ("fchmod", "fsync"):
        with monkeypatch.context() as patched:
            patched.setattr(writing.os, name, fail)
            with pytest.raises(Unwritable, match="Input/output error"):
                write_file(tmp_path / "a", b"abc", overwrite=overwrite)
        assert list(tmp_path.iterdir()) == []


def test_a_folder_is_not_replaced_even_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Unwritable, match="is a folder"):
        write_file(tmp_path / "folder", b"abc", overwrite=True)
    assert (tmp_path / "folder").is_dir()


def test_a_longer_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 1000)
    write_file(tmp_path / "a", b"abc", overwrite=True)
    assert (tmp_path / "a").read_bytes() == b"abc"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize(("private", "mode"), [(True, 0o600), (False, 0o640)])
def test_what_is_private_is_for_its_owner_whatever_the_umask(
    tmp_path: Path, *, private: bool, mode: int
) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "report", b"x", overwrite=False, private=private)
    finally:
        os.umask(before)
    assert (tmp_path / "report").stat().st_mode & 0o777 == mode
