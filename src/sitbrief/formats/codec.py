"""Records as the plain values of the native format, and back: each field by its name, as its annotation says.

Nothing is validated on the way: what is written is a record already, and what is read was written here, or made by an
importer. What a file from outside holds goes through `validation`, which takes its rules from the same annotations.
"""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from sitbrief.briefing.model_types import Record
from sitbrief.briefing.models import Briefing, key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from dataclasses import Field

R = TypeVar("R", bound=Record)


def values(record: Record) -> dict[str, Any]:
    """A record as the native format writes it, in the order of its fields; what is as by default is left out."""
    return {
        key: _value(value)
        for key, name, default in _written(type(record))  # type: ignore[arg-type]  # mypy wants the hash of an object, not of its class
        if (value := getattr(record, name)) != default
    }


def record(kind: type[R], values: Mapping[str, Any]) -> R:
    """The record of a kind that such values stand for; they are left as they are."""
    made: R = _maker(kind)(values)  # type: ignore[arg-type]  # as above
    return made


def pack(briefing: Briefing) -> bytes:
    """A briefing as JSON."""
    return json.dumps(values(briefing), ensure_ascii=False, separators=(",", ":")).encode()


def unpack(data: bytes) -> Briefing:
    """The briefing that was packed.

    Raises:
        ValueError: it is none.
    """
    try:
        return record(Briefing, json.loads(data))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("is no packed briefing") from error


def _value(value: object) -> object:
    if isinstance(value, Record):
        return values(value)
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def _written(kind: type) -> tuple[tuple[str, str, object], ...]:
    return tuple((key_of(field.name), field.name, field.default) for field in fields(kind))


def field_type(kind: type, field: Field[Any]) -> tuple[bool, object]:
    """Whether a field holds many values, and of which type; None for one of Python's own.

    The annotation is read as text, `Many[Claim]` or `Annotated[int, ...] | None`: to evaluate those of all records takes
    longer than to read a briefing, and every start would pay for it.
    """
    outer, *inner = str(field.type).replace("[", " ").replace("]", " ").replace(",", " ").split()
    name = inner[0] if outer in {"Many", "Annotated"} else outer
    return outer == "Many", vars(sys.modules[kind.__module__]).get(name)


@cache
def _maker(kind: type) -> Callable[[Mapping[str, Any]], Any]:
    """What makes a record of a kind out of its values."""
    reads, renamed = [], []
    for field in fields(kind):
        key = key_of(field.name)
        many, told = field_type(kind, field)
        read = _each(_reader(told)) if many else _reader(told)
        if read is not None:
            reads.append((key, read))
        if key != field.name:
            renamed.append((key, field.name))

    def make(values: Mapping[str, Any]) -> Any:  # noqa: ANN401  # a record of that kind
        given = {**values}
        for key, read in reads:
            if key in given:
                given[key] = read(given[key])
        for key, name in renamed:
            if key in given:
                given[name] = given.pop(key)
        return kind(**given)

    return make


def _reader(kind: Any) -> Callable[[Any], object] | None:  # noqa: ANN401  # anything that an annotation names
    """What reads a value of a type; None for a type that JSON has."""
    kind = getattr(kind, "__origin__", kind)  # of an annotated type
    if not isinstance(kind, type):
        return _stamp if date in getattr(kind, "__args__", ()) else None
    if issubclass(kind, date):
        return kind.fromisoformat
    if issubclass(kind, StrEnum):
        return {member.value: member for member in kind}.__getitem__
    return _maker(kind) if issubclass(kind, Record) else None  # type: ignore[arg-type]  # as above


def _each(read: Callable[[Any], object] | None) -> Callable[[Any], object]:
    return tuple if read is None else lambda items: tuple([read(item) for item in items])


def _stamp(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
