"""Where the terminal's abilities are looked up, somebody may have put something that never answers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.terminal import Terminal

pytestmark = pytest.mark.pty


@pytest.mark.parametrize("variable", ["TERMINFO", "TERMINFO_DIRS", "HOME"])
@pytest.mark.parametrize("folder", ["x", "78"])
def test_a_pipe_in_the_place_of_an_entry_keeps_nobody_waiting(
    terminal: Callable[..., Terminal], tmp_path: Path, variable: str, folder: str
) -> None:
    entries = tmp_path / (".terminfo" if variable == "HOME" else "entries")
    (entries / folder).mkdir(parents=True)
    os.mkfifo(entries / folder / "xterm-256color")
    env = {} if variable == "HOME" else {variable: str(entries)}
    screen = terminal("--fresh", env=env)
    screen.wait_for("Timeline").send("q")
    assert screen.wait_exit() == 0


def test_a_terminal_that_is_a_path_leads_nowhere(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "entry")
    screen = terminal("--fresh", env={"TERM": "../../../entry", "TERMINFO": str(tmp_path / "a" / "b")})
    screen.wait_for("Timeline").send("q")
    assert screen.wait_exit() == 0
