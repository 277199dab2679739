from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.briefing.grades import Grade, Reliability, parse_grade, parse_least

GRADES = st.builds(Grade, st.sampled_from(Reliability), st.integers(1, 6))
B2 = Grade(Reliability.B, 2)


@pytest.mark.parametrize(
    "text",
    [
        "b2",
        "B2",
        "B-2",
        "B/2",
        "B 2",
        " b2 ",
        "B٢",
        'admiralty-scale:source-reliability="b" admiralty-scale:information-credibility="2"',
        'admiralty-scale:information-credibility="2", admiralty-scale:source-reliability="b"',
    ],
)
def test_a_grade_is_read_as_people_write_it(text: str) -> None:
    assert parse_grade(text) == B2


@pytest.mark.parametrize(
    "text", ["", "B", "2", "G2", "B7", "B0", "B22", "2B", 'admiralty-scale:source-reliability="b"']
)
def test_what_is_no_grade_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="as in B2"):
        parse_grade(text)


@pytest.mark.parametrize("text", ["F1", "A6", "F6"])
def test_unknown_is_no_threshold(text: str) -> None:
    with pytest.raises(ValueError, match="unknown, not worst"):
        parse_least(text)


def test_a_threshold_is_read_like_a_grade() -> None:
    assert parse_least("b/2") == B2


@given(GRADES)
def test_what_is_written_is_read_back(grade: Grade) -> None:
    assert parse_grade(str(grade)) == grade


@given(GRADES, GRADES)
def test_a_threshold_asks_for_both_axes_and_unknown_meets_none(grade: Grade, least: Grade) -> None:
    better = grade.reliability <= least.reliability and grade.credibility <= least.credibility
    known = grade.reliability is not Reliability.F and grade.credibility != 6
    assert grade.meets(least) == (known and better)


@given(st.lists(GRADES))
def test_unknown_grades_are_sorted_last(grades: list[Grade]) -> None:
    known = [grade.known for grade in sorted(grades, key=lambda grade: grade.rank)]
    assert known == sorted(known, reverse=True)


def test_both_axes_are_said_in_the_words_of_the_scale() -> None:
    assert Grade(Reliability.A, 5).words == "completely reliable; improbable"
