"""What a record says is told of it everywhere: on the screen, in the conversation, in text and in Markdown.

A field that is new is looked for by its value. Where it is told in other words, or not at all, that stands here.
"""

from __future__ import annotations

import dataclasses
import html
import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pytest

from formats.hostile import sample, view
from sitbrief.briefing import ResolvedBriefing, View
from sitbrief.briefing.claims import Claim, Withdrawn
from sitbrief.briefing.detail import Link, target
from sitbrief.briefing.entries import Axis, Front, HumanitarianNote, Pane, Phase, TimelineEntry, claim_ids
from sitbrief.briefing.figures import Figure, Scope, number
from sitbrief.briefing.model_types import Record
from sitbrief.briefing.sources import Document, Regrade, Source
from sitbrief.briefing.when import When
from sitbrief.briefing.where import Coordinates, Where, province_name
from sitbrief.cli.linear.console import lines
from sitbrief.cli.linear.details import Detail
from sitbrief.formats import markdown, native, plain
from sitbrief.tui.details import DetailText
from sitbrief.tui.palette import palette
from support.program import BRIEFINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

Words = Callable[[Any, ResolvedBriefing], "list[str]"]

WIDE: Final = 5_000
"""Cells in which no text of these briefings is broken."""

TOLD_NOWHERE: Final = {
    (Claim, "supports"): "the state says what comes of it",
    (Document, "carrier"): "the claims say who carries them",
    (Figure, "key"): "a mark for the table of key figures, not a fact about the figure",
}
"""What a reader finds in the file alone, and why."""


def _statements(names: tuple[str, ...], index: ResolvedBriefing) -> list[str]:
    return [index.claims[name].statement for name in names]


def _when(when: When, index: ResolvedBriefing) -> list[str]:
    return [when.label(index.briefing.zone)]


def _named(name: str, index: ResolvedBriefing) -> list[str]:
    return [index.sources[name].label if name in index.sources else name]


IN_OTHER_WORDS: Final[dict[tuple[type[Record], str], Words]] = {
    (Claim, "originator"): lambda claim, index: _named(claim.originator, index),
    (Claim, "carriers"): lambda claim, index: [
        word for name in claim.carriers for word in _named(name, index)
    ],
    (Claim, "dataset_note"): lambda claim, _index: (claim.dataset_note or "").splitlines(),
    (Claim, "coded_from"): lambda claim, index: [
        word for name in claim.coded_from for word in _named(name, index)
    ],
    (Claim, "credibility"): lambda claim, index: [str(index.grade_of(claim))],
    (Claim, "documents"): lambda claim, index: [
        index.documents[name].title or index.documents[name].publisher for name in claim.documents
    ],
    (Claim, "contradicts"): lambda claim, index: _statements(claim.contradicts, index),
    (Claim, "supersedes"): lambda claim, index: _statements(claim.supersedes, index),
    **{
        (kind, "claims"): lambda entry, index: _statements(entry.claims, index)
        for kind in (TimelineEntry, Front, HumanitarianNote)
    },
    **{
        (kind, "claims"): lambda part, index: [
            word for name in part.claims for word in _named(index.claims[name].originator, index)
        ]
        for kind in (Axis, Phase)
    },
    **{(When, name): _when for name in ("precision", "at", "start", "end", "part")},
    (When, "inferred"): lambda _when, _index: ["day inferred"],
    (When, "background"): lambda _when, _index: ["background"],
    (Where, "coordinates"): lambda where, _index: [f"at {where.coordinates.lat}, {where.coordinates.lon}"],
    **{(Coordinates, name): lambda _point, _index: [] for name in ("lat", "lon")},
    (Coordinates, "precision_km"): lambda point, _index: [f"within {point.precision_km:g} km of the point"],
    (Where, "level"): lambda where, _index: [f"level: {where.level}"],
    (Where, "provinces"): lambda where, _index: [province_name(code) for code in where.provinces],
    **{
        (Figure, name): lambda figure, _index, name=name: [number(getattr(figure, name))]
        for name in ("low", "best", "high")
    },
    (Figure, "inconsistent"): lambda _figure, _index: ["inconsistent as given"],
    **{
        (kind, "derived"): lambda _entry, _index: ["no analyst wrote it"]
        for kind in (Front, HumanitarianNote)
    },
    (HumanitarianNote, "severity"): lambda note, _index: [f"{note.severity} of 5"],
    (Source, "reliability"): lambda source, _index: [f"{source.reliability}, {source.reliability.words}"],
}
"""What is not told by its own value."""


def whole() -> dict[str, Any]:
    """A briefing in which every field of every record is set somewhere."""
    data = sample()
    data["fronts"][0]["derived"] = data["humanitarian"][0]["derived"] = True
    low = {"what": "shells", "low": 9, "best": 3, "high": 4, "inconsistent": True}
    data["claims"][0]["figures"].append(low)
    data["claims"][0]["where"][0]["coordinates"] = {"lat": 35.13, "lon": 36.75, "precision_km": 2}
    data["claims"][3]["coded_from"] = ["sohr", "radio"]
    data["claims"][2]["when"] = {"precision": "instant", "at": "2024-12-05T06:30:00+03:00"}
    data["claims"][3]["when"] = {"precision": "range", "start": "2024-12-03", "end": "2024-12-04"}
    data["claims"][4]["documents"] = ["bare"]
    return data


BRIEFING_VIEWS: Final[dict[str, Callable[[], View]]] = {
    "whole": lambda: view(whole()),
    **{
        path.stem: lambda path=path: View(ResolvedBriefing(native.load(path)))  # type: ignore[misc]
        for path in sorted(BRIEFINGS.glob("*.json"))
    },
}


def flat(text: str) -> str:
    """The text on one line, whatever it was broken into."""
    return " ".join(text.split())


def on_the_screen(shown: View, link: Link) -> str:
    """What the reader's detail says."""
    return "\n".join(
        "".join(text for text, _ in line.pieces) for line in DetailText(shown, palette(), WIDE).about(link)
    )


def in_the_conversation(shown: View, link: Link) -> str:
    """What `--plain` reads out."""
    return "\n".join(lines(Detail(shown, link).head(full=True), WIDE))


def things(index: ResolvedBriefing) -> Iterator[Link]:
    """All that can be opened."""
    for pane, entries in index.entries.items():
        yield from (Link(pane, entry.id, entry.headline) for entry in entries)
    yield from (Link(Pane.SOURCES, source.id, source.name) for source in index.briefing.sources)


def records(index: ResolvedBriefing, link: Link) -> Iterator[Record]:
    """An entry or a source with everything in it, and for an entry its claims with what they are read from."""
    thing = target(index, link)
    yield from inside(thing)
    if not isinstance(thing, Source):
        for name in claim_ids(thing):
            yield from inside(index.claims[name])
            for document in index.claims[name].documents:
                yield from inside(index.documents[document])


def inside(record: Record) -> Iterator[Record]:
    """A record and those in its fields."""
    yield record
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Record):
                yield from inside(part)


def facts(record: Record, index: ResolvedBriefing) -> Iterator[tuple[str, str]]:
    """The words by which each field of a record that is set must be told."""
    for field in dataclasses.fields(record):
        key, value = (type(record), field.name), getattr(record, field.name)
        if field.name == "id" or key in TOLD_NOWHERE or value in (None, (), False):
            continue
        for word in IN_OTHER_WORDS[key](record, index) if key in IN_OTHER_WORDS else own_words(key, value):
            yield f"{type(record).__name__}.{field.name}", flat(word)


def own_words(key: tuple[type[Record], str], value: object) -> list[str]:
    """A text, a day, a word of a choice, or several of them. Anything else needs other words."""
    parts = value if isinstance(value, tuple) else (value,)
    assert all(isinstance(part, str | date | Record) and not isinstance(part, datetime) for part in parts), (
        f"say in this test how {key[0].__name__}.{key[1]} is told, or why it is not"
    )
    return [str(part) for part in parts if not isinstance(part, Record)]


@cache
def exports(name: str) -> dict[str, str]:
    """A briefing in full, as it is written for readers."""
    shown = BRIEFING_VIEWS[name]()
    return {
        "text": flat(plain.write(shown, sys.maxsize)),
        "Markdown": flat(html.unescape(markdown.write(shown))),
    }


@pytest.mark.parametrize("name", BRIEFING_VIEWS)
def test_every_fact_of_an_entry_a_claim_and_a_source_is_told_everywhere(name: str) -> None:
    shown = BRIEFING_VIEWS[name]()
    count = 0
    for link in things(shown.index):
        told = {
            **exports(name),
            "the screen": flat(on_the_screen(shown, link)),
            "the conversation": flat(in_the_conversation(shown, link)),
        }
        for record in records(shown.index, link):
            for field, words in facts(record, shown.index):
                missing = [where for where, text in told.items() if words not in text]
                assert not missing, (link.id, field, words, missing)
                count += 1
    assert count > 100


def test_every_field_of_every_record_is_looked_for() -> None:
    """In the briefing that sets all of them: what nobody sets there nobody would miss."""
    index = BRIEFING_VIEWS["whole"]().index
    found = [record for link in things(index) for record in records(index, link)]
    kinds = {type(record) for record in found}
    assert kinds >= {Claim, Withdrawn, When, Where, Coordinates, Figure, Scope, Document, Source, Regrade}
    unset = [
        f"{kind.__name__}.{field.name}"
        for kind in kinds
        for field in dataclasses.fields(kind)
        if all(getattr(one, field.name) in (None, (), False) for one in found if type(one) is kind)
    ]
    assert unset == []
