from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief import places
from sitbrief.briefing import Filters
from sitbrief.briefing.entries import Sector
from sitbrief.briefing.grades import Grade, Reliability
from sitbrief.briefing.states import State
from sitbrief.cli.errors import Usage
from sitbrief.cli.options import Countries, add_filters, check_filters, filters_of
from sitbrief.text import clean_line, words_of

if TYPE_CHECKING:
    from datetime import date

SYRIA = places.country("SY")
CODES = [province.iso for province in SYRIA.provinces] if SYRIA else []
GRADES = [Grade(reliability, number) for reliability in "ABCDE" for number in range(1, 6)]


def read(*words: str) -> Filters:
    parser = argparse.ArgumentParser(allow_abbrev=False)
    add_filters(parser)
    args = parser.parse_args(words)
    check_filters(args)
    return filters_of(args, lambda: Countries("SY", ()))


def days() -> st.SearchStrategy[tuple[date | None, date | None]]:
    pairs = st.tuples(st.none() | st.dates(), st.none() | st.dates())
    return pairs.filter(lambda pair: not (pair[0] and pair[1]) or pair[0] <= pair[1])


def some(values: list[str] | type[Sector | State]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(list(values)), unique=True, max_size=3).map(tuple)


@given(
    some(CODES),
    days(),
    st.none() | st.sampled_from([Grade(Reliability(g.reliability), g.credibility) for g in GRADES]),
    st.booleans(),
    some(Sector),
    some(State),
    st.text().map(clean_line).filter(lambda text: not text or words_of(text)),
)
def test_what_filters_write_as_options_is_read_back_the_same(  # noqa: PLR0913, PLR0917  a filter each
    provinces: tuple[str, ...],
    between: tuple[date | None, date | None],
    least: Grade | None,
    unknown: bool,  # noqa: FBT001  hypothesis gives it
    sectors: tuple[Sector, ...],
    states: tuple[State, ...],
    text: str,
) -> None:
    filters = Filters(provinces, *between, least, unknown, sectors, states, text)

    assert read(*filters.options()) == filters


@pytest.mark.parametrize("word", ["Hama", "ḥamāh", "حماة", "sy-hm", "SY05", "5", "۰۵", "Hama Governorate"])
def test_a_province_goes_by_any_spelling_and_code(word: str) -> None:
    assert read("--province", word).provinces == ("SY-HM",)


def test_provinces_are_repeated_or_separated_by_commas_and_counted_once() -> None:
    assert read("--province", "Hama, حلب", "--province", "Homs,SY-HM").provinces == (
        "SY-HM",
        "SY-HL",
        "SY-HI",
    )


def test_an_ambiguous_province_is_asked_about() -> None:
    with pytest.raises(Usage) as caught:
        read("--province", "Dimashq")

    assert "SY-DI" in caught.value.hint
    assert "SY-RD" in caught.value.hint


def test_an_unknown_province_comes_with_the_nearest() -> None:
    with pytest.raises(Usage) as caught:
        read("--province", "Alepppo")

    assert "Aleppo (SY-HL)" in caught.value.hint


def test_values_are_read_as_people_write_them() -> None:
    filters = read("--grade", "b-2", "--unknown", "NO", "--sector", "wash,food", "--state", "single-source")

    assert filters == Filters(
        least=Grade(Reliability.B, 2),
        unknown=False,
        sectors=(Sector.WASH, Sector.FOOD_SECURITY),
        states=(State.SINGLE_SOURCE,),
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--since", "5 December"], "not a day"),
        (["--since", "2024-02-30"], "there is no day"),
        (["--since", "2024-12-06", "--until", "2024-12-05"], "lies before"),
        (["--grade", "F6"], "no least grade"),
        (["--unknown", "maybe"], "neither yes nor no"),
        (["--sector", "weather"], "not one of them"),
        (["--state", ""], "empty value"),
        (["--province", ""], "empty value"),
    ],
)
def test_a_value_that_is_not_understood_is_wrong_usage(words: list[str], said: str) -> None:
    with pytest.raises(Usage, match=said):
        read(*words)
