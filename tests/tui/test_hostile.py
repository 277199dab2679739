"""Every text of a briefing at once is hostile: it is shown as text or refused with its place, and nothing else happens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import orjson
import pytest

from formats.hostile import PAYLOADS, replaced_everywhere
from support.program import sitbrief

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.terminal import Terminal

pytestmark = pytest.mark.pty

TOUR = (
    "down",
    "enter",
    "pagedown",
    "end",
    "tab",
    "enter",
    "q",
    "q",
    "2",
    "enter",
    "end",
    "q",
    "3",
    "enter",
    "q",
    "4",
)
MORE = (
    "enter",
    "q",
    "s",
    "s",
    "esc",
    "o",
    "q",
    "p",
    "esc",
    "f",
    "esc",
    "e",
    "esc",
    "y",
    "Y",
    "q",
    "?",
    "esc",
    "z",
    "G",
)


@pytest.mark.parametrize(
    "number", range(len(PAYLOADS)), ids=lambda n: PAYLOADS[n][:20].encode("unicode_escape").decode()
)
def test_hostile_text_stays_text_on_the_wire(
    terminal: Callable[..., Terminal], tmp_path: Path, number: int
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(orjson.dumps(replaced_everywhere(PAYLOADS[number])))
    screen = terminal(str(path), cols=100, rows=30)
    screen.wait_for("4 Sources").settle(0.1)
    for key in (*TOUR, *MORE):
        screen.send(key).settle(0.05)
    screen.send("q").settle(0.1)
    assert screen.wait_exit() == 0
    assert screen.controls() == []
    assert b"\x1b]52;c;aGk=" not in screen.raw
    found = {entry.relative_to(tmp_path).as_posix() for entry in tmp_path.rglob("*") if entry.is_file()}
    own = {
        name
        for name in found
        if re.fullmatch(r"\.(cache|local/state)/sitbrief/(index/[0-9a-f]+/)?[0-9a-z.-]+", name)
    }
    assert found - own == {"a.json"}


@pytest.mark.parametrize("command", ["show", "export", "check"])
@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda text: text[:20].encode("unicode_escape").decode())
def test_hostile_text_stays_text_in_what_is_printed(tmp_path: Path, command: str, payload: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(orjson.dumps(replaced_everywhere(payload)))
    done = sitbrief(command, str(path), home=tmp_path)
    assert done.returncode == (1 if command == "check" else 0)
    printed = done.stdout + done.stderr
    assert all(sign.isprintable() or sign == "\n" for sign in printed if sign not in "\u00a0\u3000")
