"""An entry or a source as blocks: one of many in a document, or alone, as it is opened in the reader."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from sitbrief.briefing.detail import carried, coded, last_confirmed, originated, target
from sitbrief.briefing.entries import Front, HumanitarianNote, Pane
from sitbrief.briefing.rows import SourceRow
from sitbrief.briefing.sources import Source
from sitbrief.briefing.states import State
from sitbrief.formats.blocks import Block, Fact, Heading
from sitbrief.formats.claim_blocks import ClaimBlocks
from sitbrief.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitbrief.briefing import ResolvedBriefing, View
    from sitbrief.briefing.claims import Claim
    from sitbrief.briefing.detail import Link
    from sitbrief.briefing.rows import EntryRow


def detail_blocks(view: View, link: Link, most_claims: int | None = None) -> Iterator[Block]:
    """All there is to say of an entry or a source that is opened: first a fact that names it and tells how it stands.

    Args:
        view: The view that it is opened in.
        link: What led to it.
        most_claims: How many of the claims of a source are told: one of a dataset has thousands.
    """
    thing = target(view.index, link)
    if isinstance(thing, Source):
        return _opened_source(view, thing, most_claims)
    return EntryBlocks(view, alone=True).entry(view.row(link.pane, thing))


class EntryBlocks:
    """Tells entries of one view.

    Attributes:
        claims: Tells their claims.
    """

    def __init__(self, view: View, *, alone: bool) -> None:
        """Make it; `alone` as `ClaimBlocks` takes it. An entry that stands alone says its day and has its rivals first."""
        self.claims = ClaimBlocks(view, alone=alone)
        self._index = view.index
        self._alone = alone

    def entry(self, row: EntryRow) -> Iterator[Block]:
        """An entry with its claims and their rivals."""
        entry, claims = row.entry, self._index.claims_of(row.entry)
        where = ", ".join(row.provinces) or "no province"
        by_day = row.pane is Pane.TIMELINE and not self._alone  # then a heading says the day
        when = row.when.label(self._index.briefing.zone) if row.when and not by_day else row.clock
        graded = f"grade {row.grade.words}" if row.grade else ""
        based = f"based on {plural(row.claims, 'claim')}" if row.claims else "based on no claim"
        lead = " · ".join(filter(None, (row.state, graded, when, where, based)))
        yield Fact(0, row.headline, lead, state=row.state)
        if isinstance(entry, (Front, HumanitarianNote)) and entry.derived:
            yield Fact(1, "Derived", derived_words(self._index))
        if isinstance(entry, Front):
            yield from self._front(entry, claims)
        if isinstance(entry, HumanitarianNote):
            yield from self._note(entry)
        if self._alone:
            yield from self.claims.rivals(claims, entry.headline)
        for number, claim in enumerate(claims, 1):
            label = f"Claim {number} of {len(claims)}" if len(claims) > 1 else "Claim"
            yield from self.claims.claim(0 if self._alone else 1, claim, label)
        if not self._alone:
            yield from self.claims.rivals(claims, entry.headline)

    def _front(self, front: Front, claims: tuple[Claim, ...]) -> Iterator[Block]:
        yield Fact(1, "Status", front.status)
        yield Fact(1, "Parties", "; ".join(front.parties) or "not stated")
        for axis in front.axes:
            yield self.claims.said(1, "Axis", axis.name, axis.claims)
        for phase in front.phases:
            yield self.claims.said(1, f"Phase, {phase.label}", phase.movement, phase.claims)
        yield Fact(1, "Last confirmed", last_confirmed(self._index, claims) or "never")

    def _note(self, note: HumanitarianNote) -> Iterator[Block]:
        if self._alone:
            yield Fact(1, "Sector", note.sector)
        for label, text in (("Needs", note.needs), ("Response", note.response), ("Gaps", note.gaps)):
            if text:
                yield self.claims.said(1, label, text, note.claims)
        if note.severity:
            yield self.claims.said(1, "Severity", f"{note.severity} of 5", note.claims)


def derived_words(index: ResolvedBriefing) -> str:
    """Who made a front or a note that is derived, and from what."""
    origin = index.documents.get(index.briefing.origin or "")
    rows = f"the rows of {origin.title or origin.publisher}" if origin else "the rows of a dataset"
    return f"computed by sitbrief from {rows}; no analyst wrote it"


def source_blocks(row: SourceRow) -> Iterator[Block]:
    """A source, how far it is trusted, and its part in what is shown."""
    source = row.source
    short = f"; in the text: {source.short}" if source.short else ""
    yield Fact(0, source.name, f"{source.reliability}, {source.reliability.words}{short}")
    yield Fact(1, "Why this grade", source.rationale)
    yield Fact(1, "Kind", source.kind)
    yield Fact(1, "Affiliation", source.affiliation or "not stated")
    yield Fact(1, "Control", source.control or "its own")
    counts = f"asserts {row.as_originator}"
    if row.as_originator:
        counts += f" ({row.confirmed} confirmed, {row.contested} contested)"
    counts += f"; passes on {row.as_carrier}"
    yield Fact(1, "Claims", f"{counts}; {row.as_basis} coded from it" if row.as_basis else counts)
    for change in source.history:
        yield Fact(1, "Regraded", f"{change.date}, from {change.before} to {change.after}: {change.why}")


def _opened_source(view: View, source: Source, most: int | None) -> Iterator[Block]:
    """A source with all claims that it has a part in, whatever the filters."""
    index = view.index
    asserted, passed_on, basis = originated(index, source), carried(index, source), coded(index, source)
    states = [index.states[claim.id] for claim in asserted]
    counts = (states.count(State.CONFIRMED), states.count(State.CONTESTED))
    yield from source_blocks(SourceRow(source, len(asserted), len(passed_on), len(basis), *counts))
    for label, claims in (("Says", asserted), ("Carries", passed_on), ("Coded from it", basis)):
        if label == "Coded from it" and not claims:
            continue
        yield Heading(3, f"{label}: {plural(len(claims), 'claim')}")
        for claim in islice(claims, most):
            yield Fact(1, f"{index.grade_of(claim)}, {index.states[claim.id]}", claim.statement)
        if most is not None and len(claims) > most:
            yield Fact(1, "And", f"{len(claims) - most:,} more; the entries below have them")
