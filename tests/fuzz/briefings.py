"""Whole briefings with every field of the model, made from the JSON Schema that the types give: a new field is in at once.

What no schema can say stands here: which ids a reference may name, which fields a precision goes with, what is in order.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import available_timezones

from hypothesis import strategies as st

from fuzz.texts import lines
from sitbrief import places
from sitbrief.formats.schema import schema

if TYPE_CHECKING:
    from collections.abc import Callable

Value = dict[str, Any]

_DAYS: Final = st.one_of(
    st.dates(date(2024, 11, 25), date(2024, 12, 10)),
    st.dates(),
    st.sampled_from((date.min, date.max, date(2024, 2, 29), date(1, 1, 2), date(9999, 12, 1))),
).map(date.isoformat)
_OFFSETS: Final = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda m: timezone(timedelta(minutes=m)))
_MOMENTS: Final = st.builds(
    lambda day, hour, offset: datetime.combine(date.fromisoformat(day), hour, offset).isoformat(),
    _DAYS,
    st.times().map(lambda hour: hour if hour.microsecond % 3 else time(hour.hour, hour.minute)),
    st.one_of(st.just(UTC), _OFFSETS),
)
_IDS: Final = st.text("abz019._-", min_size=1, max_size=8).filter(lambda name: name[0] not in "._-")
_ADDRESSES: Final = st.sampled_from(
    (
        "https://example.org/a_b?c=1&d=%20",
        "http://[::1]/x",
        "https://evil.example/)[x](y",
        "https://a.b/~%00#*_!",
    )
)
_REFERENCES: Final = {
    "origin": "documents",
    "documents": "documents",
    "carrier": "sources",
    "carriers": "sources",
    "coded_from": "sources",
    "originator": "sources",
    "claims": "claims",
    "supports": "claims",
    "contradicts": "claims",
    "supersedes": "claims",
}
_OWNERS: Final = {"Source": "sources", "Document": "documents", "Claim": "claims"}
_ENTRIES: Final = ("TimelineEntry", "Front", "HumanitarianNote")
_MARKS_OF_TIME: Final = {
    "instant": ("at",),
    "part of day": ("start", "part"),
    "day": ("start",),
    "range": ("start", "end"),
    "week": ("start",),
    "month": ("start",),
    "reported": ("start",),
}


@cache
def _codes() -> tuple[str, ...]:
    known = (places.country(iso2) for iso2 in ("SY", "UA", "ET"))
    return tuple(province.iso for country in known if country for province in country.provinces)


@cache
def _zones() -> tuple[str, ...]:
    return ("Asia/Damascus", "UTC", *sorted(available_timezones() - {"localtime"}))


@cache
def _schema() -> Value:
    found: Value = json.loads(schema())
    return found


@dataclass
class _Drawn:
    """One briefing on its way: the ids that there are, and those that are still to be given to a record."""

    draw: Callable[..., Any]
    known: dict[str, list[str]]
    free: dict[str, list[str]] = field(default_factory=dict)
    self_id: str = ""

    def record(self, rules: Value, kind: str) -> Value:
        """An object of a kind: what it must have, and of the rest a part."""
        found: Value = {}
        must = rules.get("required", ())
        if "id" in rules["properties"] and (pool := self._pool(kind)):
            found["id"] = self.self_id = pool.pop()
        for name, inside in rules["properties"].items():
            if name not in found and (name in must or self.draw(st.booleans())):
                found[name] = self.value(inside, name)
        return _in_order(self.draw, kind, found)

    def _pool(self, kind: str) -> list[str]:
        return self.free.get(_OWNERS.get(kind, "entries" if kind in _ENTRIES else ""), [])

    def value(self, rules: Value, name: str) -> Any:  # noqa: ANN401  whatever JSON holds
        """A value by its rules, and by its name where it refers to something."""
        if "$ref" in rules:
            kind = rules["$ref"].rpartition("/")[2]
            inside = _schema()["$defs"][kind]
            return (
                self.draw(st.sampled_from(inside["enum"])) if "enum" in inside else self.record(inside, kind)
            )
        if "const" in rules:
            return rules["const"]
        if rules.get("type") == "array":
            return self._list(rules, name)
        if "anyOf" in rules and rules.get("type") != "string":
            return self.value(self.draw(st.sampled_from(rules["anyOf"])), name)
        return self.draw(self._plain(rules, name))

    def _list(self, rules: Value, name: str) -> list[Any]:
        if name in _REFERENCES and "$ref" not in rules["items"]:
            pool = [known for known in self.known[_REFERENCES[name]] if known != self.self_id]
            return self.draw(st.lists(st.sampled_from(pool), max_size=3)) if pool else []
        kind = rules["items"].get("$ref", "").rpartition("/")[2]
        if kind in _OWNERS:
            return [self.value(rules["items"], name) for _ in self.known[_OWNERS[kind]]]
        if kind in _ENTRIES:
            size = self.draw(st.integers(0, min(2, len(self.free["entries"]))))
            return [self.value(rules["items"], name) for _ in range(size)]
        return [self.value(rules["items"], name) for _ in range(self.draw(st.integers(0, 2)))]

    def _plain(self, rules: Value, name: str) -> st.SearchStrategy[Any]:  # noqa: PLR0911  a case each
        match rules.get("type"):
            case "null":
                return st.none()
            case "boolean":
                return st.booleans()
            case "integer":
                return st.integers(rules.get("minimum"), rules.get("maximum"))
            case "number":
                return st.floats(rules.get("minimum"), rules.get("maximum", 1e300), allow_nan=False)
        if "anyOf" in rules:
            return st.one_of(_DAYS, _MOMENTS)
        if "format" in rules:
            return _DAYS if rules["format"] == "date" else _MOMENTS
        if name in _REFERENCES:
            words = ("not stated", "unattributed") if name == "originator" else ()
            return (
                st.sampled_from((*self.known[_REFERENCES[name]], *words))
                if words or self.known[_REFERENCES[name]]
                else st.none()
            )
        return self._named(rules, name)

    def _named(self, rules: Value, name: str) -> st.SearchStrategy[Any]:
        match name:
            case "id" | "series":
                return _IDS
            case "url":
                return _ADDRESSES
            case "zone":
                return st.sampled_from(_zones())
            case "provinces":
                return st.sampled_from(_codes())
            case "country":
                return st.sampled_from(("SY", "UA", "ET", "ZZ"))
            case _:
                return st.from_regex(rules["pattern"], fullmatch=True) if "pattern" in rules else lines


def _in_order(draw: Callable[..., Any], kind: str, found: Value) -> Value:
    """The record as the model's own rules want it."""
    if kind == "When":
        for name in ("at", "start", "end", "part"):
            found.pop(name, None)
        precision = found["precision"]
        day = date.fromisoformat(draw(_DAYS))
        later = min(date.max.toordinal(), day.toordinal() + draw(st.integers(0, 40)))
        given = {
            "at": draw(_MOMENTS),
            "start": (day.replace(day=1) if precision == "month" else day).isoformat(),
            "end": date.fromordinal(later).isoformat(),
            "part": draw(st.sampled_from(("night", "morning", "afternoon", "evening"))),
        }
        return found | {name: given[name] for name in _MARKS_OF_TIME[precision]}
    if kind == "Period":
        return dict(zip(("start", "end"), sorted(found.values()), strict=True))
    if kind == "Figure":
        names = [name for name in ("low", "best", "high") if found.get(name) is not None] or ["best"]
        given = [found.get(name, 7) for name in names]
        in_order = given if found.get("inconsistent") else sorted(given)
        return {key: value for key, value in found.items() if value is not None} | dict(
            zip(names, in_order, strict=True)
        )
    return found


@st.composite
def briefings(draw: st.DrawFn) -> Value:
    """A valid briefing as JSON has it."""
    sizes = {"sources": 3, "documents": 2, "claims": 4, "entries": 6}
    ids = {
        name: draw(
            st.lists(_IDS, max_size=most, unique=True).filter(lambda found: "unattributed" not in found)
        )
        for name, most in sizes.items()
    }
    drawn = _Drawn(draw, ids, {name: [*reversed(found)] for name, found in ids.items()})
    rules = _schema()
    # Who, what is read, what is claimed, always: the rest points at them.
    must = [*rules["required"], "sources", "documents", "claims"]
    return drawn.record({**rules, "required": must}, "")


encoded: Final = briefings().map(lambda found: json.dumps(found, ensure_ascii=False).encode())
"""A valid briefing as the bytes of a file."""
