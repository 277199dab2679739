"""The thread that sends frames: the newest one, as soon as the line has taken the one before."""

from __future__ import annotations

import os
import select
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.terminal.hangup import leaving
from sitbrief.threads import without_signals

if TYPE_CHECKING:
    from sitbrief.terminal.canvas import Canvas

ASK: Final = "\x1b[5n"
"""A status request (DSR): the answer shows that the terminal has drawn all before it."""

ANSWER: Final = "\x1b[0n"

_ASK_AFTER_BYTES: Final = 1_000
_WINDOW_BYTES: Final = 4_000
"""The most bytes under way unanswered: half a second at 64 kbit/s, more than ten moves of a cursor."""

_SETTLING_SECONDS: Final = 0.03
"""After an application has heard of a new size its next output may still be for the old one."""

_FIRST_ANSWER_SECONDS: Final = 5.0
_ANSWER_SECONDS: Final = 30.0


class LinkProfile(NamedTuple):
    """How output is paced over a link.

    Attributes:
        frames_per_second: At most so many frames are sent.
        buffered: Somebody in between (sshd, the network) takes bytes long before they are drawn, so that only the
            terminal itself can tell how far it is.
    """

    frames_per_second: float
    buffered: bool


LOCAL: Final = LinkProfile(120, buffered=False)
REMOTE: Final = LinkProfile(15, buffered=True)


class Painter:
    """Sends what a canvas lacks. Never more than one frame is being sent and one is waiting, which newer ones replace.

    Whoever writes never waits for the line: only this thread does.

    Args:
        descriptor: The terminal.
        canvas: What to show; from now on only this object uses it.
        link: What is in between.
    """

    def __init__(self, descriptor: int, canvas: Canvas, link: LinkProfile) -> None:
        self._descriptor = descriptor
        self._canvas = canvas
        self._link = link
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=without_signals(self._run), name="painter", daemon=True)
        self._next = 0.0
        self._closing = False
        self._broken = False
        self._sent = 0
        self._asked: deque[tuple[int, float]] = deque()
        self._answered = 0
        self._asking = link.buffered
        self._heard = False

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def write(self, data: str, size: tuple[int, int]) -> None:
        """Take output of an application that draws for a terminal of that size (columns, rows)."""
        with self._changed:
            if size != self._canvas.size:
                self._canvas.resize(*size)
                self._next = time.monotonic() + _SETTLING_SECONDS
            self._canvas.write(data)
            self._changed.notify()

    def control(self, data: str) -> None:
        """Send sequences as they are, before the next frame."""
        with self._changed:
            self._canvas.control(data)
            self._changed.notify()

    def forget(self) -> None:
        """Send the whole screen again, whatever the terminal shows."""
        with self._changed:
            self._canvas.forget()
            self._changed.notify()

    def hold(self, seconds: float) -> None:
        """Send no frame for a moment: after a resize the application draws anew."""
        with self._changed:
            self._canvas.forget()
            self._next = time.monotonic() + seconds
            self._changed.notify()

    def answer(self) -> None:
        """The terminal has answered: all that came before that question is drawn."""
        with self._changed:
            self._heard = True
            if self._asked:
                self._answered, _ = self._asked.popleft()
            self._changed.notify_all()

    def wait_for_answers(self, seconds: float) -> None:
        """Wait until all questions are answered: an answer that comes later would be typed into the shell."""
        with self._changed:
            self._changed.wait_for(lambda: not self._asked or self._broken, seconds)

    def close(self, seconds: float) -> None:
        """Send what waits to be sent as it is, no more frames, and end; give up on a line that does not take it."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(seconds)

    def _run(self) -> None:
        while True:
            with self._changed:
                data = self._take()
                while data is None:
                    self._changed.wait(self._pause())
                    data = self._take()
            if not data:
                return
            self._send(data)

    def _take(self) -> bytes | None:
        """The bytes to send now; None where it is too early, empty where all is sent."""
        if self._broken or leaving.is_set():
            return b""
        parts = [self._canvas.controls()]
        if not self._closing and self._canvas.stale and self._pause() == 0:
            parts.append(self._canvas.difference())
            self._next = time.monotonic() + 1 / self._link.frames_per_second
        data = "".join(parts).encode("utf-8", "replace")
        if data:
            return self._count(data)
        return b"" if self._closing else None

    def _count(self, data: bytes) -> bytes:
        """Append a status request once enough was sent since the last."""
        self._sent += len(data)
        since = self._asked[-1][0] if self._asked else self._answered
        if self._asking and not self._closing and self._sent - since >= _ASK_AFTER_BYTES:
            data += ASK.encode()
            self._sent += len(ASK)
            self._asked.append((self._sent, time.monotonic()))
        return data

    def _pause(self) -> float | None:
        """Seconds until a frame may be sent; None to wait for an event."""
        if not self._canvas.stale or self._closing:
            return None
        now = time.monotonic()
        until = self._next
        if self._asked and self._sent - self._answered > _WINDOW_BYTES:
            limit = self._asked[0][1] + (_ANSWER_SECONDS if self._heard else _FIRST_ANSWER_SECONDS)
            if now < limit:
                until = max(until, limit)
            else:
                self._give_up_asking()
        return max(0.0, until - now)

    def _give_up_asking(self) -> None:
        """Stop waiting for an answer; a terminal that never answered is not asked again."""
        self._answered = self._sent
        self._asked.clear()
        self._asking = self._heard

    def _send(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[os.write(self._descriptor, rest) :]
            except BlockingIOError:  # somebody else has made this terminal non-blocking
                if leaving.is_set():
                    return
                select.select([], [self._descriptor], [], 1)
            except OSError:  # the line is cut: the watcher ends the process
                with self._changed:
                    self._broken = True
                    self._changed.notify_all()
                return
