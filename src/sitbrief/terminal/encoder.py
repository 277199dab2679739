"""Encodes the difference between two screens in few bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from sitbrief.terminal.disputed import DisputedWord, affected, disputed
from sitbrief.terminal.frame import CellRow
from sitbrief.terminal.moves import UNKNOWN, move
from sitbrief.terminal.pen import PLAIN, Pen, blank_of, change
from sitbrief.terminal.widths import is_line, is_sure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitbrief.terminal.capabilities import Capabilities
    from sitbrief.terminal.frame import Frame

_LONGEST_GAP: Final = 12
"""The longest gap, in cells, that may be rewritten: a move costs no more bytes."""

_SHORTEST_MOVE: Final = 3
"""The shortest move, in bytes: a gap of fewer cells is rewritten."""

_MIN_ERASED_END: Final = 4
_LEAST_ERASED: Final = 11
"""From so many blanks on erasing is cheaper than writing, the move behind them included."""

_LONG_BLANK: Final = re.compile(f" {{{_LEAST_ERASED},}}")


@dataclass(slots=True)
class Brush:
    """Where the terminal's cursor is and what it draws with, as the last bytes left them.

    Attributes:
        y: The row, or `UNKNOWN`.
        x: The column, or `UNKNOWN`.
        pen: With which pen the next character is drawn; None where nobody knows.
    """

    y: int = UNKNOWN
    x: int = UNKNOWN
    pen: Pen | None = None


def encode(before: Frame, after: Frame, rows: Sequence[int], brush: Brush, able: Capabilities) -> str:
    """The sequence that turns one screen into another of the same size.

    Args:
        before: What the terminal shows.
        after: What it is to show.
        rows: The rows that may differ, from the top.
        brush: The terminal's cursor and pen; brought up to date.
        able: What the terminal can do.
    """
    out = Encoder(brush, able)
    for y in rows:
        out.row(y, before.rows[y], after.rows[y])
    return "".join(out.parts)


class Encoder:
    """Writes changes of rows, keeping track of the terminal's cursor and pen.

    Attributes:
        parts: What was written.
    """

    def __init__(self, brush: Brush, able: Capabilities) -> None:
        self.parts: list[str] = []
        self._brush = brush
        self._able = able
        self._old = CellRow([], [])
        self._words: dict[int, DisputedWord] = {}

    def row(self, y: int, old: CellRow, new: CellRow) -> None:
        """Write what differs in one row."""
        if old == new:
            return
        cells = zip(old.text, new.text, old.pens, new.pens, strict=True)
        changed = [x for x, (a, b, p, q) in enumerate(cells) if a != b or (p is not q and p != q)]
        self._old, self._words = old, {}
        if not "".join(new.text).isascii() or not "".join(old.text).isascii():
            words = disputed(new)
            changed = affected([*disputed(old), *words], changed, new)
            self._words = {word.start: word for word in words}
        end = self._erased_from(new, changed)
        for start, stop in _stretches(changed, end, new):
            self._go(y, start, new)
            self._write(y, start, stop, new)
        if end < len(new.text):
            self._go(y, end, new)
            self._use_for_blanks(new.pens[end])
            self.parts.append("\x1b[K")

    def _erased_from(self, new: CellRow, changed: list[int]) -> int:
        """The column from which erasing the rest of the row pays; its width where it does not."""
        text, pens = new.text, new.pens
        width, pen = len(text), pens[-1]
        if text[-1] != " " or not self._erasable(pen):
            return width
        end = width - 1
        while end and text[end - 1] == " " and pens[end - 1] == pen:
            end -= 1
        first = next((x for x in changed if x >= end), width)
        return first if changed[-1] + 1 - first >= _MIN_ERASED_END else width

    def _erasable(self, pen: Pen) -> bool:
        """Whether erased cells look like blanks of this pen."""
        return pen == PLAIN or (self._able.coloured_erase and not pen.shows_on_blanks)

    def _go(self, y: int, x: int, new: CellRow) -> None:
        """Move to a column, or rewrite the cells in between where that takes fewer bytes."""
        brush = self._brush
        if brush.y == y and brush.x == x:
            return
        way = move(brush.y, brush.x, y, x, self._able)
        if brush.y == y and 0 <= brush.x < x <= brush.x + _LONGEST_GAP:
            again = self._again(brush.x, x, new)
            if again is not None and len(again.encode()) <= len(way):
                way = again
        self.parts.append(way)
        brush.y, brush.x = y, x

    def _again(self, start: int, end: int, new: CellRow) -> str | None:
        """The text between two columns, if it can be rewritten with the pen in use."""
        pen = self._brush.pen
        if pen is None:
            return None
        for text, own in zip(new.text[start:end], new.pens[start:end], strict=True):
            if own != (blank_of(pen) if text == " " else pen) or (text and not is_sure(text)):
                return None
        return "".join(new.text[start:end])

    def _write(self, y: int, start: int, stop: int, new: CellRow) -> None:
        """Write the cells of a stretch from the cursor on."""
        at = start
        for first, last in self._erased(start, stop, new):
            self._write_text(y, at, first, new)
            self._go(y, first, new)
            self._use_for_blanks(new.pens[first])
            self.parts.append(f"\x1b[{last - first}X")
            at = last
            if at < stop:
                self._go(y, at, new)
        self._write_text(y, at, stop, new)

    def _erased(self, start: int, stop: int, new: CellRow) -> Iterator[tuple[int, int]]:
        """The runs of blanks that are cheaper to erase than to write."""
        if not self._able.erase:
            return
        cells = new.text[start:stop]
        looks = "".join(cells)
        if not looks.isascii():  # one character a cell, so that places are columns
            looks = "".join([cell[:1] or "\0" for cell in cells])
        for match in _LONG_BLANK.finditer(looks):
            first = start + match.start()
            for pen, run in groupby(new.pens[first : start + match.end()]):
                length = len(list(run))
                if length >= _LEAST_ERASED and self._erasable(pen):
                    yield first, first + length
                first += length

    def _write_text(self, y: int, start: int, stop: int, new: CellRow) -> None:
        if "".join(new.text[start:stop]).isascii():
            self._write_ascii(start, stop, new)
        else:
            self._write_unsure(y, start, stop, new)

    def _write_ascii(self, start: int, stop: int, new: CellRow) -> None:
        """Write cells of one character each, of a width that all terminals agree on."""
        if start == stop:
            return
        pen, parts = self._brush.pen, self.parts
        blank = None if pen is None else blank_of(pen)
        for text, own in zip(new.text[start:stop], new.pens[start:stop], strict=True):
            if own is not pen and own != pen and not (text == " " and own == blank):
                self._use(own)
                pen, blank = own, blank_of(own)
            parts.append(text)
        self._brush.x = stop if stop < len(new.text) else UNKNOWN

    def _write_unsure(self, y: int, start: int, stop: int, new: CellRow) -> None:
        """Write cells one by one, and set the cursor's column after each whose width is uncertain."""
        width = len(new.text)
        x = start
        while x < stop:
            text, pen = new.text[x], new.pens[x]
            end = x + 1
            while end < width and not new.text[end]:
                end += 1
            word = self._words.get(x)
            if word is not None:
                self._write_word(y, word, new)
                end = word.stop
            elif end > x + 1 and not is_sure(text):
                self._write_word(y, DisputedWord(x, end, end - x - 1), new)
            else:
                self._go(y, x, new)
                if text == " ":
                    self._use_for_blanks(pen)
                else:
                    self._use(pen)
                self.parts.append(text)
                sure = is_sure(text) or (end < stop and is_line(text) and is_line(new.text[end]))
                self._brush.x = end if end < width and sure else UNKNOWN
            x = end

    def _write_word(self, y: int, word: DisputedWord, new: CellRow) -> None:
        """Write characters at once, and set the cursor's column after them.

        Blanks come first where something else may be seen behind them, on a terminal that gives them fewer cells.
        """
        blanks = [(x, blank_of(new.pens[x])) for x in range(word.stop - word.spare, word.stop)]
        if any(self._old.text[x] != " " or self._old.pens[x] != pen for x, pen in blanks):
            self._go(y, word.stop - word.spare, new)
            for _, pen in blanks:
                self._use_for_blanks(pen)
                self.parts.append(" ")
            self._brush.x = word.stop if word.stop < len(new.text) else UNKNOWN
        self._go(y, word.start, new)
        for x in range(word.start, word.stop):
            if new.text[x]:
                self._use(new.pens[x])
                self.parts.append(new.text[x])
        self._brush.x = UNKNOWN

    def _use(self, pen: Pen) -> None:
        """Switch to a pen."""
        brush = self._brush
        if brush.pen != pen:
            known = brush.pen is not None
            self.parts.append(change(brush.pen, pen, singly=self._able.attributes) if known else _anew(pen))
            brush.pen = pen

    def _use_for_blanks(self, pen: Pen) -> None:
        """Switch to a pen for blanks, unless they look the same with the one in use."""
        if self._brush.pen is None or blank_of(self._brush.pen) != pen:
            self._use(pen)


def _stretches(changed: list[int], end: int, new: CellRow) -> Iterator[tuple[int, int]]:
    """The runs of changed cells before a column, from the start of a character to the end of one.

    What did not change is no gap where it is as cheap to write as to jump over, nor between blanks that can be erased at
    once with it.
    """
    text = new.text
    start = stop = -1
    for x in changed:
        if x >= end:
            break
        if x < stop:  # the second half of a wide one
            continue
        if x > stop and not (start >= 0 and _spans(new, stop, x)):
            if start >= 0:
                yield start, stop
            start = x
            while start and not text[start]:
                start -= 1
        stop = x + 1
        while stop < len(text) and not text[stop]:
            stop += 1
    if start >= 0:
        yield start, stop


def _spans(row: CellRow, start: int, end: int) -> bool:
    """Whether rewriting an unchanged gap takes fewer bytes than moving over it."""
    text, pens = row.text, row.pens
    pen, last = pens[start - 1], text[start - 1]
    if last == " ":  # all of it one blank, to be erased at once
        return text[start : end + 1].count(" ") == pens[start : end + 1].count(pen) == end + 1 - start
    if end - start > _SHORTEST_MOVE or not (last and last.isascii()):
        return False
    blank = blank_of(pen)
    return all(
        (p is blank or p == blank) if t == " " else (p is pen or p == pen) and t.isascii() and t != ""
        for t, p in zip(text[start:end], pens[start:end], strict=True)
    )


def _anew(pen: Pen) -> str:
    """The sequence that sets a pen from an unknown state."""
    whole = change(PLAIN, pen)
    return f"\x1b[0;{whole[2:]}" if whole else "\x1b[m"
