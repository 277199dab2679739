"""Copying to the clipboard of the reader's own terminal, and saying honestly what became of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sitbrief.terminal.clipboard import advice, osc52

if TYPE_CHECKING:
    from textual.app import App


def send(app: App[int], text: str) -> str:
    """Send text to the terminal's clipboard.

    Returns:
        A phrase that says what was done; whether the terminal obeyed nobody can know.
    """
    sequence = osc52(text)
    if sequence is None:
        return "too large for the clipboard; export it with e"
    if app._driver is not None:  # noqa: SLF001  # App.copy_to_clipboard has no size guard and claims success
        app._driver.write(sequence)  # noqa: SLF001
    return advice(os.environ)
