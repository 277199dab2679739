"""What the rows of a humanitarian note come to: their total where a row is one, their sum where nothing overlaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.briefing.figures import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitbrief.formats.event import Need

_FIRST: Final = "people in need"


class ToldNeed(NamedTuple):
    """What one row says for a note.

    Attributes:
        words: In words, with its time and place where the rows of the note have several.
        time: Its time in words where they have several; else empty.
        need: The same as the row says it.
    """

    words: str
    time: str
    need: Need


def rank(need: Need) -> tuple[bool, ...]:
    """What comes first of one time: what is of all of the province, of all people, of all of the sector and all causes, and those in need."""
    return need.where != "", bool(need.part), bool(need.within), need.what != _FIRST


def headline(told: Sequence[ToldNeed]) -> str:
    """What the rows of a note come to.

    That is the total where one row is; else the sum of the rows of its places, which do not overlap, as ages and sexes do;
    else only how many figures there are. A row that counts nobody tells itself.

    Args:
        told: The rows, those that come first at the front; at least one.
    """
    lead = told[0]
    need = lead.need
    if len(told) == 1:
        return lead.words
    if not need.what:
        return _and_more(lead.words, len(told) - 1)
    places = len({each.need.where for each in told}) > 1
    several = len({each.need.within for each in told}) > 1
    alike = [each for each in told if _scope(each) == _scope(lead)]
    totals = [each for each in alike if not each.need.part and not (several and each.need.within)]
    whole = [each for each in totals if not (places and each.need.where)]
    if len(whole) == 1:
        return _and_more(lead.words, len(told) - 1)
    within = f", {need.within}" if need.within and not several else ""
    if not whole and _are_apart([each.need.where for each in totals]):
        if len(totals) == 1:
            return _and_more(lead.words, len(told) - 1)
        time = f"{lead.time}: " if lead.time else ""
        value = number(sum(each.need.value for each in totals))
        words = f"{time}{value} {need.what} in {len(totals):,} places{within}"
        return _and_more(words, len(told) - len(totals))
    of = f" of {need.what}" if len({each.need.what for each in told}) == 1 else ""
    return f"{len(told):,} figures{of}{within}"


def _scope(told: ToldNeed) -> tuple[str, ...]:
    return told.time, told.need.aspect, told.need.what


def _are_apart(places: Sequence[str]) -> bool:
    """Whether there are places, no two of which are the same, or one in another: "Erob, Eastern" lies in "Eastern"."""
    known = set(places)
    around = {place[at + 2 :] for place in places for at in range(len(place)) if place.startswith(", ", at)}
    return 0 < len(known) == len(places) and not known & around


def _and_more(words: str, more: int) -> str:
    return f"{words}; {more:,} more" if more else words
