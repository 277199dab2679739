"""What a row of a dataset says, ready to become a claim and what rests on it."""

from __future__ import annotations

import marshal
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias
from zlib import crc32

from sitbrief.places import countries
from sitbrief.text import Clean, clean_line, clean_prose, fold, labelled

if TYPE_CHECKING:
    from collections.abc import Iterable

Value: TypeAlias = dict[str, Any]
"""An object of the native format, as JSON has it."""

Range: TypeAlias = tuple[float | None, float | None, float | None]
"""Low, best, high; None where nobody stated it."""

NOTHING: Final[Range] = (None, None, None)

SIDES: Final = " - "
"""Stands between the names of those who face each other."""

NO_TEXT: Final = clean_line("")

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
        what: What it counts, without the number; empty where it counts no people.
        value: How many.
        part: Of which part of all of them, as in "Children"; empty for all. Parts may overlap.
        within: Of which part of its sector, or for which cause, as written; empty for all of it. These may overlap as well.
    """

    sector: str
    aspect: str = ""
    words: Clean = NO_TEXT
    where: Clean = NO_TEXT
    counts: str = ""
    what: str = ""
    value: float = 0
    part: str = ""
    within: str = ""


AGAINST_CIVILIANS: Final = (Need("Protection"),)
"""Violence against civilians is what people need protection from."""


class Event(NamedTuple):
    """One row.

    Attributes:
        id: What the dataset calls it, as a part of ids of ours; empty where it has no name.
        country: The ISO 3166-1 alpha-2 code of the country it lies in.
        first: The first day it is coded on, as in 2017-09-11; empty where the row has no date.
        last: The last one, likewise.
        headline: Its line in a list.
        statement: What it says, in one sentence.
        when: Its time, as the native format has it; None where the row has no date.
        where: Its places, likewise.
        figures: Its figures, likewise.
        originator: Who says so, as written; empty where that is not stated.
        carriers: Who passed it on, as written, the publisher of the dataset left out.
        coded_from: Whose accounts the publisher has coded it from, where it asserts the claim itself, as written.
        province: The ISO 3166-2 code of its province; empty where it has none, or one that nobody knows.
        region: The name of its province as written; empty where it has none.
        parties: Who faces whom, as written.
        fighting: Whether it is a fight, of which fronts are made.
        deaths: How many died, as the dataset counts them; nothing where it counts none.
        needs: What it says for humanitarian notes.
        happened: Whether it belongs to the timeline.
        quote: Exact words.
        note: What we have to add about it, where it says too little.
        dataset_note: What else the row says, a column a line: see `noted`.
        document: The published text it is, as the native format has it.
        events: How many events the row stands for.
        timestamp: When the row was written or changed last, as it says itself; a moment in UTC or a day as ISO 8601 has it.
        reliability: The grade A to F that the file gives its originator; empty for none.
        credibility: The grade 1 to 6 that the file gives what it says; None for none.
        reliability_basis: Where that stands, for the reader.
        credibility_basis: Likewise.
        marking: How far the row itself says that it may be passed on; empty where it says nothing.
    """

    id: str
    country: str
    first: str
    last: str
    headline: Clean
    statement: Clean
    when: Value | None
    where: list[Value]
    figures: list[Value]
    originator: Clean = NO_TEXT
    carriers: tuple[Clean, ...] = ()
    coded_from: tuple[Clean, ...] = ()
    province: str = ""
    region: Clean = NO_TEXT
    parties: tuple[Clean, ...] = ()
    fighting: bool = False
    deaths: Range = NOTHING
    needs: tuple[Need, ...] = ()
    happened: bool = True
    quote: Clean = NO_TEXT
    dataset_note: Clean = NO_TEXT
    note: Clean = NO_TEXT
    document: Value | None = None
    events: int = 1
    timestamp: str = ""
    reliability: str = ""
    credibility: int | None = None
    reliability_basis: Clean = NO_TEXT
    credibility_basis: Clean = NO_TEXT
    marking: str = ""

    def beside(self, other: Event) -> Event:
        """The same event with what another row says of it: its other side, and what else stands there."""
        parties = tuple(dict.fromkeys((*self.parties, *other.parties)))
        told = dict.fromkeys((*self.dataset_note.split("\n"), *other.dataset_note.split("\n")))
        return self._replace(
            parties=parties,
            headline=self._with(parties, self.headline),
            statement=self._with(parties, self.statement),
            carriers=tuple(dict.fromkeys((*self.carriers, *other.carriers))),
            dataset_note=clean_prose("\n".join(filter(None, told))),
        )

    def _with(self, parties: tuple[str, ...], text: Clean) -> Clean:
        """A text with all the parties where it names those of the row."""
        return clean_line(text.replace(f": {SIDES.join(self.parties)}, ", f": {SIDES.join(parties)}, ", 1))

    def placed(self, iso: str) -> Event:
        """The event in a province that its name turned out to mean."""
        return self._replace(province=iso, where=[{**place, "provinces": [iso]} for place in self.where])


line = lru_cache(maxsize=8192)(clean_line)
"""Clean a line; the same names come again and again."""

country_code = lru_cache(maxsize=4096)(countries.country_code)
"""The code of a country by any of its names; the same ones come again and again."""


def noted(columns: Iterable[tuple[str, Clean]]) -> Clean:
    """What stands in some columns, those that are filled: the name of each, a colon and its words, a line each."""
    return labelled((line(name), words) for name, words in columns if words)


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
def on_day(start: date, as_written: str = "") -> Value:
    """The time of one day."""
    return _written({"precision": "day", "start": start.isoformat()}, as_written)


@lru_cache(maxsize=16384)
def in_range(start: date, end: date, as_written: str = "") -> Value:
    """The time of some days."""
    return _written({"precision": "range", "start": start.isoformat(), "end": end.isoformat()}, as_written)


@lru_cache(maxsize=4096)
def around(day: date, reach: timedelta) -> Value:
    """The time that lies at most so long before or after a day; nobody has stated where it begins and ends."""
    start = day - min(reach, day - date.min)
    return {**in_range(start, day + min(reach, date.max - day)), "inferred": True}


@lru_cache(maxsize=4096)
def in_month(some: date, as_written: str = "") -> Value:
    """The time of the month in which a day lies."""
    return _written({"precision": "month", "start": some.replace(day=1).isoformat()}, as_written)


def _written(when: Value, as_written: str) -> Value:
    return {**when, "as_written": as_written} if as_written else when


def to_bytes(event: Event, row: int) -> bytes:
    """An event between the reading of its row, with its number, and the making of its briefing; for this process alone."""
    needs: Any = tuple(map(tuple, event.needs))  # marshal knows no tuples but Python's own
    return marshal.dumps((row, *event._replace(needs=needs)))


def from_bytes(data: bytes) -> tuple[int, Event]:
    """The row and the event that `to_bytes` has written in this process."""
    row, *fields = marshal.loads(data)  # noqa: S302  # as above
    event = Event._make(fields)
    return row, event._replace(needs=tuple(map(Need._make, event.needs)))
