"""The application: it wires, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding

from sitbrief.terminal.driver import driver_for
from sitbrief.tui.keys import OrderedKeys
from sitbrief.tui.memory import FreeMemory
from sitbrief.tui.palette import palette
from sitbrief.tui.redrawing import redraw
from sitbrief.tui.remembered import forget_what_is_gone
from sitbrief.tui.screens.reader import Reader

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.screen import Screen

    from sitbrief.terminal.capabilities import Capabilities
    from sitbrief.terminal.environment import Settings
    from sitbrief.tui.palette import Palette
    from sitbrief.tui.startup import Opening


class SitbriefApp(OrderedKeys):
    """One reader on one library. No palette of commands, no screenshots, no links to follow out of the terminal."""

    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    TITLE = "sitbrief"
    CSS_PATH: ClassVar = [
        "app.tcss",
        "screens/reader.tcss",
    ]  # what the first screen needs, parsed once, and no more
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "leave", show=False, priority=True, id="interrupt", system=True),
        Binding("ctrl+l", "redraw", show=False, id="redraw.anywhere", system=True),
    ]

    def __init__(self, opening: Opening, settings: Settings, able: Capabilities) -> None:
        looks = palette(settings.theme, able.colours if settings.colour else 0)
        driver = driver_for(settings, looks.ground)
        forget_what_is_gone()
        super().__init__(driver_class=driver, ansi_color=True)
        self._free = FreeMemory()
        self.animation_level = "none"
        self.add_class(f"-{settings.theme}")
        self._first = Reader(opening, looks) if opening.briefing else _library(opening, looks)

    def get_default_screen(self) -> Screen[None]:
        """The reader, of a briefing or of a library. No empty screen comes before it, to be made, drawn and covered."""
        return self._first

    async def on_event(self, event: events.Event) -> None:
        """Act on it; what somebody does takes memory that is given back in a while."""
        if isinstance(event, events.InputEvent | events.Paste | events.Resize):
            self._free.give_back_later()
        await super().on_event(event)

    @property
    def failure(self) -> Exception | None:
        """The error that ended it."""
        return self._exception

    def fail(self, error: BaseException | None) -> None:
        """End for an error in another thread; without that one nothing may be drawn, or read, any more."""
        if self._loop is not None and isinstance(error, Exception):
            self._loop.call_soon_threadsafe(self._handle_exception, error)

    def _handle_exception(self, error: Exception) -> None:
        """End. Textual would print a page with the values of variables; whoever runs this tells of it in two lines."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def action_leave(self) -> None:
        """Leave at once."""
        self.exit(0)

    def action_redraw(self) -> None:
        """Draw the screen again, in a dialog too."""
        redraw(self)

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Write no file: Textual's own action would, wherever it is told to."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open nothing: a browser would start on the server."""


def _library(opening: Opening, looks: Palette) -> Screen[None]:
    """The screen of a library that no briefing is opened of."""
    from sitbrief.tui.entrance import Entrance
    from sitbrief.tui.indexer import Indexer
    from sitbrief.tui.screens.library_screen import LibraryScreen

    def reader(edition: Opening) -> Screen[None]:
        return Reader(edition, looks, above=True)

    indexer = Indexer(opening.library, opening.memory)
    entrance = Entrance(filters=opening.filters, notice=opening.notice, reader=reader)
    return LibraryScreen(opening.library, indexer, looks, entrance)
