"""All commands of the reader, in the order in which the help lists them. A new key is a new class in one of these."""

from typing import Any

from sitbrief.tui.commands import filtering, moving, opening, taking
from sitbrief.tui.commands.base import Command

COMMANDS: tuple[Command[Any], ...] = (
    *moving.COMMANDS,
    *filtering.COMMANDS,
    *opening.COMMANDS,
    *taking.COMMANDS,
)
BY_ID = {command.id: command for command in COMMANDS}

HINTS = (
    "open",
    "filter.province",
    "pane.next",
    "search",
    "export",
    "help",
    "leave",
    "filter.all",
    "filter.contested",
    "settle",
    "library",
)
"""The commands whose keys the bottom line shows, the most important first."""

__all__ = ["BY_ID", "COMMANDS", "HINTS", "Command"]
