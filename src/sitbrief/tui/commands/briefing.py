"""Commands of the reader of one briefing: its own, and those of every screen of panes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitbrief.briefing.lists import BRIEFING_LISTS
from sitbrief.tui.commands.base import command, command_set
from sitbrief.tui.commands.common import COMMON, to_list

if TYPE_CHECKING:
    from pathlib import Path

    from sitbrief.formats.province_lookup import UnknownProvince
    from sitbrief.tui.commands.base import Command
    from sitbrief.tui.screens.briefing_screen import BriefingScreen


_AT_ONCE: Final = 8 * 1024 * 1024
"""Bytes of a file that is read again in well under a second."""


def _unplaced(reader: BriefingScreen) -> tuple[UnknownProvince, ...]:
    """The names in the file that is shown of which no province is known."""
    item = reader.library.source(reader.view.index.briefing)
    return item.account.unplaced if item and item.account else ()


def _settle(reader: BriefingScreen) -> None:
    """List the names; when the list is closed and some are settled, show the file with them."""
    from sitbrief.tui.screens.settle import Unsettled

    item = reader.library.source(reader.view.index.briefing)

    def closed(settled: bool | None) -> None:  # noqa: FBT001  a dialog's answer
        if settled and item is not None:
            _show_again(reader, item.path)

    reader.ask(Unsettled(_unplaced(reader), reader.palette), closed)


def _show_again(reader: BriefingScreen, path: Path) -> None:
    try:
        large = path.stat().st_size > _AT_ONCE
    except OSError:
        large = False  # reading it says what is wrong
    if large:
        reader.say(f"{path.name} is large: the provinces are known when it is opened again.")
        return
    reader.library.read_again(path)
    item = reader.library.at(path)
    reader.open_briefing(reader.view.index.briefing.id)
    reader.say(item.account.words() if item.account else item.error or "")


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
    command("settle", _settle, lambda reader: bool(_unplaced(reader))),
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
