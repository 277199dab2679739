"""The application: it wires, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding

from sitbrief.terminal.driver import Driver
from sitbrief.tui.palette import palette
from sitbrief.tui.screens.reader import Reader

if TYPE_CHECKING:
    from textual.binding import BindingType

    from sitbrief.briefing import Briefing, Filters
    from sitbrief.library import Library


class SitbriefApp(App[int]):
    """One reader on one library. No palette of commands, no screenshots, no links to follow out of the terminal."""

    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    TITLE = "sitbrief"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "leave", show=False, priority=True, id="interrupt", system=True),
    ]

    def __init__(
        self,
        library: Library,
        library_path: str | None,
        briefing: Briefing,
        filters: Filters,
        *,
        colour: bool,
        notice: str = "",
    ) -> None:
        super().__init__(driver_class=Driver, ansi_color=True)
        self.animation_level = "none"
        self.theme = "ansi-dark" if "ansi-dark" in self.available_themes else "textual-ansi"
        self._reader = Reader(library, library_path, briefing, filters, palette(colour=colour), notice)

    def on_mount(self) -> None:
        """Show the reader."""
        self.push_screen(self._reader)

    def action_leave(self) -> None:
        """Leave at once."""
        self.exit(0)

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Write no file: Textual's own action would, wherever it is told to."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open nothing: a browser would start on the server."""
