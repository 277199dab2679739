"""The door through which data from outside becomes records: each value is held to its type and to the rules beside it.

Here alone pydantic is imported, which takes longer than all the rest of a command: import this late.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def adapter(kind: type) -> TypeAdapter[Any]:
    """The validator of a kind of record. Making it is the dear part, so it is made once."""
    return TypeAdapter(kind)


def validated(kind: type[T], data: bytes) -> T:
    """The record that a JSON object stands for. The JSON must be sound: this parser takes NaN.

    Raises:
        ValidationError: it is none; a ValueError.
    """
    record: T = adapter(kind).validate_json(data)  # type: ignore[arg-type]  # mypy wants the hash of an object, not of its class
    return record
