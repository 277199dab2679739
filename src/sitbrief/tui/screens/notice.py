"""Shows a text that has to be seen whole, such as a command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical

from sitbrief.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from sitbrief.tui.palette import Palette


class Notice(Dialog[None]):
    """A title, a text, and what became of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,backspace", "cancel", show=False, id="notice.cancel")
    ]

    def __init__(self, title: str, text: str, outcome: str, palette: Palette) -> None:
        super().__init__(palette)
        self._title = title
        self._text = text
        self._outcome = outcome

    def compose(self) -> ComposeResult:
        """All three, and the way back."""
        with Vertical(id="box"):
            yield self.label(self._title)
            yield self.label(self._text, name="command")
            yield self.label(self._outcome)
            yield self.label("Enter or q back", name="message")
