"""A briefing that uses every field, and texts that try to be more than text."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import orjson

from sitbrief.briefing import Briefing, Filters, ResolvedBriefing, View
from sitbrief.formats.validation import validated
from sitbrief.text import clean_line, clean_prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PAYLOADS = (
    "[@click=app.quit]x[/]",
    "[/]",
    "[size=40+]",
    "\x1b]52;c;aGk=\x07 \x1b[2J \x9b2J\x00",
    "\u202eevil\u202c \u2066x\u2069",
    "z" + "\u0300\u0301\u0302" * 200,
    "x" * 10_000,
    "\n" * 1_000 + "x" + "\n" * 1_000 + "# y",
    "<script>alert(1)</script>",
    "| a |",
    "# h",
    "h #",
    "](javascript:x)",
    "- x",
    "1. x",
    "***",
    "**x** __y__ *z* _w_",
    "```",
    "~~x~~",
    "http://evil.example",
    "https://evil.example/a_b",
    "www.evil.example",
    "a@b.example",
    "mailto:a@b.example",
    ":--",
    "<!-- -->",
    "&amp; &#42; &copy",
    "\\",
    "\\|",
    "    code",
    "x\n=== ",
    "x\n---",
    "[x]: y",
    "![i](x)",
    "$x$",
    "> q",
    "+ x",
    "<https://evil.example>",
    "{: .x}",
    ":+1: ==x== ++y++",
)

CHOICES = frozenset(
    {
        "$schema",
        "format",
        "id",
        "series",
        "tlp",
        "country",
        "zone",
        "issued",
        "as_of",
        "cutoff",
        "start",
        "end",
        "at",
        "date",
    }
    | {
        "originator",
        "carriers",
        "coded_from",
        "carrier",
        "origin",
        "documents",
        "claims",
        "supports",
        "contradicts",
        "supersedes",
    }
    | {
        "precision",
        "part",
        "level",
        "provinces",
        "kind",
        "reliability",
        "before",
        "after",
        "status",
        "sector",
        "url",
    }
)
"""Fields whose values are not free text."""


def _claim(name: str, originator: str, **more: object) -> dict[str, Any]:
    day = {"precision": "day", "start": "2024-12-05"}
    return {"id": name, "statement": f"Statement of {name}.", "originator": originator, "when": day} | more


def sample() -> dict[str, Any]:
    """A briefing that uses every field."""
    hama = {"as_written": "Hama city", "level": "town", "provinces": ["SY-HM"]}
    figure = {
        "what": "people displaced",
        "whose": "civilians",
        "low": 300,
        "as_said": "at least 300",
        "scope": {"place": "Hama", "period": "this week", "among": "families"},
        "key": True,
    }
    return {
        "format": "sitbrief/1",
        "id": "sample-1",
        "series": "sample",
        "edition": 1,
        "title": "Sample title",
        "summary": [
            {"text": "Highlight one.", "claims": ["c1"]},
            {"text": "Highlight two.", "claims": ["c4"]},
            {"text": "Highlight bare."},
        ],
        "tlp": "TLP:AMBER+STRICT",
        "country": "SY",
        "zone": "Asia/Damascus",
        "period": {"start": "2024-12-01", "end": "2024-12-05"},
        "issued": "2024-12-06",
        "as_of": "2024-12-05T18:00:00+03:00",
        "cutoff": "2024-12-05T17:00:00+03:00",
        "compiled_by": "Desk",
        "origin": "doc",
        "note": "Note of the whole.",
        "documents": [
            {
                "id": "doc",
                "title": "Doc title",
                "publisher": "Publisher",
                "date": "2024-12-05",
                "url": "https://example.org/a_b?c=1",
                "carrier": "paper",
                "note": "Doc note.",
            },
            {"id": "bare", "publisher": "Bare publisher"},
        ],
        "sources": [
            {
                "id": "sohr",
                "name": "Observatory",
                "short": "SOHR",
                "kind": "monitor",
                "affiliation": "opposition",
                "control": "itself only",
                "reliability": "C",
                "rationale": "Rationale of it.",
                "history": [{"date": "2024-01-01", "before": "B", "after": "C", "why": "Why changed."}],
            },
            {
                "id": "mod",
                "name": "Ministry",
                "kind": "government",
                "reliability": "D",
                "rationale": "Party.",
            },
            {"id": "paper", "name": "Paper", "kind": "outlet", "reliability": "B", "rationale": "Edited."},
            {"id": "radio", "name": "Radio", "kind": "outlet", "reliability": "F", "rationale": "New."},
        ],
        "claims": [
            _claim(
                "c1",
                "sohr",
                carriers=["paper", "radio"],
                when={
                    "precision": "part of day",
                    "start": "2024-12-05",
                    "part": "morning",
                    "as_written": "this morning",
                    "inferred": True,
                    "background": True,
                },
                where=[hama, {"as_written": "the desert"}],
                figures=[figure, {"what": "advance", "unit": "km", "low": 10, "high": 15}],
                quote="We saw it.",
                documents=["doc"],
                credibility=3,
                rationale="Because of this.",
                contradicts=["c2"],
                supersedes=["c5"],
                dataset_note="Tags: A tag.\nTargeting: Somebody.",
                note="Claim note.",
            ),
            _claim(
                "c2",
                "mod",
                carriers=["paper"],
                credibility=4,
                figures=[figure | {"scope": {}, "whose": None}],
            ),
            _claim("c3", "sohr", credibility=2, supports=["c4"], where=[{**hama}]),
            _claim(
                "c4",
                "mod",
                credibility=2,
                where=[{"as_written": "Aleppo side", "provinces": ["SY-HL"]}],
                figures=[{"what": "crossings", "best": 2, "key": True}],
            ),
            _claim("c5", "not stated", withdrawn={"date": "2024-12-05", "reason": "Taken back."}),
            _claim("c6", "unattributed", carriers=["paper"]),
            _claim("c7", "radio"),
        ],
        "timeline": [
            {"id": "t1", "headline": "Headline one", "claims": ["c1", "c3"]},
            {"id": "t2", "headline": "Headline two", "claims": ["c5"]},
            {"id": "t3", "headline": "Headline bare"},
        ],
        "fronts": [
            {
                "id": "f1",
                "headline": "Front one",
                "claims": ["c3"],
                "parties": ["Party one", "Party two"],
                "axes": [{"name": "northeast", "claims": ["c4"]}],
                "phases": [
                    {"label": "morning", "movement": "pushed back", "claims": ["c1"]},
                    {"label": "dusk", "movement": "lull"},
                ],
                "status": "active",
            },
            {"id": "f2", "headline": "Front two", "claims": ["c6"]},
        ],
        "humanitarian": [
            {
                "id": "h1",
                "headline": "Note one",
                "claims": ["c4"],
                "sector": "Health",
                "needs": "Needs text.",
                "response": "Response text.",
                "gaps": "Gaps text.",
                "severity": 4,
            },
            {"id": "h2", "headline": "Note two", "claims": ["c2"], "sector": "WASH"},
        ],
    }


def bare() -> dict[str, Any]:
    """A briefing that says nothing."""
    kept = {
        "format",
        "id",
        "series",
        "edition",
        "title",
        "tlp",
        "country",
        "zone",
        "period",
        "issued",
        "as_of",
        "cutoff",
    }
    return {name: value for name, value in sample().items() if name in kept | {"compiled_by"}}


def view(data: dict[str, Any], filters: Filters | None = None) -> View:
    """The view of a briefing given as data."""
    return View(ResolvedBriefing(validated(Briefing, orjson.dumps(data))), filters)


def places(data: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where in a briefing outside text stands."""
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, child in children:
        if (
            name in CHOICES
            and not isinstance(child, dict)
            and not (child and isinstance(child, list) and isinstance(child[0], dict))
        ):
            continue
        if isinstance(child, str):
            yield (*path, name)
        else:
            yield from places(child, (*path, name))


def replaced(path: tuple[Any, ...], text: str) -> dict[str, Any]:
    """The sample with one text replaced."""
    data = deepcopy(sample())
    spot: Any = data
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = text
    return data


def replaced_everywhere(text: str) -> dict[str, Any]:
    """The sample with every text replaced."""
    data = sample()
    for path in places(sample()):
        spot: Any = data
        for step in path[:-1]:
            spot = spot[step]
        spot[path[-1]] = text
    return data


def filled(texts: Iterable[str]) -> dict[str, Any]:
    """The sample with a text of its own in each place; places are left as they are where the texts end."""
    data = sample()
    for path, text in zip(places(sample()), texts, strict=False):
        spot: Any = data
        for step in path[:-1]:
            spot = spot[step]
        spot[path[-1]] = text
    return data


def told_forms(word: str) -> tuple[str, ...]:
    """A text as it is told: on one line; or where each of its lines is a column, with semicolons between these."""
    return clean_line(word), clean_line("; ".join(filter(None, clean_prose(word).splitlines())))
