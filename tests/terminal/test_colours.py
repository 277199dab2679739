"""A terminal with fewer colours gets the nearest of its own, and never one that it does not have."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.terminal.capabilities import FEW, MANY, TRUE
from sitbrief.terminal.colours import nearest, rgb
from sitbrief.terminal.pen import PLAIN, Pen, on, within

OWN = st.sampled_from([*range(30, 38), *range(90, 98)]).map(str)
INDEXED = st.integers(0, 255).map(lambda number: f"38;5;{number}")
TRIPLES = st.tuples(*[st.integers(0, 255)] * 3).map(lambda parts: "38;2;" + ";".join(map(str, parts)))
COLOURS = st.one_of(st.just(""), OWN, INDEXED, TRIPLES)
KNOWN = {
    FEW: re.compile("3[0-7]"),
    16: re.compile("3[0-7]|9[0-7]"),
    MANY: re.compile("3[0-7]|9[0-7]|38;5;[0-9]+"),
    TRUE: re.compile(".*"),
}


@given(COLOURS, st.sampled_from(list(KNOWN)))
def test_it_is_one_that_the_terminal_has(colour: str, colours: int) -> None:
    found = nearest(colour, colours)
    assert (found == "") if not colour else KNOWN[colours].fullmatch(found)
    assert nearest(found, colours) == found, "what it has stays"


@given(st.integers(16, 255))
def test_a_colour_of_the_palette_is_nearest_to_itself(number: int) -> None:
    written = ";".join(map(str, rgb(number)))
    assert rgb(int(nearest(f"38;2;{written}", MANY).rpartition(";")[2])) == rgb(number)


@pytest.mark.parametrize(
    ("colour", "colours", "expected"),
    [
        ("97", FEW, "37"),
        ("104", FEW, "44"),
        ("104", 16, "104"),
        ("48;5;12", 16, "104"),
        ("38;5;196", FEW, "31"),
        ("38;2;255;255;255", 16, "97"),
        ("38;2;0;0;0", MANY, "38;5;16"),
    ],
)
def test_some_that_are_known(colour: str, colours: int, expected: str) -> None:
    assert nearest(colour, colours) == expected


def test_without_colours_a_background_is_reversed_and_text_is_plain() -> None:
    assert within(Pen("31", "44", ("1",)), 0) == Pen("", "", ("1", "7"))
    assert within(Pen("31", "", ()), 0) == PLAIN


def test_a_ground_is_where_a_pen_has_no_colour_of_its_own() -> None:
    ground = Pen("38;5;231", "48;5;16")
    assert on(Pen("31", "", ("1",)), ground) == Pen("31", "48;5;16", ("1",))
    assert on(PLAIN, PLAIN) is PLAIN
