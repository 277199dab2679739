"""Textual's driver with what an unreliable line needs: tolerant input, no focus reports, an end when input ends."""

from __future__ import annotations

import os
import re
import select
import signal
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Callback, Key

from sitbrief.terminal.guard import guard
from sitbrief.terminal.hangup import in_background

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message

_POLL_SECONDS = 0.1
_READ_BYTES = 4096

# Each report of the window's focus repaints the screen, at 14 kB a time, and tells the reader nothing.
_FOCUS_REPORTS = "\x1b[?1004h"
# On a slow link Esc and the next key arrive together, which Textual takes for alt or for a Mac's option key. Nothing
# here is bound to those; what opens no control sequence is Esc, then the key.
_ESCAPE_KEY = re.compile(r"(\x1b)(?=[^\[\]OPX^_\x1b])")
_POINTER_SHAPE = "\x1b]22;"


class Driver(LinuxDriver):
    """Reads bytes that are not UTF-8 as U+FFFD instead of dying of them, and never asks for focus reports."""

    def write(self, data: str) -> None:
        """Send output, but for modes that the reader does without."""
        if data != _FOCUS_REPORTS and (self._mouse or not data.startswith(_POINTER_SHAPE)):
            super().write(data)

    def run_input_thread(self) -> None:
        """Read keys until the application ends; the end of input is the watcher's business."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno], [], [], _POLL_SECONDS)
            if ready:
                try:
                    data = os.read(self.fileno, _READ_BYTES)
                except OSError:
                    data = b""
                if not data:
                    self.exit_event.wait(_POLL_SECONDS)  # the line is cut: do not spin until the watcher acts
                    continue
                text = decode(data)
                for part in _ESCAPE_KEY.split(text):
                    if part == "\x1b":
                        self.process_message(Key("escape", part))
                    elif part:  # to the parser an empty text is the end of input
                        self._pass_on(parser.feed(part))
            self._pass_on(parser.tick())

    def _pass_on(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    def _sigcont_application(self, *_: object) -> None:
        """Come back from a stop, and paint: meanwhile the screen was another's.

        SIGSTOP gives no warning, so application mode is still on. Textual starts it a second time: two threads read
        keys, the process never ends and the terminal stays raw.
        """
        if not self._auto_restart or not self._loop.is_running():
            return
        if self._must_signal_resume:  # it was SIGTSTP, and application mode was left
            self.resume_application_mode()
            self.send_message(Callback(self._repaint))
        else:
            self.send_message(Callback(self._start_again))

    def _start_again(self) -> None:
        if in_background(self.fileno):
            os.kill(os.getpid(), signal.SIGSTOP)  # it is another's; SIGCONT comes again when it is ours
        elif self._key_thread is not None and self._key_thread.is_alive():
            self.suspend_application_mode()
            self.resume_application_mode()
            self._repaint()

    def _repaint(self) -> None:
        self._app.refresh(layout=True)


__all__ = ["Driver", "guard"]
