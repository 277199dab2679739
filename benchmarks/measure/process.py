"""A program in a pseudo-terminal behind a link, and the processor time it takes."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

from measure.link import Pipe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from measure.link import Link

_READ = 1 << 16
_PATIENCE = 3.0


class Process:
    """Keys go in and output comes back after the link's delay, at the link's rate."""

    def __init__(
        self, argv: Sequence[str], env: Mapping[str, str], size: tuple[int, int], link: Link
    ) -> None:
        columns, rows = size
        self.ended = False
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                os.chdir(env["HOME"])
                os.execvpe(argv[0], list(argv), dict(env))  # noqa: S606  # the point of this class
            finally:
                os._exit(127)
        self._up, self._down = Pipe(link), Pipe(link)

    def send(self, data: bytes) -> None:
        """Send input."""
        self._up.put(data, time.perf_counter())

    def receive(self, seconds: float) -> bytes:
        """Wait so long at most for output; what has come."""
        deadline = time.perf_counter() + seconds
        while True:
            now = time.perf_counter()
            self._write(self._up.take(now))
            if arrived := self._down.take(now):
                return arrived
            if now >= deadline or (self.ended and not self.busy):
                return b""
            room = 0 if self.ended else self._down.room(now)
            until = min(
                deadline, self._up.due(), self._down.due(), self._down.roomy() if not room else deadline
            )
            if select.select([self._fd] if room else [], [], [], max(0.0, until - now))[0]:
                self._read(room)

    def _write(self, data: bytes) -> None:
        while data and not self.ended:
            try:
                data = data[os.write(self._fd, data) :]
            except OSError:
                self.ended = True

    def _read(self, room: int) -> None:
        try:
            data = os.read(self._fd, min(room, _READ))
        except OSError:
            data = b""
        self.ended = not data
        self._down.put(data, time.perf_counter())

    @property
    def busy(self) -> bool:
        """Whether something is on its way, in either direction."""
        return min(self._up.due(), self._down.due()) < float("inf")

    def cpu(self) -> float:
        """Seconds of processor time so far, of all its threads; 0 where the system does not tell."""
        total = 0
        for thread in Path(f"/proc/{self.pid}/task").glob("*/schedstat"):
            try:
                total += int(thread.read_text().split()[0])
            except (OSError, IndexError):
                continue
        return total / 1e9

    def close(self) -> int:
        """End it; its exit status."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            found, status = os.waitpid(self.pid, os.WNOHANG)
            if found:
                break
            if not self.ended:
                self.receive(0.05)
            else:
                time.sleep(0.02)
        else:
            os.kill(self.pid, signal.SIGKILL)
            _, status = os.waitpid(self.pid, 0)
        os.close(self._fd)
        return os.waitstatus_to_exitcode(status)
