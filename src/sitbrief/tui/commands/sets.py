"""Which commands a screen has, in the order in which the help lists them; and those of the reader of a briefing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sitbrief.tui.commands import briefing, filtering, leaving, moving, opening, taking

if TYPE_CHECKING:
    from sitbrief.tui.commands.base import Command


class CommandSet(NamedTuple):
    """What a screen can be told to do.

    Attributes:
        by_id: The commands by their ids, in the order of the help.
        hints: The ids of those whose keys the bottom line shows, the most important first.
    """

    by_id: dict[str, Command[Any]]
    hints: tuple[str, ...]


def by_id(*groups: tuple[Command[Any], ...], but: tuple[str, ...] = ()) -> dict[str, Command[Any]]:
    """The commands of some modules; of two with one id the later one, in the place of the first."""
    return {command.id: command for group in groups for command in group if command.id not in but}


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
