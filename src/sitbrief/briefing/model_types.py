"""What every record of a briefing is made of: frozen, strict, its text cleaned as it enters.

A record that is made by hand checks only what it says as a whole. What enters from outside goes through
`formats.validation`, which holds every field to its type and to the rules beside it.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, TypeVar

from sitbrief.briefing.rules import Bound, Checked, Read, refusal
from sitbrief.text import Clean, clean_line, clean_prose

T = TypeVar("T")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(_DAY.pattern + r"T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?", re.ASCII)


class Record:
    """Base of all records: to a validator, no unknown fields and no silent conversions."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "extra": "forbid",
        "strict": True,
        "allow_inf_nan": False,
    }


def _not_empty(value: Clean) -> Clean:
    if not value:
        raise ValueError("must not be empty")
    return value


def _line(value: str) -> Clean:
    return _not_empty(clean_line(value))


def _prose(value: str) -> Clean:
    return _not_empty(clean_prose(value))


def _web_address(value: str) -> str:
    if not re.fullmatch(r"https?://[!#-;=?-\[\]_a-z~%]+", value):
        raise ValueError(
            "must be an http or https address in plain ASCII, without spaces, quotes or angle brackets"
        )
    return value


def _day(value: object) -> date:
    """Read a day, as it is written and in no other way: pydantic takes "20241205" for seconds since 1970."""
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        raise refusal("date_from_datetime_inexact")
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:  # a 30th of February
        pass
    raise refusal("date_type")


def _moment(value: object) -> datetime:
    """Read a moment; one without its offset from UTC would have to be guessed, so it is refused."""
    try:
        if isinstance(value, str) and _MOMENT.fullmatch(value):
            value = datetime.fromisoformat(value)
    except ValueError:  # an hour 25
        pass
    if not isinstance(value, datetime):
        raise refusal("datetime_type")
    if value.tzinfo is None:
        raise refusal("timezone_aware")
    return value


def _stamp(value: object) -> date | datetime:
    for read in (_day, _moment):
        try:
            return read(value)
        except ValueError:
            continue
    raise ValueError("must be a day (2024-12-05) or a moment with its offset (2024-12-05T18:00:00+03:00)")


Line = Annotated[Clean, Checked(_line)]
"""One line of outside text: cleaned, without line breaks, not empty."""

Prose = Annotated[Clean, Checked(_prose)]
"""Outside text that may run over paragraphs: cleaned, not empty."""

ID_PATTERN = "[a-z0-9][a-z0-9._-]{0,79}"

Id = Annotated[Clean, Bound(pattern=f"^{ID_PATTERN}$")]
"""A name inside a file, also safe in a command line: lower-case letters, digits, dot, dash, underscore."""

WebAddress = Annotated[Clean, Checked(_web_address)]
"""An http(s) address that can stand between angle brackets."""

Day = Annotated[date, Read(_day, shown={"type": "string", "format": "date"})]
"""A day, as in 2024-12-05."""

Moment = Annotated[datetime, Read(_moment, shown={"type": "string", "format": "date-time"})]
"""A moment with its offset from UTC, as in 2024-12-05T18:00:00+03:00."""

_STAMP_SCHEMA: dict[str, Any] = {
    "type": "string",
    "anyOf": [{"format": "date"}, {"format": "date-time"}],
    "description": "A day (2024-12-05) or a moment with its offset from UTC (2024-12-05T18:00:00+03:00).",
}

Stamp = Annotated[date | datetime, Read(_stamp, shown=_STAMP_SCHEMA)]
"""A day, or a moment with its offset: as precise as the author knows it, no more."""

Many = Annotated[tuple[T, ...], Bound(fail_fast=True)]
"""Any number of T. Stops at the first bad one: 200,000 of them would otherwise cost a gigabyte of errors."""
