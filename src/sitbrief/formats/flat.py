"""Records as plain values, for a file or for a cache, and back.

Neither way needs a validator: what is written was validated when it was read, and what is read back was written here.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from sitbrief.briefing.claims import Claim, Withdrawn
from sitbrief.briefing.entries import (
    Axis,
    Front,
    HumanitarianNote,
    Phase,
    Sector,
    Status,
    TimelineEntry,
)
from sitbrief.briefing.figures import Figure, Scope
from sitbrief.briefing.grades import Reliability
from sitbrief.briefing.model_types import Record
from sitbrief.briefing.models import Briefing, Highlight, Period, Tlp, key_of
from sitbrief.briefing.sources import Document, Regrade, Source, SourceKind
from sitbrief.briefing.when import PartOfDay, Precision, When
from sitbrief.briefing.where import Coordinates, Level, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_RECORDS: dict[str, Callable[..., Record]] = {
    kind.__name__: kind
    for kind in (
        *(Briefing, Period, Highlight, Document, Source, Regrade, Claim, Withdrawn, When, Where, Coordinates),
        *(Figure, Scope, TimelineEntry, Front, Axis, Phase, HumanitarianNote),
    )
}
_WORDS: dict[str, Callable[[str], object]] = {
    **{kind.__name__: kind for kind in (Tlp, SourceKind, Reliability, Precision, PartOfDay, Level)},
    **{kind.__name__: kind for kind in (Status, Sector)},
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}

_KIND = ""
"""The key under which an object says what it is. No field is called so."""

_TEXT = "is"
"""The key of the text that a word or a time is written as."""


def values(record: Record) -> dict[str, Any]:
    """A record as the native format writes it, in the order of its fields; what is as by default is left out."""
    return {key_of(name): _value(value) for name, value in _given(record)}


def pack(briefing: Briefing) -> bytes:
    """A briefing as JSON that says of each value what it is."""
    return json.dumps(_packed(briefing), ensure_ascii=False, separators=(",", ":")).encode()


def unpack(data: bytes) -> Briefing:
    """The briefing that was packed.

    Raises:
        ValueError: it is none.
    """
    try:
        found = json.loads(data, object_hook=_unpacked)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("is no packed briefing") from error
    if not isinstance(found, Briefing):
        raise ValueError("is no packed briefing")  # noqa: TRY004  to whom it is read for, one is as bad as the other
    return found


def _given(record: Record) -> Iterator[tuple[str, Any]]:
    for name, default in _defaults(type(record)):  # type: ignore[arg-type]  # mypy wants the hash of an object, not of its class
        value = getattr(record, name)
        if value != default:
            yield name, value


@cache
def _defaults(kind: type) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, field.default) for field in fields(kind))


def _value(value: object) -> object:
    if isinstance(value, Record):
        return values(value)
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _packed(value: object) -> object:
    if isinstance(value, Record):
        return {_KIND: type(value).__name__, **{name: _packed(item) for name, item in _given(value)}}
    if isinstance(value, tuple):
        return [_packed(item) for item in value]
    if isinstance(value, date):
        return {_KIND: type(value).__name__, _TEXT: value.isoformat()}
    if isinstance(value, StrEnum):
        return {_KIND: type(value).__name__, _TEXT: value.value}
    return value


def _unpacked(found: dict[str, Any]) -> object:
    kind = found.pop(_KIND)
    if kind in _WORDS:
        return _WORDS[kind](found[_TEXT])
    for name, value in found.items():
        if type(value) is list:
            found[name] = tuple(value)
    return _RECORDS[kind](**found)
