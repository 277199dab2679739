"""What is written in colour can be read: contrast as WCAG 2 computes it."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from sitbrief.briefing.states import State
from sitbrief.terminal.colours import rgb
from sitbrief.terminal.environment import COLOUR_BLIND, HIGH_CONTRAST, LIGHT, THEMES
from sitbrief.tui.palette import THEMES as COLOURS
from sitbrief.tui.palette import palette

if TYPE_CHECKING:
    from rich.style import Style

AA, AAA = 4.5, 7.0
BLACK, WHITE = (0, 0, 0), (255, 255, 255)


def luminance(colour: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def written(theme: str) -> dict[str, tuple[int, int, int]]:
    """The colours of a theme's text; where it leaves them to the terminal, xterm's, on black or on white."""
    colours = COLOURS[theme]._asdict()
    plain = BLACK if theme.endswith(LIGHT) else WHITE
    return {
        name: plain if number is None else rgb(number)
        for name, number in colours.items()
        if name != "background"
    }


def background(theme: str) -> tuple[int, int, int]:
    number = COLOURS[theme].background
    return (WHITE if theme.endswith(LIGHT) else BLACK) if number is None else rgb(number)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast((119, 119, 119), WHITE) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_of_a_theme_can_be_read(theme: str) -> None:
    least = AAA if theme.startswith(HIGH_CONTRAST) else AA
    found = {name: round(contrast(colour, background(theme)), 2) for name, colour in written(theme).items()}
    assert {name: ratio for name, ratio in found.items() if ratio < least} == {}


def seen_without(kind: str, colour: tuple[int, int, int]) -> tuple[float, ...]:
    """What a colour looks like to somebody who lacks the cones for red, green or blue (Vienot, Brettel and Mollon 1999)."""
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in (c / 255 for c in colour)]
    matrix = {
        "red": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
        "green": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
        "blue": ((1.01277, 0.13548, -0.14826), (-0.01243, 0.86812, 0.14431), (0.07589, 0.805, 0.11911)),
    }[kind]
    return tuple(sum(m * c for m, c in zip(row, linear, strict=True)) for row in matrix)


@pytest.mark.parametrize("kind", ["red", "green", "blue"])
@pytest.mark.parametrize("theme", [COLOUR_BLIND, COLOUR_BLIND + LIGHT])
def test_states_are_told_apart_whichever_cones_are_missing(theme: str, kind: str) -> None:
    names = ("contested", "unverified", "confirmed", "withdrawn")
    seen = {name: seen_without(kind, written(theme)[name]) for name in names}
    for one, other in combinations(names, 2):
        apart = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert apart > 0.04, (one, other)


def numbers(style: Style) -> int | None:
    return style.color.number if style.color else None


def test_a_terminal_without_colours_or_without_the_palette_gets_bold_and_reverse() -> None:
    for theme, colours in [(theme, 0) for theme in THEMES] + [(HIGH_CONTRAST, 8), (COLOUR_BLIND + LIGHT, 16)]:
        looks = palette(theme, colours)
        assert {numbers(style) for style in (looks.dim, looks.cursor, *looks.states.values())} == {None}
        assert looks.cursor.bold
        assert looks.focus.reverse


def test_every_state_has_a_style() -> None:
    assert set(palette().states) == set(State)
