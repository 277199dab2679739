"""Asks for one line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from sitbrief.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from sitbrief.tui.palette import Palette


class Ask(Dialog[str]):
    """Answers with the line typed."""

    def __init__(self, question: str, value: str, palette: Palette) -> None:
        super().__init__(palette)
        self._question = question
        self._value = value

    def compose(self) -> ComposeResult:
        """The question, the field, what the keys do."""
        with Vertical(id="box"):
            yield self.label(self._question)
            yield self.field(self._value)
            yield self.label("Enter go · Esc back", name="message")

    def submitted(self, value: str) -> None:
        """Answer."""
        self.answer(value.strip() or None)
