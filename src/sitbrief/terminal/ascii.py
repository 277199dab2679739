"""Text for terminals that show nothing but ASCII: each sign becomes one that is as wide."""

from __future__ import annotations

from functools import lru_cache

from sitbrief.terminal.signs import plain
from sitbrief.terminal.widths import clusters


@lru_cache(maxsize=4096)
def in_ascii(text: str) -> str:
    """The same text in as many cells: Latin letters without their marks, a question mark for what has no other form."""
    if text.isascii():
        return text
    return "".join(plain(cluster, width) for cluster, width in clusters(text))
