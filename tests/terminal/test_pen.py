"""The sequence from one pen to another makes the one of the other, and is no longer than switching all off and on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.terminal.pen import PLAIN, Pen, apply, blank_of, change
from support.emulator import emulator

COLOURS = ("", "31", "37", "92", "38;5;0", "38;5;208", "38;2;0;128;255")
ATTRIBUTES = ("1", "2", "3", "4", "5", "7", "9", "21", "53")

pens = st.builds(
    Pen,
    st.sampled_from(COLOURS),
    st.sampled_from([colour and str(int(colour[:2]) + 10) + colour[2:] for colour in COLOURS]),
    st.sets(st.sampled_from(ATTRIBUTES)).map(lambda found: tuple(sorted(found, key=int))),
)


def parameters(sequence: str) -> str:
    assert sequence.startswith("\x1b[")
    assert sequence.endswith("m")
    return sequence[2:-1]


@given(pens, pens)
def test_a_change_leads_from_one_pen_to_the_other(old: Pen, new: Pen) -> None:
    sequence = change(old, new)
    assert (apply(old, parameters(sequence)) if sequence else old) == new


@given(pens, pens)
def test_a_change_is_no_longer_than_starting_from_nothing(old: Pen, new: Pen) -> None:
    whole = change(PLAIN, new)
    assert len(change(old, new)) <= (len(whole) + 2 if whole else 3)


@given(pens)
def test_a_blank_looks_the_same_with_its_simplest_pen(pen: Pen) -> None:
    screen, stream = emulator(2, 1)
    for own in (pen, blank_of(pen)):
        stream.feed(b"\x1b[m" + change(PLAIN, own).encode() + b" ")
    first, second = (screen.buffer[0][x] for x in range(2))
    assert (first.bg, first.underscore, first.reverse, first.strikethrough) == (
        second.bg,
        second.underscore,
        second.reverse,
        second.strikethrough,
    )


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ("", PLAIN),
        ("0", PLAIN),
        ("1;31;44", Pen("31", "44", ("1",))),
        ("01;031", Pen("31", "", ("1",))),
        ("0;7", Pen("", "", ("7",))),
        ("31;39", PLAIN),
        ("104;49", PLAIN),
        ("38;5;208;1", Pen("38;5;208", "", ("1",))),
        ("48;2;1;;3", Pen("", "48;2;1;0;3", ())),
        ("1;2;22", PLAIN),
        ("4;21;24", PLAIN),
        ("99;1;58;12", Pen("", "", ("1",))),
        ("38", Pen("38", "", ())),
    ],
)
def test_parameters_are_read_as_a_terminal_does(parameters: str, expected: Pen) -> None:
    assert apply(PLAIN, parameters) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (Pen("31"), PLAIN, "\x1b[m"),
        (PLAIN, Pen("31"), "\x1b[31m"),
        (Pen("31", "", ("1",)), Pen("31"), "\x1b[22m"),
        (Pen("", "", ("1", "2")), Pen("", "", ("2",)), "\x1b[0;2m"),
        (Pen("38;2;1;2;3", "", ("1", "4")), Pen("38;2;1;2;3", "", ("4",)), "\x1b[22m"),
        (Pen("31", "44", ("1", "4", "7")), Pen("32"), "\x1b[0;32m"),
        (PLAIN, PLAIN, ""),
    ],
)
def test_only_what_differs_is_said(old: Pen, new: Pen, expected: str) -> None:
    assert change(old, new) == expected
