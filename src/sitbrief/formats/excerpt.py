"""What a view shows of a briefing, as a briefing of its own that loads wherever the whole one does."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitbrief.briefing.states import reached, supporters
from sitbrief.formats.native import dumps
from sitbrief.text import clean_line, clean_prose, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitbrief.briefing import View
    from sitbrief.briefing.models import Briefing
    from sitbrief.text import Clean

_FILTERED: Final = re.compile(
    r"Filtered to: (.*)\. Shown: [\d,]+ of (\d[\d,]{0,14}) entr(?:y|ies)\.(?:\n\n|\Z)", re.ASCII
)
"""How the note of an excerpt begins, in a paragraph of its own: so an excerpt of an excerpt is known."""


def excerpt(view: View) -> Briefing:
    """The briefing with the entries that a view shows, and all that these rest on.

    A claim that a shown one is linked to comes along, and those that it is linked to: else a contested claim would seem to
    be undisputed. Its note says what it is filtered to. Without filters it is the briefing itself.
    """
    briefing = view.index.briefing
    if not view.filters:
        return briefing
    kept = _reached(view)
    claims = tuple(claim for claim in briefing.claims if claim.id in kept)
    speakers = {name for claim in claims for name in claim.speakers}
    texts = {name for claim in claims for name in claim.documents} | {briefing.origin}
    documents = tuple(document for document in briefing.documents if document.id in texts)
    speakers |= {document.carrier for document in documents if document.carrier}
    shown = {entry.id for entries in view.shown.values() for entry in entries}
    return replace(
        briefing,
        note=_note(view),
        summary=tuple(highlight for highlight in view.highlights if kept.issuperset(highlight.claims)),
        documents=documents,
        sources=tuple(source for source in briefing.sources if source.id in speakers),
        claims=claims,
        timeline=tuple(entry for entry in briefing.timeline if entry.id in shown),
        fronts=tuple(entry for entry in briefing.fronts if entry.id in shown),
        humanitarian=tuple(entry for entry in briefing.humanitarian if entry.id in shown),
    )


def lines(view: View) -> Iterator[str]:
    """The same as a file of the native format, all at once."""
    yield dumps(excerpt(view)).decode()


def _note(view: View) -> Clean:
    """What the briefing is filtered to and how much of the whole that leaves, then what its note said already."""
    note = view.index.briefing.note or ""
    told, total = "", view.entries_total
    if before := _FILTERED.match(note):
        told, total = before[1], int(before[2].replace(",", ""))
        note = note[before.end() :]
    words = _joined(told, view.filters.words())
    shown = f"{view.entries_shown:,} of {plural(total, 'entry')}"
    return clean_prose(f"Filtered to: {words}. Shown: {shown}.\n\n{note}")


def _joined(told: str, words: Iterable[str]) -> str:
    """The filters that a note tells of already, and these, each once."""
    for word in map(clean_line, words):
        if f"; {word}; " not in f"; {told}; ":
            told = f"{told}; {word}" if told else word
    return told


def _reached(view: View) -> set[str]:
    """The claims that are shown, and those that they reach through links marked on either side."""
    index = view.index
    support = supporters(index.briefing)
    return reached(
        view.claims_shown,
        lambda name: (*index.claims[name].supersedes, *index.rivals[name], *support[name]),
    )
