"""One row of a humanitarian table is one claim: what it counts or tells, where, and when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitbrief import places
from sitbrief.briefing.entries import Sector
from sitbrief.formats.event import Event, Need, Wrong, country_code, line, slug
from sitbrief.formats.hxl.counts import RETURNED, Counts
from sitbrief.formats.hxl.tags import CODES, ELSEWHERE, cell, filled
from sitbrief.formats.hxl.tags import places as places_of
from sitbrief.formats.hxl.times import Time, Times
from sitbrief.formats.numbers import NoNumber, number
from sitbrief.text import truncate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sitbrief.formats.datasets import Provinces
    from sitbrief.formats.event import Value
    from sitbrief.formats.hxl.counts import Row
    from sitbrief.formats.hxl.tags import Column

NAME: Final = "hxl"
PUBLISHER: Final = "HDX"
MAKER: Final = "Humanitarian Data Exchange"

_LEVELS: Final = (4, 3, 2)
"""Below the first-level divisions, the finest first."""

_HEADLINES: Final = ("#event", "#crisis", "#description")
"""Tags of words that say what happened, the best first."""

_NO_WORDS: Final = CODES | {"num", "year", "type", "status", "html", "url", "info"}
_TOLD: Final = (
    *(
        "#event",
        "#description",
        "#cause",
        "#crisis",
        "#operation",
        "#org",
        "#status",
        "#category",
        "#priority",
    ),
    *(
        "#severity",
        "#round",
        "#assessment",
        "#group",
        "#impact",
        "#activity",
        "#subsector",
        "#item",
        "#response",
    ),
    *("#service", "#beneficiary", "#access", "#modality", "#frequency", "#indicator", "#capacity"),
)
"""Tags of words that a row is told with."""

_NOT_TOLD: Final = frozenset({"html", "url", "id", "phase", "population"})
_CODES_TOLD: Final = frozenset({"#crisis"})
"""Tags of which a code says something that a name does not."""

_SOURCE_OF_WORDS: Final = frozenset({"source", "report", "reporting"})
_LONGEST_HEADLINE: Final = 160


class Reader:
    """Reads the rows of one file.

    Args:
        found: Its columns.
        provinces: Finds provinces.
        file_day: The day of the file, for rows without any.
        country: The country of rows that name none; ISO 3166-1 alpha-2.
        decimal_comma: The file writes numbers with a decimal comma.

    Raises:
        Wrong: there is nothing in it that can be read.
    """

    def __init__(
        self,
        found: Sequence[Column],
        provinces: Provinces,
        file_day: date,
        country: str = "",
        *,
        decimal_comma: bool = False,
    ) -> None:
        self._provinces = provinces
        self._file_day = file_day
        self._country = country
        self._counts = Counts(found, decimal_comma=decimal_comma)
        self._times = Times(found)
        counted = {column.place for column in self._counts.columns}
        named = {column.tag for column in found if not column.attributes & CODES} - _CODES_TOLD
        self._texts = [
            column
            for column in found
            if column.place not in counted
            and ((column.tag in _TOLD and not column.attributes & _NOT_TOLD) or _is_link(column))
            and not ("code" in column.attributes and column.tag in named)
        ]
        if not counted and not self._texts:
            raise Wrong("", "has no column of figures or events that we know")
        self._headed = [where for tag in _HEADLINES for where in places_of(found, tag, without=_NO_WORDS)]
        self._who = places_of(found, "#org", "name") + places_of(
            found, "#org", without=_SOURCE_OF_WORDS | {"type"}
        )
        self._find_columns(found)

    def _find_columns(self, found: Sequence[Column]) -> None:
        """Where rows have their place, their name and their source."""
        self._id = (
            places_of(found, "#id")
            + places_of(found, "#meta", "id")
            + places_of(found, "#event", "id")
            + places_of(found, "#event", "code")
        )
        self._countries = places_of(found, "#country", "code") + places_of(found, "#country")
        self._country_name = places_of(found, "#country", "name")
        self._asylum = places_of(found, "#country", "code", "asylum")
        self._origin = places_of(found, "#country", "code", "origin")
        self._group = places_of(found, "#population", "group")
        self._codes = [places_of(found, f"#adm{level}", "code") for level in (1, 2, 3, 4)]
        self._adm1 = (
            places_of(found, "#adm1", "name")
            + places_of(found, "#adm1", without=ELSEWHERE | CODES)
            + places_of(found, "#adm1", "name", "provider")
        )
        self._below = [
            places_of(found, "#loc", "name") + places_of(found, "#loc", without=CODES | ELSEWHERE | {"type"}),
            *(
                places_of(found, f"#adm{level}", "name")
                + places_of(found, f"#adm{level}", without=CODES | ELSEWHERE)
                for level in _LEVELS
            ),
        ]
        self._lat, self._lon = places_of(found, "#geo", "lat"), places_of(found, "#geo", "lon")
        self._source = places_of(found, "#meta", "source", without=ELSEWHERE | {"url"}) + tuple(
            where for attribute in sorted(_SOURCE_OF_WORDS) for where in places_of(found, "#org", attribute)
        )
        self._warning = places_of(found, "#meta", "warning") + places_of(found, "#meta", "error")

    def event(self, cells: list[str]) -> Event:
        """What a row says.

        Raises:
            Wrong: it cannot be read.
        """
        country = self._country_of(cells)
        adm1 = line(cell(cells, self._adm1))
        province = self._province(cells, country, adm1)
        time = self._times.of(cells)
        row = self._counts.row(cells)
        below = [name for where in self._below if (name := line(cell(cells, where)))]
        where = self._where(cells, below, adm1, country, province)
        spot = where["as_written"]
        headline = line(cell(cells, self._headed))
        told = [(column, words) for column in self._texts if (words := line(cells[column.place]))]
        who = self._present(cells, headline, row)
        said = headline or row.counted or (f"{who.words} ({who.sector})" if who else "")
        if not said:
            said, told = _labelled(told), []
        said = said.removeprefix(f"{spot}: ")
        happened = bool(headline or row.events) or bool(said and time and not row.needs and not who)
        needs = [who] if who else row.needs
        if said and not happened and not needs:
            needs = [Need(Sector.MULTI_SECTOR.value, "", said)]
        statement = f"{said}; {row.counted}" if headline and row.counted else said or "nothing is counted"
        first, last, when = time or self._undated()
        known, source = cell(cells, self._id), line(cell(cells, self._source))
        return Event(
            slug(known) if known else "",
            country,
            first,
            last,
            f"{spot}: {truncate(said, _LONGEST_HEADLINE)}",
            f"{spot}: {statement}{'' if statement.endswith(('.', '!', '?')) else '.'}",
            when,
            [where],
            row.figures,
            carriers=(*((source,) if source else ()), PUBLISHER),
            province=province,
            region=adm1,
            fighting=row.fighting,
            deaths=row.deaths,
            needs=tuple(need._replace(where=", ".join(below)) for need in needs),
            happened=happened,
            note=self._note(cells, told, row, (headline, who.words if who else "")),
            events=1 if row.events is None else row.events,
            dated=time is not None,
        )

    def _undated(self) -> Time:
        day = self._file_day.isoformat()
        when = {
            "precision": "reported",
            "start": day,
            "inferred": True,
            "as_written": "no date in the row; that of the file",
        }
        return Time(day, day, when)

    def _present(self, cells: Sequence[str], headline: str, row: Row) -> Need | None:
        """Who works there in which sector, where a row says that and nothing else."""
        who = line(cell(cells, self._who))
        if not who or not self._counts.has_sectors or headline or row.figures:
            return None
        sector = self._counts.sector(cells) or Sector.MULTI_SECTOR
        return Need(sector.value, "response", who)

    def _note(
        self, cells: Sequence[str], told: list[tuple[Column, str]], row: Row, said: tuple[str, ...]
    ) -> str:
        known = self._counts.context if row.figures else frozenset()
        notes = [
            f"{column.label}: {words}."
            for column, words in told
            if words not in said and column.place not in known
        ]
        notes += row.notes
        warning = line(cell(cells, self._warning))
        return " ".join([*notes, f"The dataset warns: {warning}."] if warning else notes)

    # Where

    def _country_of(self, cells: Sequence[str]) -> str:
        named = self._countries or self._side(cells)
        if (place := filled(cells, named)) is not None:
            written = cells[place].strip()
            code = country_code(written) or country_code(cell(cells, self._country_name))
            if code is None:
                raise Wrong("#country", f"{written[:40]!r} is no country that we know", place)
            return code
        for where in self._codes:
            if code := _country_in(cell(cells, where)):
                return code
        if self._country:
            return self._country
        raise Wrong("#country", "no country is named, nor a code that tells it: name it with --country")

    def _side(self, cells: Sequence[str]) -> tuple[int, ...]:
        """Of two countries the one in which people are: where they came from if they have returned."""
        return self._origin if cell(cells, self._group) in RETURNED else self._asylum

    def _province(self, cells: Sequence[str], country: str, name: str) -> str:
        home = places.country(country)
        if home:
            codes = [code for where in self._codes if (code := cell(cells, where).upper())]
            # A code of a grouping above the provinces is none of theirs, but one of a district begins with its province's.
            for code in codes:
                for province in home.provinces:
                    if province.pcode and code.startswith(province.pcode):
                        return province.iso
        return self._provinces.code(country, name) if name else ""

    def _where(self, cells: Sequence[str], below: list[str], adm1: str, country: str, province: str) -> Value:
        home = places.country(country)
        town = bool(cell(cells, self._below[0]))
        level = "town" if town else "district" if below else "province" if adm1 else "country"
        words = dict.fromkeys((*below, adm1) if adm1 else below)
        made: Value = {"as_written": ", ".join(words) or (home.name if home else country), "level": level}
        if province:
            made["provinces"] = [province]
        lat, lon = _degrees(cells, self._lat, 90), _degrees(cells, self._lon, 180)
        if lat is not None and lon is not None:
            made["coordinates"] = {"lat": lat, "lon": lon}
        return made


def _is_link(column: Column) -> bool:
    return column.tag == "#meta" and column.attributes >= {"source", "url"}


def _labelled(told: list[tuple[Column, str]]) -> str:
    return "; ".join(f"{column.label}: {words}" for column, words in told)


def _country_in(code: str) -> str | None:
    """The country that a p-code begins with, in three letters or two."""
    letters = re.match("[A-Za-z]{2,3}", code)
    return (country_code(letters[0]) or country_code(letters[0][:2])) if letters else None


def _degrees(cells: Sequence[str], where: tuple[int, ...], most: int) -> float | None:
    place = filled(cells, where)
    text = "" if place is None else cells[place].strip()
    try:
        # With a comma or a point: degrees have no thousands.
        value = number(text.replace(",", "."))
    except NoNumber as error:
        raise Wrong("#geo", str(error), place) from error
    if value is not None and not -most <= value <= most:
        raise Wrong("#geo", f"{text[:20]} is not on the globe", place)
    return None if value is None else float(value)
