"""The thread that reads keys: from bytes as they come over a bad line to Textual's events."""

from __future__ import annotations

import contextlib
import os
import re
import select
import threading
import time
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Final

from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.events import Key

from sitbrief.terminal.painter import ANSWER
from sitbrief.threads import deaf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.message import Message

_POLL_SECONDS: Final = 0.1
_LIVELY_SECONDS: Final = 1.0
"""For so long after a byte the parser is asked whether it has waited long enough for the rest of a sequence."""

_READ_BYTES: Final = 4096

# On a slow link Esc and the next key arrive together, which Textual takes for alt or for a Mac's option key. Nothing
# here is bound to those; what opens no control sequence is Esc, then the key.
_ESCAPE_KEY: Final = re.compile(r"(\x1b)(?=[^\[\]OPX^_\x1b])")


class Keyboard:
    """Reads a terminal until it is told to stop. Bytes that are not UTF-8 become U+FFFD.

    Args:
        descriptor: The terminal.
        pass_on: Takes each event, in the reading thread.
        answered: Is told when the terminal answers a question of the painter.
    """

    def __init__(
        self, descriptor: int, pass_on: Callable[[Message], None], answered: Callable[[], None]
    ) -> None:
        self._descriptor = descriptor
        self._pass_on = pass_on
        self._answered = answered
        self._wake, self._waker = os.pipe()
        self._thread = threading.Thread(target=deaf(self._run), name="keyboard", daemon=True)
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Whether it reads."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Read no more."""
        with contextlib.suppress(OSError):
            os.close(self._waker)
        if self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self) -> None:
        try:
            for text in self._texts():
                self._parse(text)
        finally:
            os.close(self._wake)

    def _texts(self) -> Iterator[str]:
        """What is typed, without the terminal's answers; empty texts where time has passed without any."""
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._parser = XTermParser()
        held, lively = "", 0.0
        while True:
            pause = ESCAPE_DELAY if held else _POLL_SECONDS if time.monotonic() < lively else None
            ready, _, _ = select.select([self._descriptor, self._wake], [], [], pause)
            if self._wake in ready:
                return
            text = ""
            if ready:
                data = self._read()
                if not data:  # the line is cut: do not spin until the watcher acts
                    select.select([self._wake], [], [], _POLL_SECONDS)
                    continue
                text = decode(data)
                lively = time.monotonic() + _LIVELY_SECONDS
            whole, held = self._without_answers(held + text, final=not ready)
            yield whole

    def _read(self) -> bytes:
        try:
            return os.read(self._descriptor, _READ_BYTES)
        except OSError:
            return b""

    def _without_answers(self, text: str, *, final: bool) -> tuple[str, str]:
        """The text without the terminal's answers, and its end if that may be the start of one."""
        parts = text.split(ANSWER)
        for _ in parts[1:]:
            self._answered()
        rest = "".join(parts)
        # What comes may be cut behind any byte: an Esc that nothing follows in time is the key, and no part of another.
        length = 0 if final else next((n for n in (3, 2, 1) if rest.endswith(ANSWER[:n])), 0)
        return rest[: len(rest) - length], rest[len(rest) - length :]

    def _parse(self, text: str) -> None:
        try:
            for part in _ESCAPE_KEY.split(text):
                if part == "\x1b":
                    self._pass_on(Key("escape", part))
                elif part:  # to the parser an empty text is the end of input
                    for event in self._parser.feed(part):
                        self._pass_on(event)
            for event in self._parser.tick():
                self._pass_on(event)
        except Exception:  # noqa: BLE001  whatever a terminal sends must not take the keyboard away
            self._parser = XTermParser()
