"""Commands that take something away: a file, a copy, a command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitbrief.tui.commands.base import Command

if TYPE_CHECKING:
    from sitbrief.tui.screens.reader import Reader


class Export(Command["Reader"]):
    """Export what is shown as Markdown."""

    id, keys, shown, hint, group = "export", "e", "e", "export", "Taking away"

    def run(self, reader: Reader) -> None:
        """Ask where to."""
        from sitbrief.tui.screens.export import Export as ExportScreen

        reader.ask(ExportScreen(reader.view, reader.library.option, reader.palette), reader.say_if)


class CopyEntry(Command["Reader"]):
    """Copy the entry to the clipboard of your terminal (OSC 52)."""

    id, keys, shown, group = "copy.entry", "y", "y", "Taking away"

    def available(self, reader: Reader) -> bool:
        """An entry is selected."""
        return reader.pane.selected is not None

    def run(self, reader: Reader) -> None:
        """Send it to the terminal."""
        from sitbrief.tui.copying import copy_selected

        copy_selected(reader)


class CopyCommand(Command["Reader"]):
    """Show and copy the command line for this view."""

    id, keys, shown, group = "copy.command", "Y", "Y", "Taking away"

    def run(self, reader: Reader) -> None:
        """Show it and send it to the terminal."""
        from sitbrief.tui.copying import copy_command

        copy_command(reader)


COMMANDS: tuple[Command[Any], ...] = (Export(), CopyEntry(), CopyCommand())
