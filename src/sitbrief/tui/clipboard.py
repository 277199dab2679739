"""Copying to the clipboard of the reader's own terminal, and saying honestly what became of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from sitbrief.terminal.clipboard import into_tmux, over_mosh, prepared
from sitbrief.terminal.driver import Driver

if TYPE_CHECKING:
    from textual.app import App

    from sitbrief.text import Clean


class Outcome(NamedTuple):
    """What became of a text.

    Attributes:
        sent: Whether it went anywhere.
        words: A phrase that says where, or why nowhere.
    """

    sent: bool
    words: str


def send(app: App[int], text: Clean) -> Outcome:
    """Send text to the terminal's clipboard. Whether the terminal obeyed nobody can know."""
    words = into_tmux(text, os.environ)
    if words is not None:
        return Outcome(sent=True, words=words)
    found = prepared(text, os.environ, mosh=over_mosh())
    driver = app._driver  # noqa: SLF001  App.copy_to_clipboard has no size guard and claims success
    if found.sequence and isinstance(driver, Driver):
        driver.control(found.sequence)
    return Outcome(sent=bool(found.sequence), words=found.words)
