"""Commands that take something away: a copy, a command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitbrief.briefing.rows import EntryRow, SourceRow
from sitbrief.tui.commands.base import Command

if TYPE_CHECKING:
    from sitbrief.tui.screens.panes import PanesScreen


class CopyEntryCommand(Command["PanesScreen"]):
    """Copy the entry to the clipboard of your terminal (OSC 52)."""

    id, keys, shown, group = "copy.entry", "y", "y", "Taking away"

    def available(self, reader: PanesScreen) -> bool:
        """An entry is selected."""
        return isinstance(reader.pane.selected, EntryRow | SourceRow)

    def run(self, reader: PanesScreen) -> None:
        """Send it to the terminal."""
        from sitbrief.tui.copying import copy_selected

        copy_selected(reader)


class CopyCommand(Command["PanesScreen"]):
    """Show and copy the command line for this view."""

    id, keys, shown, group = "copy.command", "Y", "Y", "Taking away"

    def available(self, reader: PanesScreen) -> bool:
        """There is one."""
        return bool(reader.command_line)

    def run(self, reader: PanesScreen) -> None:
        """Show it and send it to the terminal."""
        from sitbrief.tui.copying import copy_command

        copy_command(reader)


COMMANDS: tuple[Command[Any], ...] = (CopyEntryCommand(), CopyCommand())
