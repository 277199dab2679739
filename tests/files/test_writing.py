"""Every file that is written is there whole or not at all, where it was meant to be, and for whom it was meant."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.files.writing import Folder, Unwritable, file_at, is_there, write_file
from support.program import need_root

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def umask() -> Iterator[None]:
    """The umask of most users, and whatever a test makes of it."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Nothing is written through what somebody else could have put there


@pytest.mark.parametrize("overwrite", [True, False])
@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_refused_and_what_it_leads_to_is_as_it_was(
    tmp_path: Path, *, overwrite: bool, there: bool
) -> None:
    """With and without leave to replace; where it leads nowhere, nothing is made there."""
    victim = tmp_path / "victim"
    if there:
        victim.write_bytes(b"mine")
    (tmp_path / "link").symlink_to(victim)
    with pytest.raises(Unwritable, match="link: is a link: name the file itself"):
        write_file(tmp_path / "link", b"abc", overwrite=overwrite)
    assert (tmp_path / "link").is_symlink()
    assert names(tmp_path) == ["link", *(["victim"] if there else [])]
    assert not there or victim.read_bytes() == b"mine"


def test_a_link_that_leads_in_a_circle_is_refused_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(Unwritable, match="is a link"):
        write_file(tmp_path / "a", b"abc", overwrite=True)
    assert names(tmp_path) == ["a", "b"]


@pytest.mark.parametrize("overwrite", [True, False])
@pytest.mark.parametrize("make", ["fifo", "socket", "device"])
def test_what_is_no_regular_file_is_refused_at_once_and_stays(
    tmp_path: Path, make: str, *, overwrite: bool
) -> None:
    """A FIFO that nobody reads would be waited for, for ever."""
    import socket

    path = tmp_path / "a"
    if make == "fifo":
        os.mkfifo(path)
    elif make == "socket":
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(path))
    else:
        need_root("make a device")
        os.mknod(path, 0o600 | stat.S_IFCHR, os.makedev(1, 3))
    before = path.lstat().st_mode
    with pytest.raises(Unwritable, match="is no regular file"):
        write_file(path, b"abc", overwrite=overwrite)
    assert path.lstat().st_mode == before
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("name", [os.devnull, "/dev/stdout", "/dev/stderr", "/dev/fd/1", "/proc/self/fd/1"])
def test_the_names_of_streams_are_no_files(name: str) -> None:
    with pytest.raises(Unwritable, match=r"is no regular file|is a link"):
        write_file(name, b"abc", overwrite=True)


@pytest.mark.parametrize("overwrite", [True, False])
def test_another_name_of_the_same_file_is_let_alone(tmp_path: Path, *, overwrite: bool) -> None:
    """Whoever gives a reader's file a second name in a folder of their own gets none of it changed."""
    (tmp_path / "mine").write_bytes(b"mine")
    os.link(tmp_path / "mine", tmp_path / "a")
    if overwrite:
        write_file(tmp_path / "a", b"abc", overwrite=True)
    else:
        with pytest.raises(Unwritable, match="exists already"):
            write_file(tmp_path / "a", b"abc", overwrite=False)
    assert (tmp_path / "mine").read_bytes() == b"mine"
    assert names(tmp_path) == ["a", "mine"]


# For whom it is


@pytest.mark.parametrize(("mask", "mode"), [(0o000, 0o600), (0o022, 0o600), (0o277, 0o400)])
def test_a_new_file_is_for_its_owner_alone_or_what_the_umask_makes_of_that(
    tmp_path: Path, umask: None, mask: int, mode: int
) -> None:
    os.umask(mask)
    write_file(tmp_path / "a", b"abc", overwrite=False)
    assert mode_of(tmp_path / "a") == mode
    assert os.umask(mask) == mask


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o444, 0o200])
def test_one_that_is_replaced_keeps_its_mode(tmp_path: Path, umask: None, mode: int) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "a").chmod(mode)
    write_file(tmp_path / "a", b"abc", overwrite=True)
    assert mode_of(tmp_path / "a") == mode


def test_what_makes_a_file_run_as_its_owner_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "a").chmod(0o6755)
    write_file(tmp_path / "a", b"abc", overwrite=True)
    assert mode_of(tmp_path / "a") == 0o755


def test_one_that_is_replaced_keeps_its_owner_and_group(tmp_path: Path) -> None:
    need_root("give a file away")
    (tmp_path / "a").touch()
    os.chown(tmp_path / "a", 12, 34)
    write_file(tmp_path / "a", b"abc", overwrite=True)
    found = (tmp_path / "a").stat()
    assert (found.st_uid, found.st_gid) == (12, 34)


@pytest.mark.parametrize("left", [0, 1])
def test_what_was_for_a_group_that_it_cannot_have_is_for_no_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    """Else the members of this account's own group could read it."""
    (tmp_path / "a").touch()
    (tmp_path / "a").chmod(0o664)
    if os.geteuid() == 0:
        os.chown(tmp_path / "a", 12, 34)
    refused = 0

    def refuse(_descriptor: int, _owner: int, _group: int) -> None:
        nonlocal refused
        refused += 1
        if refused > left or os.geteuid():
            raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "fchown", refuse)
    write_file(tmp_path / "a", b"abc", overwrite=True)
    assert mode_of(tmp_path / "a") == (0o604 if os.geteuid() == 0 else 0o664)


# Nothing is overwritten unasked


def test_a_file_is_replaced_only_when_asked_for(tmp_path: Path) -> None:
    write_file(tmp_path / "a", b"x" * 1000, overwrite=True)
    with pytest.raises(Unwritable, match="exists already"):
        write_file(tmp_path / "a", b"abc", overwrite=False)
    assert (tmp_path / "a").read_bytes() == b"x" * 1000
    write_file(tmp_path / "a", b"abc", overwrite=True)
    assert (tmp_path / "a").read_bytes() == b"abc"
    assert names(tmp_path) == ["a"]


def test_a_file_that_comes_while_another_is_written_is_not_overwritten(tmp_path: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"abc"
        (tmp_path / "a").write_bytes(b"theirs")

    with pytest.raises(Unwritable, match="exists already"):
        write_file(tmp_path / "a", parts(), overwrite=False)
    assert (tmp_path / "a").read_bytes() == b"theirs"
    assert names(tmp_path) == ["a"]


def test_a_folder_that_goes_while_a_file_is_written_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()

    def parts() -> Iterator[bytes]:
        yield b"abc"
        folder.rmdir()

    with pytest.raises(Unwritable, match="No such file"):
        write_file(folder / "a", parts(), overwrite=False)
    assert names(tmp_path) == []


def test_a_folder_that_becomes_a_link_while_a_file_is_written_leads_nowhere_else(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "folder", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()

    def parts() -> Iterator[bytes]:
        yield b"abc"
        folder.rename(tmp_path / "moved")
        folder.symlink_to(elsewhere)

    write_file(folder / "a", parts(), overwrite=False)
    assert names(elsewhere) == []
    assert (tmp_path / "moved" / "a").read_bytes() == b"abc"


# What is no name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("nodir/", "No such file"),
        ("nodir/a", "No such file"),
        ("file/", "Not a directory"),
        ("file/a", "Not a directory"),
        ("folder", "is a folder"),
        ("folder/", "is a folder"),
        ("folder/.", "is a folder"),
        ("folder/..", "is a folder"),
        ("", "is a folder"),
        ("a\0b", "is no file name"),
        ("a\0/b", "is no file name"),
        ("\ud800", "is no file name"),
        ("n" * 300, "name too long"),
        ("n" * 300 + "/a", "name too long"),
    ],
)
@pytest.mark.parametrize("overwrite", [True, False])
def test_what_is_no_name_is_told_and_nothing_is_made(
    tmp_path: Path, words: str, said: str, *, overwrite: bool
) -> None:
    """A slash at the end says that a folder is meant: no file is made in the place of one that is missing."""
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(Unwritable, match=said) as caught:
        write_file(f"{tmp_path}/{words}", b"abc", overwrite=overwrite)
    assert caught.value.path == f"{tmp_path}/{words}"
    assert names(tmp_path) == ["file", "folder"]
    assert (tmp_path / "file").read_bytes() == b""
    with pytest.raises(Unwritable, match=said):
        is_there(f"{tmp_path}/{words}")


def test_a_hostile_name_is_harmless_in_the_message() -> None:
    with pytest.raises(Unwritable) as caught:
        write_file("/missing/\x1b[2J\n\u202e", b"", overwrite=False)
    assert str(caught.value).isprintable()
    assert caught.value.path == "/missing/\x1b[2J\n\u202e"
    assert caught.value.what == "No such file or directory"


def test_a_relative_path_is_written_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_file("a", b"abc", overwrite=False)
    assert (tmp_path / "a").read_bytes() == b"abc"
    assert is_there("a")
    assert not is_there("b")


def test_a_file_goes_by_its_name_alone_where_one_stands_and_by_its_path_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Folder(".") as here, Folder(tmp_path) as there:
        assert (here.of("a.md"), there.of("a.md")) == ("a.md", str(tmp_path / "a.md"))


def test_what_is_wrong_with_the_data_is_not_said_of_the_file(tmp_path: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"abc"
        raise ValueError("no briefing")

    with pytest.raises(ValueError, match="no briefing"):
        write_file(tmp_path / "a", parts(), overwrite=False)
    assert names(tmp_path) == []


def test_a_file_goes_into_the_folder_that_is_named(tmp_path: Path) -> None:
    assert file_at(str(tmp_path), "a.md") == f"{tmp_path}/a.md"
    assert file_at(f"{tmp_path}/", "a.md") == f"{tmp_path}/a.md"
    assert file_at(f"{tmp_path}/none/", "a.md") == f"{tmp_path}/none/"
    assert file_at("n" * 300, "a.md") == "n" * 300


@given(parts=st.lists(st.binary(max_size=200), max_size=5), overwrite=st.booleans())
def test_what_is_written_is_what_is_there(
    tmp_path_factory: pytest.TempPathFactory, parts: list[bytes], *, overwrite: bool
) -> None:
    with Folder(tmp_path_factory.mktemp("some")) as folder:
        folder.write("a", parts, overwrite=overwrite)
        folder.write("a", iter(parts), overwrite=True, sync=False)
        with open(folder.of("a"), "rb") as written:  # noqa: PTH123
            assert written.read() == b"".join(parts)
        assert folder.has("a")
