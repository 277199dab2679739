"""From a file to briefings: its rows sorted by country and period, then each group made into one."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Final, Self

from sitbrief.formats.assembly import MOST_BYTES, BriefingFile, assemble, assemble_files
from sitbrief.formats.dataset import NOTHING_STATED, Dataset, Group, Stated, id_of, series_of
from sitbrief.formats.derived import place_key
from sitbrief.formats.event import from_bytes, to_bytes
from sitbrief.formats.given_grades import stricter
from sitbrief.formats.periods import WHOLE, Division, before, period_of, widened
from sitbrief.formats.repeats import Repeats
from sitbrief.formats.row_outcome import Reject
from sitbrief.formats.spool import GroupedSpool
from sitbrief.formats.tally import Tally
from sitbrief.text import clean_line, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sitbrief.formats.event import Event, Value
    from sitbrief.formats.importing import Reading
    from sitbrief.formats.periods import ImportPeriod
    from sitbrief.formats.tally import Tallies

_TOLD_EVERY: Final = 500
_MANY: Final = 12
"""More briefings of a file than this are too many where they have few rows."""

_FEW: Final = 20
"""Rows of a briefing, on average, that are few."""

_AND: Final = " and "
"""Stands between the names of files."""

_NAMELESS: Final = "a file without a name"
"""One of which nothing but blanks would be left."""


class Conversion:
    """A file on its way, or several of one dataset. First all rows are read, then the briefings are made.

    Attributes:
        rows: How many rows were read.
        claims: How many claims they became.
        rejects: How many did not.
        repeats: Those that tell an event of another row.
        reasons: How many for each reason.
        lines: In which line the first stands, likewise.
    """

    def __init__(
        self,
        reading: Reading,
        file: str,
        issued: str,
        *,
        by: Division = Division.MONTH,
        stated: Stated = NOTHING_STATED,
    ) -> None:
        """Prepare.

        Args:
            reading: The file.
            file: Its name, for readers.
            issued: The day of the import.
            by: How to divide it.
            stated: What is stated of its briefings; no row is passed on further than it says itself.
        """
        self._readings = [reading]
        self._by = by
        name = clean_line(file) or _NAMELESS
        self._dataset = Dataset(reading.importer, name, issued, reading.publisher, stated)
        self._spool = GroupedSpool()
        self._groups: dict[str, Group] = {}
        self._joined: dict[str, tuple[Group, list[str]]] = {}
        self._fights: defaultdict[str, Tallies] = defaultdict(lambda: defaultdict(Tally))
        self.rows = self.claims = self.rejects = 0
        self.repeats = Repeats()
        self.reasons: Counter[str] = Counter()
        self.lines: dict[str, int] = {}
        self._counts: Counter[str] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for reading in self._readings:
            reading.close()
        self._spool.close()

    @property
    def file(self) -> str:
        """The name of the file, or of the files."""
        return self._dataset.file

    def takes(self, reading: Reading) -> bool:
        """Whether another file is of the same dataset, so that its rows belong to those that were read."""
        return (reading.importer, reading.publisher) == (self._dataset.importer, self._dataset.publisher)

    def add(self, reading: Reading, file: str) -> None:
        """Take another file of the same dataset: its rows are read next."""
        self._readings[0].provinces.join(reading.provinces)
        self._readings.append(reading)
        more = len(self._readings) - 1
        name = clean_line(file) if more == 1 else plural(more, "more file")
        first = self._dataset.file.partition(_AND)[0]
        self._dataset = self._dataset._replace(file=clean_line(f"{first}{_AND}{name}"))

    def read(
        self, reject: Callable[[Reject], None], tell: Callable[[int], None] = lambda _rows: None
    ) -> None:
        """Read all rows of the file that was taken last.

        Args:
            reject: Takes each row that cannot be read.
            tell: Is told now and then how many rows were read.
        """
        add, by = self._spool.add, self._by
        note = self.repeats.add if self._dataset.importer.an_id_an_event else None
        for found in self._readings[-1].found:
            self.rows += 1
            if not self.rows % _TOLD_EVERY:
                tell(self.rows)
            if isinstance(found, Reject):
                self.rejects += 1
                reason = _kind(found)
                self.reasons[reason] += 1
                self.lines.setdefault(reason, found.line)
                reject(found)
                continue
            period = period_of(found.first, found.last, by)
            key = _key(found.country, period)
            if key not in self._groups:
                self._groups[key] = Group(found.country, period)
            if note and found.id:
                note(found, self.rows)
            self._count(key, found)
            add(key, to_bytes(self._marked(found), self.rows))
        if self.repeats:
            self._recount()

    def _count(self, key: str, event: Event) -> None:
        if event.fighting:
            self._fights[key][event.province or event.region].add(event.deaths, event.events)
        self._counts[key] += 1
        self.claims += 1

    def _recount(self) -> None:
        """Count each event once, where it was counted with every row that tells it."""
        self._fights.clear()
        self._counts.clear()
        self.claims = 0
        for key in self._groups:
            for record in self._spool.records(key):
                row, event = from_bytes(record)
                if row not in self.repeats:
                    self._count(key, event)
        self._groups = {key: group for key, group in self._groups.items() if self._counts[key]}

    def join_small(self) -> None:
        """Make one group of the months of a year, or of all of a country, where there are many groups of few rows.

        It is decided for each country: by month where its months have enough rows on average, else by year where its years have.
        """
        if len(self._groups) <= _MANY:
            return
        for country, claims in self.countries:
            for by in (Division.MONTH, Division.YEAR, Division.FILE):
                wide: defaultdict[ImportPeriod, list[str]] = defaultdict(list)
                for group in self.of(country):
                    wide[widened(group.period, by)].append(_key(*group))
                if claims >= _FEW * len(wide):
                    break
            for period, keys in wide.items():
                if len(keys) > 1:
                    self._joined[_key(country, period)] = Group(country, period), keys

    def _marked(self, event: Event) -> Event:
        """An event with the marking that the user asks for, where its row does not allow less."""
        asked = self._dataset.stated.tlp
        return event._replace(marking=stricter(event.marking, asked)) if asked else event

    @property
    def groups(self) -> list[Group]:
        """The countries and periods there are, in their order, those that are joined as one."""
        parts = {key for _, keys in self._joined.values() for key in keys}
        found = {key: group for key, group in self._groups.items() if key not in parts}
        found |= {key: group for key, (group, _) in self._joined.items()}
        return [found[key] for key in sorted(found)]

    @property
    def undivided(self) -> int:
        """How many groups there are without any joined; 0 where none are."""
        return len(self._groups) if self._joined else 0

    @property
    def countries(self) -> list[tuple[str, int]]:
        """The countries, and how many claims there are of each, the one with most last."""
        totals: Counter[str] = Counter()
        for key, group in self._groups.items():
            totals[group.country] += self._counts[key]
        return sorted(totals.items(), key=lambda item: (item[1], item[0]))

    def of(self, country: str) -> list[Group]:
        """The groups of a country, in their order."""
        return [self._groups[key] for key in sorted(self._groups) if self._groups[key].country == country]

    def whole(self, country: str) -> Group:
        """All of a country as one group."""
        return Group(country, WHOLE)

    def count(self, group: Group) -> int:
        """How many claims there are in a group."""
        return sum(self._counts[key] for key in self._keys(group))

    def _keys(self, group: Group) -> list[str]:
        if not group.period.key:
            return [_key(*part) for part in self.of(group.country)]
        return self._parts(_key(*group))

    def _parts(self, key: str) -> list[str]:
        """The keys of what is joined in a group; its own where it is not."""
        return self._joined[key][1] if key in self._joined else [key]

    def series(self, group: Group) -> str:
        """The series of a group's briefings."""
        return series_of(self._dataset, group)

    def name(self, group: Group) -> str:
        """The id of a group's (first) briefing."""
        return id_of(self._dataset, group)

    def files(self, group: Group, most_bytes: int = MOST_BYTES) -> Iterator[BriefingFile]:
        """The briefings of one group, or of all of a country, as files."""
        return assemble_files(self._dataset, group, self._events(group), self._earlier(group), most_bytes)

    def values(self, group: Group, most_bytes: int) -> Value:
        """The same as the plain values of one briefing.

        Args:
            group: Which.
            most_bytes: Of its events; what is more is left out.
        """
        return assemble(self._dataset, group, self._events(group, most_bytes), self._earlier(group))

    def _events(self, group: Group, most_bytes: int | None = None) -> Iterator[Event]:
        """The events of a group, in the provinces that their names turned out to mean."""
        size = 0
        others = self._other_sides(group)
        for record in chain.from_iterable(map(self._spool.records, self._keys(group))):
            size += len(record)
            if most_bytes is not None and size > most_bytes:
                return
            row, event = from_bytes(record)
            if row in self.repeats:
                continue
            for other in others.get(event.id, ()):
                event = event.beside(other)
            if not event.province and event.region:
                meant = self._in_company(event.country, event.region)
                event = event.placed(meant) if meant else event
            yield event

    def _in_company(self, country: str, name: str) -> str:
        found = (reading.provinces.in_company(country, name) for reading in self._readings)
        return next(filter(None, found), "")

    def _other_sides(self, group: Group) -> Mapping[str, list[Event]]:
        """What other rows of a group say of an event, by its id."""
        others: defaultdict[str, list[Event]] = defaultdict(list)
        if self.repeats.sides:
            for record in chain.from_iterable(map(self._spool.records, self._keys(group))):
                row, event = from_bytes(record)
                if row in self.repeats.sides:
                    others[event.id].append(event)
        return others

    def _earlier(self, group: Group) -> Tallies | None:
        """The fights of the period before; None where it is not in the file."""
        earlier = before(group.period, self._by) if group.period.key else None
        keys = self._parts(_key(group.country, earlier)) if earlier else []
        known = [key for key in keys if key in self._groups]
        fights = chain.from_iterable(self._fights[key].items() for key in known if key in self._fights)
        return self._tallies(group.country, fights) if known else None

    def _tallies(self, country: str, fights: Iterable[tuple[str, Tally]]) -> Tallies:
        """The tallies, under the provinces that names turned out to mean."""
        found: Tallies = {}
        for place, tally in fights:
            meant = self._in_company(country, place) or place
            found.setdefault(place_key(meant), Tally()).add(tally.deaths, tally.events)
        return found


def _key(country: str, period: ImportPeriod) -> str:
    return f"{country} {period.key}"


def _kind(found: Reject) -> str:
    """The reason without what stands in the row, for counting."""
    reason = found.reason
    start, end = reason.find("'"), reason.rfind("'")
    plain = f"{reason[:start]}…{reason[end + 1 :]}" if start < end else reason
    return f"{found.name}: {plain}" if found.name else plain
