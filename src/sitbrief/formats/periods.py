"""By which stretch of time events go into one briefing."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from sitbrief.briefing.when import end_of_month


class Division(StrEnum):
    """How a file is divided."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    FILE = "file"


class ImportPeriod(NamedTuple):
    """A stretch of time, as a part of ids and titles.

    Attributes:
        key: As a part of an id; empty for a whole file. Sorted by it, periods are in their order.
        edition: The number among the editions of a series.
        start: The first day; empty for a whole file, and for what is undated.
        end: The last day; likewise.
    """

    key: str
    edition: int
    start: str
    end: str


WHOLE = ImportPeriod("", 1, "", "")
UNDATED = ImportPeriod("undated", 1, "", "")
_YEAR_DIGITS = 4


def period_of(first: str, last: str, by: Division) -> ImportPeriod:
    """The period in which an event between these days goes: that of its first day, or the year if it takes a whole one.

    What has no day is undated.
    """
    if by is Division.FILE:
        return WHOLE
    if not first:
        return UNDATED
    return _year(int(first[:4])) if _is_year(first, last) else _around(first, by)


def _is_year(first: str, last: str) -> bool:
    return first[:4] == last[:4] and (first[4:], last[4:]) == ("-01-01", "-12-31")


def _year(year: int) -> ImportPeriod:
    """A year: it comes before its months."""
    return ImportPeriod(f"{year:04}", year * 100, f"{year:04}-01-01", f"{year:04}-12-31")


@lru_cache(maxsize=65536)
def _around(day: str, by: Division) -> ImportPeriod:
    """The period in which a day lies."""
    found = date.fromisoformat(day)
    match by:
        case Division.DAY:
            return ImportPeriod(day, int(day.replace("-", "")), day, day)
        case Division.WEEK:
            monday = found - timedelta(days=found.weekday())  # 0001-01-01 is a Monday
            year, week, _ = monday.isocalendar()
            sunday = min(monday, date.max - timedelta(days=6)) + timedelta(days=6)
            return ImportPeriod(
                f"{year:04}-w{week:02}", year * 100 + week, monday.isoformat(), sunday.isoformat()
            )
        case Division.MONTH:
            key = day[:7]
            return ImportPeriod(key, int(key.replace("-", "")), f"{key}-01", end_of_month(found).isoformat())
        case _:  # a year: what is not divided has no period
            return _year(found.year)


def widened(period: ImportPeriod, by: Division) -> ImportPeriod:
    """The year that a month lies in, or the whole file; what is undated stays so in a year."""
    if by is Division.FILE:
        return WHOLE
    return _year(int(period.start[:4])) if by is Division.YEAR and period.start else period


def before(period: ImportPeriod, by: Division) -> ImportPeriod | None:
    """The period before this one; None where there is none."""
    if not period.start or period.start <= date.min.isoformat():
        return None
    if len(period.key) == _YEAR_DIGITS:
        return _year(int(period.key) - 1)
    return _around((date.fromisoformat(period.start) - timedelta(days=1)).isoformat(), by)


def span_words(first: str, last: str) -> str:
    """A stretch of time in few words: "2024-12-05", "2024-12", "2024", "2024-11-20 to 2024-12-05"."""
    if first == last:
        return first
    if _is_year(first, last):
        return first[:4]
    if (
        first[:7] == last[:7]
        and first.endswith("-01")
        and last == end_of_month(date.fromisoformat(first)).isoformat()
    ):
        return first[:7]
    return f"{first} to {last}"
