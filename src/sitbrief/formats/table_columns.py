"""The columns of a publisher's table by name: what a row says in each, and what it says beside those that are read."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sitbrief.formats.event import RowError, country_code, line
from sitbrief.formats.missing import present
from sitbrief.formats.numbers import NoNumber, number
from sitbrief.text import clean_line, clean_prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitbrief.formats.event import Value
    from sitbrief.formats.importers.importer import TableStart
    from sitbrief.text import Clean

_AS_NAMED: Final[Mapping[str, str]] = MappingProxyType({})
_NO_COUNTRY: Final = "no country is named that we know; sitbrief import --country CODE says which"


class TableColumns:
    """The columns of one table.

    Args:
        table: How it begins.
        told: The names, in lower case, of the columns that a reader of its rows tells of in fields of their own.
        renamed: Other names that columns had in earlier layouts, with those of today.

    Attributes:
        names: The names in lower case.
    """

    def __init__(
        self, table: TableStart, told: Iterable[str], renamed: Mapping[str, str] = _AS_NAMED
    ) -> None:
        written = [" ".join(name.split()) for name in table.names]
        self.names = [renamed.get(name, name) for name in written]
        self._header = [line(name) for name in table.header]
        self._places = {name: place for place, name in reversed(list(enumerate(self.names)))}
        read = {self._places[name] for name in told if name in self._places}
        self._others = [place for place in range(len(self.names)) if place not in read]
        self._decimal_comma = table.decimal_comma
        self._country = table.country

    def text(self, cells: Sequence[str], *names: str) -> Clean:
        """What stands in the first of these columns that is there and filled; empty for none."""
        found = (present(cells[self._places[name]]) for name in names if name in self._places)
        return line(next(filter(None, found), ""))

    def number(self, cells: Sequence[str], name: str) -> int | float | None:
        """The number of a column; None where there is none.

        Raises:
            RowError: something else stands there.
        """
        try:
            return number(self.text(cells, name), decimal_comma=self._decimal_comma)
        except NoNumber as error:
            raise RowError(name, str(error)) from error

    def count(self, cells: Sequence[str], name: str) -> int | None:
        """The number of a column that counts.

        Raises:
            RowError: it is no whole number from 0 on.
        """
        found = self.number(cells, name)
        if found is not None and (found < 0 or found != int(found)):
            raise RowError(name, f"{self.text(cells, name)[:40]!r} counts nothing")
        return None if found is None else int(found)

    def country(self, cells: Sequence[str], *names: str) -> str:
        """The ISO 3166-1 alpha-2 code of the country that the first of these columns that names any names.

        Raises:
            RowError: none does, and the user has said none.
        """
        written = (cells[self._places[name]].strip() for name in names if name in self._places)
        found = next(filter(None, (country_code(part) for part in written if part)), self._country)
        if not found:
            raise RowError(next((name for name in names if name in self._places), ""), _NO_COUNTRY)
        return found

    def point(self, cells: Sequence[str], lat_name: str, lon_name: str) -> Value | None:
        """The coordinates of a row, as the native format has them; None where it has none.

        Raises:
            RowError: they are no place on the globe.
        """
        lat, lon = self.number(cells, lat_name), self.number(cells, lon_name)
        if lat is None or lon is None:
            return None
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004  degrees
            raise RowError(lat_name, f"{lat}, {lon} is not on the globe")
        return {"lat": float(lat), "lon": float(lon)}

    def note(self, cells: Sequence[str], more: Iterable[str] = ()) -> Clean:
        """What the row says beside the columns that are told of: the name of a column, a colon and its words, a line each.

        Args:
            cells: The row.
            more: Lines before those.
        """
        others = (
            f"{self._header[place] or f'Column {place + 1}'}: {clean_line(cells[place])}"
            for place in self._others
            if present(cells[place])
        )
        return clean_prose("\n".join([*more, *others]))
