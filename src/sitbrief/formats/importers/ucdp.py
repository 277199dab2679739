"""UCDP's Georeferenced Event Dataset: one row is one event with deaths, as CSV, in every version from 17.1 on.

Columns are found by name: their order differs between versions. A row that counts low above best is kept as given.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from sitbrief.briefing.when import end_of_month
from sitbrief.formats.article_outlets import outlets_of
from sitbrief.formats.days import day
from sitbrief.formats.event import (
    AGAINST_CIVILIANS,
    NOTHING,
    Event,
    RowError,
    country_code,
    in_month,
    in_range,
    line,
    noted,
    on_day,
    several,
    slug,
)
from sitbrief.formats.importers.importer import Opened, TableImporter, TableStart
from sitbrief.formats.missing import MISSING, is_missing, present
from sitbrief.formats.tally import deaths_in_words
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from datetime import date

    from sitbrief.formats.days import DateOrder
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
_TOLD: Final = frozenset(name for names in _NEEDED for name in names) - {"source_article"}
"""Columns that the claim itself tells; a note keeps the others."""

_LEFT_OUT: Final = frozenset(
    [
        *(
            "relid",
            "year",
            "active_year",
            "conflict_dset_id",
            "conflict_new_id",
            "dyad_dset_id",
            "dyad_new_id",
        ),
        *("side_a_dset_id", "side_a_new_id", "side_b_dset_id", "side_b_new_id", "geom_wkt", "priogrid_gid"),
        *("country_id", "region", "gwnoa", "gwnob"),
    ]
)
"""Columns of numbers that other datasets know things by, and of what others say already."""

_LABELS: Final = {
    "where_description": "Where, as described",
    "source_article": "Articles",
    "source_headline": "Headlines",
    "source_date": "Dates of the articles",
    "conflict_name": "Conflict",
    "code_status": "Status of the coding",
}
_CLARITY: Final = {"2": clean_line("2, no separable event"), "1": clean_line("")}
_KINDS: Final = {"1": "state-based violence", "2": "non-state violence", "3": "one-sided violence"}
_ONE_SIDED: Final = "3"
_LEVELS: Final = {
    "3": "district",
    "4": "province",
    "5": "region",
    "6": "country",
    "7": "region",
}
_SETTLEMENT: Final = re.compile(r" (?:town|city|village)\s*$", re.IGNORECASE)
"""How the name of a place ends that the row says to be one where people live."""

_PRECISION_KM: Final = {"2": 25}
_WHERE_WORDS: Final = {
    "1": clean_line("1, the exact place"),
    "2": clean_line("2, within 25 km of the place"),
    "3": clean_line("3, the district is known"),
    "4": clean_line("4, the province is known"),
    "5": clean_line("5, a stretch of land, or what lies between two places"),
    "6": clean_line("6, the country is known"),
    "7": clean_line("7, at sea or in the air"),
}
_DATE_WORDS: Final = {
    "1": clean_line(""),
    "2": clean_line("2, between two and six days"),
    "3": clean_line("3, the week is known"),
    "4": clean_line("4, the month is known"),
    "5": clean_line("5, more than a month, at most a year"),
}
_NONE: Final = frozenset({"0", "0.0", ""})
_NAMELESS: Final = MISSING | {"-1", "not stated", "unknown"}


class Ucdp(TableImporter):
    """Files of UCDP's Georeferenced Event Dataset."""

    name = "ucdp"
    publisher = _PUBLISHER
    maker = "Uppsala Conflict Data Program"
    an_id_an_event = True

    def recognises(self, table: TableStart) -> bool:
        """Whether a header is one of GED's."""
        return {"type_of_violence", "where_prec", "date_prec", "dyad_name"} <= {*table.names}

    def open(self, table: TableStart) -> Opened:
        """Get ready to read it."""
        reader = UcdpReader(table)
        return Opened(reader.event, table.header, table.below, remarks=reader.remarks)


class UcdpReader:
    """Reads the rows of one table.

    Raises:
        RowError: a column is missing.
    """

    def __init__(self, table: TableStart) -> None:
        places_of = {name: place for place, name in reversed([*enumerate(table.names)])}
        table.need(name for names in _NEEDED for name in names)
        self._picks = [itemgetter(*(places_of[name] for name in names)) for names in _NEEDED]
        self._noted = [
            (place, _LABELS.get(name, name.replace("_", " ").capitalize()))
            for place, name in enumerate(table.names)
            if name and name not in _LEFT_OUT and (name not in _TOLD or places_of[name] != place)
        ]
        self._clarity = places_of.get("event_clarity")
        self._left_out = [name for name in table.names if name in _LEFT_OUT]
        self._provinces = table.provinces
        self._decimal_comma = table.decimal_comma
        self._order = table.order

    def remarks(self) -> list[str]:
        """Which columns are left out."""
        columns = ", ".join(self._left_out)
        why = "for others say the same or they are the ids of other datasets"
        return [f"Columns left out, {why}: {columns}"] if columns else []

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
        precision, start, end = when_of(cells)
        first, last, when = _when(precision, start, end, self._order)
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
        row = (*row[:5], *map(self._degrees, row[5:]))
        where = _where(row, province)
        spot = where["as_written"]
        articles, offices, original = said_by(cells)
        outlets = several(present(offices)) or outlets_of(articles)
        originals = _originators(original)
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
            originator=_PUBLISHER,
            carriers=tuple(name for name in outlets if name not in originals) if originals else (),
            coded_from=originals or outlets,
            province=province,
            region=adm_1,
            parties=parties,
            fighting=kind != _ONE_SIDED,
            deaths=deaths,
            needs=AGAINST_CIVILIANS if kind == _ONE_SIDED else (),
            dataset_note=self._note(cells, _whole(row[1]), _whole(precision)),
        )

    def _degrees(self, text: str) -> str:
        """Degrees with a point: they have no thousands."""
        return text.replace(",", ".") if self._decimal_comma else text

    def _note(self, cells: list[str], where: str, when: str) -> Clean:
        clarity = _whole(cells[self._clarity]) if self._clarity is not None else ""
        own = (
            ("Precision of the time", _DATE_WORDS[when]),
            ("Precision of the place", _WHERE_WORDS[where]),
            ("Event clarity", _CLARITY.get(clarity, line(clarity))),
        )
        others = [
            (label, line(words))
            for place, label in self._noted
            if place != self._clarity and not is_missing(words := cells[place])
        ]
        return noted((*own, *others))


def _whole(number: str) -> str:
    """A whole number as it was before other programs saved the table: 1, not 1.0."""
    return number.removesuffix(".0")


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
def _originators(original: str) -> tuple[Clean, ...]:
    """Those who are named as the origin of the accounts, each once; where commas part several names, these."""
    names = several(original.replace(",", ";"))
    return tuple(name for name in names if name.lower() not in _NAMELESS)


@lru_cache(maxsize=16384)
def _when(precision: str, start: str, end: str, order: DateOrder | None) -> tuple[str, str, Value]:
    """The first and the last day, and the time at the precision that the row states."""
    try:
        first, last = day(start, order), day(end, order)
    except ValueError as error:
        raise RowError("date_start", str(error)) from error
    if last < first:
        raise RowError("date_end", f"{end[:40]!r} is before date_start")
    precision = _whole(precision)
    if precision not in _DATE_WORDS:
        raise RowError("date_prec", f"{precision[:40]!r} is none of 1 to 5")
    return first.isoformat(), last.isoformat(), _time(precision, first, last)


def _time(precision: str, first: date, last: date) -> Value:
    if precision == "1" and first == last:
        return on_day(first)
    if precision == "4" and first.day == 1 and last == end_of_month(first):
        return in_month(first)
    return in_range(first, last)


@lru_cache(maxsize=16384)
def _where(row: tuple[str, ...], province: str) -> Value:
    country, precision, place, adm_1, adm_2, lat, lon = row
    precision = _whole(precision)
    if precision not in _WHERE_WORDS:
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
    made: Value = {"as_written": ", ".join(words) or line(country)}
    level = "town" if precision == "1" and _SETTLEMENT.search(place) else _LEVELS.get(precision)
    if level:
        made["level"] = level
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
