"""Of which part of all people a figure is: of which sex, age, category, sector and part of a sector, from which country."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitbrief.briefing.entries import Sector
from sitbrief.formats.event import country_code, line, several
from sitbrief.formats.importers.hxl.counted_columns import WHOSE
from sitbrief.formats.importers.hxl.sectors import sector_named, subsector_word
from sitbrief.formats.importers.hxl.tags import CODES, cell, places
from sitbrief.places import country
from sitbrief.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitbrief.formats.importers.hxl.counted_columns import Counted
    from sitbrief.formats.importers.hxl.tags import Column

RETURNED: Final = frozenset({"RET", "RDP"})
"""Groups of people who are where they came from."""

WITHIN_CRISIS: Final = frozenset({"3", "4", "5"})
"""IPC phases that 3+ is the sum of."""

_ALL: Final = frozenset({"all", "total", "totals", "overall", "intersectoral"})
"""What a row says of its category or sector where it is the total."""

_TOLD_ANYWAY: Final = frozenset({Sector.DISPLACEMENT, Sector.PROTECTION})
"""Sectors that say no more than that people are displaced or killed."""

_ANY_SECTOR: Final = ("people in need", "people affected", "people targeted", "people reached")
"""What is counted in each sector."""


class Parts:
    """Finds the parts that rows are about.

    Args:
        columns: The columns of the table.

    Attributes:
        sectors: The places of the columns that name a sector.
        context: Those of all columns that name a part, in words.
        gender: Those of the columns that have a sex.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        no_codes = CODES | {"description"}
        self._sector = places(columns, "#sector", without=no_codes)
        self._sector_code = places(columns, "#sector", "code")
        self.sectors = self._sector + self._sector_code
        self._below_sector = places(columns, "#subsector", without=no_codes)
        self._category = places(columns, "#category", without=no_codes)
        self._group = places(columns, "#population", "group")
        self.gender = places(columns, "#population", "gender")
        self._age = places(columns, "#population", "age")
        self._phase = places(columns, "#severity", "phase")
        self._indicator = places(columns, "#indicator", "name")
        self._origin = places(columns, "#country", "code", "origin")
        self._asylum = places(columns, "#country", "code", "asylum")
        self._cause = places(columns, "#cause", without=CODES)
        self.context = (
            self._cause
            + self._below_sector
            + self.gender
            + self.sectors
            + self._category
            + self._age
            + self._phase
            + self._indicator
        )

    def people(self, cells: Sequence[str]) -> str:
        """Of which sex and age they are; empty for all."""
        gender, age = line(cell(cells, self.gender)), line(cell(cells, self._age))
        words = [WHOSE.get(gender, gender), f"aged {age}" if age and fold(age) not in _ALL else ""]
        return ", ".join(word for word in words if fold(word) not in {"", *_ALL})

    def among(self, cells: Sequence[str], column: Counted, *, in_sector: bool = False) -> str:
        """Within what: the group, what is indicated, the sector unless that is clear, where they are from."""
        indicated = "" if column.is_measure else line(cell(cells, self._indicator))
        below = self._subsector(cells, column)
        sector = below if in_sector else self._sector_words(cells, column)
        if not in_sector and below == line(cell(cells, self._below_sector)):
            sector = ", ".join(filter(None, (sector, below)))
        cause = "" if column.is_measure or column.tag == "#events" else self._cause_of(cells)
        return ", ".join(filter(None, (self.category(cells), indicated, sector, cause, self._from(cells))))

    def category(self, cells: Sequence[str]) -> str:
        """The category of a row, unless that is all of them."""
        category = line(cell(cells, self._category))
        return "" if fold(category) in _ALL else category

    def within(self, cells: Sequence[str], column: Counted, sector: Sector) -> str:
        """The part of a sector and the cause that a row is about, as written; empty for all of it."""
        other = self._other_sector(cells) if sector is Sector.MULTI_SECTOR else ""
        cause = self._cause_of(cells)
        return ", ".join(filter(None, (self._subsector(cells, column) or other, cause)))

    def _subsector(self, cells: Sequence[str], column: Counted) -> str:
        """The part of a sector that a row is about, as written; empty for all of it."""
        code, name = line(cell(cells, self._sector_code)), line(cell(cells, self._sector))
        if below := line(cell(cells, self._below_sector)):
            return below
        if not code and not name:
            return column.subsector
        return (name or code) if "-" in code or subsector_word(name or code) else ""

    def _cause_of(self, cells: Sequence[str]) -> str:
        """For which cause; several are one phrase, for a semicolon parts figures."""
        return " and ".join(several(cell(cells, self._cause)))

    def _other_sector(self, cells: Sequence[str]) -> str:
        """A sector that we have no name for, as written; empty where a row is of all of them."""
        written = [line(cell(cells, at)) for at in (self._sector, self._sector_code)]
        return "" if any(fold(words) in _ALL for words in written) else written[0] or written[1]

    def part(self, cells: Sequence[str], column: Counted) -> str:
        """Of which part of all people a figure is; empty for all of them."""
        indicated = "" if column.is_measure else line(cell(cells, self._indicator))
        phase = cell(cells, self._phase)
        within = f"phase {phase}" if phase in WITHIN_CRISIS else ""
        whose, category = self.people(cells), self.category(cells)
        return ", ".join(filter(None, (column.whose, whose, category, indicated, self._from(cells), within)))

    def _sector_words(self, cells: Sequence[str], column: Counted) -> str:
        """The sector as the row writes it, or as the column says where it says more than what is counted."""
        sector = self.sector_of(cells, column)
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

    def sector_of(self, cells: Sequence[str], column: Counted) -> Sector:
        """The sector of a figure."""
        if column.tag == "#population" and self._phase:
            return Sector.FOOD_SECURITY
        if column.tag == "#population" and self._group:
            return Sector.DISPLACEMENT
        return self.sector(cells) or column.sector or Sector.MULTI_SECTOR
