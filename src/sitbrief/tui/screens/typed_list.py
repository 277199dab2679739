"""Dialogs with a field and a list below it: what is typed narrows the list, the arrows move in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic

from textual.binding import Binding
from textual.widgets import Input

from sitbrief.tui.screens.dialog import Dialog, Result
from sitbrief.tui.widgets.picklist import PickList

if TYPE_CHECKING:
    from textual.binding import BindingType

_KEYS: Final = (
    ("down", "down", "move(1)"),
    ("up", "up", "move(-1)"),
    ("apply", "enter", "apply"),
    ("cancel", "escape", "cancel"),
    ("erase", "backspace", "erase"),
)


def typed_list_bindings(name: str) -> list[BindingType]:
    """The keys of such a dialog, which go before those of its field."""
    return [Binding(key, action, show=False, priority=True, id=f"{name}.{end}") for end, key, action in _KEYS]


class TypedList(Dialog[Result], Generic[Result]):
    """A dialog with one field and one list."""

    def action_move(self, steps: int) -> None:
        """Mark another choice."""
        self.query_one(PickList).move(steps)

    def action_erase(self) -> None:
        """Take a letter away; with none left, back."""
        field = self.query_one(Input)
        if field.value:
            field.action_delete_left()
        else:
            self.answer(None)
