"""Values in JSON that may be anything: texts, objects and lists, or nothing where something else stands."""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING, Any

from sitbrief.formats.event import NO_TEXT, line
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitbrief.text import Clean

_MOST_NAMES = 40
"""Keys that are named; an object may have any."""


def object_at(content: object, key: str) -> dict[str, Any]:
    """The object under a key; an empty one for none."""
    found = content.get(key) if isinstance(content, dict) else None
    return found if isinstance(found, dict) else {}


def objects_at(content: object, key: str) -> list[dict[str, Any]]:
    """The objects in the list under a key."""
    found = content.get(key) if isinstance(content, dict) else None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def text_at(content: object, key: str) -> Clean:
    """The text or number under a key, as one clean line; empty for none."""
    found = raw_at(content, key)
    return line(found) if found else NO_TEXT


def texts_at(content: object, key: str) -> list[Clean]:
    """The texts in the list under a key; a single one too."""
    found = content.get(key) if isinstance(content, dict) else None
    several = found if isinstance(found, list) else [found]
    return [words for item in several if isinstance(item, str) and (words := line(item))]


def raw_at(content: object, key: str) -> str:
    """The text or number under a key, with its lines and whatever it holds; empty for none."""
    found = content.get(key) if isinstance(content, dict) else None
    if isinstance(found, str):
        return found
    return str(found) if isinstance(found, int | float) and not isinstance(found, bool) else ""


def number_at(content: object, key: str) -> float | None:
    """The number under a key, written as one or as a text; None for none."""
    try:
        found = float(raw_at(content, key))
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def point_of(lat: float | None, lon: float | None) -> dict[str, Any] | None:
    """Coordinates as the native format has them; None for what is no place on the globe."""
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004  degrees
        return None
    return {"lat": lat, "lon": lon}


def left_out(records: Iterable[object], known: frozenset[str], what: str) -> list[str]:
    """The keys of records that are not read, as a line that names them; none where all are.

    Args:
        records: The records.
        known: The keys that are read.
        what: What they are keys of, as in "events of MISP".
    """
    names = {
        clean_line(key): None
        for record in records
        if isinstance(record, dict)
        for key in record
        if key not in known
    }
    more = f" and {len(names) - _MOST_NAMES:,} more" if len(names) > _MOST_NAMES else ""
    return [f"Left out of {what}: {', '.join(islice(names, _MOST_NAMES))}{more}"] if names else []
