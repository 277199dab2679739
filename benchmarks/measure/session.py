"""A reader at a terminal: presses keys and notes what each costs."""

from __future__ import annotations

import re
import time
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from measure.cells import blank_frame, changed
from measure.floor import encode
from measure.link import Link
from measure.process import Process
from measure.terminal import Terminal, asks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from measure.cells import Frame

_CURSOR_KEYS = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
_KEYS = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "esc": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f6": "\x1b[17~",
    "f10": "\x1b[21~",
}
_APPLICATION_CURSOR = 1
_QUIET = 0.2
_ROUND_TRIPS = 1.5
_SLICE = 0.04
_BUSY = 0.4
_KEY_LIMIT = 8.0
_START_LIMIT = 60.0
_LEAVE_LIMIT = 3.0


class Step(NamedTuple):
    """What a key cost, or the first screen; times in milliseconds.

    Attributes:
        key: Its name.
        bytes: What the program sent.
        cells: How many cells changed.
        floor: Bytes that would have done.
        first_ms: From the key to the first byte.
        last_ms: From the key to the last byte.
        cpu_ms: Processor time of the program.
    """

    key: str
    bytes: float
    cells: float
    floor: float
    first_ms: float
    last_ms: float
    cpu_ms: float

    @property
    def ratio(self) -> float | None:
        """How many times the floor was sent; None where nothing was due."""
        return self.bytes / self.floor if self.floor else None


def keys_of(script: str) -> list[str]:
    """Names of keys out of a script: `down*20` is twenty keys, `text:Hama` one for each letter."""
    keys: list[str] = []
    for word in script.split():
        name, _, times = word.rpartition("*")
        if word.startswith("text:"):
            keys += word.removeprefix("text:")
        elif name and times.isdecimal():
            keys += [name] * int(times)
        else:
            keys.append(word)
    return keys


class NotThere(Exception):
    """The program did not show what it should."""


class Session:
    """One run of a program.

    Args:
        argv: What to call.
        env: Its environment.
        size: Columns and rows.
        link: What is between it and the reader.
        round_trip: Seconds, where more is in between than that: then the time counts from the first thing that comes,
            which is left out.
    """

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        size: tuple[int, int],
        link: Link | None = None,
        round_trip: float = 0.0,
    ) -> None:
        link = link or Link()
        self.size = size
        self.terminal = Terminal(*size)
        self.received: list[tuple[float, int]] = []
        self.process = Process(argv, env, size, link)
        self._undrawn: list[bytes] = []
        self._round_trip = round_trip
        # What follows on an answer to what has just come is a round trip away.
        self._quiet = _QUIET + _ROUND_TRIPS * max(link.delay, round_trip)

    # Waiting

    def receive(self, seconds: float) -> bool:
        """Take what comes, and answer at once what is asked; drawing can wait."""
        data = self.process.receive(seconds)
        if not data:
            return False
        self.received.append((time.perf_counter(), len(data)))
        self._undrawn.append(data)
        if asks(data):
            self._draw()
        return True

    def _draw(self) -> None:
        for data in self._undrawn:
            if reply := self.terminal.feed(data):
                self.process.send(reply)
        self._undrawn.clear()

    def settle(self, limit: float, condition: Callable[[], bool] | None = None) -> bool:
        """Until a condition holds and then nothing comes and the program rests; False where that took too long."""
        end, quiet_since, cpu = time.perf_counter() + limit, time.perf_counter(), self.process.cpu()
        met = condition is None
        while (now := time.perf_counter()) < end and not (self.process.ended and not self.process.busy):
            if self.receive(_SLICE):
                quiet_since = time.perf_counter()
                continue
            self._draw()
            met = met or (condition is not None and condition())
            spent, cpu = self.process.cpu() - cpu, self.process.cpu()
            if self.process.busy or spent > _BUSY * _SLICE:
                quiet_since = time.perf_counter()
            elif met and now - quiet_since >= self._quiet:
                return True
        self._draw()
        return met and self.process.ended

    def shows(self, pattern: str) -> bool:
        """Whether the screen matches."""
        return re.search(pattern, self.terminal.screen.text()) is not None

    # Doing

    def start(self, ready: str) -> Step:
        """Wait for the first screen."""
        if self._round_trip:
            self._begin()
        if not self.settle(_START_LIMIT, lambda: self.shows(ready)):
            lines = [line.strip() for line in self.terminal.screen.text().splitlines() if line.strip()]
            self.process.send(b"\x03")
            raise NotThere(f"{ready!r} never came; last line: {lines[-1]}" if lines else "it shows nothing")
        blank = blank_frame(*self.size)
        return self._step(
            "start", self.process.started, 0, 0.0, (blank, self.terminal.screen.frame(), (0, 0))
        )

    def _begin(self) -> None:
        end = time.perf_counter() + _START_LIMIT
        while not self.receive(_SLICE):
            if self.process.ended or time.perf_counter() > end:
                raise NotThere("nothing came")
        self.process.started = time.perf_counter() - self._round_trip / 2
        self.received.clear()

    def press(self, key: str) -> Step:
        """Press a key and wait until nothing more comes of it."""
        before, cursor = self.terminal.screen.frame(), self._cursor()
        seen, cpu, start = len(self.received), self.process.cpu(), time.perf_counter()
        self.process.send(self._bytes(key))
        self.settle(_KEY_LIMIT)
        return self._step(key, start, seen, cpu, (before, self.terminal.screen.frame(), cursor))

    def hold(self, key: str, seconds: float, hertz: float) -> Step:
        """Hold a key. Times count from its release, and are 0 where all had come by then."""
        before, cursor = self.terminal.screen.frame(), self._cursor()
        seen, cpu, start = len(self.received), self.process.cpu(), time.perf_counter()
        for press in range(ceil(seconds * hertz)):
            while (left := start + press / hertz - time.perf_counter()) > 0:
                self.receive(left)
            self.process.send(self._bytes(key))
            released = time.perf_counter()
        self.settle(_START_LIMIT)
        return self._step(key, released, seen, cpu, (before, self.terminal.screen.frame(), cursor))

    def leave(self, keys: Sequence[str]) -> tuple[Step, int]:
        """Press the keys that end the program; what that cost, and its exit status. Nothing counts as due then."""
        seen, start = len(self.received), time.perf_counter()
        for key in keys:
            if not self.process.ended:
                self.process.send(self._bytes(key))
                self.settle(_LEAVE_LIMIT)
        status = self.process.close()
        got = self.received[seen:]
        first, last = (got[0][0], got[-1][0]) if got else (start, start)
        times = ((first - start) * 1000, (last - start) * 1000)
        return Step("leave", sum(size for _, size in got), 0, 0, *times, 0), status

    def _cursor(self) -> tuple[int, int]:
        return self.terminal.screen.cursor.y, self.terminal.screen.cursor.x

    def _bytes(self, key: str) -> bytes:
        if key in _CURSOR_KEYS:
            application = _APPLICATION_CURSOR in self.terminal.screen.private_modes
            return f"\x1b{'O' if application else '['}{_CURSOR_KEYS[key]}".encode()
        if key.startswith("ctrl+"):
            return bytes([ord(key[-1]) & 0x1F])
        return (key if len(key) == 1 else _KEYS[key]).encode()

    def _step(
        self, key: str, start: float, seen: int, cpu: float, change: tuple[Frame, Frame, tuple[int, int]]
    ) -> Step:
        before, after, cursor = change
        got = self.received[seen:]
        floor = encode(before, after, cursor)
        self._check(before, after, cursor, floor)
        late = [at for at, _ in got if at > start] or [start]
        return Step(
            key,
            sum(size for _, size in got),
            changed(before, after),
            len(floor.encode()),
            (late[0] - start) * 1000,
            (late[-1] - start) * 1000,
            (self.process.cpu() - cpu) * 1000,
        )

    def _check(self, before: Frame, after: Frame, cursor: tuple[int, int], floor: str) -> None:
        """The yardstick has to do what it claims."""
        trial = Terminal(*self.size)
        trial.screen.show(before)
        trial.screen.cursor.y, trial.screen.cursor.x = cursor
        trial.feed(floor.encode())
        if trial.screen.frame() != after:
            raise AssertionError(f"this does not draw the screen: {floor!r}")
