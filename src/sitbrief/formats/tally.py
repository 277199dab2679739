"""How many events of a kind there were in a place, and how many died in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.briefing.figures import as_given, number, number_range
from sitbrief.formats.event import NOTHING
from sitbrief.text import plural

if TYPE_CHECKING:
    from sitbrief.formats.event import Range


class EventKind(NamedTuple):
    """What is counted, so that nobody takes it for all there was.

    Attributes:
        one: The noun for one of it.
        many: The noun for all other counts.
    """

    one: str
    many: str


COMBAT: Final = EventKind("combat event", "combat events")
"""Armed parties against each other: what UCDP calls state-based and non-state, ACLED battles and explosions."""

AGAINST_CIVILIANS: Final = EventKind("event against civilians", "events against civilians")


def events_of(what: str) -> EventKind:
    """Events of what a dataset has a word for, as in "political violence"."""
    return EventKind(f"event of {what}", f"events of {what}")


class Tally:
    """The events of one kind in one place.

    Attributes:
        events: How many.
        deaths: The sums; a bound that one event misses is missing.
    """

    __slots__ = ("deaths", "events")

    def __init__(self) -> None:
        self.events = 0
        self.deaths: Range = (0, 0, 0)

    def add(self, deaths: Range, events: int = 1) -> None:
        """Count one more, or several."""
        self.events += events
        low, best, high = self.deaths
        more_low, more_best, more_high = deaths
        self.deaths = (
            None if low is None or more_low is None else low + more_low,
            None if best is None or more_best is None else best + more_best,
            None if high is None or more_high is None else high + more_high,
        )

    def words(self, kind: EventKind, killed: str) -> str:
        """The tally in words: of which kind the events are, and the word for those who died."""
        events = plural(self.events, kind.one, kind.many)
        return events if self.deaths == NOTHING else f"{events}, {deaths_in_words(self.deaths, killed)}"


Tallies = dict[str, Tally]
"""By province, or by the name of a place without one."""


def deaths_in_words(values: Range, killed: str) -> str:
    """Deaths in words: "12 killed (9 to 18)", "3 or more killed", "9 killed (low 5, high 5, as given)"; empty for none.

    Args:
        values: Low, best, high.
        killed: The word for those who died.
    """
    low, best, high = values
    given = [value for value in values if value is not None]
    if not given:
        return ""
    if best is None:
        return f"{number_range(low, best, high) if given == sorted(given) else as_given(*values)} {killed}"
    if given != sorted(given):
        return f"{number(best)} {killed} ({as_given(low, None, high)}, as given)"
    middle, _, span = number_range(low, best, high).partition(" ")
    return f"{middle} {killed} {span}".rstrip()
