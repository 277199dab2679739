"""The folder that is written into is the one that was meant: links on the way are followed by rule."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from sitbrief.files import folders
from sitbrief.files.folders import names_in, open_folder
from sitbrief.files.writing import Unwritable, write_file
from support.program import need_root


def opened(path: Path | str, make: int | None = None) -> os.stat_result:
    descriptor = open_folder(path, make=make)
    try:
        return os.fstat(descriptor)
    finally:
        os.close(descriptor)


def test_it_is_the_one_that_the_path_leads_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a")
    for words in (tmp_path / "a" / "b", f"{tmp_path}//a/./b/", f"{tmp_path}/a/b/../b", "b", "./b", "../a/b"):
        assert os.path.samestat(opened(words), (tmp_path / "a" / "b").stat())
    assert os.path.samestat(opened("/"), Path("/").stat())
    assert os.path.samestat(opened("."), Path.cwd().stat())


def test_links_further_up_are_followed(tmp_path: Path) -> None:
    """A home may be on another disk; relative links, and links to links, too."""
    (tmp_path / "disk" / "me" / "reports").mkdir(parents=True)
    (tmp_path / "absolute").symlink_to(tmp_path / "disk")
    (tmp_path / "relative").symlink_to("absolute/me")
    for words in ("absolute/me/reports", "relative/reports", "relative/../me/reports"):
        assert os.path.samestat(opened(tmp_path / words), (tmp_path / "disk" / "me" / "reports").stat())
    write_file(tmp_path / "relative" / "reports" / "a", b"abc", overwrite=False)
    assert (tmp_path / "disk" / "me" / "reports" / "a").read_bytes() == b"abc"


@pytest.mark.parametrize("end", ["", "/", "/."])
def test_the_folder_itself_is_no_link(tmp_path: Path, end: str) -> None:
    """Whoever sends a folder with a link in it would choose what is written over."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    with pytest.raises(OSError, match="its folder is a link, to real: name the folder itself"):
        open_folder(f"{tmp_path}/link{end}")
    with pytest.raises(Unwritable, match="a: its folder is a link, to real"):
        write_file(f"{tmp_path}/link/a", b"abc", overwrite=True)
    assert list((tmp_path / "real").iterdir()) == []


def test_where_a_link_leads_is_told_without_what_a_terminal_obeys(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("\x1b[2J\n")
    with pytest.raises(OSError, match="its folder is a link") as caught:
        open_folder(tmp_path / "link")
    assert str(caught.value.strerror).isprintable()


def test_links_of_somebody_else_are_not_followed(tmp_path: Path) -> None:
    need_root("give a link away")
    (tmp_path / "real" / "below").mkdir(parents=True)
    (tmp_path / "link").symlink_to("real")
    assert opened(tmp_path / "link" / "below")
    os.lchown(tmp_path / "link", 1234, 1234)
    with pytest.raises(OSError, match="link on the way is a link of somebody else's"):
        open_folder(tmp_path / "link" / "below")


def test_links_that_stand_in_the_root_are_the_machines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "link").symlink_to("private")
    real = os.stat

    def stat_of(path: str, **how: object) -> os.stat_result:
        return real(tmp_path if path == "/" else path, **how)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(folders.os, "stat", stat_of)
    assert os.path.samestat(opened(tmp_path / "link"), real(tmp_path / "private"))


def test_links_in_a_circle_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OSError, match="Too many levels"):
        open_folder(tmp_path / "a" / "c")


@pytest.mark.parametrize("words", ["none", "none/below", "file", "file/below"])
def test_what_is_no_folder_is_an_error_and_none_is_made(tmp_path: Path, words: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match=r"No such file|Not a directory"):
        open_folder(tmp_path / words)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_cannot_be_looked_at_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "real" / "below").mkdir(parents=True)
    (tmp_path / "link").symlink_to("real")

    def fail(*_: object, **_how: object) -> str:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(folders.os, "readlink", fail)
    with pytest.raises(OSError, match="Not a directory"):
        open_folder(tmp_path / "link" / "below")


def test_folders_are_made_where_that_is_asked_for(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        for _ in range(2):
            assert stat.S_IMODE(opened(tmp_path / "a" / "b", make=0o700).st_mode) == 0o700
        assert stat.S_IMODE(opened(tmp_path / "c", make=0o777).st_mode) == 0o755
    finally:
        os.umask(before)


@pytest.mark.parametrize("end", ["", "/below"])
def test_no_folder_is_made_where_a_link_leads(tmp_path: Path, end: str) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(OSError, match=r"is a link|No such file") as caught:
        open_folder(f"{tmp_path}/link{end}")
    assert caught.value.errno
    with pytest.raises(OSError, match="is a link"):
        open_folder(tmp_path / "link", make=0o777)
    assert [path.name for path in tmp_path.iterdir()] == ["link"]


@pytest.mark.parametrize("words", ["a\0b", "\ud800/a", "a/\ud800"])
def test_what_is_no_name_is_an_error_before_anything_is_made(tmp_path: Path, words: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        open_folder(f"{tmp_path}/{words}", make=0o700)
    assert list(tmp_path.iterdir()) == []


def test_its_names_are_those_of_all_that_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    (tmp_path / ".b").touch()
    descriptor = open_folder(tmp_path)
    assert sorted(names_in(descriptor)) == [".b", "a"]
    os.close(descriptor)
