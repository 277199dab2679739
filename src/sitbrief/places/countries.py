"""From what a file calls a country to the country: by code or by name."""

from __future__ import annotations

from functools import cache
from typing import Final

from sitbrief import text
from sitbrief.places.fold import Dress, fold_name
from sitbrief.places.tables import countries

# A republic's word stays: by it alone some countries differ.
_DRESS: Final = Dress(small=frozenset({"the", "of", "and", "la", "le"}), areas=frozenset(), saints=True)

_LONGEST_NUMBER: Final = 3


def country_code(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country, None where the text names none or several.

    Args:
        name: a code of two or three letters, the numeric code with or without zeros in front, or a name: English, the
            country's own, or the one that a provider of data uses, as in "DR Congo (Zaire)".
    """
    code = text.digits(text.clean_line(name)).casefold()
    if code.isdecimal():
        return _codes().get(f"{int(code):03}") if len(code) <= _LONGEST_NUMBER else None
    return _codes().get(code) or _names().get(name_key(name))


def name_key(name: str) -> str:
    """Fold a country's name."""
    return fold_name(name, _DRESS).replace(" ", "")


@cache
def _rows() -> tuple[list[str], ...]:
    return tuple(line.split("\t") for line in countries().splitlines())


@cache
def _codes() -> dict[str, str]:
    return {code.casefold(): row[0] for row in _rows() for code in row[:3] if code}


@cache
def _names() -> dict[str, str]:
    owners: dict[str, set[str]] = {}
    for iso2, _, _, _, name, more in _rows():
        for spelling in (name, *more.split("|")):
            owners.setdefault(name_key(spelling), set()).add(iso2)
    return {key: min(isos) for key, isos in owners.items() if len(isos) == 1}
