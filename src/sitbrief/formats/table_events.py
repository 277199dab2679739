"""What the rows of a table say, row by row, and which of them cannot be read."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Final

from sitbrief.files.reading import OverLimit
from sitbrief.formats.delimited import Row, is_decoded
from sitbrief.formats.event import RowError
from sitbrief.formats.importers.importer import RowWaits
from sitbrief.formats.row_outcome import Reject
from sitbrief.formats.row_widths import fitted, is_blank
from sitbrief.limits import MIB, limits

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping
    from pathlib import Path

    from sitbrief.formats.importers.importer import Opened
    from sitbrief.formats.row_outcome import Found
    from sitbrief.formats.table_source import TableSource

_MOST_WAITING: Final = 64 * MIB
"""Bytes of rows that are kept until all others are read."""

_CELL: Final = 60
"""Bytes that a cell takes besides its characters."""


def table_events(
    path: str | Path, found: Iterator[Row], opened: Opened, source: TableSource
) -> Iterator[Found]:
    """What the rows of a table say, as long as some row among very many can be read.

    Args:
        path: The file, for messages.
        found: The rows below the header.
        opened: How its importer reads them.
        source: The table; it is let go of at the end.

    Raises:
        OverLimit: it is no table of its format any more.
    """
    most, rejects = limits().rejects, 0
    with closing(_events(found, opened, source)) as events:
        for item in events:
            rejects = rejects + 1 if isinstance(item, Reject) else 0
            if rejects > most and isinstance(item, Reject):
                what = f"has {most:,} rows up to line {item.line:,} that cannot be read: {item.reason}"
                raise OverLimit(path, what, "rejects")
            yield item


def _events(found: Iterator[Row], opened: Opened, source: TableSource) -> Generator[Found]:
    """What the rows say; then the file is let go of."""
    header, width = opened.header, len(opened.header)
    places = {name.lower(): place for place, name in reversed(list(enumerate(header, 1)))}
    waiting, room = [], _MOST_WAITING
    with ExitStack() as stack:
        stack.callback(source.close)
        for line, cells, wrong in filter(_is_filled, found):
            row = cells if len(cells) == width else fitted(cells, width)
            if wrong:
                yield Reject(line, 0, "", wrong, cells)
            elif row is None:
                yield Reject(line, 0, "", f"has {len(cells)} cells, the header has {width}", cells)
            elif not is_decoded(row):
                column = next(n for n, cell in enumerate(row) if not is_decoded([cell]))
                reason = f"is not {source.encoding.upper()}: try --encoding cp1252"
                yield Reject(line, column + 1, header[column], reason, cells)
            else:
                try:
                    yield opened.event(row)
                except RowWaits as error:
                    room -= sum(map(len, row)) + _CELL * len(row)
                    if room < 0:
                        yield _rejected(Row(line, cells), error, places, width)
                    else:
                        waiting.append((Row(line, cells), row))
                except RowError as error:
                    yield _rejected(Row(line, cells), error, places, width)
    opened.all_read()
    for written, row in waiting:
        try:
            yield opened.event(row)
        except RowError as error:
            yield _rejected(written, error, places, width)


def _is_filled(row: Row) -> bool:
    """Whether there is anything in a row: spreadsheets write rows of empty cells below the last one."""
    return bool(row.wrong) or not is_blank(row.cells)


def _rejected(row: Row, error: RowError, places: Mapping[str, int], width: int) -> Reject:
    """A row that cannot be read, with the column that is to blame, among those of the header by their names."""
    place = places.get(error.column.lower(), 0) if error.place is None else error.place + 1
    count = len(row.cells)
    short = f"; the row has {count} cells, the header {width}" if count < width else ""
    return Reject(row.line, place, error.column, f"{error.reason}{short}", row.cells)
