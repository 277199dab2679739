"""First-level divisions: their names in every spelling, their codes, and the way from what is typed to the province.

Inside the model a province is its ISO 3166-2 code. A country's data is read when it is asked for. Where the names and
codes come from, the file NOTICE says.
"""

from __future__ import annotations

from sitbrief.places.model import NO_ALIASES, Aliases, Country, Province
from sitbrief.places.narrow import narrow
from sitbrief.places.resolve import Ambiguous, ResolvedPlace, UnknownName, by_code, resolve, settled
from sitbrief.places.tables import country, known_countries, province

__all__ = [
    "NO_ALIASES",
    "Aliases",
    "Ambiguous",
    "Country",
    "Province",
    "ResolvedPlace",
    "UnknownName",
    "by_code",
    "country",
    "known_countries",
    "narrow",
    "province",
    "resolve",
    "settled",
]
