"""The size of the window to draw for: from the environment, else from the terminal, within limits.

Whoever connects chooses what a terminal says: a window of 65,535 by 65,535 cells would cost gigabytes.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.limits import limits

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

_USUAL: Final = (80, 24)
_VARIABLES: Final = ("COLUMNS", "LINES")
_LONGEST: Final = 9
"""The most digits of a plausible number."""


class Window(NamedTuple):
    """A window.

    Attributes:
        size: Columns and rows that are drawn.
        said: Columns and rows that it says it has.
    """

    size: tuple[int, int]
    said: tuple[int, int]

    @property
    def words(self) -> str:
        """A sentence where the window is larger than what is drawn; else empty."""
        if self.said == self.size:
            return ""
        (columns, rows), (said_columns, said_rows) = self
        return f"The window says it has {said_columns:,} by {said_rows:,} cells: {columns:,} by {rows:,} are used."


def window(descriptor: int, environ: Mapping[str, str]) -> Window:
    """The window of a terminal, as it is now.

    Args:
        descriptor: The terminal.
        environ: Where COLUMNS and LINES go before what it says.
    """
    try:
        said = os.get_terminal_size(descriptor)
    except OSError:
        said = os.terminal_size((0, 0))
    columns, rows = (
        _number(environ.get(name, "")) or size or usual
        for name, size, usual in zip(_VARIABLES, said, _USUAL, strict=True)
    )
    most = limits()
    return Window((min(columns, most.window_columns), min(rows, most.window_rows)), (columns, rows))


def without_rubbish(environ: MutableMapping[str, str]) -> None:
    """Remove invalid sizes from the environment: others read it too, and take any Unicode digit."""
    for name in _VARIABLES:
        if name in environ and not _number(environ[name]):
            del environ[name]


def _number(word: str) -> int:
    """A word as a whole number; 0 where it is none, or absurdly large."""
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= _LONGEST else 0
