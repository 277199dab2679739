"""The claim: one statement, who asserts it, who passes it on, when, where, how much, how far to trust it."""

from __future__ import annotations

from typing import Annotated

from sitbrief.briefing.figures import Figure
from sitbrief.briefing.model_types import ID_PATTERN, Day, Id, Line, Many, Prose, Record
from sitbrief.briefing.rules import Bound
from sitbrief.briefing.when import When
from sitbrief.briefing.where import Where
from sitbrief.frozen import dataclass
from sitbrief.text import Clean

NOT_STATED = "not stated"
"""Stands for the originator of a claim whose text names nobody."""

UNATTRIBUTED = "unattributed"
"""Stands for the originator of a claim that its carrier makes in its own voice."""

Originator = Annotated[Clean, Bound(pattern=rf"^(?:{NOT_STATED}|{UNATTRIBUTED}|{ID_PATTERN})$")]
"""A source's id, or one of the two words for no named source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Record):
    """The withdrawal of a claim.

    Attributes:
        date: The day its originator took it back or it was overtaken.
        reason: How and by what.
    """

    date: Day
    reason: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """One assertion. Everything else in a briefing points at claims.

    Attributes:
        id: Its name inside the file.
        statement: What is asserted, in one sentence.
        originator: Who asserts it: a source's id, "not stated" or "unattributed".
        carriers: Who passes it on, the nearest to the originator first. They confirm nothing.
        coded_from: The sources whose accounts its originator, a dataset, has coded it from. Its figures are the dataset's, not
            theirs; they confirm nothing.
        when: The time it speaks of; None where none is stated.
        where: The places it speaks of.
        figures: The numbers in it.
        quote: The exact words, where the text quotes.
        documents: The ids of the documents that it is read from.
        credibility: 1 to 6; None where nobody has judged, which counts as 6.
        rationale: Why this credibility.
        withdrawn: That it was taken back.
        supports: Claims that say the same from elsewhere. Symmetric.
        contradicts: Claims that cannot be true with this one over the same scope. Symmetric.
        supersedes: Earlier claims in whose place this one steps.
        dataset_note: What else the row of a dataset says: the name of a column, a colon and its words, a line each.
        note: What the compiler adds about it, marked as the compiler's.
    """

    id: Id
    statement: Line
    originator: Originator
    carriers: Many[Id] = ()
    coded_from: Many[Id] = ()
    when: When | None = None
    where: Many[Where] = ()
    figures: Many[Figure] = ()
    quote: Prose | None = None
    documents: Many[Id] = ()
    credibility: Annotated[int, Bound(ge=1, le=6)] | None = None
    rationale: Prose | None = None
    withdrawn: Withdrawn | None = None
    supports: Many[Id] = ()
    contradicts: Many[Id] = ()
    supersedes: Many[Id] = ()
    dataset_note: Prose | None = None
    note: Prose | None = None

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who has a part in it, by id: its originator, its carriers, those it was coded from; "not stated" is nobody's id."""
        return self.originator, *self.carriers, *self.coded_from

    @property
    def provinces(self) -> tuple[str, ...]:
        """The ISO codes of the provinces it lies in, each once, in the order written."""
        return tuple(dict.fromkeys(code for place in self.where for code in place.provinces))
