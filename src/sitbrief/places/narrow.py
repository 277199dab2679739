"""Provinces that match while a reader types."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sitbrief import text
from sitbrief.frozen import dataclass
from sitbrief.places.fold import dress, fold_name, name_words

if TYPE_CHECKING:
    from sitbrief.places.model import Country, Province

_NO_MATCH = 4


@dataclass(frozen=True, slots=True)
class _Forms:
    """The folded names, words and codes that a province is found by."""

    names: frozenset[str]
    words: frozenset[str]
    codes: frozenset[str]


def narrow(typed: str, country: Country) -> tuple[Province, ...]:
    """List the provinces that match the typed prefix, the best first.

    Args:
        typed: the start of a spelling or code, or a part of one; nothing leaves all provinces.
        country: where to look.

    Returns:
        First those that it names in full, then those with a name or code that starts so, then those with a word that
        does, then those that contain it; each in the order of their p-codes.
    """
    code = text.fold(typed)
    if not code:
        return country.provinces
    names = {" ".join(name_words(typed)), fold_name(typed, dress(country.iso2))} - {""}
    ranked = sorted(
        ((_rank(code, names, forms), position) for position, forms in enumerate(_all_forms(country))),
    )
    return tuple(country.provinces[position] for rank, position in ranked if rank < _NO_MATCH)


def _rank(code: str, names: set[str], forms: _Forms) -> int:
    # Codes are compared as typed, names without punctuation: the dot of `SY.01` matters.
    if code in forms.codes or not names.isdisjoint(forms.names):
        return 0
    starts = tuple(names)
    if any(form.startswith(code) for form in forms.codes) or any(
        form.startswith(starts) for form in forms.names
    ):
        return 1
    if any(word.startswith(starts) for word in forms.words):
        return 2
    inside = any(code in form for form in forms.codes) or any(
        part in form for form in forms.names for part in names
    )
    return 3 if inside else _NO_MATCH


@lru_cache(maxsize=256)  # a file of events may speak of all countries in turn
def _all_forms(country: Country) -> tuple[_Forms, ...]:
    return tuple(_forms(province, country) for province in country.provinces)


def _forms(province: Province, country: Country) -> _Forms:
    shared = (shared.spelling for shared in country.ambiguous if province.iso in shared.isos)
    names = (*province.names, *shared)
    worn = dress(country.iso2)
    spaced = {" ".join(name_words(name)) for name in names} | {fold_name(name, worn) for name in names}
    codes = {text.fold(province.iso), province.number, province.number.lstrip("0")}
    if province.pcode:
        codes.add(province.pcode.lower())
    glued = {form.replace(" ", "") for form in spaced}
    words = {word for form in spaced for word in form.split()}
    return _Forms(frozenset(spaced | glued), frozenset(words), frozenset(codes))
