"""From what a reader types or a file says to the province that is meant."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from sitbrief import text
from sitbrief.frozen import dataclass
from sitbrief.places.fold import fold_name, says_level

if TYPE_CHECKING:
    from sitbrief.places.model import Country, Province

_MOST_SUGGESTIONS = 3

# Below this likeness (0 to 1) a suggestion is noise.
_LEAST_LIKENESS = 0.6

# Comparing is quadratic, and no name of a province is longer.
_LONGEST_COMPARED = 80

_HYPHENS = str.maketrans("\u2010\u2011\u2013", "---")


@dataclass(frozen=True, slots=True)
class Found:
    """One province is meant."""

    province: Province


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several provinces go by this name; the first is meant where the others have names of their own beside it."""

    provinces: tuple[Province, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """No province goes by this name; up to three have one that is like it, the nearest first."""

    nearest: tuple[Province, ...]


Resolution: TypeAlias = Found | Ambiguous | Unknown


def resolve(typed: str, country: Country) -> Resolution:
    """Find the province that a spelling or a code names.

    Args:
        typed: any spelling in either script, an ISO 3166-2 code, an OCHA p-code or its number, in either case and with
            the digits of any alphabet. Codes of other schemes that look alike (GeoNames `SY.01`, HASC `SY.HM`) are none.
        country: where to look.
    """
    coded = _codes(country).get(_code_key(typed))
    if coded:
        return Found(coded)
    key = _key(typed)
    shared = _shared(country).get(key)
    if shared:
        return Found(shared[0]) if says_level(typed) else Ambiguous(shared)
    named = _names(country).get(key)
    return Found(named) if named else Unknown(_nearest(key, country))


def _code_key(code: str) -> str:
    # Stricter than folding: the dot of `SY.01` and the sign of -5 matter.
    return text.digits(text.clean_line(code)).translate(_HYPHENS).casefold()


def _key(name: str) -> str:
    # Without spaces: files split a name where they like ("Dar a", "Rifdimashq").
    return fold_name(name).replace(" ", "")


@lru_cache(maxsize=16)
def _codes(country: Country) -> dict[str, Province]:
    return {
        _code_key(code): province
        for province in country.provinces
        for code in (province.iso, province.pcode, province.number, province.number.lstrip("0"))
    }


@lru_cache(maxsize=16)
def _shared(country: Country) -> dict[str, tuple[Province, ...]]:
    return {_key(shared.spelling): country.sharing(shared) for shared in country.ambiguous}


@lru_cache(maxsize=16)
def _names(country: Country) -> dict[str, Province]:
    return {_key(name): province for province in country.provinces for name in province.names}


def _nearest(key: str, country: Country) -> tuple[Province, ...]:
    if not key or len(key) > _LONGEST_COMPARED:
        return ()
    import difflib  # late: only a mistake needs it

    names = _names(country)
    # All names, not the first few: a province has many, and each counts once.
    close = difflib.get_close_matches(key, names, n=len(names), cutoff=_LEAST_LIKENESS)
    provinces = dict.fromkeys(names[name] for name in close)
    return tuple(provinces)[:_MOST_SUGGESTIONS]
