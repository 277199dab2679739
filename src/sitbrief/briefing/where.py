"""Where a claim lies: the place as written, its level, its provinces."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final

from sitbrief import places
from sitbrief.briefing.model_types import Line, Many, Record
from sitbrief.briefing.rules import Bound, Checked
from sitbrief.frozen import dataclass


class Level(StrEnum):
    """What kind of place the words name: Hama is a city *and* a province, so it has to be said."""

    COUNTRY = "country"
    REGION = "region"
    PROVINCE = "province"
    DISTRICT = "district"
    TOWN = "town"
    SITE = "site"


def _known_province(value: str) -> str:
    if places.province(value) is not None:
        return value
    coded = places.by_code(value)
    syria = places.country("SY")
    match places.ResolvedPlace(coded) if coded else places.resolve(value, syria) if syria else None:
        case places.ResolvedPlace(province):
            raise ValueError(f"must be an ISO 3166-2 code: for this province it is {province.iso}")
        case places.Ambiguous(provinces):
            raise ValueError("must be an ISO 3166-2 code: " + " or ".join(p.iso for p in provinces))
        case _:
            raise ValueError("must be the ISO 3166-2 code of a province, as in SY-HM")


_SHOWN: Final = {"pattern": "^[A-Z]{2}-([A-Z0-9]{1,3}|X[0-9]{3,})$"}
"""For editors; the check says more."""

ProvinceCode = Annotated[str, Checked(_known_province, shown=_SHOWN)]
"""The ISO 3166-2 code of a known province."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinates(Record):
    """A point on the map.

    Attributes:
        lat: Degrees north.
        lon: Degrees east.
        precision_km: How far the real place may be from the point, in kilometres; None where nobody said.
    """

    lat: Annotated[float, Bound(ge=-90, le=90)]
    lon: Annotated[float, Bound(ge=-180, le=180)]
    precision_km: Annotated[float, Bound(ge=0)] | None = None

    def __str__(self) -> str:
        """The point and how near it is to the place: "35.13, 36.75, within 25 km of the point"."""
        point = f"{self.lat}, {self.lon}"
        return (
            point if self.precision_km is None else f"{point}, within {self.precision_km:g} km of the point"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Where(Record):
    """A place as a text names it.

    Attributes:
        as_written: The words of the text.
        level: What kind of place these words name.
        provinces: The provinces it lies in: none (the Syrian Desert), one or several.
        coordinates: Where on the map, if known.
    """

    as_written: Line
    level: Level | None = None
    provinces: Many[ProvinceCode] = ()
    coordinates: Coordinates | None = None


def province_name(code: str) -> str:
    """A province's name, or its code where the table does not have it."""
    province = places.province(code)
    return province.name if province else code
