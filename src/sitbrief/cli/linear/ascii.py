"""Lines in ASCII, where the locale knows nothing else. The screen's own way to it remembers texts, which is not wanted."""

from __future__ import annotations

from sitbrief.terminal.signs import plain
from sitbrief.text import clusters


def in_ascii(line: str) -> str:
    """A clean line in as many cells, each character as what is most like it."""
    if line.isascii():
        return line
    return "".join(plain(cluster, width) for cluster, width in clusters(line))
