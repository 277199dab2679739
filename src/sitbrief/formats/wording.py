"""A validator's errors in the words of somebody who writes a briefing."""

from __future__ import annotations

import difflib
from functools import cache
from typing import TYPE_CHECKING

from sitbrief.briefing.model_types import ID_PATTERN
from sitbrief.briefing.models import Briefing
from sitbrief.formats.validation import adapter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

_WORDS: Mapping[str, str] = {
    "string_type": "must be text, in double quotes",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "dataclass_type": "must be a JSON object, in braces",
    "tuple_type": "must be a list, in square brackets",
    "date_type": "must be a day, as in 2024-12-05",
    "date_parsing": "must be a day, as in 2024-12-05",
    "date_from_datetime_parsing": "must be a day, as in 2024-12-05",
    "date_from_datetime_inexact": "must be a day, as in 2024-12-05, without a time",
    "datetime_type": "must be a moment with its offset, as in 2024-12-05T18:00:00+03:00",
    "datetime_parsing": "must be a moment with its offset, as in 2024-12-05T18:00:00+03:00",
    "datetime_from_date_parsing": "must be a moment with its offset, as in 2024-12-05T18:00:00+03:00",
    "timezone_aware": "needs its offset from UTC, as in 2024-12-05T18:00:00+03:00",
}
"""By the validator's type of error; its own sentence serves for the rest."""


def wording(error: ErrorDetails) -> str:
    """The sentence for an error: what the value must be, and what may have been meant."""
    context = error.get("ctx", {})
    match error["type"]:
        case "missing":
            words = "is missing"
        case "unexpected_keyword_argument":
            words = _unknown_key(str(error["loc"][-1]))
        case "value_error":
            words = str(context["error"])
        case "literal_error":
            words = f"must be {context['expected']}: this sitbrief reads no other version"
        case "string_pattern_mismatch":
            words = _pattern(str(context["pattern"]))
        case name:
            words = _WORDS.get(name) or error["msg"].replace("Input should be", "must be")
    return words


def _unknown_key(key: str) -> str:
    if key in _keys():
        return "is a key of the format, but not of this object"
    near = difflib.get_close_matches(key[:40], _keys(), n=1)
    return f"is no key of the format; did you mean {near[0]}?" if near else "is no key of the format"


def _pattern(pattern: str) -> str:
    if ID_PATTERN in pattern:
        return "must be an id: at most 80 lower-case letters, digits, dots, dashes, underscores"
    return f"must be of the form {pattern}"


@cache
def _keys() -> tuple[str, ...]:
    """All keys of the format."""
    schema = adapter(Briefing).json_schema()
    records = [schema, *schema["$defs"].values()]
    return tuple(sorted({key for record in records for key in record.get("properties", ())}))
