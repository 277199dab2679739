"""The Admiralty grades: reliability of a source, credibility of a claim, and the least grade a reader asks for.

The two axes are independent. F and 6 mean *unknown*: they are neither the worst nor the middle of their scale.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from sitbrief.frozen import dataclass
from sitbrief.text import digits

if TYPE_CHECKING:
    from collections.abc import Iterable


class Reliability(StrEnum):
    """How far a source can be relied on."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"

    @property
    def words(self) -> str:
        """The scale's own words."""
        return _RELIABILITY_WORDS[self]

    @property
    def known(self) -> bool:
        """Whether the scale says anything: F does not."""
        return self is not Reliability.F


_RELIABILITY_WORDS = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "reliability cannot be judged",
}

UNJUDGED = 6
"""The credibility that says nothing."""

CREDIBILITY_WORDS = {
    1: "confirmed by other, independent sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    UNJUDGED: "truth cannot be judged",
}


@dataclass(frozen=True, slots=True)
class Grade:
    """A source's reliability and a claim's credibility, as in C3. A claim nobody judged counts as 6."""

    reliability: Reliability
    credibility: int

    def __str__(self) -> str:
        return f"{self.reliability}{self.credibility}"

    @property
    def known(self) -> bool:
        """Whether both axes say something."""
        return self.reliability.known and self.credibility != UNJUDGED

    @property
    def words(self) -> str:
        """Both axes in the scale's words."""
        return f"{self.reliability.words}; {CREDIBILITY_WORDS[self.credibility]}"

    @property
    def rank(self) -> tuple[bool, str, int]:
        """A sort key: better grades first, unknown ones last."""
        return (not self.known, self.reliability.value, self.credibility)

    def meets(self, least: Grade) -> bool:
        """Whether both axes are as good as `least` or better. An unknown grade meets nothing."""
        return self.known and self.reliability <= least.reliability and self.credibility <= least.credibility


@dataclass(frozen=True, slots=True)
class GradeRange:
    """The grades of several claims, as in "D3 to D4"; of claims that all have one grade it is that. Unknown ones come last.

    Attributes:
        best: The best of them.
        worst: The worst, or an unknown one where there is any.
    """

    best: Grade
    worst: Grade

    def __str__(self) -> str:
        return f"{self.best}" if self.best == self.worst else f"{self.best}{_TO}{self.worst}"

    @property
    def words(self) -> str:
        """The range, and that F and 6 are no end of the scale where some are known and some are not."""
        return f"{self}, partly unknown" if self.best.known and not self.worst.known else str(self)


_TO = " to "

_MACHINE_TAG = re.compile(
    r'admiralty-scale:(source-reliability|information-credibility)="([a-f1-6])"', re.IGNORECASE
)


def grade_range(grades: Iterable[Grade]) -> GradeRange | None:
    """The range over some grades; None over none."""
    ranked = sorted(set(grades), key=lambda grade: grade.rank)
    return GradeRange(ranked[0], ranked[-1]) if ranked else None


def parse_range(text: str) -> GradeRange:
    """Read a range as it is written here.

    Raises:
        ValueError: it is none.
    """
    best, _, worst = text.partition(_TO)
    return GradeRange(parse_grade(best), parse_grade(worst or best))


def parse_grade(text: str) -> Grade:
    """Read a grade as people write it: b2, B2, B-2, B/2, "B 2", or the two MISP machine tags in one text.

    Raises:
        ValueError: with a sentence that says what is accepted.
    """
    tags = {axis.lower(): value for axis, value in _MACHINE_TAG.findall(text)}
    if tags:
        text = tags.get("source-reliability", "") + tags.get("information-credibility", "")
    match = re.fullmatch(r"\s*([a-fA-F])\s*[-/ ]?\s*([1-6])\s*", digits(text), re.ASCII)
    if match is None:
        raise ValueError("a grade is a letter A to F and a digit 1 to 6, as in B2")
    return Grade(Reliability(match[1].upper()), int(match[2]))


def parse_least(text: str) -> Grade:
    """Read the least grade a reader asks for. F and 6 are no threshold: they have a switch of their own.

    Raises:
        ValueError: with a sentence that says what is accepted.
    """
    grade = parse_grade(text)
    if not grade.known:
        raise ValueError("F and 6 mean unknown, not worst: give A1 to E5, and --unknown for the rest")
    return grade
