"""Every text of a briefing at once is hostile: it is shown as text or refused with its place, and nothing else happens."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

import orjson
import pytest

from formats.hostile import PAYLOADS, filled, places, replaced_everywhere, sample
from support.program import sitbrief
from support.tried import tried

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


COLUMNS: Final = (2, 7, 20, 45, 70, 99)
TURNS: Final = range(len(PAYLOADS)) if os.environ.get("SITBRIEF_STRINGS") == "all" else (0, 23)


def clicked(screen: Terminal, rows: int) -> bool:
    """Click into every row of the screen, in some columns; whether anything was seen to come of it."""
    first, moved = screen.grid() + screen.styled(), False
    for row in range(1, rows + 1):
        for column in COLUMNS:
            screen.send(f"\x1b[<0;{column};{row}M", f"\x1b[<0;{column};{row}m")
        screen.settle(0.05)
        moved |= screen.grid() + screen.styled() != first
    return moved


@pytest.mark.parametrize("turn", TURNS)
def test_a_click_on_hostile_text_is_a_click_on_text(
    terminal: Callable[..., Terminal], tmp_path: Path, turn: int
) -> None:
    """With the mouse taken, no text is a link, a command or a copy to whoever clicks on it."""
    config = tmp_path / ".config" / "sitbrief" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("mouse = true\n", encoding="utf-8")
    own = [PAYLOADS[(turn + place) % len(PAYLOADS)] for place, _ in enumerate(places(sample()))]
    (tmp_path / "a.json").write_bytes(orjson.dumps(filled(own)))
    rows = 30
    screen = terminal("--fresh", str(tmp_path / "a.json"), cols=100, rows=rows).wait_for("4 Sources").settle()
    assert {"1000", "1006"} <= screen.modes
    assert clicked(screen, rows)
    screen.send("esc").settle().send("esc").settle().send("1", "home", "enter")
    screen.wait_for("q back").settle()
    clicked(screen, rows)
    shapes = re.compile(rb"\x1b\]22;[a-z-]*(?:\x07|\x1b\\)")
    screen.raw = shapes.sub(b"", screen.raw)  # of the pointer, as it moves
    wrong = re.findall(rb"\x1b\][^\x07\x1b]*", screen.raw)
    tried("clicks on hostile text", 2 * rows * len(COLUMNS), len(wrong))
    assert wrong == []
    assert "1049" in screen.modes, "it is still there"
    screen.send("ctrl+c")
    assert screen.wait_exit() == 0
    screen.raw = shapes.sub(b"", screen.raw)
    assert screen.controls() == []
    assert {entry.name for entry in tmp_path.iterdir() if not entry.name.startswith(".")} == {"a.json"}
    assert [entry.name for entry in config.parent.iterdir()] == ["config.toml"]


@pytest.mark.parametrize("command", ["show", "export", "check"])
@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda text: text[:20].encode("unicode_escape").decode())
def test_hostile_text_stays_text_in_what_is_printed(tmp_path: Path, command: str, payload: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(orjson.dumps(replaced_everywhere(payload)))
    done = sitbrief(command, str(path), home=tmp_path)
    assert done.returncode == (1 if command == "check" else 0)
    printed = done.stdout + done.stderr
    assert all(sign.isprintable() or sign == "\n" for sign in printed if sign not in "\u00a0\u3000")
