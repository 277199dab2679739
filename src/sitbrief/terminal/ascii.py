"""Text for terminals that show nothing but ASCII: each sign becomes one that is as wide."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sitbrief.terminal.signs import plain
from sitbrief.terminal.widths import clusters
from sitbrief.text import clean_cells

if TYPE_CHECKING:
    from sitbrief.text import Clean


@lru_cache(maxsize=4096)
def in_ascii(text: Clean) -> Clean:
    """The same text in as many cells: Latin letters without their marks, a question mark for what has no other form."""
    if text.isascii():
        return text
    return clean_cells("".join(plain(cluster, width) for cluster, width in clusters(text)))
