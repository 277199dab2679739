"""What the numbers of a row say: how many, of whom, within what, and for which note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.briefing.entries import Sector
from sitbrief.briefing.figures import number as written
from sitbrief.formats.event import NOTHING, Need, RowError, country_code, line
from sitbrief.formats.importers.hxl.counted_columns import KILLED, WHOSE, counted_columns
from sitbrief.formats.importers.hxl.sectors import sector_named
from sitbrief.formats.importers.hxl.tags import CODES, cell, places
from sitbrief.formats.numbers import NoNumber, number
from sitbrief.formats.tally import deaths_in_words
from sitbrief.places import country
from sitbrief.text import clean_line, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitbrief.formats.event import Range, Value
    from sitbrief.formats.importers.hxl.counted_columns import Counted
    from sitbrief.formats.importers.hxl.tags import Column

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
RETURNED: Final = frozenset({"RET", "RDP"})
"""Groups of people who are where they came from."""

_MANY: Final = 6
"""A row that counts more things tells those that there are."""

_FIGHTING: Final = "political_violence"
"""What counts all fights, those against civilians among them."""

_NO_NEED: Final = frozenset({"1", "2", "all"})
"""IPC phases below a crisis, and everybody."""

_TOLD_ANYWAY: Final = frozenset({Sector.DISPLACEMENT, Sector.PROTECTION})
"""Sectors that say no more than that people are displaced or killed."""

_ANY_SECTOR: Final = ("people in need", "people affected", "people targeted", "people reached")
"""What is counted in each sector."""


class CountedRow(NamedTuple):
    """What the numbers of a row say.

    Attributes:
        figures: As the native format has them.
        needs: What they say for humanitarian notes.
        counted: The same in words; what is 0 is summed up where there is much.
        notes: What stands where a number was looked for.
        events: How many events it stands for; None where it counts none.
        deaths: How many died in them.
        fighting: Whether they are fights.
    """

    figures: list[Value]
    needs: list[Need]
    counted: str
    notes: list[str]
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
        sectors: The places of those that name a sector.
        context: The places of those whose words are told with the numbers beside them.
    """

    def __init__(self, columns: Sequence[Column], *, decimal_comma: bool) -> None:
        self.columns = counted_columns(columns)
        self._decimal_comma = decimal_comma
        no_codes = CODES | {"description"}
        self._status = places(columns, "#status", "population")
        self._sector = places(columns, "#sector", without=no_codes)
        self._sector_code = places(columns, "#sector", "code")
        self.sectors = self._sector + self._sector_code
        self._category = places(columns, "#category", without=no_codes)
        self._group = places(columns, "#population", "group")
        self._gender = places(columns, "#population", "gender")
        self._age = places(columns, "#population", "age")
        self._phase = places(columns, "#severity", "phase")
        self._projection = places(columns, "#severity", "type")
        self._indicator = places(columns, "#indicator", "name")
        self._item = places(columns, "#item", "name") or places(
            columns, "#item", without=no_codes | {"unit", "type"}
        )
        self._currency = places(columns, "#currency")
        self._unit = places(columns, "#item", "unit") + places(columns, "#indicator", "unit")
        self._type = places(columns, "#event", "type")
        self._origin = places(columns, "#country", "code", "origin")
        self._asylum = places(columns, "#country", "code", "asylum")
        beside = self._category + self._projection + self._indicator + self._item + self._unit + self._type
        self.context = frozenset(self.sectors + beside)

    def row(self, cells: Sequence[str]) -> CountedRow:
        """The numbers of a row.

        Raises:
            RowError: one of them is none.
        """
        found, notes = self._numbers(cells)
        figures = [(column, self._figure(cells, column, value, unit)) for column, value, unit in found]
        if any(column.tag == "#events" for column, _ in figures):
            return self._events(cells, figures, notes)
        told = figures if len(figures) <= _MANY else [pair for pair in figures if pair[1]["best"]]
        words = [in_words(figure, is_measure=column.is_measure) for column, figure in told]
        none = len(figures) - len(told)
        if none and words:
            words.append(plural(none, "count is 0", "counts are 0"))
        elif none:
            notes.append(f"All {none} counts are 0.")
        needs = [need for column, figure in told if (need := self._need(cells, column, figure))]
        return CountedRow([figure for _, figure in figures], needs, "; ".join(words), notes)

    def _numbers(self, cells: Sequence[str]) -> tuple[list[tuple[Counted, float, str]], list[str]]:
        found: list[tuple[Counted, float, str]] = []
        notes = []
        for column in self.columns:
            text = cells[column.place].strip()
            share = text.endswith("%")
            try:
                value = number(text.rstrip("% "), decimal_comma=self._decimal_comma)
            except NoNumber as error:
                if column.is_sure:
                    raise RowError(column.label, str(error), column.place) from error
                notes.append(f"{column.label}: {line(text)}.")
                continue
            if value is not None:
                found.append((column, value, "%" if share else column.unit))
        return found, notes

    def _figure(self, cells: Sequence[str], column: Counted, value: float, unit: str) -> Value:
        unit = unit or (self._unit_of(cells) if column.is_measure else "")
        figure: Value = {"what": self._what(cells, column)}
        if unit:
            figure["unit"] = unit
        whose = ", ".join(filter(None, (column.whose, self._people(cells))))
        if whose:
            figure["whose"] = whose
        figure["best"] = value
        projected = line(cell(cells, self._projection)) if column.tag == "#population" else ""
        scope = {"among": self._among(cells, column), "period": projected}
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

    def _people(self, cells: Sequence[str]) -> str:
        gender, age = cell(cells, self._gender), line(cell(cells, self._age))
        words = [WHOSE.get(gender, ""), f"aged {age}" if age and age != "all" else ""]
        return ", ".join(filter(None, words))

    def _among(self, cells: Sequence[str], column: Counted, *, in_sector: bool = False) -> str:
        """Within what: the group, what is indicated, the sector unless that is clear, where they are from."""
        indicated = "" if column.is_measure else line(cell(cells, self._indicator))
        sector = "" if in_sector else self._sector_words(cells, column)
        return ", ".join(
            filter(None, (line(cell(cells, self._category)), indicated, sector, self._from(cells)))
        )

    def _sector_words(self, cells: Sequence[str], column: Counted) -> str:
        """The sector as the row writes it, or as the column says where it says more than what is counted."""
        sector = self._sector_of(cells, column)
        told = column.is_measure or sector is Sector.MULTI_SECTOR
        told = told or (sector in _TOLD_ANYWAY and not column.what.startswith(_ANY_SECTOR))
        return line(cell(cells, self._sector)) or ("" if told else sector.value)

    def _from(self, cells: Sequence[str]) -> str:
        """From which country people have come."""
        origin, asylum = line(cell(cells, self._origin)), line(cell(cells, self._asylum))
        if not origin or origin == asylum:
            return ""
        home = country(country_code(asylum if cell(cells, self._group) in RETURNED else origin) or "")
        return f"from {home.name if home else origin}"

    def sector(self, cells: Sequence[str]) -> Sector | None:
        """The sector that a row names; None for none."""
        return sector_named(cell(cells, self._sector_code), cell(cells, self._sector))

    def _sector_of(self, cells: Sequence[str], column: Counted) -> Sector:
        if column.tag == "#population" and self._phase:
            return Sector.FOOD_SECURITY
        if column.tag == "#population" and self._group:
            return Sector.DISPLACEMENT
        return self.sector(cells) or column.sector or Sector.MULTI_SECTOR

    def _need(self, cells: Sequence[str], column: Counted, figure: Value) -> Need | None:
        """What a figure says for a note; nothing where it is neither of people, nor of a sector, nor of its funding."""
        if column.is_measure and not column.aspect and not cell(cells, self.sectors):
            return None
        aspect = column.aspect
        if column.tag == "#population":
            _, aspect = _STATUS.get(cell(cells, self._status).upper(), ("", ""))
            phase = cell(cells, self._phase)
            aspect = "needs" if phase and phase not in _NO_NEED else aspect
            aspect = "needs" if cell(cells, self._group) in _GROUPS else aspect
        sector = self._sector_of(cells, column)
        among = self._among(cells, column, in_sector=sector is not Sector.MULTI_SECTOR)
        told = {**figure, "scope": {**figure.get("scope", {}), "among": among}}
        return Need(sector.value, aspect, clean_line(in_words(told, is_measure=column.is_measure)))

    def _events(
        self, cells: Sequence[str], figures: list[tuple[Counted, Value]], notes: list[str]
    ) -> CountedRow:
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
        return CountedRow([figure for _, figure in figures], needs, counted, notes, events, deaths, fighting)


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
