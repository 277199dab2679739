"""Fronts and humanitarian notes that are counted from events, since nobody has written any."""

from __future__ import annotations

from collections import Counter, defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from sitbrief import places
from sitbrief.briefing.lists import NO_PROVINCE
from sitbrief.briefing.where import province_name
from sitbrief.formats.event import slug
from sitbrief.formats.ids import Ids
from sitbrief.formats.need_headline import ToldNeed, headline, rank
from sitbrief.formats.periods import span_words
from sitbrief.formats.tally import AGAINST_CIVILIANS, Tallies, Tally, events_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitbrief.formats.event import Event, Need, Value
    from sitbrief.formats.importers.importer import Importer
    from sitbrief.formats.tally import EventKind
    from sitbrief.text import Clean

_ASPECTS: Final = ("needs", "response", "gaps")
_MOST_PARTIES: Final = 6
_MOST_WORDS: Final = 12


class DerivedEntries:
    """The fronts and notes of one briefing while its events come in.

    Args:
        importer: Whose events they are.
        country: The ISO 3166-1 alpha-2 code of their country.
        earlier: The fights of the period before; None where there is none in the file.

    Attributes:
        size: Bytes that its fronts and notes will need at least, the summary included.
    """

    def __init__(self, importer: Importer, country: str, earlier: Tallies | None) -> None:
        self._importer, self._country, self._earlier = importer, country, earlier
        self._spelled: dict[str, str] = {}
        self._fronts: defaultdict[str, _Front] = defaultdict(_Front)
        self._no_parties = importer.no_parties
        self._notes: dict[tuple[str, str], _Note] = {}
        self.size = 0

    def add(self, claim: str, event: Event) -> None:
        """Count one more event.

        Args:
            claim: The id of its claim.
            event: The event.
        """
        place = event.province or self._spelled.setdefault(place_key(event.region), event.region)
        if event.fighting:
            parties = event.parties
            if self._no_parties:
                parties = tuple(one for one in parties if not one.lower().startswith(self._no_parties))
            self._fronts[place].add(claim, event, parties)
            self.size += 2 * len(claim)  # the summary may rest on it too
        for need in event.needs:
            key = need.sector, place
            self._notes.setdefault(key, _Note(*key)).add(claim, need, event)
            self.size += len(claim) + len(need.words)

    def fronts(self) -> Iterator[Value]:
        """Where there was fighting, that with most of it first."""
        ids = Ids()
        ranked = sorted(self._fronts.items(), key=lambda item: (-item[1].tally.events, item[0]))
        for place, front in ranked:
            yield {
                "id": ids.new(f"front-{slug(place or NO_PROVINCE)}"),
                "headline": f"{self._name_of(place)}: {self._fights_in_words(front.tally)}{self._trend(place)}",
                "claims": front.claims,
                "parties": [party for party, _ in front.parties.most_common(_MOST_PARTIES)],
                "derived": True,
            }

    def notes(self) -> Iterator[Value]:
        """The notes, by sector and place."""
        ids = Ids()
        for note in sorted(self._notes.values(), key=lambda note: (note.sector, note.place)):
            by_aspect = note.words
            made: Value = {
                "id": ids.new(f"note-{slug(note.sector)}-{slug(note.place or NO_PROVINCE)}"),
                "headline": f"{note.where}{self._name_of(note.place)}: {note.headline(self._importer.killed)}",
                "claims": note.claims,
                "sector": note.sector,
                "derived": True,
            }
            made.update({aspect: _list(by_aspect[aspect]) for aspect in _ASPECTS if aspect in by_aspect})
            yield made

    def _name_of(self, place: str) -> str:
        if place:
            return province_name(place)
        return country_name(self._country) if self._importer.national else NO_PROVINCE

    def _trend(self, place: str) -> str:
        if self._earlier is None:
            return ""
        before = self._earlier.get(place_key(place))
        words = self._fights_in_words(before) if before else f"no {self._importer.fights.one}"
        return f"; the period before {words}"

    def _fights_in_words(self, tally: Tally) -> str:
        return tally.words(self._importer.fights, self._importer.killed)


class _Front:
    """A front while its fights come in."""

    __slots__ = ("claims", "parties", "tally")

    def __init__(self) -> None:
        self.tally = Tally()
        self.claims: list[str] = []
        self.parties: Counter[str] = Counter()

    def add(self, claim: str, event: Event, parties: tuple[Clean, ...]) -> None:
        self.tally.add(event.deaths, event.events)
        self.claims.append(claim)
        for party in parties:  # Counter.update asks first what it is given
            self.parties[party] += 1


class _Note:
    """A humanitarian note while its rows come in."""

    def __init__(self, sector: str, place: str) -> None:
        self.sector, self.place = sector, place
        self.claims: list[str] = []
        self._counted: EventKind | None = None
        self._tally = Tally()
        self._told: dict[str, list[tuple[str, str, Need]]] = {}

    def add(self, claim: str, need: Need, event: Event) -> None:
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
        by_aspect = self._rows()
        return headline([told for aspect in (*_ASPECTS, "") for told in by_aspect.get(aspect, ())])

    @property
    def where(self) -> str:
        """The only place in the province that its rows are of, with a comma; empty for none and for several."""
        spots = {need.where for aspect in self._told.values() for _, _, need in aspect}
        return f"{spots.pop()}, " if len(spots) == 1 and "" not in spots else ""

    @property
    def words(self) -> dict[str, list[str]]:
        """What its rows say, by aspect; where they are of several times or places, with these, and the latest first."""
        return {aspect: [told.words for told in rows] for aspect, rows in self._rows().items()}

    def _rows(self) -> dict[str, list[ToldNeed]]:
        rows = [told for aspect in self._told.values() for told in aspect]
        times = len({(last, first) for last, first, _ in rows}) > 1
        spots = len({need.where for _, _, need in rows}) > 1
        found: dict[str, list[ToldNeed]] = {}
        for aspect, told in self._told.items():
            # Sorting keeps the order of the file among equals.
            by_rank = sorted(told, key=lambda row: rank(row[2]))
            ordered = sorted(by_rank, key=itemgetter(0, 1), reverse=True)
            found[aspect] = []
            for last, first, need in ordered:
                time = span_words(first, last) if times else ""
                words = ": ".join(filter(None, (time, need.where if spots else "", need.words)))
                found[aspect].append(ToldNeed(words, time, need))
        return found


def _counted(need: Need) -> EventKind | None:
    """Events of which kind a row counts, or is one of; None where it tells something else."""
    if need.counts:
        return events_of(need.counts)
    return None if need.words else AGAINST_CIVILIANS


def place_key(place: str) -> str:
    """What tells a place from others: two that differ in case alone are one."""
    return place.lower()


def country_name(code: str) -> str:
    """A country's name, or its code where the table does not have it."""
    home = places.country(code)
    return home.name if home else code


def _list(words: list[str]) -> str:
    shown = "; ".join(dict.fromkeys(words[:_MOST_WORDS]))
    return f"{shown}; and {len(words) - _MOST_WORDS} more" if len(words) > _MOST_WORDS else shown
