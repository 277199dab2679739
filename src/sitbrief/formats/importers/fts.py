"""Flows of the Financial Tracking Service, as HDX has them by country: who gave how much to whom, with HXL tags or without.

A flow to several countries is told once, in the first of them that is known, with all of them as written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitbrief import places
from sitbrief.briefing.entries import Sector
from sitbrief.formats.event import Event, Need, RowError, country_code, on_day, slug
from sitbrief.formats.importers.hxl.sectors import sector_named
from sitbrief.formats.importers.importer import Opened, TableImporter, TableStart
from sitbrief.formats.moments import moment
from sitbrief.formats.table_columns import TableColumns
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitbrief.formats.event import Value
    from sitbrief.text import Clean

_PUBLISHER: Final = clean_line("FTS")

_KNOWN_BY: Final = frozenset({"date", "amountusd", "srcorganization", "destorganization", "destlocations"})
_TOLD: Final = (*_KNOWN_BY, "id", "description", "destglobalclusters", "status")


class Fts(TableImporter):
    """Flows of funding, told by those who give and those who get it."""

    name = "fts"
    publisher = _PUBLISHER
    maker = "OCHA Financial Tracking Service"
    national = True

    def recognises(self, table: TableStart) -> bool:
        """Whether a header is one of flows."""
        return {*table.names} >= _KNOWN_BY

    def open(self, table: TableStart) -> Opened:
        """Get ready to read it.

        Raises:
            RowError: a column is missing.
        """
        table.need(sorted(_KNOWN_BY))
        return Opened(FtsReader(table).event, table.header, table.below)


class FtsReader:
    """Reads the rows of one table."""

    def __init__(self, table: TableStart) -> None:
        self._columns = TableColumns(table, _TOLD)
        self._country = table.country
        self._day = table.day

    def event(self, cells: list[str]) -> Event:
        """What a row says.

        Raises:
            RowError: it cannot be read.
        """
        columns = self._columns
        written = columns.text(cells, "destlocations")
        country = self._country_of(written)
        amount = columns.number(cells, "amountusd")
        if amount is None:
            raise RowError("amountUSD", "is empty")
        when = columns.text(cells, "date")
        try:
            found = self._day(when)
        except ValueError as error:
            raise RowError("date", str(error)) from error
        giver = columns.text(cells, "srcorganization") or "an organisation not named"
        taker = columns.text(cells, "destorganization") or "an organisation not named"
        clusters, status = columns.text(cells, "destglobalclusters"), columns.text(cells, "status")
        flow = clean_line(f"{amount:,} USD from {giver} to {taker}")
        among = ", ".join(filter(None, (clusters, status)))
        told = clean_line(f"{flow}, {among}" if among else flow)
        what = columns.text(cells, "description")
        home = places.country(country)
        place = home.name if home else country
        known = columns.text(cells, "id")
        figure: Value = {"what": "funding", "unit": "USD", "best": amount}
        if among:
            figure["scope"] = {"among": among}
        return Event(
            id=slug(known) if known else "",
            country=country,
            first=found.isoformat(),
            last=found.isoformat(),
            headline=clean_line(f"{place}: {told}"),
            statement=clean_line(f"{told}: {what}" if what else f"{told}."),
            when=on_day(found),
            where=[{"as_written": written, "level": "country"}] if written else [],
            figures=[figure],
            needs=(Need(_sector(clusters), "response", told),),
            happened=False,
            dataset_note=columns.note(cells),
            timestamp=moment(columns.text(cells, "updatedat")),
        )

    def _country_of(self, written: Clean) -> str:
        codes = [code for part in _parts(written) if (code := country_code(part))]
        if self._country and (self._country in codes or not codes):
            return self._country
        if not codes:
            raise RowError("destLocations", "names no country that we know; --country says which")
        return codes[0]


def _sector(clusters: str) -> str:
    """The sector of clusters that are all of one; else several."""
    found = {sector_named(part) for part in _parts(clusters)}
    sector = next(iter(found)) if len(found) == 1 else None
    return (sector or Sector.MULTI_SECTOR).value


def _parts(words: str) -> Sequence[str]:
    return [part.strip() for part in words.replace(";", ",").split(",") if part.strip()]


IMPORTER: Final = Fts()
