"""Textual's driver for an unreliable line: sends what changed and no more, never waits for the line, reads any byte."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.driver import Driver as TextualDriver
from textual.events import Callback, Resize
from textual.geometry import Size

from sitbrief.terminal.canvas import Canvas
from sitbrief.terminal.capabilities import Capabilities, capabilities
from sitbrief.terminal.hangup import in_background, listeners
from sitbrief.terminal.keyboard import Keyboard
from sitbrief.terminal.modes import entering, leaving
from sitbrief.terminal.painter import LOCAL, REMOTE, LinkProfile, Painter
from sitbrief.terminal.pen import PLAIN, Pen
from sitbrief.terminal.tty import RawLine
from sitbrief.terminal.widths import measure_alike
from sitbrief.terminal.window import window

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.message import Message

    from sitbrief.terminal.environment import Settings

_POINTER_SHAPE: Final = "\x1b]22;"
_SYNCHRONISED: Final = frozenset({"\x1b[?2026h", "\x1b[?2026l"})

_RESIZE_SECONDS: Final = 0.2
"""The longest time without a frame after a resize, in which the application draws for the new size."""

_ANSWER_SECONDS: Final = 1.5
"""The longest time that leaving waits for an answer of the terminal."""

_DRAIN_SECONDS: Final = 5.0
"""The longest time that leaving waits for output to drain."""


_MOST_BUTTONS: Final = 8

_LAST_WORD_SECONDS: Final = 0.05
"""A shell that kills a stopped job sends SIGTERM and SIGCONT together, in any order: for so long SIGTERM is awaited."""


def _noted(*_: object) -> None:
    """A handler that does nothing: installing it lets the watcher receive the signal."""


class Driver(TextualDriver):
    """Draws on stderr and reads from stdin, as Textual does on Unix.

    It asks nothing of the terminal that it does not need: no focus reports, no kitty keyboard, no in-band window sizes, no
    synchronised output (what is sent overwrites cells in place, so nothing flickers).

    Attributes:
        link: What is between us and the terminal.
        ascii: Show nothing but ASCII.
        ground: The colours of text and background where the application asks for none.
        window: What is drawn for.
    """

    link: ClassVar[LinkProfile] = LOCAL
    ascii: ClassVar[bool] = False
    ground: ClassVar[Pen] = PLAIN

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        self._input = sys.__stdin__.fileno() if sys.__stdin__ else 0
        self._output = sys.__stderr__.fileno() if sys.__stderr__ else 2
        self.window = window(self._output, os.environ)
        # Without a size Textual asks the terminal itself for the first one, and believes it.
        super().__init__(app, debug=debug, mouse=mouse, size=size or self.window.size)
        self._line = RawLine(self._input)
        self._painter: Painter | None = None
        self._keyboard: Keyboard | None = None
        self._ahead = 0
        self._able = Capabilities()
        self._stopped = False
        self._to_stop = False
        self._window_told = False

    @property
    def can_suspend(self) -> bool:
        """It can lend the terminal out and take it back."""
        return True

    def write(self, data: str) -> None:
        """Take output: it is sent soon, or overtaken by newer output."""
        if (
            self._painter is None
            or data in _SYNCHRONISED
            or (data.startswith(_POINTER_SHAPE) and not self._mouse)
        ):
            return
        width, height = self._app.size
        self._painter.write(data, (width, height))

    def process_message(self, message: Message) -> None:
        """Pass an event on. Of mouse buttons that went down and never up only the last few are remembered."""
        del self._down_buttons[:-_MOST_BUTTONS]
        super().process_message(message)

    def control(self, data: str) -> None:
        """Send sequences that draw nothing as they are, before the next frame."""
        if self._painter is not None:
            self._painter.control(data)

    def redraw(self) -> None:
        """Send the whole screen, whatever the terminal shows."""
        if self._painter is not None:
            self._painter.forget()

    def words_of_window(self) -> str:
        """A sentence about a window that is larger than what is drawn; only once."""
        words = "" if self._window_told else self.window.words
        self._window_told |= bool(words)
        return words

    def start_application_mode(self) -> None:
        """Take the terminal."""
        if self._hear not in listeners:
            listeners.append(self._hear)
            for number in (signal.SIGTSTP, signal.SIGCONT):
                signal.signal(number, _noted)
        self.window = window(self._output, os.environ)
        self._size = self.window.size
        self._able = capabilities(os.environ.get("TERM", ""), self._output, os.environ)._replace(
            ascii=self.ascii
        )
        canvas = Canvas(*self.window.size, self._able, self.ground)
        self._line.enter()
        self._painter = Painter(self._output, canvas, self.link)
        self._painter.control(entering(self._able, mouse=self._mouse))
        self._painter.start()
        self._keyboard = Keyboard(
            self._input, self.process_message, self._painter.answer, mouse=self._mouse, ahead=self._ahead
        )
        signal.signal(signal.SIGWINCH, self._on_resize)
        self._send_size()
        if self._stopped:
            self._stopped = False
            self.send_message(self.SignalResume())

    def disable_input(self) -> None:
        """Read no more keys."""
        if self._keyboard is not None:
            signal.signal(signal.SIGWINCH, signal.SIG_DFL)
            if self._painter is not None:
                self._painter.wait_for_answers(_ANSWER_SECONDS)
            self._keyboard.stop()
            self._ahead, self._keyboard = self._keyboard.ahead, None
            self._line.flush_input()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        if self._painter is not None:
            self._painter.control(leaving(self._able, mouse=self._mouse))
            self._painter.close(_DRAIN_SECONDS)
        self.disable_input()
        self._line.leave()

    def close(self) -> None:
        """Stop writing."""
        self._painter = None
        if self._hear in listeners:
            listeners.remove(self._hear)
            for number in (signal.SIGTSTP, signal.SIGCONT):
                signal.signal(number, signal.SIG_DFL)

    def _hear(self, number: int) -> None:
        """Pass a signal on to its handler and to the event loop; runs in the watcher's thread.

        A handler would do it in the middle of whatever the main thread does, with the locks that are held for it. What waits
        for a thread that wants one of them, as lending the terminal out does, would wait for ever.
        """
        act: Callable[[], object] = bool
        if number == signal.SIGTSTP:
            self._to_stop, act = True, self._stop
        elif number == signal.SIGCONT:
            self._to_stop, act = False, self._continue
        with contextlib.suppress(RuntimeError):  # the loop is closed: nothing waits any more
            self._loop.call_soon_threadsafe(act)

    def _send_size(self) -> None:
        self.window = window(self._output, os.environ)
        size = Size(*self.window.size)
        self.send_message(Resize(size, size))

    def _on_resize(self, *_: object) -> None:
        """The window has changed; what it shows now depends on the terminal."""
        if self._painter is not None:
            self._painter.hold(_RESIZE_SECONDS)
        self._send_size()

    def _stop(self) -> None:
        """SIGTSTP: lend the terminal out, then stop, unless a SIGCONT came behind it."""
        if self._to_stop:
            self._to_stop = False
            if self._painter is not None:
                self._lend_out()
                self._stopped = True
            os.kill(os.getpid(), signal.SIGSTOP)

    def _continue(self) -> None:
        """SIGCONT: take the terminal again, and paint, for meanwhile the screen was another's.

        SIGSTOP gives no warning, so application mode may still be on. A hangup brings a SIGCONT of its own.
        """
        if in_background(self._input):
            time.sleep(_LAST_WORD_SECONDS)
            os.kill(os.getpid(), signal.SIGSTOP)  # it is another's; SIGCONT comes again when it is ours
        elif self._stopped:
            self.resume_application_mode()
            self.send_message(Callback(self._repaint))
        else:
            self.send_message(Callback(self._start_again))

    def _lend_out(self) -> None:
        self.stop_application_mode()
        self._painter = None

    def _start_again(self) -> None:
        if self._keyboard is not None and self._keyboard.alive:
            self._lend_out()
            self.resume_application_mode()
            self._repaint()

    def _repaint(self) -> None:
        self._app.refresh(layout=True)


def driver_for(settings: Settings, ground: Pen = PLAIN) -> type[Driver]:
    """The driver for what surrounds the reader.

    Args:
        settings: What surrounds it.
        ground: The colours of text and background where the application asks for none.
    """

    class Configured(Driver):
        """The driver with its settings: Textual calls it without any."""

    Configured.link = REMOTE if settings.remote else LOCAL
    if settings.remote and settings.frames:
        Configured.link = REMOTE._replace(frames_per_second=settings.frames)
    Configured.ascii = settings.ascii
    measure_alike(late_marks=settings.late_marks)
    Configured.ground = ground
    return Configured
