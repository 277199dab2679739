"""One claim as blocks, and the words that claims need everywhere in a written briefing."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from sitbrief.briefing.resolved import MOST_SPEAKERS
from sitbrief.briefing.where import province_name
from sitbrief.formats.outline import Block, ListItem, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitbrief.briefing.claims import Claim
    from sitbrief.briefing.detail import ClaimDetail
    from sitbrief.briefing.resolved import ResolvedBriefing
    from sitbrief.briefing.when import When

RIVAL_HEAD = ("Statement", "Originator", "Carriers", "Grade", "When", "State")


class ClaimBlocks:
    """Tells claims of one briefing.

    Attributes:
        index: The briefing.
        spoken: Who says it stands in lines of its own and grades in words, to be heard; else in brackets, to be seen.
    """

    def __init__(self, index: ResolvedBriefing, *, spoken: bool) -> None:
        self.index = index
        self.spoken = spoken
        self._told: set[str] = set()

    def said(self, depth: int, label: str, text: str, names: Iterable[str]) -> Iterator[Block]:
        """A sentence and who says so: each once, and the first of many."""
        claims = [self.index.claims[name] for name in names]
        if not self.spoken:
            yield ListItem(depth, label, f"{text} ({self._attributions(claims)})")
            return
        yield ListItem(depth, label, text)
        speakers = dict.fromkeys(tuple(self._speaker(depth + 1, claim)) for claim in claims)
        for speaker in islice(speakers, MOST_SPEAKERS):
            yield from speaker
        if len(speakers) > MOST_SPEAKERS:
            yield ListItem(depth + 1, "Says", f"{len(speakers) - MOST_SPEAKERS:,} more")
        if not claims:
            yield ListItem(depth + 1, "Says", "no claim is given for this")

    def claim(self, depth: int, item: ClaimDetail, label: str) -> Iterator[Block]:
        """A claim with all that is known of it; the second time, with what one needs to know it again."""
        claim = item.claim
        yield from self.said(depth, label, claim.statement, (claim.id,))
        below = depth + 1
        yield ListItem(below, "State", item.state)
        if claim.id in self._told:
            yield ListItem(below, "When", claim.when.label(self.index.briefing.zone))
            return
        self._told.add(claim.id)
        if claim.withdrawn:
            yield ListItem(below, "Withdrawn", f"{claim.withdrawn.date}: {claim.withdrawn.reason}")
        if claim.quote:
            yield ListItem(below, "Quote", f'"{claim.quote}"')
        yield ListItem(below, "When", self.when(claim.when))
        for place in claim.where:
            names = ", ".join(province_name(code) for code in place.provinces) or "in no province"
            words = f"{place.level}, {names}" if place.level else names
            as_written = f', as written: "{place.as_written}"' if place.as_written != names else ""
            yield ListItem(below, "Where", words + as_written)
        for figure in claim.figures:
            yield ListItem(below, "Figure", figure.in_full)
        if claim.rationale:
            yield ListItem(below, "Why this credibility", claim.rationale)
        if claim.note:
            yield ListItem(below, "Compiler's note", claim.note)
        for name in claim.supersedes:
            earlier = self.index.claims[name]
            yield from self.said(below, "Supersedes", earlier.statement, (name,))

    def rivals(self, details: tuple[ClaimDetail, ...]) -> Iterator[Block]:
        """Rival claims side by side, where there are any."""
        if details:
            yield Table("Rival claims", RIVAL_HEAD, tuple(self._rival(item) for item in details))

    def when(self, when: When) -> str:
        """A time at its precision, with the words of the text."""
        zone = self.index.briefing.zone
        words = when.label(zone)
        words += ", day inferred" if when.inferred else ""
        words += ", background" if when.background else ""
        return words + (f', as written: "{when.as_written}"' if when.as_written else "")

    def _rival(self, item: ClaimDetail) -> tuple[str, ...]:
        return (
            item.claim.statement,
            item.originator,
            ", ".join(item.carriers) or "none named",
            f"{item.grade}: {item.grade.words}" if self.spoken else str(item.grade),
            item.claim.when.label(self.index.briefing.zone),
            f"{item.state}, outside the filters" if item.outside else str(item.state),
        )

    def _attributions(self, claims: Iterable[Claim]) -> str:
        return self.index.attributions(claims, MOST_SPEAKERS) or "no claim is given for this"

    def _speaker(self, depth: int, claim: Claim) -> Iterator[Block]:
        grade = self.index.grade_of(claim)
        yield ListItem(depth, "Says", self.index.originator_name(claim))
        for name in self.index.carrier_names(claim):
            yield ListItem(depth, "Through", name)
        yield ListItem(depth, "Grade", f"{grade}: {grade.words}")
