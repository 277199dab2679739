"""Where the rows of a table come from, which can be read from the first one again: text, or a sheet of a workbook."""

from __future__ import annotations

import os
from itertools import islice
from typing import IO, TYPE_CHECKING, NamedTuple

from sitbrief.formats.content import is_packed, plain, start_of
from sitbrief.formats.delimited import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from sitbrief.formats.content import Content
    from sitbrief.formats.delimited import Layout, Row
    from sitbrief.formats.workbook import Workbook


class OpenFile:
    """A file that is open, and what it holds.

    Args:
        path: Its name.
        file: Its bytes.

    Attributes:
        content: What it holds.
        size: How many bytes it has, as it is.

    Raises:
        Unreadable: it is an archive that is not read.
    """

    def __init__(self, path: str | Path, file: IO[bytes]) -> None:
        self.path = path
        self.file = file
        self.size = os.fstat(file.fileno()).st_size
        self.content: Content = _content_of(file, path)

    @property
    def choices(self) -> tuple[str, ...]:
        """Which file of an archive it is, in a few words; nothing where there is only one."""
        return (f"read from {self.content.member} in it",) if self.content.member else ()

    def position(self) -> int:
        """How many of its bytes are read."""
        return self.file.tell()

    def close(self) -> None:
        """Let go of it."""
        self.content.stream.close()
        self.file.close()


def _content_of(file: IO[bytes], path: str | Path) -> Content:
    start = start_of(file)
    if not is_packed(start):
        return plain(file, start, path)
    from sitbrief.formats.packed import unpacked  # late: most files are not packed

    return unpacked(file, start, path)


class TableSource(NamedTuple):
    """A table.

    Attributes:
        read: Gives its rows from the first one; what was given before has ended then.
        encoding: How its text is encoded.
        decimal_comma: It writes numbers with a decimal comma.
        size: Bytes of the file.
        position: How many of them are read.
        close: Lets go of the file.
        choices: How it is read, where there was a choice, a few words each.
    """

    read: Callable[[], Iterator[Row]]
    encoding: str
    decimal_comma: bool
    size: int
    position: Callable[[], int]
    close: Callable[[], None]
    choices: tuple[str, ...] = ()


class _TextRows:
    """Reads the rows of a text again and again."""

    def __init__(self, opened: OpenFile, layout: Layout) -> None:
        self._opened = opened
        self._layout = layout
        self._rows: Generator[Row] | None = None

    def __call__(self) -> Iterator[Row]:
        if self._rows is not None:
            self._rows.close()
        self._opened.content.stream.seek(0)
        self._rows = rows(self._opened.content.stream, self._layout, self._opened.path)
        return self._rows


def text_source(opened: OpenFile, layout: Layout, *choices: str) -> TableSource:
    """The table that a text is."""
    return TableSource(
        read=_TextRows(opened, layout),
        encoding=layout.encoding,
        decimal_comma=layout.decimal_comma,
        size=opened.size,
        position=opened.position,
        close=opened.close,
        choices=(*opened.choices, *choices),
    )


def sheet_source(opened: OpenFile, workbook: Workbook, place: int, name: str) -> TableSource:
    """The table in a sheet of a workbook.

    Args:
        opened: The file.
        workbook: What it holds.
        place: The place of the sheet, from 0.
        name: What it is called.
    """

    def read() -> Iterator[Row]:
        sheets = workbook.sheets()  # a sheet is read while this is there
        yield from next(islice(sheets, place, None)).rows

    return TableSource(
        read=read,
        encoding="utf-8",
        decimal_comma=False,
        size=opened.size,
        position=opened.position,
        close=opened.close,
        choices=(*opened.choices, f"read from the sheet {name}"),
    )
