"""Dialogs with a list to choose from, and those where what is typed above it narrows the list."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, Generic

from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from sitbrief.tui.screens.dialog import Dialog, Result
from sitbrief.tui.widgets.picklist import PickList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from sitbrief.tui.palette import Palette


class ListDialog(Dialog[Result], Generic[Result]):
    """A title, a list, and what the keys do.

    Args:
        palette: The looks.
        title: What stands above the list.
        keys: What the keys do.
        example: What may be typed into the field; None where there is no field.
    """

    def __init__(self, palette: Palette, title: str, keys: str, example: str | None = None) -> None:
        super().__init__(palette)
        self._title = title
        self._keys = keys
        self._example = example

    def compose(self) -> ComposeResult:
        """All of it in a box."""
        with Vertical(id="box"):
            yield self.label(self._title)
            if self._example is not None:
                yield self.field(example=self._example)
            yield PickList(self.palette)
            yield self.label(self._keys, name="message")

    @property
    def picks(self) -> PickList:
        """The list."""
        return self.query_one(PickList)

    def action_move(self, steps: int) -> None:
        """Mark another choice."""
        self.picks.move(steps)


class TypedList(ListDialog[Result], Generic[Result]):
    """A list with a field above it. Its keys go before those of the field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True, id="typed.down"),
        Binding("up", "move(-1)", show=False, priority=True, id="typed.up"),
        Binding("enter", "apply", show=False, priority=True, id="typed.apply"),
        Binding("backspace", "erase", show=False, priority=True, id="typed.erase"),
    ]

    @abstractmethod
    def offer(self, typed: str) -> None:
        """Show the choices that what is typed fits."""

    def on_mount(self) -> None:
        """Offer all of them."""
        self.offer("")

    def edited(self, value: str) -> None:
        """Offer others."""
        self.offer(value)

    def action_erase(self) -> None:
        """Take a letter away; with none left, back."""
        field = self.query_one(Input)
        if field.value:
            field.action_delete_left()
        else:
            self.answer(None)
