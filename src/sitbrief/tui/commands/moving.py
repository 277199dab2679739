"""Commands that move within and between the panes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.lists import BRIEFING_LISTS, TIMELINE
from sitbrief.tui.commands.base import command

if TYPE_CHECKING:
    from sitbrief.tui.commands.base import Command
    from sitbrief.tui.screens.panes import PanesScreen


def _has_rows(reader: PanesScreen) -> bool:
    return reader.pane.selected is not None


def _has_days(reader: PanesScreen) -> bool:
    return bool(reader.showing.count(TIMELINE.id))


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


def to_list(name: str) -> Command[PanesScreen]:
    """The command that goes to a list."""
    return command(f"pane.{name}", lambda reader: reader.go_to(name))


MOVING: tuple[Command[PanesScreen], ...] = (
    command("move.down", lambda reader: reader.pane.move(1), _has_rows),
    command("move.up", lambda reader: reader.pane.move(-1), _has_rows),
    command("move.page-down", lambda reader: reader.pane.page(1), _has_rows),
    command("move.page-up", lambda reader: reader.pane.page(-1), _has_rows),
    command("move.half-down", lambda reader: reader.pane.page(0.5), _has_rows),
    command("move.half-up", lambda reader: reader.pane.page(-0.5), _has_rows),
    command("move.home", lambda reader: reader.pane.home(), _has_rows),
    command("move.end", lambda reader: reader.pane.end(), _has_rows),
    command("move.day", _ask_for_day, _has_days),
    command("pane.next", lambda reader: reader.step_pane(1)),
    command("pane.previous", lambda reader: reader.step_pane(-1)),
    command("pane.zoom", lambda reader: reader.toggle_zoom(), lambda reader: reader.wide),
)

TO_LISTS: tuple[Command[PanesScreen], ...] = tuple(to_list(spec.id) for spec in BRIEFING_LISTS)
