"""From files that people have to events: which format it is, its rows, and what is wrong with some of them."""

from __future__ import annotations

import contextlib
import os
from contextlib import closing
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from sitbrief.files.kinds import kind_of
from sitbrief.files.reading import BOM, OverLimit, Unreadable, Unrecognised, open_regular, read_all
from sitbrief.formats.days import DateOrder, is_ambiguous, order_of
from sitbrief.formats.delimited import Row, is_decoded, layout_of, rows
from sitbrief.formats.event import NO_TEXT, RowError
from sitbrief.formats.importers import KINDS, importers
from sitbrief.formats.importers.hxl.tags import is_tags
from sitbrief.formats.importers.importer import (
    MOST_HEADER_ROWS,
    JsonImporter,
    JsonStart,
    RowWaits,
    TableImporter,
    TableStart,
)
from sitbrief.formats.json_kinds import not_imported
from sitbrief.formats.json_records import bounded_content, record_events
from sitbrief.formats.json_tables import table_rows
from sitbrief.formats.province_lookup import ProvinceLookup
from sitbrief.formats.row_outcome import Reject
from sitbrief.limits import MIB, limits
from sitbrief.places import NO_ALIASES, Aliases
from sitbrief.text import alternatives

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sitbrief.formats.delimited import Layout
    from sitbrief.formats.importers.importer import Importer, Opened
    from sitbrief.formats.row_outcome import Found
    from sitbrief.text import Clean

_START: Final = 1 << 16
_MOST_WAITING: Final = 64 * MIB
"""Bytes of rows that are kept until all others are read."""

_CELL: Final = 60
"""Bytes that a cell takes besides its characters."""


class Options(NamedTuple):
    """How a file is to be read.

    Attributes:
        format: The name of an importer; found out by default.
        encoding: Its encoding; UTF-8 by default, UTF-16 where a mark says so.
        country: ISO 3166-1 alpha-2 code for rows that name none.
        dates: What comes first in days such as 02/03/2025; by default what the other days of the file tell.
        publisher: Who publishes the file; by default whom the importer or the file itself names.
        aliases: The user's own spellings of provinces.
    """

    format: str | None = None
    encoding: str | None = None
    country: str = ""
    dates: DateOrder | None = None
    publisher: Clean = NO_TEXT
    aliases: Aliases = NO_ALIASES


class Reading(NamedTuple):
    """A file that is being read.

    Attributes:
        importer: Whose file it is.
        publisher: The name by which that one passes on what the rows say.
        header: The names of its columns.
        found: Its rows, one by one.
        provinces: The provinces that its rows name, complete when all are read.
        size: Bytes of the file.
        position: How many of them are read.
        close: Lets go of the file. That happens by itself when all rows are read.
        remarks: What there is to say of the file when all rows are read, a line each.
    """

    importer: Importer
    publisher: Clean
    header: Sequence[str]
    found: Iterator[Found]
    provinces: ProvinceLookup
    size: int
    position: Callable[[], int]
    close: Callable[[], None]
    remarks: Callable[[], Iterable[str]] = tuple


def open_file(path: str | Path, options: Options = Options()) -> Reading:  # noqa: B008  it is frozen
    """Open a file and find out what it is; its rows are read when they are asked for.

    Raises:
        Unreadable: it cannot be read.
        Unrecognised: it is of no format that we know, or not of the one that is asked for.
    """
    file = open_regular(path, packed=False)
    try:
        status = os.fstat(file.fileno())
        start = file.read(_START)
        file.seek(0)
        if start.removeprefix(BOM).lstrip()[:1] not in {b"{", b"["}:
            return _table(path, file, start, options, status)
        data = read_all(file, path)
    except OSError as error:
        file.close()
        raise Unreadable(path, error.strerror or "cannot be read") from error
    except BaseException:
        file.close()
        raise
    file.close()
    return _json(path, data, options)


class _Source(NamedTuple):
    """Where the rows of a table come from.

    Attributes:
        rows: They, the header first.
        again: Gives all of them once more, whatever has been read.
        encoding: How its text is encoded.
        decimal_comma: It writes numbers with a decimal comma.
        size: Bytes of the file.
        position: How many of them are read.
        close: Lets go of the file.
    """

    rows: Iterator[Row]
    again: Callable[[], Iterator[Row]]
    encoding: str
    decimal_comma: bool
    size: int
    position: Callable[[], int]
    close: Callable[[], None]


def _table(
    path: str | Path, file: IO[bytes], start: bytes, options: Options, status: os.stat_result
) -> Reading:
    if status.st_size > limits().table * MIB:
        raise OverLimit(path, f"is larger than {limits().table:,} MiB", "table")
    try:
        layout = layout_of(start, options.encoding)
    except (LookupError, UnicodeError) as error:
        raise Unrecognised(path, f"there is no encoding {options.encoding!r}") from error
    source = _Source(
        rows=rows(file, layout, path),
        again=lambda: _from_the_start(file, layout, path),
        encoding=layout.encoding,
        decimal_comma=layout.decimal_comma,
        size=status.st_size,
        position=file.tell,
        close=file.close,
    )
    reading = _known_table(path, source, options)
    if reading is None:
        raise Unrecognised(path, f"is no {alternatives(KINDS)} file: it is {kind_of(start)}")
    return reading


def _known_table(path: str | Path, source: _Source, options: Options) -> Reading | None:
    """The rows of a table as its importer reads them; None where there is none for it."""
    first = list(islice(source.rows, MOST_HEADER_ROWS))
    widest = max((len(row.cells) for row in first), default=0)
    if widest > limits().columns:
        raise OverLimit(path, f"has {widest:,} columns", "columns")
    below = first[2:] if len(first) > 1 and is_tags(first[1].cells) else first[1:]
    provinces = ProvinceLookup(options.aliases)
    order = options.dates or _date_order(source.again, first)
    table = TableStart(first, below, provinces, options.country, source.decimal_comma, order)
    try:
        tables = [each for each in importers() if isinstance(each, TableImporter)]
        known = _opened(tables, table, options.format) if first else None
    except RowError as error:
        raise Unrecognised(path, error.reason) from error
    if known is None:
        return None
    importer, opened = known
    return Reading(
        importer=importer,
        publisher=options.publisher or opened.publisher or importer.publisher,
        header=opened.header,
        found=_bounded(path, _events(chain(opened.rows, source.rows), opened, source)),
        provinces=provinces,
        size=source.size,
        position=source.position,
        close=source.close,
        remarks=lambda: [*_order_words(order, options), *opened.remarks()],
    )


def _from_the_start(file: IO[bytes], layout: Layout, path: str | Path) -> Iterator[Row]:
    """All rows of a file, which is then read on where it was."""
    here = file.tell()
    file.seek(0)
    yield from rows(file, layout, path)
    file.seek(here)


def _date_order(again: Callable[[], Iterator[Row]], first: list[Row]) -> DateOrder | None:
    """What comes first in the days of a table that writes them in numbers: all of its rows are looked at."""
    if not any(is_ambiguous(cell) for row in first for cell in row.cells):
        return None
    return order_of(row.cells for row in again())


def _order_words(order: DateOrder | None, options: Options) -> list[str]:
    """How days such as 02/03/2025 were read, where there are any."""
    if order is None:
        return []
    why = "as you say" if options.dates else "as those tell of which one number is no month"
    return [f"Days in numbers alone are read as {order.words}, {why}"]


def _opened(
    importers: Iterable[TableImporter], table: TableStart, asked: str | None
) -> tuple[TableImporter, Opened] | None:
    """The table as the importer opens it that is asked for, or else the first that recognises it."""
    for importer in importers:
        if importer.name == asked or (asked is None and importer.recognises(table)):
            opened = importer.open(table)
            return (importer, opened) if opened else None
    return None


def _bounded(path: str | Path, found: Generator[Found]) -> Iterator[Found]:
    """The same, as long as some row among very many can be read.

    Raises:
        OverLimit: it is no table of its format any more.
    """
    most, rejects = limits().rejects, 0
    with closing(found):
        for item in found:
            rejects = rejects + 1 if isinstance(item, Reject) else 0
            if rejects > most and isinstance(item, Reject):
                what = f"has {most:,} rows up to line {item.line:,} that cannot be read: {item.reason}"
                raise OverLimit(path, what, "rejects")
            yield item


def _events(found: Iterator[Row], opened: Opened, source: _Source) -> Generator[Found]:
    """What the rows say; then the file is let go of."""
    header, width = opened.header, len(opened.header)
    places = {name.lower(): place for place, name in reversed(list(enumerate(header, 1)))}
    waiting, room = [], _MOST_WAITING
    with contextlib.ExitStack() as stack:
        stack.callback(source.close)
        for line, cells, wrong in found:
            if wrong:
                yield Reject(line, 0, "", wrong, cells)
            elif len(cells) != width:
                yield Reject(line, 0, "", f"has {len(cells)} cells, the header has {width}", cells)
            elif not is_decoded(cells):
                column = next(n for n, cell in enumerate(cells) if not is_decoded([cell]))
                reason = f"is not {source.encoding.upper()}: try --encoding cp1252"
                yield Reject(line, column + 1, header[column], reason, cells)
            else:
                try:
                    yield opened.event(cells)
                except RowWaits as error:
                    room -= sum(map(len, cells)) + _CELL * len(cells)
                    if room < 0:
                        yield _rejected(Row(line, cells), error, places)
                    else:
                        waiting.append(Row(line, cells))
                except RowError as error:
                    yield _rejected(Row(line, cells), error, places)
    opened.all_read()
    for row in waiting:
        try:
            yield opened.event(row.cells)
        except RowError as error:
            yield _rejected(row, error, places)


def _rejected(row: Row, error: RowError, places: Mapping[str, int]) -> Reject:
    """A row that cannot be read, with the column that is to blame, among those of the header by their names."""
    place = places.get(error.column.lower(), 0) if error.place is None else error.place + 1
    return Reject(row.line, place, error.column, error.reason, row.cells)


def _json(path: str | Path, data: bytes, options: Options) -> Reading:
    content = bounded_content(path, data)
    found = table_rows(path, content)
    source = _Source(
        rows=found or iter(()),
        again=lambda: table_rows(path, content) or iter(()),
        encoding="utf-8",
        decimal_comma=False,
        size=len(data),
        position=lambda: len(data),
        close=lambda: None,
    )
    reading = _known_table(path, source, options) if found else None
    reading = reading or _known_records(path, content, source, options)
    if reading is None:
        raise Unrecognised(path, not_imported(content))
    return reading


def _known_records(path: str | Path, content: object, source: _Source, options: Options) -> Reading | None:
    """The records of JSON that is no table, as their importer reads them; None where there is none for them."""
    for importer in importers():
        if not isinstance(importer, JsonImporter) or options.format not in {None, importer.name}:
            continue
        if not importer.recognises(content):
            continue
        provinces = ProvinceLookup(options.aliases)
        try:
            opened = importer.open(JsonStart(content, provinces, options.country))
        except RowError as error:
            raise Unrecognised(path, error.reason) from error
        return Reading(
            importer=importer,
            publisher=options.publisher or importer.publisher,
            header=["record"],
            found=record_events(opened),
            remarks=opened.remarks,
            provinces=provinces,
            size=source.size,
            position=source.position,
            close=source.close,
        )
    return None
