"""How many entries lie in each province of a country, for the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief import places
from sitbrief.briefing.rows import ProvinceCount
from sitbrief.library.index.draft import CONTESTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitbrief.library.index.snapshot import Snapshot
    from sitbrief.places import Province


def tallied(snapshot: Snapshot, home: str) -> tuple[ProvinceCount, ...]:
    """The counts of all entries, as each segment has them written down."""
    return tuple(
        ProvinceCount(p.iso, p.number, p.name, snapshot.tally(f"p:{p.iso}"), snapshot.tally(f"c:{p.iso}"))
        for p in _provinces(home)
    )


def counted(
    snapshot: Snapshot, home: str, shown: Sequence[tuple[int, int, int]]
) -> tuple[ProvinceCount, ...]:
    """The counts of some entries.

    Args:
        snapshot: The index.
        home: The country.
        shown: The entries: for each list and segment that has some, their numbers, and the places.
    """
    mark = snapshot.mark
    contested = [(number, part, bits & mark(number, part, CONTESTED)) for number, part, bits in shown]

    def count(of: Sequence[tuple[int, int, int]], code: str) -> int:
        return sum((bits & mark(number, part, code)).bit_count() for number, part, bits in of)

    return tuple(
        ProvinceCount(p.iso, p.number, p.name, count(shown, f"p:{p.iso}"), count(contested, f"p:{p.iso}"))
        for p in _provinces(home)
    )


def _provinces(home: str) -> tuple[Province, ...]:
    country = places.country(home)
    return country.provinces if country else ()
