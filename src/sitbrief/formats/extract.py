"""What a view shows of a briefing, as a briefing of its own: an extract, which loads wherever the full edition does.

An extract has its own id, names the full edition and says what it is filtered to. So it never takes the place of what
it is made from.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import crc32

from sitbrief.briefing.states import reached, supporters
from sitbrief.files.reading import Unreadable
from sitbrief.files.writing import Unwritable
from sitbrief.formats.native import Invalid, dumps, load
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitbrief.briefing import View
    from sitbrief.briefing.models import Briefing
    from sitbrief.text import Clean

_LONGEST_ID: Final = 80
_BETWEEN_FILTERS: Final = re.compile("[;,] ")


class Part(NamedTuple):
    """What part of a full edition is shown.

    Attributes:
        id: The id of the extract.
        full: The id of the full edition.
        filtered_to: What it is filtered to, in words, by all filters that it went through.
        shown: How many entries are shown.
        total: How many the full edition has.
    """

    id: str
    full: str
    filtered_to: Clean
    shown: int
    total: int


def part_of(view: View) -> Part | None:
    """Which part of a full edition a view shows; None where that is all of it.

    A view of an extract is a part of what the extract is a part of. The same filters give the same id.
    """
    briefing = view.index.briefing
    if not view.filters and briefing.extract_of is None:
        return None
    full = briefing.extract_of or briefing.id
    words = _joined(briefing.filtered_to or "", view.filters.words())
    total = view.entries_total if briefing.full_entries is None else briefing.full_entries
    name = _id(full, words) if view.filters else briefing.id
    return Part(name, full, clean_line(words), view.entries_shown, total)


def exported_id(view: View) -> str:
    """The id of what a view is exported as: that of the briefing, or of the extract."""
    part = part_of(view)
    return part.id if part else view.index.briefing.id


def extract(view: View) -> Briefing:
    """The briefing with the entries that a view shows, and all that these rest on.

    A claim that a shown one is linked to comes along, and those that it is linked to: else a contested claim would seem to
    be undisputed. Without filters it is the briefing itself.
    """
    briefing, part = view.index.briefing, part_of(view)
    if part is None or not view.filters:
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
        id=clean_line(part.id),
        extract_of=clean_line(part.full),
        filtered_to=part.filtered_to,
        full_entries=part.total,
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
    yield dumps(extract(view)).decode()


def spare_full_edition(view: View, path: str) -> None:
    """See to it that no file is replaced that holds the full edition of what a view shows a part of.

    Raises:
        Unwritable: this one does.
    """
    part = part_of(view)
    if part is None:
        return
    try:
        there = load(path)
    except (Unreadable, Invalid):
        return
    if there.id == part.full:
        raise Unwritable(
            path, f"holds the full edition, {part.full}, of which this is an extract: name another file"
        )


def _id(full: str, words: str) -> str:
    """The id of an extract: the same for the same filters, in whatever order they came."""
    asked = "\n".join((full, *sorted(_BETWEEN_FILTERS.split(words))))
    ending = f"-extract-{crc32(asked.encode()):08x}"
    return f"{full[: _LONGEST_ID - len(ending)]}{ending}"


def _joined(told: str, words: Iterable[str]) -> str:
    """The filters that an extract went through already, and these, each once."""
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
