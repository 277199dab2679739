from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.briefing.when import (
    PartOfDay,
    Precision,
    When,
    as_of_words,
    span_of,
    stamp_words,
    time_words,
    zone,
)

DAMASCUS = "Asia/Damascus"
DAY = date(2024, 12, 5)


def when(precision: str, **fields: Any) -> When:  # noqa: ANN401  # what a file may hold
    return When(precision=Precision(precision), **fields)


def instant(hour: int) -> When:
    return when("instant", at=datetime(2024, 12, 5, hour, tzinfo=UTC))


WHENS = [
    (instant(22), "2024-12-06 01:00", "01:00", (date(2024, 12, 6), date(2024, 12, 6))),
    (when("part of day", start=DAY, part=PartOfDay.MORNING), "2024-12-05 morning", "morning", (DAY, DAY)),
    (when("day", start=DAY), "2024-12-05", "day", (DAY, DAY)),
    (
        when("range", start=DAY, end=date(2024, 12, 7)),
        "2024-12-05 to 2024-12-07",
        "to 12-07",
        (DAY, date(2024, 12, 7)),
    ),
    (
        when("week", start=date(2024, 12, 2)),
        "week of 2024-12-02",
        "week",
        (date(2024, 12, 2), date(2024, 12, 8)),
    ),
    (when("month", start=date(2024, 2, 1)), "2024-02", "month", (date(2024, 2, 1), date(2024, 2, 29))),
    (when("reported", start=DAY), "reported 2024-12-05", "reported", (DAY, DAY)),
]


@pytest.mark.parametrize(("time", "label", "clock", "days"), WHENS)
def test_a_time_is_said_and_spans_days_at_its_own_precision(
    time: When, label: str, clock: str, days: tuple[date, date]
) -> None:
    assert time.label(DAMASCUS) == label
    assert time.clock(DAMASCUS) == clock
    assert time.days(DAMASCUS) == days


def test_parts_of_the_day_follow_each_other_and_fill_it() -> None:
    parts = [when("part of day", start=DAY, part=part).interval(DAMASCUS) for part in PartOfDay]
    assert [end for _, end in parts[:-1]] == [start for start, _ in parts[1:]]
    assert (parts[0][0], parts[-1][1]) == when("day", start=DAY).interval(DAMASCUS)


def test_an_instant_is_a_point() -> None:
    first, last = instant(6).interval(DAMASCUS)
    assert first == last


@pytest.mark.parametrize("start", [date.max, date.max.replace(day=1), date(9999, 12, 1)])
def test_the_end_of_the_calendar_is_no_obstacle(start: date) -> None:
    assert when("week", start=start).days("UTC")[1] >= start
    assert when("month", start=start.replace(day=1)).days("UTC")[1] == date.max


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_month_ends_the_day_before_the_next_starts(day: date) -> None:
    _, last = when("month", start=day.replace(day=1)).days(DAMASCUS)
    assert (last + timedelta(days=1)).day == 1
    assert (last.year, last.month) == (day.year, day.month)


@given(st.dates(), st.integers(0, 30), st.none() | st.dates(), st.none() | st.dates())
def test_overlap_means_a_day_in_common(
    start: date, length: int, since: date | None, until: date | None
) -> None:
    length = min(length, (date.max - start).days)
    time = when("range", start=start, end=start + timedelta(days=length))
    days = [start + timedelta(days=n) for n in range(length + 1)]
    inside = [d for d in days if (since is None or since <= d) and (until is None or d <= until)]
    if since is None or until is None or since <= until:
        assert time.overlaps(since, until, DAMASCUS) == bool(inside)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"precision": Precision.DAY}, "goes with start"),
        ({"precision": Precision.DAY, "start": DAY, "part": PartOfDay.NIGHT}, "nothing else"),
        ({"precision": Precision.RANGE, "start": DAY, "end": date(2024, 12, 4)}, "ends before it starts"),
        ({"precision": Precision.MONTH, "start": DAY}, "first day"),
    ],
)
def test_precision_and_fields_have_to_fit(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        When(**fields)


@pytest.mark.parametrize("name", ["Damascus", "../etc/passwd", "/etc/localtime", "", "Europe", "\x00"])
def test_an_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="IANA time zone"):
        zone(name)


def test_a_moment_is_told_in_the_briefings_zone_and_a_day_as_a_day() -> None:
    assert (
        stamp_words(datetime(2024, 12, 5, 15, tzinfo=UTC), DAMASCUS)
        == "2024-12-05 18:00 +03:00 Asia/Damascus"
    )
    assert stamp_words(DAY, DAMASCUS) == "2024-12-05 Asia/Damascus"


EDGES = st.sampled_from([date.min, date.max, date(9999, 12, 25), date(9999, 12, 1), date(1, 1, 2), DAY])
OFFSETS = st.sampled_from([-23, -12, 0, 12, 23]).map(lambda hours: timezone(timedelta(hours=hours)))


@st.composite
def edge_times(draw: st.DrawFn) -> When:
    """Times of every precision at the first and the last days there are."""
    precision = draw(st.sampled_from(Precision))
    day = draw(EDGES)
    match precision:
        case Precision.INSTANT:
            hour = draw(st.sampled_from([0, 12, 23]))
            return When(precision=precision, at=datetime.combine(day, time(hour), draw(OFFSETS)))
        case Precision.PART_OF_DAY:
            return When(precision=precision, start=day, part=draw(st.sampled_from(PartOfDay)))
        case Precision.RANGE:
            return When(precision=precision, start=day, end=max(day, draw(EDGES)))
        case Precision.MONTH:
            return When(precision=precision, start=day.replace(day=1))
        case _:
            return When(precision=precision, start=day)


@given(edge_times(), st.sampled_from([DAMASCUS, "UTC", "America/New_York", "Pacific/Kiritimati"]))
def test_any_time_that_a_file_can_hold_can_be_shown_and_sorted(made: When, zone_name: str) -> None:
    """A file from elsewhere may hold the last day there is: it must not bring the reader down."""
    first, last = made.interval(zone_name)
    start, end = made.days(zone_name)
    assert first <= last
    assert start <= end
    assert made.overlaps(start, end, zone_name)
    assert made.label(zone_name)
    assert made.clock(zone_name)


@given(EDGES, st.sampled_from([0, 12, 23]), OFFSETS)
def test_a_stamp_in_words_says_its_zone_even_at_the_ends_of_the_calendar(
    day: date, hour: int, offset: timezone
) -> None:
    moment = datetime.combine(day, time(hour), offset)
    assert stamp_words(moment, DAMASCUS).endswith(f" {DAMASCUS}")


def test_what_has_no_time_says_so() -> None:
    assert stamp_words(None, DAMASCUS) == "not stated"
    assert as_of_words(None, DAMASCUS) == "undated"
    assert as_of_words(date(2024, 12, 5), DAMASCUS) == f"as of 2024-12-05 {DAMASCUS}"
    assert time_words(None, DAMASCUS) == "time not stated"
    assert time_words(When(precision=Precision.MONTH, start=date(2024, 12, 1)), DAMASCUS) == "2024-12"


MONTH: Final = When(precision=Precision.MONTH, start=date(2024, 11, 1))
ON_THE_DAY: Final = When(precision=Precision.DAY, start=DAY)


@pytest.mark.parametrize(
    ("whens", "expected"),
    [
        ((), None),
        ((None, None), None),
        ((None, MONTH), MONTH),
        ((MONTH, MONTH), MONTH),
        ((ON_THE_DAY, instant(12)), ON_THE_DAY),
        ((ON_THE_DAY, None, MONTH), when("range", start=date(2024, 11, 1), end=DAY)),
    ],
)
def test_several_times_stretch_from_the_first_day_to_the_last(
    whens: tuple[When | None, ...], expected: When | None
) -> None:
    assert span_of(whens, DAMASCUS) == expected
