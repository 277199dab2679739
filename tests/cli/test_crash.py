"""A mistake of our own ends in two lines and a report, and leaves the terminal as it was."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.program import environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.terminal import Terminal

BROKEN = """
import sys
from sitbrief.cli import list_
from sitbrief.cli.main import main
from sitbrief.tui.screens.panes import PanesScreen

def broken(*_):
    secret = "the name of a witness"
    raise KeyError("\\x1b[31mwhat a briefing says")

list_.run = broken
PanesScreen.step_pane = broken
sys.exit(main(sys.argv[1:]))
"""
"""The program with a mistake in `list`, and in what Tab does."""


def run(home: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BROKEN, "list", "--province", "Hama"],
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
    assert first.startswith("sitbrief: a mistake of its own: KeyError in ")
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
def test_where_no_report_can_be_written_nothing_is_kept_back(
    tmp_path: Path, surroundings: dict[str, str]
) -> None:
    done = run(tmp_path, **surroundings)
    assert done.returncode == 1
    assert done.stderr.startswith("Traceback")
    assert "KeyError" in done.stderr.splitlines()[-1]


@pytest.mark.pty
@pytest.mark.parametrize("cols", [40, 120])
def test_a_screen_that_breaks_gives_the_terminal_back(
    terminal: Callable[..., Terminal], tmp_path: Path, cols: int
) -> None:
    reader = terminal(argv=[sys.executable, "-c", BROKEN], cols=cols)
    reader.wait_for("Timeline").send("tab")
    assert reader.wait_exit() == 70
    assert reader.echoing()
    told = " ".join(reader.grid().split())
    (report,) = reports(tmp_path)
    assert "sitbrief: a mistake of its own: KeyError" in told
    assert report.name in told.replace(" ", "")
    assert "Traceback" not in told
    assert "witness" not in told
    assert "step_pane" in report.read_text(encoding="utf-8")
