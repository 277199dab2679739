"""From files that people have to events: which format it is, its rows, and what is wrong with some of them."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Final, NamedTuple, Protocol, TypeAlias

from sitbrief.formats import acled, hxl, reliefweb, ucdp
from sitbrief.formats.counting import is_deeper, refuse_too_many
from sitbrief.formats.datasets import Provinces
from sitbrief.formats.delimited import Layout, Row, is_decoded, layout_of, rows
from sitbrief.formats.event import Event, Wrong
from sitbrief.formats.kinds import kind_of as file_kind
from sitbrief.formats.reading import BOM, OverLimit, Unreadable, Unrecognised, open_regular, read_file
from sitbrief.limits import MIB, limits
from sitbrief.places import NO_ALIASES, Aliases

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from pathlib import Path

    from sitbrief.text import Clean

FORMATS: Final = (ucdp.NAME, acled.NAME, hxl.NAME, reliefweb.NAME)
"""What can be imported, by name."""

_START: Final = 1 << 16


class Reject(NamedTuple):
    """A row that could not be read.

    Attributes:
        line: The line of the file on which it begins, from 1; of JSON the number of the record.
        column: The column that is to blame, from 1; 0 where it is the whole row.
        name: Its name.
        reason: What is wrong.
        cells: What stands there.
    """

    line: int
    column: int
    name: str
    reason: str
    cells: Sequence[str]


Found: TypeAlias = Event | Reject


class Options(NamedTuple):
    """How a file is to be read.

    Attributes:
        format: One of `FORMATS`; found out by default.
        encoding: Its encoding; UTF-8 by default, UTF-16 where a mark says so.
        country: ISO 3166-1 alpha-2 code for rows that name none.
        aliases: The user's own spellings of provinces.
    """

    format: str | None = None
    encoding: str | None = None
    country: str = ""
    aliases: Aliases = NO_ALIASES


class _Reader(Protocol):
    def event(self, cells: list[str], /) -> Event: ...


class Reading(NamedTuple):
    """A file that is being read.

    Attributes:
        format: Which format it is.
        publisher: Who passes its rows on, in short.
        maker: Who publishes the dataset.
        header: The names of its columns.
        found: Its rows, one by one.
        provinces: The provinces that its rows name, complete when all are read.
        size: Bytes of the file.
        position: How many of them are read.
        close: Lets go of the file. That happens by itself when all rows are read.
    """

    format: str
    publisher: str
    maker: str
    header: Sequence[str]
    found: Iterator[Found]
    provinces: Provinces
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
    except OSError as error:
        file.close()
        raise Unreadable(path, error.strerror or "cannot be read") from error
    except BaseException:
        file.close()
        raise
    file.close()
    return _json(path, options, _day_of(status))


def _day_of(status: os.stat_result) -> date:
    return datetime.fromtimestamp(status.st_mtime, UTC).date()


def _table(
    path: str | Path, file: IO[bytes], start: bytes, options: Options, status: os.stat_result
) -> Reading:
    if status.st_size > limits().table * MIB:
        raise OverLimit(path, f"is larger than {limits().table:,} MiB", "table")
    try:
        layout = layout_of(start, options.encoding)
    except (LookupError, UnicodeError) as error:
        raise Unrecognised(path, f"there is no encoding {options.encoding!r}") from error
    found = rows(file, layout, path)
    first = list(islice(found, hxl.MOST_HEADER_ROWS))
    widest = max((len(row.cells) for row in first), default=0)
    if widest > limits().columns:
        raise OverLimit(path, f"has {widest:,} columns", "columns")
    file_day = _day_of(status)
    try:
        kind = _kind_of(first, layout, options, file_day)
    except Wrong as error:
        raise Unrecognised(path, error.reason) from error
    if kind is None:
        raise Unrecognised(path, f"is no ACLED, UCDP, HXL, HDX or ReliefWeb file: it is {file_kind(start)}")
    module, reader, header, provinces, rest = kind
    return Reading(
        module.NAME,
        module.PUBLISHER,
        module.MAKER,
        header,
        _bounded(path, _events(file, chain(rest, found), reader, header, layout)),
        provinces,
        status.st_size,
        file.tell,
        file.close,
    )


class _Module(Protocol):
    NAME: str
    PUBLISHER: Clean
    MAKER: str


_Kind: TypeAlias = "tuple[_Module, _Reader, list[str], Provinces, list[Row]]"


def _kind_of(first: list[Row], layout: Layout, options: Options, file_day: date) -> _Kind | None:
    """Which format the first rows are of: its module, a reader, the header, provinces, and the rows that are no header."""
    provinces = Provinces(options.aliases)
    asked = options.format
    if first:
        header = [cell.strip() for cell in first[0].cells]
        names = [name.lower() for name in header]
        rest = first[2:] if len(first) > 1 and hxl.is_tags(first[1].cells) else first[1:]
        if asked in {None, ucdp.NAME} and (ucdp.recognises(names) or asked):
            return ucdp, ucdp.Reader(names, provinces), header, provinces, rest
        if asked in {None, acled.NAME} and (acled.recognises(names) or asked):
            reader = acled.Reader(names, provinces, decimal_comma=layout.decimal_comma)
            return acled, reader, header, provinces, rest
        if asked in {None, hxl.NAME}:
            return _humanitarian(first, names, header, layout, options, file_day, provinces)
    return None


def _humanitarian(  # noqa: PLR0913, PLR0917  what is known of the file so far
    first: list[Row],
    names: list[str],
    header: list[str],
    layout: Layout,
    options: Options,
    file_day: date,
    provinces: Provinces,
) -> _Kind | None:
    tagged = next((place for place, row in enumerate(first) if hxl.is_tags(row.cells)), None)
    if tagged is not None:
        found = hxl.columns(first[tagged].cells, [row.cells for row in first[:tagged]])
        above = [cell.strip() for cell in first[max(0, tagged - 1)].cells]
        width = len(first[tagged].cells)
        header = [*above, *[""] * width][:width]
        rest = first[tagged + 1 :]
    elif hxl.recognises(names):
        found, rest = hxl.named_columns(names), first[1:]
    else:
        return None
    reader = hxl.Reader(found, provinces, file_day, options.country, decimal_comma=layout.decimal_comma)
    return hxl, reader, header, provinces, rest


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


def _events(
    file: IO[bytes], found: Iterator[Row], reader: _Reader, header: list[str], layout: Layout
) -> Generator[Found]:
    """What the rows say; then the file is let go of."""
    width = len(header)
    places = {name.lower(): place for place, name in reversed(list(enumerate(header, 1)))}
    with file:
        for line, cells, wrong in found:
            if wrong:
                yield Reject(line, 0, "", wrong, cells)
            elif len(cells) != width:
                yield Reject(line, 0, "", f"has {len(cells)} cells, the header has {width}", cells)
            elif not is_decoded(cells):
                column, name = _undecoded(cells, header)
                reason = f"is not {layout.encoding.upper()}: try --encoding cp1252"
                yield Reject(line, column, name, reason, cells)
            else:
                try:
                    yield reader.event(cells)
                except Wrong as error:
                    place = places.get(error.column.lower(), 0) if error.place is None else error.place + 1
                    yield Reject(line, place, error.column, error.reason, cells)


def _undecoded(cells: list[str], header: list[str]) -> tuple[int, str]:
    return next((n, header[n - 1]) for n, cell in enumerate(cells, 1) if not is_decoded([cell]))


def _json(path: str | Path, options: Options, file_day: date) -> Reading:
    data = read_file(path)
    refuse_too_many(data, path)
    if is_deeper(data, limits().depth):
        raise OverLimit(path, f"is nested more than {limits().depth} deep", "depth")
    try:
        found = reliefweb.records(data)
    except ValueError as error:
        raise Unrecognised(path, f"is no JSON: {error}") from error
    if found is None or options.format not in {None, reliefweb.NAME}:
        raise Unrecognised(path, "is no response of ReliefWeb: it has no list under data")
    return Reading(
        reliefweb.NAME,
        reliefweb.PUBLISHER,
        reliefweb.MAKER,
        ["record"],
        _records(found, file_day),
        Provinces(),
        len(data),
        lambda: len(data),
        lambda: None,
    )


def _records(found: list[object], file_day: date) -> Iterator[Found]:
    for place, record in enumerate(found, 1):
        try:
            yield reliefweb.event(record, file_day)
        except Wrong as error:
            yield Reject(place, 1, error.column, error.reason, [_shown(record)])


def _shown(record: object) -> str:
    import orjson

    return orjson.dumps(record).decode()
