"""What Textual brings along and a reader on another's machine must not reach: its palette, screenshots, devtools, browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.terminal import Terminal

TEXTUAL = {
    "TEXTUAL": "devtools,debug",
    "TEXTUAL_DEVTOOLS_HOST": "127.0.0.1",
    "TEXTUAL_DRIVER": "ran:Driver",
    "TEXTUAL_LOG": "ran.log",
    "TEXTUAL_SCREENSHOT": "0",
    "TEXTUAL_SCREENSHOT_LOCATION": "ran",
    "TEXTUAL_SCREENSHOT_FILENAME": "ran.svg",
    "TEXTUAL_PRESS": "q",
    "TEXTUAL_DEBUG": "1",
    "TEXTUAL_SHOW_RETURN": "1",
}


@pytest.mark.pty
def test_none_of_it_is_reached_by_a_key_or_a_variable(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    """Held: no file is written but our own, no link is sent (OSC 8), the clipboard is not asked for (OSC 52 with "?")."""
    (tmp_path / "ran.py").write_text("open('ran', 'w').close()")
    screen = terminal(cols=100, rows=30, env={**TEXTUAL, "PYTHONDONTWRITEBYTECODE": "1"})
    screen.wait_for("4 Sources").settle(0.1)
    for number in (16, 28, 15, 19, 20, 31, 11, 5):  # ctrl+p, ctrl+\, ctrl+o, ... as bytes
        screen.type(bytes([number]))
        screen.settle(0.1)
    for key in ("enter", "end", "q"):
        screen.send(key).settle(0.1)
    screen.wait_for("4 Sources").send("q").settle(0.1)
    assert screen.wait_exit() == 0
    assert b"\x1b]8;" not in screen.raw
    assert b";?" not in b"".join(part[:40] for part in screen.raw.split(b"\x1b]52")[1:])
    strange = {path.name for path in tmp_path.iterdir()} - {"ran.py", ".cache", ".local", ".config"}
    assert strange == set()


def test_what_writes_a_file_or_starts_a_browser_does_nothing() -> None:
    from sitbrief.tui.app import SitbriefApp

    assert SitbriefApp.ENABLE_COMMAND_PALETTE is False
    assert {"action_screenshot", "open_url"} <= set(vars(SitbriefApp))
