"""What JSON is that is neither a briefing nor of any format that is imported, in a few words.

Nothing of what stands in it is told: whoever may name a path to us need not be allowed to read the file there.
"""

from __future__ import annotations

from typing import Final

_KEYS_OF_BRIEFINGS: Final = frozenset(
    ["format", "series", "edition", "tlp", "claims", "timeline", "fronts", "humanitarian"]
)
"""An object with one of them is a briefing with a mistake in it, whether it says its format or not."""

_GEOMETRIES: Final = frozenset(
    [
        *("FeatureCollection", "Feature", "GeometryCollection", "Point", "MultiPoint", "LineString"),
        *("MultiLineString", "Polygon", "MultiPolygon"),
    ]
)
_TYPES: Final = {"Topology": "TopoJSON", "bundle": "a STIX bundle"}
_TELLING_KEYS: Final = {
    "Event": "a MISP event",
    "@context": "JSON-LD",
    "nbformat": "a notebook",
    "openapi": "the description of a service",
    "$schema": "a JSON schema, or a file that has one",
}


def may_be_briefing(content: object) -> bool:
    """Whether JSON is meant as a briefing: it says its format, or has what only a briefing has."""
    return isinstance(content, dict) and not _KEYS_OF_BRIEFINGS.isdisjoint(content)


def no_briefing(content: object) -> str:
    """What to say of JSON that is not meant as a briefing."""
    return f"is JSON, but no briefing (it has no format): it looks like {looks_like(content)}"


def not_imported(content: object) -> str:
    """What to say of JSON that is neither a briefing nor imported."""
    return (
        "is JSON, but no briefing (it has no format) and no file that sitbrief imports: "
        f"it looks like {looks_like(content)}"
    )


def looks_like(content: object) -> str:
    """What JSON looks like, by its structure."""
    if isinstance(content, dict):
        return _object_like(content)
    if isinstance(content, list):
        return _list_like(content)
    return "a single value"


def _object_like(content: dict[str, object]) -> str:
    kind = content.get("type")
    if isinstance(kind, str):
        if kind in _GEOMETRIES:
            return "GeoJSON whose features lack a day or a description"
        if kind in _TYPES:
            return _TYPES[kind]
    for key, what in _TELLING_KEYS.items():
        if key in content:
            return what
    return "an object of another kind" if content else "an empty object"


def _list_like(content: list[object]) -> str:
    if not content:
        return "an empty list"
    if isinstance(content[0], dict):
        return "a list of objects of another kind"
    return "a table of another kind" if isinstance(content[0], list) else "a list of values"
