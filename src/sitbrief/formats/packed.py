"""An event between the reading of its row and the making of its briefing, as bytes that only this process reads."""

from __future__ import annotations

import marshal
from typing import Any

from sitbrief.formats.event import Event, Need


def pack(event: Event) -> bytes:
    """Pack an event."""
    needs: Any = tuple(map(tuple, event.needs))  # marshal knows no tuples but Python's own
    return marshal.dumps(tuple(event._replace(needs=needs)))


def unpack(data: bytes) -> Event:
    """Unpack it again."""
    event = Event._make(marshal.loads(data))  # noqa: S302  # what `pack` has made in this process
    return event._replace(needs=tuple(map(Need._make, event.needs)))
