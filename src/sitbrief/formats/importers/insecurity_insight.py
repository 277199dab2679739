"""Incidents of Insecurity Insight, as HDX has them: against aid, health care, education, food, camps, by explosive weapons.

Each of its datasets has columns of its own beside those of all; with HXL tags in the second row or without. A column of
numbers counts people or things; totals and parts stand side by side and are never added.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitbrief.formats.event import Event, RowError, country_code, line, on_day, slug
from sitbrief.formats.importers.importer import Opened, TableImporter, TableStart
from sitbrief.formats.missing import present
from sitbrief.formats.numbers import NoNumber, number
from sitbrief.formats.table_columns import TableColumns
from sitbrief.formats.tally import events_of
from sitbrief.text import clean_line, truncate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitbrief.formats.event import Value
    from sitbrief.text import Clean

_PUBLISHER: Final = clean_line("Insecurity Insight")

_IDS: Final = ("sind event id", "sind id")
_KNOWN_BY: Final = frozenset({"date", "event description", "country"})
_ALSO: Final = frozenset({*_IDS, "geo precision", "reported perpetrator"})
_TOLD: Final = (
    *(*_IDS, "date", "event description", "country", "country iso", "admin 1", "latitude", "longitude"),
    "geo precision",
)
_WHO: Final = ("reported perpetrator name", "reported perpetrator")
_DATED: Final = re.compile(r"((?:\d{1,2} )?[A-Z][a-z]{2,8} \d{4}) ?: ?(?=\S)")
"""What descriptions begin with: the date as it is known."""

_KILOMETRES: Final = re.compile(r"(\d{1,4}) ?km\b", re.IGNORECASE | re.ASCII)
_LONGEST_HEADLINE: Final = 160
_MOST_COUNTS: Final = 3
"""Counts that tell an incident that is not described; the others are among its figures."""

_COUNTED: Final = re.compile(
    r"\b(?:killed|injured|kidnapped|arrested|threatened|assaulted|damaged?|destroyed|destruction|attacks?|attacked"
    r"|occupation|entry|arson|stolen|looting|denied|victims|affected|targeted|violence|deaths)\b",
    re.IGNORECASE,
)


class InsecurityInsight(TableImporter):
    """Incidents that Insecurity Insight has collected from open sources and partners."""

    name = "insecurity-insight"
    publisher = _PUBLISHER
    maker = "Insecurity Insight"
    fights = events_of("violence")

    def recognises(self, table: TableStart) -> bool:
        """Whether a header is one of its incidents."""
        names = {" ".join(name.split()) for name in table.names}
        return names >= _KNOWN_BY and not names.isdisjoint(_ALSO)

    def open(self, table: TableStart) -> Opened:
        """Get ready to read it.

        Raises:
            RowError: a column is missing.
        """
        table.need(sorted(_KNOWN_BY))
        return Opened(IncidentReader(table).event, table.header, table.below)


class IncidentReader:
    """Reads the rows of one table."""

    def __init__(self, table: TableStart) -> None:
        names = TableColumns(table, ()).names
        self._counted = [
            place for place, name in enumerate(names) if _COUNTED.search(name) and name not in _TOLD
        ]
        self._columns = TableColumns(table, (*_TOLD, *(names[place] for place in self._counted)))
        self._header = table.header
        self._provinces = table.provinces
        self._day = table.day

    def event(self, cells: list[str]) -> Event:
        """What a row says.

        Raises:
            RowError: it cannot be read.
        """
        columns = self._columns
        country = columns.country(cells, "country iso", "country")
        try:
            found = self._day(columns.text(cells, "date"))
        except ValueError as error:
            raise RowError("Date", str(error)) from error
        admin1 = columns.text(cells, "admin 1")
        province = self._provinces.code(country, admin1)
        described, as_written = _described(columns.text(cells, "event description"))
        figures, notes = self._figures(cells)
        named = columns.text(cells, "country")
        if named and country_code(named) != country:
            notes = [f"Country: {named}", *notes]
        who = columns.text(cells, *_WHO)
        written = admin1 or named or columns.text(cells, "country iso")
        where = self._where(cells, written, admin1, province)
        said = described or clean_line("; ".join(("Incident, not described", *_counts(figures))))
        by = f"; reported perpetrator: {who}" if who else ""
        known = columns.text(cells, *_IDS)
        return Event(
            id=slug(known) if known else "",
            country=country,
            first=found.isoformat(),
            last=found.isoformat(),
            headline=clean_line(
                f"{written or country}: {truncate(said.removesuffix('.') if by else said, _LONGEST_HEADLINE)}{by}"
            ),
            statement=said,
            when=on_day(found, as_written),
            where=[where] if where["as_written"] else [],
            figures=figures,
            province=province,
            region=admin1,
            parties=(who,) if who else (),
            dataset_note=columns.note(cells, notes),
        )

    def _where(self, cells: Sequence[str], written: str, admin1: str, province: str) -> Value:
        level = "province" if province else "region" if admin1 else "country"
        made: Value = {"as_written": written, "level": level}
        if province:
            made["provinces"] = [province]
        point = self._columns.point(cells, "latitude", "longitude")
        if point:
            near = _KILOMETRES.search(self._columns.text(cells, "geo precision"))
            made["coordinates"] = point | ({"precision_km": float(near[1])} if near else {})
        return made

    def _figures(self, cells: Sequence[str]) -> tuple[list[Value], list[str]]:
        """What its columns count, and lines of what they say that is no figure; a precision that is no distance is one."""
        figures: list[Value] = []
        zeros, notes = [], []
        precision = self._columns.text(cells, "geo precision")
        if precision:
            notes.append(f"Geo Precision: {precision}")
        for place in self._counted:
            name, written = line(self._header[place]), present(cells[place])
            try:
                value = number(written)
            except NoNumber:
                notes.append(f"{name}: {line(written)}")
                continue
            if value:
                figures.append({"what": _in_sentence(name), "best": value})
            elif value is not None:
                zeros.append(name)
        return figures, [*notes, f"Counted as 0: {', '.join(zeros)}"] if zeros else notes


def _in_sentence(name: Clean) -> str:
    """The name of a column without the capitals of a heading; abbreviations keep theirs."""
    return " ".join(word.lower() if word.istitle() else word for word in name.split())


def _described(words: Clean) -> tuple[Clean, str]:
    """A description without the date that it begins with, and that date as written."""
    dated = _DATED.match(words)
    return (clean_line(words[dated.end() :]), dated[1]) if dated else (words, "")


def _counts(figures: Sequence[Value]) -> list[str]:
    return [f"{figure['what']}: {figure['best']:,}" for figure in figures[:_MOST_COUNTS]]


IMPORTER: Final = InsecurityInsight()
