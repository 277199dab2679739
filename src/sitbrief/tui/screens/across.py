"""The library's screen: the entries of all its editions in one list each, and the editions themselves."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sitbrief.briefing import Index, View, query
from sitbrief.briefing.asking import NotUnderstood
from sitbrief.briefing.detail import Link
from sitbrief.briefing.entries import Pane
from sitbrief.briefing.rows import EditionRow, EntryRow
from sitbrief.library.index.segment import Damaged
from sitbrief.library.index.view import LibraryView, Seen
from sitbrief.library.spellings import settled
from sitbrief.text import plural
from sitbrief.tui.commands.base import bindings
from sitbrief.tui.commands.sets import ACROSS, ACROSS_BY_ID, ACROSS_HINTS
from sitbrief.tui.keys import Field
from sitbrief.tui.screens.panes import PanesScreen
from sitbrief.tui.widgets.pane import PaneList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from sitbrief.briefing import Filters
    from sitbrief.library import Library
    from sitbrief.library.index.snapshot import Edition
    from sitbrief.tui.indexer import Indexer
    from sitbrief.tui.opening import Entrance
    from sitbrief.tui.palette import Palette

_FIRST_SECONDS = 0.01
"""So long a key may look through the full text before the screen shows what it has found."""

_STEP_SECONDS = 0.02
_WARM_SECONDS = 0.004
_SHOWN_SECONDS = 0.1
"""While counts grow the screen shows them so often."""

_LOOK_SECONDS = 1.0
"""So often somebody looks whether the index has changed."""


class Across(PanesScreen, inherit_css=False):
    """All editions of a library under filters: timeline, fronts and notes across them, and a list of them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ACROSS)
    BY_ID = ACROSS_BY_ID
    HINTS = ACROSS_HINTS
    CSS_PATH = "reader.tcss"

    def __init__(self, library: Library, indexer: Indexer, palette: Palette, entrance: Entrance) -> None:
        """Make the screen.

        Args:
            library: The library.
            indexer: What has its index, and keeps it up to date.
            palette: The looks.
            entrance: What to show at first, and where an edition opens.
        """
        super().__init__(library, palette)
        self._indexer = indexer
        self._home = entrance.home
        self._notice = entrance.notice
        self._then = entrance.then
        self._seen = Seen()
        self._current = entrance.current
        self._opened: frozenset[str] | None = None
        self._before: Filters | None = None
        self._counting = False
        self._telling = False
        self._shown_at = 0.0
        self.view = self._made(entrance.filters)

    @property
    def showing(self) -> LibraryView:
        """The view of the library."""
        return self.view

    @property
    def home(self) -> str:
        """The country whose provinces are meant."""
        return self.view.home

    def compose(self) -> ComposeResult:
        """The same as in a briefing, a line for queries, and editions where a briefing has sources."""
        yield from super().compose()
        field = Field(id="query")
        field.cursor_blink = False
        field.edited, field.submitted = self._typed, self._submitted
        field.display = False
        yield field

    def on_mount(self) -> None:
        """Show the view, at its newest entry."""
        for pane in self.query(PaneList):
            pane.across("Editions" if pane.pane is Pane.SOURCES else pane.pane.title)
        self.query_one("#query", Field).can_focus = False
        self.lay_out()
        if self.view.snapshot.segments:
            self.call_after_refresh(self._indexer.start)  # what there is comes before what is new
        else:
            self._indexer.start()
            self.view = self._made(self.view.filters)
        self.narrow(self.view.filters)
        self._go_to_newest()
        self.set_interval(_LOOK_SECONDS, self._look)
        self._warm_up()
        self.say(self._notice or self._indexer.words)

    # What commands do

    def action_command(self, name: str) -> None:
        """Run a command by its id; what is still counted is counted on in silence."""
        self._telling = False
        super().action_command(name)

    def narrow(self, filters: Filters) -> None:
        """Show the library under other filters; what is searched for is shown as it is found."""
        self.view = self._made(filters)
        self.view.advance(_FIRST_SECONDS)
        self.show()
        if not self.view.exact and not self._counting:
            self._counting = True
            self.set_timer(_STEP_SECONDS / 10, self._count_on)

    def open_selected(self) -> None:
        """Open the selected edition, or the selected entry, as its briefing has it."""
        row = self.pane.selected
        if isinstance(row, EditionRow):
            self._open_edition(self.view.snapshot.by_id[row.id])
        elif isinstance(row, EntryRow):
            edition = self.view.edition_of(row)
            if edition is not None:
                self._open_entry(edition, row)

    def ask_for_words(self) -> None:
        """Show the line for queries. What is typed narrows the lists at once."""
        self._before = self.filters
        field = self.query_one("#query", Field)
        field.display = True
        field.can_focus = True
        field.value = query.written(self.filters)
        field.cursor_position = len(field.value)
        field.focus()
        self.say("Type words, -words, by:SOHR after:2024-12-01 grade:B2. Enter keeps, Esc goes back")

    def step_match(self, step: int) -> None:
        """Go to the next entry that is found, through the panes and around the end."""
        view = self.view
        panes = [pane for pane in (Pane.TIMELINE, Pane.FRONTS, Pane.HUMANITARIAN) if view.count(pane)]
        if not panes:
            self.say(f"Nothing is found: {' · '.join(self.filters.words())}.")
            return
        counts = [view.count(pane) for pane in panes]
        total = sum(counts)
        here = panes.index(self._pane) if self._pane in panes else 0
        at = sum(counts[:here]) + max(0, self.pane.cursor if self._pane in panes else -step)
        number = (at + step) % total
        left = number
        for pane, count in zip(panes, counts, strict=True):
            if left < count:
                self.go_to(pane, left)
                break
            left -= count
        around = ", around the end" if (at + step) != number else ""
        self.say(f"Match {number + 1:,} of {total:,}{around}. n next, N previous")

    def step_back(self) -> None:
        """Close the line for queries, the enlarged pane, the search; then this screen, where it is not the first."""
        if self.query_one("#query").display:
            self._close_query()
            if self._before is not None:
                self.narrow(self._before)
            self.say("")
        elif self._zoomed and self.wide:
            self.toggle_zoom()
        elif self._then is not None:
            self.leave()
        else:
            self.say("This is the top level: q leaves.")

    def leave(self) -> None:
        """Back to the briefing this was opened from; out of the program where it was not."""
        self._indexer.stop()
        if self._then is None:
            self.app.exit(0)
        else:
            self.dismiss(None)

    def stop_indexing(self) -> None:
        """Stop bringing the index up to date; what is done is kept."""
        self._indexer.stop()
        self.say("Stopped. What is done is kept; it goes on at the next start.")

    @property
    def indexing(self) -> bool:
        """Whether the index is being brought up to date."""
        return self._indexer.running

    @property
    def searched(self) -> bool:
        """Whether something is searched for, so that there are matches to go to."""
        return bool(self.filters.text or self.filters.without or self.filters.by)

    # How it keeps up

    def _made(self, filters: Filters) -> LibraryView:
        return LibraryView(self._indexer.snapshot, filters, self._home, self._seen, self._known)

    @property
    def _known(self) -> frozenset[str] | None:
        """The editions that are not new; what is written down of them is read when the lists are shown first."""
        if self._opened is None:
            known = self._indexer.known()
            self._opened = None if known is None else known | {self._current}
        return self._opened

    def _count_on(self) -> None:
        """Look through more of the full text, between keys."""
        self._counting = False
        more = self.view.advance(_STEP_SECONDS)
        now = time.monotonic()
        if self.view.exact or (more and now - self._shown_at > _SHOWN_SECONDS):
            self._shown_at = now
            self.show()
            if self._telling:
                self.say(self._found_words())
        if not self.view.exact:
            self._counting = True
            self.set_timer(_STEP_SECONDS / 10, self._count_on)

    def _look(self) -> None:
        """See whether the index is another one, or is damaged, and say how far it is."""
        shown = self.view
        if self._indexer.look(shown.snapshot):
            timeline = self.query_one(f"#{Pane.TIMELINE.value}", PaneList)
            newest = timeline.cursor == shown.count(Pane.TIMELINE) - 1
            self.narrow(self.filters)
            shown.snapshot.close()
            self._warm_up()
            if newest:
                self._go_to_newest()
        if self._indexer.words and not self.query_one("#query").display:
            self.say(self._indexer.words)
        elif self._indexer.finished():
            self.say(f"The index is up to date: {plural(len(self.view.snapshot.editions), 'edition')}.")
            self.hint()

    def _warm_up(self) -> None:
        """Read what the next keys will ask for, between the keys."""
        snapshot = self.view.snapshot
        steps = snapshot.warmed([row.code for row in self.view.provinces])

        def warm() -> None:
            until = time.monotonic() + _WARM_SECONDS
            with suppress(Damaged):  # whoever asks for it next notices
                for _ in steps:
                    if self.view.snapshot is not snapshot:
                        return
                    if time.monotonic() >= until:
                        self.set_timer(_WARM_SECONDS, warm)
                        return

        self.set_timer(_LOOK_SECONDS / 4, warm)

    def _go_to_newest(self) -> None:
        timeline = self.query_one(f"#{Pane.TIMELINE.value}", PaneList)
        timeline.end()
        if not self.view.total(Pane.TIMELINE):
            with_rows = (pane for pane in Pane if self.view.total(pane))
            self.go_to(next(with_rows, Pane.TIMELINE))

    # The line for queries

    def _typed(self, text: str) -> None:
        """Narrow to what is typed so far; what cannot be read yet is explained, and changes nothing."""
        if not self.query_one("#query").display:
            return
        try:
            filters = query.parse(text, self.home, settled(os.environ))
        except NotUnderstood as error:
            self.say(str(error))
            return
        if filters != self.filters:
            self.narrow(filters)
        self._tell_found()

    def _submitted(self, text: str) -> None:
        try:
            query.parse(text, self.home, settled(os.environ))
        except NotUnderstood as error:
            self.say(str(error))
            return
        self._typed(text)
        self._close_query()
        self._tell_found()

    def _tell_found(self) -> None:
        """Say how much is found, and go on saying it while it grows."""
        self.say(self._found_words())
        self._telling = True

    def _found_words(self) -> str:
        if not self.filters:
            return "Words narrow the lists. Enter keeps, Esc goes back"
        more = "" if self.query_one("#query").display or not self.searched else ". n next, N previous"
        return f"{self.view.summary()}{more}"

    def _close_query(self) -> None:
        field = self.query_one("#query", Field)
        field.display = False
        field.can_focus = False
        self.pane.focus()
        self.hint()

    # What opens

    def _open_edition(self, edition: Edition) -> None:
        path = Path(os.fsdecode(edition.path))
        if self._then is not None:
            self.leave()
            self._then(edition.id, path)
            return
        item = self.library.at(path)
        if item.briefing is None:
            self.say(item.error or "It cannot be read.")
            return
        from sitbrief.tui.opening import Opening
        from sitbrief.tui.screens.reader import Reader

        if self._opened is not None:
            self._opened |= {edition.id}
            self.narrow(self.filters)
        opening = Opening(self.library, item.briefing, self.filters, memory=self._indexer.memory)
        self.app.push_screen(Reader(opening, self.palette, above=True))

    def _open_entry(self, edition: Edition, row: EntryRow) -> None:
        from sitbrief.tui.screens.detail import Detail

        item = self.library.at(Path(os.fsdecode(edition.path)))
        if item.briefing is None:
            self.say(item.error or "It cannot be read.")
            return
        index = Index(item.briefing)
        if not any(entry.id == row.entry.id for entry in index.entries[row.pane]):
            self.say(f"{edition.id} has changed since, and has no such entry any more.")
            return
        link = Link(row.pane, row.entry.id, "")
        self.app.push_screen(Detail(View(index, self.filters), link, self.palette), self.say_if)
