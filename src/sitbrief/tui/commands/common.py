"""Commands of every screen of panes, beside moving and filtering: open, search, copy, help, leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.rows import EntryRow, SourceRow
from sitbrief.tui.commands.base import command
from sitbrief.tui.redrawing import redraw

if TYPE_CHECKING:
    from sitbrief.tui.commands.base import Command
    from sitbrief.tui.screens.panes import PanesScreen


def _searched(reader: PanesScreen) -> bool:
    return reader.searched


def _copy_entry(reader: PanesScreen) -> None:
    from sitbrief.tui.copying import copy_selected

    copy_selected(reader)


def _copy_command(reader: PanesScreen) -> None:
    from sitbrief.tui.copying import copy_command

    copy_command(reader)


def _show_help(reader: PanesScreen) -> None:
    from sitbrief.tui.screens.help import HelpScreen

    reader.app.push_screen(HelpScreen(reader.alive(), reader.palette))


def _find(reader: PanesScreen) -> None:
    from sitbrief.tui.screens.finder import Finder

    def chosen(name: str | None) -> None:
        if name is not None:
            reader.action_command(name)

    alive = {command.id for command in reader.alive()}
    commands = tuple(reader.COMMAND_SET.by_id.values())
    reader.app.push_screen(Finder(commands, alive, reader.palette), chosen)


COMMON: tuple[Command[PanesScreen], ...] = (
    command("open", lambda reader: reader.open_selected(), lambda reader: reader.pane.selected is not None),
    command("search", lambda reader: reader.ask_for_words()),
    command("search.next", lambda reader: reader.step_match(1), _searched),
    command("search.previous", lambda reader: reader.step_match(-1), _searched),
    command("copy.entry", _copy_entry, lambda reader: isinstance(reader.pane.selected, EntryRow | SourceRow)),
    command("copy.command", _copy_command, lambda reader: bool(reader.command_line)),
    command("help", _show_help),
    command("find", _find),
    command("redraw", lambda reader: redraw(reader.app)),
    command("leave", lambda reader: reader.leave()),
    command("back", lambda reader: reader.step_back()),
)
