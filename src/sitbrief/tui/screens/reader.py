"""The reader's screen: the panes of one view, and what the commands do with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sitbrief.briefing import Filters, ResolvedBriefing, View
from sitbrief.briefing.detail import link_of
from sitbrief.briefing.lists import BRIEFING_LISTS
from sitbrief.briefing.navigation import next_match
from sitbrief.briefing.sought import typed_in_quotes
from sitbrief.library.reading_position import ReadingPosition
from sitbrief.tui.commands.base import bindings
from sitbrief.tui.commands.briefing import READER
from sitbrief.tui.keymap import keymap, steps_of_search
from sitbrief.tui.screens.briefing_screen import BriefingScreen
from sitbrief.tui.screens.panes import ROOMY
from sitbrief.tui.widgets.band import Band

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from textual.binding import BindingType
    from textual.widget import Widget

    from sitbrief.briefing.detail import Link
    from sitbrief.briefing.rows import EntryRow, SourceRow
    from sitbrief.tui.palette import Palette
    from sitbrief.tui.startup import Opening


class Reader(BriefingScreen, inherit_css=False):
    """One briefing under filters. Commands act on it through the methods here."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(READER.by_id.values())
    COMMAND_SET = READER
    LISTS = BRIEFING_LISTS

    def __init__(self, opening: Opening, palette: Palette, *, above: bool = False) -> None:
        """Make the screen; `above` another, it leads back to that instead of out of the program."""
        super().__init__(opening.library, palette, above=above)
        self.sought = ""
        if opening.briefing is None:
            raise ValueError("a reader needs a briefing")
        self.view = View(ResolvedBriefing(opening.briefing), opening.filters)
        self._notice = opening.notice
        self._memory = opening.memory
        self._place = opening.place
        self._choose = opening.choose

    @property
    def showing(self) -> View:
        """The view of the briefing."""
        return self.view

    @property
    def countries(self) -> tuple[str, ...]:
        """The country that the briefing is about, then others that it speaks of."""
        return self.view.index.countries

    def head(self) -> Iterable[Widget]:
        """Header and summary."""
        yield from super().head()
        yield Band(self.palette)

    def on_mount(self) -> None:
        """Show the view."""
        self.lay_out()
        self.show()
        if self._place is not None:
            self._go_back_to(self._place)
        else:
            self._begin()
        if self.size.width >= ROOMY or self._place is not None:
            self.say(self._notice)
        self._say_unmatched()
        if self._choose:
            self.call_after_refresh(READER.by_id["library"].run, self)
        elif self._memory is not None:
            self.call_after_refresh(self.remember)

    # What commands ask

    @property
    def searched(self) -> bool:
        """Whether words were searched for."""
        return bool(self.sought)

    @property
    def command_line(self) -> str:
        """What prints this view."""
        from sitbrief.library.commands import view_command

        return view_command(self.view.index.briefing.id, self.filters, library=self.library.option)

    @property
    def export_line(self) -> str:
        """What exports this view."""
        from sitbrief.library.commands import export_command

        return export_command(self.view.index.briefing.id, self.filters, library=self.library.option)

    def index_of(self, row: EntryRow | SourceRow) -> ResolvedBriefing:
        """The briefing itself, whatever the row."""
        del row
        return self.view.index

    def edition(self, step: int) -> str | None:
        """The id of the edition so many steps newer; None too where finding it would mean to read a large library."""
        if not self.library.swift:
            return None
        item = self.library.adjacent(self.view.index.briefing, step)
        return item.card.id if item and item.card else None

    # What commands do

    def moving(self) -> None:
        """Any move closes the summary."""
        self.show_summary(shown=False)

    def narrow(self, filters: Filters) -> None:
        """Show the same briefing under other filters."""
        self.view = View(self.view.index, filters)
        self.show()
        self._say_unmatched()

    def step_summary(self) -> None:
        """Show the summary; where it is shown and does not fit, all of it; else hide it."""
        band = self.query_one(Band)
        if band.display and band.cut:
            self.open_detail(None)
        else:
            self.show_summary(shown=not band.display)

    def step_back(self) -> None:
        """Close the summary; then as everywhere."""
        if self.query_one(Band).display:
            self.show_summary(shown=False)
        else:
            super().step_back()

    def open_selected(self) -> None:
        """Open the selected entry or source."""
        selected = self.pane.selected
        link = link_of(selected) if selected else None
        if link is None:
            self.say("The list says all there is of this.")
        else:
            self.open_detail(link)

    def open_detail(self, link: Link | None) -> None:
        """Open what a link leads to, on top of what is open; None is the briefing itself."""
        from sitbrief.tui.screens.detail_screen import DetailScreen

        self.app.push_screen(DetailScreen(self.view, link, self.palette), self.say_if)

    def open_briefing(self, name: str) -> None:
        """Open another briefing of the library under the same filters."""
        item = self.library.find(name)
        if item.briefing is None:
            self.say(item.error or "It cannot be read.")
            return
        self.view = View(ResolvedBriefing(item.briefing), self.filters)
        place = self._memory().of(item.briefing.id) if self._memory else None
        self.show_summary(shown=place is None or place.summary)
        self.show()
        if place is not None:
            self.go_to(place.pane, self.view.row_of(place.pane, place.entry))
        else:
            self._begin()

    def open_library(self) -> None:
        """Show all editions; one that is chosen there is opened here."""
        if self.above:
            self.leave()
            return
        from sitbrief.tui.entrance import Entrance
        from sitbrief.tui.indexer import Indexer
        from sitbrief.tui.screens.library_screen import LibraryScreen

        def chosen(name: str, path: Path) -> None:
            self.open_briefing(str(path) if path in self.library.files else name)
            self.remember()

        indexer = Indexer(self.library, self._memory)
        briefing = self.view.index.briefing
        entrance = Entrance(self.filters, briefing.country, current=briefing.id, then=chosen)
        self.app.push_screen(LibraryScreen(self.library, indexer, self.palette, entrance))

    def open_edition(self, step: int) -> None:
        """Open the older or newer edition."""
        name = self.edition(step)
        if name is not None:
            self.open_briefing(name)

    def ask_for_words(self) -> None:
        """Ask what to search for in this briefing."""
        from sitbrief.tui.screens.ask import Ask

        self.ask(Ask("Search for", self.sought, self.palette), self.search)

    def search(self, words: str | None) -> None:
        """Search for words from here on."""
        if words:
            self.sought = words
            self.step_match(1)

    def step_match(self, step: int) -> None:
        """Go to the next match, through the panes and around the end, and say which it is."""
        match = next_match(self.view, self.sought, (self.pane.pane, self.pane.cursor), step)
        if match is None:
            hidden = f" Filters are in force: {keymap.key('filter.all')} shows them." if self.filters else ""
            from sitbrief.briefing.unmatched import names_in, nearest

            near = nearest(self.sought, names_in(self.view.index))
            self.say(f"{typed_in_quotes(self.sought)} is not found.{near}{hidden}")
            return
        self.show_summary(shown=False)
        self.go_to(match.pane, match.place)
        around = ", around the end" if match.around else ""
        which = f"match {match.number:,} of {match.total:,}{around}"
        self.say(f"{typed_in_quotes(self.sought)}: {which}. {steps_of_search()}")

    def _say_unmatched(self) -> None:
        """Say what the filters ask for in vain."""
        if not (self.filters.by or self.filters.text):
            return
        from sitbrief.briefing.unmatched import unmatched

        words = " ".join(unmatched(self.view))
        if words:
            self.say(words)

    # Where the reader is

    def remember(self) -> None:
        """Write down where the reader is, before the screen shows it."""
        if self._memory is None:
            return
        selected = self.pane.selected
        entry = selected.id if selected else ""
        place = ReadingPosition(
            self.view.index.briefing.id,
            self.filters,
            self._pane,
            entry,
            self._zoomed,
            self.sought,
            self.query_one(Band).display,
        )
        self._memory().keep(place)

    def _begin(self) -> None:
        """Where the pane in use holds nothing, go to the first that does: tables of needs have no timeline."""
        if not self.view.total(self._pane):
            self.go_to(next((spec.id for spec in self.LISTS if self.view.total(spec.id)), self._pane))

    def _go_back_to(self, place: ReadingPosition) -> None:
        """Show what was shown when the reader left, as far as it is still there."""
        self.sought, self._zoomed = place.sought or self.sought, place.enlarged
        self.show_summary(shown=place.summary)
        self.go_to(place.pane, self.view.row_of(place.pane, place.entry))

    # How it is arranged

    def show_summary(self, *, shown: bool) -> None:
        """Show the summary, or hide it."""
        band = self.query_one(Band)
        if band.display != shown:
            band.display = shown

    def lay_out(self) -> None:
        """Arrange what is shown for the size there is; the summary takes as much as it may."""
        super().lay_out()
        self.query_one(Band).wrap_to(*self.size)

    def show(self) -> None:
        """Show the view everywhere, the summary too."""
        self.query_one(Band).show(self.view)
        super().show()
