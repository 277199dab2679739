"""A province by its code alone: what needs no country beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitbrief import text
from sitbrief.places.resolve import code_of
from sitbrief.places.tables import country

if TYPE_CHECKING:
    from sitbrief.places.model import Province

# A p-code begins with two letters of the country or with three; the hyphen is ISO's.
_CODE: Final = re.compile(r"(?P<three>(?P<two>[A-Z]{2})[A-Z]?)(?:-[A-Z0-9]+|[A-Z]?[0-9]+)", re.ASCII)


def by_code(typed: str) -> Province | None:
    """The province of an ISO 3166-2 code or a p-code of any country, in either case; None for all else.

    Args:
        typed: "SY-HM", "sy05", "BDI001". Not the number alone, which is another province's in each country.
    """
    code = text.digits(text.clean_line(typed)).upper()
    parts = _CODE.fullmatch(code)
    if not parts:
        return None
    from sitbrief.places.countries import country_code  # late: a code of ISO needs no names of countries

    # BDI001 is Burundi's, though BD is Bangladesh.
    three = country_code(parts["three"]) if len(parts["three"]) > len(parts["two"]) else None
    homes = [country(iso2) for iso2 in dict.fromkeys((three or parts["two"], parts["two"]))]
    found = (code_of(code, home) for home in homes if home)
    return next((province for province in found if province), None)
