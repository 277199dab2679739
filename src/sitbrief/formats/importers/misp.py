"""Events of MISP, exported as JSON: an event is one claim of the organisation that made it, and so is each of its reports.

Tags of the taxonomies admiralty-scale and tlp are grades and the marking. The country is that of a tag, of an attribute or
of a geolocation object; a MISP event needs none, and then `--country` says it. Attributes stay as lines of the note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitbrief.formats.days import day
from sitbrief.formats.event import Event, RowError, country_code, on_day, slug
from sitbrief.formats.given_grades import stricter
from sitbrief.formats.importers.importer import JsonImporter, JsonStart, OpenedRecords
from sitbrief.formats.json_values import left_out, number_at, object_at, objects_at, point_of, raw_at, text_at
from sitbrief.formats.moments import moment
from sitbrief.text import clean_line, clean_prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitbrief.formats.event import Value
    from sitbrief.formats.province_lookup import ProvinceLookup
    from sitbrief.text import Clean

_PUBLISHER: Final = clean_line("MISP")

_READ: Final = frozenset(
    ["info", "date", "uuid", "id", "timestamp", "Orgc", "Org", "Tag", "Attribute", "Object", "EventReport"]
)
_MOST_ATTRIBUTES: Final = 200
"""Attributes that are told; an event may have a hundred thousand."""

_REPORT: Final = "EventReport"
_MOST_TEXT: Final = 20_000
"""Characters of a report that are kept."""

_RELIABILITY: Final = re.compile(r'admiralty-scale:source-reliability="([a-f])"', re.IGNORECASE)
_CREDIBILITY: Final = re.compile(r'admiralty-scale:information-credibility="([1-6])"', re.IGNORECASE)
_TLP: Final = {
    "tlp:white": "TLP:CLEAR",
    "tlp:clear": "TLP:CLEAR",
    "tlp:green": "TLP:GREEN",
    "tlp:amber": "TLP:AMBER",
    "tlp:amber+strict": "TLP:AMBER+STRICT",
    "tlp:red": "TLP:RED",
}
_COUNTRY: Final = re.compile(r'misp-galaxy:(?:country|target-information)="([^"]+)"', re.IGNORECASE)
_COUNTRIES: Final = frozenset({"country", "countrycode", "target-location"})
_GRADED_BY: Final = clean_line("Given by the tags of the MISP event, by the admiralty scale.")


class Misp(JsonImporter):
    """Events of MISP; what bears no marking is passed on as carefully as their makers would."""

    name = "misp"
    publisher = _PUBLISHER
    maker = "MISP"
    marking = "TLP:AMBER"

    def recognises(self, content: object) -> bool:
        """Whether it is one event or several."""
        return any(_events(content))

    def open(self, start: JsonStart) -> OpenedRecords:
        """Find the events and their reports."""
        records = [
            record
            for event in _events(start.content)
            for record in (
                {"Event": event},
                *({"Event": event, _REPORT: report} for report in objects_at(event, "EventReport")),
            )
        ]
        events = [*_events(start.content)]
        return OpenedRecords(
            lambda record: _claim(record, start), records, lambda: left_out(events, _READ, "events of MISP")
        )


def _events(content: object) -> Iterator[dict[str, Any]]:
    """The events of an export: one, or those of a search."""
    found = content.get("response", [content]) if isinstance(content, dict) else content
    for item in found if isinstance(found, list) else [found]:
        event = object_at(item, "Event")
        if "info" in event or "uuid" in event:
            yield event


def _claim(record: dict[str, Any], start: JsonStart) -> Event:
    event, report = record["Event"], object_at(record, _REPORT)
    info = text_at(event, "info")
    said = text_at(report, "name") if _REPORT in record else info
    if not said:
        raise RowError("EventReport.name" if _REPORT in record else "Event.info", "is empty")
    try:
        when = day(raw_at(event, "date"))
    except ValueError as error:
        raise RowError("Event.date", str(error)) from error
    tags = _tags(event)
    country, where = _where(event, tags, start)
    reliable = next((found[1].upper() for tag in tags if (found := _RELIABILITY.fullmatch(tag))), "")
    credible = next((int(found[1]) for tag in tags if (found := _CREDIBILITY.fullmatch(tag))), None)
    maker = text_at(object_at(event, "Orgc"), "name") or text_at(object_at(event, "Org"), "name")
    known = text_at(report or event, "uuid") or text_at(report or event, "id")
    province = next(iter(where.get("provinces", ())), "")
    return Event(
        id=slug(known) if known else "",
        country=country,
        first=when.isoformat(),
        last=when.isoformat(),
        headline=said,
        statement=said,
        when=on_day(when),
        where=[where] if where["as_written"] else [],
        figures=[],
        originator=maker,
        province=province,
        region=clean_line(where["as_written"])
        if where["level"] in {"region", "province"}
        else clean_line(""),
        quote=clean_prose(raw_at(report, "content")[:_MOST_TEXT]),
        dataset_note=_report_note(info, report) if _REPORT in record else _event_note(event, tags),
        timestamp=moment(raw_at(report or event, "timestamp")),
        reliability=reliable,
        credibility=credible,
        reliability_basis=_GRADED_BY,
        credibility_basis=_GRADED_BY,
        marking=_marking(event),
    )


def _tags(holder: dict[str, Any]) -> list[Clean]:
    return [name for tag in objects_at(holder, "Tag") if (name := text_at(tag, "name"))]


def _attributes(event: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The attributes of an event and of its objects."""
    yield from objects_at(event, "Attribute")
    for holder in objects_at(event, "Object"):
        yield from objects_at(holder, "Attribute")


def _marking(event: dict[str, Any]) -> str:
    """The strictest marking of the event and its attributes; empty for none."""
    marking = ""
    for holder in (event, *_attributes(event)):
        for tag in _tags(holder):
            marking = stricter(marking, _TLP.get(tag.lower(), ""))
    return marking


def _where(event: dict[str, Any], tags: Sequence[str], start: JsonStart) -> tuple[str, Value]:
    """The country, and the place as the native format has it."""
    tagged = [found[1] for tag in tags if (found := _COUNTRY.fullmatch(tag))]
    by_type = [
        text_at(each, "value")
        for each in _attributes(event)
        if {text_at(each, "type"), text_at(each, "object_relation")} & _COUNTRIES
    ]
    written, code = next(
        ((name, code) for name in (*tagged, *by_type) if (code := country_code(name))), ("", start.country)
    )
    if not code:
        raise RowError("Event.Tag", "names no country; sitbrief import --country CODE says which")
    made: Value = {"as_written": written, "level": "country"}
    for holder in objects_at(event, "Object"):
        if text_at(holder, "name") == "geolocation":
            return code, _located(holder, code, made, start.provinces)
    return code, made


def _located(holder: dict[str, Any], country: str, made: Value, provinces: ProvinceLookup) -> Value:
    """The place of a geolocation object."""
    said: dict[str, dict[str, Any]] = {
        text_at(each, "object_relation"): each for each in objects_at(holder, "Attribute")
    }
    region, city = text_at(said.get("region"), "value"), text_at(said.get("city"), "value")
    named = ", ".join(filter(None, (city, region)))
    if named:
        made |= {"as_written": named, "level": "town" if city else "region"}
    province = provinces.code(country, region) if region else ""
    if province:
        made |= {"provinces": [province], "level": "town" if city else "province"}
    point = point_of(number_at(said.get("latitude"), "value"), number_at(said.get("longitude"), "value"))
    return made | ({"coordinates": point} if point else {})


def _report_note(info: Clean, report: dict[str, Any]) -> Clean:
    told = [f"A report of the event: {info}"]
    if (over := len(raw_at(report, "content")) - _MOST_TEXT) > 0:
        told.append(f"Left out: the last {over:,} characters of its text")
    return clean_prose("\n".join(told))


def _event_note(event: dict[str, Any], tags: Sequence[Clean]) -> Clean:
    """Tags and attributes, a line each, and how many are left out."""
    told = [f"Tags: {', '.join(tags)}"] if tags else []
    attributes = [*_attributes(event)]
    for each in attributes[:_MOST_ATTRIBUTES]:
        words = " / ".join(filter(None, (text_at(each, "category"), text_at(each, "type"))))
        comment = text_at(each, "comment")
        told.append(f"{words}: {text_at(each, 'value')}{f' ({comment})' if comment else ''}")
    if len(attributes) > _MOST_ATTRIBUTES:
        told.append(f"Left out: {len(attributes) - _MOST_ATTRIBUTES:,} more attributes")
    return clean_prose("\n".join(told))


IMPORTER: Final = Misp()
