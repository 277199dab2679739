"""First-level divisions: their names in every spelling, their codes, and the way from what is typed to the province.

Inside the model a province is its ISO 3166-2 code. A country's data is read when it is asked for. Where the names and
codes come from, the file NOTICE says.
"""

from __future__ import annotations

from sitbrief.places.model import NO_ALIASES, Aliases, Country, Province
from sitbrief.places.narrow import narrow
from sitbrief.places.resolve import Ambiguous, ResolvedPlace, UnknownName, resolve, settled
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
    "country_code",
    "known_countries",
    "narrow",
    "province",
    "resolve",
    "settled",
]


def by_code(typed: str) -> Province | None:
    """The province of an ISO 3166-2 code or a p-code of any country, in either case; None for all else.

    Args:
        typed: such as "SY-HM" or "SY05".
    """
    from sitbrief.places import codes  # late: most codes come in one country's file

    return codes.by_code(typed)


def country_code(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country by any code or name, None where the text names none or several.

    Args:
        name: such as "SYR", "760" or "Syrian Arab Republic".
    """
    from sitbrief.places import countries  # late: the files with names of countries are imported, not read

    return countries.country_code(name)
