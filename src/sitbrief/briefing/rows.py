"""The rows of a view: what one line of a pane, or one item of an export, has to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.frozen import dataclass

if TYPE_CHECKING:
    from sitbrief.briefing.entries import AnyEntry, Pane
    from sitbrief.briefing.grades import Grade
    from sitbrief.briefing.sources import Source
    from sitbrief.briefing.states import State
    from sitbrief.briefing.when import When


@dataclass(frozen=True, slots=True)
class Heading:
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


Row = Heading | EntryRow | SourceRow


@dataclass(frozen=True, slots=True)
class Placed:
    """A row where it stands in a list.

    Attributes:
        row: The row.
        heading: The head of its group, where it is the first in it.
    """

    row: EntryRow | SourceRow
    heading: Heading | None = None


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
