"""What says nothing is known by whole cells alone, and by one set of words."""

from __future__ import annotations

import pytest

from sitbrief.formats.missing import MISSING, NO_DAY, is_missing, is_missing_code, present
from sitbrief.formats.numbers import number


@pytest.mark.parametrize("cell", ["", " ", "NA", "nan", "NULL", "None", "-", "–", "N/A", "No Information"])
def test_a_cell_that_says_nothing_is_empty_as_text_and_as_number(cell: str) -> None:
    assert is_missing(cell)
    assert present(f" {cell} ") == ""
    assert number(cell) is None


@pytest.mark.parametrize("cell", ["Null, Ahmed", "Nan province", "no", "0", "unknown", "NA01"])
def test_words_that_hold_one_of_them_say_something(cell: str) -> None:
    assert not is_missing(cell)
    assert present(f" {cell}\t") == cell


def test_the_code_of_namibia_is_one() -> None:
    assert not is_missing_code(" NA ")
    assert is_missing_code("na")
    assert is_missing_code("-")


def test_a_day_that_nobody_knows_is_none_and_more() -> None:
    assert MISSING < NO_DAY
    assert "tbd" in NO_DAY
