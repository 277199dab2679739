"""Text for the widgets that are Textual's own: what is given to them as a string, they read as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

if TYPE_CHECKING:
    from sitbrief.text import Clean


def content(text: Clean) -> Content:
    """Text that is shown letter by letter: no bracket in it means anything."""
    return Content(text)
