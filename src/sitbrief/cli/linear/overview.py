"""The top of a briefing: the bottom line up front, then its panes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitbrief.briefing.lists import BRIEFING_LISTS
from sitbrief.briefing.unmatched import unmatched
from sitbrief.briefing.when import as_of_words, stamp_words
from sitbrief.cli.linear.location import OfBriefing
from sitbrief.cli.linear.wording import counts, in_force, whereabouts
from sitbrief.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitbrief.cli.linear.console import Told
    from sitbrief.cli.linear.location import Conversation

_MOST_NAMED: Final = 3
_FEW: Final = 8
"""A highlight that rests on more claims than this names so many who say so, as above the panes of the screen."""


class Overview(OfBriefing):
    """The summary and the panes. What is numbered are the panes, by the digits of the reader's keys."""

    word = "panes"

    def head(self, *, full: bool) -> Iterator[Told]:
        """Marking, briefing, time; what is in force; in full, who compiled it and the summary."""
        told = self._view.index.briefing
        if not full:
            yield f"{whereabouts(told)}. {in_force(self._view)}."
            yield from unmatched(self._view)
            return
        yield f"{told.tlp}. {told.called}, edition {told.edition}, {told.id}."
        cutoff = stamp_words(told.cutoff, told.zone)
        stamp = as_of_words(told.as_of, told.zone)
        yield f"{stamp[0].upper()}{stamp[1:]}; information cutoff {cutoff}; compiled by {told.compiled_by}."
        yield f"{in_force(self._view)}."
        yield from unmatched(self._view)
        yield from self._highlights()
        yield "Panes:"

    def _highlights(self) -> Iterator[Told]:
        index = self._view.index
        found = self._view.highlights
        if found:
            yield f"Summary, {plural(len(found), 'highlight')}:"
        for highlight in found:
            most = _MOST_NAMED if len(highlight.claims) > _FEW else None
            said = index.attributions((index.claims[name] for name in highlight.claims), most)
            yield f"- {self._view.told(highlight)} ({said or 'no claim is given for this'})"
        if self._view.highlights_hidden:
            yield self._view.highlights_hidden

    def count(self) -> int:
        """The panes."""
        return len(BRIEFING_LISTS)

    def rows(self, start: int, size: int) -> Iterator[Told]:
        """The panes with their counts."""
        for at, spec in enumerate(BRIEFING_LISTS[start : start + size], start):
            yield f"{at + 1}. {spec.title}: {counts(self._view, spec.id)}"

    def open(self, session: Conversation, at: int) -> None:
        """Open a pane."""
        session.go_to(BRIEFING_LISTS[at].id)
