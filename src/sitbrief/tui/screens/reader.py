"""The reader's screen: four panes of one view, and what the commands do with them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.containers import Container, Horizontal
from textual.screen import Screen

from sitbrief.briefing import Filters, Index, View
from sitbrief.briefing.detail import Link
from sitbrief.briefing.entries import Pane
from sitbrief.library.place import Place
from sitbrief.tui.commands import BY_ID, COMMANDS, HINTS, Command
from sitbrief.tui.commands.base import bindings
from sitbrief.tui.searching import step_match
from sitbrief.tui.widgets.band import Band
from sitbrief.tui.widgets.footer import Footer
from sitbrief.tui.widgets.header import Header
from sitbrief.tui.widgets.pane import PaneList
from sitbrief.tui.widgets.rail import Rail

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from sitbrief.tui.opening import Opening
    from sitbrief.tui.palette import Palette
    from sitbrief.tui.screens.dialog import Dialog

Result = TypeVar("Result")

WIDE = 120
"""From this many columns on the panes stand in a grid beside the rail."""

TALL = 20
"""From this many rows on the header has two lines."""

ROOMY = 60
"""In fewer columns the keys matter more than which library it is."""


class Reader(Screen[None], inherit_css=False):
    """One briefing under filters. Commands act on it through the methods here."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMANDS)
    AUTO_FOCUS = "#timeline"

    def __init__(self, opening: Opening, palette: Palette) -> None:
        super().__init__()
        self.library = opening.library
        self.palette = palette
        self.view = View(Index(opening.briefing), opening.filters)
        self.sought = ""
        self._notice = opening.notice
        self._memory = opening.memory
        self._place = opening.place
        self._zoomed = False
        self._pane = Pane.TIMELINE

    def compose(self) -> ComposeResult:
        """Header, summary, rail and panes, bottom line."""
        yield Header(self.palette)
        yield Band(self.palette)
        with Horizontal(id="body"):
            yield Rail(self.palette)
            with Container(id="panes"):
                for pane in Pane:
                    yield PaneList(pane, self.palette)
        yield Footer(self.palette)

    def on_mount(self) -> None:
        """Show the view."""
        self._arrange()
        self._show()
        if self._place is not None:
            self._go_back_to(self._place)
        else:
            self._begin()
        if self.size.width >= ROOMY or self._place is not None:
            self.say(self._notice)
        if self._memory is not None:
            self.call_after_refresh(self._remember)

    def on_resize(self) -> None:
        """Arrange for the new size."""
        self._arrange()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The focused pane is the open one of the accordion."""
        if isinstance(event.widget, PaneList) and event.widget.pane is not self._pane:
            self._pane = event.widget.pane
            self._arrange()
            self._hints()

    # What commands ask

    @property
    def filters(self) -> Filters:
        """The filters in force."""
        return self.view.filters

    @property
    def wide(self) -> bool:
        """Whether the panes stand in a grid."""
        return self.size.width >= WIDE

    @property
    def pane(self) -> PaneList:
        """The pane in use."""
        return self.query_one(f"#{self._pane.value}", PaneList)

    def alive(self) -> tuple[Command, ...]:
        """The commands that would do something now."""
        return tuple(command for command in COMMANDS if command.available(self))

    def edition(self, step: int) -> str | None:
        """The id of the edition so many steps newer."""
        briefing = self.view.index.briefing
        item = self.library.newer(briefing) if step > 0 else self.library.older(briefing)
        return item.briefing.id if item and item.briefing else None

    def ask(self, dialog: Dialog[Result], then: Callable[[Result | None], None]) -> None:
        """Open a dialog; its answer, or None, goes to a function."""

        def told(result: Result | None) -> None:
            then(result)
            self._remember()

        dialog.then = told
        self.app.push_screen(dialog)

    # What commands do

    def action_command(self, name: str) -> None:
        """Run a command by its id."""
        self.say("")
        command = BY_ID[name]
        if command.available(self):
            if command.group == "Moving":
                self.show_summary(shown=False)
            command.run(self)
            self._remember()
        else:
            self.say(f"{command.shown}: nothing to do here. {command.help}")

    def say(self, message: str) -> None:
        """Put a message on the bottom line until the next key."""
        self.query_one(Footer).say(message)

    def say_if(self, message: str | None) -> None:
        """The same, when a dialog closes with something to say."""
        self.say(message or "")

    def narrow(self, filters: Filters) -> None:
        """Show the same briefing under other filters."""
        self.view = View(self.view.index, filters)
        self._show()

    def step_province(self, step: int) -> None:
        """Show the next province alone, counted from the one in force."""
        codes = [row.code for row in self.view.provinces]
        if not codes:
            self.say("This briefing's country has no provinces in the table.")
            return
        now = [codes.index(code) for code in self.filters.provinces if code in codes]
        place = (now[-1 if step > 0 else 0] + step) if now else (0 if step > 0 else -1)
        self.narrow(replace(self.filters, provinces=(codes[place % len(codes)],)))

    def step_pane(self, step: int) -> None:
        """Go to the next pane, around the end."""
        panes = list(Pane)
        self.go_to(panes[(panes.index(self._pane) + step) % len(panes)])

    def go_to(self, pane: Pane, row: int | None = None) -> None:
        """Go to a pane, and to a row in it."""
        self._pane = pane
        self._arrange()
        self.pane.focus()
        if row is not None:
            self.pane.go(row)
        self._hints()

    def toggle_zoom(self) -> None:
        """Enlarge the pane in use, or put it back."""
        self._zoomed = not self._zoomed
        self._arrange()

    def step_summary(self) -> None:
        """Show the summary; where it is shown and does not fit, all of it; else hide it."""
        band = self.query_one(Band)
        if band.display and band.cut:
            self.open_detail(None)
        else:
            self.show_summary(shown=not band.display)

    def step_back(self) -> None:
        """Close the summary, then the enlarged pane; then say how to leave."""
        if self.query_one(Band).display:
            self.show_summary(shown=False)
        elif self._zoomed and self.wide:
            self.toggle_zoom()
        else:
            self.say("This is the top level: q leaves.")

    def open_selected(self) -> None:
        """Open the selected entry or source."""
        selected = self.pane.selected
        if selected is not None:
            self.open_detail(Link(self._pane, selected.id, ""))

    def open_detail(self, link: Link | None) -> None:
        """Open what a link leads to, on top of what is open; None is the briefing itself."""
        from sitbrief.tui.screens.detail import Detail

        self.app.push_screen(Detail(self.view, link, self.palette), self.say_if)

    def open_briefing(self, name: str) -> None:
        """Open another briefing of the library under the same filters."""
        item = self.library.find(name)
        if item.briefing is None:
            self.say(item.error or "It cannot be read.")
            return
        self.view = View(Index(item.briefing), self.filters)
        place = self._memory().of(item.briefing.id) if self._memory else None
        self.show_summary(shown=place is None or place.summary)
        self._show()
        if place is not None:
            self.go_to(place.pane, self.view.row_of(place.pane, place.entry))
        else:
            self._begin()

    def open_edition(self, step: int) -> None:
        """Open the older or newer edition."""
        name = self.edition(step)
        if name is not None:
            self.open_briefing(name)

    def search(self, words: str | None) -> None:
        """Search for words from here on."""
        if words:
            self.sought = words
            step_match(self, 1)

    # Where the reader is

    def _remember(self) -> None:
        """Write down where the reader is, before the screen shows it."""
        if self._memory is None:
            return
        selected = self.pane.selected
        entry = selected.id if selected else ""
        place = Place(
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
            self.go_to(next((pane for pane in Pane if self.view.total(pane)), self._pane))

    def _go_back_to(self, place: Place) -> None:
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

    def _arrange(self) -> None:
        width, height = self.size
        grid = width >= WIDE and not self._zoomed
        self.query_one(Header).styles.height = 2 if height >= TALL else 1
        self.query_one(Rail).display = width >= WIDE
        panes = self.query_one("#panes")
        panes.set_class(grid, "grid")
        for widget in self.query(PaneList):
            widget.set_class(widget.pane is self._pane, "open")
        self.query_one(Band).wrap_to(width, height)

    def _show(self) -> None:
        self.query_one(Header).show(self.view)
        self.query_one(Band).show(self.view)
        self.query_one(Rail).show(self.view)
        for widget in self.query(PaneList):
            widget.show(self.view)
        self._hints()

    def _hints(self) -> None:
        commands = [BY_ID[name] for name in HINTS]
        self.query_one(Footer).hint([(c.shown.split()[0], c.hint) for c in commands if c.available(self)])
