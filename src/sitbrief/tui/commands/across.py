"""Commands of the screen of a library: its own, and those of every screen of panes."""

from __future__ import annotations

from typing import Final, Protocol

from sitbrief.briefing.lists import LIBRARY_LISTS
from sitbrief.config.commands import COMMANDS
from sitbrief.tui.commands.base import Command, command, command_set
from sitbrief.tui.commands.common import COMMON, to_list


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

_SEARCH: Final = COMMANDS["search"]._replace(help=COMMANDS["search.library"].help)
"""One key searches a briefing, and here all editions; what can be typed is another."""

ACROSS: Final = command_set(
    (each._replace(spec=_SEARCH) if each.id == _SEARCH.id else each for each in COMMON),
    (to_list(spec.id) for spec in LIBRARY_LISTS),
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
