"""A mistake of our own ends in two lines and a report, and leaves the terminal as it was."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from library.making import put
from support.program import environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.terminal import Terminal

BROKEN = """
import sys
from sitbrief.cli import list_
from sitbrief.cli.main import main
from sitbrief.terminal.canvas import Canvas
from sitbrief.terminal.keyboard import Keyboard
from sitbrief.tui.screens.panes import PanesScreen
from sitbrief.tui.screens.reader import Reader

def broken(*_, **__):
    secret = "the name of a witness"
    raise {error}

def broken_later(*_):
    raise ZeroDivisionError

{what}
sys.exit(main(sys.argv[1:]))
"""
"""The program with a mistake in it."""

VALUE = 'ValueError("what a briefing says\\x1b]0;title\\x07\\x1b[?1049h")'
TAB = "PanesScreen.step_pane = broken"


def broken(what: str, error: str = VALUE) -> list[str]:
    return [sys.executable, "-c", BROKEN.format(what=what, error=error)]


def run(home: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*broken("list_.run = broken"), "list", "--province", "Hama"],
        env=environment(home, **extra),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def reports(home: Path) -> list[Path]:
    return sorted((home / ".local" / "state" / "sitbrief").glob("crash-*.txt"))


def test_a_command_that_breaks_says_so_in_two_lines_and_writes_a_report(tmp_path: Path) -> None:
    done = run(tmp_path)
    (report,) = reports(tmp_path)
    assert done.returncode == 70
    first, second = done.stderr.splitlines()
    assert first.startswith("sitbrief: a mistake of its own: ValueError in ")
    assert first.endswith(str(report))
    assert "/issues" in second
    assert "witness" not in done.stderr + done.stdout
    assert "what a briefing says" not in done.stderr + done.stdout
    told = report.read_text(encoding="utf-8")
    for words in ("Traceback", "command: sitbrief list --province Hama", "Textual: ", "what a briefing says"):
        assert words in told
    assert "witness" not in told.split("Traceback")[0]
    assert "\x1b" not in told
    assert report.stat().st_mode & 0o777 == 0o600
    assert report.parent.stat().st_mode & 0o777 == 0o700


def test_an_interrupt_that_comes_while_a_class_is_made_is_none_of_our_mistakes(tmp_path: Path) -> None:
    """Before Python 3.12 what is raised in `__set_name__` is told as the cause of another error."""
    what = "def broken(*_):\n    raise RuntimeError('Error calling __set_name__') from KeyboardInterrupt()\n"
    done = subprocess.run(
        [*broken(f"{what}list_.run = broken"), "list"],
        env=environment(tmp_path),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
    assert not reports(tmp_path)


def test_the_last_five_reports_are_kept(tmp_path: Path) -> None:
    run(tmp_path)
    (report,) = reports(tmp_path)
    for number in range(7):
        (report.parent / f"crash-2020-01-0{number + 1}T000000-1.txt").touch()
    run(tmp_path)
    kept = reports(tmp_path)
    assert len(kept) == 5
    assert report in kept
    assert kept[0].name == "crash-2020-01-05T000000-1.txt"


@pytest.mark.parametrize("surroundings", [{"HOME": ""}, {"XDG_STATE_HOME": "/dev/null"}])
def test_where_no_report_can_be_written_it_is_said_clean(
    tmp_path: Path, surroundings: dict[str, str]
) -> None:
    done = run(tmp_path, **surroundings)
    assert done.returncode == 70
    assert "Traceback" in done.stderr
    assert "ValueError: what a briefing says" in done.stderr
    assert "Please send the lines above" in done.stderr.splitlines()[-1]
    assert "\x1b" not in done.stderr


BREAKS = {
    "a key": (TAB, VALUE),
    "a pipe": (TAB, "BrokenPipeError(32, 'gone')"),
    "a time-out": (TAB, "TimeoutError()"),
    "twice": (f"{TAB}; Reader.on_unmount = broken_later", VALUE),
    "the start": ("Reader.on_mount = broken", VALUE),
    "the keyboard": ("Keyboard.__init__ = broken", VALUE),
    "the painter": ("Canvas.difference = broken", VALUE),
}


@pytest.mark.pty
@pytest.mark.parametrize("name", BREAKS)
def test_a_screen_that_breaks_gives_the_terminal_back(
    terminal: Callable[..., Terminal], tmp_path: Path, name: str
) -> None:
    what, error = BREAKS[name]
    reader = terminal(argv=broken(what, error), cols=40)
    if what.startswith(TAB):
        reader.wait_for("Timeline").send("tab")
    assert reader.wait_exit() == 70
    assert reader.echoing()
    for mode in (b"1049", b"2004"):
        assert reader.raw.rfind(b"\x1b[?%bl" % mode) >= reader.raw.rfind(b"\x1b[?%bh" % mode)
    (report,) = reports(tmp_path)
    told = reader.raw.decode().replace("\r\n", "")
    kind = error.partition("(")[0]
    assert f"sitbrief: a mistake of its own: {kind}" in told
    assert report.name in told
    assert "Traceback" not in told
    assert "witness" not in told
    assert f"\n{kind}" in report.read_text(encoding="utf-8")


def test_a_mistake_in_a_process_that_helps_is_told_by_the_first(tmp_path: Path) -> None:
    """Briefings are indexed by several."""
    for number in range(4):
        put(tmp_path / "lib", f"s-{number}.json", f"s-{number}", edition=number)
    what = """
from sitbrief.formats import native
from sitbrief.library.index import index_builder
import os
index_builder.BATCH = 1
os.sched_getaffinity = lambda _: {0, 1, 2}
native.loads = broken
"""
    done = subprocess.run(
        [*broken(what), "index", str(tmp_path / "lib")],
        env=environment(tmp_path),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    (report,) = reports(tmp_path)
    assert done.returncode == 70
    assert "Traceback" not in done.stderr
    assert "RuntimeError in library/index/segment_builder.py:" in done.stderr
    assert "what a briefing says" in report.read_text(encoding="utf-8")
