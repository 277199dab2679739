"""Briefings made of events: claims, a timeline, fronts and notes that say that they are derived."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import orjson

from sitbrief import places
from sitbrief.briefing.claims import NOT_STATED, UNATTRIBUTED
from sitbrief.briefing.lists import NO_PROVINCE
from sitbrief.briefing.models import SCHEMA_ADDRESS
from sitbrief.briefing.where import province_name
from sitbrief.formats.event import slug
from sitbrief.formats.ids import Ids
from sitbrief.formats.periods import span_words
from sitbrief.formats.tally import AGAINST_CIVILIANS, Tallies, Tally, events_of
from sitbrief.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitbrief.formats.event import Need, Value
    from sitbrief.formats.importers.importer import Importer
    from sitbrief.formats.packed import Packed
    from sitbrief.formats.periods import ImportPeriod
    from sitbrief.formats.tally import EventKind

MOST_BYTES: Final = 20_000_000
"""Of one briefing. What is more goes into another part."""

_ROOM: Final = 0.8
"""Claims and entries may fill that share; the rest is for fronts, notes and sources."""

_LEAST_FIGHTS: Final = 2
"""A province with fewer in a period is no hotspot."""

_LONGEST_SERIES: Final = 70
_ASPECTS: Final = ("needs", "response", "gaps")
_MOST_PARTIES: Final = 6
_MOST_WORDS: Final = 12
_MOST_HIGHLIGHTS: Final = 3
_NO_GRADE: Final = "Named in the file. Nobody has graded it."


class Dataset(NamedTuple):
    """Where events come from.

    Attributes:
        importer: Whose file it is.
        file: The name of the file.
        issued: The day of the import.
        tlp: How far its briefings may be passed on.
    """

    importer: Importer
    file: str
    issued: str
    tlp: str


class Group(NamedTuple):
    """What goes into one briefing.

    Attributes:
        country: The ISO 3166-1 alpha-2 code of its country.
        period: Its time.
    """

    country: str
    period: ImportPeriod


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


class _Front:
    """A front while its fights come in."""

    __slots__ = ("claims", "parties", "tally")

    def __init__(self) -> None:
        self.tally = Tally()
        self.claims: list[str] = []
        self.parties: dict[str, int] = {}


class _Note:
    """A humanitarian note while its rows come in."""

    def __init__(self, sector: str, place: str) -> None:
        self.sector, self.place = sector, place
        self.claims: list[str] = []
        self._counted: EventKind | None = None
        self._tally = Tally()
        self._told: dict[str, list[tuple[str, str, Need]]] = {}

    def add(self, claim: str, need: Need, event: Packed) -> None:
        if not self.claims or self.claims[-1] != claim:
            self.claims.append(claim)
        if need.words:
            self._told.setdefault(need.aspect, []).append((event.last, event.first, need))
        counted = _counted(need)
        if counted:
            self._counted = counted
            self._tally.add(event.deaths, event.events)

    def headline(self, killed: str) -> str:
        """What it comes to: the sum where its rows count events or are some, else what the first of them says."""
        if self._counted:
            return self._tally.words(self._counted, killed)
        by_aspect = self.words
        words = [words for aspect in (*_ASPECTS, "") for words in by_aspect.get(aspect, ())]
        return f"{words[0]}; {len(words) - 1:,} more" if words[1:] else words[0]

    @property
    def words(self) -> dict[str, list[str]]:
        """What its rows say, by aspect; where they are of several times or places, with these, and the latest first."""
        rows = [told for aspect in self._told.values() for told in aspect]
        times = len({(last, first) for last, first, _ in rows}) > 1
        spots = len({need.where for _, _, need in rows}) > 1
        found = {}
        for aspect, told in self._told.items():
            # Sorting keeps the order of the file among equals.
            whole_first = sorted(told, key=lambda row: row[2].where != "")
            ordered = sorted(whole_first, key=itemgetter(0, 1), reverse=True)
            found[aspect] = [
                ": ".join(
                    filter(
                        None,
                        (span_words(first, last) if times else "", need.where if spots else "", need.words),
                    )
                )
                for last, first, need in ordered
            ]
        return found


def _counted(need: Need) -> EventKind | None:
    """Events of which kind a row counts, or is one of; None where it tells something else."""
    if need.counts:
        return events_of(need.counts)
    return None if need.words else AGAINST_CIVILIANS


class _BriefingBuilder:
    """One briefing while its events come in."""

    def __init__(self, dataset: Dataset, group: Group, earlier: Tallies | None) -> None:
        self._dataset, self._earlier = dataset, earlier
        self._killed = dataset.importer.killed
        self._fight_kind = dataset.importer.fights
        self._country, self._period = group
        self.size = 0
        self.claims: list[bytes] = []
        self._entries: list[bytes] = []
        self._names: dict[str, bytes] = {}
        self._documents: dict[str, bytes] = {}
        self._claim_ids, self._source_ids, self._document_ids = Ids(), Ids(NOT_STATED, UNATTRIBUTED), Ids()
        self._source_ids.of(dataset.importer.publisher.lower(), slug(dataset.importer.publisher))
        self._document_ids.of(dataset.importer.name, dataset.importer.name)
        self._spelled: dict[str, str] = {}
        self._fronts: dict[str, _Front] = {}
        self._notes: dict[tuple[str, str], _Note] = {}
        self._first, self._last = "9999-12-31", "0001-01-01"
        self._dated = False

    def add(self, event: Packed) -> None:
        """Take one more event."""
        name = self._claim_id(event.id)
        quoted = name.encode()
        self._first = min(self._first, event.first)
        self._last = max(self._last, event.last)
        self._dated |= event.dated
        self._claim(quoted, event)
        if event.headline:
            headline = orjson.dumps(event.headline)
            self._entries.append(b'{"id":"%b","headline":%b,"claims":["%b"]}' % (quoted, headline, quoted))
            self.size += len(headline) + 2 * len(quoted)
        place = event.province or self._spelled.setdefault(place_key(event.region), event.region)
        if event.fighting:
            self._fight(name, place, event)
        for need in event.needs:
            key = need.sector, place
            self._notes.setdefault(key, _Note(*key)).add(name, need, event)
            self.size += len(name) + len(need.words)

    def _fight(self, name: str, place: str, event: Packed) -> None:
        front = self._fronts.get(place)
        if front is None:
            front = self._fronts[place] = _Front()
        front.tally.add(event.deaths, event.events)
        front.claims.append(name)
        for party in event.parties:
            front.parties[party] = front.parties.get(party, 0) + 1
        self.size += 2 * len(name)  # the summary may rest on it too

    def _claim_id(self, given: str) -> str:
        return self._claim_ids.new(
            f"{self._dataset.importer.name}-{given or len(self.claims) + 1}"[:_LONGEST_SERIES]
        )

    def _source(self, name: str) -> bytes:
        found = self._names.get(name)
        if found is None:
            found = self._names[name] = self._source_ids.of(name.lower(), slug(name)).encode()
        return found

    def _claim(self, name: bytes, event: Packed) -> None:
        originator = self._source(event.originator) if event.originator else b"not stated"
        known = self._names
        carriers = b'","'.join(
            dict.fromkeys([known.get(name) or self._source(name) for name in event.carriers])
        )
        document = self._dataset.importer.name.encode()
        if event.document:
            document = self._document(event.document).encode()
        data = b'{"id":"%b",%b,"originator":"%b","carriers":["%b"],"documents":["%b"]}' % (
            name,
            event.body,
            originator,
            carriers,
            document,
        )
        self.claims.append(data)
        self.size += len(data)

    def _document(self, written: bytes) -> str:
        """The id of a document; another document that has the same one gets another."""
        values = orjson.loads(written)
        found = self._document_ids.of(written.decode(), values["id"])
        self._documents[found] = orjson.dumps({**values, "id": found})
        return found

    @property
    def _country_name(self) -> str:
        home = places.country(self._country)
        return home.name if home else self._country

    def _name_of(self, place: str) -> str:
        if place:
            return province_name(place)
        return self._country_name if self._dataset.importer.national else NO_PROVINCE

    # All of it

    def made(self, number: int) -> BriefingFile:
        """The briefing."""
        dataset, period = self._dataset, self._period
        group = Group(self._country, period)
        series = series_of(dataset, group)
        part = f"-part{number}" if number > 1 else ""
        name = f"{id_of(dataset, group)}{part}"
        home = places.country(self._country)
        start = min(period.start or self._first, self._first)
        end = max(period.end or self._last, self._last)
        span = period.key or (start if start == end else f"{start} to {end}")
        span = span if self._dated else f"no dates, file of {self._last}"
        count = plural(len(self.claims), "row")
        fronts, notes = list(self._made_fronts()), list(self._made_notes())
        head: dict[str, Any] = {
            "$schema": SCHEMA_ADDRESS,
            "format": "sitbrief/1",
            "id": name,
            "series": series,
            "edition": period.edition,
            "title": f"{self._country_name}, {span}: {count} of {dataset.importer.publisher}{f', part {number}' if part else ''}",
            "summary": self._summary(fronts),
            "tlp": dataset.tlp,
            "country": self._country,
            "zone": home.zone if home else "UTC",
            "period": {"start": start, "end": end},
            "issued": dataset.issued,
            "as_of": self._last,
            "cutoff": self._last,
            "compiled_by": "sitbrief import",
            "origin": dataset.importer.name,
            "note": f"Derived from {dataset.file}, row by row. Nobody has graded these claims; fronts, notes and the "
            "summary are counted from them.",
        }
        documents = [
            {
                "id": dataset.importer.name,
                "title": dataset.file,
                "publisher": dataset.importer.maker,
                "carrier": slug(dataset.importer.publisher),
            }
        ]
        self._source(dataset.importer.publisher)
        sources = [self._made_source(name, known) for name, known in self._sources()]
        lists = {
            "documents": [*map(orjson.dumps, documents), *self._documents.values()],
            "sources": [orjson.dumps(source) for source in sources],
            "claims": self.claims,
            "timeline": self._entries,
            "fronts": [orjson.dumps(front) for front in fronts],
            "humanitarian": [orjson.dumps(note) for note in notes],
        }
        body = b"".join(
            b',\n"%b":[\n%b\n]' % (key.encode(), b",\n".join(items)) for key, items in lists.items() if items
        )
        return BriefingFile(name, orjson.dumps(head)[:-1] + body + b"}\n", len(self.claims))

    def _sources(self) -> Iterator[tuple[str, str]]:
        """Every source once: two names may be one but for their case."""
        seen: dict[bytes, str] = {}
        for name, known in self._names.items():
            seen.setdefault(known, name)
        return ((name, known.decode()) for known, name in seen.items())

    def _made_source(self, name: str, known: str) -> Value:
        own = name == self._dataset.importer.publisher
        return {
            "id": known,
            "name": name,
            "kind": "research" if own else "other",
            "reliability": "F",
            "rationale": f"The dataset itself, of {self._dataset.importer.maker}. Nobody has graded it."
            if own
            else _NO_GRADE,
        }

    def _made_fronts(self) -> Iterator[Value]:
        ids = Ids()
        ranked = sorted(self._fronts.items(), key=lambda item: (-item[1].tally.events, item[0]))
        for place, front in ranked:
            if front.tally.events < _LEAST_FIGHTS:
                continue
            parties = sorted(front.parties, key=lambda party: -front.parties[party])
            yield {
                "id": ids.new(f"front-{slug(place or NO_PROVINCE)}"),
                "headline": f"{self._name_of(place)}: {self._fights_in_words(front.tally)}{self._trend(place)}",
                "claims": front.claims,
                "parties": parties[:_MOST_PARTIES],
                "derived": True,
            }

    def _trend(self, place: str) -> str:
        if self._earlier is None:
            return ""
        before = self._earlier.get(place_key(place))
        words = self._fights_in_words(before) if before else f"no {self._fight_kind.one}"
        return f"; the period before {words}"

    def _fights_in_words(self, tally: Tally) -> str:
        return tally.words(self._fight_kind, self._killed)

    def _made_notes(self) -> Iterator[Value]:
        ids = Ids()
        for note in sorted(self._notes.values(), key=lambda note: (note.sector, note.place)):
            where = self._name_of(note.place)
            by_aspect = note.words
            made: Value = {
                "id": ids.new(f"note-{slug(note.sector)}-{slug(note.place or NO_PROVINCE)}"),
                "headline": f"{where}: {note.headline(self._killed)}",
                "claims": note.claims,
                "sector": note.sector,
                "derived": True,
            }
            for aspect in _ASPECTS:
                if aspect in by_aspect:
                    made[aspect] = _list(by_aspect[aspect])
            yield made

    def _summary(self, fronts: list[Value]) -> list[Value]:
        """The first fronts, each on all of its claims: they are what its total is made of."""
        return [
            {"text": f"{front['headline']}.", "claims": front["claims"]}
            for front in fronts[:_MOST_HIGHLIGHTS]
        ]


def series_of(dataset: Dataset, group: Group) -> str:
    """The series of a country's briefings out of a dataset; a file that is not divided is one of its own."""
    series = f"{dataset.importer.name}-{group.country.lower()}"
    if group.period.key:
        return series
    return f"{series}-{slug(dataset.file.rpartition('.')[0] or dataset.file)}"[:_LONGEST_SERIES]


def id_of(dataset: Dataset, group: Group) -> str:
    """The id of a group's briefing, or of the first part of it."""
    series = series_of(dataset, group)
    return f"{series}-{group.period.key}" if group.period.key else series


def place_key(place: str) -> str:
    """What tells a place from others: two that differ in case alone are one."""
    return place.lower()


def _list(words: list[str]) -> str:
    shown = "; ".join(dict.fromkeys(words[:_MOST_WORDS]))
    return f"{shown}; and {len(words) - _MOST_WORDS} more" if len(words) > _MOST_WORDS else shown


def assemble(
    dataset: Dataset,
    group: Group,
    events: Iterable[Packed],
    earlier: Tallies | None,
    most_bytes: int = MOST_BYTES,
) -> Iterator[BriefingFile]:
    """The briefing of one country and period, in parts where it is too large.

    Args:
        dataset: Where the events come from.
        group: Of which country and time.
        events: The events, at least one.
        earlier: The fights of the period before; None where there is none in the file.
        most_bytes: What one file may hold.
    """
    part, number = _BriefingBuilder(dataset, group, earlier), 1
    for event in events:
        if part.size > most_bytes * _ROOM:
            yield part.made(number)
            part, number = _BriefingBuilder(dataset, group, earlier), number + 1
        part.add(event)
    yield part.made(number)
