"""Where a row is: its country, its province by p-code or name, the finest place that it names."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief import places
from sitbrief.briefing.where import province_name
from sitbrief.formats.derived import country_name
from sitbrief.formats.event import NO_TEXT, RowError, Value, line
from sitbrief.formats.importers.hxl.countries_of_rows import CountriesOfRows
from sitbrief.formats.importers.hxl.tags import CODES, ELSEWHERE, cell, filled
from sitbrief.formats.importers.hxl.tags import places as places_of
from sitbrief.formats.numbers import NoNumber, number
from sitbrief.text import clean_line, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitbrief.formats.importers.hxl.countries_of_rows import RowCountry
    from sitbrief.formats.importers.hxl.tags import Column
    from sitbrief.formats.importers.importer import TableStart
    from sitbrief.text import Clean

_LEVELS: Final = (1, 2, 3, 4)
_BELOW: Final = (4, 3, 2)
"""Below the first-level divisions, the finest first."""

_TOWNS: Final = frozenset({"town", "city", "village", "settlement"})
"""What a row calls a town; a market, a camp or an area of analysis may be anything."""

_LEVELS_OF_CODES: Final = ("district", "district", "district", "province")
_MOST_KEPT: Final = 1000
"""Names that a code contradicts, of which is kept how many rows have them."""

_MOST_TOLD: Final = 12


class RowPlace(NamedTuple):
    """Where a row is.

    Attributes:
        country: The ISO 3166-1 alpha-2 code of its country.
        province: The ISO 3166-2 code of its province; empty where it has none, or one that nobody knows.
        region: The name of its province as written.
        below: The names of what lies below the province, the finest first.
        called: What a sentence calls it: as written, or where a row has codes alone by the name that they stand for.
        where: All of it, as the native format has it; none where the row says nothing of it.
        told: The places of the cells that this tells whole.
        note: What has to be said of it; empty for nothing.
    """

    country: str
    province: str
    region: Clean
    below: list[Clean]
    called: Clean
    where: list[Value]
    told: set[int]
    note: Clean


class _Name(NamedTuple):
    """A name in a row.

    Attributes:
        words: As written.
        at: The place of its cell.
    """

    words: Clean
    at: int


class _Names(NamedTuple):
    """The names of a row.

    Attributes:
        provided: Its province as the provider calls it.
        official: Its province as the official list does.
        area: The area of an analysis that has no province named beside it.
        below: What lies below the province, the finest first.
        level: What kind of place the finest is; empty where nobody says.
    """

    provided: _Name | None
    official: _Name | None
    area: _Name | None
    below: list[_Name]
    level: str

    @property
    def region(self) -> Clean:
        """The name by which the province is looked for."""
        found = self.official or self.provided or self.area
        return found.words if found else NO_TEXT

    @property
    def written(self) -> list[_Name]:
        """All of the place, the finest first, as the provider calls it."""
        above = self.provided or self.official or self.area
        return [*self.below, above] if above else self.below

    @property
    def all_written(self) -> list[_Name]:
        """The same, and the other names of the province where they are written alike."""
        words = {name.words for name in self.written}
        others = [name for name in (self.official, self.provided) if name and name.words in words]
        return [*self.written, *others]


class Spots:
    """Finds where rows are.

    Args:
        columns: The columns of the table.
        table: How it begins.
    """

    def __init__(self, columns: Sequence[Column], table: TableStart) -> None:
        def official(tag: str, *without: str) -> tuple[int, ...]:
            no_other = ELSEWHERE | frozenset(without)
            return places_of(columns, tag, "name", without=no_other) + places_of(
                columns, tag, without=no_other | CODES
            )

        def provided(tag: str) -> tuple[int, ...]:
            return places_of(columns, tag, "name", "provider")

        self._provinces = table.provinces
        self._codes = [places_of(columns, f"#adm{level}", "code") for level in _LEVELS]
        self._countries = CountriesOfRows(columns, table, self._codes)
        self.all_read = self._countries.all_read
        self._official, self._provided = official("#adm1"), provided("#adm1")
        self._loc, self._type = official("#loc", "type", "area"), places_of(columns, "#loc", "type")
        self._area = places_of(columns, "#loc", "area", without=CODES | {"type"})
        self._towns = {column.place for column in columns if column.attributes & _TOWNS}
        # What the provider calls a place is the place as written.
        self._below = [provided(f"#adm{level}") + official(f"#adm{level}") for level in _BELOW]
        self._lat, self._lon = places_of(columns, "#geo", "lat"), places_of(columns, "#geo", "lon")
        self._contradicted: Counter[tuple[str, str]] = Counter()

    def of(self, cells: Sequence[str], given: Sequence[str]) -> RowPlace:
        """Where a row is.

        Args:
            cells: What its cells say.
            given: The same as they are: what says nothing elsewhere may be the code of a country.

        Raises:
            RowWaits: it names no country, and other rows may.
            RowError: it cannot be read.
        """
        home, names = self._countries.of(cells, given), self._names(cells)
        coded = self._by_code(cells, home.code)
        province = coded or self._provinces.code(home.code, names.region)
        told = {name.at for name in names.all_written}
        called = as_written = ", ".join(dict.fromkeys(name.words for name in names.written))
        level = names.level
        if not called:
            called, level, at = self._by_codes_alone(cells, home, province)
            as_written = "" if at is None else line(cells[at])
            told |= set() if at is None else {at}
        if coded:
            called += self._contradiction(cells, home.code, coded, names)
        where = self._where(cells, as_written, level)
        if where and province:
            where["provinces"] = [province]
        if "coordinates" in where:
            told |= {*self._lat, *self._lon}
        return RowPlace(
            country=home.code,
            province=province,
            region=names.region,
            below=[name.words for name in names.below],
            called=clean_line(called),
            where=[where] if where else [],
            told=told | home.told,
            note=home.note,
        )

    def remarks(self) -> Iterator[str]:
        """What there is to say of the places of the whole file."""
        yield from self._countries.remarks()
        for (name, iso), rows in self._contradicted.most_common(_MOST_TOLD):
            code = f"{province_name(iso)} ({iso})"
            yield f"{name!r} stands in {plural(rows, 'row')} beside a code of {code}: the code counts, both are shown"

    def _names(self, cells: Sequence[str]) -> _Names:
        official, provided = _name(cells, self._official), _name(cells, self._provided)
        below = [found for where in self._below if (found := _name(cells, where))]
        loc, area = _name(cells, self._loc), _name(cells, self._area)
        level = "district" if below else "province" if official or provided else ""
        if loc:
            below.insert(0, loc)
            kind = {*cell(cells, self._type).lower().split()}
            level = "town" if loc.at in self._towns or kind & _TOWNS else ""
        elif area:
            level = ""
        if area and (below or official or provided):
            below.insert(1 if loc else 0, area)
            area = None
        return _Names(provided, official, area, below, level)

    def _by_codes_alone(
        self, cells: Sequence[str], home: RowCountry, province: str
    ) -> tuple[str, str, int | None]:
        """What a place without a name is called, its level, and the place of the cell that tells most of it."""
        for where, level in zip(reversed(self._codes), _LEVELS_OF_CODES, strict=True):
            at = filled(cells, where)
            if at is not None:
                known = province_name(province) if province else ""
                code = "" if known and level == "province" else line(cells[at])
                return ", ".join(filter(None, (code, known or country_name(home.code)))), level, at
        return country_name(home.code), "country", home.at

    def _by_code(self, cells: Sequence[str], country: str) -> str:
        """The province that a p-code of a row tells; empty for none."""
        home = places.country(country)
        codes = [code for where in self._codes if (code := cell(cells, where).upper())] if home else []
        # A code of a grouping above the provinces is none of theirs, but one of a district begins with its province's.
        for code in codes:
            for province in home.provinces if home else ():
                if province.pcode and code.startswith(province.pcode):
                    return province.iso
        return ""

    def _contradiction(self, cells: Sequence[str], country: str, coded: str, names: _Names) -> str:
        """What else a row says of its province, in brackets, where a name is another one's than the code's."""
        wrong = [
            name.words
            for name in (names.provided, names.official)
            if name and self._provinces.known(country, name.words) not in {"", coded}
        ]
        if not wrong:
            return ""
        for name in dict.fromkeys(wrong):
            if (name, coded) in self._contradicted or len(self._contradicted) < _MOST_KEPT:
                self._contradicted[name, coded] += 1
        official = names.official.words if names.official else ""
        told = official if official not in {"", *wrong} else line(cell(cells, chain(*self._codes)))
        return f" ({told})"

    def _where(self, cells: Sequence[str], as_written: str, level: str) -> Value:
        """A place as the native format has it; empty where the row says nothing of it."""
        lat, lon = _degrees(cells, self._lat, 90), _degrees(cells, self._lon, 180)
        known = lat is not None and lon is not None
        if known and not as_written:
            as_written, level = ", ".join(line(cell(cells, at)) for at in (self._lat, self._lon)), ""
        if not as_written:
            return {}
        where: Value = {"as_written": as_written}
        if level:
            where["level"] = level
        if known:
            where["coordinates"] = {"lat": lat, "lon": lon}
        return where


def _name(cells: Sequence[str], where: tuple[int, ...]) -> _Name | None:
    at = filled(cells, where)
    words = NO_TEXT if at is None else line(cells[at])
    return _Name(words, at) if words and at is not None else None


def _degrees(cells: Sequence[str], where: tuple[int, ...], most: int) -> float | None:
    """Degrees north or east; None for none, and for words, which are kept beside the claim."""
    place = filled(cells, where)
    text = "" if place is None else cells[place]
    try:
        # With a comma or a point: degrees have no thousands.
        value = number(text.replace(",", "."))
    except NoNumber:
        return None
    if value is not None and not -most <= value <= most:
        raise RowError("#geo", f"{text[:20]} is not on the globe", place)
    return None if value is None else float(value)
