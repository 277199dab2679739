"""A terminal without a line: pyte with what it lacks, and what can be seen on it."""

from __future__ import annotations

import pyte
from pyte.screens import Char


class Screen(pyte.Screen):
    """pyte's screen with what it lacks: the sequences that scroll a region wherever the cursor is.

    Its rows are what is in the cells, one after the other. pyte's own skip the cell behind a wide character without a look,
    and fail where a character that it takes for a wide one has been drawn over by half.
    """

    @property
    def display(self) -> list[str]:
        """The rows as text."""
        return ["".join(self.buffer[y][x].data for x in range(self.columns)) for y in range(self.lines)]

    def scroll_up(self, count: int = 1) -> None:
        """Move the rows of the region up; what comes in is blank."""
        self._scroll(count or 1)

    def scroll_down(self, count: int = 1) -> None:
        """Move them down."""
        self._scroll(-(count or 1))

    def _scroll(self, by: int) -> None:
        top, bottom = self.margins or (0, self.lines - 1)
        rows = {y: self.buffer[y].copy() for y in range(top, bottom + 1)}
        for y in range(top, bottom + 1):
            self.buffer[y].clear()
            self.buffer[y].update(rows.get(y + by, {}))
        self.dirty.update(range(top, bottom + 1))


class Stream(pyte.ByteStream):
    csi = pyte.ByteStream.csi | {"S": "scroll_up", "T": "scroll_down"}
    events = pyte.ByteStream.events | {"scroll_up", "scroll_down"}


def emulator(cols: int, rows: int) -> tuple[Screen, Stream]:
    """A screen and what writes on it."""
    screen = Screen(cols, rows)
    return screen, Stream(screen)


def cells(screen: pyte.Screen) -> list[list[Char]]:
    """What can be seen: of a blank only what shows of it."""
    return [[_seen(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]


def _seen(cell: Char) -> Char:
    blank = cell.data == " " and not (cell.underscore or cell.reverse or cell.strikethrough)
    return Char(" ", bg=cell.bg) if blank else cell
