"""Progress on one line of the terminal, shown once something takes a moment."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from sitbrief.cli import output

if TYPE_CHECKING:
    from typing import Self

_FIRST_WORD_SECONDS = 1.0
_WORD_SECONDS = 0.25
_LINE_SECONDS = 5.0


class ProgressLine:
    """The line; it is gone when what it speaks of is done. Where stderr is no terminal, nobody sees any."""

    _pause = _WORD_SECONDS

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._next = self._start + _FIRST_WORD_SECONDS
        self._seen = sys.stderr is not None and sys.stderr.isatty()
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self.show("")

    @property
    def seconds(self) -> float:
        """Since it began."""
        return time.monotonic() - self._start

    def due(self) -> bool:
        """Whether it is time for a word."""
        now = time.monotonic()
        if not self._seen or now < self._next:
            return False
        self._next = now + self._pause
        return True

    def show(self, text: str) -> None:
        """Replace the line."""
        self._shown = bool(text)
        try:
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()
        except OSError:
            return


class ProgressLines(ProgressLine):
    """Progress as separate lines, a few seconds apart, for logs and screen readers."""

    _pause = _LINE_SECONDS

    def __init__(self) -> None:
        super().__init__()
        self._seen = True

    def show(self, text: str) -> None:
        """Say it on a line of its own."""
        output.say(text)
