"""Resolves a typed or written place name to a province."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from sitbrief import text
from sitbrief.frozen import dataclass
from sitbrief.places.fold import dress, fold_name, name_words, says_level
from sitbrief.places.model import NO_ALIASES
from sitbrief.places.tables import country as country_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sitbrief.places.model import Aliases, Country, Province

_MOST_SUGGESTIONS = 3

# Below this likeness (0 to 1) a suggestion is noise.
_LEAST_LIKENESS = 0.6

# Comparing is quadratic, and no name of a province is longer.
_LONGEST_COMPARED = 80

_HYPHENS = str.maketrans("\u2010\u2011\u2013", "---")

_CODE: Final = r"(?P<three>(?P<two>[A-Z]{2})[A-Z]?)(?:-[A-Z0-9]+|[A-Z]?[0-9]+)"
"""A p-code begins with two letters of the country or with three; the hyphen is ISO's."""


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """A name that means one province."""

    province: Province


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name that several provinces share.

    Attributes:
        provinces: They.
        leading: The first is meant where the others have names of their own beside it, as Dimashq beside Rif Dimashq.
    """

    provinces: tuple[Province, ...]
    leading: bool = False


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that no province has; up to three have a similar one, the nearest first."""

    nearest: tuple[Province, ...]


Resolution: TypeAlias = ResolvedPlace | Ambiguous | UnknownName


def resolve(
    typed: str, country: Country, aliases: Aliases = NO_ALIASES, *, whole: bool = False
) -> Resolution:
    """Find the province that a spelling or a code names.

    Args:
        typed: any spelling in either script, an ISO 3166-2 code, an OCHA p-code or its number, in either case and with
            the digits of any alphabet. Codes of other schemes that look alike (GeoNames `SY.01`, HASC `SY.HM`) are none.
        country: where to look.
        aliases: spellings that the user has settled; they come first.
        whole: whether all of what is typed must be the name: else "Hama, Syria" is Hama, too.
    """
    own = settled(typed, country, aliases)
    if own:
        return ResolvedPlace(own)
    index = _index(country)
    coded = index.codes.get(_code_key(typed))
    if coded:
        return ResolvedPlace(coded)
    if _foreign_code(typed, country.iso2):
        return UnknownName(())
    found = _named(typed, index) or (None if whole else _read_otherwise(typed, country, index))
    return found or UnknownName(_nearest(index.key(typed), index))


def settled(typed: str, country: Country, aliases: Aliases) -> Province | None:
    """The province that the user has settled a spelling to mean."""
    if not aliases:
        return None
    return country.province(aliases.get((country.iso2, alias_key(typed)), ""))


def _named(typed: str, index: _Index) -> ResolvedPlace | Ambiguous | None:
    """The provinces with exactly that name."""
    key = index.key(typed)
    shared = index.shared.get(key)
    if shared:
        return ResolvedPlace(shared[0]) if says_level(typed) else Ambiguous(shared, leading=True)
    # The less is folded away, the surer: "Kyiv City" is a name of the city, and folded the oblast's too.
    for names, fold in index.names:
        named = names.get(fold(typed))
        if named:
            return _one_or_more(named)
    return None


def _read_otherwise(typed: str, country: Country, index: _Index) -> ResolvedPlace | Ambiguous | None:
    """The provinces with a name that the typed one may stand for; parts that disagree make it ambiguous."""
    if len(typed) > _LONGEST_COMPARED:
        return None
    from sitbrief.places.readings import directed, readings  # late: most names are known

    for parts in readings(typed):
        answers = [answer for part in parts if (answer := _named(part, index))]
        found = {province.iso: province for answer in answers for province in _meant(answer)}
        if found:
            return _one_or_more(tuple(found.values()))
    turned = _turned(country).get(index.key(directed(typed)))
    return _one_or_more(turned) if turned else None


def _meant(answer: ResolvedPlace | Ambiguous) -> tuple[Province, ...]:
    return (answer.province,) if isinstance(answer, ResolvedPlace) else answer.provinces


def _one_or_more(provinces: tuple[Province, ...]) -> ResolvedPlace | Ambiguous:
    return ResolvedPlace(provinces[0]) if len(provinces) == 1 else Ambiguous(provinces)


@lru_cache(maxsize=16)
def _turned(country: Country) -> Mapping[str, tuple[Province, ...]]:
    """The provinces by their names with directions shortened."""
    from sitbrief.places.readings import directed

    key = _index(country).key
    return _by_name(country, lambda name: key(directed(name)))


def alias_key(spelling: str) -> str:
    """Fold a spelling as little as a user expects. The dot stays: an alias for `SY.01` is none for the p-code."""
    return text.fold(text.clean_line(spelling))


def code_of(typed: str, country: Country) -> Province | None:
    """The province of a code: ISO 3166-2, p-code, or number."""
    return _index(country).codes.get(_code_key(typed))


def by_code(typed: str) -> Province | None:
    """The province of an ISO 3166-2 code or a p-code of any country, in either case; None for all else.

    Args:
        typed: "SY-HM", "sy05", "BDI001". Not the number alone, which is another province's in each country.
    """
    code = text.digits(text.clean_line(typed)).upper()
    parts = re.fullmatch(_CODE, code, re.ASCII)
    if not parts:
        return None
    from sitbrief.places.countries import country_code  # late: a code of ISO needs no names of countries

    # BDI001 is Burundi's, though BD is Bangladesh.
    three = country_code(parts["three"]) if len(parts["three"]) > len(parts["two"]) else None
    homes = [country_of(iso2) for iso2 in dict.fromkeys((three or parts["two"], parts["two"]))]
    found = (code_of(code, home) for home in homes if home)
    return next((province for province in found if province), None)


@dataclass(frozen=True, slots=True)
class _Index:
    """An index of a country's provinces by name, sign and code.

    Attributes:
        codes: by the codes as typed.
        shared: by the names of which one province is meant first.
        names: by names, the least folded first; each with the folding.
    """

    codes: Mapping[str, Province]
    shared: Mapping[str, tuple[Province, ...]]
    names: tuple[tuple[Mapping[str, tuple[Province, ...]], Callable[[str], str]], ...]

    def key(self, name: str) -> str:
        """A name reduced to its bare words."""
        return self.names[-1][1](name)


@lru_cache(maxsize=256)  # a file of events may speak of all countries in turn
def _index(country: Country) -> _Index:
    worn = dress(country.iso2)

    # Without spaces: files split a name where they like ("Dar a", "Rifdimashq").
    def exact(name: str) -> str:
        return "".join(name_words(name))

    def without_areas(name: str) -> str:
        return fold_name(name, worn, cities=False).replace(" ", "")

    def bare(name: str) -> str:
        return fold_name(name, worn).replace(" ", "")

    return _Index(
        codes={
            _code_key(code): province
            for province in country.provinces
            for code in (province.iso, province.pcode, province.number, province.number.lstrip("0"))
            if code
        },
        shared={bare(shared.spelling): country.sharing(shared) for shared in country.ambiguous},
        names=tuple((_by_name(country, fold), fold) for fold in (exact, without_areas, bare)),
    )


def _by_name(country: Country, fold: Callable[[str], str]) -> Mapping[str, tuple[Province, ...]]:
    owners: dict[str, dict[str, Province]] = {}
    for province in country.provinces:
        for name in province.names:
            owners.setdefault(fold(name), {})[province.iso] = province
    return {key: tuple(provinces.values()) for key, provinces in owners.items()}


def _code_key(code: str) -> str:
    # Stricter than folding: the dot of `SY.01` and the sign of -5 matter.
    return text.digits(text.clean_line(code)).translate(_HYPHENS).casefold()


def _foreign_code(typed: str, iso2: str) -> bool:
    # Of "AZ.QAX" folding leaves "qax", a name: the country's letters are an article elsewhere.
    code = _code_key(typed)
    return code.startswith(f"{iso2.casefold()}.") and " " not in code


def _nearest(key: str, index: _Index) -> tuple[Province, ...]:
    if not key or len(key) > _LONGEST_COMPARED:
        return ()
    import difflib  # late: only a mistake needs it

    names = index.names[-1][0]
    # All names, not the first few: a province has many, and each counts once.
    close = difflib.get_close_matches(key, names, n=len(names), cutoff=_LEAST_LIKENESS)
    provinces = {province.iso: province for name in close for province in names[name]}
    return tuple(provinces.values())[:_MOST_SUGGESTIONS]
