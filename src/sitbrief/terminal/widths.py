"""Column widths of characters, and which of them terminals disagree on."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from rich.cells import split_graphemes

_LINES: Final = ("\u2500", "\u259f")
"""Box drawing and block elements, which stand in runs."""


@lru_cache(maxsize=2048)
def clusters(text: str) -> tuple[tuple[str, int], ...]:
    """Split text into clusters of one or two cells, each with its width as Textual measures it.

    What has no width joins what is before it; at the start of a text it has no base and is left out.
    """
    spans, _ = split_graphemes(text)
    return tuple(_cluster(text[start:end], width) for start, end, width in spans if width)


@lru_cache(maxsize=8192)
def _cluster(text: str, width: int) -> tuple[str, int]:
    """Intern a cluster: remembered texts would else hold megabytes of equal pairs."""
    return text, width


@lru_cache(maxsize=8192)
def is_sure(cluster: str) -> bool:
    """Whether every terminal that knows UTF-8 gives a cluster the same width.

    Not sure are characters whose width depends on the terminal's East Asian setting, clusters of more than one
    character, and those of newer or unassigned planes.
    """
    if len(cluster) > 1:
        return False
    return cluster.isascii() or (
        cluster < "\U00010000" and unicodedata.east_asian_width(cluster) != "A" and cluster != "\u00ad"
    )


@lru_cache(maxsize=1024)
def is_line(cluster: str) -> bool:
    """Whether a cluster is box drawing or a block element."""
    return _LINES[0] <= cluster[0] <= _LINES[1]
