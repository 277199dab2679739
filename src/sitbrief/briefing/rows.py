"""The rows of a view: what one line of a pane, or one item of an export, has to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.frozen import dataclass

if TYPE_CHECKING:
    from datetime import date

    from sitbrief.briefing.entries import AnyEntry, Pane
    from sitbrief.briefing.grades import Grade
    from sitbrief.briefing.sources import Source
    from sitbrief.briefing.states import State
    from sitbrief.briefing.when import When


@dataclass(frozen=True, slots=True)
class GroupHeading:
    """The head of a group: a day, a province, a sector.

    Attributes:
        label: What the group has in common.
        count: How many rows it has.
    """

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry.

    Attributes:
        pane: The pane it is in.
        entry: The entry itself.
        when: The time of its leading claim; None without claims.
        clock: The time as a list grouped by day shows it.
        provinces: Names of the provinces of its claims.
        state: The worst state among its claims.
        grade: The best grade among its claims; None without claims.
        claims: On how many claims it rests.
        edition: The id of the briefing it is of, where rows of several stand in one list.
        day: The day of its leading claim, in such a list.
    """

    pane: Pane
    entry: AnyEntry
    when: When | None
    clock: str
    provinces: tuple[str, ...]
    state: State
    grade: Grade | None
    claims: int
    edition: str = ""
    day: str = ""

    @property
    def id(self) -> str:
        """The entry's id, behind that of its briefing where rows of several stand in one list."""
        return f"{self.edition}/{self.entry.id}" if self.edition else self.entry.id


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source and its part in what is shown.

    Attributes:
        source: The source itself.
        as_originator: How many of the claims it asserts.
        as_carrier: How many it passes on.
        confirmed: How many that it asserts are confirmed.
        contested: How many that it asserts are contested.
    """

    source: Source
    as_originator: int
    as_carrier: int
    confirmed: int
    contested: int

    @property
    def id(self) -> str:
        """The source's id."""
        return self.source.id


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition of a library and its part in what is shown.

    Attributes:
        id: The id of the briefing.
        number: Its number in its series.
        title: Its title.
        as_of: The day whose situation it describes.
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


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a library that holds no briefing.

    Attributes:
        id: Its path.
        name: Its name, on one line.
        why: Why not, on one line with the path.
    """

    id: str
    name: str
    why: str


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
    """

    tlp: str
    title: str
    edition: str
    as_of: date | None
    zone: str = ""
    cutoff: date | None = None
    compiled_by: str = ""


Listed = EntryRow | SourceRow | EditionRow | FileRow
"""What stands in a list."""

Row = GroupHeading | Listed


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
