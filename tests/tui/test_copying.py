"""What is copied goes to the terminal, or the command line to use instead is shown."""

from __future__ import annotations

import re
from base64 import b64decode
from typing import TYPE_CHECKING

import pytest

from library.making import CLAIM, put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

pytestmark = pytest.mark.pty

SET = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
PLAIN = {"TMUX": "", "STY": "", "TERM": "xterm-256color", "SITBRIEF_LIBRARY": ""}


def test_an_entry_is_sent_whole_with_who_says_it(terminal: Start, tmp_path: Path) -> None:
    path = put(tmp_path / "library", "a.json", "a")
    screen = terminal(str(path), cols=100, env=PLAIN).wait_for("4 Sources").settle()
    screen.send("y").wait_for("sent to your terminal")
    (found,) = SET.findall(screen.raw)
    assert b64decode(found).decode() == (
        "TLP:CLEAR\nSyria 1, edition 1, as of 2024-12-05 Asia/Damascus\nRoad cut\n- A road was cut. (B2; A monitor)\n"
    )


def test_an_entry_of_the_library_is_sent_as_its_briefing_has_it(terminal: Start, tmp_path: Path) -> None:
    put(tmp_path / "library", "a.json", "a")
    screen = terminal(str(tmp_path / "library"), cols=100, env=PLAIN).wait_for("4 Sources").settle()
    screen.send("o").wait_for("1 of 1 shown").send("y").wait_for("sent to your terminal")
    (found,) = SET.findall(screen.raw)
    assert b"A road was cut. (B2; A monitor)" in b64decode(found)


def test_what_is_too_large_is_not_sent_and_the_export_is_shown(terminal: Start, tmp_path: Path) -> None:
    claims = [{**CLAIM, "id": f"c{number}", "statement": f"{number} {'x' * 1_900}"} for number in range(110)]
    entry = {"id": "t1", "headline": "All of it", "claims": [claim["id"] for claim in claims]}
    put(tmp_path / "library", "a.json", "a", claims=claims, timeline=[entry], summary=[])
    for back in ("", "o"):
        screen = terminal(str(tmp_path / "library"), cols=100, env=PLAIN).wait_for("4 Sources").settle()
        screen.send(back or "1").settle().send("1", "y").wait_for("too large for the clipboard")
        screen.wait_for("sitbrief export")
        assert not SET.search(screen.raw)
        screen.send("q").wait_gone("sitbrief export")


def test_a_terminal_without_a_clipboard_gets_the_command_line(terminal: Start, tmp_path: Path) -> None:
    path = put(tmp_path / "library", "a.json", "a")
    screen = terminal(str(path), cols=100, env={**PLAIN, "TERM": "linux"}).wait_for("4 Sources").settle()
    screen.send("y").wait_for("of the kind linux has no clipboard").wait_for("sitbrief export a")
    assert b"\x1b]52" not in screen.raw
