"""Lines in ASCII, where the locale knows nothing else. The screen's own way to it measures with Rich, which is not wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.terminal.signs import plain
from sitbrief.text import cells

if TYPE_CHECKING:
    from collections.abc import Iterator


def in_ascii(line: str) -> str:
    """A clean line in as many cells, each character as what is most like it."""
    if line.isascii():
        return line
    return "".join(plain(cluster, cells(cluster)) for cluster in _clusters(line))


def _clusters(line: str) -> Iterator[str]:
    """Characters, each with the marks that sit on it."""
    start = 0
    for at, sign in enumerate(line):
        if at > start and cells(sign):
            yield line[start:at]
            start = at
    if line:
        yield line[start:]
