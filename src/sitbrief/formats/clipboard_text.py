"""One entry or source in a few lines, to be pasted where somebody is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.detail import target
from sitbrief.briefing.sources import Source

if TYPE_CHECKING:
    from sitbrief.briefing import ResolvedBriefing
    from sitbrief.briefing.detail import Link
    from sitbrief.briefing.entries import AnyEntry


def linked_text(index: ResolvedBriefing, link: Link) -> str:
    """What a link leads to, an entry or a source."""
    thing = target(index, link)
    return source_text(thing) if isinstance(thing, Source) else entry_text(index, thing)


def entry_text(index: ResolvedBriefing, entry: AnyEntry) -> str:
    """The headline of an entry and its claims, each with who says so."""
    said = "\n".join(f"- {claim.statement} ({index.attribution(claim)})" for claim in index.claims_of(entry))
    return f"{entry.headline}\n{said}\n"


def source_text(source: Source) -> str:
    """A source, its reliability and why."""
    return f"{source.name}: {source.reliability}, {source.rationale}\n"
