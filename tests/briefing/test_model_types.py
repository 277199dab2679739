"""What may enter a record, and in which shape it stays there."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from briefing.making import DAY, briefing, claim, on, read, source
from sitbrief.briefing.model_types import Day, Id, Line, Many, Moment, Prose, Stamp, WebAddress
from sitbrief.briefing.when import Precision, When
from sitbrief.formats.codec import values

LINE = TypeAdapter[str](Line)
PROSE = TypeAdapter[str](Prose)
NAME = TypeAdapter[str](Id)
ADDRESS = TypeAdapter[str](WebAddress)
STAMP = TypeAdapter[date](Stamp)
DAYS = TypeAdapter[date](Day)
MOMENTS = TypeAdapter[datetime](Moment)
MANY = TypeAdapter[tuple[int, ...]](Many[int])

OFFSETS = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
AWARE = st.datetimes(timezones=OFFSETS)


def refusal(kind: TypeAdapter[Any], value: object) -> str:
    """Why a value is refused, in the validator's word."""
    with pytest.raises(ValidationError) as caught:
        kind.validate_python(value)
    return caught.value.errors()[0]["type"]


@given(st.text())
def test_a_line_has_no_break_and_stays_as_it_is_once_it_is_in(text: str) -> None:
    try:
        kept = LINE.validate_python(text)
    except ValidationError as error:
        assert "must not be empty" in str(error)  # noqa: PT017  # both ways out are right
        return
    assert kept == " ".join(kept.split())
    assert LINE.validate_python(kept) == kept


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b", "\ufeff\u00ad"])
def test_text_of_which_nothing_is_left_is_no_text(text: str) -> None:
    for kind in (LINE, PROSE):
        with pytest.raises(ValidationError, match="must not be empty"):
            kind.validate_python(text)


def test_prose_keeps_its_paragraphs_and_a_line_does_not() -> None:
    assert PROSE.validate_python("a\r\n\r\n\r\n\r\nb\x07") == "a\n\nb\N{REPLACEMENT CHARACTER}"
    assert LINE.validate_python("a\r\n\r\nb") == "a b"


@pytest.mark.parametrize("name", ["a", "7", "syria-2024.12_05", "x" * 80])
def test_an_id_is_fit_for_a_command_line(name: str) -> None:
    assert NAME.validate_python(name) == name


@pytest.mark.parametrize("name", ["", "-a", ".a", "_a", "A", "a b", "a/b", "é", "a\n", "x" * 81])
def test_what_a_shell_or_a_folder_could_misread_is_no_id(name: str) -> None:
    with pytest.raises(ValidationError, match="pattern"):
        NAME.validate_python(name)


@pytest.mark.parametrize(
    "url",
    [
        "http://a",
        "https://a.org/b_c?d=e&f=(g)#h",
        "https://[::1]:80/~x",
        "https://a/%D8%AD",
        "https://a/b;c=d,e",
    ],
)
def test_an_address_in_plain_ascii_is_kept(url: str) -> None:
    assert ADDRESS.validate_python(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:x",
        "ftp://a",
        "HTTPS://a",
        "https://",
        "https://a b",
        "https://a\n",
        'https://a"b',
        "https://a>b",
        "https://a<b",
        "https://a\\b",
        "https://ä.de",
        " https://a",
    ],
)
def test_an_address_cannot_leave_its_angle_brackets(url: str) -> None:
    with pytest.raises(ValidationError, match="http or https"):
        ADDRESS.validate_python(url)


@given(AWARE | st.dates())
def test_a_stamp_is_written_as_what_is_read_back(stamp: date) -> None:
    written = values(briefing(issued=stamp))["issued"]
    assert STAMP.validate_python(written) == stamp
    assert type(STAMP.validate_python(written)) is type(stamp)


@given(AWARE)
def test_a_moment_is_written_as_what_is_read_back(moment: datetime) -> None:
    when = When(precision=Precision.INSTANT, at=moment)
    assert MOMENTS.validate_python(values(when)["at"]) == moment


@given(st.dates())
def test_a_day_is_written_as_what_is_read_back(day: date) -> None:
    assert DAYS.validate_python(values(on(day))["start"]) == day


@pytest.mark.parametrize(
    "text", ["2024-12-05T18:00Z", "2024-12-05T21:00:00+03:00", "2024-12-05T18:00:00.000Z"]
)
def test_a_moment_is_read_with_or_without_seconds(text: str) -> None:
    expected = datetime(2024, 12, 5, 18, tzinfo=UTC)
    assert MOMENTS.validate_python(text) == expected
    assert STAMP.validate_python(text) == expected


@pytest.mark.parametrize("text", ["2024-12-05T18:00:00", "2024-12-05T18:00"])
def test_a_moment_without_its_offset_is_not_completed(text: str) -> None:
    assert refusal(MOMENTS, text) == "timezone_aware"
    assert refusal(MOMENTS, datetime.fromisoformat(text)) == "timezone_aware"
    assert refusal(STAMP, text) == refusal(STAMP, datetime.fromisoformat(text)) == "value_error"


@pytest.mark.parametrize(
    "text",
    [
        "2024-12-05T24:01Z",
        "2024-12-05T18:00+24:00",
        "2024-12-05T18Z",
        "2024-02-30T18:00Z",
        "1733356800",
        "now",
        "",
        "٢٠٢٤-١٢-٠٥T18:00Z",
    ],
)
def test_what_is_on_no_clock_is_no_moment(text: str) -> None:
    assert refusal(MOMENTS, text) == "datetime_type"
    assert refusal(STAMP, text) == "value_error"


@pytest.mark.parametrize(
    "text", ["20241205", "1733356800", "+1", "2024-12-5", "2024-02-30", "0000-01-01", ""]
)
def test_what_is_not_written_as_a_day_is_never_guessed(text: str) -> None:
    """Read as a count of seconds, 20241205 would quietly be the 23rd of August 1970."""
    assert refusal(DAYS, text) == "date_type"
    assert refusal(STAMP, text) == "value_error"


def test_a_moment_is_no_day_and_a_day_no_moment() -> None:
    assert refusal(DAYS, "2024-12-05T00:00:00") == "date_from_datetime_inexact"
    assert refusal(DAYS, datetime(2024, 12, 5, tzinfo=UTC)) == "date_type"
    assert refusal(MOMENTS, "2024-12-05") == refusal(MOMENTS, DAY) == "datetime_type"


@pytest.mark.parametrize("value", [1733356800, 1.5, None, True, []])
def test_what_is_no_text_is_no_time(value: object) -> None:
    assert refusal(DAYS, value) == "date_type"
    assert refusal(MOMENTS, value) == "datetime_type"
    assert refusal(STAMP, value) == "value_error"


def test_of_many_wrong_items_the_first_is_reported_alone() -> None:
    with pytest.raises(ValidationError) as caught:
        MANY.validate_python(("x",) * 1000)
    assert caught.value.error_count() == 1


def test_a_record_is_frozen_and_takes_no_unknown_field() -> None:
    made = claim("a")
    with pytest.raises(FrozenInstanceError, match="frozen"):
        made.statement = "Other"  # type: ignore[misc]
    with pytest.raises(TypeError, match="surprise"):
        claim("a", surprise=1)


@pytest.mark.parametrize("credibility", ["3", 3.0, True])
def test_a_record_converts_nothing(credibility: object) -> None:
    with pytest.raises(ValidationError, match="integer"):
        read(claim("a", credibility=credibility))  # type: ignore[arg-type]


def test_records_of_the_same_content_are_the_same() -> None:
    assert claim("a") == claim("a")
    assert len({source("a"), source("a"), source("b")}) == 2
