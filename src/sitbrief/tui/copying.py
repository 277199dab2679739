"""Copying what the reader shows to the clipboard of its own terminal, and saying honestly what became of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from sitbrief.briefing.detail import link_of
from sitbrief.briefing.entries import Pane
from sitbrief.briefing.rows import EntryRow, SourceRow
from sitbrief.formats.clipboard_text import linked_text
from sitbrief.terminal.clipboard import into_tmux, over_mosh, prepared
from sitbrief.terminal.driver import Driver
from sitbrief.text import clean_layout, clean_row

if TYPE_CHECKING:
    from textual.app import App

    from sitbrief.briefing import ResolvedBriefing
    from sitbrief.briefing.detail import Link
    from sitbrief.text import Clean
    from sitbrief.tui.screens.panes import PanesScreen


class Outcome(NamedTuple):
    """What became of a text: whether it went anywhere, and a phrase that says where, or why nowhere."""

    sent: bool
    words: str


def send(app: App[Any], text: Clean) -> Outcome:
    """Send text to the terminal's clipboard. Whether the terminal obeyed nobody can know."""
    words = into_tmux(text, os.environ)
    if words is not None:
        return Outcome(sent=True, words=words)
    found = prepared(text, os.environ, mosh=over_mosh())
    driver = app._driver  # noqa: SLF001  App.copy_to_clipboard has no size guard and claims success
    if found.sequence and isinstance(driver, Driver):
        driver.control(found.sequence)
    return Outcome(sent=bool(found.sequence), words=found.words)


def copy_selected(reader: PanesScreen) -> None:
    """Send the selected entry's text to the terminal's clipboard; show how to get it otherwise where that cannot be."""
    selected = reader.pane.selected
    if not isinstance(selected, EntryRow | SourceRow):
        return
    index, link = reader.index_of(selected), link_of(selected)
    if index is not None and link is not None:
        _copy(reader, linked_text(index, link), _name(link))


def copy_linked(app: App[Any], index: ResolvedBriefing, link: Link) -> str:
    """Send what is open to the terminal's clipboard; what came of it, in a sentence."""
    name = _name(link)
    outcome = send(app, clean_layout(linked_text(index, link)))
    return f"{name}: {outcome.words}" if outcome.sent else f"{name} was not sent: {outcome.words}."


def copy_command(reader: PanesScreen) -> None:
    """Show the command line for this view and send it to the terminal's clipboard."""
    outcome = send(reader.app, clean_row(reader.command_line))
    _show(reader, "What is shown here, from a shell:", reader.command_line, f"The command: {outcome.words}.")


def _name(link: Link) -> str:
    return "The source" if link.pane is Pane.SOURCES else "The entry"


def _copy(reader: PanesScreen, text: str, name: str) -> None:
    outcome = send(reader.app, clean_layout(text))
    if outcome.sent:
        reader.say(f"{name}: {outcome.words}")
    else:
        _show(reader, f"{name} was not sent: {outcome.words}. From a shell:", reader.export_line, "")


def _show(reader: PanesScreen, title: str, command: str, outcome: str) -> None:
    from sitbrief.tui.screens.notice import Notice

    reader.app.push_screen(Notice(title, command, outcome, reader.palette))
