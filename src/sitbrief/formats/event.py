"""What a row of a dataset says, ready to become a claim and what rests on it."""

from __future__ import annotations

import marshal
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeAlias
from zlib import crc32

from sitbrief.places import countries
from sitbrief.text import Clean, clean_line, digits, fold

Value: TypeAlias = dict[str, Any]
"""An object of the native format, as JSON has it."""

Range: TypeAlias = tuple[float | None, float | None, float | None]
"""Low, best, high; None where nobody stated it."""

NOTHING: Final[Range] = (None, None, None)

NO_TEXT: Final = clean_line("")

_DAY: Final = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII
)
_DAY_IN_WORDS: Final = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4})", re.ASCII)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST_SLUG: Final = 60
_PLAIN_NAME: Final = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*", re.ASCII)
_NO_SLUG: Final = re.compile(r"[^a-z0-9]+", re.ASCII)


class RowError(ValueError):
    """A row that cannot be read.

    Attributes:
        column: The column that is to blame, by its name in the file; empty where it is the whole row.
        reason: What is wrong with it.
        place: Its place in a row, from 0; None where its name tells it.
    """

    def __init__(self, column: str, reason: str, place: int | None = None) -> None:
        super().__init__(f"{column}: {reason}" if column else reason)
        self.column = column
        self.reason = reason
        self.place = place


class Need(NamedTuple):
    """What a row says for a humanitarian note.

    Attributes:
        sector: Of which sector.
        aspect: Whether it tells of needs, response or gaps; empty for neither.
        words: What it says; empty where the number of rows says it.
        where: Of which place in the province, as written; empty for all of it.
        counts: Events of which kind the row counts, to be summed up; empty where it counts none.
    """

    sector: str
    aspect: str = ""
    words: Clean = NO_TEXT
    where: Clean = NO_TEXT
    counts: str = ""


AGAINST_CIVILIANS: Final = (Need("Protection"),)
"""Violence against civilians is what people need protection from."""


class Event(NamedTuple):
    """One row.

    Attributes:
        id: What the dataset calls it, as a part of ids of ours; empty where it has no name.
        country: The ISO 3166-1 alpha-2 code of the country it lies in.
        first: The first day it may have been, as in 2017-09-11.
        last: The last one.
        headline: Its line in a list.
        statement: What it says, in one sentence.
        when: Its time, as the native format has it.
        where: Its places, likewise.
        figures: Its figures, likewise.
        originator: Who says so, as written; empty where that is not stated.
        carriers: Who passed it on, as written.
        province: The ISO 3166-2 code of its province; empty where it has none, or one that nobody knows.
        region: The name of its province as written; empty where it has none.
        parties: Who faces whom, as written.
        fighting: Whether it is a fight, of which fronts are made.
        deaths: How many died, as the dataset counts them; nothing where it counts none.
        needs: What it says for humanitarian notes.
        happened: Whether it belongs to the timeline.
        quote: Exact words.
        note: What else the row says.
        document: The published text it is, as the native format has it.
        events: How many events the row stands for.
        dated: Whether the row says when it was; else its time is that of the file.
    """

    id: str
    country: str
    first: str
    last: str
    headline: Clean
    statement: Clean
    when: Value
    where: list[Value]
    figures: list[Value]
    originator: Clean = NO_TEXT
    carriers: tuple[Clean, ...] = ()
    province: str = ""
    region: Clean = NO_TEXT
    parties: tuple[Clean, ...] = ()
    fighting: bool = False
    deaths: Range = NOTHING
    needs: tuple[Need, ...] = ()
    happened: bool = True
    quote: Clean = NO_TEXT
    note: Clean = NO_TEXT
    document: Value | None = None
    events: int = 1
    dated: bool = True

    def placed(self, iso: str) -> Event:
        """The event in a province that its name turned out to mean."""
        return self._replace(province=iso, where=[{**place, "provinces": [iso]} for place in self.where])


line = lru_cache(maxsize=8192)(clean_line)
"""Clean a line; the same names come again and again."""

country_code = lru_cache(maxsize=4096)(countries.country_code)
"""The code of a country by any of its names; the same ones come again and again."""


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """A name as an id: the same one for the same name in every file, another one for another name."""
    plain = clean_line(name).lower()
    if len(plain) <= _LONGEST_SLUG and _PLAIN_NAME.fullmatch(plain):
        return plain.replace(" ", "-")
    short = _NO_SLUG.sub("-", fold(plain))[:_LONGEST_SLUG].strip("-")
    return f"{short}-{crc32(plain.encode()):08x}".lstrip("-")


@lru_cache(maxsize=65536)
def several(names: str) -> tuple[Clean, ...]:
    """The names between semicolons, each once, cleaned; quotes around them are none of theirs."""
    parts = (clean_line(clean_line(part).strip("\"' ")) for part in names.split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


@lru_cache(maxsize=16384)
def day(text: str) -> date:
    """A day as datasets write it: 2017-07-31, 2017-07-31 00:00:00.000, 16 May 2025.

    Raises:
        ValueError: it is none of these. Days such as 05/12/2024 are not guessed at.
    """
    plain = digits(text.strip())
    if found := _DAY.fullmatch(plain):
        year, month, number = map(int, found.groups())
    elif (found := _DAY_IN_WORDS.fullmatch(plain)) and found[2][:3].lower() in _MONTHS:
        year, month, number = int(found[3]), _MONTHS.index(found[2][:3].lower()) + 1, int(found[1])
    else:
        raise ValueError(f"{text[:40]!r} is no day such as 2024-12-05 or 5 December 2024")
    try:
        return date(year, month, number)
    except ValueError as error:
        raise ValueError(f"{text[:40]!r} is no day: {error}") from error


@lru_cache(maxsize=16384)
def on_day(start: date, as_written: str = "") -> Value:
    """The time of one day."""
    return _written({"precision": "day", "start": start.isoformat()}, as_written)


@lru_cache(maxsize=16384)
def in_range(start: date, end: date, as_written: str = "") -> Value:
    """The time of some days."""
    return _written({"precision": "range", "start": start.isoformat(), "end": end.isoformat()}, as_written)


@lru_cache(maxsize=4096)
def in_week(some: date, as_written: str = "") -> Value:
    """The time of the week, from Monday to Sunday, in which a day lies."""
    monday = some - timedelta(days=some.weekday())  # 0001-01-01 is a Monday
    return _written({"precision": "week", "start": monday.isoformat()}, as_written)


@lru_cache(maxsize=4096)
def in_month(some: date, as_written: str = "") -> Value:
    """The time of the month in which a day lies."""
    return _written({"precision": "month", "start": some.replace(day=1).isoformat()}, as_written)


def _written(when: Value, as_written: str) -> Value:
    return {**when, "as_written": as_written} if as_written else when


def to_bytes(event: Event) -> bytes:
    """An event between the reading of its row and the making of its briefing, for this process alone to read."""
    needs: Any = tuple(map(tuple, event.needs))  # marshal knows no tuples but Python's own
    return marshal.dumps(tuple(event._replace(needs=needs)))


def from_bytes(data: bytes) -> Event:
    """The event that `to_bytes` has written in this process."""
    event = Event._make(marshal.loads(data))  # noqa: S302  # as above
    return event._replace(needs=tuple(map(Need._make, event.needs)))
