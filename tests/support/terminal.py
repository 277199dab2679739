"""A terminal to run the program in: a pty, a pyte screen, answers to queries. It waits for conditions, never for time."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

from support.emulator import Screen, Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "esc": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
}
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[?>=<][0-9;]*(?:\$p|u)|\x1b\[[0-9;]*\$p")
_CONTROL_SEQUENCE = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[78=>]|\x1b\([AB0]|\x1b\]52;c;[A-Za-z0-9+/]*=*\x07"
)
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*)?\Z")


class Terminal:
    """Runs a command in a pseudo-terminal of a given size."""

    def __init__(
        self, argv: Sequence[str], *, cols: int, rows: int, env: Mapping[str, str], cwd: str | None = None
    ) -> None:
        self.raw = b""
        self.answers = True
        self.modes: set[str] = {"7", "25"}
        self._tail = b""
        self._status: int | None = None
        self.screen = Screen(cols, rows)
        self._stream = Stream(self.screen)
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            try:
                signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests may ignore it
                if cwd:
                    os.chdir(cwd)
                os.execvpe(argv[0], list(argv), dict(env))  # noqa: S606  # the point of this class
            finally:
                os._exit(127)
        self.say_size(cols, rows)

    def say_size(self, cols: int, rows: int) -> None:
        """Tell the program of a window of that size, whatever there is to see."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def resize(self, cols: int, rows: int) -> None:
        """Change the window's size."""
        self.screen.resize(rows, cols)
        self.say_size(cols, rows)

    def send(self, *keys: str) -> Terminal:
        """Press keys: names as in `KEYS`, ctrl+x, or characters; a lone surrogate from U+DC80 on is a raw byte."""
        for key in keys:
            text = chr(ord(key[-1]) & 0x1F) if key.startswith("ctrl+") else KEYS.get(key, key)
            os.write(self._master, text.encode("utf-8", "surrogateescape"))
        return self

    def type(self, data: bytes) -> None:
        """Send bytes as they are."""
        os.write(self._master, data)

    def pump(self, seconds: float) -> bool:
        """Read what comes within so many seconds; False where nothing came or the other side has gone."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self.raw += data
        self._feed(self._tail + data)
        return bool(data)

    def _feed(self, data: bytes) -> None:
        cut = _UNFINISHED.search(data)
        data, self._tail = (data[: cut.start()], data[cut.start() :]) if cut else (data, b"")
        for match in _MODE.finditer(data):
            numbers = match[1].decode().split(";")
            (self.modes.update if match[2] == b"h" else self.modes.difference_update)(numbers)
        if b"\x1b[?2026$p" in data:
            os.write(self._master, b"\x1b[?2026;0$y")
        if self.answers:
            os.write(self._master, b"\x1b[0n" * data.count(b"\x1b[5n"))
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))

    def wait_for(self, text: str, seconds: float = 20) -> Terminal:
        """Read until the screen shows a text."""
        return self.wait_until(lambda: text in self.grid(), f"{text!r} on the screen", seconds)

    def wait_gone(self, text: str, seconds: float = 20) -> Terminal:
        """Read until the screen no longer shows a text."""
        return self.wait_until(lambda: text not in self.grid(), f"{text!r} off the screen", seconds)

    def wait_for_words(self, text: str, seconds: float = 20) -> Terminal:
        """Read until a text is on the screen, wherever its lines end: a path in it may be of any length."""
        wanted = "".join(text.split())
        return self.wait_until(lambda: wanted in re.sub(r"[|\s]+", "", self.grid()), repr(text), seconds)

    def wait_until(self, condition: Callable[[], bool], name: str, seconds: float = 20) -> Terminal:
        """Read until a condition holds."""
        if not self.pump_until(condition, seconds):
            message = f"waited {seconds} s for {name}; the screen was\n{self.grid()}"
            raise AssertionError(message)
        return self

    def pump_until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Read until a condition holds, or for so many seconds; whether it holds."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                return False
            self.pump(0.1)
        return True

    def settle(self, quiet: float = 0.3) -> Terminal:
        """Read until nothing has come for a while."""
        while self.pump(quiet):
            pass
        return self

    def grid(self) -> str:
        """The screen as text."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip("\n") + "\n"

    def styled(self) -> str:
        """The screen's attributes: for each row the runs of cells that are not plain."""
        found = []
        for y in range(self.screen.lines):
            row = self.screen.buffer[y]
            runs: list[tuple[str, int, int]] = []
            for x in range(self.screen.columns):
                cell = row[x]
                names = [
                    cell.fg if cell.fg != "default" else "",
                    f"on-{cell.bg}" if cell.bg != "default" else "",
                ]
                names += [name for name in ("bold", "underscore", "reverse") if getattr(cell, name)]
                look = " ".join(name for name in names if name)
                if runs and runs[-1][0] == look and runs[-1][2] == x:
                    runs[-1] = (look, runs[-1][1], x + 1)
                elif look:
                    runs.append((look, x, x + 1))
            found += [f"{y}:{start}-{end} {look}" for look, start, end in runs]
        return "\n".join(found) + "\n"

    def controls(self) -> list[str]:
        """The control characters that reached the wire outside of well-formed cursor and colour sequences.

        Backspace, carriage return and line feed are among the driver's own moves.
        """
        text = _CONTROL_SEQUENCE.sub(b"", self.raw).decode("utf-8", "replace")
        return [
            c
            for c in text
            if (ord(c) < 0x20 and c not in "\b\r\n") or 0x7F <= ord(c) <= 0x9F or c in "\u202e\u2066"
        ]

    def echoing(self) -> bool:
        """Whether the terminal is in the state a shell needs."""
        flags = termios.tcgetattr(self._master)[3]
        return bool(flags & termios.ECHO) and bool(flags & termios.ICANON)

    def megabytes(self) -> int:
        """The most memory that the program has had so far, in MiB. It must still run."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) // 1024

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Cut the line."""
        os.close(self._master)
        self._master = -1

    def wait_exit(self, seconds: float = 10) -> int:
        """Read on until the program ends; its exit status as a shell gives it."""
        end = time.monotonic() + seconds
        while self._status is None:
            found, status = os.waitpid(self.pid, os.WNOHANG)
            if found:
                self._status = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > end:
                message = f"still running after {seconds} s; the screen was\n{self.grid()}"
                raise AssertionError(message)
            elif self._master >= 0:
                self.pump(0.05)
            else:
                select.select([], [], [], 0.05)
        while self._master >= 0 and self.pump(0.1):
            pass
        return self._status

    def close(self) -> None:
        """End the program and the line."""
        if self._status is None:
            try:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                self._status = -signal.SIGKILL
            except (ProcessLookupError, ChildProcessError):
                pass
        if self._master >= 0:
            self.hang_up()
