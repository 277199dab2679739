"""Going from one thing to the next: from match to match through the panes, from province to province, around the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sitbrief.briefing.lists import BRIEFING_LISTS
from sitbrief.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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


def next_row(counts: Mapping[str, int], here: tuple[str, int], step: int) -> Match | None:
    """The next row from a place on, through lists of which every row matches, and around the end; None where all are empty.

    Args:
        counts: How many rows each list has, by their ids.
        here: The list and the place in it from which to go on; below 0 where nothing is selected.
        step: Forward, or backward where it is negative.
    """
    total = sum(counts.values())
    pane, row = here if here[0] in counts else (next(iter(counts)), -1)
    before = sum(counts[name] for name in [*counts][: [*counts].index(pane)])
    at = before + step + (row if row >= 0 else -1 if step > 0 else 0)
    left = number = at % max(1, total)
    for name, count in counts.items():
        if left < count:
            return Match(name, left, number + 1, total, at != number)
        left -= count
    return None


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
