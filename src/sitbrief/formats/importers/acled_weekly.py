"""ACLED's weekly aggregates by first-level division: how many events of a type there were in a week, as CSV or JSON.

WEEK is the day on which a week begins, a Saturday: it is kept as these seven days, which no calendar week is. The people who
live near the events are no casualties, and the ID is that of the division.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final
from zlib import crc32

from sitbrief.formats.event import AGAINST_CIVILIANS, Event, RowError, in_range
from sitbrief.formats.importers.importer import Opened, TableImporter, TableStart
from sitbrief.formats.table_columns import TableColumns
from sitbrief.text import clean_line, plural

if TYPE_CHECKING:
    from sitbrief.formats.event import Value

_PUBLISHER: Final = clean_line("ACLED")

_KNOWN_BY: Final = frozenset({"week", "country", "admin1", "event_type", "events", "fatalities"})
_TOLD: Final = (*_KNOWN_BY, "sub_event_type", "population_exposure")
_FIGHTING: Final = frozenset({"battles", "explosions/remote violence"})
_AGAINST_CIVILIANS: Final = "violence against civilians"
_DAYS_AFTER: Final = timedelta(days=6)


class AcledWeekly(TableImporter):
    """Weekly aggregates of ACLED, whose terms forbid to pass rows on."""

    name = "acled-weekly"
    publisher = _PUBLISHER
    maker = "Armed Conflict Location & Event Data"
    marking = "TLP:AMBER"
    killed = "reported killed"

    def recognises(self, table: TableStart) -> bool:
        """Whether a header is one of these aggregates."""
        return {*table.names} >= _KNOWN_BY

    def open(self, table: TableStart) -> Opened:
        """Get ready to read it.

        Raises:
            RowError: a column is missing.
        """
        table.need(sorted(_KNOWN_BY))
        return Opened(AcledWeeklyReader(table).event, table.header, table.below)


class AcledWeeklyReader:
    """Reads the rows of one table."""

    def __init__(self, table: TableStart) -> None:
        self._columns = TableColumns(table, _TOLD)
        self._provinces = table.provinces
        self._day = table.day

    def event(self, cells: list[str]) -> Event:
        """What a row says.

        Raises:
            RowError: it cannot be read.
        """
        columns = self._columns
        country = columns.country(cells, "country")
        kind, sub = columns.text(cells, "event_type"), columns.text(cells, "sub_event_type")
        if not kind:
            raise RowError("event_type", "is empty")
        written = columns.text(cells, "week")
        try:
            first = self._day(written)
            last = first + _DAYS_AFTER
        except (ValueError, OverflowError) as error:
            raise RowError("week", str(error)) from error
        events = columns.count(cells, "events")
        if events is None:
            raise RowError("events", "is empty")
        killed = columns.count(cells, "fatalities")
        exposed = columns.number(cells, "population_exposure")
        admin1 = columns.text(cells, "admin1")
        province = self._provinces.code(country, admin1)
        place = admin1 or columns.text(cells, "country")
        where: Value = {
            "as_written": place,
            "level": "province" if province else "region" if admin1 else "country",
        }
        if province:
            where["provinces"] = [province]
        deaths = f", {killed:,} reported killed" if killed else ""
        counted = f"{plural(events, 'event')} ({f'{kind}, {sub}' if sub else kind}){deaths}"
        civilian = kind.lower() == _AGAINST_CIVILIANS
        return Event(
            # What its row is named by: the ID is that of the division.
            id=f"{first}-{crc32(f'{country} {admin1} {kind} {sub}'.encode()):08x}",
            country=country,
            first=first.isoformat(),
            last=last.isoformat(),
            headline=clean_line(f"{place}, week of {first}: {counted}"),
            statement=clean_line(f"{place}, in the week that begins on {first}: {counted}."),
            when=in_range(first, last, written),
            where=[where] if where["as_written"] else [],
            figures=[*_figures(events, killed, exposed)],
            province=province,
            region=admin1,
            fighting=kind.lower() in _FIGHTING,
            deaths=(None, killed, None),
            needs=AGAINST_CIVILIANS if civilian else (),
            dataset_note=columns.note(cells),
            events=events,
        )


def _figures(events: int, killed: int | None, exposed: float | None) -> list[Value]:
    made: list[Value] = [{"what": "events", "best": events}]
    if killed is not None:
        made.append({"what": "fatalities", "best": killed})
    if exposed is not None:
        made.append({"what": "population exposure", "unit": "people", "best": exposed})
    return made


IMPORTER: Final = AcledWeekly()
