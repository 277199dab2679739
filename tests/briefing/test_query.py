from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.test_filters import FILTERS
from sitbrief.briefing import Filters
from sitbrief.briefing.entries import Sector
from sitbrief.briefing.filter_text import NotUnderstood
from sitbrief.briefing.grades import Grade, Reliability
from sitbrief.briefing.query import EXAMPLES, FIELDS, both, parse, written
from sitbrief.briefing.states import State
from sitbrief.text import clean_line

PARTS = st.lists(
    st.sampled_from(
        [
            "hama",
            "-drone",
            "by:SOHR",
            'by:"a b"',
            "grade:b2",
            "after:2024-12-01",
            '"x:y"',
            "in:SY-HL",
            "is:contested",
        ]
    )
    | st.text(max_size=8)
).map(" ".join)


def read_or_explained(typed: str) -> None:
    """What is read is the same when it is written and read again; what is not is explained in one clean line."""
    told = ""
    found = Filters()
    try:
        found = parse(typed)
    except NotUnderstood as error:
        told = str(error)
    assert clean_line(told) == told
    assert clean_line(written(found)) == written(found)
    assert parse(written(found)) == found


def test_words_and_fields_become_the_filters_they_name() -> None:
    found = parse("hama drone -aleppo after:2024-12-01 by:SOHR grade:B2")
    assert found == Filters(
        since=date(2024, 12, 1),
        least=Grade(Reliability.B, 2),
        text="hama drone",
        without="aleppo",
        by=("SOHR",),
    )


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ("", Filters()),
        ("in:hama in:SY-HL", Filters(provinces=("SY-HM", "SY-HL"))),
        ("before:2024-12-05 unknown:no", Filters(until=date(2024, 12, 5), unknown=False)),
        ("sector:wash is:contested", Filters(sectors=(Sector.WASH,), states=(State.CONTESTED,))),
        ('by:"Syrian Observatory" by:OCHA', Filters(by=("Syrian Observatory", "OCHA"))),
        ('"by:nobody" 10:30', Filters(text="by:nobody 10:30")),
        ('"by:" "road in:"', Filters(text='by: "road in:"')),
        ('"road - cut" -"al Bab" "x"', Filters(text='"road cut" x', without='"al Bab"')),
        ('road"by the"river', Filters(text='road "by the" river')),
        ("حماة -إدلب", Filters(text="حماة", without="إدلب")),
        ("AFTER:٢٠٢٤-١٢-٠١", Filters(since=date(2024, 12, 1))),
    ],
)
def test_what_is_typed_is_read(typed: str, filters: Filters) -> None:
    assert parse(typed) == filters


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("colour:red", "no field colour:"),
        ("by:", "by: has nothing behind it"),
        ('grade:""', "grade: has nothing behind it"),
        ("-by:SOHR", "cannot be left out"),
        ("after:soon", "is not a day"),
        ("grade:F6", "no least grade"),
        ("after:2024-01-01 since:2024-01-02", "given twice"),
        ("after:2024-01-02 before:2024-01-01", "lies before"),
        ("in:Atlantis", "no province"),
        ("is:true", "is not one of them"),
        ('by:"a,b"', "no comma"),
        ("-", "no letter"),
        ("a" * 10_001, "too long"),
    ],
)
def test_what_cannot_be_read_is_explained(typed: str, told: str) -> None:
    with pytest.raises(NotUnderstood, match=told):
        parse(typed)


@given(PARTS)
def test_any_text_is_read_or_explained_in_one_clean_line(typed: str) -> None:
    read_or_explained(typed)


@given(FILTERS)
def test_filters_survive_being_written_as_a_query(filters: Filters) -> None:
    if filters.since and filters.until and filters.until < filters.since:
        return
    assert parse(written(filters)) == filters


def test_the_examples_are_read() -> None:
    for typed, _ in EXAMPLES:
        parse(typed)
    assert {field for field in FIELDS if any(f"{field}:" in typed for typed, _ in EXAMPLES)} >= {
        "by",
        "after",
        "in",
    }


def test_the_second_of_two_filters_counts_and_words_add_up() -> None:
    first = Filters(provinces=("SY-HM",), text="hama", until=date(2024, 12, 5))
    assert both(first, Filters(provinces=("SY-HL",), text="drone", without="x")) == Filters(
        provinces=("SY-HL",), text="hama drone", without="x", until=date(2024, 12, 5)
    )
    assert both(first, Filters()) == first
    assert both(Filters(text='a "b'), Filters(text="c")) == Filters(text='a "b" c')


STRINGS = Path(__file__).parents[1] / "data" / "naughty_strings" / "strings.json"
NAUGHTY = json.loads(STRINGS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("typed", NAUGHTY)
def test_each_naughty_string_is_read_or_explained(typed: str) -> None:
    read_or_explained(typed)


def test_there_are_515_of_them() -> None:
    assert len(NAUGHTY) == 515
