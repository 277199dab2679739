"""One row of a humanitarian table is one claim: what it counts or tells, where, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitbrief.briefing.entries import Sector
from sitbrief.formats.event import Event, Need, RowError, line, slug
from sitbrief.formats.importers.hxl.counts import Counts
from sitbrief.formats.importers.hxl.spots import Spots
from sitbrief.formats.importers.hxl.tags import CODES, ELSEWHERE, cell
from sitbrief.formats.importers.hxl.tags import places as places_of
from sitbrief.formats.importers.hxl.times import Times
from sitbrief.text import clean_line, truncate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitbrief.formats.importers.hxl.counts import CountedRow
    from sitbrief.formats.importers.hxl.tags import Column
    from sitbrief.formats.importers.importer import TableStart
    from sitbrief.text import Clean

_HEADLINES: Final = ("#event", "#crisis", "#description")
"""Tags of words that say what happened, the best first."""

_NO_WORDS: Final = CODES | {"num", "year", "type", "status", "html", "url", "info"}
_TOLD: Final = frozenset(
    [
        "#event",
        "#description",
        "#cause",
        "#crisis",
        "#operation",
        "#org",
        "#status",
        "#category",
        "#priority",
        "#severity",
        "#round",
        "#assessment",
        "#group",
        "#impact",
        "#activity",
        "#subsector",
        "#item",
        "#response",
        "#service",
        "#beneficiary",
        "#access",
        "#modality",
        "#frequency",
        "#indicator",
        "#capacity",
    ]
)
"""Tags of words that a row is told with."""

_NOT_TOLD: Final = frozenset({"html", "url", "id", "phase", "population"})
_CODES_TOLD: Final = frozenset({"#crisis"})
"""Tags of which a code says something that a name does not."""

_SOURCE_OF_WORDS: Final = frozenset({"source", "report", "reporting"})
_LONGEST_HEADLINE: Final = 160


class HxlReader:
    """Reads the rows of one file.

    Args:
        found: Its columns.
        table: How it begins.

    Raises:
        RowError: there is nothing in it that can be read.
    """

    def __init__(self, found: Sequence[Column], table: TableStart) -> None:
        self._spots = Spots(found, table.provinces, table.country)
        self._counts = Counts(found, decimal_comma=table.decimal_comma)
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
            raise RowError("", "has no column of figures or events that we know")
        self._headed = [where for tag in _HEADLINES for where in places_of(found, tag, without=_NO_WORDS)]
        self._who = places_of(found, "#org", "name") + places_of(
            found, "#org", without=_SOURCE_OF_WORDS | {"type"}
        )
        self._id = (
            places_of(found, "#id")
            + places_of(found, "#meta", "id")
            + places_of(found, "#event", "id")
            + places_of(found, "#event", "code")
        )
        self._source = places_of(found, "#meta", "source", without=ELSEWHERE | {"url"}) + tuple(
            where for attribute in sorted(_SOURCE_OF_WORDS) for where in places_of(found, "#org", attribute)
        )
        self._warning = places_of(found, "#meta", "warning") + places_of(found, "#meta", "error")

    def event(self, cells: list[str]) -> Event:
        """What a row says.

        Raises:
            RowError: it cannot be read.
        """
        spot, time, row = self._spots.of(cells), self._times.of(cells), self._counts.row(cells)
        there = spot.where["as_written"]
        headline = line(cell(cells, self._headed))
        told = [(column, words) for column in self._texts if (words := line(cells[column.place]))]
        who = self._present(cells, headline, row)
        said = headline or row.counted or (f"{who.words} ({who.sector})" if who else "")
        if not said:
            said, told = "; ".join(f"{column.label}: {words}" for column, words in told), []
        said = said.removeprefix(f"{there}: ")
        happened = bool(headline or row.events) or bool(said and time and not row.needs and not who)
        needs = [who] if who else row.needs
        if said and not happened and not needs:
            needs = [Need(Sector.MULTI_SECTOR.value, "", clean_line(said))]
        statement = f"{said}; {row.counted}" if headline and row.counted else said or "nothing is counted"
        first, last, when = time or ("", "", None)
        known, source = cell(cells, self._id), line(cell(cells, self._source))
        below = clean_line(", ".join(spot.below))
        return Event(
            id=slug(known) if known else "",
            country=spot.country,
            first=first,
            last=last,
            headline=clean_line(f"{there}: {truncate(said, _LONGEST_HEADLINE)}"),
            statement=clean_line(f"{there}: {statement}{'' if statement.endswith(('.', '!', '?')) else '.'}"),
            when=when,
            where=[spot.where],
            figures=row.figures,
            carriers=(source,) if source else (),
            province=spot.province,
            region=spot.region,
            fighting=row.fighting,
            deaths=row.deaths,
            needs=tuple(need._replace(where=below) for need in needs),
            happened=happened,
            dataset_note=self._note(cells, told, row, (headline, who.words if who else "")),
            events=1 if row.events is None else row.events,
        )

    def _present(self, cells: Sequence[str], headline: str, row: CountedRow) -> Need | None:
        """Who works there in which sector, where a row says that and nothing else."""
        who = line(cell(cells, self._who))
        if not who or not self._counts.sectors or headline or row.figures:
            return None
        sector = self._counts.sector(cells) or Sector.MULTI_SECTOR
        return Need(sector.value, "response", who)

    def _note(
        self, cells: Sequence[str], told: Sequence[tuple[Column, str]], row: CountedRow, said: tuple[str, ...]
    ) -> Clean:
        known = self._counts.context if row.figures else frozenset()
        notes = [
            f"{column.label}: {words}."
            for column, words in told
            if words not in said and column.place not in known
        ]
        notes += row.notes
        warning = line(cell(cells, self._warning))
        return clean_line(" ".join([*notes, f"The dataset warns: {warning}."] if warning else notes))


def _is_link(column: Column) -> bool:
    return column.tag == "#meta" and column.attributes >= {"source", "url"}
