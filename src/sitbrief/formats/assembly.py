"""Briefings made of events, as the native format has them: claims, a timeline, and what is counted from them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

import orjson

from sitbrief import places
from sitbrief.briefing.claims import NOT_STATED, UNATTRIBUTED
from sitbrief.briefing.models import SCHEMA_ADDRESS
from sitbrief.briefing.when import UNDATED
from sitbrief.formats.dataset import LONGEST_SERIES, id_of, series_of
from sitbrief.formats.derived import DerivedEntries, country_name
from sitbrief.formats.event import slug
from sitbrief.formats.given_grades import SourceGrades, stricter
from sitbrief.formats.ids import Ids
from sitbrief.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitbrief.formats.dataset import Dataset, Group
    from sitbrief.formats.event import Event, Value
    from sitbrief.formats.tally import Tallies

MOST_BYTES: Final = 20_000_000
"""Of one briefing. What is more goes into another part."""

_ROOM: Final = 0.8
"""Claims and entries may fill that share; the rest is for fronts, notes and sources."""

_LISTS: Final = ("documents", "sources", "claims", "timeline", "fronts", "humanitarian")
_MOST_HIGHLIGHTS: Final = 3
_NO_GRADE: Final = "Named in the file. Nobody has graded it."
_OF_ROWS: Final = " The information cutoff is the newest timestamp that its rows bear."
_LATEST: Final = "9999-12-31"


class BriefingFile(NamedTuple):
    """A briefing.

    Attributes:
        id: Its id.
        data: Its file.
        claims: How many claims are in it.
    """

    id: str
    data: bytes
    claims: int


def assemble(dataset: Dataset, group: Group, events: Iterable[Event], earlier: Tallies | None) -> Value:
    """The briefing of one country and period.

    Args:
        dataset: Where the events come from.
        group: Of which country and time.
        events: The events, at least one.
        earlier: The fights of the period before; None where there is none in the file.
    """
    builder = _BriefingBuilder(dataset, group, earlier)
    added = [builder.add(event) for event in events]
    claims, timeline = [claim for claim, _ in added], [entry for _, entry in added if entry]
    return {**builder.head(), **builder.lists(), "claims": claims, "timeline": timeline}


def assemble_files(
    dataset: Dataset, group: Group, events: Iterable[Event], earlier: Tallies | None, most_bytes: int
) -> Iterator[BriefingFile]:
    """The same as files, in parts where one would hold more bytes; each claim is written when its event comes."""
    part, number = _PartWriter(dataset, group, earlier), 1
    for event in events:
        if part.size > most_bytes * _ROOM:
            yield part.file(number)
            part, number = _PartWriter(dataset, group, earlier), number + 1
        part.add(event)
    yield part.file(number)


class _PartWriter:
    """A file while its events come in."""

    def __init__(self, dataset: Dataset, group: Group, earlier: Tallies | None) -> None:
        self._builder = _BriefingBuilder(dataset, group, earlier)
        self._claims: list[bytes] = []
        self._timeline: list[bytes] = []
        self._written = 0

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self._written + self._builder.derived.size

    def add(self, event: Event) -> None:
        """Write one more event."""
        claim, entry = self._builder.add(event)
        self._claims.append(orjson.dumps(claim))
        self._written += len(self._claims[-1])
        if entry:
            self._timeline.append(orjson.dumps(entry))
            self._written += len(self._timeline[-1])

    def file(self, number: int) -> BriefingFile:
        """All of it, as the part with that number."""
        head = self._builder.head(number)
        written = {"claims": self._claims, "timeline": self._timeline}
        others = self._builder.lists()
        lists = {key: written.get(key) or list(map(orjson.dumps, others.get(key, ()))) for key in _LISTS}
        body = b"".join(
            b',\n"%b":[\n%b\n]' % (key.encode(), b",\n".join(items)) for key, items in lists.items() if items
        )
        return BriefingFile(head["id"], orjson.dumps(head)[:-1] + body + b"}\n", len(self._claims))


class _BriefingBuilder:
    """A briefing while its events come in.

    Attributes:
        derived: What is counted from them.
    """

    def __init__(self, dataset: Dataset, group: Group, earlier: Tallies | None) -> None:
        self._dataset, self._group = dataset, group
        self.derived = DerivedEntries(dataset.importer, group.country, earlier)
        self._names: dict[str, str] = {}
        self._documents: dict[str, Value] = {}
        self._claim_ids, self._source_ids, self._document_ids = Ids(), Ids(NOT_STATED, UNATTRIBUTED), Ids()
        self._publisher = self._source(dataset.publisher)
        self._document_ids.of(dataset.importer.name, dataset.importer.name)
        self._claims = 0
        self._grades = SourceGrades()
        self._marking = ""
        self._first, self._last, self._newest = _LATEST, "", ""

    def add(self, event: Event) -> tuple[Value, Value | None]:
        """Take one more event: the claim that it becomes, and the entry of the timeline, where it belongs there."""
        self._claims += 1
        self._first = min(self._first, event.first or _LATEST)
        self._last = max(self._last, event.last)
        self._newest = max(self._newest, event.timestamp)
        name = self._claim_ids.new(
            f"{self._dataset.importer.name}-{event.id or self._claims}"[:LONGEST_SERIES]
        )
        self._marking = stricter(self._marking, event.marking or self._dataset.tlp)
        self._grades.add(event)
        self.derived.add(name, event)
        told = event.happened and event.headline
        entry = {"id": name, "headline": event.headline, "claims": [name]} if told else None
        return self._claim(name, event), entry

    def _claim(self, name: str, event: Event) -> Value:
        claim: Value = {"id": name, "statement": event.statement, "where": event.where}
        if event.when:
            claim["when"] = event.when
        if event.figures:
            claim["figures"] = event.figures
        if event.quote:
            claim["quote"] = event.quote
        if event.dataset_note:
            claim["dataset_note"] = event.dataset_note
        if event.note:
            claim["note"] = event.note
        if event.credibility is not None:
            claim["credibility"], claim["rationale"] = event.credibility, event.credibility_basis
        claim["originator"] = self._source(event.originator) if event.originator else NOT_STATED
        carriers = dict.fromkeys(map(self._source, event.carriers))
        if claim["originator"] != self._publisher:
            carriers[self._publisher] = None
        claim["carriers"] = list(carriers)
        if event.coded_from:
            claim["coded_from"] = list(dict.fromkeys(map(self._source, event.coded_from)))
        claim["documents"] = [
            self._document(event.document) if event.document else self._dataset.importer.name
        ]
        return claim

    def _source(self, name: str) -> str:
        """The id of a source."""
        found = self._names.get(name)
        if found is None:
            found = self._names[name] = self._source_ids.of(name.lower(), slug(name))
        return found

    def _document(self, document: Value) -> str:
        """The id of a document; another document that has the same one gets another."""
        found = self._document_ids.of(repr(document), document["id"])
        self._documents[found] = {**document, "id": found}
        return found

    def head(self, number: int = 1) -> Value:
        """All but the lists of records, the summary excepted.

        Args:
            number: The number of the part.
        """
        dataset, country = self._dataset, self._group.country
        start, end = self._days()
        as_of = dataset.stated.as_of or self._as_of(end)
        period = self._group.period
        days = start if start == end else f"{start} to {end}"
        span = period.key if period.start else days or UNDATED
        count = plural(self._claims, "row")
        part = f", part {number}" if number > 1 else ""
        home = places.country(country)
        return {
            "$schema": SCHEMA_ADDRESS,
            "format": "sitbrief/1",
            "id": f"{id_of(dataset, self._group)}{f'-part{number}' if number > 1 else ''}",
            "series": series_of(dataset, self._group),
            "edition": period.edition,
            "title": f"{country_name(country)}, {span}: {count} of {dataset.publisher}{part}",
            "summary": self._summary(),
            "tlp": self._marking,
            "country": country,
            "zone": home.zone if home else "UTC",
            **({"period": {"start": start, "end": end}} if start else {}),
            "issued": dataset.issued,
            **({"as_of": as_of} if as_of else {}),
            **({"cutoff": self._newest} if self._newest else {}),
            "compiled_by": "sitbrief import",
            "origin": dataset.importer.name,
            "note": f"Derived from {dataset.file}, row by row. {self._graded} these claims; fronts, notes and the "
            f"summary are counted from them.{_OF_ROWS if self._newest else ''}",
        }

    @property
    def _graded(self) -> str:
        return "The file itself has graded" if self._grades.given else "Nobody has graded"

    def _days(self) -> tuple[str, str]:
        """The first and the last day that it speaks of; empty where nothing in it is dated, and nobody says when it was."""
        if not self._last:
            return self._dataset.stated.period or ("", "")
        period = self._group.period
        return min(period.start or self._first, self._first), max(period.end, self._last)

    def _as_of(self, end: str) -> str:
        """The last day of its period, but none after its newest row was written, or it was made; empty without a period."""
        written = max(self._newest[: len(_LATEST)], self._last) if self._newest else end
        return max(min(end, written, self._dataset.issued), self._last) if end else ""

    def lists(self) -> dict[str, list[Value]]:
        """The lists of records, but for claims and timeline."""
        dataset = self._dataset
        whole = {
            "id": dataset.importer.name,
            "title": dataset.file,
            "publisher": dataset.maker,
            "carrier": self._publisher,
        }
        names: dict[str, str] = {}
        for name, known in self._names.items():  # two may be one but for their case
            names.setdefault(known, name)
        return {
            "documents": [whole, *self._documents.values()],
            "sources": [self._made_source(name, known) for known, name in names.items()],
            "fronts": list(self.derived.fronts()),
            "humanitarian": list(self.derived.notes()),
        }

    def _made_source(self, name: str, known: str) -> Value:
        own = known == self._publisher
        rationale = (
            f"The dataset itself, of {self._dataset.maker}. Nobody has graded it." if own else _NO_GRADE
        )
        kind = self._dataset.importer.kind if own else "other"
        letter, why = self._grades.of(name) or ("F", rationale)
        return {"id": known, "name": name, "kind": kind, "reliability": letter, "rationale": why}

    def _summary(self) -> list[Value]:
        """The first fronts, each on all of its claims: they are what its total is made of."""
        return [
            {"text": f"{front['headline']}.", "claims": front["claims"]}
            for front in islice(self.derived.fronts(), _MOST_HIGHLIGHTS)
        ]
