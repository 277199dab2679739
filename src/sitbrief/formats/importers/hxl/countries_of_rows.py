"""Of which country a row is: by a name or code in it, by its p-codes, or by all the other rows of its file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.formats.derived import country_name
from sitbrief.formats.event import NO_TEXT, RowError, country_code
from sitbrief.formats.importers.hxl.parts import RETURNED
from sitbrief.formats.importers.hxl.tags import cell
from sitbrief.formats.importers.hxl.tags import places as places_of
from sitbrief.formats.importers.importer import RowWaits
from sitbrief.formats.missing import is_missing, is_missing_code
from sitbrief.text import clean_line, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitbrief.formats.importers.hxl.tags import Column
    from sitbrief.formats.importers.importer import TableStart
    from sitbrief.text import Clean

_LETTERS_OF_A_CODE: Final = 2


class RowCountry(NamedTuple):
    """Of which country a row is.

    Attributes:
        code: Its ISO 3166-1 alpha-2 code.
        at: The place in the row of the cell that names it; None where none does.
        told: The places of all cells that name it.
        note: What has to be said of it; empty for nothing.
    """

    code: str
    at: int | None = None
    told: frozenset[int] = frozenset()
    note: Clean = NO_TEXT


class CountriesOfRows:
    """Finds the countries of rows, and keeps in mind which there were.

    Args:
        columns: The columns of the table.
        table: How it begins.
        codes: The places of the p-codes, the coarsest first.
    """

    def __init__(
        self, columns: Sequence[Column], table: TableStart, codes: Sequence[tuple[int, ...]]
    ) -> None:
        coded = places_of(columns, "#country", "code")
        self._named = coded + places_of(columns, "#country")
        self._names = places_of(columns, "#country", "name")
        self._asylum = places_of(columns, "#country", "code", "asylum")
        self._origin = places_of(columns, "#country", "code", "origin")
        self._group = places_of(columns, "#population", "group")
        self._codes = codes
        self._asked = table.country
        sides = self._named or self._asylum + self._origin
        self._of_two_letters = {at for at in sides if _has_two_letters(table, at, coded=at in coded)}
        self._seen: set[str] = set()
        self._all_read = False
        self._by_others = 0

    def of(self, cells: Sequence[str], given: Sequence[str]) -> RowCountry:
        """Of which country a row is.

        Args:
            cells: What its cells say.
            given: The same as they are.

        Raises:
            RowWaits: it does not say, and other rows may.
            RowError: it cannot be told.
        """
        found = self._told(cells, given)
        if found:
            self._seen.add(found.code)
            return found
        if self._asked:
            return RowCountry(self._asked)
        if not self._all_read:
            raise RowWaits("#country", "no country is named: name it with --country")
        if len(self._seen) > 1:
            raise RowError("#country", "no country is named, and other rows are of several: try --country")
        if not self._seen:
            raise RowError(
                "#country", "no country is named, nor a code that tells it: name it with --country"
            )
        (code,) = self._seen
        self._by_others += 1
        words = f"The row names no country; it is taken to be of {country_name(code)}, as all others of the file are."
        return RowCountry(code, note=clean_line(words))

    def all_read(self) -> None:
        """All rows that name their country were read."""
        self._all_read = True

    def remarks(self) -> Iterator[str]:
        """What there is to say of the whole file."""
        if self._by_others:
            (code,) = self._seen
            rows = plural(self._by_others, "row")
            yield f"{rows} without a country taken to be of {country_name(code)} ({code}), as all others are"

    def _told(self, cells: Sequence[str], given: Sequence[str]) -> RowCountry | None:
        # Of two countries the one in which people are: where they came from if they have returned.
        side = self._origin if cell(cells, self._group) in RETURNED else self._asylum
        at = next((at for at in self._named or side if not self._is_empty(given[at], at)), None)
        if at is not None:
            written = given[at].strip()
            if code := country_code(written):
                told = {other for other in self._named if country_code(cells[other]) == code}
                return RowCountry(code, at, frozenset({at, *told}))
            named = [(code, other) for other in self._names if (code := country_code(cells[other]))]
            if named:
                code, at = named[0]
                return RowCountry(code, at, frozenset({at}))
            raise RowError("#country", f"{written[:40]!r} is no country that we know", at)
        for where in self._codes:
            if code := _country_in(cell(cells, where)):
                return RowCountry(code)
        return None

    def _is_empty(self, written: str, at: int) -> bool:
        return is_missing_code(written) if at in self._of_two_letters else is_missing(written)


def _has_two_letters(table: TableStart, at: int, *, coded: bool) -> bool:
    """Whether a column has codes of two letters, among which NA is Namibia; else NA is what R writes for nothing."""
    written = [row.cells[at].strip() for row in table.below if at < len(row.cells)]
    lengths = {len(code) for code in written if not is_missing(code)}
    return lengths <= {_LETTERS_OF_A_CODE} and (coded or bool(lengths))


def _country_in(code: str) -> str | None:
    """The country that a p-code begins with, in three letters or two."""
    letters = re.match("[A-Za-z]{2,3}", code)
    return (country_code(letters[0]) or country_code(letters[0][:2])) if letters else None
