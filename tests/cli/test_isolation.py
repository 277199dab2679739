"""Nothing that lies in the current folder or beside briefings is run, however the program is started."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from library.making import content, put
from sitbrief.tui.own_process import FOLDER, absolute, own_command
from support.program import environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.terminal import Terminal

MODULES = (
    *("__future__", "argparse", "importlib", "json", "orjson", "pydantic", "sqlite3", "subprocess"),
    *("typing", "zoneinfo", "sitecustomize", "usercustomize", "sitbrief_typo", "rich", "textual"),
)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A library whose folder has a module of each name that writes a file when it runs, beside a good briefing."""
    folder = tmp_path / "library"
    put(folder)
    for name in MODULES:
        plant(folder, name)
    return folder


def plant(folder: Path, name: str) -> None:
    """Put a module there that tells when it runs."""
    ran = folder.parent / "ran"
    text = f"open({str(ran)!r}, 'a').write({name + chr(10)!r})\n"
    (folder / f"{name}.py").write_text(text, encoding="utf-8")


def run(argv: list[str], folder: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a command in that folder."""
    surroundings = environment(folder.parent, **extra)
    return subprocess.run(argv, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)


def script() -> str:
    """The command that the installation has made."""
    return str(Path(sys.executable).with_name("sitbrief"))


def test_the_current_folder_has_no_say_where_python_is_told_the_module(hostile: Path) -> None:
    """Python itself looks there for one, before anything of ours runs."""
    (hostile / "importlib.py").unlink()
    done = run([sys.executable, "-m", "sitbrief", "search", "road", "--library", "."], hostile)
    assert (done.returncode, done.stdout.count("\n")) == (0, 1), done.stderr
    assert not (hostile.parent / "ran").exists()


@pytest.mark.parametrize("path", [".", "", ":", "x:.", "./."])
def test_a_relative_part_of_pythonpath_has_no_say(hostile: Path, path: str) -> None:
    """Python itself looks there for two modules when it starts, before anything of ours runs."""
    for name in ("sitecustomize", "usercustomize"):
        (hostile / f"{name}.py").unlink()
    done = run([script(), "search", "road", "--library", "."], hostile, PYTHONPATH=path)
    assert (done.returncode, done.stdout.count("\n")) == (0, 1), done.stderr
    assert not (hostile.parent / "ran").exists()


def test_a_folder_that_was_removed_is_no_place_to_look_for_modules(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    line = f"cd {gone} && rmdir {gone} && exec {sys.executable} -m sitbrief --version"
    done = subprocess.run(["sh", "-c", line], env=environment(tmp_path), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_our_own_process_takes_nothing_of_its_surroundings(hostile: Path) -> None:
    """The package's own name too: nothing is found by the current folder."""
    plant(hostile, "sitbrief")
    around = {
        **environment(hostile.parent),
        "PYTHONPATH": str(hostile),
        "PYTHONSTARTUP": str(hostile / "json.py"),
        "PYTHONINSPECT": "1",
        "PYTHONWARNINGS": "error",
        "PYTHONHOME": "/nowhere",
        "LD_LIBRARY_PATH": f"/opt/lib::{os.curdir}",
        "TEXTUAL_DRIVER": "json:Driver",
        "PATH": f"{hostile}:.",
    }
    command = own_command(["index", "--lines", "--", *absolute([hostile])], around)
    assert {"HOME", "LANG", "PATH", "LD_LIBRARY_PATH"} == command.environ.keys()
    assert command.environ["LD_LIBRARY_PATH"] == "/opt/lib"
    done = subprocess.run(
        command.words, env=command.environ, cwd=hostile, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].split()[2] == "1"
    assert not (hostile.parent / "ran").exists()


def test_paths_for_another_folder_mean_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "else" / "deep").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "else" / "deep")
    monkeypatch.chdir(tmp_path)
    for word in (".", "link", "link/..", "/etc"):
        (found,) = absolute([Path(word)])
        assert Path(found).is_absolute()
        assert Path(found).samefile(word)
    assert Path(FOLDER).is_dir()


def reader_beside_planted_modules(terminal: Callable[..., Terminal], hostile: Path, size: int) -> Terminal:
    """The reader of a library of so many bytes, in whose folder, the current one, lies what Python might take for ours."""
    plant(hostile, "sitbrief")
    large = json.dumps(content("large", series="large"))
    (hostile / "large.json").write_text(large + " " * size, encoding="utf-8")
    start = ["sh", "-c", f"cd {hostile} && exec {script()} ."]
    return terminal(argv=start, cols=100, rows=30, env={"SITBRIEF_LIBRARY": ""})


@pytest.mark.pty
def test_the_reader_of_a_large_library_runs_nothing_of_its_folder(
    terminal: Callable[..., Terminal], hostile: Path
) -> None:
    """Its index is brought up to date by a process of its own, which the current folder once had a say in."""
    screen = reader_beside_planted_modules(terminal, hostile, 17_000_000)
    screen.wait_for("2 of 2 shown", 60).send("q")
    assert screen.wait_exit() == 0
    assert not (hostile.parent / "ran").exists()


@pytest.mark.pty
def test_the_library_of_some_megabytes_runs_nothing_of_the_current_folder(
    terminal: Callable[..., Terminal], hostile: Path
) -> None:
    """Opened with o: too small for an index on disk, and large enough for a process of its own to read it."""
    screen = reader_beside_planted_modules(terminal, hostile, 4_000_000)
    screen.wait_for("4 Sources", 60).settle().send("o").wait_for("large", 60).settle()
    screen.send("esc").settle().send("q")
    assert screen.wait_exit() == 0
    assert not (hostile.parent / "ran").exists()
