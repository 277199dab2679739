"""A program in a terminal that shows nothing: its bytes are looked at and forgotten, so that it may go on for hours."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import Final

from support.terminal import Terminal

_PATIENCE: Final = 5.0


def patience() -> float:
    """For how many seconds something is awaited that is there at once: on a busy machine for longer."""
    return _PATIENCE * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


class Frozen(Exception):
    """No key is acted on."""


class Session(Terminal):
    """A program in a terminal that shows nothing: its bytes are looked at and forgotten."""

    def _feed(self, data: bytes) -> None:
        self._tail = data[-3:]
        if self.answers:
            self.type(b"\x1b[0n" * data.count(b"\x1b[5n"))
        self.raw = self.raw[-65_536:]

    def type(self, data: bytes) -> None:
        """Send bytes. One who does not take them is frozen, or has gone."""
        os.set_blocking(self._master, False)
        end = time.monotonic() + patience()
        while data:
            try:
                data = data[os.write(self._master, data) :]
            except BlockingIOError:
                if time.monotonic() > end:
                    raise Frozen from None
                self.pump(0.01)
            except OSError:
                return

    def status(self) -> int | None:
        """Its exit status, or None while it lives."""
        if self._status is None:
            found, status = os.waitpid(self.pid, os.WNOHANG)
            if found:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status

    def state(self) -> str:
        """The letter of its state; Z where it has gone."""
        try:
            return Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        except OSError:
            return "Z"

    def memory(self) -> int:
        """What it has of the machine's memory, in KiB."""
        found = re.search(r"VmRSS:\s*(\d+)", Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8"))
        return int(found[1]) if found else 0
