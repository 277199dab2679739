"""Reading files that may be anything; writing files that are there whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from sitbrief.files import new_file
from sitbrief.files.reading import Unreadable, read_file
from sitbrief.files.writing import Unwritable, write_file

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    assert read_file(path, limit=3) == b"abc"


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * (1024 * 1024 + 1))
    with pytest.raises(Unreadable, match="larger than 1 MiB"):
        read_file(path, limit=1024 * 1024)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing", "No such file"),
        ("", "is a folder"),
        ("fifo", "not a regular file"),
        ("a\0b", "no file name"),
    ],
)
def test_what_is_no_file_is_said_to_be_none(tmp_path: Path, name: str, said: str) -> None:
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(Unreadable, match=said):
        read_file(f"{tmp_path}/{name}")


def test_a_device_is_not_read() -> None:
    with pytest.raises(Unreadable, match="not a regular file"):
        read_file("/dev/zero")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_may_not_be_read_is_said_to_be_so(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch(mode=0o000)
    with pytest.raises(Unreadable, match="denied"):
        read_file(path)


def test_a_hostile_name_is_harmless_in_the_message() -> None:
    with pytest.raises(Unreadable) as caught:
        read_file("/\x1b[2J\n")
    assert "\x1b" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_is_replaced_only_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"mine")
    with pytest.raises(Unwritable, match="exists already"):
        write_file(path, b"abc", overwrite=False)
    assert path.read_bytes() == b"mine"
    write_file(path, b"abc", overwrite=True)
    assert path.read_bytes() == b"abc"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize(
    ("name", "said"), [("", "is a folder"), ("missing/a", "No such file"), ("a\0b", "no file name")]
)
def test_what_cannot_be_written_is_said(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(Unwritable, match=said):
        write_file(f"{tmp_path}/{name}", b"abc", overwrite=False)


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"mine")

    def fail(descriptor: int) -> None:
        del descriptor
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(new_file.os, "fsync", fail)
    with pytest.raises(Unwritable, match="No space left"):
        write_file(path, b"abc", overwrite=True)
    assert path.read_bytes() == b"mine"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]
