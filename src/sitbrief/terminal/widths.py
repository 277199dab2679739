"""Column widths of characters, and which of them terminals disagree on. Textual is made to measure as `sitbrief.text` does."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, overload

import rich.cells
from rich._unicode_data import load

from sitbrief.text import cells, leans, measure_for
from sitbrief.text import clusters as split

_LINES: Final = ("\u2500", "\u259f")
"""Box drawing and block elements, which stand in runs."""

_CHARACTERS: Final = 0x110000


class _Widths(Sequence[tuple[int, int, int]]):
    """Our widths in the shape of Rich's tables: ranges of characters, first and last, with their cells; each by itself."""

    def __len__(self) -> int:
        return _CHARACTERS

    @overload
    def __getitem__(self, index: int) -> tuple[int, int, int]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[int, int, int]]: ...
    def __getitem__(self, index: int | slice) -> tuple[int, int, int] | list[tuple[int, int, int]]:
        places = range(_CHARACTERS)[index]
        if isinstance(places, range):
            return [self[place] for place in places]
        return places, places, cells(chr(places))


_OURS: Final = rich.cells.CellTable("", _Widths(), frozenset())
_AUTO: Final = "auto"


def _table(version: str = _AUTO) -> rich.cells.CellTable:
    """Our widths for whoever names no version of Unicode, as Textual never does."""
    return _OURS if version == _AUTO else load(version)


def measure_alike(*, late_marks: bool = False) -> None:
    """Make Rich and Textual measure as `sitbrief.text` does, which takes spacing marks for a cell, as most terminals do.

    Where two measures meet, columns shift. Rich has no other way in than the function that looks for its tables.

    Args:
        late_marks: Whether the terminal gives cells to marks that came to Unicode late.
    """
    measure_for(late_marks=late_marks)
    rich.cells.load_cell_table = _table  # type: ignore[assignment,attr-defined]  # Rich caches its own
    for cached in (rich.cells.get_character_cell_size, rich.cells.cached_cell_len, clusters, is_sure):
        cached.cache_clear()


@lru_cache(maxsize=2048)
def clusters(text: str) -> tuple[tuple[str, int], ...]:
    """Split text into clusters of one or two cells, each with its width.

    What has no width joins what is before it; at the start of a text it has no base and is left out.
    """
    return tuple(_cluster(cluster, width) for cluster, width in split(text))


@lru_cache(maxsize=8192)
def _cluster(text: str, width: int) -> tuple[str, int]:
    """Intern a cluster: remembered texts would else hold megabytes of equal pairs."""
    return text, width


@lru_cache(maxsize=8192)
def is_sure(cluster: str) -> bool:
    """Whether every terminal that knows UTF-8 gives a cluster the same width.

    Not sure are characters whose width depends on the terminal's East Asian setting, clusters of more than one character,
    marks that take a cell, those of newer or unassigned planes, and symbols that some version of Unicode made wide.
    """
    if len(cluster) > 1:
        return False
    if cluster.isascii():
        return True
    kind = unicodedata.east_asian_width(cluster)
    return (
        cluster < "\U00010000"
        and kind != "A"
        and cluster != "\u00ad"
        and not leans(cluster)
        and not (kind == "W" and unicodedata.category(cluster) == "So")
        and rich.cells.get_character_cell_size(cluster, "latest") == cells(cluster)
    )


@lru_cache(maxsize=1024)
def is_line(cluster: str) -> bool:
    """Whether a cluster is box drawing or a block element."""
    return _LINES[0] <= cluster[0] <= _LINES[1]


@lru_cache(maxsize=8192)
def is_leaning(cluster: str) -> bool:
    """Whether a cluster is a mark that takes a cell, which many terminals draw into the cell before it."""
    return cluster != "" and not cluster.isascii() and leans(cluster[0])


measure_alike()
