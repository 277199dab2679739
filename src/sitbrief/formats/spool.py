"""Records sorted into groups: what does not fit into a little memory goes to one file, so a file of any size passes through."""

from __future__ import annotations

import marshal
import os
import tempfile
from array import array
from collections import defaultdict
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_HELD: Final = 32 * 1024 * 1024
"""Bytes held back before they are written."""


class GroupedSpool:
    """Keeps records by group until all of them are there.

    They are written in blocks, each of one group, all into one file without a name: thousands of groups cost no open
    files, and nothing is left behind however the process ends. The file is read by the process that wrote it alone, so
    Python's own serialisation will do.
    """

    def __init__(self) -> None:
        self._held: defaultdict[str, list[bytes]] = defaultdict(list)
        self._size = 0
        self._file: IO[bytes] | None = None
        self._blocks: dict[str, array[int]] = {}

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()

    def add(self, group: str, record: bytes) -> None:
        """Keep a record."""
        self._held[group].append(record)
        self._size += len(record)
        if self._size > _MOST_HELD:
            self._write()

    def records(self, group: str) -> Iterator[bytes]:
        """The records of a group, in the order in which they came."""
        if self._file is not None:
            blocks = iter(self._blocks.get(group, ()))
            for place, size in zip(blocks, blocks, strict=True):
                # Read without moving in it: a child process may read it, too.
                yield from marshal.loads(os.pread(self._file.fileno(), size, place))  # noqa: S302  # our own, see above
        yield from self._held.get(group, ())

    def _write(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="sitbrief-")  # noqa: SIM115  # closed with this
        place = self._file.seek(0, 2)
        for group, held in self._held.items():
            block = marshal.dumps(held)
            self._file.write(block)
            self._blocks.setdefault(group, array("Q")).extend((place, len(block)))
            place += len(block)
        self._file.flush()
        self._held.clear()
        self._size = 0
