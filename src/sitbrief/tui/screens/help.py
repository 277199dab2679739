"""The keys of a screen, searchable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding
from textual.widgets import Input

from sitbrief.text import fold
from sitbrief.tui.screens.list_dialog import TypedList
from sitbrief.tui.strips import column
from sitbrief.tui.widgets.picklist import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from sitbrief.tui.commands.base import Command
    from sitbrief.tui.palette import Palette


class HelpScreen(TypedList[None]):
    """Lists what each key does now; typing narrows the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "move(10)", show=False, priority=True, id="help.page-down"),
        Binding("pageup", "move(-10)", show=False, priority=True, id="help.page-up"),
        Binding("enter", "cancel", show=False, priority=True, id="help.cancel"),
    ]

    def __init__(self, commands: Sequence[Command[Any]], palette: Palette) -> None:
        super().__init__(
            palette, "Keys on this screen (type to filter)", "↑↓ move · Enter or Esc back", example=""
        )
        self._choices = [
            (Choice(each.id, f"{column(each.written, 13)} {each.spec.help}"), each.spec.group)
            for each in commands
        ]

    def offer(self, typed: str) -> None:
        """Offer what the words fit, be it by the head that it stands under."""
        needles = fold(typed).split()
        self.picks.offer(
            [
                choice
                for choice, group in self._choices
                if all(needle in fold(f"{choice.label} {group}") for needle in needles)
            ]
        )

    def action_erase(self) -> None:
        """Take a letter away; with none left it stays."""
        self.query_one(Input).action_delete_left()
