"""A screen as cells: what each shows and with which pen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitbrief.terminal.pen import PLAIN, Pen, blank_of
from sitbrief.terminal.widths import clusters

if TYPE_CHECKING:
    from sitbrief.text import Clean

_BLANKS: Final = re.compile(" +")


class CellRow:
    """One line of a screen.

    Attributes:
        text: What each cell shows: one character with its marks; a wide one leaves the cell after it empty.
        pens: With which pen. A blank has the simplest pen that looks the same, so that equal rows look equal.
    """

    __slots__ = ("pens", "text")

    def __init__(self, text: list[str], pens: list[Pen]) -> None:
        self.text = text
        self.pens = pens

    @classmethod
    def blank(cls, width: int) -> CellRow:
        """A row of plain blanks."""
        return cls([" "] * width, [PLAIN] * width)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CellRow) and self.text == other.text and self.pens == other.pens

    __hash__ = None  # type: ignore[assignment]  # it changes

    def copy(self) -> CellRow:
        """An independent copy."""
        return CellRow(self.text[:], self.pens[:])

    def put(self, x: int, text: Clean, pen: Pen) -> int:
        """Write text from a column on, cut at both ends of the row, and return the column after it."""
        if text.isascii() and text.isprintable() and x >= 0:
            return self._put_ascii(x, text, pen)
        for cluster, width in clusters(text):
            if x >= 0 and x + width <= len(self.text):
                self._free(x, x + width)
                self.text[x : x + width] = [cluster, *[""] * (width - 1)]
                self.pens[x : x + width] = [blank_of(pen) if cluster == " " else pen] * width
            elif 0 <= x < len(self.text):  # half of a wide one
                self._put_ascii(x, " ", pen)
            x += width
        return x

    def _put_ascii(self, x: int, text: str, pen: Pen) -> int:
        end = x + len(text)
        stop = min(end, len(self.text))
        if x < stop:
            self._free(x, stop)
            self.text[x:stop] = text[: stop - x]
            self.pens[x:stop] = [pen] * (stop - x)
            blank = blank_of(pen)
            if blank is not pen:
                for match in _BLANKS.finditer(text, 0, stop - x):
                    first, last = match.span()
                    self.pens[x + first : x + last] = [blank] * (last - first)
        return end

    def _free(self, start: int, stop: int) -> None:
        """Blank the other half of a wide character of which half is about to be overwritten."""
        text = self.text
        if text[start] == "" and start > 0:
            text[start - 1] = " "
            self.pens[start - 1] = blank_of(self.pens[start - 1])
        if stop < len(text) and text[stop] == "":
            text[stop] = " "
            self.pens[stop] = blank_of(self.pens[stop])


class Frame:
    """A screen of rows, all of the same width.

    Attributes:
        width: Columns.
        height: Rows.
        rows: The rows, the first on top.
    """

    __slots__ = ("height", "rows", "width")

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.rows = [CellRow.blank(width) for _ in range(height)]

    def resized(self, width: int, height: int) -> Frame:
        """A copy in another size, cut or filled with blanks."""
        made = Frame(width, height)
        for old, new in zip(self.rows, made.rows, strict=False):
            kept = min(width, self.width)
            new.text[:kept], new.pens[:kept] = old.text[:kept], old.pens[:kept]
            if kept < self.width and old.text[kept] == "":  # the last one is cut in two
                new.text[kept - 1] = " "
        return made
