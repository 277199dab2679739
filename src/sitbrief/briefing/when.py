"""When a claim lies in time, at the precision its text gives and no finer."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sitbrief.briefing.model_types import Day, Line, Moment, Record
from sitbrief.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


UNDATED = "undated"
"""What is said of what has no time."""

TIME_NOT_STATED = "time not stated"
"""What is said of a claim without a time."""


class Precision(StrEnum):
    """How exactly a text says when."""

    INSTANT = "instant"
    PART_OF_DAY = "part of day"
    DAY = "day"
    RANGE = "range"
    WEEK = "week"
    MONTH = "month"
    REPORTED = "reported"


class PartOfDay(StrEnum):
    """The parts of a day that texts speak of."""

    NIGHT = "night"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


_HOURS: Mapping[PartOfDay, tuple[int, int]] = {
    PartOfDay.NIGHT: (0, 6),
    PartOfDay.MORNING: (6, 12),
    PartOfDay.AFTERNOON: (12, 18),
    PartOfDay.EVENING: (18, 24),
}

_FIELDS: Mapping[Precision, frozenset[str]] = {
    Precision.INSTANT: frozenset({"at"}),
    Precision.PART_OF_DAY: frozenset({"start", "part"}),
    Precision.DAY: frozenset({"start"}),
    Precision.RANGE: frozenset({"start", "end"}),
    Precision.WEEK: frozenset({"start"}),
    Precision.MONTH: frozenset({"start"}),
    Precision.REPORTED: frozenset({"start"}),
}


@lru_cache(maxsize=16)
def zone(name: str) -> ZoneInfo:
    """The time zone of that IANA name.

    Raises:
        ValueError: there is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError) as error:  # ZoneInfoNotFoundError is a KeyError
        raise ValueError("must be an IANA time zone, as in Asia/Damascus") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class When(Record):
    """A time as precise as it was said.

    Attributes:
        precision: Which of the other fields carry it: *instant* `at`; *part of day* `start` and `part`;
            *range* `start` and `end`; *day*, *week*, *month* (their first day) and *reported* `start`.
        at: The moment, with its offset from UTC.
        start: The day, or the first day of the range, week or month, in the briefing's zone.
        end: The last day of a range.
        part: The part of the day.
        as_written: The words of the text that say when.
        inferred: The day is worked out (from the publication date, say), not stated.
        background: It lies before the briefing's period on purpose.
    """

    precision: Precision
    at: Moment | None = None
    start: Day | None = None
    end: Day | None = None
    part: PartOfDay | None = None
    as_written: Line | None = None
    inferred: bool = False
    background: bool = False

    def __post_init__(self) -> None:
        given = {name for name in ("at", "start", "end", "part") if getattr(self, name) is not None}
        needed = _FIELDS[self.precision]
        if given != needed:
            raise ValueError(
                f'precision "{self.precision}" goes with {" and ".join(sorted(needed))}, nothing else'
            )
        if self.start and self.end and self.end < self.start:
            raise ValueError("the range ends before it starts")
        if self.precision is Precision.MONTH and self.start and self.start.day != 1:
            raise ValueError("a month starts on its first day")

    def interval(self, zone_name: str) -> tuple[datetime, datetime]:
        """The moments between which it lies, the second one exclusive. An instant is a point: both are the same."""
        if self.at is not None:
            return self.at, self.at
        tz = zone(zone_name)
        start, end = self.days(zone_name)
        first, last = (0, 24) if self.part is None else _HOURS[self.part]
        return _hour(start, first, tz), _hour(end, last, tz)

    def days(self, zone_name: str) -> tuple[date, date]:
        """The first and the last day it may lie on, in that zone."""
        if self.at is not None:
            day = local(self.at, zone_name).date()
            return day, day
        start = self.start or date.min  # `__post_init__` has seen to it that there is one
        match self.precision:
            case Precision.WEEK:
                return start, min(start, date.max - timedelta(days=6)) + timedelta(days=6)
            case Precision.MONTH:
                return start, end_of_month(start)
            case _:
                return start, self.end or start

    def overlaps(self, since: date | None, until: date | None, zone_name: str) -> bool:
        """Whether it can lie between two days, both included; None leaves that side open."""
        first, last = self.days(zone_name)
        return (since is None or last >= since) and (until is None or first <= until)

    def label(self, zone_name: str) -> str:
        """The time in a few words, as in "2024-12-05 morning" or "reported 2024-12-05"."""
        if self.at is not None:
            return f"{local(self.at, zone_name):%Y-%m-%d %H:%M}"
        forms = {
            Precision.PART_OF_DAY: f"{self.start} {self.part}",
            Precision.RANGE: f"{self.start} to {self.end}",
            Precision.WEEK: f"week of {self.start}",
            Precision.MONTH: f"{self.start}"[:7],
            Precision.REPORTED: f"reported {self.start}",
        }
        return forms.get(self.precision, f"{self.start}")

    def clock(self, zone_name: str) -> str:
        """What a list grouped by day still has to say: the hour, the part of the day, or how the day is meant."""
        if self.at is not None:
            return f"{local(self.at, zone_name):%H:%M}"
        if self.part is not None:
            return str(self.part)
        return {
            Precision.DAY: "day",
            Precision.RANGE: f"to {self.end:%m-%d}" if self.end else "",
            Precision.WEEK: "week",
            Precision.MONTH: "month",
        }.get(self.precision, "reported")


def _hour(day: date, hour: int, tz: ZoneInfo) -> datetime:
    """A moment at an hour of a day, capped at the last moment that Python knows."""
    midnight = datetime.combine(day, time(), tz)
    return midnight + min(timedelta(hours=hour), datetime.max.replace(tzinfo=tz) - midnight)


def end_of_month(some: date) -> date:
    """The last day of a month."""
    if (some.year, some.month) == (date.max.year, date.max.month):
        return date.max
    later = some.replace(day=28) + timedelta(days=4)
    return later - timedelta(days=later.day)


def local(moment: datetime, zone_name: str) -> datetime:
    """A moment in that zone, or as it is where that lies before the first day there is, or after the last."""
    try:
        return moment.astimezone(zone(zone_name))
    except OverflowError:
        return moment


def as_of_words(stamp: date | datetime | None, zone_name: str) -> str:
    """Of when a situation is, as in "as of 2024-12-05 Asia/Damascus"; "undated" for none."""
    return UNDATED if stamp is None else f"as of {stamp_words(stamp, zone_name)}"


def span_of(whens: Iterable[When | None], zone_name: str) -> When | None:
    """The days over which several times stretch; the time itself where all are the same one; None where none is stated."""
    stated = [when for when in dict.fromkeys(whens) if when]
    if len(stated) <= 1:
        return stated[0] if stated else None
    days = [when.days(zone_name) for when in stated]
    start, end = min(first for first, _ in days), max(last for _, last in days)
    return (
        When(precision=Precision.DAY, start=start)
        if start == end
        else When(precision=Precision.RANGE, start=start, end=end)
    )


def time_words(when: When | None, zone_name: str) -> str:
    """A time in a few words, as its label has it; that none is stated."""
    return when.label(zone_name) if when else TIME_NOT_STATED


def stamp_words(stamp: date | datetime | None, zone_name: str) -> str:
    """A day or a moment with its zone, as in "2024-12-05 18:00 +03:00 Asia/Damascus"; "not stated" for none."""
    if stamp is None:
        return "not stated"
    if isinstance(stamp, datetime):
        shown = local(stamp, zone_name)
        return f"{shown:%Y-%m-%d %H:%M} {shown.isoformat()[-6:]} {zone_name}"
    return f"{stamp} {zone_name}"
