"""Which commands the library's screen has: those of a briefing that make sense across editions, and its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitbrief.tui.commands import across, filtering, moving, opening

if TYPE_CHECKING:
    from sitbrief.tui.commands.base import Command

_NOT_ACROSS = {"pane.sources", "settle", "summary", "search", "search.next", "search.previous", "library"}
_EDITIONS = "edition."

ACROSS: tuple[Command[Any], ...] = (
    tuple(
        command
        for command in (*moving.COMMANDS, *filtering.COMMANDS, *opening.COMMANDS)
        if command.id not in _NOT_ACROSS and not command.id.startswith(_EDITIONS)
    )
    + across.COMMANDS
)

ACROSS_BY_ID = {command.id: command for command in ACROSS}

ACROSS_HINTS = (
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
)
"""The commands whose keys the bottom line shows, the most important first."""
