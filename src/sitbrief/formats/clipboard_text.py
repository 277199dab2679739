"""One entry or source in a few lines, to be pasted where somebody is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitbrief.briefing import ResolvedBriefing
    from sitbrief.briefing.entries import AnyEntry
    from sitbrief.briefing.sources import Source


def entry_text(index: ResolvedBriefing, entry: AnyEntry) -> str:
    """The headline of an entry and its claims, each with who says so."""
    said = "\n".join(f"- {claim.statement} ({index.attribution(claim)})" for claim in index.claims_of(entry))
    return f"{entry.headline}\n{said}\n"


def source_text(source: Source) -> str:
    """A source, its reliability and why."""
    return f"{source.name}: {source.reliability}, {source.rationale}\n"
