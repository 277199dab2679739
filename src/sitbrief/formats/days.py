"""Days as files write them: as ISO 8601 has it, with the month in words, as spreadsheets write them back."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitbrief.text import digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ISO: Final = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII
)
_IN_WORDS: Final = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4}|\d{2})", re.ASCII)
_WORDS_FIRST: Final = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})", re.ASCII)
_NUMERIC: Final = re.compile(
    r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?: \d{1,2}:\d{2}(?::\d{2})?)?", re.ASCII
)
_SERIAL: Final = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_ZERO: Final = date(1899, 12, 30)
"""The day from which spreadsheets count."""

_NAMES: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTHS: Final = {
    **{word: number for number, name in enumerate(_NAMES, 1) for word in (name, name[:3])},
    "sept": 9,
}
_MOST_MONTHS: Final = 12
_OLDEST: Final = 70
"""A year in two digits is one of the last century from here on, as spreadsheets have it but for some years."""


class DateOrder(StrEnum):
    """What comes first in a day such as 02/03/2025."""

    DMY = "dmy"
    MDY = "mdy"

    @property
    def words(self) -> str:
        """The order in words."""
        return "day/month/year" if self is DateOrder.DMY else "month/day/year"


@lru_cache(maxsize=16384)
def day(text: str, order: DateOrder | None = None) -> date:
    """A day as files write it: 2017-07-31, 2017-07-31 00:00:00.000, 16 May 2025, 2-Mar-25, 13/03/2025, 45718.

    Args:
        text: A cell.
        order: What comes first where the number of the month might be that of the day.

    Raises:
        ValueError: it is none of these, or may be two of them.
    """
    plain = digits(text.strip())
    if found := _ISO.fullmatch(plain):
        parts = int(found[1]), int(found[2]), int(found[3])
    elif (found := _IN_WORDS.fullmatch(plain)) and found[2].lower() in _MONTHS:
        parts = _year(found[3]), _MONTHS[found[2].lower()], int(found[1])
    elif (found := _WORDS_FIRST.fullmatch(plain)) and found[1].lower() in _MONTHS:
        parts = int(found[3]), _MONTHS[found[1].lower()], int(found[2])
    elif found := _NUMERIC.fullmatch(plain):
        parts = (_year(found[4]), *_month_and_day(text, int(found[1]), int(found[3]), order))
    elif found := _SERIAL.fullmatch(plain):
        return _ZERO + timedelta(days=int(found[1]))
    else:
        raise ValueError(f"{text[:40]!r} is no day such as 2024-12-05 or 5 December 2024")
    try:
        return date(*parts)
    except ValueError as error:
        raise ValueError(f"{text[:40]!r} is no day: {error}") from error


def is_ambiguous(text: str) -> bool:
    """Whether a cell is a day of which numbers alone tell day and month."""
    return _NUMERIC.fullmatch(digits(text.strip())) is not None


def order_of(rows: Iterable[Sequence[str]]) -> DateOrder | None:
    """What comes first in the days of a table, by those with a number that is no month's; None where none or both are so."""
    seen: set[DateOrder] = set()
    for cells in rows:
        for cell in cells:
            found = _NUMERIC.fullmatch(cell.strip())
            if found and int(found[1]) > _MOST_MONTHS:
                seen.add(DateOrder.DMY)
            elif found and int(found[3]) > _MOST_MONTHS:
                seen.add(DateOrder.MDY)
    return seen.pop() if len(seen) == 1 else None


def _month_and_day(text: str, first: int, second: int, order: DateOrder | None) -> tuple[int, int]:
    if order is None and first != second:
        if first > _MOST_MONTHS:
            return second, first
        if second > _MOST_MONTHS:
            return first, second
        raise ValueError(
            f"{text[:40]!r} may be day/month or month/day: import it with --dates dmy or --dates mdy"
        )
    return (first, second) if order is DateOrder.MDY else (second, first)


def _year(digits_of_year: str) -> int:
    year = int(digits_of_year)
    if len(digits_of_year) > 2:  # noqa: PLR2004  two digits
        return year
    return year + (1900 if year >= _OLDEST else 2000)
