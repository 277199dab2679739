"""What all dialogs share: a box over the screen, a line for messages, ways back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import Binding
from textual.screen import ModalScreen
from textual.widgets import Label

from sitbrief.text import clean_layout, clean_line, clean_row
from sitbrief.tui.content import content
from sitbrief.tui.keys import Field

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType

    from sitbrief.tui.palette import Palette

Result = TypeVar("Result")


class Dialog(ModalScreen[Result | None], Generic[Result]):
    """A box with a title and fields. Esc, ctrl+c and an empty Backspace lead back without a change."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "app.redraw", show=False, id="dialog.redraw"),
        Binding("escape", "cancel", show=False, priority=True, id="dialog.cancel"),
    ]

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self.then: Callable[[Result | None], None] | None = None

    def label(self, text: str, *, name: str | None = None) -> Label:
        """A line of text, never markup."""
        return Label(content(clean_layout(text)), id=name)

    def field(self, value: str = "", *, name: str | None = None, example: str = "") -> Field:
        """An input that sends no bytes while nobody types; typing replaces what stands in it."""
        found = Field(clean_row(value), id=name, placeholder=clean_row(example))
        found.cursor_blink = False
        found.edited, found.submitted, found.refused = self.edited, self.submitted, self.tell
        return found

    def edited(self, value: str) -> None:
        """A field has another value."""

    def submitted(self, value: str) -> None:
        """Enter was pressed in a field."""

    def tell(self, text: str) -> None:
        """Put a sentence on the dialog's message line."""
        message = self.query_one("#message", Label)
        message.update(content(clean_line(text)))
        message.scroll_visible(animate=False)

    def answer(self, result: Result | None) -> None:
        """Tell whoever asked, then close: the screen below is drawn once, as it will be, not as it was and again."""
        if self.then is not None:
            self.then(result)
        self.dismiss(result)

    def action_cancel(self) -> None:
        """Back without a change."""
        self.answer(None)
