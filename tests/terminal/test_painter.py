"""A line that does not take frames gets fewer of them, never older ones; and whoever draws never waits."""

from __future__ import annotations

import os
import select
import threading
import time
from typing import TYPE_CHECKING, Final

import pytest

from sitbrief.terminal.canvas import Canvas
from sitbrief.terminal.capabilities import XTERM
from sitbrief.terminal.painter import ANSWER, ASK, LOCAL, LinkProfile, Painter
from support.emulator import emulator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZE: Final = (80, 24)
BUFFERED: Final = LinkProfile(1000, buffered=True)
SOON: Final = 10.0


class Line:
    """A pipe in the place of a terminal: it takes some 4 kB that nobody reads."""

    def __init__(self) -> None:
        self.reading, self.writing = os.pipe()
        os.set_blocking(self.reading, False)
        self.screen, self._stream = emulator(*SIZE)
        self._stream.feed(b"\x1b[?7l")
        self.bytes = b""
        self.painters: list[Painter] = []
        try:
            import fcntl

            fcntl.fcntl(self.writing, 1031, 4096)  # F_SETPIPE_SZ
        except OSError:
            pytest.skip("pipes of this system have one size")

    def read(self, seconds: float = 0.1) -> bool:
        """Read what is there; False where there was nothing."""
        if not select.select([self.reading], [], [], seconds)[0]:
            return False
        data = os.read(self.reading, 1 << 16)
        self.bytes += data
        self._stream.feed(data)
        return bool(data)

    def read_until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + SOON
        while not condition():
            assert time.monotonic() < end, self.screen.display
            self.read()


@pytest.fixture
def line() -> Iterator[Line]:
    found = Line()
    yield found
    os.close(found.reading)  # whoever still waits for it gives up
    for one in found.painters:
        one.close(SOON)
    assert all(thread.name != "painter" for thread in threading.enumerate())
    os.close(found.writing)


def painter(line: Line, link: LinkProfile = LOCAL) -> Painter:
    made = Painter(line.writing, Canvas(*SIZE, XTERM), link)
    made.start()
    line.painters.append(made)
    return made


def frame(number: int) -> str:
    """A frame of which nothing is as in the one before."""
    rows = [f"{number:>5} " + chr(97 + (number * 7 + row * 3) % 26) * 70 for row in range(24)]
    return "\x1b[1;1H" + "\n".join(rows)


def shows(line: Line, number: int) -> Callable[[], bool]:
    return lambda: line.screen.display[23].startswith(f"{number:>5} ")


def test_a_frame_arrives(line: Line) -> None:
    painter(line).write(frame(1), SIZE)
    line.read_until(shows(line, 1))


def test_while_nobody_reads_frames_are_replaced_and_nobody_waits(line: Line) -> None:
    found = painter(line)
    start = time.monotonic()
    for number in range(500):
        found.write(frame(number), SIZE)
    assert time.monotonic() - start < SOON
    line.read_until(shows(line, 499))
    seen = {int(part[:5]) for part in line.bytes.decode().split("\x1b[") if part[:5].strip().isdigit()}
    assert len(line.bytes) < 10 * 24 * 80, seen


def test_what_is_sent_as_it_is_is_never_replaced(line: Line) -> None:
    found = painter(line)
    for number in range(50):
        found.write(frame(number), SIZE)
        found.write(f"\x1b]52;c;{number:04}\x07", SIZE)
    line.read_until(shows(line, 49))
    assert [f"\x1b]52;c;{number:04}\x07".encode() in line.bytes for number in range(50)] == [True] * 50


def test_over_buffers_no_frame_is_sent_until_the_terminal_has_drawn_most_of_those_before(line: Line) -> None:
    found = painter(line, BUFFERED)
    for number in range(30):
        found.write(frame(number), SIZE)
        line.read(0.02)
    while line.read(0.2):
        pass
    before = len(line.bytes)
    assert before < 4_000 + 2 * 24 * 80
    assert not shows(line, 29)()
    for _ in range(line.bytes.count(ASK.encode())):
        found.answer()
    line.read_until(shows(line, 29))


def test_a_cursor_that_moves_is_not_held_up_by_answers_under_way(line: Line) -> None:
    found = painter(line, BUFFERED)
    found.write(frame(0), SIZE)
    line.read_until(shows(line, 0))
    for row in range(1, 11):
        found.write(f"\x1b[{row};1H>>>>>", SIZE)
        line.read_until(lambda row=row: line.screen.display[row - 1].startswith(">>>>>"))  # type: ignore[misc]


def test_a_terminal_that_never_answers_is_asked_no_more(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitbrief.terminal.painter._FIRST_ANSWER_SECONDS", 0.2)
    found = painter(line, BUFFERED)
    for number in range(20):
        found.write(frame(number), SIZE)
        line.read_until(shows(line, number))
    assert 1 <= line.bytes.count(ASK.encode()) <= 4


def test_locally_the_terminal_is_asked_nothing(line: Line) -> None:
    found = painter(line)
    for number in range(20):
        found.write(frame(number), SIZE)
        line.read_until(shows(line, number))
    assert ASK.encode() not in line.bytes


def test_closing_waits_for_no_line_that_is_stuck(line: Line) -> None:
    found = painter(line)
    for number in range(20):
        found.write(frame(number), SIZE)
    start = time.monotonic()
    found.close(0.3)
    assert time.monotonic() - start < 5


def test_closing_sends_what_is_no_frame_and_drops_the_frame_that_waits(line: Line) -> None:
    found = painter(line, LinkProfile(0.01, buffered=False))
    found.write(frame(0), SIZE)
    line.read_until(shows(line, 0))
    found.write(frame(1), SIZE)
    found.control("\x1b[?1049l")
    found.close(SOON)
    while line.read(0.1):
        pass
    assert line.bytes.endswith(b"\x1b[?1049l")
    assert shows(line, 0)()


def test_a_line_that_is_cut_ends_the_thread(line: Line) -> None:
    found = painter(line)
    os.close(line.reading)
    line.reading = os.open(os.devnull, os.O_RDONLY)
    found.write(frame(0), SIZE)
    found.close(SOON)
    found.wait_for_answers(SOON)


def test_a_line_that_somebody_made_non_blocking_gets_everything(line: Line) -> None:
    os.set_blocking(line.writing, False)
    found = painter(line)
    for number in range(3):
        found.write(frame(number), SIZE)
    line.read_until(shows(line, 2))


def test_a_held_painter_sends_the_new_size_first(line: Line) -> None:
    found = painter(line)
    found.write(frame(0), SIZE)
    line.read_until(shows(line, 0))
    found.hold(0.2)
    found.write("\x1b[1;1Hold size", SIZE)
    assert not line.read(0.05)
    found.write("\x1b[1;1Hnew size", (40, 10))
    line.read_until(lambda: line.screen.display[0].startswith("new size"))
    assert b"old size" not in line.bytes


def test_answers_are_waited_for_and_then_not(line: Line) -> None:
    found = painter(line, BUFFERED)
    found.write(frame(0), SIZE)
    line.read_until(lambda: ASK.encode() in line.bytes)
    start = time.monotonic()
    found.wait_for_answers(0.2)
    assert time.monotonic() - start >= 0.2
    found.answer()
    found.wait_for_answers(SOON)
    assert time.monotonic() - start < SOON
    assert ANSWER != ASK
