"""Countries and provinces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from sitbrief.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Province:
    """A first-level division.

    Attributes:
        iso: its ISO 3166-2 code, "SY-HM"; the name of the province inside the model. Where ISO has none, a code of ours:
            the country's, "-X" and three digits or more, "MK-X003". It can never be one of ISO's, which have at most
            three characters after the hyphen.
        pcode: its OCHA p-code, "SY05": in most countries the ISO 3166-1 code and digits. Empty where OCHA has none.
        number: what a reader types to take it at once, "05": two digits, three in a country of more than 99 provinces;
            no two provinces of a country have the same, and none has nothing but zeros. Where it can be, the end of the
            p-code.
        name: OCHA's English name.
        local_name: its name in the country's own script, or empty.
        spellings: all other forms met in files.
    """

    iso: str
    pcode: str
    number: str
    name: str
    local_name: str
    spellings: tuple[str, ...] = ()

    @property
    def country(self) -> str:
        """The ISO 3166-1 alpha-2 code of its country, "SY"."""
        return self.iso.partition("-")[0]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that it goes by, OCHA's first."""
        return (self.name, *((self.local_name,) if self.local_name else ()), *self.spellings)


@dataclass(frozen=True, slots=True)
class SharedName:
    """A name that several provinces share, with the one that is usually meant first.

    Attributes:
        spelling: the name, "Dimashq".
        isos: the ISO 3166-2 codes of the provinces. The first is the one meant when more than the bare name is there:
            a suffix ("Dimashq Governorate"), or the others under names of their own in the same file.
    """

    spelling: str
    isos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country and its provinces.

    Attributes:
        iso2: its ISO 3166-1 alpha-2 code, "SY".
        name: its short English name.
        zone: the IANA time zone that its times are in unless they say otherwise, "Asia/Damascus".
        provinces: in the order of their p-codes; where there are none, of their names.
        ambiguous: names that several of the provinces go by, and one of them first. Such a name may stand among one
            province's spellings too: alone it is ambiguous all the same. Names that provinces share as equals need not
            be here: they stand among the spellings of each.
    """

    iso2: str
    name: str
    zone: str
    provinces: tuple[Province, ...]
    ambiguous: tuple[SharedName, ...] = ()

    def __hash__(self) -> int:
        # What is derived from a country is kept by it, and asked for with each name of a file of thousands.
        return hash(self.iso2)

    def province(self, iso: str) -> Province | None:
        """The province of exactly this ISO 3166-2 code."""
        return next((province for province in self.provinces if province.iso == iso), None)

    def sharing(self, shared: SharedName) -> tuple[Province, ...]:
        """The provinces that share a name, the usual one first."""
        return tuple(province for iso in shared.isos for province in self.provinces if province.iso == iso)


Aliases: TypeAlias = Mapping[tuple[str, str], str]
"""A user's own spellings: the ISO 3166-2 code by country and folded spelling."""

NO_ALIASES: Final[Aliases] = {}
