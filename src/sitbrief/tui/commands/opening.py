"""Commands that open what is selected, and search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitbrief.tui.commands.base import Command

if TYPE_CHECKING:
    from sitbrief.tui.screens.panes import PanesScreen


class OpenCommand(Command["PanesScreen"]):
    """Open the entry: who says it, the quote, the grade, rival claims, links."""

    id, keys, shown, hint, group = "open", "enter", "Enter", "open", "Opening"

    def available(self, reader: PanesScreen) -> bool:
        """An entry is selected."""
        return reader.pane.selected is not None

    def run(self, reader: PanesScreen) -> None:
        """Open what is selected."""
        reader.open_selected()


class SearchCommand(Command["PanesScreen"]):
    """Search in this briefing."""

    id, keys, shown, hint, group = "search", "slash", "/", "search", "Opening"

    def run(self, reader: PanesScreen) -> None:
        """Ask for words."""
        reader.ask_for_words()


class NextMatchCommand(Command["PanesScreen"]):
    """Go to the next match."""

    id, keys, shown, group = "search.next", "n", "n", "Opening"

    def available(self, reader: PanesScreen) -> bool:
        """Something was searched for."""
        return reader.searched

    def run(self, reader: PanesScreen) -> None:
        """The next match."""
        reader.step_match(1)


class PreviousMatchCommand(Command["PanesScreen"]):
    """Go to the previous match."""

    id, keys, shown, group = "search.previous", "N", "N", "Opening"

    def available(self, reader: PanesScreen) -> bool:
        """Something was searched for."""
        return reader.searched

    def run(self, reader: PanesScreen) -> None:
        """The previous match."""
        reader.step_match(-1)


COMMANDS: tuple[Command[Any], ...] = (
    OpenCommand(),
    SearchCommand(),
    NextMatchCommand(),
    PreviousMatchCommand(),
)
