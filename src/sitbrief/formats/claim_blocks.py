"""One claim as blocks, and the claims that contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitbrief.briefing.detail import disputed, is_outside
from sitbrief.briefing.when import time_words
from sitbrief.briefing.where import province_name
from sitbrief.formats.blocks import Attribution, Block, Fact, Sentence, Table
from sitbrief.text import plural, truncate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitbrief.briefing import View
    from sitbrief.briefing.claims import Claim
    from sitbrief.briefing.sources import Document
    from sitbrief.briefing.when import When
    from sitbrief.briefing.where import Where
    from sitbrief.formats.blocks import Cell

RIVAL_HEAD = ("Statement", "Originator", "Carriers", "Grade", "When", "State", "Document")

NO_DOCUMENT = "none named"

NO_CARRIERS = "not recorded"

_MOST_RIVALS: Final = 24
"""So many stand under each entry that they concern. More are one dispute, which is told once: a thousand claims that all
contradict each other would be a million rows."""

_LONGEST_REFERENCE: Final = 80


class ClaimBlocks:
    """Tells claims of one view.

    Attributes:
        view: The view.
        alone: What is told stands alone, not in a document that says the time zone at its head and has a list of documents
            with notes on them at its end: all of that is said with each claim.
    """

    def __init__(self, view: View, *, alone: bool) -> None:
        self.view = view
        self.alone = alone
        self._index = view.index
        self._zone = view.index.briefing.zone
        self._told: set[str] = set()
        self._documents: set[str] = set()
        self._disputes: dict[str, str] = {}

    def said(self, depth: int, label: str, text: str, names: Iterable[str], state: str = "") -> Sentence:
        """A sentence and who says so, by the ids of the claims."""
        claims = tuple(self._index.claims[name] for name in names)
        return Sentence(depth, label, text, Attribution(self._index, claims), state)

    def claim(self, depth: int, claim: Claim, label: str) -> Iterator[Block]:
        """A claim with all that is known of it; the second time, with what one needs to know it again."""
        yield self.said(depth, label, claim.statement, (claim.id,), self._state(claim))
        below = depth + 1
        if claim.id in self._told:
            yield Fact(below, "When", time_words(claim.when, self._zone))
            return
        self._told.add(claim.id)
        yield from self._facts(below, claim)
        for name in claim.supersedes:
            yield self.said(below, "Supersedes", self._index.claims[name].statement, (name,))
        for name in claim.documents:
            yield from self._document(below, self._index.documents[name])

    def _facts(self, depth: int, claim: Claim) -> Iterator[Block]:
        if claim.withdrawn:
            yield Fact(depth, "Withdrawn", f"{claim.withdrawn.date}: {claim.withdrawn.reason}")
        if claim.quote:
            yield Fact(depth, "Quote", f'"{claim.quote}"')
        yield Fact(depth, "When", self._when(claim.when))
        for place in claim.where:
            yield Fact(depth, "Where", _where(place))
        if self.alone and not claim.where:
            yield Fact(depth, "Where", "no place stated")
        for figure in claim.figures:
            yield Fact(depth, "Figure", figure.in_full)
        if claim.rationale:
            yield Fact(depth, "Why this credibility", claim.rationale)
        if claim.dataset_note:
            yield Fact(depth, "Dataset's note", "; ".join(filter(None, claim.dataset_note.splitlines())))
        if claim.note:
            yield Fact(depth, "Compiler's note", claim.note)

    def rivals(self, claims: tuple[Claim, ...], headline: str) -> Iterator[Block]:
        """Rivals side by side. A dispute of very many stands in full where it comes first, and is named after that.

        Args:
            claims: The claims of an entry, or a claim that is in no entry.
            headline: What is said of them, by which a dispute is named.
        """
        if sum(len(self._index.rivals[claim.id]) for claim in claims) <= _MOST_RIVALS:
            yield from self._rivals(disputed(self._index, claims))
            return
        named: set[str] = set()
        for claim in claims:
            name, rivals = claim.id, self._index.rivals[claim.id]
            if not rivals:
                continue
            if name not in self._disputes:
                dispute = self._index.dispute_of(name)
                where = truncate(headline, _LONGEST_REFERENCE)
                self._disputes.update(dict.fromkeys(dispute, where))
                named.add(where)
                yield from self._rivals(self._index.claims[other] for other in dispute)
            elif self._disputes[name] not in named:
                named.add(self._disputes[name])
                count = plural(len(rivals), "claim")
                yield Fact(1, "Rival claims", f"{count}, in the table of the entry: {self._disputes[name]}")

    def _rivals(self, claims: Iterable[Claim]) -> Iterator[Block]:
        if rows := tuple(map(self._rival, claims)):
            yield Table("Rival claims", RIVAL_HEAD, rows)

    def _rival(self, claim: Claim) -> tuple[Cell, ...]:
        return (
            claim.statement,
            self._index.originator_words(claim),
            ", ".join(self._index.carrier_names(claim)) or NO_CARRIERS,
            self._index.grade_of(claim),
            time_words(claim.when, self._zone),
            self._state(claim),
            "; ".join(document_line(self._index.documents[name]) for name in claim.documents) or NO_DOCUMENT,
        )

    def _state(self, claim: Claim) -> str:
        outside = ", outside the filters" if is_outside(self.view, claim) else ""
        return f"{self._index.states[claim.id]}{outside}"

    def _when(self, when: When | None) -> str:
        """A time at its precision, with the words of the text."""
        if when is None:
            return "not stated"
        words = when.label(self._zone)
        words += f", {self._zone}" if self.alone else ""
        words += ", day inferred" if when.inferred else ""
        words += ", background" if when.background else ""
        return words + (f', as written: "{when.as_written}"' if when.as_written else "")

    def _document(self, depth: int, document: Document) -> Iterator[Block]:
        """What a claim is read from. What there is to know about it is told once, in a document at its end."""
        yield Fact(depth, "Document", document_line(document), document.url)
        if self.alone and document.note and document.id not in self._documents:
            self._documents.add(document.id)
            yield Fact(depth + 1, "Note", document.note)


def document_words(document: Document) -> tuple[str, str]:
    """What a document is called, and what else is known of it."""
    date = str(document.date or "no date")
    if document.title is None:
        return document.publisher, date
    return document.title, f"{document.publisher}, {date}"


def document_line(document: Document) -> str:
    """A document as it is cited: title, publisher and date; its address stands behind."""
    return ", ".join(document_words(document))


def _where(place: Where) -> str:
    """A place: its level and province, how near the point is, and the words of the text where these are others."""
    names = ", ".join(province_name(code) for code in place.provinces) or "in no province"
    words = f"{names}, level: {place.level}" if place.level else names
    if place.coordinates:
        words += f", at {place.coordinates}"
    return words + (f', as written: "{place.as_written}"' if place.as_written != names else "")
