"""The provinces and sources that rows of a dataset name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief import places

if TYPE_CHECKING:
    from sitbrief.places import Aliases


_LONGEST_NAME: Final = 200
"""Characters of a name that is looked for among provinces; what is longer is none, and likenesses take their time."""


class UnknownProvince(NamedTuple):
    """A province that no spelling matches, or several do.

    Attributes:
        country: The ISO 3166-1 alpha-2 code of its country.
        written: How the file names it.
        rows: How many rows do.
        nearest: The ISO 3166-2 codes of provinces that it may be, the likeliest first.
        ambiguous: Several go by that very name.
    """

    country: str
    written: str
    rows: int
    nearest: tuple[str, ...]
    ambiguous: bool


class ProvinceLookup:
    """From names to provinces, with those that were not found kept for a report.

    Args:
        aliases: Spellings that the user has settled.
    """

    def __init__(self, aliases: Aliases = places.NO_ALIASES) -> None:
        self._aliases = aliases
        self._known: dict[tuple[str, str], str] = {}
        self._missed: Counter[tuple[str, str]] = Counter()
        self._named: dict[str, set[str]] = {}
        self._leading: set[tuple[str, str]] = set()
        self._near: dict[tuple[str, str], tuple[tuple[str, ...], bool]] = {}

    def code(self, country: str, written: str) -> str:
        """The ISO 3166-2 code of a province as a file writes it; empty where it is not known, and noted."""
        found = self.known(country, written)
        if written and not found:
            self._missed[country, written] += 1
        return found

    def known(self, country: str, written: str) -> str:
        """The same for a name of which something else tells the province: nobody has to be asked what it means."""
        if not written:
            return ""
        key = country, written
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._resolved(country, written)
        return found

    def _resolved(self, country: str, written: str) -> str:
        home = places.country(country) if len(written) <= _LONGEST_NAME else None
        found = places.resolve(written, home, self._aliases) if home else places.UnknownName(())
        if isinstance(found, places.ResolvedPlace):
            self._named.setdefault(country, set()).add(found.province.iso)
            return found.province.iso
        ambiguous = isinstance(found, places.Ambiguous)
        nearest = found.provinces if isinstance(found, places.Ambiguous) else found.nearest
        isos = tuple(province.iso for province in nearest)
        if isinstance(found, places.Ambiguous) and found.leading:
            self._leading.add((country, written))
        self._near[country, written] = isos, ambiguous
        return ""

    def join(self, other: ProvinceLookup) -> None:
        """Know what another file of the same dataset names, and let that one know; before its rows are read."""
        for country, named in other._named.items():
            self._named.setdefault(country, set()).update(named)
        other._named = self._named

    def in_company(self, country: str, written: str) -> str:
        """The province that a name of several means beside the others' own names in all that is read; empty for none.

        Dimashq alone may be Damascus or Rural Damascus; in a file that also says Rif Dimashq it is Damascus. Kyiv is the city
        or the oblast; beside Kyiv City it is the oblast. Complete when all rows are read.
        """
        key = country, written
        isos, ambiguous = self._near.get(key, ((), False))
        if not ambiguous:
            return ""
        named = self._named.get(country, set())
        if key in self._leading:
            return isos[0] if named.issuperset(isos[1:]) else ""
        left = [iso for iso in isos if iso not in named]
        return left[0] if len(left) == 1 else ""

    def unplaced(self) -> list[UnknownProvince]:
        """What was not found, the most frequent first."""
        return [
            UnknownProvince(country, written, rows, *self._near[country, written])
            for (country, written), rows in self._missed.most_common()
            if not self.in_company(country, written)
        ]
