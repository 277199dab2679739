"""What the checker finds: errors, problems, advice, each with its place in the briefing."""

from __future__ import annotations

from enum import StrEnum

from sitbrief.frozen import dataclass
from sitbrief.text import clean_line, truncate

Path = tuple[str | int, ...]

_WIDEST_KEY = 40
_MOST_STEPS = 10


class FindingKind(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    PROBLEM = "problem"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found.

    Attributes:
        kind: An error keeps the briefing from being loaded, a problem is marked where it shows, advice is advice.
        path: The place in the briefing: keys and positions from the top.
        what: What is wrong and what to do, in a sentence.
    """

    kind: FindingKind
    path: Path
    what: str

    @property
    def where(self) -> str:
        """The place in words, as in "claims[3].figures[0].low"; "the file" for the whole."""
        words = "".join(
            f"[{step}]" if isinstance(step, int) else f".{_shown(step)}" for step in self.path[:_MOST_STEPS]
        )
        deeper = "..." if len(self.path) > _MOST_STEPS else ""
        return words.removeprefix(".") + deeper or "the file"


def _shown(key: str) -> str:
    """A key, which may be anything, in a few words at most."""
    return truncate(clean_line(key), _WIDEST_KEY)
