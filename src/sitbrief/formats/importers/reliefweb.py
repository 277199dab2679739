"""ReliefWeb's API responses, saved as JSON: reports and disasters, as versions 1 and 2 give them.

Most fields are optional; ids are texts outside and numbers inside. A record becomes one claim with its title, told by who
published it and carried by ReliefWeb; the text of a report is kept as its quote.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sitbrief.briefing.when import end_of_month
from sitbrief.formats.days import day
from sitbrief.formats.event import (
    NO_TEXT,
    Event,
    Need,
    RowError,
    country_code,
    in_month,
    in_range,
    line,
    noted,
    on_day,
    slug,
)
from sitbrief.formats.html_text import text_of
from sitbrief.formats.importers.importer import JsonImporter, JsonStart, OpenedRecords
from sitbrief.formats.json_values import left_out
from sitbrief.text import clean_line, clean_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitbrief.formats.event import Value
    from sitbrief.text import Clean

_PUBLISHER: Final = clean_line("ReliefWeb")

_READ: Final = frozenset(
    [
        *("id", "title", "name", "url", "url_alias", "date", "primary_country", "country", "source", "theme"),
        *("headline", "body", "body-html", "description", "description-html", "status", "glide"),
    ]
)
_THEMES: Final = {
    "camp coordination and camp management": "CCCM",
    "recovery and reconstruction": "Early Recovery",
    "education": "Education",
    "logistics and telecommunications": "Logistics",
    "food and nutrition": "Food Security",
    "agriculture": "Food Security",
    "health": "Health",
    "hiv/aids": "Health",
    "protection and human rights": "Protection",
    "gender": "Protection",
    "mine action": "Protection",
    "shelter and non-food items": "Shelter/NFI",
    "water sanitation hygiene": "WASH",
    "safety and security": "Access",
}
_GLIDE: Final = re.compile(r"[A-Z]{2}-(\d{4})-\d{6}-([A-Z]{3})", re.ASCII)
_MONTH: Final = re.compile(r"([A-Z][a-z]{2}) (\d{4})\b", re.ASCII)
_ADDRESS: Final = re.compile(r"https?://[!#-;=?-\[\]_a-z~%]+", re.ASCII)
_MOST_TEXT: Final = 20_000
"""Characters of a report's text that are kept."""


class ReliefWeb(JsonImporter):
    """Saved responses of ReliefWeb's API."""

    name = "reliefweb"
    publisher = _PUBLISHER
    maker = "OCHA ReliefWeb"

    def recognises(self, content: object) -> bool:
        """Whether it is a response: it counts its records, or some of them have their fields apart."""
        if not isinstance(content, dict) or not isinstance(content.get("data"), list):
            return False
        return "totalCount" in content or any(
            isinstance(record, dict) and "fields" in record for record in content["data"]
        )

    def open(self, start: JsonStart) -> OpenedRecords:
        """Find its records."""
        assert isinstance(start.content, dict)  # noqa: S101  recognised
        records = start.content["data"]
        fields = [record.get("fields") for record in records if isinstance(record, dict)]
        return OpenedRecords(self._event, records, lambda: left_out(fields, _READ, "the fields of ReliefWeb"))

    def _event(self, record: object) -> Event:
        """What a record says.

        Raises:
            RowError: it cannot be read.
        """
        if not isinstance(record, dict) or not isinstance(record.get("fields"), dict):
            raise RowError("fields", "is no object")
        fields: dict[str, Any] = record["fields"]
        title = _text(fields, "title") or _text(fields, "name")
        if not title:
            raise RowError("fields.title", "is missing")
        country, country_name = _country(fields)
        first, last, when = _when(fields)
        sources = _sources(fields)
        status, glide = _text(fields, "status"), _text(fields, "glide")
        said = ", ".join(filter(None, (status, glide and f"GLIDE {glide}")))
        headline = clean_line(f"{title} ({said})") if said else title
        body = _body(fields)
        known = str(record.get("id") or fields.get("id") or "")
        summary = _text(_object(fields, "headline"), "summary")
        return Event(
            id=slug(known) if known else "",
            country=country,
            first=first,
            last=last,
            headline=headline,
            statement=headline,
            when=when,
            where=[{"as_written": country_name, "level": "country"}],
            figures=[],
            originator=sources[0] if sources else NO_TEXT,
            carriers=tuple(sources[1:]),
            needs=tuple(_needs(fields, summary or title)),
            quote=clean_prose(body[:_MOST_TEXT]),
            dataset_note=noted([("Summary", summary)]),
            document=_document(fields, known, title, sources, when),
        )


def _object(fields: dict[str, Any], key: str) -> dict[str, Any]:
    found = fields.get(key)
    return found if isinstance(found, dict) else {}


def _list(fields: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = fields.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _text(fields: dict[str, Any], key: str) -> Clean:
    found = fields.get(key)
    return line(found) if isinstance(found, str) else NO_TEXT


def _country(fields: dict[str, Any]) -> tuple[str, Clean]:
    """The code of a record's country, and the words of the record that name it."""
    for item in [_object(fields, "primary_country"), *_list(fields, "country")]:
        for key in ("iso3", "name", "shortname"):
            code = country_code(_text(item, key))
            if code:
                return code, _text(item, "name") or _text(item, key)
    glide = _GLIDE.fullmatch(_text(fields, "glide"))
    address = _text(fields, "url_alias").partition("/report/")[2].partition("/")[0]
    for words in (glide[2] if glide else "", _text(fields, "name").partition(":")[0], address):
        code = words and (country_code(words) or country_code(words.replace("-", " ")))
        if code:
            return code, line(words)
    raise RowError("fields.country", "no country is named that we know")


def _when(fields: dict[str, Any]) -> tuple[str, str, Value | None]:
    dates = _object(fields, "date")
    for key in ("original", "event", "created"):
        if written := _text(dates, key):
            try:
                found = day(written)
            except ValueError as error:
                raise RowError(f"fields.date.{key}", str(error)) from error
            when = on_day(found) if key == "event" else {"precision": "reported", "start": found.isoformat()}
            return found.isoformat(), found.isoformat(), when
    if month := _MONTH.search(_text(fields, "name")):
        try:
            first = day(f"1 {month[0]}")
        except ValueError:
            pass
        else:
            return first.isoformat(), end_of_month(first).isoformat(), in_month(first, month[0])
    if glide := _GLIDE.fullmatch(_text(fields, "glide")):
        year = int(glide[1])
        if year >= date.min.year:
            first, last = date(year, 1, 1), date(year, 12, 31)
            return first.isoformat(), last.isoformat(), in_range(first, last, glide[0])
    return "", "", None


def _sources(fields: dict[str, Any]) -> list[Clean]:
    names = [_text(item, "name") or _text(item, "shortname") for item in _list(fields, "source")]
    return [*dict.fromkeys(filter(None, names))]


def _needs(fields: dict[str, Any], words: Clean) -> list[Need]:
    sectors = [_THEMES.get(_text(theme, "name").lower(), "") for theme in _list(fields, "theme")]
    return [Need(sector, "needs", words) for sector in dict.fromkeys(filter(None, sectors))]


def _document(
    fields: dict[str, Any], known: str, title: str, sources: Sequence[str], when: Value | None
) -> Value | None:
    address = _text(fields, "url_alias") or _text(fields, "url")
    made: Value = {
        "id": f"reliefweb-{slug(known or title)}"[:80],
        "title": title,
        "publisher": ", ".join(sources) or _PUBLISHER,
        "carrier": slug(_PUBLISHER),
    }
    if when and when["precision"] == "reported":
        made["date"] = when["start"]
    if _ADDRESS.fullmatch(address):
        made["url"] = address
    return made


def _body(fields: dict[str, Any]) -> Clean:
    """The text of a report, or the description of a disaster."""
    for name in ("body", "description"):
        html, plain = fields.get(f"{name}-html"), fields.get(name)
        if isinstance(html, str) and html:
            return clean_prose(text_of(html))
        if isinstance(plain, str) and plain:
            return clean_prose(plain)
    return NO_TEXT


IMPORTER: Final = ReliefWeb()
