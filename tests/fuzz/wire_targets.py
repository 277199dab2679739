"""Targets around the terminal: what it sends, and what is sent to it."""

from __future__ import annotations

import array
import fcntl
import os
import select
import termios
import time
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st
from textual.events import Callback, Key, Resize

from fuzz.holds import inert
from fuzz.target import Target
from fuzz.texts import HOSTILE
from sitbrief.terminal.canvas import Canvas
from sitbrief.terminal.capabilities import XTERM, Capabilities
from sitbrief.terminal.keyboard import Keyboard
from sitbrief.text import clean_line
from support.emulator import cells, emulator

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.message import Message

_SENT: Final = (
    *(
        b"\x1b",
        b"\x1b[",
        b"\x1b[A",
        b"\x1bOA",
        b"\x1b[1;5A",
        b"\x1b[200~",
        b"\x1b[201~",
        b"\x1b[<0;1;1M",
        b"\x1b[<35;9999;9999m",
    ),
    *(
        b"\x1b[M\x20\xff\xff",
        b"\x1b[0n",
        b"\x1b[0",
        b"\x1b[?2026;2$y",
        b"\x1b[48;24;80;0;0t",
        b"\x1b[48;60000;60000;1;1t",
    ),
    *(
        b"\x1b[I",
        b"\x1b[O",
        b"\x1b[97;5u",
        b"\x1b[99999999999u",
        b"\x1b[1;1R",
        b"\x1b]52;c;aGk=\x07",
        b"\x1b]11;rgb:0/0/0\x1b\\",
    ),
    *(
        b"\x1bP1$r0m\x1b\\",
        b"\x1b_Gi=1;OK\x1b\\",
        b"\xff\xfe",
        b"\xc3",
        b"\xe2\x82",
        b"\x00",
        b"\x03",
        b"\x7f",
        b"\x9b",
        b"q",
        b"a",
    ),
    *(
        "حماة".encode(),
        b"x" * 300,
        b"\x1b[" + b"1;" * 300,
        b"\x1b]" + b"0" * 300,
        b"\x1b\x1b\x1b",
        b"\x1b[8;1;1t",
        b"\x1b[?1;2c",
    ),
)
_bytes: Final = st.lists(st.one_of(st.sampled_from(_SENT), st.binary(max_size=6)), max_size=12).map(b"".join)


def _keyboard(data: bytes, _folder: Path) -> None:
    """Whatever a terminal sends, in pieces cut anywhere, the keyboard goes on reading, and no key has a text that acts."""
    events: list[Message] = []
    reads, writes = os.pipe()

    def take(event: Message) -> None:
        events.append(event)
        if isinstance(event, Callback):  # the keyboard asks whether all before it has been heard
            event.callback()

    keyboard = Keyboard(reads, take, lambda: None)
    try:
        size = 1 + len(data) % 7 if len(data) < 200 else 256
        for start in range(0, len(data), size):
            os.write(writes, data[start : start + size])
            _wait_until_read(reads)
        assert keyboard.alive
        keyboard.stop()
    finally:
        os.close(writes)
        os.close(reads)
    for event in events:
        if isinstance(event, Key) and event.character and len(event.character) > 1:
            inert(event.character)
        assert not isinstance(event, Resize), "a size that nobody asked for is believed"


def _wait_until_read(descriptor: int) -> None:
    """Wait until somebody has taken all there is to read."""
    left = array.array("i", [1])
    until = time.monotonic() + 30
    while left[0]:
        assert time.monotonic() < until, "the keyboard no longer reads"
        fcntl.ioctl(descriptor, termios.FIONREAD, left)
        select.select([], [], [], 0.0001)


_ABLE: Final = (
    XTERM,
    Capabilities(),
    Capabilities(columns=True, erase=True, coloured_erase=True, regions=True),
    Capabilities(columns=True, regions=True, scroll=True),
)
_STYLES: Final = ("", "1", "31", "1;31", "7", "4", "44", "97;104", "38;5;100", "48;2;1;2;3", "1;3;4;7;9")
_TEXTS: Final = (
    *(
        "Hama",
        "as of 2024-12-05 · 22 of 22",
        " " * 30,
        "x" * 30,
        "a" + " " * 15 + "b",
        "حماة وحلب",
        "漢字混",
        "e\u0301tude",
    ),
    *("──┬──", "한글", "\u2019quoted\u2019", "\x1b[2J", "\x9b", "\x1b]52;c;aGk=\x07", "\r", "\u202e", "\x00"),
)
_CLEAN: Final = tuple(text for text in map(clean_line, HOSTILE) if text.isascii())
_NO_WRAP: Final = b"\x1b[?7l"


def _painter(data: bytes, _folder: Path) -> None:
    """A terminal that gets the differences shows what one shows that gets the whole frame."""
    numbers = iter(data)

    def pick(most: int) -> int:
        return next(numbers, 0) % most

    width, height = ((20, 6), (40, 10), (9, 2), (80, 24))[pick(4)]
    able = _ABLE[pick(len(_ABLE))]
    canvas = Canvas(width, height, able)
    screen, stream = emulator(width, height)
    stream.feed(_NO_WRAP)
    for _ in range(1 + pick(4)):
        canvas.write(_output(pick, width, height))
        stream.feed((canvas.controls() + canvas.difference()).encode())
        whole = Canvas(width, height, Capabilities())
        whole._wanted = canvas._wanted  # noqa: SLF001  what the canvas wants to be shown
        fresh, fresh_stream = emulator(width, height)
        fresh_stream.feed(_NO_WRAP + (whole.controls() + whole.difference()).encode())
        assert cells(screen) == cells(fresh)
        assert not canvas.stale


def _output(pick: Callable[[int], int], width: int, height: int) -> str:
    """Output as Textual writes it, but for the texts, which hold what a terminal would obey."""
    if not pick(4):  # a region that scrolls: rows that were there, elsewhere
        by = pick(height)
        return "".join(
            f"\x1b[{(row + by) % height + 1};1Hrow {row} {_TEXTS[row % 11][:8]:<9}" for row in range(height)
        )
    parts = []
    for _ in range(1 + pick(8)):
        parts.append(f"\x1b[{1 + pick(height)};{1 + pick(width)}H")
        for _ in range(1 + pick(3)):
            number = pick(256)
            text = (
                _TEXTS[number % len(_TEXTS)]
                if number < 200
                else _CLEAN[(number * 7 + pick(256)) % len(_CLEAN)]
            )
            style = _STYLES[pick(len(_STYLES))]
            parts.append(f"\x1b[{style}m{text}\x1b[0m" if style else text)
    return "".join(parts)


WIRE: Final = (
    Target("keyboard", _bytes, _keyboard, 80, _SENT),
    Target("painter", st.binary(max_size=200), _painter, 60),
)
