"""Commands that move within and between the panes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sitbrief.briefing.entries import Pane
from sitbrief.tui.commands.base import Command

if TYPE_CHECKING:
    from sitbrief.tui.screens.panes import PanesScreen


class _MoveCommand(Command["PanesScreen"]):
    """Move."""

    group: ClassVar[str] = "Moving"

    def available(self, reader: PanesScreen) -> bool:
        """There is something to move over."""
        return reader.pane.selected is not None


class DownCommand(_MoveCommand):
    """Go one row down."""

    id, keys, shown = "move.down", "j,down", "j ↓"

    def run(self, reader: PanesScreen) -> None:
        """One row down."""
        reader.pane.move(1)


class UpCommand(_MoveCommand):
    """Go one row up."""

    id, keys, shown = "move.up", "k,up", "k ↑"

    def run(self, reader: PanesScreen) -> None:
        """One row up."""
        reader.pane.move(-1)


class PageDownCommand(_MoveCommand):
    """Go one page down."""

    id, keys, shown = "move.page-down", "pagedown,space", "PgDn Space"

    def run(self, reader: PanesScreen) -> None:
        """One page down."""
        reader.pane.page(1)


class PageUpCommand(_MoveCommand):
    """Go one page up."""

    id, keys, shown = "move.page-up", "pageup,b", "PgUp b"

    def run(self, reader: PanesScreen) -> None:
        """One page up."""
        reader.pane.page(-1)


class HalfDownCommand(_MoveCommand):
    """Go half a page down."""

    id, keys, shown = "move.half-down", "ctrl+d", "ctrl+d"

    def run(self, reader: PanesScreen) -> None:
        """Half a page down."""
        reader.pane.page(0.5)


class HalfUpCommand(_MoveCommand):
    """Go half a page up."""

    id, keys, shown = "move.half-up", "ctrl+u", "ctrl+u"

    def run(self, reader: PanesScreen) -> None:
        """Half a page up."""
        reader.pane.page(-0.5)


class HomeCommand(_MoveCommand):
    """Go to the first row."""

    id, keys, shown = "move.home", "g,home", "g Home"

    def run(self, reader: PanesScreen) -> None:
        """To the first row."""
        reader.pane.home()


class EndCommand(_MoveCommand):
    """Go to the last row."""

    id, keys, shown = "move.end", "G,end", "G End"

    def run(self, reader: PanesScreen) -> None:
        """To the last row."""
        reader.pane.end()


class GoToDayCommand(Command["PanesScreen"]):
    """Go to a day in the timeline."""

    id, keys, shown, hint, group = "move.day", "d", "d", "day", "Moving"

    def available(self, reader: PanesScreen) -> bool:
        """The timeline shows something."""
        return bool(reader.showing.count(Pane.TIMELINE))

    def run(self, reader: PanesScreen) -> None:
        """Ask which day."""
        from sitbrief.briefing.filter_text import NotUnderstood, day_of
        from sitbrief.tui.screens.ask import Ask

        def typed(words: str | None) -> None:
            if not words:
                return
            try:
                day = day_of(words)
            except NotUnderstood as error:
                reader.say(str(error))
                return
            if day is not None:
                reader.go_to_day(day)

        reader.ask(Ask("Go to a day, as in 2024-12-05, 2024-12 or 2024", "", reader.palette), typed)


class NextPaneCommand(Command["PanesScreen"]):
    """Go to the next pane."""

    id, keys, shown, hint, group = "pane.next", "tab", "Tab", "next pane", "Moving"

    def run(self, reader: PanesScreen) -> None:
        """To the next pane."""
        reader.step_pane(1)


class PreviousPaneCommand(Command["PanesScreen"]):
    """Go to the previous pane."""

    id, keys, shown, group = "pane.previous", "shift+tab", "shift+Tab", "Moving"

    def run(self, reader: PanesScreen) -> None:
        """To the previous pane."""
        reader.step_pane(-1)


class TimelineCommand(Command["PanesScreen"]):
    """Go to the timeline."""

    id, keys, shown, group = "pane.timeline", "1", "1", "Moving"

    def run(self, reader: PanesScreen) -> None:
        """To the timeline."""
        reader.go_to(Pane.TIMELINE)


class FrontsCommand(Command["PanesScreen"]):
    """Go to the fronts."""

    id, keys, shown, group = "pane.fronts", "2", "2", "Moving"

    def run(self, reader: PanesScreen) -> None:
        """To the fronts."""
        reader.go_to(Pane.FRONTS)


class HumanitarianCommand(Command["PanesScreen"]):
    """Go to the humanitarian notes."""

    id, keys, shown, group = "pane.humanitarian", "3", "3", "Moving"

    def run(self, reader: PanesScreen) -> None:
        """To the humanitarian notes."""
        reader.go_to(Pane.HUMANITARIAN)


class SourcesCommand(Command["PanesScreen"]):
    """Go to the sources."""

    id, keys, shown, group = "pane.sources", "4", "4", "Moving"

    def run(self, reader: PanesScreen) -> None:
        """To the sources."""
        reader.go_to(Pane.SOURCES)


class ZoomCommand(Command["PanesScreen"]):
    """Enlarge the pane, or put it back."""

    id, keys, shown, group = "pane.zoom", "z", "z", "Moving"

    def available(self, reader: PanesScreen) -> bool:
        """Below 120 columns the pane in use is enlarged already."""
        return reader.wide

    def run(self, reader: PanesScreen) -> None:
        """Enlarge or put back."""
        reader.toggle_zoom()


COMMANDS: tuple[Command[Any], ...] = (
    DownCommand(),
    UpCommand(),
    PageDownCommand(),
    PageUpCommand(),
    HalfDownCommand(),
    HalfUpCommand(),
    HomeCommand(),
    EndCommand(),
    GoToDayCommand(),
    NextPaneCommand(),
    PreviousPaneCommand(),
    TimelineCommand(),
    FrontsCommand(),
    HumanitarianCommand(),
    SourcesCommand(),
    ZoomCommand(),
)
