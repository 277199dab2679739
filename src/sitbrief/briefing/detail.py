"""What is looked up for an entry or a source that is opened: its claims, their rivals, and where one can go from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.entries import AnyEntry, Pane
from sitbrief.briefing.rows import EntryRow, SourceRow
from sitbrief.briefing.sources import Source
from sitbrief.briefing.states import State
from sitbrief.briefing.when import TIME_NOT_STATED
from sitbrief.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitbrief.briefing.claims import Claim
    from sitbrief.briefing.resolved import ResolvedBriefing
    from sitbrief.briefing.rows import Listed
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


def target(index: ResolvedBriefing, link: Link) -> AnyEntry | Source:
    """The entry or the source that a link leads to."""
    if link.pane is Pane.SOURCES:
        return index.sources[link.id]
    return next(entry for entry in index.entries[link.pane] if entry.id == link.id)


def links_from(index: ResolvedBriefing, link: Link) -> tuple[Link, ...]:
    """Where one can go from an entry or a source, each place once.

    From an entry to those that share a claim or a dispute with it, then to its sources; from a source to the entries that
    rest on a claim it asserts or passes on, or that was coded from its accounts.
    """
    thing = target(index, link)
    if isinstance(thing, Source):
        return _entries_on(index, (*originated(index, thing), *carried(index, thing), *coded(index, thing)))
    claims = index.claims_of(thing)
    rivals = (index.claims[name] for claim in claims for name in index.rivals[claim.id])
    speakers = dict.fromkeys(name for claim in claims for name in claim.speakers)
    return (
        *(other for other in _entries_on(index, (*claims, *rivals)) if other.id != thing.id),
        *(Link(Pane.SOURCES, name, index.sources[name].name) for name in speakers if name in index.sources),
    )


def originated(index: ResolvedBriefing, source: Source) -> tuple[Claim, ...]:
    """The claims that a source asserts."""
    return tuple(claim for claim in index.briefing.claims if claim.originator == source.id)


def carried(index: ResolvedBriefing, source: Source) -> tuple[Claim, ...]:
    """The claims that a source passes on."""
    return tuple(claim for claim in index.briefing.claims if source.id in claim.carriers)


def coded(index: ResolvedBriefing, source: Source) -> tuple[Claim, ...]:
    """The claims that a dataset has coded from a source's accounts."""
    return tuple(claim for claim in index.briefing.claims if source.id in claim.coded_from)


def disputed(index: ResolvedBriefing, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Those of the claims that are in dispute, each followed by its rivals; each once."""
    names = dict.fromkeys(
        name for claim in claims if index.rivals[claim.id] for name in (claim.id, *index.rivals[claim.id])
    )
    return tuple(index.claims[name] for name in names)


def is_outside(view: View, claim: Claim) -> bool:
    """Whether the filters in force hide every entry that rests on a claim."""
    return bool(view.filters) and claim.id not in view.claims_shown


def last_confirmed(index: ResolvedBriefing, claims: Iterable[Claim]) -> str | None:
    """The latest time of a confirmed claim among these, in words; None where none is confirmed."""
    zone = index.briefing.zone
    confirmed = [claim.when for claim in claims if index.states[claim.id] is State.CONFIRMED]
    whens = [when for when in confirmed if when]
    if whens:
        return max(whens, key=lambda when: when.interval(zone)[1]).label(zone)
    return TIME_NOT_STATED if confirmed else None


def _entries_on(index: ResolvedBriefing, claims: Iterable[Claim]) -> tuple[Link, ...]:
    names = dict.fromkeys(claim.id for claim in claims)
    found = dict.fromkeys(
        (pane, entry.id, entry.headline) for name in names for pane, entry in index.entries_of[name]
    )
    return tuple(Link(*one) for one in found)
