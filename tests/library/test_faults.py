"""A disk that is full, broken, or for reading alone: the right answer, or a line that says why not. Never a short one."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from library.making import put
from support.program import BRIEFINGS, COMMAND, environment, need, need_root, sitbrief
from support.tried import tried

if TYPE_CHECKING:
    from pathlib import Path

CALLS = {
    "openat": ("ENOSPC", "EIO", "EROFS", "EACCES", "EINTR"),
    "read": ("EIO", "EINTR"),
    "write": ("ENOSPC", "EIO", "EINTR"),
    "fsync": ("EIO", "ENOSPC", "EROFS"),
    "rename,renameat,renameat2": ("EIO", "ENOSPC", "EROFS", "EACCES"),
    "unlink,unlinkat": ("EIO", "EROFS", "EACCES"),
    "mkdir,mkdirat": ("EIO", "ENOSPC", "EROFS", "EACCES"),
    "flock": ("EIO", "EACCES", "EINTR"),
    "mmap": ("EACCES", "EIO"),
    "getdents64": ("EIO",),
    "newfstatat,fstat,stat": ("EIO", "EACCES"),
}
MOMENTS = ("1", "2", "3", "1+", "2+")
COMMANDS = ("search", "search again", "index")
EVERY = [
    (command, call, error, moment)
    for command in COMMANDS
    for call, errors in CALLS.items()
    for error, moment in itertools.product(errors, MOMENTS)
    if (error, moment[-1]) != ("EINTR", "+")  # a call that is interrupted for good is made again for good
]
ALL = os.environ.get("SITBRIEF_FAULTS") == "all"
CHOSEN = EVERY if ALL else random.Random(17).sample(EVERY, 16)  # noqa: S311  no secrets
QUERY = ("search", "hama", "after:2024-12-01")


def library(folder: Path) -> Path:
    """The samples, in a folder of their own."""
    folder.mkdir()
    for path in BRIEFINGS.glob("*.json"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def injected(
    home: Path, paths: list[Path], inject: str, *words: str, **extra: str
) -> subprocess.CompletedProcess[str]:
    """Run the program while calls that have to do with some paths fail."""
    calls = inject.partition(":")[0]
    about = [word for path in paths for word in ("-P", str(path))]
    tracing = [
        need("strace"),
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        *about,
        "-e",
        f"trace={calls}",
        "-e",
        f"inject={inject}",
    ]
    return subprocess.run(
        [*tracing, *COMMAND, *words],
        env=environment(home, **extra),
        cwd="/",
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )


@pytest.mark.parametrize(("command", "call", "error", "moment"), CHOSEN)
def test_what_fails_is_said_or_does_not_matter(
    tmp_path: Path, command: str, call: str, error: str, moment: str
) -> None:
    """Calls fail that have to do with the library, the cache and the folder for what is needed once."""
    where = library(tmp_path / "library")
    search = (*QUERY, "--library", str(where))
    expected = sitbrief(*search, home=tmp_path).stdout
    (index,) = (tmp_path / ".cache" / "sitbrief" / "index").iterdir()
    if command != "search again":
        for path in index.iterdir():
            path.unlink()
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    paths = [where, *where.iterdir(), index, *index.parents[:3], *index.iterdir(), temporary]
    words = ("index", str(where)) if command == "index" else search
    done = injected(tmp_path, paths, f"{call}:error={error}:when={moment}", *words, TMPDIR=str(temporary))
    told = done.returncode == 3 and len(done.stderr.splitlines()) > 1
    right = done.returncode == 0 and (command == "index" or done.stdout == expected)
    tried("injected faults over search and index", 1, 0 if told or right else 1)
    assert told or right, done.stderr
    assert "Traceback" not in done.stderr
    after = sitbrief(*search, home=tmp_path)
    assert (after.returncode, after.stdout) == (0, expected), "it is well again"
    assert not [path for path in index.iterdir() if path.name.startswith(".")]


def test_what_could_not_be_read_once_is_read_the_next_time(tmp_path: Path) -> None:
    where = library(tmp_path / "library")
    search = (*QUERY, "--library", str(where))
    path = where / "2024-12-06-hama.json"
    done = injected(tmp_path, [path], "read:error=EIO:when=1+", *search)
    assert (done.returncode, 0 < done.stdout.count("\n") < 30) == (3, True)
    assert f"{path}: Input/output error" in done.stderr
    after = sitbrief(*search, home=tmp_path)
    assert (after.returncode, after.stdout.count("\n")) == (0, 30)


def test_a_folder_that_cannot_be_listed_is_said(tmp_path: Path) -> None:
    where = library(tmp_path / "library")
    done = injected(tmp_path, [where], "getdents64:error=EIO:when=1+", *QUERY, "--library", str(where))
    assert done.returncode == 3
    assert f"{where}: Input/output error" in done.stderr


def test_a_file_that_may_be_read_again_is_read_again(tmp_path: Path) -> None:
    """By its mode alone nothing says that it has changed."""
    where = library(tmp_path / "library")
    path = where / "2024-12-06-hama.json"
    without_rights = "--bounding-set=-dac_override,-dac_read_search"
    around = () if os.geteuid() else (need("setpriv"), without_rights)
    words = [*around, *COMMAND, *QUERY, "--library", str(where)]

    def search() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words, env=environment(tmp_path), capture_output=True, encoding="utf-8", check=False
        )

    path.chmod(0)
    done = search()
    assert (done.returncode, 0 < done.stdout.count("\n") < 30) == (3, True), done.stderr
    assert f"{path}: Permission denied" in done.stderr
    assert search().returncode == 3
    path.chmod(0o644)
    done = search()
    assert (done.returncode, done.stdout.count("\n")) == (0, 30), done.stderr


def test_where_no_file_may_grow_it_is_said(tmp_path: Path) -> None:
    where = library(tmp_path / "library")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    line = f"ulimit -f 4; exec {' '.join(COMMAND)} {' '.join(QUERY)} --library {where}"
    done = subprocess.run(
        ["sh", "-c", line],
        env=environment(tmp_path, TMPDIR=str(temporary)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert "File too large" in done.stderr
    assert not list(temporary.iterdir())
    assert sitbrief(*QUERY, "--library", str(where), home=tmp_path).stdout.count("\n") == 30


def test_on_a_full_disk_it_is_made_elsewhere(tmp_path: Path) -> None:
    """In the cache nothing can be written; the folder for what is needed once is another disk."""
    need_root("mount")
    where = library(tmp_path / "library")
    cache = tmp_path / "cache"
    cache.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", cache], check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        done = sitbrief(*QUERY, "--library", str(where), home=tmp_path, XDG_CACHE_HOME=str(cache))
        assert (done.returncode, done.stdout.count("\n")) == (0, 30), done.stderr
        assert "No space left on device" in done.stderr
    finally:
        subprocess.run(["umount", cache], check=True)


def test_no_temporary_folder_is_made_in_the_current_one(tmp_path: Path) -> None:
    """It is the last resort of the standard library."""
    put(tmp_path / "library")
    script = """
import os, tempfile
from sitbrief.library import filesystem
filesystem._TEMPORARY = ("/nowhere",)
os.environ["TMPDIR"] = "."
try:
    filesystem.temporary_folder()
except OSError as error:
    print(error.filename)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("/nowhere/"), done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"library"}
