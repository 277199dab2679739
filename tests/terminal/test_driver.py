"""Whatever bytes come, the reader goes on; and it asks the terminal for no more than it uses."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

pytestmark = pytest.mark.pty

PROBE = (sys.executable, str(Path(__file__).with_name("probe.py")))


def started(terminal: Start, *words: str) -> Terminal:
    screen = terminal(*words, argv=PROBE).wait_for("ready as")
    return screen.wait_until(lambda: "2004" in screen.modes, "input taken")


def seen(screen: Terminal) -> str:
    """The code points the application got, once it has got the dot that ends them."""
    screen.send(".").wait_for(" 002e .")
    return screen.grid().strip().removeprefix("seen ").removesuffix("002e .").strip()


def write(screen: Terminal, data: bytes) -> Terminal:
    return screen.send(data.decode("utf-8", "surrogateescape"))


def leaves(screen: Terminal) -> bool:
    screen.send("q")
    return (screen.wait_exit(5), screen.echoing()) == (0, True)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a", "0061"),
        ("é".encode(), "00e9"),
        ("ح".encode(), "062d"),
        (b"\xe9", "fffd"),  # a Latin-1 terminal's e acute
        (b"\xffa\xfe", "fffd 0061 fffd"),
        (b"\xc3a", "fffd 0061"),
        (b"\x9b", "fffd"),
        (b"\xed\xa0\x80", "fffd fffd fffd"),  # half a surrogate pair
        (b"\xf5\x80\x80\x80", "fffd fffd fffd fffd"),
        (b"\xc0\xaf", "fffd fffd"),  # a slash, overlong
    ],
)
def test_bytes_that_are_no_utf8_are_replacement_characters_and_the_reader_goes_on(
    terminal: Start, data: bytes, expected: str
) -> None:
    screen = started(terminal)
    write(screen, data)
    assert seen(screen) == expected
    assert leaves(screen)


def test_a_mouse_report_of_the_old_kind_beyond_column_95_does_not_end_the_reader(terminal: Start) -> None:
    screen = started(terminal)
    write(screen, b"\x1b[M \xe8\x28")
    seen(screen)
    assert leaves(screen)


def test_every_single_byte_is_survived(terminal: Start) -> None:
    """But for q, which leaves, F, which floods, and ctrl+c, which hints; Esc and Ctrl+Q are other tests' business."""
    screen = started(terminal)
    left_out = {ord("q"), ord("F"), 0x03, 0x11, 0x1B}
    write(screen, bytes(value for value in range(256) if value not in left_out))
    screen.send("Z").wait_for("005a")
    assert leaves(screen)


def test_a_character_cut_in_two_by_the_line_arrives_whole(terminal: Start) -> None:
    screen = started(terminal)
    first, second = "ح".encode()[:1], "ح".encode()[1:]
    write(screen, b"a" + first)
    screen.wait_for("0061 .")  # so the first half was read by itself
    write(screen, second)
    assert seen(screen) == "0061 062d"
    assert leaves(screen)


def test_a_bad_byte_in_a_paste_spoils_no_more_than_itself(terminal: Start) -> None:
    screen = started(terminal)
    write(screen, b"\x1b[200~a\xffb\x1b[201~")
    assert seen(screen) == "paste-0061 paste-fffd paste-0062"
    assert leaves(screen)


def test_escape_and_a_key_that_come_together_are_two_keys(terminal: Start) -> None:
    screen = started(terminal)
    write(screen, b"\x1bj\x1b\r")
    assert seen(screen) == "001b 006a 001b 000d"
    assert leaves(screen)


def test_escape_at_the_end_of_a_bunch_is_not_taken_into_the_key_that_follows(terminal: Start) -> None:
    screen = started(terminal)
    write(screen, b"a\x1b").wait_for("seen 0061")
    write(screen, b"j")
    assert seen(screen) == "0061 001b 006a"


@pytest.mark.parametrize("before", [b"a", b""])
def test_a_sequence_that_is_cut_behind_its_first_byte_is_still_one(terminal: Start, before: bytes) -> None:
    screen = terminal(argv=PROBE, env={"ESCDELAY": "5000"}).wait_for("ready as")
    screen.wait_until(lambda: "2004" in screen.modes, "input taken")
    write(screen, before + b"\x1b").settle()
    write(screen, b"[A")
    assert seen(screen) == ("0061 up" if before else "up")


def test_the_keys_that_are_sequences_stay_whole_beside_escape(terminal: Start) -> None:
    screen = started(terminal)
    write(screen, b"\x1b[A\x1bOB\x1bj")
    assert seen(screen) == "up down 001b 006a"
    assert leaves(screen)


def test_focus_reports_are_never_asked_for(terminal: Start) -> None:
    screen = started(terminal)
    assert leaves(screen)
    assert b"\x1b[?1004h" not in screen.raw


def test_without_the_mouse_neither_reports_nor_pointer_shapes_are_sent(terminal: Start) -> None:
    screen = started(terminal)
    screen.send("P").wait_for("0050 .")
    assert leaves(screen)
    assert b"\x1b]22;" not in screen.raw
    assert not [
        mode for mode in (b"1000", b"1002", b"1003", b"1006", b"1015") if b"?" + mode + b"h" in screen.raw
    ]


def test_with_the_mouse_both_are_sent(terminal: Start) -> None:
    screen = started(terminal, "mouse")
    screen.send("P").wait_for("0050 .")
    assert {"1000", "1003", "1006"} <= screen.modes
    assert b"\x1b]22;crosshair\x07" in screen.raw
    assert leaves(screen)


def test_kitty_keyboard_mode_is_never_entered(terminal: Start) -> None:
    """A line that drops would leave the reader's own terminal in it."""
    screen = started(terminal)
    assert leaves(screen)
    assert b"\x1b[>" not in screen.raw


def test_an_idle_reader_sends_nothing(terminal: Start) -> None:
    screen = started(terminal).settle()
    before = len(screen.raw)
    assert not screen.pump(1)
    assert len(screen.raw) == before
