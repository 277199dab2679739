"""The checker: findings that take more than one record to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.claims import NOT_STATED, UNATTRIBUTED
from sitbrief.briefing.entries import Entry, Front, claim_ids
from sitbrief.briefing.findings import Finding, FindingKind, Path
from sitbrief.briefing.states import backers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitbrief.briefing.models import Briefing

_LINKS = ("supports", "contradicts", "supersedes")
_NAMED_BY_CLAIMS = {
    "carriers": "source",
    "coded_from": "source",
    "documents": "document",
    **dict.fromkeys(_LINKS, "claim"),
}
_ENTRY_LISTS = ("timeline", "fronts", "humanitarian")


def check(briefing: Briefing) -> Iterator[Finding]:
    """All findings: the errors alone where there are any, else problems and advice."""
    errors = tuple(check_references(briefing))
    if errors:
        yield from errors
        return
    yield from _grades(briefing)
    yield from _one_sided(briefing)
    yield from _empty_entries(briefing)
    yield from _times(briefing)
    yield from _documents(briefing)


def check_references(briefing: Briefing) -> Iterator[Finding]:
    """What keeps a briefing from being loaded: ids that occur twice, references that lead nowhere."""
    for name in ("sources", "documents", "claims"):
        yield from _twice((((name, n), item.id) for n, item in enumerate(getattr(briefing, name))))
    yield from _twice((path, entry.id) for path, entry in _entries(briefing))
    known = {
        "source": {source.id for source in briefing.sources},
        "document": {document.id for document in briefing.documents},
        "claim": {claim.id for claim in briefing.claims},
    }
    for path, what, name in _references(briefing):
        if name not in known[what]:
            yield Finding(FindingKind.ERROR, path, f"there is no {what} {name}")
    for n, claim in enumerate(briefing.claims):
        for link in _LINKS:
            for place, other in _places(("claims", n, link), getattr(claim, link)):
                if other == claim.id:
                    yield Finding(FindingKind.ERROR, place, "names the claim itself")


def _references(briefing: Briefing) -> Iterator[tuple[Path, str, str]]:
    """Every reference: its place, what it is to, and the id."""
    if briefing.origin:
        yield ("origin",), "document", briefing.origin
    for n, document in enumerate(briefing.documents):
        if document.carrier:
            yield ("documents", n, "carrier"), "source", document.carrier
    for n, claim in enumerate(briefing.claims):
        if claim.originator not in {NOT_STATED, UNATTRIBUTED}:
            yield ("claims", n, "originator"), "source", claim.originator
        for key, what in _NAMED_BY_CLAIMS.items():
            for place, name in _places(("claims", n, key), getattr(claim, key)):
                yield place, what, name
    for path, ids in _rests(briefing):
        for place, name in _places((*path, "claims"), ids):
            yield place, "claim", name


def _rests(briefing: Briefing) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Everything that cites claims, with their ids."""
    for n, highlight in enumerate(briefing.summary):
        yield ("summary", n), highlight.claims
    for path, entry in _entries(briefing):
        yield path, entry.claims
        if isinstance(entry, Front):
            for part in ("axes", "phases"):
                for n, item in enumerate(getattr(entry, part)):
                    yield (*path, part, n), item.claims


def _entries(briefing: Briefing) -> Iterator[tuple[Path, Entry]]:
    for name in _ENTRY_LISTS:
        for n, entry in enumerate(getattr(briefing, name)):
            yield (name, n), entry


def _places(path: Path, ids: Iterable[str]) -> list[tuple[Path, str]]:
    return [((*path, n), name) for n, name in enumerate(ids)]


def _twice(items: Iterable[tuple[Path, str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, name in items:
        if name in seen:
            yield Finding(FindingKind.ERROR, (*path, "id"), f"the id {name} is used before")
        seen.add(name)


def _grades(briefing: Briefing) -> Iterator[Finding]:
    backed = backers(briefing)
    for n, claim in enumerate(briefing.claims):
        # Two independent originators are what grade 1 means.
        if claim.credibility == 1 and len(backed[claim.id]) < 2:  # noqa: PLR2004
            what = "grade 1 needs two originators under different control that support it; carriers confirm nothing"
            yield Finding(FindingKind.PROBLEM, ("claims", n, "credibility"), what)


def _one_sided(briefing: Briefing) -> Iterator[Finding]:
    for link in ("supports", "contradicts"):
        named: dict[str, frozenset[str]] = {c.id: frozenset(getattr(c, link)) for c in briefing.claims}
        for n, claim in enumerate(briefing.claims):
            for place, other in _places(("claims", n, link), getattr(claim, link)):
                if claim.id not in named[other]:
                    what = f"is marked on one side only: {other} does not name {claim.id}"
                    yield Finding(FindingKind.PROBLEM, place, what)


def _empty_entries(briefing: Briefing) -> Iterator[Finding]:
    for path, entry in _entries(briefing):
        if not claim_ids(entry):
            yield Finding(FindingKind.PROBLEM, path, "is based on no claim: nobody says so")


def _times(briefing: Briefing) -> Iterator[Finding]:
    period = briefing.period
    for n, claim in enumerate(briefing.claims if period else ()):
        if claim.when is None:
            yield Finding(
                FindingKind.ADVICE, ("claims", n), "states no time: say when, as far as the text tells it"
            )
            continue
        outside = period and not claim.when.overlaps(period.start, period.end, briefing.zone)
        if period and outside and not claim.when.background:
            what = f"lies outside the period {period.start} to {period.end}; mark it as background if that is meant"
            yield Finding(FindingKind.ADVICE, ("claims", n, "when"), what)


def _documents(briefing: Briefing) -> Iterator[Finding]:
    for n, claim in enumerate(briefing.claims):
        if not claim.documents:
            what = "has no reference: name the document it is read from"
            yield Finding(FindingKind.ADVICE, ("claims", n), what)
