"""From files that people have to events: which format it is, its rows, and what is wrong with some of them."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.files.kinds import OTHER_TEXT, kind_of
from sitbrief.files.reading import BOM, OverLimit, Unreadable, Unrecognised, open_regular, read_stream
from sitbrief.formats.days import DateOrder, is_ambiguous, order_of
from sitbrief.formats.delimited import encoding_marked, layout_of
from sitbrief.formats.encoding import WINDOWS, encoding_of
from sitbrief.formats.event import NO_TEXT, RowError
from sitbrief.formats.header import repeated
from sitbrief.formats.importers import KINDS, importers
from sitbrief.formats.importers.hxl.tags import is_tags
from sitbrief.formats.importers.importer import (
    MOST_HEADER_ROWS,
    JsonImporter,
    JsonStart,
    TableImporter,
    TableStart,
)
from sitbrief.formats.json_kinds import may_be_briefing, not_imported
from sitbrief.formats.json_records import bounded_content, record_events
from sitbrief.formats.json_tables import table_rows
from sitbrief.formats.province_lookup import ProvinceLookup
from sitbrief.formats.table_events import table_events
from sitbrief.formats.table_source import OpenFile, TableSource, sheet_source, text_source
from sitbrief.limits import MIB, limits
from sitbrief.places import NO_ALIASES, Aliases
from sitbrief.text import alternatives, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from sitbrief.formats.delimited import Row
    from sitbrief.formats.importers.importer import Importer, Opened
    from sitbrief.formats.row_outcome import Found
    from sitbrief.formats.workbook import Workbook
    from sitbrief.text import Clean

_START: Final = 1 << 16
_MOST_SHEETS: Final = 8


class Options(NamedTuple):
    """How a file is to be read.

    Attributes:
        format: The name of an importer; found out by default.
        encoding: Its encoding; by default UTF-16 where a mark says so, else UTF-8, else Windows-1252.
        sheet: The name of the sheet of a workbook that is read; by default the first that an importer recognises.
        country: ISO 3166-1 alpha-2 code for rows that name none.
        dates: What comes first in days such as 02/03/2025; by default what the other days of the file tell.
        publisher: Who publishes the file; by default whom the importer or the file itself names.
        aliases: The user's own spellings of provinces.
    """

    format: str | None = None
    encoding: str | None = None
    sheet: str | None = None
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
        choices: How it is read, where there was a choice, a few words each, as in "read from the sheet Data".
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
    choices: tuple[str, ...] = ()
    remarks: Callable[[], Iterable[str]] = tuple


def open_file(path: str | Path, options: Options = Options()) -> Reading:  # noqa: B008  it is frozen
    """Open a file and find out what it is; its rows are read when they are asked for.

    Raises:
        Unreadable: it cannot be read.
        Unrecognised: it is of no format that we know, or not of the one that is asked for.
    """
    file = open_regular(path)
    try:
        return _reading(OpenFile(path, file), options)
    except OSError as error:
        file.close()
        raise Unreadable(path, error.strerror or "cannot be read") from error
    except BaseException:
        file.close()
        raise


def _reading(opened: OpenFile, options: Options) -> Reading:
    """What an open file holds, ready to be read."""
    content = opened.content
    if content.workbook is not None:
        return _workbook(opened, content.workbook, options)
    if options.sheet is not None:
        raise Unrecognised(opened.path, "is no workbook: it has no sheets to choose from")
    start = content.stream.read(_START)
    content.stream.seek(0)
    if start.removeprefix(BOM).lstrip()[:1] not in {b"{", b"["}:
        return _table(opened, start, options)
    data = read_stream(content.stream, opened.path)
    opened.close()
    return _json(opened, data, options)


def _table(opened: OpenFile, start: bytes, options: Options) -> Reading:
    """A table in text. What its encoding is all of it tells, once it is clear that it is one of ours."""
    path = opened.path
    if opened.size > limits().table * MIB:
        raise OverLimit(path, f"is larger than {limits().table:,} MiB", "table")
    try:
        named = options.encoding or encoding_marked(start)
        layout = layout_of(start, named)
    except (LookupError, UnicodeError) as error:
        raise Unrecognised(path, f"there is no encoding {options.encoding!r}") from error
    source = text_source(opened, layout)
    first = list(islice(source.read(), MOST_HEADER_ROWS))
    if named is None and _is_known(path, first, options, decimal_comma=layout.decimal_comma):
        layout = layout._replace(encoding=encoding_of(opened.content.stream))
        choices = ["read as Windows-1252: it is not UTF-8"] if layout.encoding == WINDOWS else []
        source = text_source(opened, layout, *choices)
    reading = _known_table(path, source, options)
    if reading is None:
        kind = kind_of(start)
        what = f"no {alternatives(KINDS)} file: it is {kind}" if kind == OTHER_TEXT else kind
        raise Unrecognised(path, f"is {what}")
    return reading


def _workbook(opened: OpenFile, workbook: Workbook, options: Options) -> Reading:
    """The sheet that is asked for, or else the first that an importer recognises."""
    path, asked = opened.path, options.sheet
    looked_at = 0
    for place, sheet in enumerate(workbook.sheets()):
        if asked is not None and sheet.name.strip() != asked.strip():
            continue
        looked_at += 1
        first = list(islice(sheet.rows, MOST_HEADER_ROWS))
        source = sheet_source(opened, workbook, place, clean_line(sheet.name))
        known = _is_known(path, first, options, decimal_comma=False)
        if known and (reading := _known_table(path, source, options)):
            return reading
    names = workbook.names
    shown = ", ".join(map(clean_line, names[:_MOST_SHEETS]))
    more = f" and {len(names) - _MOST_SHEETS:,} more" if len(names) > _MOST_SHEETS else ""
    what = f"is {workbook.kind} with the {'sheet' if len(names) == 1 else 'sheets'} {shown}{more}"
    if asked is not None and not looked_at:
        raise Unrecognised(path, f"{what}: none is called {clean_line(asked)!r}")
    raise Unrecognised(
        path, f"{what}: {'it is no' if looked_at == 1 else 'none is a'} table that sitbrief imports"
    )


def _is_known(path: str | Path, first: list[Row], options: Options, *, decimal_comma: bool) -> bool:
    """Whether the importer that is asked for, or any, recognises a table by its first rows."""
    table = _start(path, first, options, None, decimal_comma=decimal_comma)
    return table is not None and _opened(path, table, options) is not None


def _start(
    path: str | Path, first: list[Row], options: Options, order: DateOrder | None, *, decimal_comma: bool
) -> TableStart | None:
    """The first rows as the start of a table; None where there is none."""
    widest = max((len(row.cells) for row in first), default=0)
    if widest > limits().columns:
        raise OverLimit(path, f"has {widest:,} columns", "columns")
    if not first:
        return None
    below = first[2:] if len(first) > 1 and is_tags(first[1].cells) else first[1:]
    return TableStart(first, below, ProvinceLookup(options.aliases), options.country, decimal_comma, order)


def _known_table(path: str | Path, source: TableSource, options: Options) -> Reading | None:
    """The rows of a table as its importer reads them; None where there is none for it."""
    first = list(islice(source.read(), MOST_HEADER_ROWS))
    order = options.dates or _date_order(source, first)
    table = _start(path, first, options, order, decimal_comma=source.decimal_comma)
    known = _opened(path, table, options) if table else None
    if table is None or known is None:
        return None
    importer, opened = known
    found = chain(opened.rows, islice(source.read(), len(first), None))
    return Reading(
        importer=importer,
        publisher=options.publisher or opened.publisher or importer.publisher,
        header=opened.header,
        found=table_events(path, found, opened, source),
        provinces=table.provinces,
        size=source.size,
        position=source.position,
        close=source.close,
        choices=(*source.choices, *_repeated(table, opened)),
        remarks=lambda: [*_order_words(order, options), *opened.remarks()],
    )


def _repeated(table: TableStart, opened: Opened) -> list[str]:
    """The columns that stand there again, where it is the header that tells columns apart."""
    names = repeated(cell.strip() for cell in table.rows[0].cells) if opened.header == table.header else []
    return [f"the column {clean_line(name)} stands there again: the first one counts" for name in names]


def _date_order(source: TableSource, first: list[Row]) -> DateOrder | None:
    """What comes first in the days of a table that writes them in numbers: all of its rows are looked at."""
    if not any(is_ambiguous(cell) for row in first for cell in row.cells):
        return None
    return order_of(row.cells for row in source.read())


def _order_words(order: DateOrder | None, options: Options) -> list[str]:
    """How days such as 02/03/2025 were read, where there are any."""
    if order is None:
        return []
    why = "as you say" if options.dates else "as those tell of which one number is no month"
    return [f"Days in numbers alone are read as {order.words}, {why}"]


def _opened(path: str | Path, table: TableStart, options: Options) -> tuple[TableImporter, Opened] | None:
    """The table as the importer opens it that is asked for, or else the first that recognises it."""
    for importer in importers():
        if isinstance(importer, TableImporter) and (
            importer.name == options.format or (options.format is None and importer.recognises(table))
        ):
            try:
                opened = importer.open(table)
            except RowError as error:
                raise Unrecognised(path, error.reason) from error
            return (importer, opened) if opened else None
    return None


def _json(opened: OpenFile, data: bytes, options: Options) -> Reading:
    path = opened.path
    content = bounded_content(path, data)
    source = TableSource(
        read=lambda: table_rows(path, content) or iter(()),
        encoding="utf-8",
        decimal_comma=False,
        size=len(data),
        position=lambda: len(data),
        close=lambda: None,
        choices=opened.choices,
    )
    reading = _known_table(path, source, options) or _known_records(path, content, source, options)
    if reading is None and may_be_briefing(content):
        packed = opened.content.stream is not opened.file
        raise Unrecognised(path, f"is a briefing{', packed: unpack it first' if packed else ' already'}")
    if reading is None:
        raise Unrecognised(path, not_imported(content))
    return reading


def _known_records(
    path: str | Path, content: object, source: TableSource, options: Options
) -> Reading | None:
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
            choices=source.choices,
        )
    return None
