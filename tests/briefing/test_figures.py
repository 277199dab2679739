from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from briefing.making import read
from sitbrief.briefing.figures import Figure, Scope, number_range
from sitbrief.formats.validation import validated

BOUNDS = st.none() | st.integers(0, 10**6)


@st.composite
def figures(draw: st.DrawFn, **fixed: Any) -> Figure:  # noqa: ANN401  # any field
    values = sorted(draw(st.lists(st.integers(0, 10**6), min_size=3, max_size=3)))
    kept = draw(st.sets(st.sampled_from(("low", "best", "high")), min_size=1))
    bounds = {
        name: value for name, value in zip(("low", "best", "high"), values, strict=True) if name in kept
    }
    return Figure(what="people", **bounds, **fixed)


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (300, None, None, "300 km or more"),
        (None, None, 40, "up to 40 km"),
        (10, None, 15, "10 to 15 km"),
        (7, None, 7, "7 km"),
        (7, 7, 7, "7 km"),
        (None, 1234.5, None, "1,234.5 km"),
        (10, 12, 15, "12 km (10 to 15 km)"),
        (10, 12, None, "12 km (10 km or more)"),
        (None, None, None, "unknown"),
    ],
)
def test_a_range_in_words(low: float | None, best: float | None, high: float | None, words: str) -> None:
    assert number_range(low, best, high, "km") == words


def test_a_floor_stays_a_floor() -> None:
    assert str(Figure(what="militants killed", low=300)) == "300 or more"


@pytest.mark.parametrize(
    ("bounds", "as_said", "words"),
    [
        ({"low": 25}, "more than 25", "more than 25"),
        ({"low": 115_000}, "Over 115,000", "over 115,000"),
        ({"low": 12}, "more than a dozen", "more than 12"),
        ({"low": 25}, "at least 25", "25 or more"),
        ({"low": 25}, "overall 25", "25 or more"),
        ({"low": 25}, "fewer than 25", "25 or more"),
        ({"high": 40}, "under 40", "under 40"),
        ({"high": 40}, "fewer than 40", "fewer than 40"),
        ({"high": 40}, "up to 40", "up to 40"),
        ({"low": 25, "high": 40}, "more than 25, but no more than 40", "25 to 40"),
        ({"best": 25}, "over 25", "25"),
    ],
)
def test_a_bound_that_words_leave_out_is_told_in_those_words(
    bounds: dict[str, int], as_said: str, words: str
) -> None:
    """More than 25 is not 25 or more, and nobody has said 26."""
    assert str(Figure(what="drones", as_said=as_said, **bounds)) == words
    assert str(Figure(what="drones", unit="km", as_said="over 3", low=3)) == "over 3 km"


def test_what_was_said_is_not_said_twice() -> None:
    assert Figure(what="drones", low=25, as_said="more than 25").with_words == "more than 25"
    assert Figure(what="drones", low=25).with_words == "25 or more"
    assert (
        Figure(what="drones", low=25, as_said="25 at least").with_words
        == '25 or more, as said: "25 at least"'
    )


@pytest.mark.parametrize(
    ("bounds", "said"),
    [({}, "at least one"), ({"low": 3, "high": 2}, "not decrease"), ({"best": 10**16}, "less than or equal")],
)
def test_bounds_that_say_nothing_or_cross_are_refused(bounds: dict[str, int], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read(Figure(what="people", **bounds))


def test_a_scope_in_words() -> None:
    assert str(Scope(place="Hama", among="children")) == "Hama; children"


@given(figures(unit="km"))
def test_a_range_in_words_says_every_bound_that_is_known_and_no_other(figure: Figure) -> None:
    said = {int(word.replace(",", "")) for word in re.findall(r"[\d,]+", str(figure))}
    assert said == {bound for bound in (figure.low, figure.best, figure.high) if bound is not None}


@pytest.mark.parametrize(
    "bound", [float("nan"), float("inf"), -float("inf"), True, "3", 10**15 + 1, -(10**15) - 1]
)
def test_what_is_no_number_on_this_earth_is_no_bound(bound: object) -> None:
    with pytest.raises(ValidationError):
        read(Figure(what="people", best=bound))  # type: ignore[arg-type]


@pytest.mark.parametrize("written", ["3", "3.0", "0", "2.5", "1000000000000000"])
def test_a_number_is_written_back_as_it_was(written: str) -> None:
    figure = validated(Figure, f'{{"what": "people", "best": {written}}}'.encode())
    assert json.dumps(figure.best) == written


def test_of_what_where_and_when_nothing_is_said_the_scope_is_empty() -> None:
    assert str(Figure(what="people", best=1).scope) == ""
    assert str(Scope(place="Hama", period="this week", among="children")) == "Hama; this week; children"


def test_in_full_a_figure_says_all_that_it_says() -> None:
    bare = Figure(what="fatalities", best=0, as_said="0 reported")
    assert bare.in_full == 'fatalities: 0, as said: "0 reported"'
    whole = Figure(what="people displaced", whose="families", low=3, scope=Scope(place="Hama", among="women"))
    assert whole.in_full == "people displaced of families: 3 or more; scope: Hama; women"
