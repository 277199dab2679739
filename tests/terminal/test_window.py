"""What is drawn of a window is bounded, whatever the terminal or the environment says of it."""

from __future__ import annotations

import fcntl
import os
import struct
import termios
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.limits import limits
from sitbrief.terminal.window import window, without_rubbish
from support.program import BRIEFINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

BRIEFING: Final = str(BRIEFINGS / "2024-12-05-hama.json")
WORDS: Final = st.one_of(
    st.text(max_size=12),
    st.integers().map(str),
    st.sampled_from(["", "0", "1000000", "²", "١٢٣", "9" * 5_000]),
)


@given(
    st.integers(0, 65_535),
    st.integers(0, 65_535),
    st.dictionaries(st.sampled_from(["COLUMNS", "LINES"]), WORDS),
)
def test_whatever_is_said_what_is_drawn_is_within_bounds(
    columns: int, rows: int, environ: dict[str, str]
) -> None:
    master, slave = os.openpty()
    try:
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        found = window(slave, environ)
        without_rubbish(environ)
        assert window(slave, environ) == found
    finally:
        os.close(master)
        os.close(slave)
    assert 1 <= found.size[0] <= limits().window_columns
    assert 1 <= found.size[1] <= limits().window_rows
    assert (found.size != found.said) == bool(found.words)
    if not found.words and not environ:
        assert found.size == (columns or 80, rows or 24)


def test_what_is_no_terminal_has_the_usual_size() -> None:
    reading, writing = os.pipe()
    try:
        assert window(reading, {}).size == (80, 24)
        assert window(reading, {"COLUMNS": "132", "LINES": "x"}).size == (132, 24)
    finally:
        os.close(reading)
        os.close(writing)


@pytest.mark.pty
@pytest.mark.parametrize(
    "env",
    [{"COLUMNS": "1000000"}, {"LINES": "1000000"}, {"COLUMNS": "9" * 5_000, "LINES": "²"}, {"COLUMNS": "-1"}],
)
def test_a_size_in_the_environment_costs_no_memory(terminal: Start, env: dict[str, str]) -> None:
    """A million columns took gigabytes, and q nothing; five thousand digits ended in a report."""
    screen = terminal(BRIEFING, "--fresh", env=env)
    screen.wait_until(lambda: b"Timeline" in screen.raw, "the first screen")
    assert screen.megabytes() < 150
    screen.send("q")
    assert screen.wait_exit() == 0


@pytest.mark.pty
@pytest.mark.parametrize("size", [(65_535, 65_535), (65_535, 1), (1, 65_535), (1, 1), (0, 0)])
def test_a_window_of_any_size_is_drawn_and_left(terminal: Start, size: tuple[int, int]) -> None:
    """At the start and while it runs; the SSH client chooses what it says."""
    screen = terminal(BRIEFING, "--fresh").wait_for("4 Sources").settle(0.1)
    screen.say_size(*size)
    screen.settle(0.3).send("j", "s", "\r").settle(0.1).send("q")
    screen.say_size(80, 24)
    screen.settle(0.3).send("ctrl+l").wait_for("4 Sources")
    assert screen.megabytes() < 250
    screen.send("q")
    assert screen.wait_exit() == 0


@pytest.mark.pty
def test_a_window_beyond_the_bound_is_told_once(terminal: Start) -> None:
    screen = terminal(BRIEFING, "--fresh", cols=100, env={"LINES": "24", "COLUMNS": "70000"})
    said = b"70,000 by 24 cells: 640 by 24 are used"
    screen.wait_until(lambda: said in screen.raw, "what is used")
    screen.settle(0.1).send("j").settle(0.1)
    screen.say_size(90, 24)
    screen.settle(0.2).send("j", "q")
    assert screen.wait_exit() == 0
    assert screen.raw.count(said) == 1


@pytest.mark.pty
@pytest.mark.parametrize(
    "told",
    ["\x1b[48;60000;60000;1;1t", "\x1b[8;60000;60000t", "\x1b[48;5;5t", "\x1b[4;9;9t", "\x1b[?2048;1$y"],
)
def test_a_size_that_nobody_asked_for_is_not_believed(terminal: Start, told: str) -> None:
    """In-band sizes were, and took gigabytes."""
    screen = terminal(BRIEFING, "--fresh").wait_for("4 Sources").send("ctrl+l").settle(0.1)
    before = screen.grid()
    screen.send(told, "ctrl+l").settle(0.3)
    assert screen.grid() == before
    assert screen.megabytes() < 150
    screen.send("q")
    assert screen.wait_exit() == 0
