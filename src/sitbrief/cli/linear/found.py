"""What a search has found in all editions of the library, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing import View
from sitbrief.briefing.detail import Link
from sitbrief.briefing.entries import ENTRY_PANES, Pane
from sitbrief.briefing.rows import EntryRow
from sitbrief.cli.linear import wording
from sitbrief.cli.linear.location import FilteredLocation, Lead, ListLocation
from sitbrief.cli.linear.paging import page_from, page_with
from sitbrief.library.commands import search_command
from sitbrief.library.current_entry import briefing_now
from sitbrief.library.index.agreement import Agreement
from sitbrief.library.index.index_builder import discard
from sitbrief.library.index.unmatched import unmatched_in_library
from sitbrief.library.index.view import LibraryView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from sitbrief.briefing import Filters
    from sitbrief.cli.linear.console import Told
    from sitbrief.cli.linear.location import Conversation
    from sitbrief.cli.linear.paging import Page
    from sitbrief.library import Library
    from sitbrief.library.index.snapshot import Snapshot
    from sitbrief.library.index.view import Shown

_LEFT_OUT = "Left out: the index has here what no briefing says. It is made anew: search again."


class Found(FilteredLocation, ListLocation):
    """The entries found: timeline, fronts, humanitarian notes, in the order of `sitbrief search`.

    Args:
        library: The library.
        snapshot: Its index.
        filters: What is sought.
        home: The country of the briefing that is open.
        anew: Makes another index in the place of one in a folder that says what no briefing says.
    """

    word = "found"
    _view: LibraryView

    def __init__(
        self,
        library: Library,
        snapshot: Snapshot,
        filters: Filters,
        home: str,
        anew: Callable[[Path], Snapshot],
    ) -> None:
        super().__init__()
        self._library = library
        self._home = home
        self._anew = anew
        self._was_made_anew = False
        self._search(snapshot, filters)
        words = filters.text or filters.without
        tuple(self.head(full=True))  # reads what it counts, where damage shows
        if snapshot.damaged or (words and not snapshot.has_all_words()):
            self._make_anew()

    def _search(self, snapshot: Snapshot, filters: Filters) -> None:
        self._view = LibraryView(snapshot, filters, self._home)
        self._view.advance(float("inf"))
        self._agreement = Agreement()

    @property
    def command_line(self) -> str:
        """What prints the same from a shell; empty where nothing is sought."""
        return search_command(self.filters, library=self._library.option) if self.filters else ""

    @property
    def countries(self) -> tuple[str, ...]:
        """That of the briefing that is open, then the others of the library."""
        return self._view.home, *self._view.abroad

    def narrow(self, session: Conversation, filters: Filters) -> None:
        """Search for something else."""
        session.replace(Found(self._library, self._view.snapshot, filters, self._home, self._anew))

    def read(self, *, full: bool = False, page: Page | None = None) -> Iterable[Told]:
        """What is sought and a page, when the page was found to be true: only then the counts are, too."""
        start = (page or page_with(self.at, self.count())).start
        self._true_rows(start, page_from(start, self.count()).end - start)
        return super().read(full=full, page=page_from(start, self.count()))

    def turn(self, page: Page) -> Iterable[Told]:
        """Read a page, of as many rows as there are when it was found to be true."""
        self._true_rows(page.start, page.end - page.start)
        return super().turn(page_from(page.start, self.count()))

    def head(self, *, full: bool) -> Iterator[Told]:
        """What is sought and how much is found; which library."""
        del full
        editions, known = len(self._view.editions), len(self._view.snapshot.editions)
        yield f"Found. {wording.in_force(self._view)}, in {editions:,} of {known:,} editions."
        yield from unmatched_in_library(self._view)
        yield self._library_words

    def whereabouts(self, view: View) -> tuple[str, str]:
        """In no briefing: in the library, whose marking is the strictest there is in it."""
        del view
        return self._library_words, f"{wording.in_force(self._view)}."

    @property
    def _library_words(self) -> str:
        head = self._view.head
        return f"{head.title}, {head.tlp}" + (f", as of {head.as_of}." if head.as_of else ".")

    def count(self) -> int:
        """The entries."""
        return self._view.entries_shown

    def rows(self, start: int, size: int) -> Iterator[Told]:
        """A line each, its pane first."""
        for at, (pane, row) in enumerate(self._true_rows(start, size), start):
            yield f"{at + 1}. {pane.title}: {wording.row(row)}" if row else f"{at + 1}. {_LEFT_OUT}"

    def _true_rows(self, start: int, size: int) -> list[tuple[Pane, EntryRow | None]]:
        """Some of the rows. Where the index says what no briefing says, it is made anew, once, before they are given."""
        found = list(self._window(start, size))
        wrong = self._view.snapshot.damaged or any(row is None for _, row in found)
        if wrong and self._make_anew():
            found = list(self._window(start, size))
        return found

    def _make_anew(self) -> bool:
        folder = self._view.snapshot.folder
        if self._was_made_anew or folder is None:
            return False
        self._was_made_anew = True
        self._search(self._anew(folder), self.filters)
        return True

    def _window(self, start: int, size: int) -> Iterator[tuple[Pane, EntryRow | None]]:
        """Some of the rows; None for what no briefing says. The timeline is in the order of time: its end is the newest."""
        for pane in ENTRY_PANES:
            count = self._view.count(pane)
            here = max(0, min(count - start, size))
            first = count - start - here if pane is Pane.TIMELINE else start
            page = self._view.shown(pane, first, here) if here else ()
            for shown in reversed(page) if pane is Pane.TIMELINE else page:
                yield pane, self._true(shown)
            start, size = max(0, start - count), size - here

    def _true(self, shown: Shown) -> EntryRow | None:
        """The row, if its briefing says the same; else the index is made anew by the next search."""
        statement, row = shown.statement, shown.placed.row
        snapshot = self._view.snapshot
        if statement and isinstance(row, EntryRow):
            path = snapshot.path_of(statement.edition)
            if not self._agreement.untrue(path, (statement,)):
                return row
        if snapshot.folder:
            discard(snapshot.folder)
        return None

    def lead(self, at: int) -> Lead | str:
        """To the entry as its briefing has it now."""
        ((pane, row),) = self._true_rows(at, 1)
        if row is None:
            return _LEFT_OUT
        found = briefing_now(row, self._view, self._library, self._view.snapshot.path_of)
        if isinstance(found, str):
            return found
        return Lead(View(found, self.filters), Link(pane, row.entry.id, ""))
