"""The state of a claim and of an entry: computed from the claims, never stored."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sitbrief.briefing.grades import UNJUDGED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from sitbrief.briefing.claims import Claim
    from sitbrief.briefing.models import Briefing
    from sitbrief.briefing.sources import Source


class State(StrEnum):
    """How a claim stands, from the worst to the best."""

    WITHDRAWN = "withdrawn"
    CONTESTED = "contested"
    UNVERIFIED = "unverified"
    SINGLE_SOURCE = "single source"
    CONFIRMED = "confirmed"
    NO_CLAIMS = "no claims"


_WORST_FIRST = tuple(State)


def worst(states: Iterable[State]) -> State:
    """The state an entry shows: the worst of its claims'.

    One unverified claim keeps an entry from being called confirmed: that would be more than its claims bear.
    """
    return min(states, key=_WORST_FIRST.index, default=State.NO_CLAIMS)


def rivals(briefing: Briefing) -> dict[str, tuple[str, ...]]:
    """For each claim the ids of those that contradict it, marked on either side, in the file's order."""
    return _symmetric(briefing.claims, {claim.id: claim.contradicts for claim in briefing.claims})


def supporters(briefing: Briefing) -> dict[str, tuple[str, ...]]:
    """For each claim the ids of those that support it, marked on either side, in the file's order."""
    return _symmetric(briefing.claims, {claim.id: claim.supports for claim in briefing.claims})


def _symmetric(claims: Iterable[Claim], links: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    order: dict[str, int] = {claim.id: place for place, claim in enumerate(claims)}
    both: dict[str, set[str]] = {name: set() for name in order}
    for name, others in links.items():
        for other in others:
            if other in both and other != name:
                both[name].add(other)
                both[other].add(name)
    return {name: tuple(sorted(others, key=order.__getitem__)) for name, others in both.items()}


def claim_states(briefing: Briefing, against: Mapping[str, Sequence[str]]) -> dict[str, State]:
    """The state of every claim, by its id; `against` are its `rivals`."""
    standing = {claim.id for claim in briefing.claims if not claim.withdrawn}
    contested = {name for name in standing if not standing.isdisjoint(against[name])}
    backed = backers(briefing, without=contested)
    return {claim.id: _state(claim, claim.id in contested, backed[claim.id]) for claim in briefing.claims}


def _state(claim: Claim, contested: bool, backers: Collection[str]) -> State:  # noqa: FBT001  one of three facts
    if claim.withdrawn:
        return State.WITHDRAWN
    if contested:
        return State.CONTESTED
    if len(backers) > 1:
        return State.CONFIRMED
    if claim.credibility in {None, UNJUDGED}:
        return State.UNVERIFIED
    return State.SINGLE_SOURCE


def backers(briefing: Briefing, without: Collection[str] = frozenset()) -> dict[str, frozenset[str]]:
    """For each claim the independently controlled originators of it and of the claims that it reaches through *supports*.

    All that reach each other have the same ones, so they are counted once for all of these.

    Args:
        briefing: The briefing.
        without: Claims that count for none.
    """
    claims: dict[str, Claim] = {claim.id: claim for claim in briefing.claims}
    groups = support_groups(briefing)
    control = controllers(briefing.sources)
    found = {
        group: independent_originators((claims[name] for name in group if name not in without), control)
        for group in set(groups.values())
    }
    return {name: found[group] for name, group in groups.items()}


def controllers(sources: Iterable[Source]) -> dict[str, str]:
    """A label for each source, by its id, equal for sources under the same control.

    Control names a source by its name or short name, or anybody else. It reaches on: a state that controls a ministry
    controls the ministry's agency.
    """
    known = tuple(sources)
    names = {source.id: source.name.casefold() for source in known}
    full = {source.short.casefold(): names[source.id] for source in known if source.short}
    full |= {name: name for name in names.values()}
    joined: dict[str, str] = {}
    for source in known:
        if source.control:
            control = source.control.casefold()
            joined[_head(names[source.id], joined)] = _head(full.get(control, control), joined)
    return {name: _head(own, joined) for name, own in names.items()}


def _head(name: str, joined: dict[str, str]) -> str:
    while joined.get(name, name) != name:
        joined[name] = joined.get(joined[name], joined[name])  # half the way for the next one who asks
        name = joined[name]
    return name


def independent_originators(claims: Iterable[Claim], control: Mapping[str, str]) -> frozenset[str]:
    """The independently controlled originators of these claims; claims without a named originator, and withdrawn ones, do not count."""
    return frozenset(control[c.originator] for c in claims if c.originator in control and not c.withdrawn)


def support_groups(briefing: Briefing) -> dict[str, frozenset[str]]:
    """For each claim the ids of all that it reaches through *supports*, itself included."""
    support = supporters(briefing)
    groups: dict[str, frozenset[str]] = {}
    for name in support:
        if name not in groups:
            group = frozenset(reached([name], support.__getitem__))
            groups.update(dict.fromkeys(group, group))
    return groups


def reached(names: Iterable[str], links: Callable[[str], Iterable[str]]) -> set[str]:
    """These claims, those that they are linked to, those that these are linked to, and so on, all by their ids."""
    found = set(names)
    todo = [*found]
    while todo:
        new = set(links(todo.pop())) - found
        found |= new
        todo += new
    return found
