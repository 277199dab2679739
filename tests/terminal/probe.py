"""A small application behind the reader's own driver and lifeline: it shows the keys it gets.

Words: `mouse` takes the mouse; `adrift` gives up the controlling terminal first; `company` has another thread hear
signals, too; `elsewhere` has SIGTERM arrive in another thread than the main one, as the kernel may choose, once output is
stuck.
Keys: q leaves, P asks for another shape of the mouse pointer, F floods the screen until nobody takes the bytes, which the file `stalled` then says.
With the word `stops` S stops it in the middle of drawing, once the file `drawing` is there and the terminal has answered, and C
stops it and has it go on at once.
"""

from __future__ import annotations

import fcntl
import os
import select
import signal
import sys
import termios
import threading
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from sitbrief.terminal.environment import prepare

if TYPE_CHECKING:
    from textual.events import Key, Paste

WORDS = sys.argv[1:]
if "adrift" in WORDS:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # giving it up is itself a hangup
    fcntl.ioctl(sys.stdin.fileno(), termios.TIOCNOTTY)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
SETTINGS = prepare(os.environ)

from textual._ansi_sequences import set_pointer_shape  # noqa: E402
from textual.app import App, ComposeResult  # noqa: E402
from textual.widgets import Static  # noqa: E402, TID251  it is Textual itself that is tried

from sitbrief.terminal.capabilities import XTERM  # noqa: E402
from sitbrief.terminal.driver import Driver  # noqa: E402
from sitbrief.terminal.hangup import Lifeline  # noqa: E402
from sitbrief.terminal.modes import emergency  # noqa: E402


class Probe(App[int]):
    """Shows the code points that were typed or pasted, in order."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__(driver_class=Driver, ansi_color=True)
        self.theme = "ansi-dark"
        self._seen: list[str] = []
        self._numbers = count()

    def compose(self) -> ComposeResult:
        yield Static(f"ready as {os.getpid()}", markup=False, id="line")

    def _show(self, *found: str) -> None:
        self._seen += found
        self.query_one("#line", Static).update("seen " + " ".join(self._seen) + " .")

    def on_key(self, event: Key) -> None:
        if event.character == "q":
            self.exit(0)
        elif event.character == "F":
            self.set_interval(0.001, self._flood)
            threading.Thread(target=self._say_when_stalled, daemon=True).start()
        elif event.character == "S" and "stops" in WORDS:
            self._stop_while_it_draws()
        else:
            if event.character == "C" and "stops" in WORDS:
                os.kill(os.getpid(), signal.SIGTSTP)
                os.kill(os.getpid(), signal.SIGCONT)
            if event.character == "P":
                self._driver.write(set_pointer_shape("crosshair"))
            self._show(f"{ord(event.character):04x}" if event.character else event.key)

    def on_paste(self, event: Paste) -> None:
        self._show(*(f"paste-{ord(character):04x}" for character in event.text))

    def _flood(self) -> None:
        number = next(self._numbers)
        self.query_one("#line", Static).update("\n".join(f"{number:>70}" for _ in range(20)))

    def _stop_while_it_draws(self) -> None:
        """SIGTSTP while the main thread has the painter's lock, which the thread that reads keys waits for."""
        driver, answered = self._driver, threading.Event()
        keyboard, painter = driver._keyboard, driver._painter  # noqa: SLF001  there is no other way to be sure

        def answer() -> None:
            answered.set()
            painter.answer()

        keyboard._answered = answer  # noqa: SLF001
        with painter._changed:  # noqa: SLF001
            Path("drawing").touch()
            answered.wait()
            os.kill(os.getpid(), signal.SIGTSTP)

    def _say_when_stalled(self) -> None:
        """Wait until the terminal has taken nothing for a while: a frame is stuck on its way."""
        screen = sys.__stderr__.fileno()  # Textual has put itself in the place of sys.stderr
        stuck = 0
        while stuck < 10:
            select.select([], [], [], 0.05)
            stuck = 0 if select.select([], [screen], [], 0)[1] else stuck + 1
        Path("stalled").touch()
        if "elsewhere" in WORDS:
            signal.pthread_kill(threading.get_ident(), signal.SIGTERM)


if __name__ == "__main__":
    app = Probe()
    if "company" in WORDS:
        threading.Thread(target=threading.Event().wait, daemon=True).start()
    with Lifeline(sys.stdin.fileno(), sys.stderr.fileno(), emergency(XTERM)):
        app.run(mouse="mouse" in WORDS)
    sys.exit(app.return_code if app.return_code is not None else 1)
