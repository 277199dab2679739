"""One entry or source in a few lines, to be pasted where somebody is told of it: it carries its marking and its time along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.detail import target
from sitbrief.briefing.sources import Source
from sitbrief.briefing.web import remark
from sitbrief.briefing.when import as_of_words
from sitbrief.formats.claim_blocks import document_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitbrief.briefing import ResolvedBriefing
    from sitbrief.briefing.claims import Claim
    from sitbrief.briefing.detail import Link
    from sitbrief.briefing.entries import AnyEntry


def linked_text(index: ResolvedBriefing, link: Link) -> str:
    """What a link leads to, an entry or a source, below how far it may be passed on, of which briefing and of when it is."""
    briefing, thing = index.briefing, target(index, link)
    of = f"{briefing.called}, edition {briefing.edition}, {as_of_words(briefing.as_of, briefing.zone)}"
    told = source_text(thing) if isinstance(thing, Source) else entry_text(index, thing)
    return f"{briefing.tlp}\n{of}\n{told}"


def entry_text(index: ResolvedBriefing, entry: AnyEntry) -> str:
    """The headline of an entry and its claims, each with who says so and the documents that it is read from.

    Documents that all of the claims are read from stand once, at the end.
    """
    claims = index.claims_of(entry)
    shared = len(claims) > 1 and len({claim.documents for claim in claims}) == 1
    lines: list[str] = [entry.headline]
    for claim in claims:
        lines.append(f"- {claim.statement} ({index.attribution(claim)})")
        lines += [] if shared else [f"  {cited}" for cited in _documents(index, claim)]
    lines += _documents(index, claims[0]) if shared else []
    return "".join(f"{line}\n" for line in lines)


def source_text(source: Source) -> str:
    """A source, its reliability and why."""
    return f"{source.name}: {source.reliability}, {source.rationale}\n"


def _documents(index: ResolvedBriefing, claim: Claim) -> Iterator[str]:
    """The documents of a claim with their addresses, and where an address leads if not where it seems to."""
    for document in map(index.documents.__getitem__, claim.documents):
        said = remark(document.url) if document.url else ""
        address = f", {document.url}" if document.url else ""
        yield f"Document: {document_line(document)}{address}{f' ({said})' if said else ''}"
