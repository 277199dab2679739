"""The editions of a library as a list: by country, the newest first, files that hold none at the end."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from sitbrief import places
from sitbrief.briefing.rows import EditionRow, FileRow, Heading, Placed
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitbrief.library.index.editions import Edition
    from sitbrief.library.index.snapshot import Trouble

_BAD: Final = "Files that hold no briefing"


class EditionList:
    """Editions and their part in what is shown. Rows are made when they are asked for.

    Args:
        found: The editions, each with how many of its entries are shown and how many of these are contested.
        troubles: The files to list behind them.
        known: The ids of the editions that the reader has opened; None where nobody keeps count.
    """

    def __init__(
        self,
        found: Sequence[tuple[Edition, int, int]],
        troubles: Sequence[Trouble],
        known: frozenset[str] | None,
    ) -> None:
        self._found = found
        self._troubles = troubles
        self._known = known

    def __len__(self) -> int:
        return len(self._found) + len(self._troubles)

    def window(self, start: int, size: int) -> list[Placed]:
        """So many from one place on, fewer at the end."""
        return [self._placed(at) for at in range(start, min(start + size, len(self)))]

    def row_of(self, name: str) -> int | None:
        """The place of an edition or file; None where it is not in the list."""
        names = [edition.id for edition, _, _ in self._found] + [str(bad.path) for bad in self._troubles]
        return names.index(name) if name in names else None

    def _placed(self, at: int) -> Placed:
        bad = at - len(self._found)
        if bad >= 0:
            trouble = self._troubles[bad]
            row = FileRow(str(trouble.path), clean_line(trouble.path.name), trouble.why)
            return Placed(row, Heading(_BAD, len(self._troubles)) if bad == 0 else None)
        edition, entries, contested = self._found[at]
        first, count = self._homes[edition.country]
        country = places.country(edition.country)
        label = country.name if country else edition.country
        new = self._known is not None and edition.id not in self._known
        return Placed(
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
            Heading(label, count) if at == first else None,
        )

    @cached_property
    def _homes(self) -> Mapping[str, tuple[int, int]]:
        """For each country the place of its first edition, and how many there are."""
        found: dict[str, tuple[int, int]] = {}
        for at, (edition, _, _) in enumerate(self._found):
            first, count = found.get(edition.country, (at, 0))
            found[edition.country] = first, count + 1
        return found
