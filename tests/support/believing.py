"""A terminal with a belief of its own about widths: it draws what it is sent as programs with other tables would."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from sitbrief.text.gate import is_mark
from support.emulator import Screen, Stream

if TYPE_CHECKING:
    from collections.abc import Callable

    Belief = Callable[[str], int]


def glibc(sign: str) -> int:
    """As glibc, tmux and mosh measure: spacing marks take a cell."""
    if is_mark(sign) and unicodedata.category(sign) != "Mc":
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def unspaced(sign: str) -> int:
    """No mark takes a cell."""
    return 0 if is_mark(sign) else glibc(sign)


def of_old(sign: str) -> int:
    """As GNU screen measures: what Unicode 3.2 did not have takes a cell, and is narrow."""
    return glibc(sign) if unicodedata.ucd_3_2_0.category(sign) != "Cn" else 1


def asian(sign: str) -> int:
    """As with the settings of East Asia: what is ambiguous is wide."""
    return 2 if unicodedata.east_asian_width(sign) == "A" and not is_mark(sign) else glibc(sign)


def markless(sign: str) -> int:
    """As where marks are not known at all: each takes a cell."""
    return max(1, glibc(sign))


BELIEFS: Final = {"glibc": glibc, "unspaced": unspaced, "old": of_old, "asian": asian, "markless": markless}


class Believing(Screen):
    """A screen that gives each character as many cells as it is told to; it never wraps."""

    def __init__(self, columns: int, lines: int, width: Belief) -> None:
        super().__init__(columns, lines)
        self._width = width

    def draw(self, data: str) -> None:
        """Put each character into its cells; one that takes none goes into the cell before the cursor."""
        row = self.buffer[self.cursor.y]
        for sign in data:
            width = self._width(sign)
            x = min(self.cursor.x, self.columns - 1)
            if not width:
                self._join(sign)
                continue
            for taken in range(x, min(x + width, self.columns)):
                self._halve(taken)
                row[taken] = self.cursor.attrs._replace(data=sign if taken == x else "")
            end = x + width
            if end < self.columns and row[end].data == "":
                row[end] = row[end]._replace(data=" ")
            self.cursor.x = min(end, self.columns)

    def _join(self, mark: str) -> None:
        row, x = self.buffer[self.cursor.y], self.cursor.x - 1
        if x > 0 and row[x].data == "":
            x -= 1
        if x >= 0:
            row[x] = row[x]._replace(data=row[x].data + mark)

    def _halve(self, x: int) -> None:
        """Blank the character of which a half is about to be overwritten."""
        row = self.buffer[self.cursor.y]
        if row[x].data == "" and x > 0:
            row[x - 1] = row[x - 1]._replace(data=" ")


def believing(columns: int, lines: int, width: Belief) -> tuple[Believing, Stream]:
    """Such a screen and what writes on it."""
    screen = Believing(columns, lines, width)
    return screen, Stream(screen)
