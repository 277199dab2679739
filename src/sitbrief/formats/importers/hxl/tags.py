"""HXL's hashtags: which rows are tags, what they say of their columns, and where a row has what it is asked for.

Attributes of a tag may come in any order, and older forms of a tag count as the one of today.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.formats.event import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TAG: Final = re.compile(r"#[a-z][a-z0-9_]*(?:\s*\+\s*[a-z][a-z0-9_]*)*", re.IGNORECASE | re.ASCII)
_BEGINS: Final = re.compile(r"\s*#[a-z]", re.IGNORECASE | re.ASCII)
_PARTS: Final = re.compile(r"#?[a-z][a-z0-9_]*", re.IGNORECASE | re.ASCII)
"""Of a tag, a plus sign forgotten between them."""

_FEWEST_AMONG_WORDS: Final = 2

_TODAY: Final = {
    "#adm0": ("#country",),
    **{f"#admin{level}": (f"#adm{level}",) for level in range(1, 5)},
    "#admin0": ("#country",),
    "#country_iso": ("#country", "code"),
    "#country_iso3": ("#country", "code"),
    "#lat": ("#geo", "lat"),
    "#latitude": ("#geo", "lat"),
    "#lon": ("#geo", "lon"),
    "#long": ("#geo", "lon"),
    "#longitude": ("#geo", "lon"),
    "#source": ("#meta", "source"),
    "#target": ("#targeted",),
}
_ATTRIBUTES_TODAY: Final = {
    "pcode": "code",
    "iso2": "code",
    "iso3": "code",
    "iso": "code",
    "sex": "gender",
    "percent": "pct",
    "percentage": "pct",
}

CODES: Final = frozenset({"code", "id"})
ELSEWHERE: Final = frozenset({"origin", "provider", "previous", "asylum"})
"""Attributes of a place that is not where a row is, or of a name that is second best."""


class Column(NamedTuple):
    """A column.

    Attributes:
        place: Its place in a row, from 0.
        name: What its header says, all header rows together.
        tag: Its hashtag, as in "#affected"; empty where it has none.
        attributes: The attributes of the tag.
    """

    place: int
    name: str
    tag: str
    attributes: frozenset[str]

    @property
    def label(self) -> str:
        """What it is called in a sentence."""
        return self.name or self.tag[1:] or f"Column {self.place + 1}"


def is_tags(cells: Sequence[str]) -> bool:
    """Whether a row is one of tags: all of its filled cells are, or at least half of them and more than one."""
    written = [cell.strip() for cell in cells if cell.strip()]
    tags = sum(_TAG.fullmatch(cell) is not None for cell in written)
    return 0 < tags == len(written) or (tags >= _FEWEST_AMONG_WORDS and 2 * tags >= len(written))


def columns(tags: Sequence[str], headers: Iterable[Sequence[str]] = ()) -> list[Column]:
    """The columns that tags describe, with the words of the header rows above them; those without a tag have an empty one."""
    above = [*headers]
    words = [_spread(row) for row in above]
    found = []
    for place, cell in enumerate(tags):
        tag, *attributes = (part.lower() for part in _PARTS.findall(cell)) if _BEGINS.match(cell) else ("",)
        tag, *more = _TODAY.get(tag, (tag,))
        # A heading over several columns is none of one that nobody has described.
        names = [line(row[place]) for row in (words if tag else above) if place < len(row)]
        name = " ".join(dict.fromkeys(part for part in names if part))
        found.append(
            Column(
                place, name, tag, frozenset({_ATTRIBUTES_TODAY.get(part, part) for part in attributes + more})
            )
        )
    return found


def _spread(row: Sequence[str]) -> list[str]:
    """A header row in which a heading over several columns stands over each of them."""
    spread, last = [], ""
    merged = sum(not cell.strip() for cell in row) > 0
    for cell in row:
        last = cell if cell.strip() or not merged else last
        spread.append(last)
    return spread


def places(
    found: Iterable[Column], tag: str, *wanted: str, without: frozenset[str] = ELSEWHERE
) -> tuple[int, ...]:
    """Where a row has what stands under a tag, the best place first.

    Args:
        found: The columns.
        tag: The tag.
        wanted: Attributes that it must have.
        without: Attributes that it must not have, unless they are wanted.
    """
    needed = frozenset(wanted)
    return tuple(
        column.place
        for column in found
        if column.tag == tag and needed <= column.attributes and not (column.attributes - needed) & without
    )


def filled(cells: Sequence[str], where: Iterable[int]) -> int | None:
    """The first of these places in which something stands; None for none."""
    for place in where:
        if cells[place]:
            return place
    return None


def cell(cells: Sequence[str], where: Iterable[int]) -> str:
    """What stands in the first of these places in which something does; empty for none."""
    for place in where:
        if cells[place]:
            return cells[place]
    return ""
