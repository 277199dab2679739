"""The editions of a library as a list: by country, the newest first, files that hold none at the end."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from sitbrief import places
from sitbrief.briefing.rows import EditionRow, FileRow, GroupedRow, GroupHeading
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitbrief.library.index.editions import Edition
    from sitbrief.library.index.snapshot import UnreadableFile

_BAD: Final = "Files that hold no briefing"


class EditionList:
    """Editions and their part in what is shown. Rows are made when they are asked for.

    Args:
        found: The editions, those of a country together.
        counts: How many entries of one of them are shown, and how many of these are contested.
        troubles: The files to list behind them.
        known: The ids of the editions that the reader has opened; None where nobody keeps count.
    """

    def __init__(
        self,
        found: Sequence[Edition],
        counts: Callable[[Edition], tuple[int, int]],
        troubles: Sequence[UnreadableFile],
        known: frozenset[str] | None,
    ) -> None:
        self._found = found
        self._counts = counts
        self._troubles = troubles
        self._known = known

    def __len__(self) -> int:
        return len(self._found) + len(self._troubles)

    def window(self, start: int, size: int) -> list[GroupedRow]:
        """So many from one place on, fewer at the end."""
        return [self._placed(at) for at in range(start, min(start + size, len(self)))]

    def row_of(self, name: str) -> int | None:
        """The place of an edition or file; None where it is not in the list."""
        names = [edition.id for edition in self._found] + [str(bad.path) for bad in self._troubles]
        return names.index(name) if name in names else None

    def _placed(self, at: int) -> GroupedRow:
        bad = at - len(self._found)
        if bad >= 0:
            trouble = self._troubles[bad]
            row = FileRow(str(trouble.path), clean_line(trouble.path.name), trouble.why)
            return GroupedRow(row, GroupHeading(_BAD, len(self._troubles)) if bad == 0 else None)
        edition = self._found[at]
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
        """The name of a country and how many editions there are of it, where a place is that of the first."""
        if at and self._found[at - 1].country == code:
            return None
        country = places.country(code)
        behind = bisect_right(self._found, code, at, key=lambda edition: edition.country)
        return GroupHeading(country.name if country else code, behind - at)
