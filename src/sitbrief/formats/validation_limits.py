"""What keeps a file of three megabytes from costing a gigabyte on its way to the model.

Each error of the validator carries a copy of the object it is about, and it complains about each unknown key. So it sees
no object with more keys than a briefing can have, no text that is longer than one may be, and the briefing as a whole only once its own keys are sound.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

from sitbrief.briefing.findings import Finding, FindingKind
from sitbrief.briefing.models import Briefing, key_of
from sitbrief.formats.codec import field_type
from sitbrief.limits import limits, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitbrief.briefing.findings import Path
    from sitbrief.briefing.model_types import Record


def is_outsized(content: object) -> bool:
    """Whether an object in it has more keys than any object of a briefing can have, or a text is longer than it may be."""
    most_keys, longest = limits().keys, limits().text
    todo = [content]
    for value in todo:  # it grows on the way: a recursion would be several times slower
        if isinstance(value, dict):
            if len(value) > most_keys:
                return True
            todo.extend(value.values())
        elif isinstance(value, list):
            todo.extend(value)
        elif isinstance(value, str) and len(value) > longest:
            return True
    return False


def too_long(content: object, path: Path = ()) -> Iterator[Finding]:
    """The texts that are longer than a text may be."""
    if isinstance(content, str) and len(content) > limits().text:
        what = f"is a text of {len(content):,} characters ({named('text')})"
        yield Finding(FindingKind.ERROR, path, what)
    elif isinstance(content, (dict, list)):
        for step, value in content.items() if isinstance(content, dict) else enumerate(content):
            if isinstance(value, (str, dict, list)):  # of two million numbers none need be asked
                yield from too_long(value, (*path, step))


def shell(content: dict[str, Any]) -> dict[str, Any]:
    """A briefing without what its lists hold. No other value at the top is a list: an empty one is as wrong."""
    known = without_unknown(Briefing, content)
    return {key: [] if isinstance(value, list) else value for key, value in known.items()}


def without_unknown(kind: type[Record], content: dict[str, Any]) -> dict[str, Any]:
    """A record that keeps its unknown keys, which are an error, but not what they hold."""
    known = keys(kind)  # type: ignore[arg-type]  # mypy wants the hash of an object, not of its class
    return {key: value if key in known else None for key, value in content.items()}


@cache
def keys(kind: type) -> frozenset[str]:
    """The keys that a record goes by in a file."""
    return frozenset(key_of(field.name) for field in fields(kind))


@cache
def record_lists() -> dict[str, type[Record]]:
    """The lists of records at the top of a briefing, by key."""
    told = {field.name: field_type(Briefing, field) for field in fields(Briefing)}
    return {name: kind for name, (many, kind) in told.items() if many and isinstance(kind, type)}
