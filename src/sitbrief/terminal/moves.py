"""The shortest way of the cursor from one cell to another."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sitbrief.terminal.capabilities import Capabilities

UNKNOWN: Final = -1
"""An unknown column or row: after the last column, or after text of uncertain width."""

_MOST_FEEDS: Final = 6


@lru_cache(maxsize=4096)
def move(y: int, x: int, to_y: int, to_x: int, able: Capabilities) -> str:
    """The shortest sequence from row y and column x, each from 0 or `UNKNOWN`, to another cell.

    A line feed goes straight down: the terminal's driver must not turn it into carriage return and line feed.
    """
    if (y, x) == (to_y, to_x):
        return ""
    ways = [_absolute(to_y, to_x)]
    if y != UNKNOWN:
        down = _vertical(y, to_y, able)
        across = _horizontal(x, to_x, able)
        ways.append(down + across)
    return min(ways, key=len)


def _absolute(y: int, x: int) -> str:
    if x == 0:
        return f"\x1b[{y + 1}H" if y else "\x1b[H"
    return f"\x1b[{y + 1 if y else ''};{x + 1}H"


def _vertical(y: int, to_y: int, able: Capabilities) -> str:
    if y == to_y:
        return ""
    steps = abs(to_y - y)
    ways = [f"\x1b[{steps if steps > 1 else ''}{'B' if to_y > y else 'A'}"]
    if able.columns:
        ways.append(f"\x1b[{to_y + 1}d")
    if 0 < to_y - y <= _MOST_FEEDS:
        ways.append("\n" * steps)
    return min(ways, key=len)


def _horizontal(x: int, to_x: int, able: Capabilities) -> str:
    if x == to_x:
        return ""
    if to_x == 0:
        return "\r"
    ways = [f"\r\x1b[{to_x if to_x > 1 else ''}C"]
    if able.columns:
        ways.append(f"\x1b[{to_x + 1}G")
    if 0 <= x < to_x:
        ways.append(f"\x1b[{to_x - x if to_x - x > 1 else ''}C")
    elif x > to_x:
        ways += ["\b" * (x - to_x), f"\x1b[{x - to_x}D"]
    return min(ways, key=len)
