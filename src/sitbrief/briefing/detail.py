"""One entry or source in full: its claims with their rivals side by side, and where one can go from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.entries import AnyEntry, Pane
from sitbrief.briefing.states import State
from sitbrief.frozen import dataclass

if TYPE_CHECKING:
    from sitbrief.briefing.claims import Claim
    from sitbrief.briefing.grades import Grade
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


def claim_detail(view: View, claim: Claim) -> ClaimDetail:
    """A claim and its rivals. Rivals that the filters hide are there too, marked as outside."""
    rivals = tuple(_plain(view, view.index.claims[name]) for name in view.index.rivals[claim.id])
    return _plain(view, claim, rivals)


def _plain(view: View, claim: Claim, rivals: tuple[ClaimDetail, ...] = ()) -> ClaimDetail:
    index = view.index
    return ClaimDetail(
        claim=claim,
        state=index.states[claim.id],
        grade=index.grade_of(claim),
        originator=index.originator_name(claim),
        carriers=index.carrier_names(claim),
        documents=tuple(index.documents[name] for name in claim.documents),
        rivals=rivals,
        outside=bool(view.filters) and claim.id not in view.claims_shown,
    )


def entry_detail(view: View, pane: Pane, entry: AnyEntry) -> EntryDetail:
    """An entry with its claims, rivals and links."""
    index = view.index
    claims = tuple(claim_detail(view, claim) for claim in index.claims_of(entry))
    near = [item.claim for item in claims] + [rival.claim for item in claims for rival in item.rivals]
    entries = [
        Link(other_pane, other.id, other.headline)
        for claim in near
        for other_pane, other in index.entries_of[claim.id]
        if other.id != entry.id
    ]
    sources = [
        Link(Pane.SOURCES, name, index.sources[name].name)
        for item in claims
        for name in (item.claim.originator, *item.claim.carriers)
        if name in index.sources
    ]
    return EntryDetail(pane, entry, index.state_of(entry), claims, tuple(dict.fromkeys([*entries, *sources])))


def source_detail(view: View, source: Source) -> SourceDetail:
    """A source with the claims it has a part in."""
    index = view.index
    originates = [claim for claim in index.briefing.claims if claim.originator == source.id]
    carries = [claim for claim in index.briefing.claims if source.id in claim.carriers]
    links = [
        Link(pane, entry.id, entry.headline)
        for claim in originates + carries
        for pane, entry in index.entries_of[claim.id]
    ]
    return SourceDetail(
        source,
        tuple(claim_detail(view, claim) for claim in originates),
        tuple(claim_detail(view, claim) for claim in carries),
        tuple(dict.fromkeys(links)),
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
