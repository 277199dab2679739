"""A briefing with its references followed once: what panes, writers and the checker look things up in."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from sitbrief.briefing.claims import NOT_STATED, UNATTRIBUTED
from sitbrief.briefing.entries import AnyEntry, Front, HumanitarianNote, Pane, claim_ids
from sitbrief.briefing.grades import UNJUDGED, Grade, Reliability
from sitbrief.briefing.states import State, claim_states, reached, rivals, worst
from sitbrief.briefing.when import span_of
from sitbrief.briefing.where import province_name
from sitbrief.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitbrief.briefing.claims import Claim
    from sitbrief.briefing.models import Briefing
    from sitbrief.briefing.sources import Document, Source
    from sitbrief.briefing.when import When

MOST_SPEAKERS: Final = 12
"""So many who say so are named where there is room for some lines: what is counted from rows rests on all of these."""


class ResolvedBriefing:
    """Everything about one briefing that takes following a reference. Immutable like the briefing itself."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing
        self.claims: Mapping[str, Claim] = {claim.id: claim for claim in briefing.claims}
        self.sources: Mapping[str, Source] = {source.id: source for source in briefing.sources}
        self.documents: Mapping[str, Document] = {document.id: document for document in briefing.documents}
        self._folded: dict[str, str] = {}
        self.entries: Mapping[Pane, tuple[AnyEntry, ...]] = {
            Pane.TIMELINE: briefing.timeline,
            Pane.FRONTS: briefing.fronts,
            Pane.HUMANITARIAN: briefing.humanitarian,
        }

    @cached_property
    def states(self) -> Mapping[str, State]:
        """The state of each claim."""
        return claim_states(self.briefing, self.rivals)

    @cached_property
    def speakers(self) -> Mapping[str, str]:
        """The names of each source, by its id, folded: the short one and the full one."""
        return {source.id: fold(f"{source.short or ''} {source.name}") for source in self.briefing.sources}

    @cached_property
    def rivals(self) -> Mapping[str, tuple[str, ...]]:
        """The claims that contradict each claim."""
        return rivals(self.briefing)

    def dispute_of(self, name: str) -> tuple[str, ...]:
        """The claims that contradict a claim, those that contradict these, and so on: all of a dispute, in the file's order."""
        return tuple(sorted(reached([name], self.rivals.__getitem__), key=self._places.__getitem__))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {name: place for place, name in enumerate(self.claims)}

    @cached_property
    def entries_of(self) -> Mapping[str, tuple[tuple[Pane, AnyEntry], ...]]:
        """The entries that rest on each claim, in the order of the panes."""
        found: dict[str, list[tuple[Pane, AnyEntry]]] = {name: [] for name in self.claims}
        for pane, entries in self.entries.items():
            for entry in entries:
                for name in claim_ids(entry):
                    found[name].append((pane, entry))
        return {name: tuple(entries) for name, entries in found.items()}

    def claims_of(self, entry: AnyEntry) -> tuple[Claim, ...]:
        """The claims an entry rests on, the leading one first."""
        return tuple(self.claims[name] for name in claim_ids(entry))

    def state_of(self, entry: AnyEntry) -> State:
        """The worst state among an entry's claims."""
        return worst(self.states[name] for name in claim_ids(entry))

    def when_of(self, entry: AnyEntry) -> When | None:
        """The time of an entry: its leading claim's; of one that is counted from claims the days over which these stretch."""
        claims = self.claims_of(entry)
        counted = isinstance(entry, (Front, HumanitarianNote)) and entry.derived
        return span_of((claim.when for claim in claims if counted or claim is claims[0]), self.briefing.zone)

    def reliability_of(self, claim: Claim) -> Reliability:
        """The reliability that counts for a claim: its originator's.

        A claim in the outlet's own voice has the outlet's; one whose originator is not stated cannot be judged.
        """
        name = claim.originator
        if name == UNATTRIBUTED and claim.carriers:
            name = claim.carriers[0]
        source = self.sources.get(name)
        return source.reliability if source else Reliability.F

    def grade_of(self, claim: Claim) -> Grade:
        """A claim's grade on both axes."""
        return Grade(self.reliability_of(claim), claim.credibility or UNJUDGED)

    def best_grade(self, entry: AnyEntry) -> Grade | None:
        """The best grade among an entry's claims, by which a least grade lets it pass; None without claims."""
        return min(
            (self.grade_of(claim) for claim in self.claims_of(entry)), key=lambda g: g.rank, default=None
        )

    def originator_name(self, claim: Claim) -> str:
        """Who asserts a claim, in words."""
        if claim.originator in {NOT_STATED, UNATTRIBUTED}:
            return claim.originator
        return self.sources[claim.originator].label

    def carrier_names(self, claim: Claim) -> tuple[str, ...]:
        """Who passes a claim on, in words."""
        return tuple(self.sources[name].label for name in claim.carriers)

    def basis_names(self, claim: Claim) -> tuple[str, ...]:
        """Whose accounts a dataset has coded a claim from, in words."""
        return tuple(self.sources[name].label for name in claim.coded_from)

    def originator_words(self, claim: Claim) -> str:
        """Who asserts a claim, and from whose accounts it was coded, as in "UCDP GED, coded from SOHR, SANA"."""
        basis = ", ".join(self.basis_names(claim))
        return self.originator_name(claim) + (f", coded from {basis}" if basis else "")

    @property
    def origin_carrier(self) -> str | None:
        """The source id of the document that the whole briefing is made from, if it is made from one."""
        origin = self.documents.get(self.briefing.origin or "")
        return origin.carrier if origin else None

    def attribution(self, claim: Claim) -> str:
        """Grade, originator and carriers in one breath, as in "D3; Defence Ministry via Xinhua".

        The outlet of the document that the whole briefing is made from is named at the top of every screen and export
        and is not repeated behind a named originator.
        """
        return f"{self.grade_of(claim)}; {self._speakers(claim)}"

    def attributions(self, claims: Iterable[Claim], most: int | None = None) -> str:
        """The attributions of several claims, those who speak twice named once: "D2, D4; Defence Ministry / C3; SOHR".

        Args:
            claims: The claims.
            most: How many of those who speak are named; the others are counted.
        """
        grades: dict[str, dict[str, None]] = {}
        for claim in claims:
            grades.setdefault(self._speakers(claim), {})[str(self.grade_of(claim))] = None
        named = [f"{', '.join(given)}; {speakers}" for speakers, given in grades.items()]
        more = [f"{len(named) - most} more"] if most is not None and len(named) > most else []
        return " / ".join([*named[:most], *more])

    def _speakers(self, claim: Claim) -> str:
        through = [
            self.sources[name].label
            for name in claim.carriers
            if name != self.origin_carrier or claim.originator in {NOT_STATED, UNATTRIBUTED}
        ]
        via = f" via {', '.join(through)}" if through else ""
        return f"{self.originator_words(claim)}{via}"

    def folded(self, entry: AnyEntry) -> str:
        """All words of an entry and its claims, folded for search. Kept, since every keystroke of a search asks."""
        text = self._folded.get(entry.id)
        if text is None:
            text = self._folded[entry.id] = fold("\n".join(self.texts(entry)))
        return text

    def texts(self, entry: AnyEntry) -> Iterator[str]:
        """All that an entry and its claims say, who says it and where, as it is searched."""
        yield entry.headline
        if isinstance(entry, Front):
            yield from entry.parties
            yield from (axis.name for axis in entry.axes)
            yield from (phase.movement for phase in entry.phases)
        if isinstance(entry, HumanitarianNote):
            yield from (text for text in (entry.sector, entry.needs, entry.response, entry.gaps) if text)
        for claim in self.claims_of(entry):
            yield claim.statement
            yield claim.quote or ""
            yield self.originator_name(claim)
            yield from self.carrier_names(claim)
            yield from self.basis_names(claim)
            yield claim.dataset_note or ""
            yield from (place.as_written for place in claim.where)
            yield from (province_name(code) for code in claim.provinces)
