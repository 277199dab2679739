"""Numbers come through in whatever way they are written, and nothing else becomes one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.formats.numbers import NoNumber, number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("80418", 80418),
        ("80 418", 80418),
        ("80\u00a0418", 80418),
        ("1\u202f234\u202f567", 1234567),
        ("80,418", 80418),
        ("1,234,567.5", 1234567.5),
        ("35.1318", 35.1318),
        ("1e3", 1000),
        ("-3", -3),
        ("+7", 7),
        ("12.0", 12),
        ("٣٤", 34),
        (" 5 ", 5),
        ("-", None),
        ("", None),
        ("N/A", None),
        ("–", None),
    ],
)
def test_numbers_are_read_as_files_write_them(text: str, expected: float | None) -> None:
    assert number(text) == expected
    assert type(number(text)) is type(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("35,1318", 35.1318),
        ("1.234,5", 1234.5),
        ("1.234", 1234),
        ("35.13", 35.13),
        ("1234", 1234),
        ("1.234.567", 1234567),
    ],
)
def test_where_semicolons_separate_a_comma_is_the_point(text: str, expected: float) -> None:
    assert number(text, decimal_comma=True) == expected


@pytest.mark.parametrize(
    "text",
    [
        "about 300",
        "12a",
        "1,23,4",
        "1.2.3",
        "0x10",
        "inf",
        "1e400",
        "9" * 30,
        "٣x",
        "=1+1",
        "--3",
        f"{10**15 + 1}",
        f"-{10**15 + 1}",
    ],
)
def test_nothing_else_is_a_number(text: str) -> None:
    with pytest.raises(NoNumber):
        number(text)


@given(st.integers(-(10**15), 10**15))
def test_every_whole_number_comes_through_by_every_way(value: int) -> None:
    ways = [f"{value}", f"{value:,}", f"{value:,}".replace(",", " "), f"{value:_}".replace("_", "\u202f")]
    assert [number(way) for way in ways] == [value] * len(ways)


@given(st.text(max_size=30))
def test_any_text_is_a_number_none_or_refused(text: str) -> None:
    try:
        found = number(text)
    except NoNumber:
        return
    assert found is None or abs(found) <= 10**15
