"""Copying what the reader shows: an entry, a source, the command line that shows the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.rows import EntryRow, SourceRow
from sitbrief.tui.clipboard import send

if TYPE_CHECKING:
    from sitbrief.tui.screens.across import Across
    from sitbrief.tui.screens.reader import Reader


def copy_selected(reader: Reader) -> None:
    """Send the selected entry's text to the terminal's clipboard."""
    selected = reader.pane.selected
    if isinstance(selected, EntryRow):
        index = reader.view.index
        said = "\n".join(
            f"- {claim.statement} ({index.attribution(claim)})" for claim in index.claims_of(selected.entry)
        )
        _copy(reader, f"{selected.entry.headline}\n{said}\n", "The entry")
    elif isinstance(selected, SourceRow):
        source = selected.source
        _copy(reader, f"{source.name}: {source.reliability}, {source.rationale}\n", "The source")


def copy_command(reader: Reader) -> None:
    """Show the command line for this view and send it to the terminal's clipboard."""
    from sitbrief.library.commands import view_command
    from sitbrief.tui.screens.notice import Notice

    command = view_command(reader.view.index.briefing.id, reader.filters, library=reader.library.option)
    outcome = f"The command: {send(reader.app, command)}."
    reader.app.push_screen(Notice("What is shown here, from a shell:", command, outcome, reader.palette))


def copy_search(reader: Across) -> None:
    """The same for a search in a library."""
    from sitbrief.library.commands import search_command
    from sitbrief.tui.screens.notice import Notice

    command = search_command(reader.filters, library=reader.library.option)
    outcome = f"The command: {send(reader.app, command)}."
    reader.app.push_screen(Notice("What is shown here, from a shell:", command, outcome, reader.palette))


def _copy(reader: Reader, text: str, name: str) -> None:
    reader.say(f"{name}: {send(reader.app, text)}")
