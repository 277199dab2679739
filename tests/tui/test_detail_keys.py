"""The keys of an open entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

pytestmark = pytest.mark.pty


def opened(terminal: Start, **size: int) -> Terminal:
    screen = terminal("--open", "2024-12-06-hama", **size).wait_for("4 Sources").settle()
    return screen.send("enter").wait_for("Says:").settle()


def test_what_is_open_lists_its_own_keys(terminal: Start) -> None:
    screen = opened(terminal, cols=100, rows=40)
    assert "? keys" in screen.grid()
    screen.send("?").wait_for("Keys on this screen")
    for words in ("Go to the next link", "Go one page down", "Copy this", "Go back to where"):
        assert words in screen.grid()
    screen.send("esc").wait_gone("Keys on this screen").wait_for("Says:").send("q").wait_for("4 Sources")


def test_what_is_open_is_copied(terminal: Start) -> None:
    screen = opened(terminal)
    screen.send("y").wait_for("The entry: ")
    assert b"\x1b]52;c;" in screen.raw
    screen.send("q").wait_for("4 Sources").send("4", "enter").wait_for("Kind:").send("y").wait_for(
        "The source: "
    )


def test_a_summary_has_nothing_to_copy_and_says_so(terminal: Start) -> None:
    screen = terminal("--open", "2024-12-06-hama", rows=20).wait_for("more lines: s").settle()
    screen.send("s").wait_for("q back").send("y").wait_for("y: entries and sources are copied")
    assert "y copy" not in screen.grid()


def test_the_selected_link_stays_selected_in_another_width(terminal: Start) -> None:
    """It was known by its line, which is another one in another width, or none: up then ended the reader."""
    screen = opened(terminal, cols=42, rows=60)
    screen.send("\t" * 20).wait_for("\n> ").settle()
    chosen = [row for row in screen.grid().splitlines() if row.startswith("> ")]
    for cols in (200, 42, 120):
        screen.resize(cols, 60)
        screen.settle()
        (now,) = (row for row in screen.grid().splitlines() if row.startswith("> "))
        assert now[:30] == chosen[0][:30]
    screen.resize(200, 60)
    screen.send("up", "up", "down").settle()
    screen.wait_for("\n> ").send("q").wait_for("4 Sources")
