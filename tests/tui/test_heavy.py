"""Briefings that are valid and heavy with links open in the reader as others of their size do, and are left as they are.

With SITBRIEF_BOMBS=full there are three times as many links.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.test_bombs import HEAVY, MOST_MIB, harmless, heavy

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.terminal import Terminal

pytestmark = pytest.mark.pty

PATIENCE = 60
"""Seconds for a screen, on however slow a machine."""


def seconds(pid: int) -> float:
    """The processor time of a process and of those that it has waited for."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def opened(start: Callable[..., Terminal], path: Path) -> tuple[Terminal, float]:
    """The reader with its first screen, and the processor time up to it."""
    screen = start("--fresh", str(path), cols=100, rows=30).wait_for("4 Sources", PATIENCE)
    return screen, seconds(screen.pid)


@pytest.mark.parametrize("name", HEAVY)
def test_a_briefing_of_many_links_opens_as_a_plain_one_does(
    terminal: Callable[..., Terminal], tmp_path: Path, name: str
) -> None:
    path = heavy(tmp_path, name)
    plain = tmp_path / "plain.json"
    plain.write_bytes(harmless(path.stat().st_size))
    screen, usual = opened(terminal, plain)
    screen.settle().send("q")
    assert screen.wait_exit() == 0
    screen, used = opened(terminal, path)
    assert used < 3 * usual, (used, usual)
    screen.settle().send("enter").wait_for_words("based on", PATIENCE)
    screen.settle().send("end").settle().send("q").wait_for("4 Sources", PATIENCE)
    assert screen.megabytes() < MOST_MIB
    screen.settle().send("q")
    assert screen.wait_exit(PATIENCE) == 0
