"""What the reader puts on a line that is slow and dear: nothing while nobody types, and no more than it must."""

from __future__ import annotations

import re
import signal
from typing import TYPE_CHECKING, Final

import pytest

from support.program import BRIEFINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

pytestmark = pytest.mark.pty

BRIEFING: Final = str(BRIEFINGS / "2024-12-05-hama.json")
STATES: Final = {
    "the reader": ((), "4 Sources"),
    "a list": (("down", "down"), "at 3"),
    "the province filter": (("p",), "Province:"),
    "half a word in the province filter": (("p", "h", "a"), "Hama"),
    "all filters": (("f",), "Filters;"),
    "the search box": (("/", "x"), "Search for"),
    "an entry": (("enter",), "follow"),
    "the export dialog": (("e",), "Export as"),
    "the keys": (("?",), "Esc"),
    "the library": (("o",), "Library:"),
    "a message": (("/", "q", "x", "q", "enter"), "is not found"),
    "an empty view": (("/", "esc", "p", "1", "4"), "hidden by"),
}
FAR: Final = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22", "COLORTERM": "truecolor"}
QUIET: Final = 1.5


@pytest.mark.parametrize("env", [{}, FAR], ids=["near", "far"])
@pytest.mark.parametrize(("keys", "sign"), STATES.values(), ids=STATES)
def test_an_idle_reader_sends_nothing_in_any_state(
    terminal: Start, env: dict[str, str], keys: tuple[str, ...], sign: str
) -> None:
    screen = terminal(BRIEFING, env=env).wait_for("4 Sources")
    for key in keys:
        screen.send(key)
    screen.wait_for(sign).settle()
    assert not screen.pump(QUIET), screen.raw[-200:]


def test_colours_are_the_readers_own_sixteen_and_nothing_else_is_asked_for(terminal: Start) -> None:
    """No 24-bit colour, no kitty keyboard, no mouse, no focus reports, whatever the terminal says of itself."""
    screen = terminal(BRIEFING, env=FAR).wait_for("4 Sources")
    for keys, _sign in STATES.values():
        screen.send(*keys).settle(0.2).send("esc").settle(0.2).send("esc").settle(0.2)
    assert not re.search(rb"\x1b\[[0-9;]*[34]8;[25];", screen.raw)
    asked = set(re.findall(rb"\x1b\[[?>=<][0-9;]*\$?[a-z]", screen.raw))
    assert asked == {b"\x1b[?1049h", b"\x1b[?7l", b"\x1b[?2004h"}


@pytest.mark.parametrize(("option", "asks"), [("ssh", True), ("local", False)])
def test_the_profile_can_be_chosen(terminal: Start, option: str, asks: bool) -> None:  # noqa: FBT001
    """Far away the terminal is asked how far it has come."""
    screen = terminal(BRIEFING, "--profile", option, env={} if asks else FAR).wait_for("4 Sources").settle()
    assert (b"\x1b[5n" in screen.raw) is asks


def test_a_profile_that_there_is_not_is_wrong_usage(terminal: Start) -> None:
    screen = terminal(BRIEFING, "--profile", "moon", cols=120)
    assert screen.wait_exit() == 2
    assert "--profile" in screen.grid()
    assert "ssh" in screen.grid()


def test_a_key_sends_about_as_much_as_it_changes(terminal: Start) -> None:
    """A cursor that moves, in bytes for each cell that is another after it."""
    screen = terminal(BRIEFING).wait_for("4 Sources").send("2").settle()
    for _ in range(2):
        shown, before = screen.grid(), len(screen.raw)
        screen.send("down").wait_until(lambda shown=shown: screen.grid() != shown, "a move").settle()  # type: ignore[misc]
        assert len(screen.raw) - before < 250


def test_the_answer_to_the_reader_is_not_typed_into_it(terminal: Start) -> None:
    """0 and n are keys of the reader; an answer may come in pieces."""
    patient = {**FAR, "ESCDELAY": "5000"}  # the test may be kept from sending the next piece for a while
    screen = terminal(BRIEFING, "--province", "Hama", env=patient).wait_for("Hama ·").settle()
    for piece in ("\x1b[0n", "\x1b", "[0n", "\x1b[", "0n", "\x1b[0", "n"):
        screen.send(piece)
    screen.send("down").wait_for("at 2").settle()
    assert "Hama ·" in screen.grid()


def test_leaving_with_an_answer_under_way_types_nothing_into_the_shell(terminal: Start) -> None:
    screen = terminal(
        argv=["sh", "-c", f"stty -echo; {BRIEFING_READER}; stty echo; echo left; cat -v"], env=FAR
    )
    screen.wait_for("4 Sources").settle()
    screen.send("]", "q").wait_for("left")
    screen.settle()
    assert "[0n" not in screen.grid()


def test_a_terminal_without_another_screen_goes_on_in_an_empty_last_line(terminal: Start) -> None:
    """As pyte has none, the cursor would stay wherever the last change was."""
    screen = (
        terminal(argv=["sh", "-c", f"{BRIEFING_READER}; printf left; cat"]).wait_for("4 Sources").settle()
    )
    screen.send("q").wait_for("left")
    assert screen.screen.display[-1].rstrip() == "left"


def test_a_terminal_without_another_screen_is_left_so_after_a_signal_too(terminal: Start) -> None:
    screen = terminal(BRIEFING).wait_for("4 Sources").settle()
    screen.signal(signal.SIGTERM)
    screen.wait_exit()
    cursor = screen.screen.cursor
    assert (cursor.x, cursor.y) == (0, screen.screen.lines - 1)
    assert not screen.screen.display[-1].strip()


BRIEFING_READER: Final = f"python -m sitbrief {BRIEFING}"


def test_a_key_held_over_a_link_that_buffers_leaves_no_backlog(terminal: Start) -> None:
    """sshd and the network take whatever they get; only the terminal's answers tell how far it is."""
    screen = terminal("--open", "2024-12-05-hama", env=FAR, cols=200, rows=50).wait_for("4 Sources").settle()
    screen.send("down", "end").settle()
    screen.answers = False
    before, keys = len(screen.raw), 0
    for _ in range(30):
        for key in ("pageup", "pagedown", "home", "end"):
            screen.send(key)
            keys += 1
            while screen.pump(0.01):
                pass
    held = len(screen.raw) - before
    screen.send("home").settle()
    behind = screen.raw[before:].count(b"\x1b[5n")
    assert behind
    assert held < 4_000 + 8_000, f"{held} bytes for {keys} keys"
    screen.answers = True
    screen.send("\x1b[0n" * behind).settle()
    caught_up = len(screen.raw) - before - held
    assert caught_up < 8_000, "one frame, not all that were skipped"
    expected = (
        terminal("--fresh", "--open", "2024-12-05-hama", cols=200, rows=50).wait_for("4 Sources").settle()
    )
    expected.send("down", "home").settle()
    assert screen.grid() == expected.grid()


@pytest.mark.parametrize(
    "keys", [(), ("p",), ("f",), ("enter",), ("?",)], ids=lambda keys: "".join(keys) or "reader"
)
def test_ctrl_l_repairs_a_screen_that_something_else_wrote_on(terminal: Start, keys: tuple[str, ...]) -> None:
    screen = terminal(BRIEFING).wait_for("4 Sources").settle()
    screen.send(*keys).settle().send("ctrl+l").settle()  # a key takes the message of the start away
    expected = screen.grid()
    screen.screen.erase_in_display(2)
    screen.screen.draw("broadcast message from root")
    screen.send("ctrl+l").wait_until(lambda: screen.grid() == expected, "the screen as it was")
