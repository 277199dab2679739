"""What keeps a file of three megabytes from costing a gigabyte on its way to the model.

Each error of the validator carries a copy of the object it is about, and it complains about each unknown key. So it sees
no object with more keys than a briefing can have, and the briefing as a whole only once its own keys are sound.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from sitbrief.briefing.models import Briefing
from sitbrief.formats.reading import MOST_KEYS

if TYPE_CHECKING:
    from pydantic import BaseModel


def is_wide(content: object) -> bool:
    """Whether an object in it has more keys than any object of a briefing can have."""
    todo = [content]
    for value in todo:  # it grows on the way: a recursion would be several times slower
        if isinstance(value, dict):
            if len(value) > MOST_KEYS:
                return True
            todo.extend(value.values())
        elif isinstance(value, list):
            todo.extend(value)
    return False


def shell(content: dict[str, Any]) -> dict[str, Any]:
    """A briefing without what its lists hold. No other value at the top is a list: an empty one is as wrong."""
    known = without_unknown(Briefing, content)
    return {key: [] if isinstance(value, list) else value for key, value in known.items()}


def without_unknown(model: type[BaseModel], record: dict[str, Any]) -> dict[str, Any]:
    """A record that keeps its unknown keys, which are an error, but not what they hold."""
    keys = _keys(model)
    return {key: value if key in keys else None for key, value in record.items()}


@cache
def _keys(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(field.alias or name for name, field in model.model_fields.items())


@cache
def record_lists() -> dict[str, type[BaseModel]]:
    """The lists of records at the top of a briefing, by key."""
    found = {name: get_args(field.annotation) for name, field in Briefing.model_fields.items()}
    return {name: args[0] for name, args in found.items() if len(args) == 2 and args[1] is Ellipsis}  # noqa: PLR2004  # tuple[X, ...]
