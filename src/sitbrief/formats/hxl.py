"""Humanitarian tables: with HXL tags in one of the first rows, or as HDX publishes them without, by their column names.

One row is one claim, with a figure for each number that it counts. Attributes of a tag may come in any order.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief import places
from sitbrief.formats.event import (
    Event,
    Need,
    Wrong,
    country_code,
    day,
    end_of_month,
    in_month,
    in_range,
    line,
    on_day,
    slug,
)
from sitbrief.formats.numbers import NoNumber, number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sitbrief.formats.datasets import Provinces
    from sitbrief.formats.event import Value

NAME: Final = "hxl"
PUBLISHER: Final = "HDX"
MAKER: Final = "Humanitarian Data Exchange"

MOST_HEADER_ROWS: Final = 25
"""Tags stand in one of so many rows."""

_TAG: Final = re.compile(r"#[a-z][a-z0-9_]*(?:\s*\+\s*[a-z][a-z0-9_]*)*", re.IGNORECASE | re.ASCII)
_YEAR: Final = re.compile(r"(\d{4})(?:\.0)?", re.ASCII)
_DATASET: Final = frozenset({"location_code", "reference_period_start"})

# The columns of HDX's own tables, as tags.
_COLUMNS: Final = {
    "location_code": "#country+code",
    "provider_admin1_name": "#adm1+name+provider",
    "provider_admin2_name": "#adm2+name+provider",
    "admin1_code": "#adm1+code",
    "admin1_name": "#adm1+name",
    "admin2_code": "#adm2+code",
    "admin2_name": "#adm2+name",
    "sector_name": "#sector",
    "sector_code": "#sector+code",
    "category": "#category",
    "population_status": "#status+population",
    "population_group": "#category+group",
    "population": "#population",
    "events": "#events",
    "fatalities": "#affected+killed",
    "event_type": "#event+type",
    "operation": "#operation",
    "assessment_type": "#assessment+type",
    "reporting_round": "#round",
    "ipc_phase": "#severity+phase",
    "ipc_type": "#severity+type",
    "population_in_phase": "#population+phase",
    "reference_period_start": "#date+start",
    "reference_period_end": "#date+end",
    "warning": "#meta+warning",
    "error": "#meta+error",
}

_SECTORS: Final = {
    **dict.fromkeys(("ccm", "cccm", "camp"), "CCCM"),
    **dict.fromkeys(("ery", "early_recovery", "recovery"), "Early Recovery"),
    **dict.fromkeys(("edu", "education"), "Education"),
    **dict.fromkeys(("etc", "telecom", "telecommunications", "tel"), "Emergency Telecommunications"),
    **dict.fromkeys(("fsc", "food", "fs", "fsl", "agriculture", "livelihoods", "ipc"), "Food Security"),
    **dict.fromkeys(("hea", "health"), "Health"),
    **dict.fromkeys(("log", "logistics"), "Logistics"),
    **dict.fromkeys(("nut", "nutrition"), "Nutrition"),
    **dict.fromkeys(("pro", "protection", "gbv", "cpn", "hlp", "min", "child_protection"), "Protection"),
    **dict.fromkeys(("shl", "shelter", "nfi", "esnfi", "snfi"), "Shelter/NFI"),
    **dict.fromkeys(("wsh", "wash", "water"), "WASH"),
    **dict.fromkeys(("access",), "Access"),
    **dict.fromkeys(("idps", "displaced", "returnees", "refugees", "displacement"), "Displacement"),
    **dict.fromkeys(("killed", "injured", "missing", "civilians"), "Protection"),
}
_COUNTED: Final = {
    "inneed": ("people in need", "needs"),
    "affected": ("people affected", "needs"),
    "targeted": ("people targeted", "response"),
    "target": ("people targeted", "response"),
    "reached": ("people reached", "response"),
    "population": ("people", ""),
    "events": ("events", ""),
    "value": ("counted", ""),
    "indicator": ("counted", ""),
}
_STATUS: Final = {
    "INN": ("people in need", "needs"),
    "AFF": ("people affected", "needs"),
    "TGT": ("people targeted", "response"),
    "REA": ("people reached", "response"),
    "ALL": ("people living there", ""),
}
_SAID_BY_FIGURES: Final = frozenset({"Multi-sector", "Displacement", "Protection"})
"""Sectors that say no more than what is counted."""

_SEX_AND_AGE: Final = {
    "f": "women and girls",
    "m": "men and boys",
    "children": "children",
    "adults": "adults",
    "elderly": "elderly people",
    "infants": "infants",
    "hh": "households",
}
_OTHERS: Final = frozenset({"origin", "provider", "previous"})
_KEPT_AS_TEXT: Final = (
    *(
        "#event",
        "#description",
        "#cause",
        "#operation",
        "#org",
        "#status",
        "#category",
        "#crisis",
        "#priority",
    ),
    *("#severity", "#round", "#assessment", "#group", "#impact", "#activity", "#subsector", "#item"),
)


class Column(NamedTuple):
    """A column.

    Attributes:
        place: Its place in a row, from 0.
        name: What its header says, all header rows together.
        tag: Its hashtag, as in "#affected".
        attributes: The attributes of the tag.
    """

    place: int
    name: str
    tag: str
    attributes: frozenset[str]


def recognises(names: Collection[str]) -> bool:
    """Whether a header is one of HDX's tables without tags."""
    return set(names) >= _DATASET


def is_tags(cells: Sequence[str]) -> bool:
    """Whether a row is one of tags: some of its cells are, and none is anything else."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(_TAG.fullmatch(cell) for cell in filled)


def columns(tags: Sequence[str], headers: Iterable[Sequence[str]] = ()) -> list[Column]:
    """The columns that tags describe, with the words of the header rows above them."""
    words = [_filled(row) for row in headers]
    found = []
    for place, cell in enumerate(tags):
        parts = [part.strip().lower() for part in cell.strip().split("+")]
        names = [line(row[place]) for row in words if place < len(row)]
        name = " ".join(dict.fromkeys(part for part in names if part))
        if parts[0]:
            found.append(Column(place, name, parts[0], frozenset(parts[1:])))
    return found


def _filled(row: Sequence[str]) -> list[str]:
    """A header row in which a heading over several columns stands over each of them."""
    filled, last = [], ""
    merged = sum(not cell.strip() for cell in row) > 0
    for cell in row:
        last = cell if cell.strip() or not merged else last
        filled.append(last)
    return filled


def named_columns(header: Sequence[str]) -> list[Column]:
    """The columns of a table without tags."""
    tags = [_COLUMNS.get(name, "") for name in header]
    if (
        "assessment_type" in header and "sector_code" not in header
    ):  # the table of displaced people says so nowhere else
        tags = ["#affected+idps" if tag == "#population" else tag for tag in tags]
    return columns(tags, [header])


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
        self._columns = found
        self._provinces = provinces
        self._file_day = file_day
        self._country = country
        self._decimal_comma = decimal_comma
        self._counted = [column for column in found if column.tag[1:] in _COUNTED]
        self._texts = [column for column in found if column.tag in _KEPT_AS_TEXT]
        if not self._counted and not self._texts:
            raise Wrong("", "has no column of figures or events that we know")

    def event(self, cells: list[str]) -> Event:
        """What a row says.

        Raises:
            Wrong: it cannot be read.
        """
        country = self._country_of(cells)
        adm1 = line(self._cell(cells, "#adm1", "name") or self._cell(cells, "#adm1", "name", "provider"))
        province = self._province(country, adm1, self._cell(cells, "#adm1", "code"))
        first, last, when = self._when(cells)
        figures, needs = self._figures(cells)
        where = self._where(cells, adm1, country, province)
        spot = where["as_written"]
        texts = [(column, line(cells[column.place])) for column in self._texts]
        told = [(column, words) for column, words in texts if words]
        headline = next((words for column, words in told if column.tag in {"#event", "#description"}), "")
        counted = "; ".join(_in_words(figure) for figure in figures)
        said = headline or counted or "; ".join(words for _, words in told) or "nothing is counted"
        org = line(self._cell(cells, "#org") or self._cell(cells, "#meta", "source"))
        warning = line(self._cell(cells, "#meta", "warning") or self._cell(cells, "#meta", "error"))
        notes = [f"{column.name or column.tag[1:]}: {words}." for column, words in told if words != headline]
        if warning:
            notes.append(f"The dataset warns: {warning}.")
        return Event(
            slug(self._cell(cells, "#id", "code")) if self._cell(cells, "#id", "code") else "",
            country,
            first,
            last,
            f"{spot}: {said}",
            f"{spot}: {said}{f'; {counted}' if headline and counted else ''}.",
            when,
            [where],
            figures,
            carriers=(*((org,) if org else ()), PUBLISHER),
            province=province,
            region=adm1,
            needs=tuple(needs),
            happened=bool(headline) or not needs,
            note=" ".join(notes),
        )

    def _cell(self, cells: list[str], tag: str, *attributes: str) -> str:
        """The first filled cell under a tag with these attributes; names of elsewhere are asked for by name."""
        wanted = set(attributes)
        for column in self._columns:
            if (
                column.tag == tag
                and wanted <= column.attributes
                and not (column.attributes - wanted) & _OTHERS
                and cells[column.place].strip()
            ):
                return cells[column.place].strip()
        return ""

    def _country_of(self, cells: list[str]) -> str:
        written = self._cell(cells, "#country", "code") or self._cell(cells, "#country")
        if written:
            code = country_code(written) or country_code(self._cell(cells, "#country", "name"))
            if code is None:
                raise Wrong("#country", f"{written[:40]!r} is no country that we know")
            return code
        for level in ("#adm1", "#adm2", "#adm3"):
            letters = re.match("[A-Za-z]{2,3}", self._cell(cells, level, "code"))
            code = country_code(letters[0]) if letters else None
            if code:
                return code
        if self._country:
            return self._country
        raise Wrong("#country", "no country is named, nor a code that tells it: name it with --country")

    def _province(self, country: str, name: str, code: str) -> str:
        home = places.country(country)
        if code and home:
            for province in home.provinces:
                if code.strip().upper() == province.pcode:
                    return province.iso
        return self._provinces.code(country, name) if name else ""

    def _where(self, cells: list[str], adm1: str, country: str, province: str) -> Value:
        names = [self._cell(cells, "#loc", "name") or self._cell(cells, "#loc")]
        names += [self._cell(cells, f"#adm{level}", "name") for level in (4, 3, 2)]
        filled = [line(name) for name in names if name]
        home = places.country(country)
        level = "town" if names[0] else "district" if filled else "province" if adm1 else "country"
        words = dict.fromkeys(part for part in (*filled, adm1) if part)
        made: Value = {"as_written": ", ".join(words) or (home.name if home else country), "level": level}
        if province:
            made["provinces"] = [province]
        lat, lon = self._cell(cells, "#geo", "lat"), self._cell(cells, "#geo", "lon")
        if lat and lon:
            made["coordinates"] = self._point(lat, lon)
        return made

    def _point(self, lat: str, lon: str) -> Value:
        try:
            north, east = (number(text, decimal_comma=True) or 0 for text in (lat, lon))
        except NoNumber as error:
            raise Wrong("#geo+lat", str(error)) from error
        if not (-90 <= north <= 90 and -180 <= east <= 180):  # noqa: PLR2004  degrees
            raise Wrong("#geo+lat", f"{lat[:20]}, {lon[:20]} is not on the globe")
        return {"lat": float(north), "lon": float(east)}

    def _when(self, cells: list[str]) -> tuple[str, str, Value]:
        start = self._cell(cells, "#date", "start")
        end = self._cell(cells, "#date", "end")
        single = self._cell(cells, "#date", "occurred") or self._cell(cells, "#date", "reported")
        if start and end:
            return _span(start, end)
        single = single or start or end
        year, month = self._cell(cells, "#date", "year"), self._cell(cells, "#date", "month")
        if not single and not year:
            single = self._cell(cells, "#date")
        if single and not _YEAR.fullmatch(single):
            found = _day(single)
            return found.isoformat(), found.isoformat(), on_day(found)
        if match := _YEAR.fullmatch(single or year):
            return _in_year(int(match[1]), month)
        if single or year:
            raise Wrong("#date", f"{(single or year)[:40]!r} is no year")
        made: Value = {"precision": "reported", "start": self._file_day.isoformat(), "inferred": True}
        return made["start"], made["start"], {**made, "as_written": "no date in the row; that of the file"}

    def _figures(self, cells: list[str]) -> tuple[list[Value], list[Need]]:
        figures, needs = [], []
        status = self._cell(cells, "#status", "population").upper()
        sector_named = self._cell(cells, "#sector", "code") or self._cell(cells, "#sector")
        group = self._cell(cells, "#category") or self._cell(cells, "#category", "group")
        for column in self._counted:
            try:
                value = number(cells[column.place], decimal_comma=self._decimal_comma)
            except NoNumber as error:
                raise Wrong(column.name or column.tag, str(error)) from error
            if value is None:
                continue
            what, aspect = _STATUS.get(status) or _COUNTED[column.tag[1:]]
            sector = _sector(sector_named, column)
            what = _what(what, column)
            figure: Value = {"what": what}
            whose = ", ".join(words for key, words in _SEX_AND_AGE.items() if key in column.attributes)
            if whose:
                figure["whose"] = whose
            figure["best"] = value
            among = ", ".join(filter(None, (line(group), sector if sector not in _SAID_BY_FIGURES else "")))
            if among:
                figure["scope"] = {"among": among}
            figures.append(figure)
            needs.append(Need(sector, aspect or "needs", _in_words(figure)))
        return figures, needs


def _what(what: str, column: Column) -> str:
    """What a column counts: the tag's own word, or the one of an attribute that says it better."""
    better = {
        "idps": "displaced people",
        "killed": "people killed",
        "injured": "people injured",
        "missing": "people missing",
        "refugees": "refugees",
        "returnees": "returnees",
        "stock": "displaced people",
        "newdisp": "new displacements",
    }
    named = [words for key, words in better.items() if key in column.attributes]
    what = named[-1] if named else what
    cause = next((key for key in ("conflict", "disaster") if key in column.attributes), "")
    return f"{what} ({cause})" if cause else what


def _sector(named: str, column: Column) -> str:
    """The sector of a figure: what the row says, else the column's attributes, else its heading."""
    words = re.split(r"[^a-z_]+", named.lower()) if named else []
    words += sorted(column.attributes)
    words += re.split(r"[^a-z_]+", column.name.lower())
    return next((_SECTORS[word] for word in words if word in _SECTORS), "Multi-sector")


def _in_words(figure: Value) -> str:
    whose = f" ({figure['whose']})" if "whose" in figure else ""
    scope = f", {figure['scope']['among']}" if "scope" in figure else ""
    return f"{figure['best']:,} {figure['what']}{whose}{scope}"


def _day(text: str) -> date:
    try:
        return day(text)
    except ValueError as error:
        raise Wrong("#date", str(error)) from error


def _span(start: str, end: str) -> tuple[str, str, Value]:
    first, last = _day(start), _day(end)
    if last < first:
        raise Wrong("#date+end", f"{end[:40]!r} is before {start[:40]!r}")
    when = on_day(first) if first == last else in_range(first, last)
    return first.isoformat(), last.isoformat(), when


def _in_year(year: int, month: str) -> tuple[str, str, Value]:
    try:
        if month:
            first = date(year, int(month), 1)
            return first.isoformat(), end_of_month(first).isoformat(), in_month(first)
        first, last = date(year, 1, 1), date(year, 12, 31)
    except ValueError as error:
        raise Wrong("#date", f"{year}-{month[:10]} is no month") from error
    return first.isoformat(), last.isoformat(), in_range(first, last, str(year))
