"""Rows that moved are found, and the region that is scrolled is the one that saves most."""

from __future__ import annotations

import random

import pytest

from sitbrief.terminal.capabilities import XTERM
from sitbrief.terminal.encoder import Brush, encode
from sitbrief.terminal.frame import Frame
from sitbrief.terminal.pen import PLAIN, apply, blank_of
from sitbrief.terminal.scroll import Shift, likely_shift, shifted, shortest

WORDS = "bridge river road convoy market hospital border camp school power water field".split()  # noqa: SIM905
WIDTH, HEIGHT = 60, 14


def text(chance: random.Random) -> str:
    words = " ".join(chance.choices(WORDS, k=chance.randint(0, 8)))
    return "  " * chance.randint(0, 1) + words


def frame(lines: list[str]) -> Frame:
    made = Frame(WIDTH, len(lines))
    for row, line in zip(made.rows, lines, strict=True):
        row.put(0, line[:WIDTH], PLAIN)
    return made


def cost(before: Frame, after: Frame, shift: Shift) -> int:
    """What it takes after scrolling, without the scrolling itself."""
    return len(encode(shifted(before, shift), after, range(HEIGHT), Brush(0, 0, PLAIN), XTERM))


@pytest.mark.parametrize("seed", range(40))
def test_the_region_is_about_the_best_there_is(seed: int) -> None:
    """A list between lines that stay has moved by some rows, and a few of its lines say something else."""
    chance = random.Random(seed)  # noqa: S311  no secret
    lines = [text(chance) for _ in range(40)]
    at, by = chance.randint(8, 20), chance.choice([-6, -3, -2, -1, 1, 2, 3, 5])
    edge = ["head " * 9, "- " * 20]
    before = frame([*edge, *lines[at : at + HEIGHT - 4], *edge])
    moved = lines[at + by : at + by + HEIGHT - 4]
    for _ in range(chance.randint(0, 2)):
        moved[chance.randrange(len(moved))] = text(chance)
    after = frame([*edge, *moved, *edge])
    likely = likely_shift(before, after, range(HEIGHT))
    assert likely is not None
    shift, _ = likely
    best = min(
        cost(before, after, Shift(top, bottom, by))
        for top in range(HEIGHT)
        for bottom in range(top + abs(by), HEIGHT)
    )
    assert shift.by == by
    assert cost(before, after, shift) <= 1.1 * best + 8


def test_nothing_is_scrolled_where_that_saves_nothing() -> None:
    before = frame(["one two three", "", "", "four"])
    after = frame(["one two three", "", "four", ""])
    assert likely_shift(before, after, range(4)) is None
    data, _ = shortest(before, after, range(4), Brush(0, 0, PLAIN), XTERM)
    assert data == encode(before, after, range(4), Brush(0, 0, PLAIN), XTERM)


def test_equal_pens_are_the_same_pen() -> None:
    """Else rows that are alike would seem to differ."""
    assert apply(apply(PLAIN, "31"), "1") is apply(PLAIN, "1;31")
    assert apply(apply(PLAIN, "31;1"), "0") is PLAIN
    assert blank_of(apply(PLAIN, "31;44")) is blank_of(apply(PLAIN, "32;44"))
