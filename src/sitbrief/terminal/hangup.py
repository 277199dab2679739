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

from sitbrief.threads import without_signals

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType, TracebackType

leaving = threading.Event()
"""Set when the process is about to end for a signal: nobody else writes to the terminal from then on."""

listeners: list[Callable[[int], object]] = []
"""Functions that the watcher calls with each signal, in their order.

Python runs a handler when the main thread next executes something, which in a loop that waits may be at the next key; it runs
one in the middle of another; and of several it runs the one with the lowest number first.
"""

_POLL_MILLISECONDS = 500
_MAIN_THREAD_FIRST_SECONDS = 0.2
_PATIENCE_SECONDS = 0.5
_CLOSING = b"\0"
_HANGUP_STATUS = 128 + signal.SIGHUP
_ALWAYS = frozenset({signal.SIGTERM, signal.SIGHUP})
_NEVER = frozenset(
    {
        *(signal.SIGKILL, signal.SIGSTOP),  # nobody hears them
        *(signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGABRT, signal.SIGTRAP),
        *(signal.SIGSYS,),  # nothing can be relied on after these
        *(signal.SIGCONT, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU),  # these stop it, and have it go on
        *(signal.SIGCHLD, signal.SIGURG, signal.SIGWINCH),  # these do nothing where nobody cares
    }
)


def in_background(terminal: int) -> bool:
    """Whether the terminal is at present that of another job of the same session, mostly its shell."""
    try:
        return os.tcgetpgrp(terminal) != os.getpgrp()
    except OSError:  # not our controlling terminal: there are no jobs
        return False


def _ending() -> list[int]:
    """The signals that would end the process as it is now, and those that shall, whatever whoever started it made of them."""
    usual = {signal.SIG_DFL, signal.default_int_handler}
    return [
        *_ALWAYS,
        *(n for n in signal.valid_signals() - _ALWAYS - _NEVER if signal.getsignal(n) in usual),
    ]


class Lifeline:
    """While this context is open, a signal that would end the process and a cut line end it at once, in order.

    An error that leaves it finds the terminal as it was, too, whatever has become of those who draw on it.

    Args:
        stdin: The descriptor that keys are read from.
        screen: The descriptor that the screen is drawn on.
        back: What puts the terminal back, whatever mode the application was in.
    """

    def __init__(self, stdin: int, screen: int, back: bytes) -> None:
        self._stdin = stdin
        self._screen = screen
        self._back = back
        self._attributes: list[Any] | None = None
        self._before: dict[int, Any] = {}
        self._closed = threading.Event()
        self._once = threading.Lock()
        self._told = self._teller = self._teller_before = -1
        self._watcher = threading.Thread(
            target=without_signals(self._watch), name="hangup-watcher", daemon=True
        )

    def __enter__(self) -> Self:
        with contextlib.suppress(termios.error):
            self._attributes = termios.tcgetattr(self._stdin)
        for number in _ending():
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
            os.write(self._teller, _CLOSING)
        self._watcher.join()
        os.close(self._told)
        os.close(self._teller)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if error is not None:
            self._restore()

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
            self._write(self._back)
        if self._attributes is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self._stdin, termios.TCSANOW, self._attributes)
        with contextlib.suppress(OSError):
            os.set_blocking(self._screen, True)  # the shell shares this open file

    def _write(self, data: bytes) -> None:
        """Write once the current frame is sent, or at once where that is stuck."""
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
                    numbers = os.read(self._told, 64).strip(_CLOSING)
                    for number in numbers:
                        for listener in tuple(listeners):
                            listener(number)
                    for number in numbers:
                        if number in self._before and not self._closed.wait(_MAIN_THREAD_FIRST_SECONDS):
                            self._on_signal(number, None)
                elif event & (select.POLLHUP | select.POLLERR | select.POLLNVAL):
                    os._exit(_HANGUP_STATUS)
