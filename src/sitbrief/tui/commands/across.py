"""Commands of the library's screen alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitbrief.briefing.entries import Pane
from sitbrief.tui.commands.base import Command

if TYPE_CHECKING:
    from sitbrief.tui.screens.across import Across


class Editions(Command["Across"]):
    """Go to the editions."""

    id, keys, shown, group = "pane.editions", "4", "4", "Moving"

    def run(self, reader: Across) -> None:
        """To the editions, which stand where a briefing has its sources."""
        reader.go_to(Pane.SOURCES)


class SearchAcross(Command["Across"]):
    """Search in all editions: words, -words, by:SOHR, after:2024-12-01 before:2024-12-07, grade:B2, in:hama, state:contested."""

    id, keys, shown, hint, group = "search", "slash", "/", "search", "Opening"

    def run(self, reader: Across) -> None:
        """Show the line for queries."""
        reader.ask_for_words()


class NextFound(Command["Across"]):
    """Go to the next match."""

    id, keys, shown, group = "search.next", "n", "n", "Opening"

    def available(self, reader: Across) -> bool:
        """Something is searched for."""
        return reader.searched

    def run(self, reader: Across) -> None:
        """The next match."""
        reader.step_match(1)


class PreviousFound(Command["Across"]):
    """Go to the previous match."""

    id, keys, shown, group = "search.previous", "N", "N", "Opening"

    def available(self, reader: Across) -> bool:
        """Something is searched for."""
        return reader.searched

    def run(self, reader: Across) -> None:
        """The previous match."""
        reader.step_match(-1)


class StopIndexing(Command["Across"]):
    """Stop bringing the index up to date; what is done is kept."""

    id, keys, shown, hint, group = "index.stop", "x", "x", "stop indexing", "Leaving"

    def available(self, reader: Across) -> bool:
        """It is being brought up to date."""
        return reader.indexing

    def run(self, reader: Across) -> None:
        """Stop."""
        reader.stop_indexing()


class CopySearch(Command["Across"]):
    """Show and copy the command line for this search."""

    id, keys, shown, group = "copy.command", "Y", "Y", "Taking away"

    def available(self, reader: Across) -> bool:
        """Something narrows what is shown."""
        return bool(reader.filters)

    def run(self, reader: Across) -> None:
        """Show it and send it to the terminal."""
        from sitbrief.tui.copying import copy_search

        copy_search(reader)


COMMANDS: tuple[Command[Any], ...] = (
    Editions(),
    SearchAcross(),
    NextFound(),
    PreviousFound(),
    StopIndexing(),
    CopySearch(),
)
