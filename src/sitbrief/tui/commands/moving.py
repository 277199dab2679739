"""Commands that move within and between the panes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sitbrief.briefing.entries import Pane
from sitbrief.tui.commands.base import Command

if TYPE_CHECKING:
    from sitbrief.tui.screens.reader import Reader


class _Move(Command):
    """Move."""

    group: ClassVar[str] = "Moving"

    def available(self, reader: Reader) -> bool:
        """There is something to move over."""
        return reader.pane.selected is not None


class Down(_Move):
    """Go one row down."""

    id, keys, shown = "move.down", "j,down", "j ↓"

    def run(self, reader: Reader) -> None:
        """One row down."""
        reader.pane.move(1)


class Up(_Move):
    """Go one row up."""

    id, keys, shown = "move.up", "k,up", "k ↑"

    def run(self, reader: Reader) -> None:
        """One row up."""
        reader.pane.move(-1)


class PageDown(_Move):
    """Go one page down."""

    id, keys, shown = "move.page-down", "pagedown,space", "PgDn Space"

    def run(self, reader: Reader) -> None:
        """One page down."""
        reader.pane.page(1)


class PageUp(_Move):
    """Go one page up."""

    id, keys, shown = "move.page-up", "pageup,b", "PgUp b"

    def run(self, reader: Reader) -> None:
        """One page up."""
        reader.pane.page(-1)


class HalfDown(_Move):
    """Go half a page down."""

    id, keys, shown = "move.half-down", "ctrl+d", "ctrl+d"

    def run(self, reader: Reader) -> None:
        """Half a page down."""
        reader.pane.page(0.5)


class HalfUp(_Move):
    """Go half a page up."""

    id, keys, shown = "move.half-up", "ctrl+u", "ctrl+u"

    def run(self, reader: Reader) -> None:
        """Half a page up."""
        reader.pane.page(-0.5)


class Home(_Move):
    """Go to the first row."""

    id, keys, shown = "move.home", "g,home", "g Home"

    def run(self, reader: Reader) -> None:
        """To the first row."""
        reader.pane.home()


class End(_Move):
    """Go to the last row."""

    id, keys, shown = "move.end", "G,end", "G End"

    def run(self, reader: Reader) -> None:
        """To the last row."""
        reader.pane.end()


class NextPane(Command):
    """Go to the next pane."""

    id, keys, shown, hint, group = "pane.next", "tab", "Tab", "next pane", "Moving"

    def run(self, reader: Reader) -> None:
        """To the next pane."""
        reader.step_pane(1)


class PreviousPane(Command):
    """Go to the previous pane."""

    id, keys, shown, group = "pane.previous", "shift+tab", "shift+Tab", "Moving"

    def run(self, reader: Reader) -> None:
        """To the previous pane."""
        reader.step_pane(-1)


class Timeline(Command):
    """Go to the timeline."""

    id, keys, shown, group = "pane.timeline", "1", "1", "Moving"

    def run(self, reader: Reader) -> None:
        """To the timeline."""
        reader.go_to(Pane.TIMELINE)


class Fronts(Command):
    """Go to the fronts."""

    id, keys, shown, group = "pane.fronts", "2", "2", "Moving"

    def run(self, reader: Reader) -> None:
        """To the fronts."""
        reader.go_to(Pane.FRONTS)


class Humanitarian(Command):
    """Go to the humanitarian notes."""

    id, keys, shown, group = "pane.humanitarian", "3", "3", "Moving"

    def run(self, reader: Reader) -> None:
        """To the humanitarian notes."""
        reader.go_to(Pane.HUMANITARIAN)


class Sources(Command):
    """Go to the sources."""

    id, keys, shown, group = "pane.sources", "4", "4", "Moving"

    def run(self, reader: Reader) -> None:
        """To the sources."""
        reader.go_to(Pane.SOURCES)


class Zoom(Command):
    """Enlarge the pane, or put it back."""

    id, keys, shown, group = "pane.zoom", "z", "z", "Moving"

    def available(self, reader: Reader) -> bool:
        """Below 120 columns the pane in use is enlarged already."""
        return reader.wide

    def run(self, reader: Reader) -> None:
        """Enlarge or put back."""
        reader.toggle_zoom()


COMMANDS: tuple[Command, ...] = (
    Down(),
    Up(),
    PageDown(),
    PageUp(),
    HalfDown(),
    HalfUp(),
    Home(),
    End(),
    NextPane(),
    PreviousPane(),
    Timeline(),
    Fronts(),
    Humanitarian(),
    Sources(),
    Zoom(),
)
