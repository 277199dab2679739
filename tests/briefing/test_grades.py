from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.briefing.grades import Grade, Reliability, grade_range, parse_grade, parse_least, parse_range

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


@given(st.lists(GRADES, min_size=1))
def test_a_range_holds_all_its_grades_and_is_read_back(grades: list[Grade]) -> None:
    found = grade_range(grades)
    assert found is not None
    assert parse_range(str(found)) == found
    assert all(found.best.rank <= grade.rank <= found.worst.rank for grade in grades)
    assert grade_range([]) is None


@pytest.mark.parametrize("text", ["", "B2 to", " to B2", "B2 to X", "B2 to C3 to D4"])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="as in B2"):
        parse_range(text)


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


@given(st.sampled_from("abcdefABCDEF"), st.sampled_from(["", " ", "-", "/", " - ", "  "]), st.integers(1, 6))
def test_case_and_what_stands_between_are_no_matter(letter: str, between: str, digit: int) -> None:
    assert parse_grade(f" {letter}{between}{digit}\t") == Grade(Reliability(letter.upper()), digit)


@given(GRADES)
def test_machine_tags_are_read_in_either_order_and_case(grade: Grade) -> None:
    tags = [
        f'admiralty-scale:source-reliability="{grade.reliability.lower()}"',
        f'ADMIRALTY-SCALE:information-credibility="{grade.credibility}"',
    ]
    assert parse_grade(" ".join(tags)) == parse_grade(", ".join(reversed(tags))) == grade


@given(st.text())
def test_any_text_is_a_grade_or_is_refused_with_an_example(text: str) -> None:
    try:
        parse_grade(text)
    except ValueError as error:
        assert str(error).endswith("as in B2")  # noqa: PT017  # either way out is right


@given(GRADES, GRADES)
def test_what_meets_a_stricter_threshold_meets_a_laxer_one(grade: Grade, least: Grade) -> None:
    laxest = Grade(Reliability.E, 5)
    assert not grade.meets(least) or grade.meets(laxest)
    assert grade.meets(laxest) == grade.known


def test_the_axes_are_independent() -> None:
    assert parse_least("A5").known
    assert parse_least("E1").known
    assert not Grade(Reliability.A, 5).meets(Grade(Reliability.B, 2))
    assert not Grade(Reliability.E, 1).meets(Grade(Reliability.B, 2))


@pytest.mark.parametrize(
    ("grade", "words"),
    [
        (Grade(Reliability.B, 1), "usually reliable; confirmed by other, independent sources"),
        (Grade(Reliability.C, 2), "fairly reliable; probably true"),
        (Grade(Reliability.D, 3), "not usually reliable; possibly true"),
        (Grade(Reliability.E, 4), "unreliable; doubtful"),
        (Grade(Reliability.F, 6), "reliability cannot be judged; truth cannot be judged"),
    ],
)
def test_every_grade_has_words(grade: Grade, words: str) -> None:
    assert grade.words == words
