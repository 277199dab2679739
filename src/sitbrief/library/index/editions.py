"""The editions of a library: what the index stores of each, and the list of them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief import places
from sitbrief.briefing import View
from sitbrief.briefing.rows import EditionRow, FileRow, GroupedRow, GroupHeading
from sitbrief.briefing.when import UNDATED, stamp_words
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sitbrief.briefing import ResolvedBriefing

_BAD: Final = "Files that hold no briefing"


class Edition(NamedTuple):
    """An edition in the index.

    Attributes:
        id: Its id.
        country: The code of its country.
        series: Its series.
        number: Its number in the series.
        title: Its title, and that it is an extract.
        as_of: The day whose situation it describes; empty where it is undated.
        tlp: How far it may be passed on.
        entries: How many entries it has.
        contested: How many of these are contested.
        size: Bytes of its file.
        stamp: The moment whose situation it describes, as its own zone has it.
        extract_of: Of an extract the id of the full edition; empty for a full edition.
        file: The name of its file, as the manifest has it; this and what follows is not stored with the others.
        part: The number of its segment.
        mark: The mark that is on its entries there.
    """

    id: str
    country: str
    series: str
    number: int
    title: str
    as_of: str
    tlp: str
    entries: int
    contested: int
    size: int
    stamp: str
    extract_of: str = ""
    file: str = ""
    part: int = 0
    mark: str = ""


STORED_FIELDS: Final = tuple("edition" if name == "number" else name for name in Edition._fields[:12])
"""What a segment calls the attributes that it stores of an edition."""


class UnreadableFile(NamedTuple):
    """A file of which no edition counts.

    Attributes:
        path: The file.
        why: Why not, on one line with the path.
        unread: It could not be read.
    """

    path: Path
    why: str
    unread: bool


def edition_of(resolved: ResolvedBriefing, size: int = 0) -> Edition:
    """The edition that a briefing is, as a segment stores it, with the bytes of its file."""
    briefing, view = resolved.briefing, View(resolved)
    return Edition(
        briefing.id,
        briefing.country,
        briefing.series,
        briefing.edition,
        briefing.called,
        f"{briefing.as_of:%Y-%m-%d}" if briefing.as_of else "",
        briefing.tlp,
        view.entries_total,
        view.entries_contested,
        size,
        stamp_words(briefing.as_of, briefing.zone).removesuffix(f" {briefing.zone}")
        if briefing.as_of
        else UNDATED,
        briefing.extract_of or "",
    )


class EditionList:
    """Editions by country, the newest first, and behind them files that hold none. Rows are made when they are asked for.

    Args:
        editions: The editions, in this order.
        counts: Counts the entries of one of them that are shown, and those of these that are contested.
        files: The files that hold none.
        known: The ids of the editions that the reader has opened; None where nobody keeps count.
    """

    def __init__(
        self,
        editions: Sequence[Edition],
        counts: Callable[[Edition], tuple[int, int]],
        files: Sequence[UnreadableFile],
        known: frozenset[str] | None,
    ) -> None:
        self._editions = editions
        self._counts = counts
        self._files = files
        self._known = known

    def __len__(self) -> int:
        return len(self._editions) + len(self._files)

    def window(self, start: int, size: int) -> list[GroupedRow]:
        """`size` rows from a place on, fewer at the end."""
        return [self._placed(at) for at in range(start, min(start + size, len(self)))]

    def row_of(self, name: str) -> int | None:
        """The place of an edition or file; None where it is not in the list."""
        names = [edition.id for edition in self._editions] + [str(file.path) for file in self._files]
        return names.index(name) if name in names else None

    def _placed(self, at: int) -> GroupedRow:
        bad = at - len(self._editions)
        if bad >= 0:
            file = self._files[bad]
            row = FileRow(str(file.path), clean_line(file.path.name), file.why)
            return GroupedRow(row, GroupHeading(_BAD, len(self._files)) if bad == 0 else None)
        edition = self._editions[at]
        entries, contested = self._counts(edition)
        new = self._known is not None and edition.id not in self._known
        return GroupedRow(
            EditionRow(
                edition.id,
                edition.number,
                edition.title,
                edition.as_of,
                entries,
                edition.entries,
                contested,
                edition.size,
                new,
            ),
            self._heading(at, edition.country),
        )

    def _heading(self, at: int, code: str) -> GroupHeading | None:
        """The heading of a country, with the number of its editions, before the first of them."""
        if at and self._editions[at - 1].country == code:
            return None
        country = places.country(code)
        behind = bisect_right(self._editions, code, at, key=lambda edition: edition.country)
        return GroupHeading(country.name if country else code, behind - at)
