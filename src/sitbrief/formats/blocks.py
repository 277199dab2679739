"""The blocks that a briefing is told in. Their texts are data: each layout makes them harmless in its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sitbrief.briefing.grades import Grade
from sitbrief.briefing.resolved import MOST_SPEAKERS
from sitbrief.frozen import dataclass

if TYPE_CHECKING:
    from sitbrief.briefing.claims import Claim
    from sitbrief.briefing.resolved import ResolvedBriefing
    from sitbrief.briefing.states import State

NO_CLAIM = "no claim is given for this"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    Attributes:
        level: 1 for the title, 2 for a section, 3 for a group in it.
        text: Its words.
    """

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence of ours, which may name things of the briefing.

    Attributes:
        text: Its words.
        strong: It is to be seen first.
    """

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is so, by its name.

    Attributes:
        depth: 0 for a thing of its own, 1 for what is said about it, and so on.
        label: What the text is, in a word or two; an entry's headline.
        text: What there is to say.
        url: A web address that belongs to it, validated by the model.
        typed: The text is the reader's own, who may not be the one on whose account the file is written.
        state: The state that the text begins with, for a layout that has a colour for it.
    """

    depth: int
    label: str
    text: str
    url: str | None = None
    typed: bool = False
    state: State | None = None


class Speaker(NamedTuple):
    """Somebody who says so.

    Attributes:
        originator: Who asserts it, in words.
        carriers: Who passes it on, in words.
        coded_from: Whose accounts it was coded from, in words.
        grade: How far it can be trusted.
    """

    originator: str
    carriers: tuple[str, ...]
    coded_from: tuple[str, ...]
    grade: Grade

    @property
    def verb(self) -> str:
        """What the originator does: a dataset codes what others say."""
        return "Codes" if self.coded_from else "Says"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who bears a sentence. In one breath it is `str()`; each with all carriers it is `speakers`.

    Attributes:
        index: The briefing.
        claims: The claims that say so.
    """

    index: ResolvedBriefing
    claims: tuple[Claim, ...]

    def __str__(self) -> str:
        return self.index.attributions(self.claims, MOST_SPEAKERS) or NO_CLAIM

    @property
    def listed(self) -> str:
        """The same in one breath behind a label."""
        return self.index.listed_attributions(self.claims, MOST_SPEAKERS) or NO_CLAIM

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who says so, each once."""
        index = self.index
        return tuple(
            dict.fromkeys(
                Speaker(
                    index.originator_name(claim),
                    index.carrier_names(claim),
                    index.basis_names(claim),
                    index.grade_of(claim),
                )
                for claim in self.claims
            )
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and who says so.

    Attributes:
        depth: As that of a `Fact`.
        label: What it is, in a word or two.
        text: The sentence.
        by: Who says so.
        state: The state in words, where it is a claim that is told in full.
    """

    depth: int
    label: str
    text: str
    by: Attribution
    state: str = ""


Cell = str | Grade | Attribution


@dataclass(frozen=True, slots=True)
class Table:
    """Things side by side.

    Attributes:
        title: What they are; empty under a heading that says so.
        head: What each column is.
        rows: A row for each thing; its first column names it.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Heading | Paragraph | Fact | Sentence | Table
