"""A briefing with its references followed once: what panes, writers and the checker look things up in."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from sitbrief.briefing.claims import NOT_STATED, UNATTRIBUTED
from sitbrief.briefing.entries import AnyEntry, Front, HumanitarianNote, Pane, claim_ids
from sitbrief.briefing.grades import UNJUDGED, Grade, GradeRange, Reliability, grade_range
from sitbrief.briefing.searched import claim_texts, entry_texts, in_lines
from sitbrief.briefing.states import State, claim_states, reached, rivals, worst
from sitbrief.briefing.when import span_of

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
        self._searchable_entries: dict[str, str] = {}
        self._searchable_claims: dict[str, str] = {}
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
    def countries(self) -> tuple[str, ...]:
        """Where its provinces are: the code of its own country, then those of others that its claims speak of."""
        spoken_of = {code[:2] for claim in self.briefing.claims for code in claim.provinces}
        return self.briefing.country, *sorted(spoken_of - {self.briefing.country})

    @cached_property
    def speakers(self) -> Mapping[str, str]:
        """The names of each source, by its id: the short one, where there is one, and the full one, a line each."""
        return {source.id: f"{source.short or ''}\n{source.name}".strip() for source in self.briefing.sources}

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

    def grades_of(self, entry: AnyEntry) -> GradeRange | None:
        """The range over the grades of an entry's claims; None without claims.

        Its headline may state any of them, so the best alone would be more than it bears.
        """
        return grade_range(map(self.grade_of, self.claims_of(entry)))

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
        return " / ".join(
            _at_most([f"{grades}; {words}" for words, grades in self._graded(claims, " ")], most)
        )

    def listed_attributions(self, claims: Iterable[Claim], most: int | None = None) -> str:
        """The same behind a label: "Defence Ministry, via Xinhua (D2, D4); SOHR (C3)"."""
        return "; ".join(
            _at_most([f"{words} ({grades})" for words, grades in self._graded(claims, ", ")], most)
        )

    def _graded(self, claims: Iterable[Claim], joint: str) -> Iterator[tuple[str, str]]:
        """Who says so, each once, with the grades of what they say."""
        grades: dict[str, dict[str, None]] = {}
        for claim in claims:
            grades.setdefault(self._speakers(claim, joint), {})[str(self.grade_of(claim))] = None
        return ((speakers, ", ".join(given)) for speakers, given in grades.items())

    def _speakers(self, claim: Claim, joint: str = " ") -> str:
        through = [
            self.sources[name].label
            for name in claim.carriers
            if name != self.origin_carrier or claim.originator in {NOT_STATED, UNATTRIBUTED}
        ]
        via = f"{joint}via {', '.join(through)}" if through else ""
        return f"{self.originator_words(claim)}{via}"

    def searchable(self, entry: AnyEntry) -> tuple[str, ...]:
        """What a search looks through: what the entry says itself, then each of its claims, with all that is shown of it."""
        return self.searchable_alone(entry), *map(self.searchable_claim, self.claims_of(entry))

    def searchable_alone(self, entry: AnyEntry) -> str:
        """What an entry says itself, as it is searched. Kept, since every keystroke of a search asks."""
        if entry.id not in self._searchable_entries:
            self._searchable_entries[entry.id] = in_lines(entry_texts(entry))
        return self._searchable_entries[entry.id]

    def searchable_claim(self, claim: Claim) -> str:
        """The same of a claim, on which several entries may rest."""
        if claim.id not in self._searchable_claims:
            self._searchable_claims[claim.id] = in_lines(claim_texts(claim, self))
        return self._searchable_claims[claim.id]


def _at_most(named: list[str], most: int | None) -> list[str]:
    """The first of them, and how many more there are."""
    more = [f"{len(named) - most} more"] if most is not None and len(named) > most else []
    return [*named[:most], *more]
