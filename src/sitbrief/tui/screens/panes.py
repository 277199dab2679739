"""A screen of panes on one view: what the reader of a briefing and that of a whole library have in common."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.containers import Container, Horizontal
from textual.screen import Screen

from sitbrief.briefing.lists import TIMELINE
from sitbrief.briefing.navigation import next_province
from sitbrief.tui.keymap import keymap
from sitbrief.tui.redrawing import words_of_window
from sitbrief.tui.widgets.footer import Footer
from sitbrief.tui.widgets.header import Header
from sitbrief.tui.widgets.pane import PaneList
from sitbrief.tui.widgets.rail import Rail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from typing import Any

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from sitbrief.briefing import Filters, ResolvedBriefing
    from sitbrief.briefing.lists import ListSpec
    from sitbrief.briefing.rows import EntryRow, SourceRow
    from sitbrief.library import Library
    from sitbrief.tui.commands.base import Command, CommandSet
    from sitbrief.tui.palette import Palette
    from sitbrief.tui.screens.dialog import Dialog
    from sitbrief.tui.view_protocol import ViewLike

Result = TypeVar("Result")

WIDE = 120
"""From this many columns on the panes stand in a grid beside the rail."""

ROOMY = 60
"""In fewer columns the keys matter more than which library it is."""

TALL = 20
"""From this many rows on the header has two lines."""


class PanesScreen(Screen[None], inherit_css=False):
    """Panes with a list each, under filters. Commands act on it through the methods here.

    Attributes:
        COMMAND_SET: What it can be told to do.
        LISTS: The lists, in the order of their keys.
        above: Whether it was opened on top of another screen, and leads back to that.
    """

    AUTO_FOCUS = f"#{TIMELINE.id}"
    COMMAND_SET: ClassVar[CommandSet]
    LISTS: ClassVar[tuple[ListSpec, ...]]

    def __init__(self, library: Library, palette: Palette, *, above: bool) -> None:
        super().__init__()
        self.library = library
        self.palette = palette
        self.above = above
        self._zoomed = False
        self._pane: str = TIMELINE.id

    @property
    @abstractmethod
    def showing(self) -> ViewLike:
        """What is shown."""

    @property
    @abstractmethod
    def countries(self) -> tuple[str, ...]:
        """The country whose provinces are meant, then others of which there may be entries too."""

    @property
    @abstractmethod
    def command_line(self) -> str:
        """What shows the same from a shell; empty where nothing does."""

    @property
    @abstractmethod
    def export_line(self) -> str:
        """What gives the same to other programs, from a shell."""

    @property
    @abstractmethod
    def searched(self) -> bool:
        """Whether something is searched for, so that there are matches to go to."""

    @abstractmethod
    def index_of(self, row: EntryRow | SourceRow) -> ResolvedBriefing | None:
        """The briefing that a row is of; None, having said why, where it cannot be had."""

    @abstractmethod
    def narrow(self, filters: Filters) -> None:
        """Show the same under other filters."""

    @abstractmethod
    def open_selected(self) -> None:
        """Open what is selected."""

    @abstractmethod
    def ask_for_words(self) -> None:
        """Ask what to search for."""

    @abstractmethod
    def step_match(self, step: int) -> None:
        """Go to the next match of what was searched for, the previous one where negative."""

    def head(self) -> Iterable[Widget]:
        """What stands above the panes."""
        yield Header(self.palette, self.showing)

    def compose(self) -> ComposeResult:
        """What stands above, rail and panes, bottom line."""
        yield from self.head()
        with Horizontal(id="body"):
            yield Rail(self.palette, self.showing)
            with Container(id="panes"):
                for number, spec in enumerate(self.LISTS, start=1):
                    yield PaneList(spec, number, self.palette, self.showing)
        yield Footer(self.palette)

    def on_resize(self) -> None:
        """Arrange for the new size; say where not all of it is used."""
        self.lay_out()
        words = words_of_window(self.app)
        if words:
            self.say(words)

    def on_screen_resume(self) -> None:
        """What was on top is gone: the terminal's cursor is back at the selected row."""
        self.pane.lead()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The focused pane is the open one of the accordion. Keys in a bunch have moved on when the first one is told of."""
        pane = event.widget
        if isinstance(pane, PaneList) and pane is self.focused and pane.pane != self._pane:
            self._pane = pane.pane
            self.lay_out()
            self.hint()

    # What commands ask

    @property
    def filters(self) -> Filters:
        """The filters in force."""
        return self.showing.filters

    @property
    def wide(self) -> bool:
        """Whether the panes stand in a grid."""
        return self.size.width >= WIDE

    @property
    def pane(self) -> PaneList:
        """The pane in use."""
        return self.query_one(f"#{self._pane}", PaneList)

    def alive(self) -> tuple[Command[Any], ...]:
        """The commands that would do something now."""
        return tuple(command for command in self.COMMAND_SET.by_id.values() if command.available(self))

    def ask(self, dialog: Dialog[Result], then: Callable[[Result | None], None]) -> None:
        """Open a dialog; its answer, or None, goes to a function."""

        def told(result: Result | None) -> None:
            then(result)
            self.remember()

        dialog.then = told
        self.app.push_screen(dialog)

    # What commands do

    def action_command(self, name: str) -> None:
        """Run a command by its id."""
        self.say("")
        command = self.COMMAND_SET.by_id[name]
        if command.available(self):
            if command.spec.group == "Moving":
                self.moving()
            command.run(self)
            self.remember()
        else:
            self.say(command.idle)

    def moving(self) -> None:
        """The reader is about to move."""

    def remember(self) -> None:
        """Something may have changed that is worth keeping."""

    def say(self, message: str) -> None:
        """Put a message on the bottom line until the next key."""
        self.query_one(Footer).say(message)

    def tell_found(self) -> None:
        """Say what the filters have found, where `narrow` does not."""

    def say_if(self, message: str | None) -> None:
        """The same, when a dialog closes with something to say."""
        self.say(message or "")

    def step_province(self, step: int) -> None:
        """Show the next province alone, counted from the one in force."""
        code = next_province([row.code for row in self.showing.provinces], self.filters.provinces, step)
        if code is None:
            self.say("No provinces are known of this country.")
            return
        self.narrow(replace(self.filters, provinces=(code,)))

    def step_pane(self, step: int) -> None:
        """Go to the next pane, around the end."""
        panes = [spec.id for spec in self.LISTS]
        self.go_to(panes[(panes.index(self._pane) + step) % len(panes)])

    def go_to(self, pane: str, row: int | None = None) -> None:
        """Go to a pane, and to a row in it."""
        self._pane = pane
        self.lay_out()
        self.pane.focus()
        if row is not None:
            self.pane.go(row)
        self.hint()

    def go_to_day(self, day: date) -> None:
        """Go to the first entry of a day in the timeline, or of the next day that has one."""
        if not self.showing.count(TIMELINE.id):
            self.say("The timeline shows nothing.")
            return
        self.go_to(TIMELINE.id, self.showing.first_on(day))

    def leave(self) -> None:
        """Go back to where this was opened from, or leave the program."""
        if self.above:
            self.dismiss(None)
        else:
            self.app.exit(0)

    def step_back(self) -> None:
        """Put the enlarged pane back, else go back to where this was opened from, else say how to leave."""
        if self._zoomed and self.wide:
            self.toggle_zoom()
        elif self.above:
            self.leave()
        else:
            self.say(f"This is the top level: {keymap.key('leave')} leaves.")

    def toggle_zoom(self) -> None:
        """Enlarge the pane in use, or put it back."""
        self._zoomed = not self._zoomed
        self.lay_out()

    # How it is arranged

    def lay_out(self) -> None:
        """Arrange what is shown for the size there is."""
        width, height = self.size
        grid = width >= WIDE and not self._zoomed
        self.query_one(Header).styles.height = 2 if height >= TALL else 1
        self.query_one(Rail).display = width >= WIDE
        panes = self.query_one("#panes")
        panes.set_class(grid, "grid")
        for widget in self.query(PaneList):
            widget.set_class(widget.pane == self._pane, "open")

    def show(self) -> None:
        """Show the view everywhere."""
        self.query_one(Header).show(self.showing)
        self.query_one(Rail).show(self.showing)
        for widget in self.query(PaneList):
            widget.show(self.showing)
        self.hint()

    def hint(self) -> None:
        """Put the keys that matter here on the bottom line."""
        commands = [self.COMMAND_SET.by_id[name] for name in self.COMMAND_SET.hints]
        self.query_one(Footer).hint(
            [(c.written.split()[0], c.spec.hint) for c in commands if c.written and c.available(self)]
        )
