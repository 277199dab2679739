"""What a reader narrows a briefing to. The same filters on the screen, in every writer and on the command line."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from sitbrief.briefing.grades import Grade, Reliability
from sitbrief.briefing.sought import Sought, in_quotes
from sitbrief.briefing.states import State
from sitbrief.briefing.where import province_name
from sitbrief.frozen import dataclass
from sitbrief.text import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from sitbrief.briefing.claims import Claim
    from sitbrief.briefing.entries import AnyEntry, Sector
    from sitbrief.briefing.resolved import ResolvedBriefing

LEAST_GRADES: tuple[Grade | None, ...] = (
    None,
    Grade(Reliability.C, 3),
    Grade(Reliability.B, 3),
    Grade(Reliability.B, 2),
    Grade(Reliability.A, 1),
)
"""The steps that the key for the least grade goes through."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show.

    Attributes:
        provinces: ISO codes; empty for all.
        since: The first day; None leaves it open.
        until: The last day, included; None leaves it open.
        least: The least grade that one claim of an entry must have; None for any.
        unknown: Whether entries pass on claims whose grade is unknown (F or 6).
        sectors: Humanitarian sectors; empty for all. They narrow the humanitarian notes only.
        states: States; empty for all.
        text: Words that must all occur in an entry, by their beginning; those in quotation marks next to each other.
        without: Words none of which may occur in it, likewise.
        by: Names of those who say it or pass it on; one of them must have a part in some claim of an entry.
    """

    provinces: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    least: Grade | None = None
    unknown: bool = True
    sectors: tuple[Sector, ...] = ()
    states: tuple[State, ...] = ()
    text: str = ""
    without: str = ""
    by: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != Filters()

    @property
    def contested(self) -> bool:
        """Whether exactly the contested entries are asked for."""
        return self.states == (State.CONTESTED,)

    def next_least(self) -> Filters:
        """The same with the next step of the least grade."""
        place = LEAST_GRADES.index(self.least) if self.least in LEAST_GRADES else 0
        return replace(self, least=LEAST_GRADES[(place + 1) % len(LEAST_GRADES)])

    def words(self) -> tuple[str, ...]:
        """The active filters, a phrase each, as in ("Hama, Aleppo", "B2 or better, or unknown", "contested")."""
        phrases = (
            ", ".join(province_name(code) for code in self.provinces),
            f"since {self.since}" if self.since else "",
            f"until {self.until}" if self.until else "",
            f"{self.least} or better{', or unknown' if self.unknown else ''}" if self.least else "",
            "" if self.unknown else "unknown grades hidden",
            ", ".join(self.sectors),
            ", ".join(self.states),
            in_quotes(self.text) if self.text else "",
            f"without {in_quotes(self.without)}" if self.without else "",
            f"by {', '.join(self.by)}" if self.by else "",
        )
        return tuple(filter(None, phrases))

    def options(self) -> tuple[str, ...]:
        """The same as command-line words, as in ("--province", "SY-HM"). Not yet quoted for a shell."""
        pairs: list[tuple[str, str]] = [("--province", code) for code in self.provinces]
        pairs += [("--since", str(self.since))] if self.since else []
        pairs += [("--until", str(self.until))] if self.until else []
        pairs += [("--grade", str(self.least))] if self.least else []
        pairs += [] if self.unknown else [("--unknown", "no")]
        pairs += [("--sector", sector) for sector in self.sectors]
        pairs += [] if self.contested else [("--state", state) for state in self.states]
        pairs += [("--by", name) for name in self.by]
        words = [f"{option}={value}" for option, value in pairs]
        words += ["--contested"] if self.contested else []
        words += [f"--text={self.text}"] if self.text else []
        words += [f"--without={self.without}"] if self.without else []
        return tuple(words)

    @property
    def sought(self) -> Sought:
        """The words that an entry must contain, and those that it must not."""
        return Sought.of(self.text, self.without)

    def heard(self, speaker: str) -> bool:
        """Whether a speaker, by its names, is among those asked for: by all words of one of these, or their beginnings."""
        return not self.by or any(is_called(speaker, asked) for asked in self.by)


def is_called(speaker: str, asked: str) -> bool:
    """Whether each word of a name that is asked for begins a word of a speaker's names."""
    names = words_of(speaker)
    return all(any(name.startswith(word) for name in names) for word in words_of(asked))


class Sieve:
    """Filters prepared for testing many entries of one briefing."""

    def __init__(self, index: ResolvedBriefing, filters: Filters) -> None:
        self._index = index
        self._filters = filters
        self._open = not filters
        self._sought = filters.sought
        self._provinces = frozenset(filters.provinces)

    def passes(self, entry: AnyEntry) -> bool:
        """Whether an entry is shown: each filter is met by some claim of the entry."""
        return self._open or next(self.refusals(entry), None) is None

    def refusals(self, entry: AnyEntry) -> Iterator[str]:
        """The names of the filters that keep an entry from being shown: province, time, grade, sector, state, source, text."""
        index, asked = self._index, self._filters
        claims = index.claims_of(entry)
        if self._provinces and self._provinces.isdisjoint(code for c in claims for code in c.provinces):
            yield "province"
        since, until, zone = asked.since, asked.until, index.briefing.zone
        if (since or until) and not any(c.when and c.when.overlaps(since, until, zone) for c in claims):
            yield "time"
        if not self._graded(claims):
            yield "grade"
        if asked.sectors and getattr(entry, "sector", None) not in (None, *asked.sectors):
            yield "sector"
        if asked.states and index.state_of(entry) not in asked.states:
            yield "state"
        if asked.by and self._asked.isdisjoint(n for c in claims for n in c.speakers):
            yield "source"
        if not self._says(entry):
            yield "text"

    def claims_that_pass(self, entry: AnyEntry) -> tuple[Claim, ...]:
        """Those of an entry's claims that meet every filter themselves; of words, what the entry says counts for each."""
        index, asked = self._index, self._filters
        since, until, zone = asked.since, asked.until, index.briefing.zone
        alone = index.searchable_alone(entry) if any(self._sought) else ""
        return tuple(
            claim
            for claim in index.claims_of(entry)
            if not (self._provinces and self._provinces.isdisjoint(claim.provinces))
            and (not (since or until) or (claim.when and claim.when.overlaps(since, until, zone)))
            and self._graded((claim,))
            and (not asked.states or index.states[claim.id] in asked.states)
            and (not asked.by or not self._asked.isdisjoint(claim.speakers))
            and (not any(self._sought) or self._sought.met_by((alone, index.searchable_claim(claim))))
        )

    def _graded(self, claims: Iterable[Claim]) -> bool:
        least, unknown = self._filters.least, self._filters.unknown
        if least is None and unknown:
            return True
        grades = map(self._index.grade_of, claims)
        return any((least is None or g.meets(least)) if g.known else unknown for g in grades)

    @cached_property
    def _asked(self) -> frozenset[str]:
        """The ids of the sources asked for."""
        speakers = self._index.speakers.items()
        return frozenset(name for name, names in speakers if self._filters.heard(names))

    def _says(self, entry: AnyEntry) -> bool:
        return not any(self._sought) or self._sought.met_by(self._index.searchable(entry))
