"""How many entries lie in each province of a country, for the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief import places
from sitbrief.briefing.rows import ProvinceCount
from sitbrief.library.index.index_entry import CONTESTED

if TYPE_CHECKING:
    from sitbrief.library.index.sets import Sets
    from sitbrief.places import Province


def tallied(sets: Sets, home: str) -> tuple[ProvinceCount, ...]:
    """The counts of all entries, as each segment has them written down."""
    return tuple(
        ProvinceCount(p.iso, p.number, p.name, sets.tally(f"p:{p.iso}"), sets.tally(f"c:{p.iso}"))
        for p in _provinces(home)
    )


def counted(sets: Sets, home: str, shown: int) -> tuple[ProvinceCount, ...]:
    """The counts of some entries."""
    contested = shown & sets.mark(CONTESTED)
    found = []
    for p in _provinces(home):
        own = sets.mark(f"p:{p.iso}")
        entries = (shown & own).bit_count()
        disputed = entries if contested == shown else (contested & own).bit_count()
        found.append(ProvinceCount(p.iso, p.number, p.name, entries, disputed))
    return tuple(found)


def _provinces(home: str) -> tuple[Province, ...]:
    country = places.country(home)
    return country.provinces if country else ()
