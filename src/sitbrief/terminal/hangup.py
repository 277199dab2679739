"""A way out that always works: after a signal or a cut line the process ends and the terminal is as it was.

Nothing here needs the event loop or the thread that sends output: the one may be busy, the other stands still when the
link does. Nor does it need the main thread, where Python runs all handlers: the watcher is told of signals as well.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import termios
import threading
import time
from typing import TYPE_CHECKING, Any, Self

from sitbrief.threads import deaf

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType, TracebackType

LEAVE = (
    b"\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # mouse
    b"\x1b[?2004l\x1b[?1004l\x1b[?2048l\x1b[?2026l"  # paste, focus, in-band resize, synchronised output
    b"\x1b[?7h\x1b[0m"  # line wrap, colours
    b"\x1b[999;1H\x1b[K\x1b[?1049l\x1b[?25h"  # an empty last line to go on in, the other screen, the cursor
)
"""What puts a terminal back, whatever mode the application was in."""

leaving = threading.Event()
"""Set when the process is about to end for a signal: nobody else writes to the terminal from then on."""

woken: list[Callable[[], object]] = []
"""Called by the watcher after each signal: what wakes an event loop that fell asleep just as the signal came.

Python runs a handler when the main thread next executes something, which in a loop that waits may be at the next key.
"""

_POLL_MILLISECONDS = 500
_MAIN_THREAD_FIRST_SECONDS = 0.2
_PATIENCE_SECONDS = 0.5
_HANGUP_STATUS = 128 + signal.SIGHUP
_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


def in_background(terminal: int) -> bool:
    """Whether the terminal is at present that of another job of the same session, mostly its shell."""
    try:
        return os.tcgetpgrp(terminal) != os.getpgrp()
    except OSError:  # not our controlling terminal: there are no jobs
        return False


class Lifeline:
    """While this context is open, SIGTERM, SIGHUP and a cut line end the process at once.

    Args:
        stdin: The descriptor that keys are read from.
        screen: The descriptor that the screen is drawn on.
    """

    def __init__(self, stdin: int, screen: int) -> None:
        self._stdin = stdin
        self._screen = screen
        self._attributes: list[Any] | None = None
        self._before: dict[signal.Signals, Any] = {}
        self._closed = threading.Event()
        self._once = threading.Lock()
        self._told = self._teller = self._teller_before = -1
        self._watcher = threading.Thread(target=deaf(self._watch), name="hangup-watcher", daemon=True)

    def __enter__(self) -> Self:
        with contextlib.suppress(termios.error):
            self._attributes = termios.tcgetattr(self._stdin)
        for number in _SIGNALS:
            self._before[number] = signal.signal(number, self._on_signal)
        self._told, self._teller = os.pipe()
        os.set_blocking(self._teller, False)
        self._teller_before = signal.set_wakeup_fd(self._teller, warn_on_full_buffer=False)
        self._watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.set_wakeup_fd(self._teller_before)
        self._closed.set()
        with contextlib.suppress(BlockingIOError):
            os.write(self._teller, b"\0")
        self._watcher.join()
        os.close(self._told)
        os.close(self._teller)
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        del frame
        if self._once.acquire(blocking=False):  # else the first signal, or the other thread, is about it
            leaving.set()
            self._restore()
            os._exit(128 + number)

    def _restore(self) -> None:
        """Put the terminal back, but wait only a moment for it: a frozen link takes no bytes and must not hold us.

        In the background it is another's, and touching it would stop the process instead of ending it.
        """
        if in_background(self._stdin):
            return
        with contextlib.suppress(OSError):
            os.set_blocking(self._screen, False)
            self._write(LEAVE)
        if self._attributes is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self._stdin, termios.TCSANOW, self._attributes)
        with contextlib.suppress(OSError):
            os.set_blocking(self._screen, True)  # the shell shares this open file

    def _write(self, data: bytes) -> None:
        """Write after the frame that is being sent, unless that is stuck."""
        end = time.monotonic() + _PATIENCE_SECONDS
        while data and time.monotonic() < end:
            with contextlib.suppress(BlockingIOError):
                data = data[os.write(self._screen, data) :]
            if data:
                select.select([], [self._screen], [], _PATIENCE_SECONDS / 10)

    def _watch(self) -> None:
        """Wait for a hangup or a signal. Nothing has to be saved: what matters is durable before it is shown."""
        poll = select.poll()
        poll.register(self._stdin, 0)  # POLLHUP and POLLERR are always reported
        poll.register(self._told, select.POLLIN)
        while not self._closed.is_set():
            for descriptor, event in poll.poll(_POLL_MILLISECONDS):
                if descriptor == self._told:
                    numbers = os.read(self._told, 64)
                    for wake in woken:
                        wake()
                    for number in numbers:
                        if number in _SIGNALS and not self._closed.wait(_MAIN_THREAD_FIRST_SECONDS):
                            self._on_signal(number, None)
                elif event & (select.POLLHUP | select.POLLERR | select.POLLNVAL):
                    os._exit(_HANGUP_STATUS)
