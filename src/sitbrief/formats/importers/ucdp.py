"""UCDP's Georeferenced Event Dataset: one row is one event with deaths, as CSV, in every version from 17.1 on.

Columns are found by name: their order differs between versions. A row that counts low above best is kept as given.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from sitbrief.briefing.when import end_of_month
from sitbrief.formats.event import (
    AGAINST_CIVILIANS,
    NO_TEXT,
    NOTHING,
    Event,
    RowError,
    country_code,
    day,
    in_month,
    in_range,
    line,
    on_day,
    several,
    slug,
)
from sitbrief.formats.importers.importer import Opened, TableImporter, TableStart
from sitbrief.formats.tally import deaths_in_words
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from datetime import date

    from sitbrief.formats.event import Range, Value
    from sitbrief.text import Clean

_PUBLISHER: Final = clean_line("UCDP GED")

_NEEDED: Final = (
    ("id", "type_of_violence", "dyad_name", "side_a", "side_b"),
    ("country", "where_prec", "where_coordinates", "adm_1", "adm_2", "latitude", "longitude"),
    ("date_prec", "date_start", "date_end"),
    ("low", "best", "high", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"),
    ("source_article", "source_office", "source_original"),
)
_OPTIONAL: Final = ("where_description", "source_headline")
_KINDS: Final = {"1": "state-based violence", "2": "non-state violence", "3": "one-sided violence"}
_ONE_SIDED: Final = "3"
_LEVELS: Final = {
    "1": "town",
    "2": "town",
    "3": "district",
    "4": "province",
    "5": "region",
    "6": "country",
    "7": "region",
}
_PRECISION_KM: Final = {"2": 25}
_DATE_WORDS: Final = {
    "1": "",
    "2": "within 2 to 6 days",
    "3": "within a week",
    "4": "within a month",
    "5": "within a year",
}
_NONE: Final = frozenset({"0", "0.0", ""})
_QUOTED: Final = re.compile(r'"[^"]*(?:"|$)')
_BETWEEN: Final = re.compile(r";|//|/(?=[A-Z])")
_NOT_NAMED: Final = re.compile(r"""[\d"“”(,:;\[]""")
_LONGEST_OUTLET: Final = 60
_NAMELESS: Final = frozenset({"", "-1", "na", "n/a", "not stated", "unknown"})


class Ucdp(TableImporter):
    """Files of UCDP's Georeferenced Event Dataset."""

    name = "ucdp"
    publisher = _PUBLISHER
    maker = "Uppsala Conflict Data Program"

    def recognises(self, table: TableStart) -> bool:
        """Whether a header is one of GED's."""
        return {"type_of_violence", "where_prec", "date_prec", "dyad_name"} <= {*table.names}

    def open(self, table: TableStart) -> Opened:
        """Get ready to read it."""
        return Opened(UcdpReader(table).event, table.header, table.below)


class UcdpReader:
    """Reads the rows of one table.

    Raises:
        RowError: a column is missing.
    """

    def __init__(self, table: TableStart) -> None:
        places_of = {name: place for place, name in enumerate(table.names)}
        missing = [name for names in _NEEDED for name in names if name not in places_of]
        if missing:
            raise RowError("", f"lacks the column {missing[0]}")
        self._picks = [itemgetter(*(places_of[name] for name in names)) for names in _NEEDED]
        self._described, self._headed = (places_of.get(name) for name in _OPTIONAL)
        self._provinces = table.provinces

    def event(self, cells: list[str]) -> Event:
        """What a row says.

        Raises:
            RowError: it cannot be read.
        """
        what, place_of, when_of, counted_of, said_by = self._picks
        name, kind, dyad, side_a, side_b = what(cells)
        name, kind = _whole(name), _whole(kind)
        row = place_of(cells)
        code = country_code(row[0])
        if code is None:
            raise RowError("country", f"{row[0][:40]!r} is no country that we know")
        if kind not in _KINDS:
            raise RowError("type_of_violence", f"{kind[:40]!r} is none of 1, 2, 3")
        first, last, when = _when(*when_of(cells))
        adm_1 = line(row[3])
        province = self._provinces.code(code, adm_1)
        dyad, parties, side_a, side_b = _sides(dyad, side_a, side_b)
        low, best, high, killed_a, killed_b, civilians, unknown = counted_of(cells)
        deaths, counted, total = _total(low, best, high)
        figures = list(total)
        if killed_a not in _NONE:
            figures.append(_part("killed", side_a, "deaths_a", killed_a))
        if killed_b not in _NONE:
            figures.append(_part("killed", side_b, "deaths_b", killed_b))
        if civilians not in _NONE:
            figures.append(_part("civilians killed", "", "deaths_civilians", civilians))
        if unknown not in _NONE:
            figures.append(_part("killed, side not known", "", "deaths_unknown", unknown))
        where = _where(row, province)
        spot = where["as_written"]
        articles, offices, original = said_by(cells)
        description = cells[self._described] if self._described is not None else ""
        note = f"Where, as described: {clean_line(description)}. " if description else ""
        if articles:
            note += f"Articles: {clean_line(articles)}"
        elif self._headed is not None and (headline := cells[self._headed]):
            note += f"Headline: {clean_line(headline)}"
        original = line(original)
        return Event(
            id=name if name.isdecimal() and name.isascii() else slug(name) if name else "",
            country=code,
            first=first,
            last=last,
            headline=clean_line(f"{dyad}: {counted}, {spot}" if counted else f"{dyad}, {spot}"),
            statement=clean_line(
                f"{_KINDS[kind].capitalize()}: {dyad}, {spot}{f'; {counted}' if counted else ''}."
            ),
            when=when,
            where=[where],
            figures=figures,
            originator=NO_TEXT if original.lower() in _NAMELESS else original,
            carriers=(*(several(offices) or _outlets(articles)), _PUBLISHER),
            province=province,
            region=adm_1,
            parties=parties,
            fighting=kind != _ONE_SIDED,
            deaths=deaths,
            needs=AGAINST_CIVILIANS if kind == _ONE_SIDED else (),
            note=clean_line(note),
        )


def _whole(number: str) -> str:
    """A whole number as it was before other programs saved the table: 1, not 1.0."""
    return number.removesuffix(".0")


def _outlets(articles: str) -> tuple[Clean, ...]:
    """Who carried these articles, where no column names them: the words before the date or the title of each.

    As in `"Reuters,2017-07-31,Clashes";"AFP,…"`, or before 2013 as free text: `Reuters 17 March 1997 "More than 20
    killed."; AP 14 May 2001 "Four dead`, whose last quote is often missing.
    """
    if articles.startswith('"'):
        parts = articles.strip('"').split('"')[::2]
    else:
        parts = _BETWEEN.split(_QUOTED.sub('"', articles))
    heads = (_NOT_NAMED.split(part.lstrip(" "), maxsplit=1)[0].strip(" .:-'") for part in parts)
    named = (clean_line(head) for head in heads if any(map(str.isalpha, head)) and "/" not in head)
    return tuple(dict.fromkeys(head for head in named if len(head) <= _LONGEST_OUTLET))


# The same sides, days, places and numbers come again and again: what they lead to is found out once.


@lru_cache(maxsize=8192)
def _sides(dyad: str, side_a: str, side_b: str) -> tuple[str, tuple[Clean, ...], str, str]:
    """What the dyad is called, the parties that have a name, and both sides."""
    sides = line(side_a), line(side_b)
    parties = tuple(filter(None, sides))
    return line(dyad) or " - ".join(parties) or "Parties not named", parties, *sides


@lru_cache(maxsize=16384)
def _total(low: str, best: str, high: str) -> tuple[Range, str, tuple[Value, ...]]:
    """The deaths, the same in words, and as a figure."""
    deaths = _count("low", low), _count("best", best), _count("high", high)
    return (
        deaths,
        deaths_in_words(deaths, "killed"),
        () if deaths == NOTHING else (_figure(deaths),),
    )


@lru_cache(maxsize=16384)
def _part(what: str, whose: str, column: str, number: str) -> Value:
    """One of the four numbers that make up the best one."""
    count = _count(column, number)
    return {"what": what, "whose": whose, "best": count} if whose else {"what": what, "best": count}


@lru_cache(maxsize=16384)
def _when(precision: str, start: str, end: str) -> tuple[str, str, Value]:
    """The first and the last day, and the time at the precision that the row states."""
    try:
        first, last = day(start), day(end)
    except ValueError as error:
        raise RowError("date_start", str(error)) from error
    if last < first:
        raise RowError("date_end", f"{end[:40]!r} is before date_start")
    precision = _whole(precision)
    if precision not in _DATE_WORDS:
        raise RowError("date_prec", f"{precision[:40]!r} is none of 1 to 5")
    return first.isoformat(), last.isoformat(), _time(precision, first, last)


def _time(precision: str, first: date, last: date) -> Value:
    words = _DATE_WORDS[precision]
    if precision == "1" and first == last:
        return on_day(first)
    if precision == "4" and first.day == 1 and last == end_of_month(first):
        return in_month(first)
    return in_range(first, last, f"{first} to {last}{f', {words}' if words else ''}")


@lru_cache(maxsize=16384)
def _where(row: tuple[str, ...], province: str) -> Value:
    country, precision, place, adm_1, adm_2, lat, lon = row
    precision = _whole(precision)
    if precision not in _LEVELS:
        raise RowError("where_prec", f"{precision[:40]!r} is none of 1 to 7")
    try:
        point: Value = {"lat": float(lat), "lon": float(lon)}
    except ValueError as error:
        raise RowError("latitude", f"{lat[:20]!r}, {lon[:20]!r} is no point") from error
    if not (-90 <= point["lat"] <= 90 and -180 <= point["lon"] <= 180):  # noqa: PLR2004  degrees
        raise RowError("latitude", f"{lat[:20]!r}, {lon[:20]!r} is not on the globe")
    if precision in _PRECISION_KM:
        point["precision_km"] = _PRECISION_KM[precision]
    words = dict.fromkeys(part for part in (line(place), line(adm_2), line(adm_1)) if part)
    made: Value = {"as_written": ", ".join(words) or line(country), "level": _LEVELS[precision]}
    if province:
        made["provinces"] = [province]
    made["coordinates"] = point
    return made


def _count(column: str, text: str) -> int | None:
    if not text:
        return None
    try:
        value = int(_whole(text))
    except ValueError as error:
        raise RowError(column, f"{text[:40]!r} is no number") from error
    if not 0 <= value < 10**9:
        raise RowError(column, f"{text[:40]!r} is no number of people")
    return value


def _figure(deaths: Range) -> Value:
    names = ("low", "best", "high")
    given = {name: value for name, value in zip(names, deaths, strict=True) if value is not None}
    figure: Value = {"what": "people killed", **given}
    if [*given.values()] != sorted(given.values()):
        figure["inconsistent"] = True
    return figure


IMPORTER: Final = Ucdp()
