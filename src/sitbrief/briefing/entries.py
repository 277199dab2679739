"""Entries: what the panes list. They point at claims and assert nothing by themselves."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final

from sitbrief.briefing.model_types import Id, Line, Many, Prose, Record
from sitbrief.briefing.rules import Bound
from sitbrief.frozen import dataclass


class Pane(StrEnum):
    """The lists of a briefing that entries and sources stand in, by which links lead to them."""

    TIMELINE = "timeline"
    FRONTS = "fronts"
    HUMANITARIAN = "humanitarian"
    SOURCES = "sources"

    @property
    def title(self) -> str:  # type: ignore[override]  # str.title is no use for a pane
        """Its title on the screen and in exports."""
        return self.value.capitalize()


ENTRY_PANES: Final = (Pane.TIMELINE, Pane.FRONTS, Pane.HUMANITARIAN)
"""Those of entries, in the order of their keys; a segment of an index numbers them by it."""


class Sector(StrEnum):
    """The humanitarian sectors: the IASC clusters and what stands beside them."""

    CCCM = "CCCM"
    EARLY_RECOVERY = "Early Recovery"
    EDUCATION = "Education"
    TELECOMMUNICATIONS = "Emergency Telecommunications"
    FOOD_SECURITY = "Food Security"
    HEALTH = "Health"
    LOGISTICS = "Logistics"
    NUTRITION = "Nutrition"
    PROTECTION = "Protection"
    SHELTER = "Shelter/NFI"
    WASH = "WASH"
    ACCESS = "Access"
    DISPLACEMENT = "Displacement"
    MULTI_SECTOR = "Multi-sector"


class Status(StrEnum):
    """How a front stands."""

    ACTIVE = "active"
    CONTESTED = "contested"
    QUIET = "quiet"
    COLLAPSED = "collapsed"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Record):
    """What every entry has.

    Attributes:
        id: Its name inside the file.
        headline: Its one line in a list.
        claims: The ids of the claims it rests on, the leading one first.
    """

    id: Id
    headline: Line
    claims: Many[Id] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry(Entry):
    """Something that happened, or was said. Its time is that of its leading claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis(Record):
    """A direction along which a front moves.

    Attributes:
        name: In words ("northeast").
        claims: The ids of the claims that say so.
    """

    name: Line
    claims: Many[Id] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase(Record):
    """One stage of a front through the day.

    Attributes:
        label: When, in words ("morning").
        movement: What moved, in words ("army pushes HTS back 15 km").
        claims: The ids of the claims that say so.
    """

    label: Line
    movement: Line
    claims: Many[Id] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Front(Entry):
    """A line of contact between parties.

    Attributes:
        parties: Who faces whom.
        axes: The directions of movement.
        phases: The stages through the day, in their order.
        status: How it stands.
        derived: It is counted from events; nobody who knows the front has written it.
    """

    parties: Many[Line] = ()
    axes: Many[Axis] = ()
    phases: Many[Phase] = ()
    status: Status = Status.UNKNOWN
    derived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanitarianNote(Entry):
    """What people need, what is done, what is missing.

    Attributes:
        sector: Of which sector.
        needs: Needs, where the text gives them.
        response: The response, where the text gives it.
        gaps: The gaps, where the text gives them.
        severity: 1 (minimal) to 5 (catastrophic), where somebody gave it.
        derived: It is counted from the rows of a dataset; nobody has written it.
    """

    sector: Sector
    needs: Prose | None = None
    response: Prose | None = None
    gaps: Prose | None = None
    severity: Annotated[int, Bound(ge=1, le=5)] | None = None
    derived: bool = False


AnyEntry = TimelineEntry | Front | HumanitarianNote


def claim_ids(entry: Entry) -> tuple[str, ...]:
    """The ids of all claims an entry rests on: its own, then those of a front's axes and phases; each once."""
    parts: tuple[Axis | Phase, ...] = (*entry.axes, *entry.phases) if isinstance(entry, Front) else ()
    return tuple(dict.fromkeys([*entry.claims, *(claim for part in parts for claim in part.claims)]))
