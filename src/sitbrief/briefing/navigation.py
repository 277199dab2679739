"""Going from one thing to the next: from match to match through the panes, from province to province, around the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sitbrief.briefing.lists import BRIEFING_LISTS
from sitbrief.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence


class Searched(Protocol):
    """What can be searched for words, pane by pane."""

    def matches(self, pane: str, words: str) -> tuple[int, ...]:
        """The places in a pane of what contains all these words."""


@dataclass(frozen=True, slots=True)
class Match:
    """A place where the words that are sought are found.

    Attributes:
        pane: The pane it is in.
        place: Its place there.
        number: The how many-eth match of all panes it is, from 1 on.
        total: How many there are.
        around: It was reached around the end.
    """

    pane: str
    place: int
    number: int
    total: int
    around: bool


def next_match(view: Searched, words: str, here: tuple[str, int], step: int) -> Match | None:
    """The next match from a place on, through the panes and around the end; None where nothing matches.

    Args:
        view: Where to look.
        words: What is sought.
        here: The pane and the place in it from which to go on.
        step: Forward, or backward where it is negative.
    """
    panes = [spec.id for spec in BRIEFING_LISTS]
    places = [(number, row) for number, pane in enumerate(panes) for row in view.matches(pane, words)]
    if not places:
        return None
    start = (panes.index(here[0]), here[1])
    after = [n for n, place in enumerate(places) if (place > start if step > 0 else place < start)]
    number = (after[0] if step > 0 else after[-1]) if after else (0 if step > 0 else len(places) - 1)
    pane, row = places[number]
    return Match(panes[pane], row, number + 1, len(places), not after)


def next_province(codes: Sequence[str], now: Sequence[str], step: int) -> str | None:
    """The province so many steps from those in force, around the end; None where there are none.

    Args:
        codes: All provinces, in their order.
        now: Those in force.
        step: How many steps on, or back where it is negative.
    """
    if not codes:
        return None
    known = [codes.index(code) for code in now if code in codes]
    place = (known[-1 if step > 0 else 0] + step) if known else (0 if step > 0 else -1)
    return codes[place % len(codes)]
