"""Tables in text files: cells between commas, semicolons or tabs, in quotes where they hold these or new lines.

A file is read row by row, whatever its size. Nothing of its layout is guessed beyond the first lines; its encoding is what
`encoding.py` says, or the user.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import re
from itertools import islice
from typing import IO, TYPE_CHECKING, Final, NamedTuple, Self

from sitbrief.files.reading import OverLimit, Unreadable
from sitbrief.limits import limits

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

DELIMITERS: Final = ",;\t|"
_TOLD: Final = re.compile(rf'\ufeff?"?sep=([{re.escape(DELIMITERS)}]|\\t)"?\r?(?:\n|$)', re.IGNORECASE)
_SAMPLED_LINES: Final = 30
_MOST_PUT_BACK: Final = 100
"""Rows with an unclosed quote below which the lines are read again: each time as many as a cell may have."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Row(NamedTuple):
    """One row of a table.

    Attributes:
        line: The line of the file on which it begins, from 1.
        cells: Its cells.
        wrong: Why it is none, where it is none.
    """

    line: int
    cells: list[str]
    wrong: str = ""


class Layout(NamedTuple):
    """How a file writes its cells.

    Attributes:
        encoding: Its encoding, by Python's name.
        delimiter: What stands between cells.
        told: Its first line says so, for Excel, as in "sep=;".
    """

    encoding: str
    delimiter: str
    told: bool = False

    @property
    def decimal_comma(self) -> bool:
        """Whether a comma may be a decimal point: where semicolons separate, it is."""
        return self.delimiter == ";"


def encoding_marked(start: bytes) -> str | None:
    """The encoding of a file that says so by a mark at its start, by Python's name."""
    return next((name for mark, name in _MARKS if start.startswith(mark)), None)


def layout_of(start: bytes, encoding: str | None = None) -> Layout:
    """How a file that starts so writes its cells.

    Its first line may say so; else it is by what splits its first row into most of them, then the next ones.

    Raises:
        LookupError: there is no such encoding.
    """
    name = encoding or encoding_marked(start) or "utf-8"
    text = start.decode(name, "replace")
    if found := _TOLD.match(text):
        return Layout(name, found[1].replace("\\t", "\t"), told=True)
    return Layout(name, max(DELIMITERS, key=lambda delimiter: _widths(text, delimiter)))


def _widths(text: str, delimiter: str) -> list[int]:
    """Into how many cells the first rows split."""
    counts: list[int] = []
    found = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    with contextlib.suppress(csv.Error):  # a cell without an end; what was before it tells enough
        counts.extend(len(row) for row in islice(found, _SAMPLED_LINES))
    return counts


class _Lines:
    """The lines of a file, as one row after another takes them; what is put back is given again.

    Args:
        text: The file.
        path: Its name, for messages.

    Attributes:
        number: The line, from 1, on which the row begins.
        row: The lines that the row has taken.
        ended_inside: The file has ended in the middle of it.
    """

    def __init__(self, text: IO[str], path: str | Path) -> None:
        self._text = text
        self._path = path
        self._again: list[str] = []
        self._room = limits().line
        self.number = 1
        self.row: list[str] = []
        self.ended_inside = False

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        try:
            line = self._again.pop() if self._again else self._text.readline(self._room + 1)
        except OSError as error:
            raise Unreadable(self._path, error.strerror or "cannot be read") from error
        if not line:
            self.ended_inside = bool(self.row)
            raise StopIteration
        self._room -= len(line)
        if self._room < 0:
            most = f"{limits().line:,} characters"
            raise OverLimit(self._path, f"line {self.number:,} begins a row of more than {most}", "line")
        self.row.append(line)
        return line

    def begin(self, *, found: bool) -> None:
        """Begin a row. Where the one before was empty, both together have the room of one: lines may be empty for ever."""
        if found:
            self._room = limits().line
        self.number += len(self.row)
        self.row = []
        self.ended_inside = False

    def put_back(self) -> None:
        """Give all but the first line of the row again."""
        self._again += reversed(self.row[1:])
        self.row = self.row[:1]


def rows(file: IO[bytes], layout: Layout, path: str | Path = "-") -> Generator[Row]:
    """The rows of a file, empty ones and a first line for Excel left out; `path` is for messages.

    What is not in the file's encoding, and a cell that has no end, makes a row wrong. Of a row whose quote is never closed
    only the first line is given up; what stands below it is read.

    Raises:
        Unreadable: the disk or the network gave up, or a row is longer than a row may be.
    """
    csv.field_size_limit(limits().field)
    text = io.TextIOWrapper(file, encoding=layout.encoding, errors="surrogateescape", newline="")
    try:
        yield from _rows(text, layout, path)
    finally:
        with contextlib.suppress(ValueError):  # it may be closed by now
            text.detach()  # the file is its opener's


def _rows(text: IO[str], layout: Layout, path: str | Path) -> Iterator[Row]:
    lines = _Lines(text, path)
    reader = csv.reader(lines, delimiter=layout.delimiter)
    put_back = 0
    while True:
        try:
            cells = next(reader)
            wrong = "the file ends inside a cell: is a quote missing?" if lines.ended_inside else ""
        except StopIteration:
            break
        except csv.Error as error:
            wrong = f"{error}: is a quote missing?"
        except UnicodeError:
            yield Row(lines.number, [], f"is not {layout.encoding}")
            break
        if wrong:
            put_back += 1
            if put_back <= _MOST_PUT_BACK:
                lines.put_back()
            cells = ["".join(lines.row).rstrip("\r\n")]
        if cells and not (layout.told and lines.number == 1):
            yield Row(lines.number, cells, wrong)
        lines.begin(found=bool(cells))


def is_decoded(cells: list[str]) -> bool:
    """Whether all bytes of a row were in the file's encoding."""
    text = "".join(cells)
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
