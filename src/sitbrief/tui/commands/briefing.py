"""Commands of the reader of one briefing: its own, and those of every screen of panes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitbrief.briefing.lists import BRIEFING_LISTS
from sitbrief.tui.commands.base import command, command_set
from sitbrief.tui.commands.common import COMMON, to_list

if TYPE_CHECKING:
    from sitbrief.tui.commands.base import Command
    from sitbrief.tui.screens.briefing_screen import BriefingScreen


def _has_unsettled_names(reader: BriefingScreen) -> bool:
    from sitbrief.tui.settling import unplaced

    return bool(unplaced(reader))


def _settle(reader: BriefingScreen) -> None:
    from sitbrief.tui.settling import settle_names

    settle_names(reader)


def _open_library(reader: BriefingScreen) -> None:
    """Show the library; files of other formats, which an index has nothing of, as a list."""
    from sitbrief.tui.screens.library import LibraryList

    if not any(item.account for item in reader.library.shown_items):
        reader.open_library()
        return

    def chosen(name: str | None) -> None:
        if name is not None:
            reader.open_briefing(name)

    reader.ask(LibraryList(reader.library, reader.view.index.briefing.id, reader.palette), chosen)


def _export(reader: BriefingScreen) -> None:
    from sitbrief.tui.screens.export_dialog import ExportDialog

    reader.ask(ExportDialog(reader.view, reader.library.option, reader.palette), reader.say_if)


_OWN: Final[tuple[Command[BriefingScreen], ...]] = (
    command("settle", _settle, _has_unsettled_names),
    command("summary", lambda reader: reader.step_summary()),
    command("library", _open_library),
    command(
        "edition.older", lambda reader: reader.open_edition(-1), lambda reader: reader.edition(-1) is not None
    ),
    command(
        "edition.newer", lambda reader: reader.open_edition(1), lambda reader: reader.edition(1) is not None
    ),
    command("export", _export),
)

READER: Final = command_set(
    COMMON,
    (to_list(spec.id) for spec in BRIEFING_LISTS),
    _OWN,
    hints=(
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
