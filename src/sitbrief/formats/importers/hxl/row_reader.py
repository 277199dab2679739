"""One row of a humanitarian table is one claim: what it counts or tells, where, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitbrief.briefing.entries import Sector
from sitbrief.formats.event import NO_TEXT, Event, Need, RowError, line, several, slug
from sitbrief.formats.importers.hxl.counts import Counts
from sitbrief.formats.importers.hxl.spots import Spots
from sitbrief.formats.importers.hxl.tags import CODES, ELSEWHERE, cell, filled
from sitbrief.formats.importers.hxl.tags import places as places_of
from sitbrief.formats.importers.hxl.times import Times, year_of
from sitbrief.formats.missing import present
from sitbrief.text import LINE_BREAK, clean_line, fold, joined, truncate

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from sitbrief.formats.delimited import Row
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

_DESCRIPTIONS: Final = frozenset(
    f"{of}{words}"
    for of in ("", "event ", "incident ")
    for words in ("description", "summary", "headline", "title")
)
"""What a column is called that says what happened, where it has no tag."""

_ROLES: Final = frozenset(
    {"impl", "implementing", "prog", "programming", "partner", "funder", "donor", "lead", "recipient"}
)
"""Attributes of an organisation that has a part in what a row is about, and has not told it."""

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
        labels: What each of its columns is called beside a claim.

    Raises:
        RowError: there is nothing in it that can be read.
    """

    def __init__(self, found: Sequence[Column], table: TableStart, labels: Sequence[str]) -> None:
        self._spots = Spots(found, table)
        self.all_read = self._spots.all_read
        self._counts = Counts(found, decimal_comma=table.decimal_comma)
        self._times = Times(found, table.day)
        self._labels = [line(label).rstrip(": ") for label in labels]
        counted = {column.place for column in self._counts.columns}
        named = {column.tag for column in found if not column.attributes & CODES} - _CODES_TOLD
        described = [column.place for column in found if _describes(column)]
        self._texts = [
            column
            for column in found
            if column.place not in counted
            and (column.tag in _TOLD or column.place in described)
            and not column.attributes & _NOT_TOLD
            and not ("code" in column.attributes and column.tag in named)
        ]
        if not counted and not self._texts:
            raise RowError("", "has no column of figures or events that we know")
        self._headed = [where for tag in _HEADLINES for where in places_of(found, tag, without=_NO_WORDS)]
        self._headed += described
        self._who = places_of(found, "#org", "name", without=ELSEWHERE | _ROLES) + places_of(
            found, "#org", without=_SOURCE_OF_WORDS | _ROLES | CODES | {"type"}
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

    def remarks(self) -> Iterator[str]:
        """What there is to say of the whole file, a line each."""
        yield from self._counts.remarks()
        yield from self._spots.remarks()

    def source_of(self, rows: Iterable[Row]) -> Clean:
        """The only source that all of these rows name; empty for none and for several."""
        cells = [[present(each) for each in row.cells] for row in rows]
        named = {several(cell(each, self._source)) for each in cells if len(each) == len(self._labels)}
        return next(iter(named.pop()), NO_TEXT) if len(named) == 1 else NO_TEXT

    def event(self, cells: list[str]) -> Event:
        """What a row says.

        Raises:
            RowWaits: it names no country, and other rows may.
            RowError: it cannot be read.
        """
        given, cells = cells, [present(cell) for cell in cells]
        spot, row = self._spots.of(cells, given), self._counts.row(cells)
        time = self._times.of(cells) or (year_of(row.year) if row.year else None)
        told = spot.told | row.told | (time.told if time else set())
        headed = filled(cells, self._headed)
        headline = NO_TEXT if headed is None else line(cells[headed])
        who = self._present(cells, headline, row)
        said = headline or row.counted
        if headed is not None and headline:
            told.add(headed)
        elif not said and who:
            said = f"{who.words} ({who.sector})"
            told |= {at for at in (filled(cells, self._who),) if at is not None}
        elif not said:
            texts = [(column, words) for column in self._texts if (words := line(cells[column.place]))]
            said = "; ".join(f"{column.label}: {words}" for column, words in texts)
            told |= {column.place for column, _ in texts}
        there = spot.called
        said = said.removeprefix(f"{there}: ")
        happened = bool(headline or row.events) or bool(said and time and not row.needs and not who)
        needs = [who] if who else row.needs
        if said and not happened and not needs:
            needs = [Need(Sector.MULTI_SECTOR.value, "", clean_line(said))]
        statement = (
            f"{said.removesuffix('.')}; {row.counted}"
            if headline and row.counted
            else said or "nothing is counted"
        )
        first, last, when, _ = time or ("", "", None, ())
        known, below = cell(cells, self._id), clean_line(", ".join(spot.below))
        return Event(
            id=slug(known) if known else "",
            country=spot.country,
            first=first,
            last=last,
            headline=clean_line(f"{there}: {truncate(said, _LONGEST_HEADLINE)}"),
            statement=clean_line(f"{there}: {statement}{'' if statement.endswith(('.', '!', '?')) else '.'}"),
            when=when,
            where=spot.where,
            figures=row.figures,
            carriers=self._sources(cells, is_subject=who is not None),
            province=spot.province,
            region=spot.region,
            fighting=row.fighting,
            deaths=row.deaths,
            needs=tuple(need._replace(where=below) for need in needs),
            happened=happened,
            dataset_note=_lines(self._beside(cells, told)),
            note=_lines([*row.notes, spot.note]),
            timestamp=self._times.written_on(cells),
            events=1 if row.events is None else row.events,
        )

    def _sources(self, cells: Sequence[str], *, is_subject: bool) -> tuple[Clean, ...]:
        """Who has reported a row: the source that it names, and the organisation that it is of unless it is about that."""
        who = "" if is_subject else cell(cells, self._who)
        return tuple(dict.fromkeys((*several(cell(cells, self._source)), *several(who))))

    def _present(self, cells: Sequence[str], headline: str, row: CountedRow) -> Need | None:
        """Who works there in which sector, where a row says that and nothing else."""
        who = line(cell(cells, self._who))
        if not who or not self._counts.parts.sectors or headline or row.figures:
            return None
        sector = self._counts.parts.sector(cells) or Sector.MULTI_SECTOR
        return Need(sector.value, "response", who)

    def _beside(self, cells: Sequence[str], told: Container[int]) -> Iterator[Clean]:
        """What a row says in the columns that nothing has told yet: the name of each and its words."""
        for at, label in enumerate(self._labels):
            if cells[at] and at not in told and line(cells[at]):
                yield line(f"{label}: {cells[at]}")


def _lines(texts: Iterable[Clean]) -> Clean:
    """A line each of those that say something."""
    parts = [part for text in texts if text for part in (LINE_BREAK, text)]
    return joined(parts[1:])


def _describes(column: Column) -> bool:
    """Whether a column without a tag is one of words that say what happened, by its name."""
    return not column.tag and fold(column.name) in _DESCRIPTIONS
