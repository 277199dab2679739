"""The commands of the reader of a briefing, in the order in which the help lists them."""

from __future__ import annotations

from sitbrief.tui.commands import briefing, filtering, leaving, moving, opening, taking
from sitbrief.tui.commands.base import CommandSet, by_id

READER = CommandSet(
    by_id(
        moving.COMMANDS,
        filtering.COMMANDS,
        opening.COMMANDS,
        briefing.COMMANDS,
        leaving.COMMANDS,
        taking.COMMANDS,
    ),
    (
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
    ),
)
