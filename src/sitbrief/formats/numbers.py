"""Numbers as files write them: thousands by spaces or commas, a decimal comma, the digits of any alphabet, "-" for none."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from sitbrief.formats.missing import is_missing
from sitbrief.text import digits

_SPACES: Final = dict.fromkeys(map(ord, " \u00a0\u2009\u202f'\u2019"))
_WHOLE: Final = re.compile(r"[+-]?\d+", re.ASCII)
_POINT: Final = re.compile(r"[+-]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_COMMA: Final = re.compile(r"[+-]?(?:\d+,\d*|,\d+)", re.ASCII)
_BY_COMMAS: Final = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?", re.ASCII)
_BY_POINTS: Final = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d*)?", re.ASCII)

_MOST: Final = 10**15
"""What a briefing's figures may be at most."""


class NoNumber(ValueError):
    """A text that should be a number and is none."""


@lru_cache(maxsize=4096)
def number(text: str, *, decimal_comma: bool = False) -> int | float | None:
    """The number that a text stands for; None where it says that there is none.

    Args:
        text: A cell of a file, as in "80418", "80 418", "80,418.5", "-3".
        decimal_comma: The file writes 35,5 for thirty-five and a half, as files do that separate cells by semicolons.

    Raises:
        NoNumber: it stands for none.
    """
    if is_missing(text):
        return None
    plain = digits(text.strip()).translate(_SPACES)
    if _WHOLE.fullmatch(plain):
        value: int | float = int(plain[:20])
        if len(plain) > len(str(_MOST)) + 1 or abs(value) > _MOST:
            raise NoNumber(f"{_short(text)} is too large a number")
        return value
    if decimal_comma and _BY_POINTS.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif decimal_comma and _COMMA.fullmatch(plain):
        plain = plain.replace(",", ".")
    elif _BY_COMMAS.fullmatch(plain):
        plain = plain.replace(",", "")
    if not _POINT.fullmatch(plain):
        raise NoNumber(f"{_short(text)} is no number")
    found = float(plain)
    if not abs(found) <= _MOST:
        raise NoNumber(f"{_short(text)} is too large a number")
    return int(found) if found.is_integer() else found


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:39]}\u2026")  # noqa: PLR2004  enough to find it by
