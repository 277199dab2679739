"""Acute food insecurity by IPC phase in HDX's wide layout: a row is an area, with a column for each phase and projection.

A row is one claim. The numbers of each projection keep its own time in their scope; they overlap, and are never added.
Shares stay as the table has them, in the note. "Level 1" may be a group of people instead of a division, and is one only
where its name is that of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief import places
from sitbrief.briefing.entries import Sector
from sitbrief.briefing.when import end_of_month
from sitbrief.formats.event import Event, Need, RowError, in_range
from sitbrief.formats.importers.importer import Opened, TableImporter, TableStart
from sitbrief.formats.table_columns import TableColumns
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sitbrief.formats.event import Value

_PUBLISHER: Final = clean_line("IPC")

_PHASES: Final = ("3+", "1", "2", "3", "4", "5")
_TIMES: Final = {"current": "", "first projection": "_projected", "second projection": "_second_projected"}
"""What the numbers of a row are of, and how the layout before 2023 marked it."""


def _earlier_names() -> dict[str, str]:
    """The names of columns before 2023, with those of today."""
    names = {
        "analysis_date": "date of analysis",
        "country_iso3": "country",
        "population": "total country population",
        "level1_name": "level 1",
    }
    for time, mark in _TIMES.items():
        names[f"period_start{mark}"], names[f"period_end{mark}"] = f"{time} from", f"{time} to"
        names[f"affected_population{mark}"] = f"population analyzed {time}"
        for phase in _PHASES:
            short = "p3plus" if phase == "3+" else f"phase{phase}"
            names[f"{short}_population{mark}"] = f"phase {phase} number {time}"
            names[f"{short}_percentage{mark}"] = f"phase {phase} percentage {time}"
    return names


_EARLIER: Final = _earlier_names()
_COUNTED: Final = tuple(
    name
    for time in _TIMES
    for name in (f"population analyzed {time}", *(f"phase {p} number {time}" for p in _PHASES))
)
_SHARES: Final = tuple(f"phase {phase} percentage {time}" for time in _TIMES for phase in _PHASES)
_DAYS: Final = tuple(f"{time} {end}" for time in _TIMES for end in ("from", "to"))
_TOLD: Final = ("country", "level 1", "area", *_COUNTED, *_SHARES, *_DAYS)
_NEEDED: Final = ("country", "phase 3+ number current", "current from", "current to")


class Span(NamedTuple):
    """Of which days the numbers of a row are.

    Attributes:
        time: Whether they are current, or of which projection.
        first: The first day.
        last: The last one.
    """

    time: str
    first: date
    last: date


class Ipc(TableImporter):
    """Populations by IPC phase in the wide layout."""

    name = "ipc"
    publisher = _PUBLISHER
    maker = "Integrated Food Security Phase Classification"
    national = True

    def recognises(self, table: TableStart) -> bool:
        """Whether a header is one of the wide layout."""
        return _lacking(table) == ""

    def open(self, table: TableStart) -> Opened:
        """Get ready to read it.

        Raises:
            RowError: a column is missing.
        """
        if lacking := _lacking(table):
            raise RowError("", f"lacks the column {lacking}")
        return Opened(IpcReader(table).event, table.header, table.below)


def _lacking(table: TableStart) -> str:
    names = TableColumns(table, (), _EARLIER).names
    return next((name for name in _NEEDED if name not in names), "")


class IpcReader:
    """Reads the rows of one table."""

    def __init__(self, table: TableStart) -> None:
        self._columns = TableColumns(table, _TOLD, _EARLIER)
        self._provinces = table.provinces
        self._day = table.day
        self._of_months = "analysis_date" in table.names

    def event(self, cells: list[str]) -> Event:
        """What a row says.

        Raises:
            RowError: it cannot be read.
        """
        columns = self._columns
        country = columns.country(cells, "country")
        spans = [*filter(None, (self._span(cells, time) for time in _TIMES))]
        if not spans:
            raise RowError("Current from", "is empty, and so are the days of the projections")
        figures = [figure for time in _TIMES for figure in self._figures(cells, time, spans)]
        level1, area = columns.text(cells, "level 1"), columns.text(cells, "area")
        # Some countries have no level but their areas, which are divisions by their names then, or parts of one.
        region = level1 or area
        province = self._provinces.code(country, region)
        home = places.country(country)
        place = ", ".join(filter(None, (area, level1))) or columns.text(cells, "country")
        named = ", ".join(filter(None, (area, level1))) or (home.name if home else place)
        level = "province" if province and not (area and level1) else "region" if region else "country"
        words = [_words(figure) for figure in figures if figure["what"] == "people in IPC phase 3+"]
        told = clean_line("; ".join(words) or "nothing is counted")
        span = spans[0]
        where: Value = {"as_written": place, "level": level}
        if province:
            where["provinces"] = [province]
        return Event(
            id="",
            country=country,
            first=span.first.isoformat(),
            last=span.last.isoformat(),
            headline=clean_line(f"{named}: {told}"),
            statement=clean_line(f"{named}: {told}."),
            when=in_range(span.first, span.last),
            where=[where] if where["as_written"] else [],
            figures=figures,
            province=province,
            region=region,
            needs=tuple(Need(Sector.FOOD_SECURITY.value, "needs", clean_line(each), area) for each in words),
            happened=False,
            dataset_note=columns.note(cells, self._shares(cells)),
        )

    def _span(self, cells: Sequence[str], time: str) -> Span | None:
        written = [self._columns.text(cells, f"{time} {end}") for end in ("from", "to")]
        if not any(written):
            return None
        try:
            first, last = map(self._day, written)
        except ValueError as error:
            raise RowError(f"{time} from", str(error)) from error
        if last < first:
            raise RowError(f"{time} to", f"{written[1][:40]!r} is before {time} from")
        # The layout before 2023 names the last month by its first day.
        return Span(time, first, end_of_month(last) if self._of_months else last)

    def _figures(self, cells: Sequence[str], time: str, spans: Sequence[Span]) -> list[Value]:
        span = next((span for span in spans if span.time == time), None)
        period = f"{time}, {span.first} to {span.last}" if span else time
        made = []
        for phase in ("", *_PHASES):
            name = f"phase {phase} number {time}" if phase else f"population analyzed {time}"
            count = self._columns.count(cells, name)
            if count is not None:
                what = f"people in IPC phase {phase}" if phase else "people analysed"
                made.append({"what": what, "best": count, "scope": {"period": period}})
        return made

    def _shares(self, cells: Sequence[str]) -> list[str]:
        """The shares of the phases, a line for each time."""
        lines = []
        for time in _TIMES:
            shares = [
                f"phase {phase} {share}"
                for phase in _PHASES
                if (share := self._columns.text(cells, f"phase {phase} percentage {time}"))
            ]
            if shares:
                lines.append(f"Percentage {time}: {', '.join(shares)}")
        return lines


def _words(figure: Value) -> str:
    return f"{figure['best']:,} {figure['what']} ({figure['scope']['period']})"


IMPORTER: Final = Ipc()
