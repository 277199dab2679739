"""What the numbers of a row say: how many, of whom, within what, and for which note."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.briefing.entries import Sector
from sitbrief.briefing.figures import number as written
from sitbrief.formats.event import NOTHING, Need, line
from sitbrief.formats.importers.hxl.counted_columns import KILLED, WHOSE, counted_columns
from sitbrief.formats.importers.hxl.parts import WITHIN_CRISIS, Parts
from sitbrief.formats.importers.hxl.tags import CODES, cell, places
from sitbrief.formats.numbers import NoNumber, number
from sitbrief.formats.tally import deaths_in_words
from sitbrief.text import clean_line, plural

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from sitbrief.formats.event import Range, Value
    from sitbrief.formats.importers.hxl.counted_columns import Counted
    from sitbrief.formats.importers.hxl.tags import Column
    from sitbrief.text import Clean

REPORTED_KILLED: Final = "reported killed"
"""What tables of humanitarian data say of deaths: none of them has counted any itself."""

_STATUS: Final = {
    "INN": ("people in need", "needs"),
    "AFF": ("people affected", "needs"),
    "TGT": ("people targeted", "response"),
    "REA": ("people reached", "response"),
    "ALL": ("people living there", ""),
}
_GROUPS: Final = {
    "REF": "refugees",
    "ROC": "people in refugee-like situations",
    "ASY": "asylum-seekers",
    "RET": "returned refugees",
    "RDP": "returned displaced people",
    "IDP": "displaced people",
    "IOC": "people in situations like displacement",
    "STA": "stateless people",
    "OIP": "other people in need of international protection",
    "OOC": "others of concern",
    "HST": "people of the host community",
}
_MANY: Final = 6
"""A row that counts more things tells those that there are."""

_FIGHTING: Final = "political_violence"
"""What counts all fights, those against civilians among them."""

_NO_NEED: Final = frozenset({"1", "2", "all"})
"""IPC phases below a crisis, and everybody."""

_CRISIS: Final = "people in IPC phase 3+"
_MOST_TOLD: Final = 12
_LEAST_FOUND: Final = 3
"""Letters that stand in a sentence by chance are not those of a cell."""


class CountedRow(NamedTuple):
    """What the numbers of a row say.

    Attributes:
        figures: As the native format has them.
        needs: What they say for humanitarian notes.
        counted: The same in words; what is 0 is summed up where there is much.
        notes: What has to be said of it besides.
        told: The places of the cells that it tells whole.
        year: The year that the headings of all of its figures name; empty for none.
        events: How many events it stands for; None where it counts none.
        deaths: How many died in them.
        fighting: Whether they are fights.
    """

    figures: list[Value]
    needs: list[Need]
    counted: str
    notes: list[Clean]
    told: set[int]
    year: str = ""
    events: int | None = None
    deaths: Range = NOTHING
    fighting: bool = False


class Counts:
    """Reads the numbers of rows.

    Args:
        columns: The columns of the table.
        decimal_comma: The file writes numbers with a decimal comma.

    Attributes:
        columns: Those of numbers.
        parts: Finds of whom they are.
    """

    def __init__(self, columns: Sequence[Column], *, decimal_comma: bool) -> None:
        self.columns = counted_columns(columns)
        self._decimal_comma = decimal_comma
        self.parts = Parts(columns)
        self._status = places(columns, "#status", "population")
        self._group = places(columns, "#population", "group")
        self._phase = places(columns, "#severity", "phase")
        self._projection = places(columns, "#severity", "type")
        self._indicator = places(columns, "#indicator", "name")
        self._item = places(columns, "#item", "name") or places(
            columns, "#item", without=CODES | {"description", "unit", "type"}
        )
        self._currency = places(columns, "#currency")
        self._unit = places(columns, "#item", "unit") + places(columns, "#indicator", "unit")
        self._type = places(columns, "#event", "type")
        self._context = (
            *(self.parts.context + self._projection + self._item + self._type),
            *(self._currency + self._unit),
        )
        self._coded: tuple[tuple[int, Container[str]], ...] = (
            *((at, _STATUS) for at in self._status),
            *((at, _GROUPS) for at in self._group),
            *((at, WHOSE) for at in self.parts.gender),
        )
        self._no_numbers: Counter[str] = Counter()

    def remarks(self) -> Iterator[str]:
        """What there is to say of the numbers of the whole file."""
        for label, rows in self._no_numbers.most_common(_MOST_TOLD):
            words = plural(rows, "cell holds", "cells hold")
            yield f"{label}: {words} no number; what stands there is kept beside the claim"

    def row(self, cells: Sequence[str]) -> CountedRow:
        """The numbers of a row. Where one is none but words, the row loses nothing else."""
        found = self._numbers(cells)
        figures = [(column, self._figure(cells, column, value, unit)) for column, value, unit in found]
        row = self._row(cells, figures)
        years = {column.period for column, _ in figures}
        row.told.update(column.place for column, _ in figures)
        if figures:
            row.told.update(self._told(cells, row))
        year = years.pop() if len(years) == 1 else ""
        return row._replace(year=year if year.isdecimal() else "")

    def _row(self, cells: Sequence[str], figures: list[tuple[Counted, Value]]) -> CountedRow:
        notes: list[Clean] = []
        if any(column.tag == "#events" for column, _ in figures):
            return self._events(cells, figures)
        told = figures if len(figures) <= _MANY else [pair for pair in figures if pair[1]["best"]]
        words = [in_words(figure, is_measure=column.is_measure) for column, figure in told]
        none = len(figures) - len(told)
        if none and words:
            words.append(plural(none, "count is 0", "counts are 0"))
        elif none:
            notes.append(clean_line(f"All {none} counts are 0."))
        needs = [need for column, figure in told if (need := self._need(cells, column, figure))]
        return CountedRow([figure for _, figure in figures], needs, "; ".join(words), notes, set())

    def _told(self, cells: Sequence[str], row: CountedRow) -> Iterator[int]:
        """The places of the cells whose words stand in a figure, or that it has put in other words."""
        told = [row.counted]
        for figure in row.figures:
            scope = figure.get("scope", {})
            told += (figure["what"], figure.get("unit", ""), figure.get("whose", ""), *scope.values())
        words = "\n".join(told)
        for at in self._context:
            written = line(cells[at])
            if len(written) >= _LEAST_FOUND and (written in words or written.replace("_", " ") in words):
                yield at
        for at, known in self._coded:
            if cells[at] in known:
                yield at
        if any(column.tag == "#population" for column in self.columns):
            yield from self._phase

    def _numbers(self, cells: Sequence[str]) -> list[tuple[Counted, float, str]]:
        found: list[tuple[Counted, float, str]] = []
        for column in self.columns:
            text = cells[column.place]
            share = text.endswith("%")
            try:
                value = number(text.rstrip("% "), decimal_comma=self._decimal_comma)
            except NoNumber:
                self._no_numbers[column.label] += column.is_sure
                continue
            if value is not None:
                found.append((column, value, "%" if share else column.unit))
        return found

    def _figure(self, cells: Sequence[str], column: Counted, value: float, unit: str) -> Value:
        unit = unit or (self._unit_of(cells) if column.is_measure else "")
        figure: Value = {"what": self._what(cells, column)}
        if unit:
            figure["unit"] = unit
        whose = ", ".join(filter(None, (column.whose, self.parts.people(cells))))
        if whose:
            figure["whose"] = whose
        figure["best"] = value
        projected = line(cell(cells, self._projection)) if column.tag == "#population" else ""
        period = ", ".join(filter(None, (column.period, projected)))
        scope = {"among": self.parts.among(cells, column), "period": period}
        if any(scope.values()):
            figure["scope"] = {key: words for key, words in scope.items() if words}
        return figure

    def _what(self, cells: Sequence[str], column: Counted) -> str:
        if column.is_measure:
            named = cell(cells, self._indicator) if column.tag in {"#indicator", "#value"} else ""
            named = named or (cell(cells, self._item) if column.tag == "#value" else "")
            return line(named) or column.what
        if column.tag == "#events":
            kind = line(cell(cells, self._type)).replace("_", " ")
            return f"{column.what} of {kind}" if kind else column.what
        if column.tag == "#population":
            phase = line(cell(cells, self._phase))
            if phase:
                return "people analysed" if phase == "all" else f"people in IPC phase {phase}"
            if told := _STATUS.get(cell(cells, self._status).upper()):
                return told[0]
            group = cell(cells, self._group)
            return _GROUPS.get(group, f"{column.what}, {line(group)}" if group else column.what)
        return column.what

    def _unit_of(self, cells: Sequence[str]) -> str:
        currency, unit = line(cell(cells, self._currency)), line(cell(cells, self._unit))
        return f"{currency} per {unit}" if currency and unit else currency or unit

    def _need(self, cells: Sequence[str], column: Counted, figure: Value) -> Need | None:
        """What a figure says for a note; nothing where it is neither of people, nor of a sector, nor of its funding."""
        if column.is_measure and not column.aspect and not cell(cells, self.parts.sectors):
            return None
        aspect = column.aspect
        if column.tag == "#population":
            _, aspect = _STATUS.get(cell(cells, self._status).upper(), ("", ""))
            phase = cell(cells, self._phase)
            aspect = "needs" if phase and phase not in _NO_NEED else aspect
            aspect = "needs" if cell(cells, self._group) in _GROUPS else aspect
        sector = self.parts.sector_of(cells, column)
        among = self.parts.among(cells, column, in_sector=sector is not Sector.MULTI_SECTOR)
        told = {**figure, "scope": {**figure.get("scope", {}), "among": among}}
        need = Need(sector.value, aspect, clean_line(in_words(told, is_measure=column.is_measure)))
        if "unit" in figure or column.is_measure:
            return need
        period = figure.get("scope", {}).get("period", "")
        what = _CRISIS if cell(cells, self._phase) in WITHIN_CRISIS else figure["what"]
        return need._replace(
            what=f"{what} ({period})" if period else what,
            value=figure["best"],
            part=self.parts.part(cells, column),
            within=self.parts.within(cells, column, sector),
        )

    def _events(self, cells: Sequence[str], figures: list[tuple[Counted, Value]]) -> CountedRow:
        """A row that counts events says how many there were and how many died in them, in one."""
        events = sum(int(figure["best"]) for column, figure in figures if column.tag == "#events")
        killed = next((figure["best"] for column, figure in figures if column.what == KILLED), None)
        deaths: Range = (None, killed, None)
        words = [
            in_words(figure, is_measure=column.is_measure)
            for column, figure in figures
            if column.what != KILLED
        ]
        counted = ", ".join(filter(None, (*words, deaths_in_words(deaths, REPORTED_KILLED))))
        kind = cell(cells, self._type)
        against, fighting = "civilian" in kind, events > 0 and kind == _FIGHTING
        needs = []
        if against or not events:
            summed = line(kind).replace("_", " ") if against else ""
            needs = [
                Need(Sector.PROTECTION.value, "needs" if events else "", clean_line(counted), counts=summed)
            ]
        told = [figure for _, figure in figures]
        return CountedRow(told, needs, counted, [], set(), events=events, deaths=deaths, fighting=fighting)


def in_words(figure: Value, *, is_measure: bool) -> str:
    """A figure in words: "80,418 people in need (women and girls), Health", "Wheat: 93.27 LKR per KG"."""
    scope = figure.get("scope", {})
    told = f" ({whose})" if (whose := figure.get("whose")) else ""
    told += f", {among}" if (among := scope.get("among")) else ""
    told += f" ({period})" if (period := scope.get("period")) else ""
    value, what = written(figure["best"]), figure["what"]
    if is_measure or "unit" in figure:
        unit = figure.get("unit", "")
        return f"{what}: {value}{' ' if unit.strip('%') else ''}{unit}{told}"
    return f"{value} {_one(what) if figure['best'] == 1 else what}{told}"


_SINGULAR: Final = {"people": "person", "events": "event", "refugees": "refugee", "returnees": "returnee"}


def _one(what: str) -> str:
    first, space, rest = what.partition(" ")
    return f"{_SINGULAR.get(first, first)}{space}{rest}"
