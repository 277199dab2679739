"""Incidents in GeoJSON: features with a day and a description, at a point, in whatever order and under usual names.

A place keeps its coordinates; its province is one that the feature names. What names no country needs `--country`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitbrief.formats.days import day
from sitbrief.formats.event import Event, RowError, country_code, on_day, slug
from sitbrief.formats.importers.importer import JsonImporter, JsonStart, OpenedRecords
from sitbrief.formats.json_tables import cell_text, flat_feature, is_feature, records_in
from sitbrief.formats.json_values import number_at, object_at, point_of
from sitbrief.formats.missing import present
from sitbrief.text import clean_line, clean_prose, plural, truncate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitbrief.formats.event import Value
    from sitbrief.text import Clean

_PUBLISHER: Final = clean_line("GeoJSON file")

_DAY: Final = ("date", "event_date", "incident_date", "date_start", "start_date", "datetime", "day")
_SAID: Final = (
    *("description", "event_description", "desc", "summary", "notes", "text", "details", "narrative"),
    *("comment", "comments", "event", "incident", "headline", "title"),
)
_COUNTRY: Final = (
    *("country_code", "location_code", "iso3", "iso2", "iso", "country_iso", "country_iso3"),
    *("country", "country_name", "adm0_name", "admin0", "admin0name"),
)
_PROVINCE: Final = (
    *("admin1", "adm1", "admin1_name", "adm1_name", "adm1_en", "admin_1", "province", "governorate"),
    *("state", "oblast", "region"),
)
_PLACE: Final = ("location", "place", "location_name", "town", "city", "village", "name")
_ID: Final = ("id", "event_id", "incident_id", "uuid")
_SOURCE: Final = ("source", "reported_by", "publisher")
_LAT: Final = ("latitude", "lat")
_LON: Final = ("longitude", "lon", "lng", "long")
_TOLD: Final = frozenset((*_LAT, *_LON))
_LONGEST_HEADLINE: Final = 160


class Properties(NamedTuple):
    """The properties of a feature.

    Attributes:
        given: They, by their names as written.
        by_name: Their names in lower case with underscores, each with its name as written.
    """

    given: dict[str, Any]
    by_name: dict[str, str]

    @classmethod
    def of(cls, feature: object) -> Properties:
        """Those of a feature."""
        given = flat_feature(feature) if is_feature(feature) else {}
        return cls(given, {_plain(name): name for name in reversed(given)})

    def name(self, names: tuple[str, ...]) -> str:
        """The name as written of the first of these that is filled; empty for none."""
        there = (self.by_name[name] for name in names if name in self.by_name)
        return next((name for name in there if present(cell_text(self.given[name]))), "")

    def text(self, names: tuple[str, ...]) -> str:
        """What stands under it; empty for none."""
        name = self.name(names)
        return present(cell_text(self.given[name])) if name else ""


def _plain(name: str) -> str:
    return "_".join(name.lower().replace("-", " ").split())


class GeoJson(JsonImporter):
    """Incidents that somebody has put on a map; who, the file does not say."""

    name = "geojson"
    publisher = _PUBLISHER
    maker = "The maker of the file"

    def recognises(self, content: object) -> bool:
        """Whether some feature has a day and a description."""
        return any(_is_incident(feature) for feature in _features(content))

    def open(self, start: JsonStart) -> OpenedRecords:
        """Find the features."""
        features = [*_features(start.content)]
        return OpenedRecords(
            lambda feature: _incident(feature, start), features, lambda: _shapes_left_out(features)
        )


def _shapes_left_out(features: list[object]) -> list[str]:
    shapes = [object_at(each, "geometry").get("type", "Point") != "Point" for each in features]
    return (
        [f"Left out: the shapes of {plural(sum(shapes), 'feature')} at no single point"]
        if any(shapes)
        else []
    )


def _features(content: object) -> Iterator[object]:
    """The features of a collection, or the only one."""
    if is_feature(content):
        yield content
    elif isinstance(content, dict) and content.get("type") == "FeatureCollection":
        yield from records_in(content)


def _is_incident(feature: object) -> bool:
    found = Properties.of(feature)
    try:
        day(found.text(_DAY))
    except ValueError:
        return False
    return bool(found.text(_SAID))


def _incident(feature: object, start: JsonStart) -> Event:
    found = Properties.of(feature)
    named = found.name(_DAY)
    try:
        when = day(found.text(_DAY))
    except ValueError as error:
        raise RowError(named or "date", str(error)) from error
    said = clean_line(found.text(_SAID))
    if not said:
        raise RowError("description", "is missing")
    country = country_code(clean_line(found.text(_COUNTRY))) or start.country
    if not country:
        raise RowError(
            "country", "no country is named that we know; sitbrief import --country CODE says which"
        )
    place, region = clean_line(found.text(_PLACE)), clean_line(found.text(_PROVINCE))
    province = start.provinces.code(country, region)
    where = _where(found, (place, region), province)
    known, source = found.text(_ID) or _own_id(feature), clean_line(found.text(_SOURCE))
    told = truncate(said, _LONGEST_HEADLINE)
    return Event(
        id=slug(known) if known else "",
        country=country,
        first=when.isoformat(),
        last=when.isoformat(),
        headline=clean_line(f"{place or region}: {told}" if place or region else told),
        statement=said,
        when=on_day(when),
        where=[where] if where["as_written"] else [],
        figures=[],
        carriers=(source,) if source else (),
        province=province,
        region=region,
        dataset_note=_note(found),
    )


def _own_id(feature: object) -> str:
    return cell_text(feature.get("id")) if isinstance(feature, dict) else ""


def _where(found: Properties, named: tuple[Clean, Clean], province: str) -> Value:
    place, region = named
    country = clean_line(found.text(_COUNTRY))
    degrees = ", ".join(filter(None, (clean_line(found.text(_LAT)), clean_line(found.text(_LON)))))
    made: Value = {"as_written": ", ".join(filter(None, named)) or country or degrees}
    if not place and (region or country):  # what its name is the name of, the feature does not say
        made["level"] = "province" if province else "region" if region else "country"
    if province:
        made["provinces"] = [province]
    flat = {"lat": found.text(_LAT), "lon": found.text(_LON)}
    point = point_of(number_at(flat, "lat"), number_at(flat, "lon"))
    return made | ({"coordinates": point} if point else {})


def _note(found: Properties) -> Clean:
    """What else a feature says, a line each."""
    told = {found.name(names) for names in (_DAY, _SAID, _PLACE, _PROVINCE, _ID, _SOURCE)}
    lines = [
        f"{clean_line(name)}: {clean_line(words)}"
        for name, value in found.given.items()
        if name not in told and _plain(name) not in _TOLD and (words := present(cell_text(value)))
    ]
    return clean_prose("\n".join(lines))


IMPORTER: Final = GeoJson()
