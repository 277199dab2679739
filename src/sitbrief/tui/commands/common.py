"""Commands of every screen of panes: moving, filtering, opening, searching, copying, help, leaving."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from sitbrief.briefing.lists import TIMELINE
from sitbrief.briefing.rows import EntryRow, SourceRow
from sitbrief.briefing.states import State
from sitbrief.tui.commands.base import command
from sitbrief.tui.redrawing import redraw

if TYPE_CHECKING:
    from sitbrief.briefing.filters import Filters
    from sitbrief.tui.commands.base import Command
    from sitbrief.tui.screens.panes import PanesScreen


def _has_rows(reader: PanesScreen) -> bool:
    return reader.pane.selected is not None


def _ask_for_day(reader: PanesScreen) -> None:
    from sitbrief.briefing.filter_text import NotUnderstood, day_of
    from sitbrief.tui.screens.ask import Ask

    def typed(words: str | None) -> None:
        if not words:
            return
        try:
            day = day_of(words)
        except NotUnderstood as error:
            reader.say(str(error))
            return
        if day is not None:
            reader.go_to_day(day)

    reader.ask(Ask("Go to a day, as in 2024-12-05, 2024-12 or 2024", "", reader.palette), typed)


def _ask_for_provinces(reader: PanesScreen) -> None:
    from sitbrief.library.spellings import settled
    from sitbrief.tui.screens.province import ProvinceFilter

    def chosen(codes: tuple[str, ...] | None) -> None:
        if codes is not None:
            reader.narrow(replace(reader.filters, provinces=codes))

    reader.ask(ProvinceFilter(reader.showing, reader.countries, reader.palette, settled(os.environ)), chosen)


def _ask_for_all(reader: PanesScreen) -> None:
    from sitbrief.library.spellings import settled
    from sitbrief.tui.screens.filters import FilterDialog

    def chosen(filters: Filters | None) -> None:
        if filters is not None:
            reader.narrow(filters)
            reader.tell_found()

    reader.ask(FilterDialog(reader.filters, reader.palette, reader.countries, settled(os.environ)), chosen)


def _clear_provinces(reader: PanesScreen) -> None:
    reader.narrow(replace(reader.filters, provinces=()))


def _toggle_unknown(reader: PanesScreen) -> None:
    reader.narrow(replace(reader.filters, unknown=not reader.filters.unknown))


def _toggle_contested(reader: PanesScreen) -> None:
    reader.narrow(replace(reader.filters, states=() if reader.filters.contested else (State.CONTESTED,)))


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


def to_list(name: str) -> Command[PanesScreen]:
    """The command that goes to a list."""
    return command(f"pane.{name}", lambda reader: reader.go_to(name))


COMMON: tuple[Command[PanesScreen], ...] = (
    command("move.down", lambda reader: reader.pane.move(1), _has_rows),
    command("move.up", lambda reader: reader.pane.move(-1), _has_rows),
    command("move.page-down", lambda reader: reader.pane.page(1), _has_rows),
    command("move.page-up", lambda reader: reader.pane.page(-1), _has_rows),
    command("move.half-down", lambda reader: reader.pane.page(0.5), _has_rows),
    command("move.half-up", lambda reader: reader.pane.page(-0.5), _has_rows),
    command("move.home", lambda reader: reader.pane.go(0), _has_rows),
    command("move.end", lambda reader: reader.pane.end(), _has_rows),
    command("move.day", _ask_for_day, lambda reader: bool(reader.showing.count(TIMELINE.id))),
    command("pane.next", lambda reader: reader.step_pane(1)),
    command("pane.previous", lambda reader: reader.step_pane(-1)),
    command("pane.zoom", lambda reader: reader.toggle_zoom(), lambda reader: reader.wide),
    command("filter.province", _ask_for_provinces),
    command("filter.next-province", lambda reader: reader.step_province(1)),
    command("filter.previous-province", lambda reader: reader.step_province(-1)),
    command("filter.all-provinces", _clear_provinces, lambda reader: bool(reader.filters.provinces)),
    command("filter.grade", lambda reader: reader.narrow(reader.filters.next_least())),
    command("filter.unknown", _toggle_unknown),
    command("filter.contested", _toggle_contested),
    command("filter.all", _ask_for_all),
    command("open", lambda reader: reader.open_selected(), _has_rows),
    command("search", lambda reader: reader.ask_for_words()),
    command("search.next", lambda reader: reader.step_match(1), lambda reader: reader.searched),
    command("search.previous", lambda reader: reader.step_match(-1), lambda reader: reader.searched),
    command("copy.entry", _copy_entry, lambda reader: isinstance(reader.pane.selected, EntryRow | SourceRow)),
    command("copy.command", _copy_command, lambda reader: bool(reader.command_line)),
    command("help", _show_help),
    command("find", _find),
    command("redraw", lambda reader: redraw(reader.app)),
    command("leave", lambda reader: reader.leave()),
    command("back", lambda reader: reader.step_back()),
)
