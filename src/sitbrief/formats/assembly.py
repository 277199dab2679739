"""Briefings made of events: claims, a timeline, fronts and notes that say that they are derived."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import orjson

from sitbrief import places
from sitbrief.briefing.figures import as_given, number_range
from sitbrief.briefing.models import SCHEMA_ADDRESS
from sitbrief.briefing.view import NO_PROVINCE
from sitbrief.briefing.where import province_name
from sitbrief.formats.event import NOTHING, slug
from sitbrief.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitbrief.formats.event import Event, Need, Range, Value
    from sitbrief.formats.periods import Period

MOST_BYTES: Final = 20_000_000
"""Of one briefing. What is more goes into another part."""

_ROOM: Final = 0.8
"""Claims and entries may fill that share; the rest is for fronts, notes and sources."""

_LEAST_FIGHTS: Final = 2
"""A province with fewer in a period is no hotspot."""

_LONGEST_SERIES: Final = 70
_MOST_PARTIES: Final = 6
_MOST_WORDS: Final = 12
_MOST_HIGHLIGHTS: Final = 3
_KILLED: Final = {"acled": "reported killed"}
"""What a dataset's number of deaths is called, where it is no count of them: ACLED's 0 is none reported."""

_NO_GRADE: Final = "Named in the file. Nobody has graded it."


class Dataset(NamedTuple):
    """Where events come from.

    Attributes:
        name: Of the format, as a part of ids.
        publisher: The name by which it passes events on.
        maker: Who publishes it.
        file: The name of the file.
        issued: The day of the import.
        tlp: How far its briefings may be passed on.
    """

    name: str
    publisher: str
    maker: str
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
    period: Period


class Made(NamedTuple):
    """A briefing.

    Attributes:
        id: Its id.
        data: Its file.
        claims: How many claims are in it.
    """

    id: str
    data: bytes
    claims: int


class Tally:
    """How many fights there were in each province, and how many died in them.

    Attributes:
        events: How many.
        deaths: The sums; a bound that one event misses is missing.
    """

    __slots__ = ("deaths", "events")

    def __init__(self) -> None:
        self.events = 0
        self.deaths: Range = (0, 0, 0)

    def add(self, deaths: Range) -> None:
        """Count one more."""
        self._add(1, deaths)

    def join(self, other: Tally) -> None:
        """Count those of another tally as well."""
        self._add(other.events, other.deaths)

    def _add(self, events: int, deaths: Range) -> None:
        self.events += events
        low, best, high = self.deaths
        more_low, more_best, more_high = deaths
        self.deaths = (
            None if low is None or more_low is None else low + more_low,
            None if best is None or more_best is None else best + more_best,
            None if high is None or more_high is None else high + more_high,
        )

    def words(self, killed: str) -> str:
        """The tally in words, with the word for those who died."""
        events = plural(self.events, "event")
        return events if self.deaths == NOTHING else f"{events}, {_deaths(self.deaths, killed)}"


Tallies = dict[str, Tally]
"""By province, or by the name of a place without one."""


def add_fight(tallies: Tallies, event: Event) -> None:
    """Count a fight in the place where it was."""
    tallies.setdefault(_place(event), Tally()).add(event.deaths)


def _place(event: Event) -> str:
    return event.province or event.region


def _name_of(place: str) -> str:
    return province_name(place) if place else NO_PROVINCE


def _deaths(values: Range, killed: str) -> str:
    """As the headline of a row says it: "12 killed (9 to 18)"."""
    low, best, high = values
    given = [value for value in values if value is not None]
    if given != sorted(given):
        return f"{killed} {as_given(*values)}"
    if best is None:
        return f"{number_range(*values)} {killed}"
    middle, _, span = number_range(low, best, high).partition(" ")
    return f"{middle} {killed} {span}".rstrip()


class _Note:
    """A humanitarian note while its rows come in."""

    def __init__(self, sector: str, place: str) -> None:
        self.sector, self.place = sector, place
        self.claims: list[str] = []
        self.words: dict[str, list[str]] = {}

    def add(self, claim: str, need: Need) -> None:
        if not self.claims or self.claims[-1] != claim:
            self.claims.append(claim)
        if need.words:
            self.words.setdefault(need.aspect, []).append(need.words)


class _Part:
    """One briefing while its events come in."""

    def __init__(self, dataset: Dataset, group: Group, earlier: Tallies | None) -> None:
        self._dataset, self._earlier = dataset, earlier
        self._killed = _KILLED.get(dataset.name, "killed")
        self._country, self._period = group
        self.size = 0
        self.claims: list[bytes] = []
        self._entries: list[bytes] = []
        self._names: dict[str, str] = {}
        self._documents: dict[str, Value] = {}
        self._ids: set[str] = set()
        self._fights: Tallies = {}
        self._of_fight: dict[str, list[str]] = {}
        self._parties: dict[str, Counter[str]] = {}
        self._notes: dict[tuple[str, str], _Note] = {}
        self._first, self._last = "9999-12-31", "0001-01-01"

    def add(self, event: Event) -> None:
        """Take one more event."""
        name = self._claim_id(event)
        self._first, self._last = min(self._first, event.first), max(self._last, event.last)
        self._claim(name, event)
        if event.happened:
            entry = orjson.dumps({"id": name, "headline": event.headline, "claims": [name]})
            self._entries.append(entry)
            self.size += len(entry)
        if event.fighting:
            place = _place(event)
            add_fight(self._fights, event)
            self._of_fight.setdefault(place, []).append(name)
            self._parties.setdefault(place, Counter()).update(event.parties)
            self.size += len(name)
        for need in event.needs:
            key = need.sector, _place(event)
            self._notes.setdefault(key, _Note(*key)).add(name, need)
            self.size += len(name) + len(need.words)

    def _claim_id(self, event: Event) -> str:
        base = name = f"{self._dataset.name}-{event.id or len(self.claims) + 1}"[:70]
        more = 1
        while name in self._ids:
            more += 1
            name = f"{base}-{more}"
        self._ids.add(name)
        return name

    def _source(self, name: str) -> str:
        found = self._names.get(name)
        if found is None:
            found = self._names[name] = slug(name)
        return found

    def _claim(self, name: str, event: Event) -> None:
        claim: Value = {
            "id": name,
            "statement": event.statement,
            "originator": self._source(event.originator) if event.originator else "not stated",
            "carriers": list(dict.fromkeys(map(self._source, event.carriers))),
            "when": event.when,
            "where": event.where,
        }
        if event.figures:
            claim["figures"] = event.figures
        if event.quote:
            claim["quote"] = event.quote
        if event.document:
            self._documents[event.document["id"]] = event.document
        claim["documents"] = [event.document["id"] if event.document else self._dataset.name]
        if event.note:
            claim["note"] = event.note
        data = orjson.dumps(claim)
        self.claims.append(data)
        self.size += len(data)

    # All of it

    def made(self, number: int) -> Made:
        """The briefing."""
        dataset, period = self._dataset, self._period
        group = Group(self._country, period)
        series = series_of(dataset, group)
        part = f"-part{number}" if number > 1 else ""
        name = f"{id_of(dataset, group)}{part}"
        home = places.country(self._country)
        country = home.name if home else self._country
        start = min(period.start or self._first, self._first)
        end = max(period.end or self._last, self._last)
        span = period.key or (start if start == end else f"{start} to {end}")
        count = plural(len(self.claims), "row")
        fronts, notes = list(self._fronts()), list(self._made_notes())
        head: dict[str, Any] = {
            "$schema": SCHEMA_ADDRESS,
            "format": "sitbrief/1",
            "id": name,
            "series": series,
            "edition": period.edition,
            "title": f"{country}, {span}: {count} of {dataset.publisher}{f', part {number}' if part else ''}",
            "summary": self._summary(fronts),
            "tlp": dataset.tlp,
            "country": self._country,
            "zone": home.zone if home else "UTC",
            "period": {"start": start, "end": end},
            "issued": dataset.issued,
            "as_of": self._last,
            "cutoff": self._last,
            "compiled_by": "sitbrief import",
            "origin": dataset.name,
            "note": f"Derived from {dataset.file}, row by row. Nobody has graded these claims; fronts, notes and the "
            "summary are counted from them.",
        }
        documents = [
            {
                "id": dataset.name,
                "title": dataset.file,
                "publisher": dataset.maker,
                "carrier": slug(dataset.publisher),
            },
            *self._documents.values(),
        ]
        self._source(dataset.publisher)
        sources = [self._made_source(name, known) for name, known in _by_id(self._names)]
        lists = {
            "documents": [orjson.dumps(document) for document in documents],
            "sources": [orjson.dumps(source) for source in sources],
            "claims": self.claims,
            "timeline": self._entries,
            "fronts": [orjson.dumps(front) for front in fronts],
            "humanitarian": [orjson.dumps(note) for note in notes],
        }
        body = b"".join(
            b',\n"%b":[\n%b\n]' % (key.encode(), b",\n".join(items)) for key, items in lists.items() if items
        )
        return Made(name, orjson.dumps(head)[:-1] + body + b"}\n", len(self.claims))

    def _made_source(self, name: str, known: str) -> Value:
        own = name == self._dataset.publisher
        return {
            "id": known,
            "name": name,
            "kind": "research" if own else "other",
            "reliability": "F",
            "rationale": f"The dataset itself, of {self._dataset.maker}. Nobody has graded it."
            if own
            else _NO_GRADE,
        }

    def _fronts(self) -> Iterator[Value]:
        ranked = sorted(self._fights.items(), key=lambda item: (-item[1].events, item[0]))
        for place, tally in ranked:
            if tally.events < _LEAST_FIGHTS:
                continue
            where = _name_of(place)
            yield {
                "id": f"front-{slug(place or NO_PROVINCE)}"[:80],
                "headline": f"{where}: {tally.words(self._killed)}{self._trend(place)}",
                "claims": self._of_fight[place],
                "parties": [name for name, _ in self._parties[place].most_common(_MOST_PARTIES)],
                "derived": True,
            }

    def _trend(self, place: str) -> str:
        if self._earlier is None:
            return ""
        before = self._earlier.get(place)
        return f"; the period before {before.words(self._killed) if before else 'no event'}"

    def _made_notes(self) -> Iterator[Value]:
        for note in sorted(self._notes.values(), key=lambda note: (note.sector, note.place)):
            where = _name_of(note.place)
            words = [words for aspect in note.words.values() for words in aspect]
            told = words[0] if len(words) == 1 else plural(len(note.claims), "event" if not words else "row")
            made: Value = {
                "id": f"note-{slug(note.sector)}-{slug(note.place or NO_PROVINCE)}"[:80],
                "headline": f"{where}: {told}" if words else f"{where}: {told} against civilians",
                "claims": note.claims,
                "sector": note.sector,
                "derived": True,
            }
            for aspect in ("needs", "response", "gaps"):
                if aspect in note.words:
                    made[aspect] = _list(note.words[aspect])
            yield made

    def _summary(self, fronts: list[Value]) -> list[Value]:
        lines: list[Value] = [
            {"text": f"{front['headline']}.", "claims": front["claims"][:_MOST_WORDS]}
            for front in fronts[:_MOST_HIGHLIGHTS]
        ]
        return lines


def series_of(dataset: Dataset, group: Group) -> str:
    """The series of a country's briefings out of a dataset; a file that is not divided is one of its own."""
    series = f"{dataset.name}-{group.country.lower()}"
    if group.period.key:
        return series
    return f"{series}-{slug(dataset.file.rpartition('.')[0] or dataset.file)}"[:_LONGEST_SERIES]


def id_of(dataset: Dataset, group: Group) -> str:
    """The id of a group's briefing, or of the first part of it."""
    series = series_of(dataset, group)
    return f"{series}-{group.period.key}" if group.period.key else series


def _by_id(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Every source once: two names may be one but for their case."""
    seen: dict[str, str] = {}
    for name, known in names.items():
        seen.setdefault(known, name)
    return ((name, known) for known, name in seen.items())


def _list(words: list[str]) -> str:
    shown = "; ".join(dict.fromkeys(words[:_MOST_WORDS]))
    return f"{shown}; and {len(words) - _MOST_WORDS} more" if len(words) > _MOST_WORDS else shown


def assemble(
    dataset: Dataset,
    group: Group,
    events: Iterable[Event],
    earlier: Tallies | None,
    most_bytes: int = MOST_BYTES,
) -> Iterator[Made]:
    """The briefing of one country and period, in parts where it is too large.

    Args:
        dataset: Where the events come from.
        group: Of which country and time.
        events: The events.
        earlier: The fights of the period before; None where there is none in the file.
        most_bytes: What one file may hold.
    """
    part, number = _Part(dataset, group, earlier), 1
    for event in events:
        part.add(event)
        if part.size > most_bytes * _ROOM:
            yield part.made(number)
            part, number = _Part(dataset, group, earlier), number + 1
    if part.claims:
        yield part.made(number)
