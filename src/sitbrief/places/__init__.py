"""First-level divisions: their names in every spelling, their codes, and the way from what is typed to the province.

Inside the model a province is its ISO 3166-2 code. A country's data is loaded when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.places.model import Country, Province
from sitbrief.places.narrow import narrow
from sitbrief.places.resolve import Ambiguous, Found, Unknown, resolve

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "Ambiguous",
    "Country",
    "Found",
    "Province",
    "Unknown",
    "country",
    "known_countries",
    "narrow",
    "province",
    "resolve",
]


def _syria() -> Country:
    from sitbrief.places.syria import SYRIA

    return SYRIA


# The text that asks for a country only ever picks from this table: it never becomes the name of a module.
_COUNTRIES: dict[str, Callable[[], Country]] = {"SY": _syria}


def known_countries() -> tuple[str, ...]:
    """The ISO 3166-1 codes of all countries whose provinces are known, in alphabetical order."""
    return tuple(sorted(_COUNTRIES))


def country(iso2: str) -> Country | None:
    """The country of an ISO 3166-1 alpha-2 code in either case, such as "SY"."""
    load = _COUNTRIES.get(iso2.upper())
    return load() if load else None


def province(iso: str) -> Province | None:
    """The province of exactly this ISO 3166-2 code, such as "SY-HM"; what a reader types goes to `resolve`."""
    home = country(iso.partition("-")[0])
    return home.province(iso) if home else None
