"""A screen as xterm has one: pyte's, with what pyte leaves out or does otherwise."""

from __future__ import annotations

import copy
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

import pyte
from pyte import modes
from pyte.charsets import VT100_MAP
from pyte.screens import Char, Margins
from wcwidth import wcwidth

from measure.cells import cell_of

if TYPE_CHECKING:
    from measure.cells import Frame

_ALTERNATE = {47, 1047, 1049}
_SAVING = {1048, 1049}
_MISSPELT = {"bfightmagenta": "brightmagenta"}


@cache
def columns_of(character: str) -> int:
    """How many columns a character takes; what a terminal doesn't know takes none."""
    return max(wcwidth(character), 0)


class Screen(pyte.Screen):
    """Wide and zero-width characters, erasing and scrolling in the background's colour, the alternate screen."""

    def __init__(self, columns: int, lines: int) -> None:
        self._other: dict[int, dict[int, Char]] | None = None
        self._last = ""
        self._drawing_lines = False
        super().__init__(columns, lines)

    @property
    def alternate(self) -> bool:
        """Whether the alternate screen is in use."""
        return self._other is not None

    @property
    def private_modes(self) -> set[int]:
        """The private modes that are set."""
        return {mode >> 5 for mode in self.mode if mode >= 1 << 5}

    # Characters

    def draw(self, data: str) -> None:
        """Write text at the cursor."""
        if self._drawing_lines:
            data = data.translate(VT100_MAP)
        for character in data:
            width = columns_of(character)
            if width:
                self._put(character, width)
                self._last = character
            elif character not in "\x00\x7f" and not "\x80" <= character <= "\x9f":
                self._join(character)

    def repeat(self, count: int = 1) -> None:
        """Write the last character again."""
        if self._last:
            self.draw(self._last * min(count or 1, self.columns * self.lines))

    def _put(self, character: str, width: int) -> None:
        if self.cursor.x + width > self.columns:
            if modes.DECAWM in self.mode:
                self.carriage_return()
                self.linefeed()
            else:
                self.cursor.x = self.columns - width
        if modes.IRM in self.mode:
            self.insert_characters(width)
        row, x = self.buffer[self.cursor.y], self.cursor.x
        self._cut(x, x + width)
        pen = self.cursor.attrs
        row[x] = pen._replace(data=character)
        if width > 1:
            row[x + 1] = pen._replace(data="")
        self.cursor.x = x + width

    def _join(self, mark: str) -> None:
        """Add a mark to the character before the cursor."""
        row, x = self.buffer[self.cursor.y], self.cursor.x - 1
        if x > 0 and row[x].data == "":
            x -= 1
        if x >= 0:
            row[x] = row[x]._replace(data=unicodedata.normalize("NFC", row[x].data + mark))

    def _cut(self, start: int, end: int) -> None:
        """Blank the other halves of wide characters that are about to lose one of theirs."""
        row = self.buffer[self.cursor.y]
        if start and row[start].data == "":
            row[start - 1] = row[start - 1]._replace(data=" ")
        if end < self.columns and row[end].data == "":
            row[end] = row[end]._replace(data=" ")

    # Erasing and shifting within a line

    def _blank(self) -> Char:
        return Char(" ", bg=self.cursor.attrs.bg)

    def _erase(self, start: int, end: int) -> None:
        end = min(end, self.columns)
        if start < end:
            self._cut(start, end)
            row, blank = self.buffer[self.cursor.y], self._blank()
            row.update(dict.fromkeys(range(start, end), blank))

    def _column(self) -> int:
        """The cursor's column; after the last one it is still the last one."""
        return min(self.cursor.x, self.columns - 1)

    def erase_characters(self, count: int | None = None) -> None:
        """Blank so many cells from the cursor on."""
        self._erase(self._column(), self._column() + (count or 1))

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:  # noqa: FBT001, FBT002  # pyte's
        """Blank the line to its end, from its start, or all of it."""
        del private
        first, last = (0, self._column() + 1) if how == 1 else (0 if how else self._column(), self.columns)
        self._erase(first, last)

    def erase_in_display(self, how: int = 0, *_: object, **__: object) -> None:
        """Blank the screen below, above, or all of it."""
        at, blank = self.cursor.y, self._blank()
        rows = {0: range(at + 1, self.lines), 1: range(at)}.get(how, range(self.lines))
        for y in rows:
            self.buffer[y].update(dict.fromkeys(range(self.columns), blank))
        if how in {0, 1}:
            self.erase_in_line(how)

    def insert_characters(self, count: int | None = None) -> None:
        """Shift what is right of the cursor to the right."""
        self._shift(count or 1)

    def delete_characters(self, count: int | None = None) -> None:
        """Shift what is right of the cursor to the left."""
        self._shift(-(count or 1))

    def _shift(self, by: int) -> None:
        row, x = self.buffer[self.cursor.y], self._column()
        self._cut(x, self.columns)
        blank = self._blank()
        old = {at: row[at] for at in range(x, self.columns)}
        row.update({at: old.get(at - by, blank) for at in range(x, self.columns)})
        if row[self.columns - 1].data and columns_of(row[self.columns - 1].data[0]) > 1:
            row[self.columns - 1] = blank

    # Moving lines

    def _region(self) -> Margins:
        return self.margins or Margins(0, self.lines - 1)

    def _scroll(self, top: int, bottom: int, by: int) -> None:
        """Move the lines of a region up, or down where negative; what is empty takes the background's colour."""
        old = {y: self.buffer.pop(y) for y in range(top, bottom + 1) if y in self.buffer}
        blank = dict.fromkeys(range(self.columns), self._blank())
        for y in range(top, bottom + 1):
            if not top <= y + by <= bottom:
                self.buffer[y].update(blank)
            elif y + by in old:
                self.buffer[y] = old[y + by]

    def scroll_up(self, count: int = 1) -> None:
        """SU: the region's lines go up."""
        self._scroll(*self._region(), count or 1)

    def scroll_down(self, count: int = 1) -> None:
        """SD: the region's lines go down."""
        self._scroll(*self._region(), -(count or 1))

    def index(self) -> None:
        """Go a line down; at the bottom of the region it scrolls."""
        if self.cursor.y == self._region().bottom:
            self.scroll_up()
        elif self.cursor.y < self.lines - 1:
            self.cursor.y += 1

    def reverse_index(self) -> None:
        """Go a line up; at the top of the region it scrolls."""
        if self.cursor.y == self._region().top:
            self.scroll_down()
        elif self.cursor.y:
            self.cursor.y -= 1

    def insert_lines(self, count: int | None = None) -> None:
        """Lines from the cursor on go down."""
        self._move_lines(-(count or 1))

    def delete_lines(self, count: int | None = None) -> None:
        """Lines below the cursor come up."""
        self._move_lines(count or 1)

    def _move_lines(self, by: int) -> None:
        top, bottom = self._region()
        if top <= self.cursor.y <= bottom:
            self._scroll(self.cursor.y, bottom, by)
            self.carriage_return()

    # The cursor

    def cursor_back(self, count: int | None = None) -> None:
        """Go left; from after the last column as from the last."""
        self.cursor.x = max(0, self._column() - (count or 1))

    def cursor_up(self, count: int | None = None) -> None:
        """Go up, to the top margin when below it."""
        top = self._region().top if self.cursor.y >= self._region().top else 0
        self.cursor.x, self.cursor.y = self._column(), max(top, self.cursor.y - (count or 1))

    def cursor_down(self, count: int | None = None) -> None:
        """Go down, to the bottom margin when above it."""
        bottom = self._region().bottom if self.cursor.y <= self._region().bottom else self.lines - 1
        self.cursor.x, self.cursor.y = self._column(), min(bottom, self.cursor.y + (count or 1))

    def tabs_forward(self, count: int = 1) -> None:
        """Go to a tab stop on the right."""
        for _ in range(min(count or 1, self.columns)):
            self.tab()

    def tabs_back(self, count: int = 1) -> None:
        """Go to a tab stop on the left."""
        for _ in range(min(count or 1, self.columns)):
            self.cursor.x = max((stop for stop in self.tabstops if stop < self.cursor.x), default=0)

    def next_line(self) -> None:
        """NEL: go to the start of the next line."""
        self.index()
        self.carriage_return()

    def restore_cursor(self) -> None:
        """Go where the cursor was saved; a terminal has one such place and keeps it."""
        kept = self.savepoints[-1:]
        super().restore_cursor()
        for point in kept:
            self.savepoints = [point]
            self.cursor = copy.copy(point.cursor)

    # Modes and colours

    def set_margins(self, top: int | None = None, bottom: int | None = None) -> None:
        """DECSTBM: the region that scrolls; the cursor goes home."""
        first, last = top or 1, min(bottom or self.lines, self.lines)
        if first < last:
            self.margins = None if (first, last) == (1, self.lines) else Margins(first - 1, last - 1)
            self.cursor_position()

    def choose_charset(self, name: str) -> None:
        """G0 is ASCII or the one of lines."""
        self._drawing_lines = name == "0"

    def set_mode(self, *numbers: int, **kwargs: Any) -> None:  # noqa: ANN401  # pyte's
        """Switch modes on."""
        if kwargs.get("private"):
            self._switch(set(numbers), on=True)
        super().set_mode(*numbers, **kwargs)

    def reset_mode(self, *numbers: int, **kwargs: Any) -> None:  # noqa: ANN401  # pyte's
        """Switch modes off."""
        super().reset_mode(*numbers, **kwargs)
        if kwargs.get("private"):
            self._switch(set(numbers), on=False)

    def _switch(self, numbers: set[int], *, on: bool) -> None:
        if on and numbers & _SAVING:
            self.save_cursor()
        if numbers & _ALTERNATE and on != self.alternate:
            here = dict(self.buffer)
            self.buffer.clear()
            if on:
                self._other = here  # type: ignore[assignment]  # rows of pyte's own kind
            else:
                self.buffer.update(self._other or {})  # type: ignore[arg-type]
                self._other = None
        if not on and numbers & _SAVING:
            self.restore_cursor()

    def select_graphic_rendition(self, *attrs: int, **_: object) -> None:
        """SGR."""
        super().select_graphic_rendition(*attrs)
        pen = self.cursor.attrs
        if pen.bg in _MISSPELT:
            self.cursor.attrs = pen._replace(bg=_MISSPELT[pen.bg])

    # What is there

    def frame(self) -> Frame:
        """What is visible."""
        columns, rows = range(self.columns), [self.buffer[y] for y in range(self.lines)]
        return tuple(tuple(cell_of(row[x]) for x in columns) for row in rows)

    def show(self, frame: Frame) -> None:
        """Make this visible."""
        for y, row in enumerate(frame):
            self.buffer[y].update({x: Char(cell.text, *cell.look) for x, cell in enumerate(row)})

    def text(self) -> str:
        """The screen as text."""
        rows = (self.buffer[y] for y in range(self.lines))
        return "\n".join("".join(row[x].data for x in range(self.columns)).rstrip() for row in rows)
