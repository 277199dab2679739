"""Events sorted into groups on disk: a file of any size goes through little memory."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import orjson

from sitbrief.formats.event import Event, Need

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_HELD: Final = 16 * 1024 * 1024
"""Bytes held back before they are written."""

_MOST_OPEN_BYTES: Final = 1 << 20


class Spill:
    """Keeps events by group until all of them are there. What does not fit into a little memory goes to a folder."""

    def __init__(self) -> None:
        self._held: dict[str, list[bytes]] = {}
        self._size = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._files: dict[str, Path] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            self._folder.cleanup()

    @property
    def groups(self) -> list[str]:
        """The names of all groups, sorted."""
        return sorted({*self._held, *self._files})

    def add(self, group: str, event: Event) -> None:
        """Keep an event."""
        data = orjson.dumps(tuple(event), default=tuple)
        self._held.setdefault(group, []).append(data)
        self._size += len(data)
        if self._size > _MOST_HELD:
            self._write()

    def events(self, group: str) -> Iterator[Event]:
        """The events of a group, in the order in which they came."""
        path = self._files.get(group)
        if path is not None:
            with path.open("rb", buffering=_MOST_OPEN_BYTES) as file:
                yield from map(_event, file)
        yield from map(_event, self._held.get(group, ()))

    def _write(self) -> None:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="sitbrief-")
        for group, held in self._held.items():
            path = self._files.setdefault(group, Path(self._folder.name) / f"{len(self._files)}")
            with path.open("ab") as file:
                file.write(b"\n".join(held) + b"\n")
        self._held.clear()
        self._size = 0


def _event(data: bytes) -> Event:
    values = orjson.loads(data)
    event = Event(*values)
    return event._replace(needs=tuple(Need(*need) for need in event.needs)) if event.needs else event
