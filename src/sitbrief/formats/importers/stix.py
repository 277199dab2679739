"""STIX 2.1 bundles, as OpenCTI exports them: a report, note, incident or observation is one claim of who created it.

Markings, locations and who created it are looked up in the bundle. The confidence of STIX becomes a credibility by the scale
that the standard has for it (appendix A); OpenCTI's reliability is that of the source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitbrief.formats.days import day
from sitbrief.formats.event import Event, RowError, country_code, in_range, on_day, slug
from sitbrief.formats.importers.importer import JsonImporter, JsonStart, OpenedRecords
from sitbrief.formats.json_values import (
    left_out,
    number_at,
    object_at,
    objects_at,
    point_of,
    raw_at,
    text_at,
    texts_at,
)
from sitbrief.formats.moments import moment
from sitbrief.formats.stix_markings import marking_of
from sitbrief.text import clean_line, clean_prose, plural, truncate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitbrief.formats.event import Value
    from sitbrief.text import Clean

_PUBLISHER: Final = clean_line("STIX bundle")

_TOLD: Final = frozenset({"report", "note", "incident", "observed-data"})
_LOOKED_UP: Final = frozenset({"identity", "location", "marking-definition"})
_READ: Final = frozenset(
    [
        *("type", "id", "spec_version", "name", "abstract", "content", "description", "published", "created"),
        *("modified", "first_observed", "last_observed", "number_observed", "first_seen", "last_seen"),
        *("confidence", "created_by_ref", "object_refs", "object_marking_refs", "external_references"),
        *("report_types", "note_types", "labels", "authors", "extensions", "x_opencti_reliability"),
        "x_opencti_located_at_refs",
    ]
)
_LONGEST_LINE: Final = 300
_MOST_TEXT: Final = 20_000
"""Characters of a description that are kept."""

_LETTER: Final = re.compile(r"([A-F])(?: - .*)?", re.DOTALL)
_OPENCTI: Final = "extension-definition--ea279b3e-5c71-4632-ac08-831c66a786ba"
"""Where OpenCTI puts its own fields since version 5."""

_BY_CONFIDENCE: Final = ((80, 1), (60, 2), (40, 3), (20, 4), (0, 5))
"""The least confidence of each credibility, by appendix A of the standard."""

_ADDRESS: Final = re.compile(r"https?://[!#-;=?-\[\]_a-z~%]+", re.ASCII)
_MOST_OBJECTS: Final = 200
"""Objects of a claim that are told by name."""


class Stix(JsonImporter):
    """Bundles of STIX; what bears no marking is passed on as carefully as their makers would."""

    name = "stix"
    publisher = _PUBLISHER
    maker = "STIX 2.1"
    marking = "TLP:AMBER"

    def recognises(self, content: object) -> bool:
        """Whether it is a bundle."""
        return (
            isinstance(content, dict)
            and content.get("type") == "bundle"
            and bool(objects_at(content, "objects"))
        )

    def open(self, start: JsonStart) -> OpenedRecords:
        """Find what is told in it.

        Raises:
            RowError: nothing is.
        """
        objects = objects_at(start.content, "objects")
        told = [each for each in objects if text_at(each, "type") in _TOLD]
        if not told:
            raise RowError("", "is a STIX bundle without a report, note, incident or observation")
        by_id: dict[str, dict[str, Any]] = {text_at(each, "id"): each for each in objects}
        others = sorted({text_at(each, "type") for each in objects} - _TOLD - _LOOKED_UP)
        said = [f"Left out, but for what is told of them in claims: {', '.join(others)}"] if others else []
        return OpenedRecords(
            lambda found: _claim(found, by_id, start),
            told,
            lambda: [*left_out(told, _READ, "what is told"), *said],
        )


def _claim(found: dict[str, Any], by_id: Mapping[str, dict[str, Any]], start: JsonStart) -> Event:
    kind = text_at(found, "type")
    refs = [*dict.fromkeys(texts_at(found, "object_refs"))]
    text = _text(found)
    said = text_at(found, "name") or text_at(found, "abstract") or clean_line(text.strip().partition("\n")[0])
    if kind == "observed-data":
        said = _observed(found, refs, by_id)
    if not said:
        raise RowError("name", "is missing, and so is a text")
    first, last, when = _when(found, kind)
    country, where = _where(found, refs, by_id, start)
    maker = by_id.get(text_at(found, "created_by_ref"), {})
    letter, basis = _reliability(found, maker)
    credibility = _credibility(found)
    headline = truncate(said, _LONGEST_LINE)
    return Event(
        id=slug(text_at(found, "id")),
        country=country,
        first=first,
        last=last,
        headline=headline,
        statement=headline,
        when=when,
        where=[where] if where["as_written"] else [],
        figures=[],
        originator=text_at(maker, "name"),
        province=next(iter(where.get("provinces", ())), ""),
        region=text_at(by_id.get(_location_of(found, refs, by_id)), "administrative_area"),
        quote=clean_prose(text[:_MOST_TEXT]),
        dataset_note=_note(found, refs, by_id),
        document=_document(found, said, when),
        timestamp=moment(raw_at(found, "modified")),
        reliability=letter,
        credibility=credibility,
        reliability_basis=basis,
        credibility_basis=clean_line(f"Confidence {raw_at(found, 'confidence')}, by appendix A of STIX 2.1."),
        marking=marking_of(texts_at(found, "object_marking_refs"), by_id),
    )


def _text(found: dict[str, Any]) -> str:
    return raw_at(found, "content" if text_at(found, "type") == "note" else "description")


def _observed(found: dict[str, Any], refs: list[Clean], by_id: Mapping[str, dict[str, Any]]) -> Clean:
    """What was observed, and how often."""
    named = [name for ref in refs if (name := _name(by_id.get(ref)))]
    times = round(number_at(found, "number_observed") or 1)
    return clean_line(
        f"Observed {plural(times, 'time')}: {', '.join(named) or 'objects that the bundle does not name'}"
    )


def _when(found: dict[str, Any], kind: str) -> tuple[str, str, Value]:
    """The first and the last day, and the time: of what happened, or of when it was said."""
    for key, other in (("first_observed", "last_observed"), ("first_seen", "last_seen")):
        if kind in {"observed-data", "incident"} and raw_at(found, key):
            try:
                first = day(raw_at(found, key))
                last = max(first, day(raw_at(found, other) or raw_at(found, key)))
            except ValueError as error:
                raise RowError(key, str(error)) from error
            return (
                first.isoformat(),
                last.isoformat(),
                on_day(first) if first == last else in_range(first, last),
            )
    key = next((key for key in ("published", "created") if raw_at(found, key)), "created")
    try:
        said = day(raw_at(found, key)).isoformat()
    except ValueError as error:
        raise RowError(key, str(error)) from error
    return said, said, {"precision": "reported", "start": said}


def _location_of(found: dict[str, Any], refs: list[Clean], by_id: Mapping[str, dict[str, Any]]) -> str:
    """The id of the location that a claim is of: the finest of those that it refers to; empty for none."""
    located = [ref for ref in refs if text_at(by_id.get(ref), "type") == "location"]
    located += [ref for ref in texts_at(found, "x_opencti_located_at_refs") if ref in by_id]
    return max(located, key=lambda ref: _fineness(by_id[ref]), default="")


def _fineness(location: dict[str, Any]) -> int:
    return sum(bool(raw_at(location, key)) for key in ("country", "administrative_area", "city", "latitude"))


def _where(
    found: dict[str, Any], refs: list[Clean], by_id: Mapping[str, dict[str, Any]], start: JsonStart
) -> tuple[str, Value]:
    """The country, and the place as the native format has it."""
    location = by_id.get(_location_of(found, refs, by_id), {})
    others = [by_id[ref] for ref in refs if text_at(by_id.get(ref), "type") == "location"]
    names = (text_at(each, key) for each in (location, *others) for key in ("country", "name"))
    country = next((code for name in names if (code := country_code(name))), start.country)
    if not country:
        raise RowError("object_refs", "names no country; sitbrief import --country CODE says which")
    area, city = text_at(location, "administrative_area"), text_at(location, "city")
    words = ", ".join(filter(None, (city, area))) or text_at(location, "name")
    level = "town" if city else "region" if area else "country"
    made: Value = {"as_written": words or text_at(location, "country"), "level": level}
    if area and (province := start.provinces.code(country, area)):
        made |= {"provinces": [province], "level": "town" if city else "province"}
    point = point_of(number_at(location, "latitude"), number_at(location, "longitude"))
    if point:
        metres = number_at(location, "precision")
        made["coordinates"] = point | ({"precision_km": metres / 1000} if metres and metres > 0 else {})
    return country, made


def _reliability(found: dict[str, Any], maker: dict[str, Any]) -> tuple[str, Clean]:
    """The grade of the source, and where it stands."""
    for holder, of in ((found, "report"), (maker, "author")):
        own = object_at(object_at(holder, "extensions"), _OPENCTI)
        for words in (text_at(holder, "x_opencti_reliability"), text_at(own, "reliability")):
            if letter := _LETTER.fullmatch(words):
                return letter[1], clean_line(f"Given by OpenCTI as the reliability of the {of}: {words}.")
    return "", clean_line("")


def _credibility(found: dict[str, Any]) -> int | None:
    confidence = number_at(found, "confidence")
    if confidence is None or not 0 <= confidence <= 100:  # noqa: PLR2004  the scale of STIX
        return None
    return next(grade for least, grade in _BY_CONFIDENCE if confidence >= least)


def _name(found: object) -> Clean:
    return text_at(found, "name") or text_at(found, "value")


def _note(found: dict[str, Any], refs: list[Clean], by_id: Mapping[str, dict[str, Any]]) -> Clean:
    """What else is said of it, a line each."""
    lines = [
        f"{label}: {', '.join(words)}"
        for label, key in (
            ("Report types", "report_types"),
            ("Note types", "note_types"),
            ("Labels", "labels"),
            ("Authors", "authors"),
        )
        if (words := texts_at(found, key))
    ]
    for number, each in enumerate(objects_at(found, "external_references")):
        parts = (text_at(each, key) for key in ("source_name", "description", "external_id", "url"))
        if cited := ", ".join(filter(None, parts)):
            lines.append(f"External reference {number + 1}: {cited}")
    named = [
        f"{text_at(by_id[ref], 'type')} {name}"
        for ref in refs
        if ref in by_id and (name := _name(by_id[ref]))
    ]
    if named:
        more = f"; and {len(named) - _MOST_OBJECTS:,} more, left out" if named[_MOST_OBJECTS:] else ""
        lines.append(f"Objects: {', '.join(named[:_MOST_OBJECTS])}{more}")
    if (over := len(_text(found)) - _MOST_TEXT) > 0:
        lines.append(f"Left out: the last {over:,} characters of its text")
    return clean_prose("\n".join(lines))


def _document(found: dict[str, Any], title: Clean, when: Value) -> Value | None:
    """The first published text that it refers to; None for none."""
    for each in objects_at(found, "external_references"):
        publisher, address = text_at(each, "source_name"), raw_at(each, "url").strip()
        if not publisher or not _ADDRESS.fullmatch(address):
            continue
        made: Value = {
            "id": f"stix-{slug(text_at(found, 'id'))}"[:80],
            "title": truncate(title, _LONGEST_LINE),
            "publisher": publisher,
            "url": address,
        }
        return made | ({"date": when["start"]} if when["precision"] == "reported" else {})
    return None


IMPORTER: Final = Stix()
