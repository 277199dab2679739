"""The thread that reads keys: from bytes as they come over a bad line to Textual's events."""

from __future__ import annotations

import contextlib
import math
import os
import select
import signal
import threading
import time
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Final

from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.events import Callback, Key, MouseEvent, Paste

from sitbrief.terminal.sequences import Answered, Pasted, Sequences
from sitbrief.threads import without_signals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from textual.message import Message

_POLL_SECONDS: Final = 0.1
_READ_BYTES: Final = 4096
_INTERRUPT: Final = "\x03"
_INTERRUPT_SECONDS: Final = 1.0
"""The longest time until ctrl+c is handled: a busy application is then ended as by a signal."""

_MOST_AHEAD: Final = 256
"""The most events under way to the application; more are passed on when these are handled."""


class Keyboard:
    """Reads a terminal until it is told to stop. Bytes that are not UTF-8 become U+FFFD.

    Args:
        descriptor: The terminal.
        pass_on: Takes each event, in the reading thread.
        answered: Is told when the terminal answers a question of the painter.
        mouse: Whether the terminal was asked to tell of the mouse.
        ahead: How many events of a keyboard before this one may still be on their way.

    Attributes:
        ahead: How many events the application may not have heard of yet.
    """

    def __init__(
        self,
        descriptor: int,
        pass_on: Callable[[Message], None],
        answered: Callable[[], None],
        *,
        mouse: bool = False,
        ahead: int = 0,
    ) -> None:
        self._descriptor = descriptor
        self._take = pass_on
        self._answered = answered
        self._mouse = mouse
        self._parser = XTermParser()
        self.ahead = ahead
        self._stopping = False
        self._wake, self._waker = os.pipe()
        self._thread = threading.Thread(target=without_signals(self._run), name="keyboard", daemon=True)
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Stop reading."""
        self._stopping = True
        with contextlib.suppress(OSError):
            os.close(self._waker)
        if self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self) -> None:
        try:
            for found in self._whole():
                self._act(found)
        finally:
            os.close(self._wake)

    def _whole(self) -> Iterator[str | Pasted | Answered]:
        """Yield complete input until told to stop."""
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        sequences = Sequences(ESCAPE_DELAY)
        while True:
            ready, _, _ = select.select([self._descriptor, self._wake], [], [], sequences.patience)
            if self._wake in ready:
                return
            if not ready:
                yield from sequences.give_up()
                continue
            data = self._read()
            if not data:  # the line is cut: do not spin until the watcher acts
                select.select([self._wake], [], [], _POLL_SECONDS)
                continue
            yield from sequences.feed(decode(data))

    def _read(self) -> bytes:
        try:
            return os.read(self._descriptor, _READ_BYTES)
        except OSError:
            return b""

    def _act(self, found: str | Pasted | Answered) -> None:
        if isinstance(found, Answered):
            self._answered()
        elif isinstance(found, Pasted):
            self._pass_on([Paste(found.text)])
        elif found == "\x1b":
            self._pass_on([Key("escape", found)])
        else:
            self._pass_on(self._parser.feed(found))
            if _INTERRUPT in found and not self._heard(_INTERRUPT_SECONDS):
                os.kill(os.getpid(), signal.SIGINT)

    def _pass_on(self, events: Iterable[Message]) -> None:
        """Pass on keys, pastes and, where asked for, the mouse; nothing else that Textual's parser may find."""
        for event in events:
            if self._stopping:  # what was typed before a stop is thrown away in the line, too
                return
            if isinstance(event, Key | Paste) or (self._mouse and isinstance(event, MouseEvent)):
                self._take(event)
                self.ahead += 1
                if self.ahead >= _MOST_AHEAD:
                    # It waits in the line, which takes only so much, not here.
                    self._heard()

    def _heard(self, seconds: float = math.inf) -> bool:
        """Wait until the application has handled all earlier events; False after a timeout."""
        heard = threading.Event()
        self._take(Callback(heard.set))
        end = time.monotonic() + seconds
        while not heard.wait(_POLL_SECONDS):
            if self._stopping or time.monotonic() > end:
                return self._stopping
        self.ahead = 0
        return True
