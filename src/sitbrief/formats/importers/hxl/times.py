"""When it was, by the best of a row's dates: the day it happened rather than the day on which somebody changed the row."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.briefing.when import end_of_month
from sitbrief.formats.event import RowError, Value, in_month, in_range, on_day
from sitbrief.formats.importers.hxl.tags import cell, filled, places
from sitbrief.formats.missing import NO_DAY
from sitbrief.formats.numbers import number
from sitbrief.text import digits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitbrief.formats.importers.hxl.tags import Column

_PARTS: Final = frozenset({"year", "month"})
_OF_THE_ROW: Final = frozenset({"changed", "created", "updated", "modified", "upload", "uploaded"})
"""Attributes of a date that says when somebody wrote the row."""

_ALL_OTHERS: Final = frozenset({"occurred", "event", "start", "end", "reported", "published"}) | _OF_THE_ROW

_YEAR: Final = re.compile(r"(\d{4})(?:\.0)?", re.ASCII)
_MORE: Final = re.compile(r"[T ](?=.*[1-9])\d{1,2}:|^\d{1,2}[/.-]\d{1,2}[/.-]\d|^\d{5}(?!\d)", re.ASCII)
"""What a day does not tell whole: an hour that is not midnight, numbers of which somebody had to say which is the month."""

_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_MONTH_IN_WORDS: Final = re.compile(r"([A-Za-z]{3,9})\.?[ -](\d{4})", re.ASCII)


class Time(NamedTuple):
    """A stretch of time.

    Attributes:
        first: Its first day, as in 2024-12-05.
        last: Its last day.
        when: The same as the native format has it.
        told: The places of the cells that it tells whole.
    """

    first: str
    last: str
    when: Value
    told: frozenset[int] = frozenset()


class _Span(NamedTuple):
    first: date
    last: date
    written: str
    at: int | None = None


class Times:
    """Finds the time of rows.

    Args:
        columns: The columns of the table.
        day: Tells the day that a cell names.
    """

    def __init__(self, columns: Sequence[Column], day: Callable[[str], date]) -> None:
        self._day = day

        def dates(*kinds: str) -> tuple[int, ...]:
            return tuple(place for kind in kinds for place in places(columns, "#date", kind, without=_PARTS))

        self._happened = dates("occurred", "event")
        self._start, self._end = dates("start"), dates("end")
        self._plain = places(columns, "#date", without=_ALL_OTHERS | _PARTS)
        self._reported = dates("reported", "published")
        self._written = dates(*sorted(_OF_THE_ROW))
        self._year = places(columns, "#date", "year")
        self._month = places(columns, "#date", "month")

    def of(self, cells: Sequence[str]) -> Time | None:
        """The time of a row; None where it has none.

        Raises:
            RowError: it has one that cannot be read.
        """
        if happened := self._first(cells, self._happened):
            return _time(happened)
        start, end = self._first(cells, self._start), self._first(cells, self._end)
        if start and end and end.last < start.first:
            place = filled(cells, self._end)
            raise RowError("#date+end", f"{end.written[:40]!r} is before {start.written[:40]!r}", place)
        if plain := self._first(cells, self._plain) if not (start and end) else None:
            return _time(plain)
        if (first := start or end) and (last := end or start):
            return _time(first, last)
        if reported := self._first(cells, self._reported):
            return _time(reported)
        if cell(cells, self._year):
            return self._in_year(cells)
        written = self._first(cells, self._written)
        return _as_reported(written) if written else None

    def written_on(self, cells: Sequence[str]) -> str:
        """The day on which somebody wrote or changed a row, as in 2024-12-05; empty where it does not say, or in no words of a day."""
        with suppress(RowError):
            if written := self._first(cells, self._written):
                return written.last.isoformat()
        return ""

    def _first(self, cells: Sequence[str], where: tuple[int, ...]) -> _Span | None:
        for place in where:
            try:
                found = _span(cells[place], self._day)
            except ValueError as error:
                raise RowError("#date", str(error), place) from error
            if found:
                return found if _MORE.search(cells[place]) else found._replace(at=place)
        return None

    def _in_year(self, cells: Sequence[str]) -> Time:
        written, month = cell(cells, self._year), cell(cells, self._month)
        found = _YEAR.fullmatch(digits(written))
        if not found:
            raise RowError("#date", f"{written[:40]!r} is no year", filled(cells, self._year))
        try:
            numbered = number(month)
            first = date(int(found[1]), 1 if numbered is None else int(numbered), 1)
        except ValueError as error:
            named = f"{written}-{month[:10]} is no month" if month else f"{written!r} is no year"
            raise RowError("#date", named, filled(cells, self._month or self._year)) from error
        if numbered is None:
            return _time(_Span(first, first.replace(month=12, day=31), found[1], filled(cells, self._year)))
        found_at = (filled(cells, self._year), filled(cells, self._month))
        told = frozenset(at for at in found_at if at is not None)
        return _time(_Span(first, end_of_month(first), ""))._replace(told=told)


def year_of(written: str) -> Time:
    """The time of what a header says to be of a year."""
    first = date(int(written), 1, 1)
    return _time(_Span(first, first.replace(month=12, day=31), written))


def _span(text: str, day: Callable[[str], date]) -> _Span | None:
    """The day, month or year that a cell names; None where it says that there is none.

    Raises:
        ValueError: it names none.
    """
    plain = digits(text)
    if plain.lower() in NO_DAY:
        return None
    if found := _YEAR.fullmatch(plain):
        return _Span(date(int(found[1]), 1, 1), date(int(found[1]), 12, 31), found[1])
    if found := _COMPACT.fullmatch(plain):
        some = day("-".join(found.groups()))
    elif (found := _MONTH.fullmatch(plain)) or (found := _MONTH_IN_WORDS.fullmatch(plain)):
        some = day(f"{plain}-01" if found[1].isdigit() else f"1 {found[1]} {found[2]}")
        return _Span(some, end_of_month(some), text)
    else:
        some = day(plain)
    return _Span(some, some, text)


def _time(start: _Span, end: _Span | None = None) -> Time:
    end = end or start
    first, last = start.first, end.last
    if first == last:
        when = on_day(first)
    elif (first.day, last) == (1, end_of_month(first)):
        when = in_month(first)
    else:
        when = in_range(first, last, start.written if start == end else "")
    told = frozenset(at for at in (start.at, end.at) if at is not None)
    return Time(first.isoformat(), last.isoformat(), when, told)


def _as_reported(span: _Span) -> Time:
    day_of = span.first.isoformat()
    told = frozenset() if span.at is None else frozenset({span.at})
    return Time(day_of, span.last.isoformat(), {"precision": "reported", "start": day_of}, told)
