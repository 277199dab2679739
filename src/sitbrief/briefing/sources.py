"""Sources: who originates and who carries claims, and how far each can be relied on."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from sitbrief.briefing.claims import UNATTRIBUTED
from sitbrief.briefing.grades import Reliability
from sitbrief.briefing.model_types import Day, Id, Line, Many, Prose, Record, WebAddress
from sitbrief.briefing.rules import Checked
from sitbrief.frozen import dataclass


class SourceKind(StrEnum):
    """What sort of source it is."""

    GOVERNMENT = "government"
    ARMED_FORCES = "armed forces"
    ARMED_GROUP = "armed group"
    INTERNATIONAL = "international organisation"
    HUMANITARIAN = "humanitarian organisation"
    CIVIL_SOCIETY = "civil society"
    MONITOR = "monitor"
    NEWS_AGENCY = "news agency"
    OUTLET = "outlet"
    RESEARCH = "research"
    OFFICIAL = "official"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrade(Record):
    """One change of a source's reliability.

    Attributes:
        date: The day of the change.
        before: The grade until then.
        after: The grade from then on.
        why: The reason.
    """

    date: Day
    before: Reliability
    after: Reliability
    why: Line


def _not_reserved(name: str) -> str:
    if name == UNATTRIBUTED:
        raise ValueError(f'must not be "{UNATTRIBUTED}", which stands for no named source')
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """Someone who asserts or passes on.

    Attributes:
        id: Its name inside the file.
        name: Its full name.
        short: The short name for use in the text ("SOHR"); the full one where there is none.
        kind: What sort of source it is.
        affiliation: To whom it is close, in words ("pro-government").
        control: Who decides what it says, in words, or another source by its name or short name. Two sources under the
            same control are one for confirmation, and so is a source with the one that controls it; None means itself.
        reliability: The grade A to F of the source, whatever the claim.
        rationale: Why this grade; a reader must be able to dispute it.
        history: Earlier grades, oldest first.
    """

    id: Annotated[Id, Checked(_not_reserved)]
    name: Line
    short: Line | None = None
    kind: SourceKind
    affiliation: Line | None = None
    control: Line | None = None
    reliability: Reliability
    rationale: Prose
    history: Many[Regrade] = ()

    @property
    def label(self) -> str:
        """The name to use in a text."""
        return self.short or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """A published text that claims refer to.

    Attributes:
        id: Its name inside the file.
        title: Its title, where it has one.
        publisher: Who published it, in words.
        date: The day of publication.
        url: Its address.
        carrier: The source that speaks in it, where that is one of the briefing's sources.
        note: What a reader should know about it.
    """

    id: Id
    title: Line | None = None
    publisher: Line
    date: Day | None = None
    url: WebAddress | None = None
    carrier: Id | None = None
    note: Prose | None = None
