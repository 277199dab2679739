"""One thing in full: an entry, a source, or the briefing itself, and the links that lead on from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitbrief.briefing.detail import links_from, target
from sitbrief.briefing.sources import Source
from sitbrief.cli.linear.location import Lead, ListLocation, Location
from sitbrief.cli.linear.wording import NOUNS, in_force, whereabouts
from sitbrief.formats.blocks import Fact, Heading
from sitbrief.formats.briefing_blocks import about_blocks
from sitbrief.formats.clipboard_text import linked_text
from sitbrief.formats.entry_blocks import detail_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitbrief.briefing import View
    from sitbrief.briefing.detail import Link
    from sitbrief.cli.linear.console import Told
    from sitbrief.cli.linear.location import Conversation
    from sitbrief.formats.blocks import Block

_MOST_CLAIMS: Final = 50
"""So many claims of a source are read out: one of a dataset has thousands, and its entries are listed besides."""


class Detail(ListLocation):
    """What a link leads to. Its list are the links from there."""

    word = "entry"
    shown: View

    def __init__(self, view: View, link: Link) -> None:
        super().__init__()
        self.shown = view
        self.link = link
        self._links = links_from(view.index, link)

    def text(self) -> str:
        """It in a few lines, to be copied."""
        return linked_text(self.shown.index, self.link)

    def head(self, *, full: bool) -> Iterator[Told]:
        """All that there is to say of it."""
        noun = NOUNS[self.link.pane].capitalize()
        yield f"{noun} of {whereabouts(self.shown.index.briefing)}. {in_force(self.shown)}."
        if full:
            yield from _addresses_once(detail_blocks(self.shown, self.link, _MOST_CLAIMS))
            yield ""
        else:
            thing = target(self.shown.index, self.link)
            name = thing.name if isinstance(thing, Source) else thing.headline
            yield f"{name}. again reads all of it."
        if self._links:
            yield "Go to, by number:"

    def count(self) -> int:
        """The links."""
        return len(self._links)

    def rows(self, start: int, size: int) -> Iterator[Told]:
        """The links."""
        for at, link in enumerate(self._links[start : start + size], start):
            yield f"{at + 1}. {link.pane.title}: {link.label}"

    def lead(self, at: int) -> Lead:
        """Along a link."""
        return Lead(self.shown, self._links[at])


class About(Location):
    """The briefing itself: who made it, when, and from what."""

    word = "about"
    shown: View

    def __init__(self, view: View) -> None:
        super().__init__()
        self.shown = view

    def head(self, *, full: bool) -> Iterator[Told]:
        """All of it."""
        del full
        index = self.shown.index
        yield f"About {whereabouts(index.briefing)}."
        yield Heading(1, index.briefing.title)
        yield from about_blocks(index)

    def count(self) -> int:
        """There is nothing to open."""
        return 0

    def rows(self, start: int, size: int) -> Iterable[Told]:
        """None."""
        del start, size
        return ()

    def open(self, session: Conversation, at: int) -> None:
        """There is nothing to open."""


def _addresses_once(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with each address where it comes first: it is spelled out to whoever listens."""
    spelled = set()
    for block in blocks:
        if isinstance(block, Fact) and block.url:
            yield replace(block, url=None) if block.url in spelled else block
            spelled.add(block.url)
        else:
            yield block
