"""The library's screen: the entries of all its editions in one list each, and the editions themselves."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, ClassVar

from sitbrief.briefing import View, query
from sitbrief.briefing.detail import link_of
from sitbrief.briefing.lists import EDITIONS, LIBRARY_LISTS, TIMELINE
from sitbrief.briefing.navigation import next_row
from sitbrief.briefing.rows import EditionRow, EntryRow, FileRow, SourceRow
from sitbrief.library.commands import export_command, search_command
from sitbrief.library.current_entry import briefing_now
from sitbrief.library.index.unmatched import unmatched_in_library
from sitbrief.library.index.view import LibraryView, Seen
from sitbrief.library.spellings import settled
from sitbrief.tui.commands.across import ACROSS
from sitbrief.tui.commands.base import bindings
from sitbrief.tui.comparing import Comparer
from sitbrief.tui.keymap import steps_of_search
from sitbrief.tui.later import between_keys, later
from sitbrief.tui.screens.panes import ROOMY, PanesScreen
from sitbrief.tui.widgets.footer import Footer
from sitbrief.tui.widgets.pane import PaneList
from sitbrief.tui.widgets.query_line import QueryLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from sitbrief.briefing import Filters, ResolvedBriefing
    from sitbrief.library import Library
    from sitbrief.library.index.editions import Edition
    from sitbrief.library.index.snapshot import Snapshot
    from sitbrief.tui.entrance import Entrance
    from sitbrief.tui.indexer import Indexer
    from sitbrief.tui.palette import Palette

_FIRST_SECONDS = 0.01
"""So long a key may look through the full text before the screen shows what it has found."""

_STEP_SECONDS = 0.02
_WARM_SECONDS = 0.004
_SHOWN_SECONDS = 0.1
"""While counts grow the screen shows them so often."""

_LOOK_SECONDS = 1.0
"""So often somebody looks whether the index has changed."""


class LibraryScreen(PanesScreen, inherit_css=False):
    """All editions of a library under filters: timeline, fronts and notes across them, and a list of them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ACROSS.by_id.values())
    COMMAND_SET = ACROSS
    LISTS = LIBRARY_LISTS
    CSS_PATH = "reader.tcss"

    def __init__(self, library: Library, indexer: Indexer, palette: Palette, entrance: Entrance) -> None:
        """Make the screen.

        Args:
            library: The library.
            indexer: What has its index, and keeps it up to date.
            palette: The looks.
            entrance: What to show at first, and where an edition opens.
        """
        super().__init__(library, palette, above=entrance.then is not None)
        self._indexer = indexer
        self._entrance = entrance
        self._seen = Seen()
        self._comparer = Comparer()
        self._opened = {entrance.current}
        self._counting = False
        self._telling = False
        self._shown_at = 0.0
        self._told = ""
        self.view = self._made(entrance.filters)

    @property
    def showing(self) -> LibraryView:
        """The view of the library."""
        return self.view

    @property
    def countries(self) -> tuple[str, ...]:
        """That of the first edition or of the briefing that was open, then the others of the library."""
        return self.view.home, *self.view.abroad

    def compose(self) -> ComposeResult:
        """The same as in a briefing, a line for queries, and editions where a briefing has sources."""
        yield from super().compose()
        yield QueryLine(self._parsed, self._narrow_to_found, self.say)

    def on_mount(self) -> None:
        """Show the view, at its newest entry."""
        for pane in self.query(PaneList):
            pane.across()
        self.lay_out()
        if self.view.snapshot.segments:
            self.call_after_refresh(self._bring_up_to_date)  # what there is comes before what is new
        else:
            self._indexer.start()
        self.narrow(self.view.filters)
        self._go_to_newest()
        self.set_interval(_LOOK_SECONDS, self._look)
        self._warm_up()
        self.say(self._entrance.notice if self.size.width >= ROOMY else "")
        self._tell_progress()

    def on_unmount(self) -> None:
        """Compare no more: Python waits for the end of it."""
        self._comparer.moved()

    # What commands ask

    @property
    def indexing(self) -> bool:
        """Whether the index is being brought up to date."""
        return self._indexer.running

    @property
    def searched(self) -> bool:
        """Whether something is searched for, so that there are matches to go to."""
        return bool(self.filters.text or self.filters.without or self.filters.by)

    @property
    def command_line(self) -> str:
        """What prints what a search has found."""
        return search_command(self.filters, library=self.library.option) if self.filters else ""

    @property
    def export_line(self) -> str:
        """What exports the edition of the selected entry under the filters in force."""
        row = self.pane.selected
        name = row.edition if isinstance(row, EntryRow) else ""
        return export_command(name, self.filters, library=self.library.option)

    def index_of(self, row: EntryRow | SourceRow) -> ResolvedBriefing | None:
        """The briefing of an entry, as its file has it now."""
        if isinstance(row, SourceRow):  # there is no list of them here
            return None
        found = briefing_now(row, self.view, self.library, self._indexer.path_of)
        if isinstance(found, str):
            self.say(found)
            return None
        return found

    # What commands do

    def action_command(self, name: str) -> None:
        """Run a command by its id; what is still counted is counted on in silence."""
        self._telling = False
        self._comparer.moved()
        super().action_command(name)

    def narrow(self, filters: Filters) -> None:
        """Show the library under other filters; what is searched for is shown as it is found."""
        self.view = self._made(filters)
        self.view.advance(_FIRST_SECONDS)
        self.show()
        if not self.view.exact and not self._counting:
            self._counting = True
            between_keys(self, _STEP_SECONDS / 10, self._count_on())

    def open_selected(self) -> None:
        """Open the selected edition, or the selected entry, as its briefing has it."""
        row = self.pane.selected
        if isinstance(row, EditionRow):
            self._open_edition(self.view.snapshot.by_id[row.id])
        elif isinstance(row, EntryRow):
            self._open_entry(row)
        elif isinstance(row, FileRow):
            from sitbrief.tui.screens.notice import Notice

            self.app.push_screen(
                Notice(row.headline, row.why, "It stands with no entry in the lists.", self.palette)
            )

    def ask_for_words(self) -> None:
        """Show the line for queries. What is typed narrows the lists at once."""
        self._query.open(self.filters)

    def step_match(self, step: int) -> None:
        """Go to the next entry that is found, through the panes and around the end."""
        counts = {spec.id: self.view.count(spec.id) for spec in self.LISTS if spec is not EDITIONS}
        match = next_row(counts, (self._pane, self.pane.cursor), step)
        if match is None:
            self.say(f"Nothing is found: {' · '.join(self.filters.words())}.")
            return
        self.go_to(match.pane, match.place)
        around = ", around the end" if match.around else ""
        self.say(f"Match {match.number:,} of {match.total:,}{around}. {steps_of_search()}")

    def step_back(self) -> None:
        """Close the line for queries; then as everywhere."""
        if self._query.display:
            self.set_focus(self.pane)
            self._query.take_back()
        else:
            super().step_back()

    def leave(self) -> None:
        """Begin no more; then as everywhere."""
        self._indexer.stop()
        super().leave()

    def stop_indexing(self) -> None:
        """Stop bringing the index up to date; what is done is kept."""
        self._indexer.stop()
        self.say("Stopped. What is done is kept; it goes on at the next start.")

    # How it keeps up

    def _made(self, filters: Filters) -> LibraryView:
        known = self._indexer.known
        opened = None if known is None else known | self._opened
        return LibraryView(self._indexer.snapshot, filters, self._entrance.home, self._seen, opened)

    def _count_on(self) -> Iterator[None]:
        """Look through more of the full text, step by step, and show what is found as it grows."""
        while self._counting:
            more = self.view.advance(_STEP_SECONDS)
            self._counting = not self.view.exact
            now = time.monotonic()
            if not self._counting or (more and now - self._shown_at > _SHOWN_SECONDS):
                self._shown_at = now
                self.show()
                if self._telling:
                    self.say(self._found_words())
            if self._counting:  # else it would go on beside the one that the next filter starts
                yield

    def _bring_up_to_date(self) -> None:
        self._indexer.start()
        self._look()

    def _look(self) -> None:
        """See whether the index is another one, or is damaged, and say how far it is."""
        words = self._indexer.outcome()
        shown = self.view
        if self._comparer.apply(shown):
            self.show()
        self._comparer.look(shown)
        if self._indexer.look(shown.snapshot):
            timeline = self.query_one(f"#{TIMELINE.id}", PaneList)
            newest = timeline.cursor == shown.count(TIMELINE.id) - 1
            self.narrow(self.filters)
            shown.snapshot.close(but=self.view.snapshot)
            self._warm_up()
            if newest:
                self._go_to_newest()
        if words:
            self.say(words)
        self._tell_progress()

    def _tell_progress(self) -> None:
        """Say how far the building is, where nothing else is being said."""
        footer, words = self.query_one(Footer), self._indexer.words
        if self._query.display or words == self._told:
            return
        if footer.message == self._told or (words and footer.message in {"", self._entrance.notice}):
            footer.say(words)
        self._told = words
        self.hint()

    def _warm_up(self) -> None:
        """Read what the next keys will ask for, between the keys."""
        warmed = self._warmed(self.view.snapshot)
        later(
            self, _LOOK_SECONDS / 4, lambda: between_keys(self, _WARM_SECONDS, warmed, at_once=_WARM_SECONDS)
        )

    def _warmed(self, snapshot: Snapshot) -> Iterator[None]:
        """Read a little at each step. Another snapshot closes this one: nothing may be read of it then."""
        steps = snapshot.warmed(self.view.home)
        while self.view.snapshot is snapshot and next(steps, True) is None:
            yield

    def _go_to_newest(self) -> None:
        timeline = self.query_one(f"#{TIMELINE.id}", PaneList)
        timeline.end()
        if not self.view.total(TIMELINE.id):
            names = (spec.id for spec in self.LISTS)
            with_rows = (name for name in names if self.view.count(name) or self.view.total(name))
            self.go_to(next(with_rows, TIMELINE.id))

    # The line for queries

    @property
    def _query(self) -> QueryLine:
        return self.query_one(QueryLine)

    def _parsed(self, text: str) -> Filters:
        return query.parse(text, self.view.home, settled(os.environ), self.view.abroad)

    def _narrow_to_found(self, filters: Filters) -> None:
        """Narrow to what is typed, and say how much is found, while it grows too."""
        if filters != self.filters:
            self.narrow(filters)
        if not self._query.display:
            self.set_focus(self.pane)
            self.hint()
        self.tell_found()

    def tell_found(self) -> None:
        """Say how much is found, while it grows too."""
        self.say(self._found_words())
        self._telling = True

    def _found_words(self) -> str:
        if not self.filters:
            return "Words narrow the lists. Enter keeps, Esc goes back"
        if self._query.display:
            return (
                self.view.summary()
            )  # what is asked for in vain is looked for when it is typed out: that takes longer
        more = f". {steps_of_search()}" if self.searched else ""
        return " ".join(unmatched_in_library(self.view)) or f"{self.view.summary()}{more}"

    # What opens

    def _open_edition(self, edition: Edition) -> None:
        path = self._indexer.path_of(edition)
        self._indexer.tell()
        if self._entrance.then is not None:
            self.leave()
            self._entrance.then(edition.id, path)
            return
        item = self.library.at(path)
        if item.briefing is None or self._entrance.reader is None:
            self.say(item.error or "It cannot be read.")
            return
        from sitbrief.tui.startup import Opening

        self._opened.add(edition.id)
        self.narrow(self.filters)
        opening = Opening(self.library, item.briefing, self.filters, memory=self._indexer.memory)
        self.app.push_screen(self._entrance.reader(opening))

    def _open_entry(self, row: EntryRow) -> None:
        from sitbrief.tui.screens.detail_screen import DetailScreen

        index = self.index_of(row)
        if index is not None:
            detail = DetailScreen(View(index, self.filters), link_of(row), self.palette)
            self.app.push_screen(detail, self.say_if)
