"""Commands of the library's screen: its own, and those of a briefing that make sense across editions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from sitbrief.briefing.lists import EDITIONS
from sitbrief.tui.commands import filtering, leaving, moving, opening, taking
from sitbrief.tui.commands.base import Command, CommandSet, by_id
from sitbrief.tui.commands.moving import SourcesCommand
from sitbrief.tui.commands.opening import SearchCommand

if TYPE_CHECKING:
    from sitbrief.tui.screens.panes import PanesScreen


class EditionsCommand(SourcesCommand):
    """Go to the editions."""

    id = "pane.editions"

    def run(self, reader: PanesScreen) -> None:
        """To the editions."""
        reader.go_to(EDITIONS.id)


class SearchAcrossCommand(SearchCommand):
    """Search in all editions: words, -words, by:SOHR, after:2024-12-01 before:2024-12-07, grade:B2, in:hama, state:contested."""


class _Indexing(Protocol):
    """A screen whose index may be on its way."""

    @property
    def indexing(self) -> bool:
        """Whether the index is being brought up to date."""

    def stop_indexing(self) -> None:
        """Stop that."""


class StopIndexingCommand(Command[_Indexing]):
    """Stop bringing the index up to date; what is done is kept."""

    id, keys, shown, hint, group = "index.stop", "x", "x", "stop indexing", "Leaving"

    def available(self, reader: _Indexing) -> bool:
        """It is being brought up to date."""
        return reader.indexing

    def run(self, reader: _Indexing) -> None:
        """Stop."""
        reader.stop_indexing()


COMMANDS: tuple[Command[Any], ...] = (EditionsCommand(), SearchAcrossCommand(), StopIndexingCommand())

ACROSS = CommandSet(
    by_id(
        moving.COMMANDS,
        filtering.COMMANDS,
        opening.COMMANDS,
        COMMANDS,
        leaving.COMMANDS,
        taking.COMMANDS,
        but=(moving.SourcesCommand.id,),
    ),
    (
        "open",
        "search",
        "filter.province",
        "index.stop",
        "pane.next",
        "move.day",
        "help",
        "leave",
        "filter.all",
        "filter.contested",
    ),
)
