"""A sheet of a workbook as rows of a table, each with its number, filled cells alone: bounded as those of a text file are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.files.reading import OverLimit, Unreadable
from sitbrief.formats.delimited import Row
from sitbrief.limits import limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

MOST_ROWS: Final = 1_048_576
"""A sheet has no more, by what its format is."""

_MOST_REPEATED: Final = 10_000
"""So often a filled row may stand there by being written once: a few hundred bytes could be a million rows."""


class Sheet(NamedTuple):
    """A sheet.

    Attributes:
        name: What it is called.
        rows: Its rows that have a filled cell, in their order.
    """

    name: str
    rows: Iterator[Row]


class RowBuilder:
    """Takes the cells of one row after another.

    Args:
        path: The file, for messages.

    Attributes:
        cells: Its cells so far; the next of them may be added at the end by whoever has called `put` for the first.
        number: The row that is being filled, from 1; 0 before the first.
        done: The rows that are filled, until somebody takes them.
        empty: How many cells and rows came since the last filled cell.

    Raises:
        OverLimit: there is more than is taken of something.
        Unreadable: it has more rows than a sheet can have.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        self._path = path
        self._columns, self._field, self._line = limits().columns, limits().field, limits().line
        self._most_empty = limits().items
        self.cells: list[str] = []
        self.number = 0
        self.done: list[Row] = []
        self.empty = 0

    def put(self, place: int, text: str) -> None:
        """Put a text into a cell, by its place from 0; an empty one leaves none behind."""
        if not text:
            self.count_empty()
            return
        cells = self.cells
        self.empty = 0
        if place >= self._columns:
            raise OverLimit(self._path, f"has a cell in column {place + 1:,}, row {self.number:,}", "columns")
        if place < len(cells):
            cells[place] = text
            return
        if place > len(cells):
            cells.extend([""] * (place - len(cells)))
        cells.append(text)

    def count_empty(self, number: int = 1) -> None:
        """So many cells or rows hold nothing."""
        self.empty += number
        if self.empty > self._most_empty:
            what = f"has more than {self._most_empty:,} empty cells one after another from row {self.number:,} on"
            raise OverLimit(self._path, what, "items")

    def next(self, number: int | None = None) -> None:
        """Begin a row; its number, where it has one that can be."""
        self.number = number if number is not None and number > self.number else self.number + 1
        if self.number > MOST_ROWS:
            raise Unreadable(self._path, "is damaged: it has more rows than a sheet can have")
        self.count_empty()

    def finish(self, times: int = 1) -> None:
        """The row has all its cells, and stands there so many times."""
        cells, self.cells = self.cells, []
        if not cells:
            return
        if sum(map(len, cells)) > self._line:
            raise OverLimit(
                self._path, f"row {self.number:,} has more than {self._line:,} characters", "line"
            )
        wrong = (
            f"a cell has more than {self._field:,} characters" if max(map(len, cells)) > self._field else ""
        )
        if times > _MOST_REPEATED:
            raise Unreadable(self._path, f"has row {self.number:,} {times:,} times: save the sheet as CSV")
        for _ in range(times):
            self.done.append(Row(self.number, cells, wrong))

    def take(self) -> list[Row]:
        """The rows that are filled, once."""
        done, self.done = self.done, []
        return done
