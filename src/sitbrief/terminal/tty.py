"""The settings of the terminal line: raw, and back."""

from __future__ import annotations

import contextlib
import termios
import tty
from typing import Any


class RawLine:
    """Raw mode: every key and every byte passes unchanged.

    Args:
        descriptor: The terminal that keys are read from.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._before: list[Any] | None = None

    def enter(self) -> None:
        """Remember the settings and change them. Where there is no terminal nothing happens.

        Output is left as it is sent, too: a line feed goes straight down.
        """
        with contextlib.suppress(termios.error):
            settings = termios.tcgetattr(self._descriptor)
            self._before = [*settings[:6], list(settings[6])]
            settings[tty.IFLAG] &= ~(
                termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR | termios.ISTRIP
            )
            settings[tty.OFLAG] &= ~termios.OPOST
            settings[tty.LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
            settings[tty.CC][termios.VMIN] = 1
            settings[tty.CC][termios.VTIME] = 0
            termios.tcsetattr(self._descriptor, termios.TCSANOW, settings)

    def leave(self) -> None:
        """Put the settings back."""
        if self._before is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self._descriptor, termios.TCSANOW, self._before)
            self._before = None

    def flush_input(self) -> None:
        """Discard unread input."""
        with contextlib.suppress(termios.error):
            termios.tcflush(self._descriptor, termios.TCIFLUSH)
