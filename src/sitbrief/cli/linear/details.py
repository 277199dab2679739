"""One thing in full: an entry, a source, or the briefing itself, and the links that lead on from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitbrief.briefing.detail import entry_detail, source_detail
from sitbrief.briefing.entries import Pane
from sitbrief.cli.linear.location import Lead, ListLocation, Location
from sitbrief.cli.linear.wording import NOUNS, in_force, whereabouts
from sitbrief.formats.clipboard_text import entry_text, source_text
from sitbrief.formats.document import Outline
from sitbrief.formats.outline import Heading, ListItem
from sitbrief.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitbrief.briefing import View
    from sitbrief.briefing.detail import ClaimDetail, Link
    from sitbrief.briefing.entries import AnyEntry
    from sitbrief.cli.linear.console import Told
    from sitbrief.cli.linear.location import Conversation
    from sitbrief.formats.outline import Block

_MOST_CLAIMS: Final = 50
"""So many claims of a source are read out: one of a dataset has thousands, and its entries are listed besides."""


class Detail(ListLocation):
    """What a link leads to. Its list are the links from there."""

    word = "entry"

    def __init__(self, view: View, link: Link) -> None:
        super().__init__()
        self.view = view
        self.link = link
        self._links = self._found_links()

    @property
    def shown(self) -> View:
        """The view that it is in."""
        return self.view

    @property
    def _entry(self) -> AnyEntry:
        entries = self.view.index.entries[self.link.pane]
        return next(entry for entry in entries if entry.id == self.link.id)

    def _found_links(self) -> tuple[Link, ...]:
        if self.link.pane is Pane.SOURCES:
            return source_detail(self.view, self.view.index.sources[self.link.id]).links
        return entry_detail(self.view, self.link.pane, self._entry).links

    def text(self) -> str:
        """It in a few lines, to be copied."""
        if self.link.pane is Pane.SOURCES:
            return source_text(self.view.index.sources[self.link.id])
        return entry_text(self.view.index, self._entry)

    def head(self, *, full: bool) -> Iterator[Told]:
        """All that there is to say of it."""
        noun = NOUNS[self.link.pane].capitalize()
        yield f"{noun} of {whereabouts(self.view.index.briefing)}. {in_force(self.view)}."
        if full:
            outline = Outline(self.view, spoken=True)
            yield from self._source(outline) if self.link.pane is Pane.SOURCES else self._told(outline)
            yield ""
        else:
            yield f"{self._name}. again reads all of it."
        if self._links:
            yield "Go to, by number:"

    @property
    def _name(self) -> str:
        if self.link.pane is Pane.SOURCES:
            return self.view.index.sources[self.link.id].name
        return self._entry.headline

    def _told(self, outline: Outline) -> Iterator[Block]:
        """The head of an entry, then who contradicts whom, as on the screen; then claim by claim."""
        detail = entry_detail(self.view, self.link.pane, self._entry)
        yield from outline.lead(self.view.row(self.link.pane, self._entry), detail)
        yield from outline.rivals(detail)
        if detail.claims:
            yield Heading(3, f"Rests on {plural(len(detail.claims), 'claim')}:")
        yield from outline.claims(detail)
        documents = dict.fromkeys(document for claim in detail.claims for document in claim.documents)
        if documents:
            yield Heading(3, "Read from:")
            yield from outline.documents(documents)

    def _source(self, outline: Outline) -> Iterator[Block]:
        source = self.view.index.sources[self.link.id]
        detail = source_detail(self.view, source)
        yield from outline.source(source)
        yield from outline.regraded(source)
        yield from _claims("Says", detail.originates)
        yield from _claims("Carries", detail.carries)

    def count(self) -> int:
        """The links."""
        return len(self._links)

    def rows(self, start: int, size: int) -> Iterator[Told]:
        """The links."""
        for at, link in enumerate(self._links[start : start + size], start):
            yield f"{at + 1}. {link.pane.title}: {link.label}"

    def lead(self, at: int) -> Lead:
        """Along a link."""
        return Lead(self.view, self._links[at])


class About(Location):
    """The briefing itself: who made it, when, and from what."""

    word = "about"

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view

    @property
    def shown(self) -> View:
        """The view of the briefing."""
        return self._view

    def head(self, *, full: bool) -> Iterator[Told]:
        """All of it."""
        del full
        briefing = self._view.index.briefing
        yield f"About {whereabouts(briefing)}."
        outline = Outline(self._view, spoken=True)
        yield Heading(1, briefing.title)
        yield from outline.head()
        if briefing.documents:
            yield Heading(2, f"Made from {plural(len(briefing.documents), 'document')}:")
            yield from outline.documents(briefing.documents)

    def count(self) -> int:
        """There is nothing to open."""
        return 0

    def rows(self, start: int, size: int) -> Iterable[Told]:
        """None."""
        del start, size
        return ()

    def open(self, session: Conversation, at: int) -> None:
        """There is nothing to open."""


def _claims(label: str, items: tuple[ClaimDetail, ...]) -> Iterator[Block]:
    yield ListItem(0, label, plural(len(items), "claim"))
    for item in items[:_MOST_CLAIMS]:
        yield ListItem(1, f"{item.grade}, {item.state}", item.claim.statement)
    if len(items) > _MOST_CLAIMS:
        yield ListItem(1, "And", f"{len(items) - _MOST_CLAIMS:,} more; the entries below have them")
