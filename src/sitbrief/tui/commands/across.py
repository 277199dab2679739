"""Commands of the screen of a library: its own, and those of every screen of panes."""

from __future__ import annotations

from typing import Final, Protocol

from sitbrief.briefing.lists import LIBRARY_LISTS
from sitbrief.config.commands import COMMANDS
from sitbrief.tui.commands.base import Command, command, command_set
from sitbrief.tui.commands.common import COMMON
from sitbrief.tui.commands.filtering import FILTERING
from sitbrief.tui.commands.moving import MOVING, to_list


class _Indexing(Protocol):
    """A screen whose index may be on its way."""

    @property
    def indexing(self) -> bool:
        """Whether the index is being brought up to date."""

    def stop_indexing(self) -> None:
        """Stop that."""


_INDEXING: tuple[Command[_Indexing], ...] = (
    command("index.stop", lambda screen: screen.stop_indexing(), lambda screen: screen.indexing),
)

ACROSS: Final = command_set(
    MOVING,
    map(to_list, (spec.id for spec in LIBRARY_LISTS)),
    FILTERING,
    COMMON,
    (
        each._replace(spec=each.spec._replace(help=COMMANDS["search.library"].help))
        for each in COMMON
        if each.id == "search"
    ),
    _INDEXING,
    hints=(
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
