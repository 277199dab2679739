"""From files that people have to events: which format it is, its rows, and what is wrong with some of them."""

from __future__ import annotations

import contextlib
import os
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from sitbrief.files.kinds import kind_of
from sitbrief.files.reading import BOM, OverLimit, Unreadable, Unrecognised, open_regular, read_all
from sitbrief.formats.delimited import Row, is_decoded, layout_of, rows
from sitbrief.formats.event import RowError
from sitbrief.formats.importers import KINDS, importers
from sitbrief.formats.importers.hxl.tags import is_tags
from sitbrief.formats.importers.importer import (
    MOST_HEADER_ROWS,
    JsonImporter,
    JsonStart,
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
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from pathlib import Path

    from sitbrief.formats.importers.importer import Importer, Opened
    from sitbrief.formats.row_outcome import Found

_START: Final = 1 << 16


class Options(NamedTuple):
    """How a file is to be read.

    Attributes:
        format: The name of an importer; found out by default.
        encoding: Its encoding; UTF-8 by default, UTF-16 where a mark says so.
        country: ISO 3166-1 alpha-2 code for rows that name none.
        aliases: The user's own spellings of provinces.
    """

    format: str | None = None
    encoding: str | None = None
    country: str = ""
    aliases: Aliases = NO_ALIASES


class Reading(NamedTuple):
    """A file that is being read.

    Attributes:
        importer: Whose file it is.
        header: The names of its columns.
        found: Its rows, one by one.
        provinces: The provinces that its rows name, complete when all are read.
        size: Bytes of the file.
        position: How many of them are read.
        close: Lets go of the file. That happens by itself when all rows are read.
    """

    importer: Importer
    header: Sequence[str]
    found: Iterator[Found]
    provinces: ProvinceLookup
    size: int
    position: Callable[[], int]
    close: Callable[[], None]


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
    return _json(path, data, options, _day_of(status))


def _day_of(status: os.stat_result) -> date:
    return datetime.fromtimestamp(status.st_mtime, UTC).date()


class _Source(NamedTuple):
    """Where the rows of a table come from.

    Attributes:
        rows: They, the header first.
        file_day: The day of the file.
        encoding: How its text is encoded.
        decimal_comma: It writes numbers with a decimal comma.
        size: Bytes of the file.
        position: How many of them are read.
        close: Lets go of the file.
    """

    rows: Iterator[Row]
    file_day: date
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
        file_day=_day_of(status),
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
    table = TableStart(first, below, provinces, source.file_day, options.country, source.decimal_comma)
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
        header=opened.header,
        found=_bounded(path, _events(chain(opened.rows, source.rows), opened, source)),
        provinces=provinces,
        size=source.size,
        position=source.position,
        close=source.close,
    )


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
                except RowError as error:
                    place = places.get(error.column.lower(), 0) if error.place is None else error.place + 1
                    yield Reject(line, place, error.column, error.reason, cells)


def _json(path: str | Path, data: bytes, options: Options, file_day: date) -> Reading:
    content = bounded_content(path, data)
    found = table_rows(path, content)
    source = _Source(
        rows=found or iter(()),
        file_day=file_day,
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
            opened = importer.open(JsonStart(content, provinces, source.file_day, options.country))
        except RowError as error:
            raise Unrecognised(path, error.reason) from error
        return Reading(
            importer=importer,
            header=["record"],
            found=record_events(opened),
            provinces=provinces,
            size=source.size,
            position=source.position,
            close=source.close,
        )
    return None
