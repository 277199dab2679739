"""What is known of a country and its provinces."""

from __future__ import annotations

from sitbrief.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Province:
    """A first-level division.

    Attributes:
        iso: its ISO 3166-2 code, "SY-HM"; the name of the province inside the model.
        pcode: its OCHA p-code, "SY05": the country's ISO 3166-1 code and digits.
        name: OCHA's English name.
        local_name: its name in the country's own script.
        spellings: all other forms met in files.
    """

    iso: str
    pcode: str
    name: str
    local_name: str
    spellings: tuple[str, ...] = ()

    @property
    def country(self) -> str:
        """The ISO 3166-1 alpha-2 code of its country, "SY"."""
        return self.iso.partition("-")[0]

    @property
    def number(self) -> str:
        """The digits of its p-code, "05": what a reader types to take it at once."""
        return self.pcode.removeprefix(self.country)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that it goes by, OCHA's first."""
        return (self.name, self.local_name, *self.spellings)


@dataclass(frozen=True, slots=True)
class SharedName:
    """A name that several provinces go by.

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
        provinces: in the order of their p-codes.
        ambiguous: names that several of the provinces go by. Such a name may stand among one province's spellings too:
            alone it is ambiguous all the same.
    """

    iso2: str
    name: str
    zone: str
    provinces: tuple[Province, ...]
    ambiguous: tuple[SharedName, ...] = ()

    def province(self, iso: str) -> Province | None:
        """The province of exactly this ISO 3166-2 code."""
        return next((province for province in self.provinces if province.iso == iso), None)

    def sharing(self, shared: SharedName) -> tuple[Province, ...]:
        """The provinces that go by a shared name, in the order that it gives."""
        return tuple(province for iso in shared.isos for province in self.provinces if province.iso == iso)
