"""A briefing out of what `assembly` has made, without the validator: it takes longer to load than a small file to read.

What is made there is clean and sound by construction; that this gives the same briefing as the validator is tested.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import orjson

from sitbrief.briefing.claims import Claim
from sitbrief.briefing.entries import Front, HumanitarianNote, Sector, TimelineEntry
from sitbrief.briefing.figures import Figure, Scope
from sitbrief.briefing.grades import Reliability
from sitbrief.briefing.models import Briefing, Highlight, Period, Tlp
from sitbrief.briefing.sources import Document, Source, SourceKind
from sitbrief.briefing.when import Precision, When
from sitbrief.briefing.where import Coordinates, Level, Where

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitbrief.formats.event import Value

_DAYS = ("start", "end", "issued", "as_of", "cutoff", "date")
_IDS = ("claims", "carriers", "documents", "provinces", "parties")


def briefing_of(data: bytes) -> Briefing:
    """The briefing that a file of ours holds."""
    values = orjson.loads(data)
    values["schema_address"] = values.pop("$schema")
    values["tlp"] = Tlp(values["tlp"])
    values["period"] = Period(**_plain(values["period"]))
    for name, make in _LISTS.items():
        values[name] = tuple(make(value) for value in values.get(name, ()))
    return Briefing(**_plain(values, ids=()))


def _plain(values: Value, ids: tuple[str, ...] = _IDS) -> dict[str, Any]:
    """The values with days instead of their words, and tuples for lists of ids."""
    for name in _DAYS:
        if name in values:
            values[name] = date.fromisoformat(values[name])
    for name in ids:
        if name in values:
            values[name] = tuple(values[name])
    return values


def _document(values: Value) -> Document:
    return Document(**_plain(values))


def _source(values: Value) -> Source:
    return Source(
        **{**values, "kind": SourceKind(values["kind"]), "reliability": Reliability(values["reliability"])}
    )


def _claim(values: Value) -> Claim:
    values["when"] = _when(values["when"])
    values["where"] = tuple(map(_where, values["where"]))
    values["figures"] = tuple(map(_figure, values.get("figures", ())))
    return Claim(**_plain(values))


def _when(values: Value) -> When:
    return When(**{**_plain(values), "precision": Precision(values["precision"])})


def _where(values: Value) -> Where:
    values["level"] = Level(values["level"])
    if "coordinates" in values:
        values["coordinates"] = Coordinates(**values["coordinates"])
    return Where(**_plain(values))


def _figure(values: Value) -> Figure:
    if "scope" in values:
        values["scope"] = Scope(**values["scope"])
    return Figure(**values)


def _note(values: Value) -> HumanitarianNote:
    return HumanitarianNote(**{**_plain(values), "sector": Sector(values["sector"])})


_LISTS: dict[str, Callable[[Value], Any]] = {
    "summary": lambda values: Highlight(**_plain(values)),
    "documents": _document,
    "sources": _source,
    "claims": _claim,
    "timeline": lambda values: TimelineEntry(**_plain(values)),
    "fronts": lambda values: Front(**_plain(values)),
    "humanitarian": _note,
}
