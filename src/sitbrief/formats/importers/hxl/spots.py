"""Where a row is: its country by name or code, its province by p-code or name, the finest place that it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief import places
from sitbrief.formats.event import RowError, Value, country_code, line
from sitbrief.formats.importers.hxl.counts import RETURNED
from sitbrief.formats.importers.hxl.tags import CODES, ELSEWHERE, cell, filled
from sitbrief.formats.importers.hxl.tags import places as places_of
from sitbrief.formats.numbers import NoNumber, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitbrief.formats.importers.hxl.tags import Column
    from sitbrief.formats.province_lookup import ProvinceLookup
    from sitbrief.text import Clean

_LEVELS: Final = (1, 2, 3, 4)
_BELOW: Final = (4, 3, 2)
"""Below the first-level divisions, the finest first."""

_NAMES: Final = ("town", "district", "province", "country")


class RowPlace(NamedTuple):
    """Where a row is.

    Attributes:
        country: The ISO 3166-1 alpha-2 code of its country.
        province: The ISO 3166-2 code of its province; empty where it has none, or one that nobody knows.
        region: The name of its province as written.
        below: The names of what lies below the province, the finest first.
        where: All of it, as the native format has it.
    """

    country: str
    province: str
    region: Clean
    below: list[Clean]
    where: Value


class Spots:
    """Finds where rows are.

    Args:
        columns: The columns of the table.
        provinces: Finds provinces.
        country: The country of rows that name none; ISO 3166-1 alpha-2.
    """

    def __init__(self, columns: Sequence[Column], provinces: ProvinceLookup, country: str) -> None:
        def named(tag: str, *without: str) -> tuple[int, ...]:
            plain = places_of(columns, tag, without=ELSEWHERE | CODES | frozenset(without))
            return places_of(columns, tag, "name") + plain

        self._provinces = provinces
        self._country = country
        self._countries = places_of(columns, "#country", "code") + places_of(columns, "#country")
        self._country_name = places_of(columns, "#country", "name")
        self._asylum = places_of(columns, "#country", "code", "asylum")
        self._origin = places_of(columns, "#country", "code", "origin")
        self._group = places_of(columns, "#population", "group")
        self._codes = [places_of(columns, f"#adm{level}", "code") for level in _LEVELS]
        self._region = named("#adm1") + places_of(columns, "#adm1", "name", "provider")
        self._town = named("#loc", "type")
        self._below = [self._town, *(named(f"#adm{level}") for level in _BELOW)]
        self._lat, self._lon = places_of(columns, "#geo", "lat"), places_of(columns, "#geo", "lon")

    def of(self, cells: Sequence[str]) -> RowPlace:
        """Where a row is.

        Raises:
            RowError: it cannot be read.
        """
        country, region = self._country_of(cells), line(cell(cells, self._region))
        province = self._province(cells, country, region)
        below = [name for where in self._below if (name := line(cell(cells, where)))]
        at = (bool(cell(cells, self._town)), bool(below), bool(region), True).index(True)
        home = places.country(country)
        words = dict.fromkeys((*below, region) if region else below)
        where: Value = {
            "as_written": ", ".join(words) or (home.name if home else country),
            "level": _NAMES[at],
        }
        if province:
            where["provinces"] = [province]
        lat, lon = _degrees(cells, self._lat, 90), _degrees(cells, self._lon, 180)
        if lat is not None and lon is not None:
            where["coordinates"] = {"lat": lat, "lon": lon}
        return RowPlace(country, province, region, below, where)

    def _country_of(self, cells: Sequence[str]) -> str:
        # Of two countries the one in which people are: where they came from if they have returned.
        side = self._origin if cell(cells, self._group) in RETURNED else self._asylum
        place = filled(cells, self._countries or side)
        if place is not None:
            written = cells[place].strip()
            code = country_code(written) or country_code(cell(cells, self._country_name))
            if code is None:
                raise RowError("#country", f"{written[:40]!r} is no country that we know", place)
            return code
        for where in self._codes:
            if code := _country_in(cell(cells, where)):
                return code
        if self._country:
            return self._country
        raise RowError("#country", "no country is named, nor a code that tells it: name it with --country")

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
        raise RowError("#geo", str(error), place) from error
    if value is not None and not -most <= value <= most:
        raise RowError("#geo", f"{text[:20]} is not on the globe", place)
    return None if value is None else float(value)
