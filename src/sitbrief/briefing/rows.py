"""The rows of a view: what one line of a pane, or one item of an export, has to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.entries import Front, HumanitarianNote
from sitbrief.briefing.when import UNDATED
from sitbrief.frozen import dataclass
from sitbrief.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sitbrief.briefing.entries import AnyEntry, Pane
    from sitbrief.briefing.grades import GradeRange
    from sitbrief.briefing.sources import Source
    from sitbrief.briefing.states import State
    from sitbrief.briefing.when import When

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class GroupHeading:
    """The head of a group: a day, a province, a sector.

    Attributes:
        label: What the group has in common.
        count: How many rows it has.
    """

    label: str
    count: int


def passing_words(passing: int | None, claims: int) -> str:
    """How many of the claims that a total is counted from pass the filters, to stand behind it; nothing where all do."""
    return "" if passing is None else f"; {passing:,} of {claims:,} pass the filters"


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry.

    Attributes:
        pane: The pane it is in.
        entry: The entry itself.
        when: Its time: that of its leading claim, or the days over which those stretch that it is counted from; None where
            none is stated.
        clock: The time as a list grouped by day shows it.
        provinces: Names of the provinces of its claims.
        state: The worst state among its claims.
        grade: The range over the grades of its claims; None without claims.
        claims: On how many claims it rests.
        passing: How many of these pass the filters, where it is counted from them and not all do; else None.
        edition: The id of the briefing it is of, where rows of several stand in one list.
        day: The day of its leading claim, in such a list.
    """

    pane: Pane
    entry: AnyEntry
    when: When | None
    clock: str
    provinces: tuple[str, ...]
    state: State
    grade: GradeRange | None
    claims: int
    passing: int | None = None
    edition: str = ""
    day: str = ""

    @property
    def id(self) -> str:
        """The entry's id, behind that of its briefing where rows of several stand in one list."""
        return f"{self.edition}/{self.entry.id}" if self.edition else self.entry.id

    @property
    def headline(self) -> str:
        """The entry's; a total that filters cut says how much of it passes."""
        return self.entry.headline + passing_words(self.passing, self.claims)

    def facts(self) -> Iterator[str]:
        """State, grade, what its kind tells besides, time, provinces, edition."""
        told = self.entry
        yield self.state
        yield f"grade {self.grade.words}" if self.grade else "no grade"
        if isinstance(told, Front | HumanitarianNote) and told.derived:
            yield "derived"
        if isinstance(told, Front):
            yield f"status {told.status}"
            yield told.phases[-1].movement if told.phases else ""
        elif isinstance(told, HumanitarianNote):
            yield f"severity {told.severity} of 5" if told.severity else ""
        if self.edition or not isinstance(told, Front):
            clock = "" if isinstance(told, HumanitarianNote) else self.clock
            yield " ".join(part for part in (self.day, clock) if part)
            yield " and ".join(self.provinces) or "no province"
        yield f"in {self.edition}" if self.edition else ""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source and its part in what is shown.

    Attributes:
        source: The source itself.
        as_originator: How many of the claims it asserts.
        as_carrier: How many it passes on.
        as_basis: How many a dataset has coded from its accounts.
        confirmed: How many that it asserts are confirmed.
        contested: How many that it asserts are contested.
    """

    source: Source
    as_originator: int
    as_carrier: int
    as_basis: int
    confirmed: int
    contested: int

    @property
    def id(self) -> str:
        """The source's id."""
        return self.source.id

    @property
    def headline(self) -> str:
        """The source's name."""
        return self.source.name

    def facts(self) -> Iterator[str]:
        """Reliability, kind, what it says, what came of that, what it passes on."""
        yield f"grade {self.source.reliability}, {self.source.reliability.words}"
        yield self.source.kind
        yield f"says {plural(self.as_originator, 'claim')}" if self.as_originator else ""
        yield f"{self.confirmed:,} confirmed" if self.confirmed else ""
        yield f"{self.contested:,} contested" if self.contested else ""
        yield f"carries {plural(self.as_carrier, 'claim')}" if self.as_carrier else ""
        yield f"{plural(self.as_basis, 'claim')} coded from it" if self.as_basis else ""


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition of a library and its part in what is shown.

    Attributes:
        id: The id of the briefing.
        number: Its number in its series.
        title: Its title.
        as_of: The day whose situation it describes; empty where it is undated.
        entries: How many of its entries are shown.
        total: How many it has.
        contested: How many of those shown are contested.
        size: Bytes of its file.
        new: It was never opened by this reader.
    """

    id: str
    number: int
    title: str
    as_of: str
    entries: int
    total: int
    contested: int
    size: int
    new: bool

    @property
    def headline(self) -> str:
        """Its day and title."""
        return f"{self.as_of or UNDATED:<10}  {self.title}"

    def facts(self) -> Iterator[str]:
        """Whether it is new, its number, its entries, the contested ones, its size."""
        entries = plural(self.total, "entry")
        yield "new" if self.new else ""
        yield f"edition {self.number}"
        yield entries if self.entries == self.total else f"{self.entries:,} of {entries}"
        yield f"{self.contested:,} contested" if self.contested else ""
        yield (
            f"{self.size / 1e6:,.1f} MB"
            if self.size >= _MEGABYTE / 10
            else f"{max(1, round(self.size / 1e3)):,} kB"
        )


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a library that holds no briefing.

    Attributes:
        id: Its path.
        headline: Its name, on one line.
        why: Why not, on one line with the path.
    """

    id: str
    headline: str
    why: str

    def facts(self) -> Iterator[str]:
        """That there is nothing else."""
        yield "cannot be shown"


@dataclass(frozen=True, slots=True)
class Head:
    """What the top of a screen says of what is shown.

    Attributes:
        tlp: How far it may be passed on.
        title: Its title.
        edition: Which edition it is, or how many.
        as_of: The moment, or the day, whose situation it describes; None where there is none.
        zone: The time zone of that moment; empty for a day of several.
        cutoff: The moment after which no information went in, where it is of one edition.
        compiled_by: Who compiled it, likewise.
        extract: That it is an extract, and by which filters; empty for a full edition.
    """

    tlp: str
    title: str
    edition: str
    as_of: date | None
    zone: str = ""
    cutoff: date | None = None
    compiled_by: str = ""
    extract: str = ""


Listed = EntryRow | SourceRow | EditionRow | FileRow
"""A row of a list: its `id` in that list, its `headline`, and its `facts`, of which those that are empty are left out."""


@dataclass(frozen=True, slots=True)
class GroupedRow:
    """A row where it stands in a list.

    Attributes:
        row: The row.
        heading: The head of its group, where it is the first in it.
    """

    row: Listed
    heading: GroupHeading | None = None


@dataclass(frozen=True, slots=True)
class ProvinceCount:
    """A province in the rail.

    Attributes:
        code: Its ISO code.
        number: Its two digits.
        name: Its name.
        entries: How many entries lie in it under the other filters; an entry in two provinces counts in each.
        contested: How many of these are contested.
    """

    code: str
    number: str
    name: str
    entries: int
    contested: int


@dataclass(frozen=True, slots=True)
class StateCount:
    """A state in the rail.

    Attributes:
        state: The state.
        entries: How many entries are in it under the other filters.
    """

    state: State
    entries: int
