"""A validator's errors in the words of somebody who writes a briefing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import orjson
import pytest
from pydantic import ValidationError

from formats.hostile import bare, sample
from sitbrief.briefing.models import Briefing
from sitbrief.formats.validation import validated
from sitbrief.formats.wording import wording

if TYPE_CHECKING:
    from sitbrief.briefing.findings import Path

A_DAY = "must be a day, as in 2024-12-05"
A_MOMENT = "must be a moment with its offset, as in 2024-12-05T18:00:00+03:00"
A_STAMP = "must be a day (2024-12-05) or a moment with its offset (2024-12-05T18:00:00+03:00)"
AN_ID = "must be an id: at most 80 lower-case letters, digits, dots, dashes, underscores"
AN_ADDRESS = "must be an http or https address in plain ASCII, without spaces, quotes or angle brackets"
SECTORS = (
    "'CCCM', 'Early Recovery', 'Education', 'Emergency Telecommunications', 'Food Security', 'Health', "
    "'Logistics', 'Nutrition', 'Protection', 'Shelter/NFI', 'WASH', 'Access', 'Displacement' or 'Multi-sector'"
)
FIGURE = ("claims", 0, "figures", 0)
WHEN = ("claims", 0, "when")
POINT = ("claims", 0, "where", 0, "coordinates")


def said(path: Path, value: object) -> list[str]:
    """What is said of the sample with another value at a place."""
    data: Any = sample()
    spot = data
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = value
    with pytest.raises(ValidationError) as caught:
        validated(Briefing, orjson.dumps(data))
    return [wording(error) for error in caught.value.errors(include_url=False, include_input=False)]


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (("title",), 7, "must be text, in double quotes"),
        (("title",), None, "must be text, in double quotes"),
        (("title",), " \n ", "must not be empty"),
        (("edition",), "1", "must be a whole number"),
        (("edition",), 1.5, "must be a whole number"),
        (("edition",), True, "must be a whole number"),
        (("edition",), 0, "must be greater than or equal to 1"),
        (("edition",), 100_000_000, "must be less than or equal to 99999999"),
        (("claims", 0, "credibility"), 7, "must be less than or equal to 6"),
        ((*FIGURE, "key"), 1, "must be true or false"),
        ((*POINT, "lat"), "36", "must be a number"),
        ((*POINT, "lat"), 90.5, "must be less than or equal to 90"),
        (("period",), [], "must be a JSON object, in braces"),
        (("period",), "2024-12-05", "must be a JSON object, in braces"),
        (("claims",), {}, "must be a list, in square brackets"),
        (("claims", 0, "carriers"), "paper", "must be a list, in square brackets"),
        (("period", "start"), 20241201, A_DAY),
        (("period", "start"), "1 December", A_DAY),
        (("period", "start"), "2024-12-32", A_DAY),
        (("period", "start"), "2024-12-01T10:00:00", f"{A_DAY}, without a time"),
        (("period", "start"), "2024-12-06", "the period ends before it starts"),
        (("issued",), 20241206, A_STAMP),
        (("issued",), "6 December", A_STAMP),
        (("issued",), "2024-12-06T18:00", A_STAMP),
        (WHEN, {"precision": "instant", "at": 7}, A_MOMENT),
        (WHEN, {"precision": "instant", "at": "morning"}, A_MOMENT),
        (WHEN, {"precision": "instant", "at": "2024-12-05"}, A_MOMENT),
        (
            WHEN,
            {"precision": "instant", "at": "2024-12-05T18:00:00"},
            "needs its offset from UTC, as in 2024-12-05T18:00:00+03:00",
        ),
        (
            WHEN,
            {"precision": "range", "start": "2024-12-05"},
            'precision "range" goes with end and start, nothing else',
        ),
        (("format",), "sitbrief/2", "must be 'sitbrief/1': this sitbrief reads no other version"),
        (("id",), "A b", AN_ID),
        (("id",), "a" * 81, AN_ID),
        (("id",), "a\n", AN_ID),
        (("claims", 0, "originator"), "SOHR", AN_ID),
        (("country",), "Syria", "must be of the form ^[A-Z]{2}$"),
        (("zone",), "Damascus", "must be an IANA time zone, as in Asia/Damascus"),
        (("documents", 0, "url"), "javascript:x", AN_ADDRESS),
        (("claims", 0, "where", 0, "provinces"), ["Hama"], "must be an ISO 3166-2 code: for this province it is SY-HM"),
        (("humanitarian", 0, "sector"), "Water", f"must be {SECTORS}"),
    ],
)  # fmt: skip
def test_an_error_says_what_the_value_must_be(path: Path, value: object, expected: str) -> None:
    whole = {"lat": 35.13, "lon": 36.75} if path[:-1] == POINT else None
    if whole:
        path, value = path[:-1], {**whole, str(path[-1]): value}
    assert said(path, value) == [expected]


def test_every_member_of_a_union_says_what_it_wants_and_the_widest_comes_last() -> None:
    assert said((*FIGURE, "low"), "300") == ["must be a whole number", "must be a number"]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("titel", "is no key of the format; did you mean title?"),
        ("timelines", "is no key of the format; did you mean timeline?"),
        ("schema", "is no key of the format; did you mean $schema?"),
        ("zzzzzz", "is no key of the format"),
        ("", "is no key of the format"),
        ("\x1b[2J", "is no key of the format"),
        ("as_of" + "x" * 1_000_000, "is no key of the format"),
    ],
)
def test_an_unknown_key_gets_the_nearest_known_one_if_one_is_near(key: str, expected: str) -> None:
    assert said((key,), 1) == [expected]


@pytest.mark.parametrize(
    ("path", "key"), [((), "headline"), (("claims", 0), "title"), (("period",), "$schema"), ((), "low")]
)
def test_a_key_of_another_record_is_not_its_own_suggestion(path: Path, key: str) -> None:
    assert said((*path, key), 1) == ["is a key of the format, but not of this object"]


def test_the_python_name_of_a_key_is_no_key() -> None:
    assert said(("schema_address",), "x") == ["is no key of the format"]


MAY_BE_MISSING: Final = {"period", "as_of", "cutoff"}
"""What a briefing of things without a date does not say."""


@pytest.mark.parametrize(
    "key", list(sample()["period"]) + [key for key in bare() if key not in MAY_BE_MISSING]
)
def test_a_missing_key_is_missing(key: str) -> None:
    data = bare()
    del (data["period"] if key in data["period"] else data)[key]
    with pytest.raises(ValidationError) as caught:
        validated(Briefing, orjson.dumps(data))
    assert [wording(error) for error in caught.value.errors()] == ["is missing"]


def test_an_error_that_nobody_foresaw_keeps_the_validators_own_sentence() -> None:
    error = {"type": "too_long", "loc": ("claims",), "msg": "Input should be shorter", "input": None}
    assert wording(error) == "must be shorter"  # type: ignore[arg-type]
    assert wording({**error, "msg": "Too long"}) == "Too long"  # type: ignore[arg-type]
