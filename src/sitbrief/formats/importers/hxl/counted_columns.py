"""Which columns hold numbers, and what these count by their tags: people of some kind, events, money, anything else."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.formats.importers.hxl.sectors import sector_named, sector_of, subsector_word
from sitbrief.formats.importers.hxl.tags import CODES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitbrief.briefing.entries import Sector
    from sitbrief.formats.importers.hxl.tags import Column

_PEOPLE: Final = {
    "#inneed": ("people in need", "needs"),
    "#affected": ("people affected", "needs"),
    "#targeted": ("people targeted", "response"),
    "#reached": ("people reached", "response"),
    "#population": ("people", ""),
}
_MEASURES: Final = frozenset({"#value", "#indicator", "#capacity", "#output"})
_NUMBERS: Final = frozenset({"num", "pct", "usd"})
"""Attributes that only a number has."""

_WORDS: Final = CODES | frozenset(
    [
        "name",
        "type",
        "text",
        "url",
        "html",
        "desc",
        "date",
        "status",
        "start",
        "end",
        "level",
        "unit",
        "currency",
        "source",
        "group",
        "gender",
        "age",
    ]
)
"""Attributes that no number has."""

_NEVER_NUMBERS: Final = (
    *("#adm", "#country", "#region", "#loc", "#geo", "#date", "#meta", "#id", "#contact", "#currency"),
    *("#org", "#item", "#cause", "#crisis"),
)

_YEARS: Final = re.compile(
    r"(?<![\d.,])(?:19|20)\d{2}(?:\s?[-/\u2013]\s?(?:(?:19|20)\d{2}|\d{2}))?(?![\d.,])", re.ASCII
)
"""A year, or two, as in "In need 2017", "Targeted 2017/18"."""

KILLED: Final = "people killed"

_BETTER: Final = {
    "inneed": "people in need",
    "targeted": "people targeted",
    "reached": "people reached",
    "idps": "displaced people",
    "killed": KILLED,
    "injured": "people injured",
    "missing": "people missing",
    "refugees": "refugees",
    "returnees": "returnees",
    "stock": "displaced people",
    "newdisp": "new displacements",
    "internaldisp": "internal displacements",
}
"""Attributes that say better than the tag what is counted."""

_RESPONSE: Final = frozenset({"people targeted", "people reached"})

_CAUSES: Final = ("conflict", "disaster")
WHOSE: Final = {
    "f": "women and girls",
    "m": "men and boys",
    "children": "children",
    "adults": "adults",
    "elderly": "elderly people",
    "infants": "infants",
    "hh": "households",
}
_SAY_NOTHING: Final = frozenset(
    {"total", "ind", "people", "persons", "value", "funding", "phase", "required", *_CAUSES, *_NUMBERS}
)


class Counted(NamedTuple):
    """A column of numbers.

    Attributes:
        place: Its place in a row.
        label: What its header calls it.
        tag: Its hashtag.
        what: What it counts.
        whose: Of which people.
        aspect: Whether it tells of needs or response; empty for neither.
        sector: Of which sector its tag or heading says it is.
        subsector: Of which part of that, in the heading's word; empty for all of it.
        period: Of which year its heading says it is, as written.
        unit: The unit of a measure.
        is_measure: Whether it measures something; else it counts people or events.
        is_sure: Whether what stands there can be nothing but a number.
    """

    place: int
    label: str
    tag: str
    what: str
    whose: str
    aspect: str
    sector: Sector | None
    subsector: str
    period: str
    unit: str
    is_measure: bool
    is_sure: bool


def counted_columns(columns: Iterable[Column]) -> list[Counted]:
    """The columns of numbers, no two of which say that they count the same."""
    found = [_counted(column) for column in columns if _is_counted(column)]
    alike = Counter(_said(column) for column in found)
    return [
        column._replace(what=f'{column.what}, "{column.label}"')
        if alike[_said(column)] > 1 and column.label not in column.what
        else column
        for column in found
    ]


def _is_counted(column: Column) -> bool:
    if column.tag.startswith(_NEVER_NUMBERS) or column.attributes & _WORDS:
        return False
    known = column.tag in _PEOPLE or column.tag in _MEASURES or column.tag == "#events"
    return known or bool(column.attributes & _NUMBERS)


def _said(column: Counted) -> tuple[str, str, Sector | None, str, str]:
    return column.what, column.whose, column.sector, column.subsector, column.period


def _counted(column: Column) -> Counted:
    attributes = column.attributes
    is_measure = "pct" in attributes or "usd" in attributes or column.tag not in {*_PEOPLE, "#events"}
    what, aspect = _PEOPLE.get(column.tag, ("events" if column.tag == "#events" else column.label, ""))
    if is_measure:
        what, aspect = column.label, "response" if "funding" in attributes else ""
    else:
        what = next((words for key, words in reversed(_BETTER.items()) if key in attributes), what)
        aspect = "response" if what in _RESPONSE else aspect
        cause = next((key for key in _CAUSES if key in attributes), "")
        what += f" ({cause})" if cause else ""
        if column.name and any(map(_is_unknown, attributes)):
            what += f', "{column.name}"'
    return Counted(
        place=column.place,
        label=column.label,
        tag=column.tag,
        what=what,
        whose=", ".join(words for key, words in WHOSE.items() if key in attributes),
        aspect=aspect,
        sector=sector_of(attributes) or sector_named(column.name),
        subsector=subsector_word(column.name),
        period=found[0] if (found := _YEARS.search(column.name)) else "",
        unit="USD" if "usd" in attributes else "",
        is_measure=is_measure,
        is_sure=column.tag not in _MEASURES or bool(attributes & _NUMBERS),
    )


def _is_unknown(attribute: str) -> bool:
    return not (
        attribute in _BETTER
        or attribute in WHOSE
        or attribute in _SAY_NOTHING
        or attribute.startswith(("v_", "i_"))
        or sector_of((attribute,))
    )
