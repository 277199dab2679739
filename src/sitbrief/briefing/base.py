"""What every record of a briefing is made of: frozen, strict, its text cleaned as it enters."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    FailFast,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticKnownError

from sitbrief.text import clean_line, clean_prose

T = TypeVar("T")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(_DAY.pattern + r"T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?", re.ASCII)


class Record(BaseModel):
    """Base of all records: immutable, no unknown fields, no silent conversions."""

    # Built when it is first asked for: the briefing's validator holds those of all records below it, built once.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, defer_build=True)


def _not_empty(value: str) -> str:
    if not value:
        raise ValueError("must not be empty")
    return value


def _web_address(value: str) -> str:
    if not re.fullmatch(r"https?://[!#-;=?-\[\]_a-z~%]+", value):
        raise ValueError(
            "must be an http or https address in plain ASCII, without spaces, quotes or angle brackets"
        )
    return value


def _day(value: object) -> date:
    """Read a day, as it is written and in no other way: pydantic takes "20241205" for seconds since 1970."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        raise PydanticKnownError("date_from_datetime_inexact")
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError as error:  # a 30th of February
        raise PydanticKnownError("date_type") from error
    raise PydanticKnownError("date_type")


def _moment(value: object) -> datetime:
    """Read a moment; one without its offset from UTC would have to be guessed, so it is refused."""
    try:
        if isinstance(value, str) and _MOMENT.fullmatch(value):
            value = datetime.fromisoformat(value)
    except ValueError as error:  # an hour 25
        raise PydanticKnownError("datetime_type") from error
    if not isinstance(value, datetime):
        raise PydanticKnownError("datetime_type")
    if value.tzinfo is None:
        raise PydanticKnownError("timezone_aware")
    return value


def _stamp(value: object) -> date | datetime:
    for read in (_day, _moment):
        try:
            return read(value)
        except ValueError:
            continue
    raise ValueError("must be a day (2024-12-05) or a moment with its offset (2024-12-05T18:00:00+03:00)")


def _stamp_text(value: date | datetime) -> str:
    return value.isoformat()


Line = Annotated[str, AfterValidator(clean_line), AfterValidator(_not_empty)]
"""One line of outside text: cleaned, without line breaks, not empty."""

Prose = Annotated[str, AfterValidator(clean_prose), AfterValidator(_not_empty)]
"""Outside text that may run over paragraphs: cleaned, not empty."""

ID_PATTERN = "[a-z0-9][a-z0-9._-]{0,79}"

Id = Annotated[str, StringConstraints(pattern=f"^{ID_PATTERN}$")]
"""A name inside a file, also safe in a command line: lower-case letters, digits, dot, dash, underscore."""

WebAddress = Annotated[str, AfterValidator(_web_address)]
"""An http(s) address that can stand between angle brackets."""

Day = Annotated[
    date,
    PlainValidator(_day),
    PlainSerializer(_stamp_text, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date"}),
]
"""A day, as in 2024-12-05."""

Moment = Annotated[
    datetime,
    PlainValidator(_moment),
    PlainSerializer(_stamp_text, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A moment with its offset from UTC, as in 2024-12-05T18:00:00+03:00."""

_STAMP_SCHEMA: dict[str, Any] = {
    "type": "string",
    "anyOf": [{"format": "date"}, {"format": "date-time"}],
    "description": "A day (2024-12-05) or a moment with its offset from UTC (2024-12-05T18:00:00+03:00).",
}

Stamp = Annotated[
    date | datetime,
    PlainValidator(_stamp),
    PlainSerializer(_stamp_text, return_type=str),
    WithJsonSchema(_STAMP_SCHEMA),
]
"""A day, or a moment with its offset: as precise as the author knows it, no more."""

Many = Annotated[tuple[T, ...], FailFast()]
"""Any number of T. Stops at the first bad one: 200,000 of them would otherwise cost a gigabyte of errors."""
