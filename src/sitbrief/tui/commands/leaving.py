"""Commands that help, go back or leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitbrief.tui.commands.base import Command
from sitbrief.tui.redrawing import redraw

if TYPE_CHECKING:
    from sitbrief.tui.screens.panes import PanesScreen


class HelpCommand(Command["PanesScreen"]):
    """List and search the keys alive here."""

    id, keys, shown, hint, group = "help", "question_mark", "?", "keys", "Leaving"

    def run(self, reader: PanesScreen) -> None:
        """Show them."""
        from sitbrief.tui.screens.help import HelpScreen

        reader.app.push_screen(HelpScreen(reader.alive(), reader.palette))


class FindCommand(Command["PanesScreen"]):
    """Find a command by its name and run it."""

    id, keys, shown, hint, group = "find", "colon", ":", "commands", "Leaving"

    def run(self, reader: PanesScreen) -> None:
        """Show them all."""
        from sitbrief.tui.screens.finder import Finder

        def chosen(name: str | None) -> None:
            if name is not None:
                reader.action_command(name)

        alive = {command.id for command in reader.alive()}
        commands = tuple(reader.COMMAND_SET.by_id.values())
        reader.app.push_screen(Finder(commands, alive, reader.palette), chosen)


class RedrawCommand(Command["PanesScreen"]):
    """Draw the screen again."""

    id, keys, shown, group = "redraw", "ctrl+l", "ctrl+l", "Leaving"

    def run(self, reader: PanesScreen) -> None:
        """Send all of it, whatever the terminal shows."""
        redraw(reader.app)


class LeaveCommand(Command["PanesScreen"]):
    """Go back; leave at the top level."""

    id, keys, shown, hint, group = "leave", "q", "q :q ctrl+c", "leave", "Leaving"

    def run(self, reader: PanesScreen) -> None:
        """Leave."""
        reader.leave()


class BackCommand(Command["PanesScreen"]):
    """Close the summary or the enlarged pane."""

    id, keys, shown, group = "back", "escape,backspace", "Esc Backspace", "Leaving"

    def run(self, reader: PanesScreen) -> None:
        """Close what is open."""
        reader.step_back()


COMMANDS: tuple[Command[Any], ...] = (
    HelpCommand(),
    FindCommand(),
    RedrawCommand(),
    LeaveCommand(),
    BackCommand(),
)
