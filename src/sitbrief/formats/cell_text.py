"""Cells of workbooks as the text that a CSV file would have: days and times in ISO 8601, numbers without noise."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import Enum
from functools import lru_cache
from math import isfinite
from typing import Final

_SERIAL: Final = datetime(1899, 12, 30)  # noqa: DTZ001  a workbook knows no zones
_FROM_1904: Final = timedelta(days=1_462)
_NO_SUCH_DAY: Final = 60
"""29 February 1900, which Excel has and the calendar has not: the days before it are one more."""
_LAST_SERIAL: Final = 2_958_466
_DIGITS: Final = 15
"""As many as a spreadsheet shows of a number; the seventeen of a file are of its binary form."""
_SHORT: Final = 16
_PLAIN: Final = re.compile(r"-?\d{1,15}", re.ASCII)

_NOT_OF_TIME: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general', re.IGNORECASE)
_DURATION: Final = re.compile(r"P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?", re.ASCII)
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_", re.ASCII)


_DAYS: Final = frozenset(map(str, (*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58)))
_TIMES: Final = frozenset(map(str, (*range(18, 22), *range(32, 36), *range(45, 48), 55, 56)))
"""The numbers of formats that are built in, those for East Asia among them."""


class CellKind(Enum):
    """What a number in a cell stands for, by its format."""

    NUMBER = "number"
    DAY = "day"
    TIME = "time"


def kind_of_format(number: str, code: str = "") -> CellKind:
    """What a number format shows.

    Args:
        number: Its number; those below 164 are built in.
        code: What it says, as in "dd/mm/yyyy"; empty for one that is built in.
    """
    if code:
        signs = _NOT_OF_TIME.sub("", code.partition(";")[0]).lower()
        if "d" in signs or "y" in signs or ("m" in signs and not {"h", "s"} & {*signs}):
            return CellKind.DAY
        return CellKind.TIME if {"h", "s", "m"} & {*signs} else CellKind.NUMBER
    if number in _DAYS:
        return CellKind.DAY
    return CellKind.TIME if number in _TIMES else CellKind.NUMBER


def number_text(written: str) -> str:
    """A number as a spreadsheet shows it; what is none, as it is written."""
    if len(written) < _SHORT and _PLAIN.fullmatch(written):
        return written
    try:
        value = float(written)
    except ValueError:
        return written
    if not isfinite(value):
        return written
    text = f"{value:.{_DIGITS}g}"
    if "e-" in text:
        return f"{value:.{_DIGITS}f}".rstrip("0").rstrip(".")
    return text


@lru_cache(maxsize=16_384)
def moment_text(written: str, kind: CellKind, *, from_1904: bool = False) -> str:
    """A day, or a day and a time, that is written as a number of days; what is none, as it is written.

    Args:
        written: The number.
        kind: Whether it is a day or a time of one.
        from_1904: Its days are counted from 1904 on.
    """
    try:
        days = float(written)
    except ValueError:
        return written
    if not 0 <= days < _LAST_SERIAL:
        return number_text(written)
    seconds = round(days % 1 * 86_400)
    if kind is CellKind.TIME and days < 1:
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    whole = int(days)
    skipped = timedelta(days=1 if whole < _NO_SUCH_DAY else 0)
    moment = _SERIAL + (_FROM_1904 if from_1904 else skipped)
    try:
        return iso_text((moment + timedelta(days=whole, seconds=seconds)).isoformat())
    except OverflowError:
        return number_text(written)


def iso_text(written: str) -> str:
    """A day, or a day and a time, in ISO 8601 with a space between them; midnight is left out."""
    day, _, time = written.partition("T")
    time = time.removesuffix("Z")
    return f"{day} {time}" if time.strip("0:.") else day


def duration_text(written: str) -> str:
    """A time of a day that is written as PT14H30M00S; what is none, as it is written."""
    found = _DURATION.fullmatch(written)
    if found is None:
        return written
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return f"{24 * days + hours:02}:{minutes:02}:{seconds:02}"


def unescaped(text: str) -> str:
    """A text of a workbook without the escapes of signs that XML cannot have."""
    return _ESCAPED.sub(_sign, text) if "_x" in text else text


def _sign(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code <= 0xDFFF else chr(code)  # noqa: PLR2004  halves of a sign
