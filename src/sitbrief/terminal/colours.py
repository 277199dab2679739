"""Colours by their SGR parameters, and the nearest ones of a terminal that has fewer."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_OWN: Final = 16
"""So many colours of xterm's palette are the terminal's own; then come a cube of 216 and 24 greys, alike everywhere."""

_GREYS: Final = 232
_ALL: Final = 256
_FEW: Final = 8
_LEVELS: Final = (0, 95, 135, 175, 215, 255)
_NORMAL, _BRIGHT = 205, 255
_BRIGHTER: Final = 60
"""The offset from the SGR parameter of a colour to that of its bright variant."""


def rgb(number: int) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255, of a colour of xterm's palette."""
    if number >= _GREYS:
        grey = 8 + 10 * (number - _GREYS)
        return grey, grey, grey
    if number < _OWN:
        weight = _NORMAL if number < _FEW else _BRIGHT
        red, green, blue = (weight if number & bit else 0 for bit in (1, 2, 4))
        return red, green, blue
    red, rest = divmod(number - _OWN, 36)
    green, blue = divmod(rest, 6)
    return _LEVELS[red], _LEVELS[green], _LEVELS[blue]


@lru_cache(maxsize=512)
def nearest(colour: str, colours: int) -> str:
    """The nearest of so many colours.

    Args:
        colour: The parameters of SGR that choose it, as in "31", "97", "48;5;208" or "38;2;255;128;0"; empty for the
            terminal's own, which stays.
        colours: How many the terminal has, at least eight.
    """
    if not colour or colours > _ALL:
        return colour
    code, *rest = colour.split(";")
    if not rest:
        ground, number = (int(code) // 10 * 10, int(code[-1]))
        if ground >= 30 + _BRIGHTER:
            ground, number = ground - _BRIGHTER, number + _FEW
        return _written(ground, number if colours >= _OWN else number % _FEW)
    ground = int(code) - 8
    kind, *values = rest
    number = int(values[0]) if kind == "5" else _closest(_triple(values), range(_OWN, _ALL))
    if colours == _ALL:
        return f"{code};5;{number}"
    if number >= _OWN:
        number = _closest(rgb(number), range(min(colours, _OWN)))
    return _written(ground, number if colours >= _OWN else number % _FEW)


def _written(ground: int, number: int) -> str:
    return str(ground + number if number < _FEW else ground + _BRIGHTER + number - _FEW)


def _triple(values: list[str]) -> tuple[int, int, int]:
    red, green, blue = (min(255, int(value)) for value in values[:3])
    return red, green, blue


def _closest(wanted: tuple[int, int, int], among: range) -> int:
    def apart(number: int) -> int:
        return sum((one - other) ** 2 for one, other in zip(wanted, rgb(number), strict=True))

    return min(among, key=apart)
