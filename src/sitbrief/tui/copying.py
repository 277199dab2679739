"""Copying what the reader shows: an entry, a source, the command line that shows the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.rows import EntryRow, SourceRow
from sitbrief.tui.clipboard import send

if TYPE_CHECKING:
    from sitbrief.tui.screens.panes import PanesScreen


def copy_selected(reader: PanesScreen) -> None:
    """Send the selected entry's text to the terminal's clipboard."""
    selected = reader.pane.selected
    if isinstance(selected, EntryRow):
        index = reader.index_of(selected)
        if index is None:
            return
        entry = next(entry for entry in index.entries[selected.pane] if entry.id == selected.entry.id)
        said = "\n".join(
            f"- {claim.statement} ({index.attribution(claim)})" for claim in index.claims_of(entry)
        )
        _copy(reader, f"{entry.headline}\n{said}\n", "The entry")
    elif isinstance(selected, SourceRow):
        source = selected.source
        _copy(reader, f"{source.name}: {source.reliability}, {source.rationale}\n", "The source")


def copy_command(reader: PanesScreen) -> None:
    """Show the command line for this view and send it to the terminal's clipboard."""
    from sitbrief.tui.screens.notice import Notice

    command = reader.command_line
    outcome = f"The command: {send(reader.app, command)}."
    reader.app.push_screen(Notice("What is shown here, from a shell:", command, outcome, reader.palette))


def _copy(reader: PanesScreen, text: str, name: str) -> None:
    reader.say(f"{name}: {send(reader.app, text)}")
