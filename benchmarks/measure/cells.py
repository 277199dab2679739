"""What a terminal shows: cells that are equal where they look equal, and the SGR sequences between their looks."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pyte.graphics import FG_BG_256

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyte.screens import Char

_COLOURS = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
_BRIGHT = "bright"
_PALETTE = {colour: number for number, colour in reversed(list(enumerate(FG_BG_256)))}
_RGB = re.compile("[0-9a-f]{6}")


class Look(NamedTuple):
    """How a cell is drawn."""

    fg: str = "default"
    bg: str = "default"
    bold: bool = False
    italics: bool = False
    underscore: bool = False
    strikethrough: bool = False
    reverse: bool = False
    blink: bool = False


class Cell(NamedTuple):
    """A character with its combining marks; the empty text is the right half of a wide one."""

    text: str = " "
    look: Look = Look()


Row = tuple[Cell, ...]
Frame = tuple[Row, ...]

PLAIN = Look()
BLANK = Cell()
_SWITCHES = {"bold": (1, 22), "italics": (3, 23), "underscore": (4, 24), "blink": (5, 25)} | {
    "reverse": (7, 27),
    "strikethrough": (9, 29),
}


@cache
def blank_look(pen: Look) -> Look:
    """What is visible of a space written with a pen."""
    if pen.underscore or pen.strikethrough:
        return pen._replace(italics=False)
    if not pen.reverse:
        return Look(bg=pen.bg)
    return Look(reverse=True) if pen.fg == "default" else Look(bg=pen.fg)


def erasing(pen: Look) -> Look | None:
    """What erasing leaves with a pen; None where terminals differ (back colour erase says nothing of lines)."""
    return None if pen.reverse or pen.underscore or pen.strikethrough else Look(bg=pen.bg)


@cache
def cell_of(char: Char) -> Cell:
    """A cell as the terminal has it, reduced to what is visible."""
    look = Look(*char[1:])
    return Cell(" ", blank_look(look)) if char.data in {" ", "\xa0"} else Cell(char.data, look)


def blank_frame(columns: int, rows: int) -> Frame:
    """A screen on which nothing is."""
    return ((BLANK,) * columns,) * rows


def changed(before: Frame, after: Frame) -> int:
    """How many cells differ."""
    return sum(a != b for old, new in zip(before, after, strict=True) for a, b in zip(old, new, strict=True))


def _colour(name: str, base: int) -> tuple[str, ...]:
    if name == "default":
        return (str(base + 9),)
    if _RGB.fullmatch(name):
        known = _PALETTE.get(name)
        triple = tuple(str(int(name[at : at + 2], 16)) for at in (0, 2, 4))
        return (str(base + 8), *(("2", *triple) if known is None else ("5", str(known))))
    plain = name.removeprefix(_BRIGHT)
    return (str(base + (60 if plain != name else 0) + _COLOURS.index(plain)),)


def _codes(pen: Look, look: Look) -> Iterable[str]:
    for name, (on, off) in _SWITCHES.items():
        if getattr(pen, name) != getattr(look, name):
            yield str(on if getattr(look, name) else off)
    if pen.fg != look.fg:
        yield from _colour(look.fg, 30)
    if pen.bg != look.bg:
        yield from _colour(look.bg, 40)


@cache
def sgr(pen: Look, look: Look) -> str:
    """The shortest sequence from one look to another: step by step, or from plain."""
    if pen == look:
        return ""
    steps, anew = ";".join(_codes(pen, look)), ";".join(("", *_codes(PLAIN, look)))
    return f"\x1b[{min(steps, anew, key=len)}m"
