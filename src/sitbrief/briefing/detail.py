"""One entry or source in full: its claims with their rivals side by side, and where one can go from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitbrief.briefing.entries import AnyEntry, Pane, claim_ids
from sitbrief.briefing.rows import EntryRow, SourceRow
from sitbrief.briefing.states import State
from sitbrief.frozen import dataclass

if TYPE_CHECKING:
    from sitbrief.briefing.claims import Claim
    from sitbrief.briefing.grades import Grade
    from sitbrief.briefing.rows import Listed
    from sitbrief.briefing.sources import Document, Source
    from sitbrief.briefing.view import View


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go to: an entry or a source.

    Attributes:
        pane: In which pane it is.
        id: Its id.
        label: Its headline or name.
    """

    pane: Pane
    id: str
    label: str


def link_of(row: Listed) -> Link | None:
    """Where a row of a briefing's list leads; None where it tells all there is."""
    if isinstance(row, EntryRow):
        return Link(row.pane, row.entry.id, row.headline)
    return Link(Pane.SOURCES, row.id, row.headline) if isinstance(row, SourceRow) else None


@dataclass(frozen=True, slots=True)
class ClaimDetail:
    """A claim with everything looked up.

    Attributes:
        claim: The claim itself.
        state: Its state.
        grade: Its grade.
        originator: Who asserts it, in words.
        carriers: Who passes it on, in words.
        documents: The documents it is read from.
        rivals: The claims that contradict it.
        outside: The filters in force would hide every entry that rests on it.
    """

    claim: Claim
    state: State
    grade: Grade
    originator: str
    carriers: tuple[str, ...]
    documents: tuple[Document, ...]
    rivals: tuple[ClaimDetail, ...]
    outside: bool


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """An entry in full.

    Attributes:
        pane: The pane it is in.
        entry: The entry itself.
        state: The worst state among its claims.
        claims: Its claims, the leading one first.
        links: Fronts, notes and timeline entries that share a claim or a dispute with it, then its sources.
    """

    pane: Pane
    entry: AnyEntry
    state: State
    claims: tuple[ClaimDetail, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SourceDetail:
    """A source in full.

    Attributes:
        source: The source itself.
        originates: The claims it asserts.
        carries: The claims it passes on.
        links: The entries that rest on a claim it asserts or passes on.
    """

    source: Source
    originates: tuple[ClaimDetail, ...]
    carries: tuple[ClaimDetail, ...]
    links: tuple[Link, ...]


class Details:
    """The claims of a view with everything looked up: each once, as a thousand others may contradict it.

    Args:
        view: The view.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._alone: dict[str, ClaimDetail] = {}
        self._disputed: dict[str, ClaimDetail] = {}

    def alone(self, name: str) -> ClaimDetail:
        """A claim without its rivals."""
        found = self._alone.get(name)
        if found is None:
            found = self._alone[name] = _plain(self._view, self._view.index.claims[name])
        return found

    def disputed(self, name: str) -> ClaimDetail:
        """A claim and its rivals. Rivals that the filters hide are there too, marked as outside."""
        found = self._disputed.get(name)
        if found is None:
            rivals = tuple(map(self.alone, self._view.index.rivals[name]))
            alone = self.alone(name)
            found = self._disputed[name] = replace(alone, rivals=rivals) if rivals else alone
        return found


def _plain(view: View, claim: Claim) -> ClaimDetail:
    index = view.index
    return ClaimDetail(
        claim=claim,
        state=index.states[claim.id],
        grade=index.grade_of(claim),
        originator=index.originator_name(claim),
        carriers=index.carrier_names(claim),
        documents=tuple(index.documents[name] for name in claim.documents),
        rivals=(),
        outside=bool(view.filters) and claim.id not in view.claims_shown,
    )


def entry_detail(view: View, pane: Pane, entry: AnyEntry) -> EntryDetail:
    """An entry with its claims, rivals and links."""
    detail = told_detail(view, pane, entry, Details(view))
    return replace(detail, links=_links(view, detail))


def told_detail(view: View, pane: Pane, entry: AnyEntry, details: Details) -> EntryDetail:
    """The same without links, for one who tells all entries of a view."""
    claims = tuple(details.disputed(name) for name in claim_ids(entry))
    return EntryDetail(pane, entry, view.index.state_of(entry), claims, ())


def _links(view: View, detail: EntryDetail) -> tuple[Link, ...]:
    index = view.index
    near = dict.fromkeys(item.claim.id for item in detail.claims)
    near.update(dict.fromkeys(rival.claim.id for item in detail.claims for rival in item.rivals))
    others = dict.fromkeys(
        (pane, other.id, other.headline)
        for name in near
        for pane, other in index.entries_of[name]
        if other.id != detail.entry.id
    )
    speakers = dict.fromkeys(
        name
        for item in detail.claims
        for name in (item.claim.originator, *item.claim.carriers)
        if name in index.sources
    )
    return (
        *(Link(*other) for other in others),
        *(Link(Pane.SOURCES, name, index.sources[name].name) for name in speakers),
    )


def source_detail(view: View, source: Source) -> SourceDetail:
    """A source with the claims it has a part in."""
    index, details = view.index, Details(view)
    originates = [claim for claim in index.briefing.claims if claim.originator == source.id]
    carries = [claim for claim in index.briefing.claims if source.id in claim.carriers]
    links = dict.fromkeys(
        (pane, entry.id, entry.headline)
        for claim in originates + carries
        for pane, entry in index.entries_of[claim.id]
    )
    return SourceDetail(
        source,
        tuple(details.disputed(claim.id) for claim in originates),
        tuple(details.disputed(claim.id) for claim in carries),
        tuple(Link(*link) for link in links),
    )


def rival_table(details: tuple[ClaimDetail, ...]) -> tuple[ClaimDetail, ...]:
    """The claims of an entry that are in dispute and all their rivals, each once, as one table shows them."""
    found: dict[str, ClaimDetail] = {}
    for item in details:
        if item.rivals:
            found.setdefault(item.claim.id, item)
            for rival in item.rivals:
                found.setdefault(rival.claim.id, rival)
    return tuple(found.values())


def last_confirmed(view: View, details: tuple[ClaimDetail, ...]) -> str | None:
    """The latest time of a confirmed claim among these, in words; None where none is confirmed."""
    zone = view.index.briefing.zone
    whens = [item.claim.when for item in details if item.state is State.CONFIRMED]
    return max(whens, key=lambda when: when.interval(zone)[1]).label(zone) if whens else None
