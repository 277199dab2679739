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
        columns: Columns that are drawn.
        rows: Rows that are drawn.
        beyond: What it says of itself, where that is more than is drawn: columns and rows; else None.
    """

    columns: int
    rows: int
    beyond: tuple[int, int] | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows that are drawn."""
        return self.columns, self.rows

    @property
    def words(self) -> str:
        """A sentence where the window is larger than what is drawn; else empty."""
        if self.beyond is None:
            return ""
        columns, rows = self.beyond
        return f"The window says it has {columns:,} by {rows:,} cells: {self.columns:,} by {self.rows:,} are used."


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
    told = tuple(
        _number(environ.get(name, "")) or size or usual
        for name, size, usual in zip(_VARIABLES, said, _USUAL, strict=True)
    )
    columns, rows = told
    most = limits()
    drawn = min(columns, most.window_columns), min(rows, most.window_rows)
    return Window(*drawn, None if drawn == told else (columns, rows))


def without_rubbish(environ: MutableMapping[str, str]) -> None:
    """Remove invalid sizes from the environment: others read it too, and take any Unicode digit."""
    for name in _VARIABLES:
        if name in environ and not _number(environ[name]):
            del environ[name]


def _number(word: str) -> int:
    """A word as a whole number; 0 where it is none, or absurdly large."""
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= _LONGEST else 0
