"""A file is there whole or not at all, whatever the file system can do and whatever fails, and nothing lies beside it."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sitbrief.files import new_file
from sitbrief.files.new_file import NewFile
from sitbrief.files.writing import Folder, Unwritable, write_file
from support.tried import tried

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KINDS = ("unnamed", "named", "no hard links")
LEFT = ".sitbrief-0123456789abcdef"


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A file system that has files without names, one that has none, and one that has no second names either."""
    made: str = request.param
    if made != "unnamed":
        monkeypatch.setattr(new_file, "_unnamed", lambda _folder: -1)
    if made == "no hard links":

        def refuse(*_: object, **_how: object) -> None:
            raise PermissionError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "link", refuse)
    return made


@pytest.fixture(autouse=True)
def _afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test is a process of its own: no folder was tidied up."""
    monkeypatch.setattr(new_file, "_tidied", set())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_file_systems_of_tests_have_unnamed_files(tmp_path: Path) -> None:
    """Else half of these tests would be about nothing."""
    descriptor = os.open(tmp_path, os.O_RDONLY)
    found = new_file._unnamed(descriptor)  # noqa: SLF001
    assert found >= 0
    os.close(found)
    os.close(descriptor)


def test_it_is_not_there_before_it_is_whole(tmp_path: Path, kind: str) -> None:
    def parts() -> Iterator[bytes]:
        yield b"abc"
        assert "a" not in names(tmp_path)
        assert len(names(tmp_path)) == (kind != "unnamed")
        yield b"def"

    write_file(tmp_path / "a", parts(), overwrite=False)
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_bytes() == b"abcdef"
    assert (tmp_path / "a").stat().st_nlink == 1


def test_it_replaces_another_and_nothing_is_left(tmp_path: Path, kind: str) -> None:
    for data in (b"abc", b"de", b""):
        write_file(tmp_path / "a", data, overwrite=True)
        assert (tmp_path / "a").read_bytes() == data
        assert names(tmp_path) == ["a"]


def test_no_descriptor_is_left_open(tmp_path: Path, kind: str) -> None:
    """A reader stays open for days."""
    before = names(Path("/proc/self/fd"))
    for number in range(3):
        (tmp_path / f".sitbrief-{number:016}").write_bytes(b"left behind")
        new_file._tidied.clear()  # noqa: SLF001
        write_file(tmp_path / "a", b"abc", overwrite=True)
        write_file(tmp_path / str(number), b"abc", overwrite=False)
    assert names(tmp_path) == ["0", "1", "2", "a"]
    assert names(Path("/proc/self/fd")) == before


def test_where_a_folder_may_not_be_listed_the_file_is_on_the_disk_once_more_when_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The journal of most file systems takes the name with it."""
    named_then: list[bool] = []
    real = os.fsync

    def seen(descriptor: int) -> None:
        real(descriptor)
        named_then.append((tmp_path / "a").exists())

    def refuse(_: int) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "fsync", seen)
    monkeypatch.setattr(new_file, "open_to_list", refuse)
    write_file(tmp_path / "a", b"abc", overwrite=False)
    assert named_then == [False, True]


def test_it_overwrites_nothing_unasked_however_late_that_comes(tmp_path: Path, kind: str) -> None:
    def parts() -> Iterator[bytes]:
        yield b"abc"
        (tmp_path / "a").write_bytes(b"theirs")

    with pytest.raises(Unwritable, match="exists already"):
        write_file(tmp_path / "a", parts(), overwrite=False)
    assert (tmp_path / "a").read_bytes() == b"theirs"
    assert names(tmp_path) == ["a"]


def test_what_comes_between_the_look_and_the_name_is_not_overwritten(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the file system itself can tell: a look before is always too early."""
    real = os.fsync

    def late(descriptor: int) -> None:
        real(descriptor)
        (tmp_path / "a").write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", late)
    with pytest.raises(Unwritable, match="exists already"):
        write_file(tmp_path / "a", b"abc", overwrite=False)
    assert (tmp_path / "a").read_bytes() == b"theirs"
    assert names(tmp_path) == ["a"]


def failing(real: Callable[..., Any], number: int, code: int) -> Callable[..., Any]:
    """A call of the system that fails the so-and-so-many-th time."""
    calls = 0

    def call(*values: Any, **how: Any) -> Any:  # noqa: ANN401
        nonlocal calls
        calls += 1
        if calls == number:
            raise OSError(code, os.strerror(code))
        return real(*values, **how)

    return call


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
@pytest.mark.parametrize("call", ["open", "link", "rename", "fsync", "fchmod", "fstat", "stat"])
@pytest.mark.parametrize("number", range(1, 5))
@pytest.mark.parametrize("there", [True, False])
def test_a_failure_at_any_step_leaves_what_was_there_and_nothing_else(  # noqa: PLR0913
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, code: int, *, there: bool
) -> None:
    for turn, unnamed in enumerate((new_file._unnamed, lambda _folder: -1)):  # noqa: SLF001
        folder = tmp_path / str(turn)
        folder.mkdir()
        if there:
            (folder / "a").write_bytes(b"mine")
        with monkeypatch.context() as patched:
            patched.setattr(new_file, "_unnamed", unnamed)
            patched.setattr(os, call, failing(getattr(os, call), number, code))
            told = ""
            try:
                write_file(folder / "a", b"abc", overwrite=there)
            except Unwritable as error:
                told = error.what
        assert told in {"", os.strerror(code)}
        assert names(folder) == ["a"] * (there or not told)
        assert names(folder) == [] or (folder / "a").read_bytes() == (b"mine" if told else b"abc")


@pytest.mark.parametrize("kind", ["no hard links"], indirect=True)
@pytest.mark.parametrize(("there", "call", "number"), [(False, "rename", 1), (True, "fsync", 2)])
def test_without_second_names_a_failure_leaves_nothing_beside_either(  # noqa: PLR0913
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch, call: str, number: int, *, there: bool
) -> None:
    if there:
        write_file(tmp_path / "a", b"mine", overwrite=False)
    monkeypatch.setattr(os, call, failing(getattr(os, call), number, errno.EIO))
    with pytest.raises(Unwritable, match="Input/output"):
        write_file(tmp_path / "a", b"abc", overwrite=there)
    assert names(tmp_path) == ["a"] * there


def test_a_file_that_goes_before_it_is_replaced_is_made(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"mine")
    real = os.rename

    def late(old: str, new: str, **how: int) -> None:
        (tmp_path / "a").unlink(missing_ok=True)
        real(old, new, **how)

    monkeypatch.setattr(os, "rename", late)
    write_file(tmp_path / "a", b"abc", overwrite=True)
    assert (tmp_path / "a").read_bytes() == b"abc"
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("there", [True, False])
def test_what_need_not_last_is_not_synced(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    if there:
        write_file(tmp_path / "a", b"mine", overwrite=False)
    monkeypatch.setattr(os, "fsync", failing(os.fsync, 1, errno.EIO))
    with Folder(tmp_path) as folder:
        folder.write("a", b"abc", overwrite=there, sync=False)
    assert (tmp_path / "a").read_bytes() == b"abc"
    assert names(tmp_path) == ["a"]


def refused(real: Callable[..., Any]) -> Callable[..., Any]:
    """Opening of folders that may be written to and not listed."""

    def call(path: str, flags: int, mode: int = 0o777, **how: int) -> int:
        if flags & os.O_DIRECTORY and not flags & (os.O_PATH | os.O_RDWR):
            raise PermissionError(errno.EACCES, "Permission denied")
        found: int = real(path, flags, mode, **how)
        return found

    return call


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_that_may_not_be_listed_takes_files_all_the_same(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    if there:
        (tmp_path / "a").write_bytes(b"mine")
    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refused(os.open))
        write_file(tmp_path / "a", b"abc", overwrite=there)
    assert (tmp_path / "a").read_bytes() == b"abc"
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("code", [errno.EINVAL, errno.EOPNOTSUPP])
def test_a_file_system_that_syncs_no_folders_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(os, "fsync", failing(os.fsync, 2, code))
    write_file(tmp_path / "a", b"abc", overwrite=False)
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("code", [errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.EROFS])
def test_a_file_system_without_unnamed_files_gets_a_named_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    real = os.open

    def without(path: str, flags: int, mode: int = 0o777, **how: int) -> int:
        if flags & os.O_TMPFILE == os.O_TMPFILE:
            raise OSError(code, os.strerror(code))
        return real(path, flags, mode, **how)

    monkeypatch.setattr(os, "open", without)
    if code == errno.EROFS:
        with pytest.raises(Unwritable, match="Read-only"):
            write_file(tmp_path / "a", b"abc", overwrite=False)
    else:
        write_file(tmp_path / "a", b"abc", overwrite=False)
    assert names(tmp_path) == ["a"] * (code != errno.EROFS)


def test_a_system_without_unnamed_files_gets_a_named_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_TMPFILE")
    write_file(tmp_path / "a", b"abc", overwrite=False)
    assert names(tmp_path) == ["a"]


def test_a_file_system_without_modes_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_file(tmp_path / "a", b"mine", overwrite=False)
    monkeypatch.setattr(os, "fchmod", failing(os.fchmod, 1, errno.EPERM))
    write_file(tmp_path / "a", b"abc", overwrite=True)
    assert (tmp_path / "a").read_bytes() == b"abc"


def test_nothing_is_left_where_somebody_interrupts_as_the_file_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def interrupted(path: str, flags: int, mode: int = 0o777, **how: int) -> int:
        found = real(path, flags, mode, **how)
        if flags & os.O_EXCL:
            os.close(found)
            raise KeyboardInterrupt
        return found

    monkeypatch.setattr(new_file, "_unnamed", lambda _folder: -1)
    monkeypatch.setattr(os, "open", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "a", b"abc", overwrite=False)
    assert names(tmp_path) == []


# What was left by those who were killed


def test_what_was_left_is_removed_when_the_folder_is_written_to(tmp_path: Path, kind: str) -> None:
    (tmp_path / LEFT).write_bytes(b"half")
    write_file(tmp_path / "a", b"abc", overwrite=False)
    assert names(tmp_path) == ["a"]


def test_only_what_is_surely_ours_and_left_is_removed(tmp_path: Path) -> None:
    """Not what another process has locked, what is a link or a folder, what is another's, what only looks like ours."""
    locked, others = tmp_path / LEFT, tmp_path / f"{LEFT[:-1]}0"
    kept = [".sitbrief-index", ".sitbrief-0123", f"{LEFT}0", f"x{LEFT}", f"{LEFT[:-1]}G"]
    for name in (locked, others, *map(tmp_path.joinpath, kept)):
        name.touch()
    if os.geteuid() == 0:
        os.chown(others, 1234, 1234)
    else:
        others.unlink()
        others.symlink_to("kept")
    (tmp_path / f"{LEFT[:-1]}1").symlink_to(locked)
    (tmp_path / f"{LEFT[:-1]}2").mkdir()
    os.mkfifo(tmp_path / f"{LEFT[:-1]}3")
    before = names(tmp_path)
    with locked.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        write_file(tmp_path / "a", b"abc", overwrite=False)
    assert names(tmp_path) == sorted([*before, "a"])


def test_a_folder_is_tidied_up_once_in_a_process(tmp_path: Path) -> None:
    """An import writes thousands of files into one: to list it before each would take longer than to write."""
    write_file(tmp_path / "a", b"abc", overwrite=False)
    (tmp_path / LEFT).touch()
    write_file(tmp_path / "b", b"abc", overwrite=False)
    assert names(tmp_path) == [LEFT, "a", "b"]


def test_who_tidies_up_before_the_lock_is_there_does_not_take_the_file_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, taken = fcntl.flock, []

    def late(descriptor: int, how: int) -> None:
        if not taken:
            taken.extend(names(tmp_path))
            (tmp_path / taken[0]).unlink()
        real(descriptor, how)

    monkeypatch.setattr(new_file, "_unnamed", lambda _folder: -1)
    monkeypatch.setattr(fcntl, "flock", late)
    write_file(tmp_path / "a", b"abc", overwrite=False)
    assert len(taken) == 1
    assert (tmp_path / "a").read_bytes() == b"abc"
    assert names(tmp_path) == ["a"]


WRITER = """
import sys
from contextlib import closing
from pathlib import Path
from sitbrief.files import new_file
from sitbrief.files.writing import write_file
if sys.argv[2] == "named":
    new_file._unnamed = lambda folder: -1
for number in range(10**9):
    write_file(Path(sys.argv[1], "a"), (b"%d\\n" % number) * 20_000, overwrite=True)
    print(number, flush=True)
"""


@pytest.mark.parametrize("way", ["unnamed", "named"])
@pytest.mark.parametrize("turn", range(int(os.environ.get("SITBRIEF_KILLS", "4"))))
def test_who_is_killed_leaves_a_whole_file_and_nothing_after_the_next_start(
    tmp_path: Path, way: str, turn: int
) -> None:
    """What was said to be written is there."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path), way], stdout=subprocess.PIPE, encoding="utf-8"
    ) as writer:
        assert writer.stdout is not None
        said = next(int(line) for line in writer.stdout if int(line) > turn % 17)
        writer.send_signal(signal.SIGKILL)
        said = max([said, *(int(line) for line in writer.stdout if line.endswith("\n"))])
    found = (tmp_path / "a").read_bytes()
    is_whole = found in {(b"%d\n" % number) * 20_000 for number in (said, said + 1)}
    tried("kill -9 of a writer", 1, not is_whole)
    assert is_whole
    write_file(tmp_path / "b", b"abc", overwrite=False)
    assert names(tmp_path) == ["a", "b"]


@pytest.mark.parametrize("mode", [0o300, 0o700])
def test_a_folder_that_one_may_write_to_and_not_read_takes_files(tmp_path: Path, mode: int) -> None:
    """Root may read all; so this one gives that right up."""
    folder = tmp_path / "inbox"
    folder.mkdir(mode=mode)
    words = [sys.executable, "-c", WRITER.replace("10**9", "2"), str(folder), "unnamed"]
    if os.geteuid() == 0:
        from support.program import need

        words[:0] = [need("setpriv"), "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout, done.stderr) == ("0\n1\n", "")
    folder.chmod(0o700)
    assert names(folder) == ["a"]


def test_it_may_be_given_up(tmp_path: Path, kind: str) -> None:
    descriptor = os.open(tmp_path, os.O_RDONLY)
    with closing(NewFile(descriptor)) as new:
        new.file.write(b"abc")
    os.close(descriptor)
    assert names(tmp_path) == []
