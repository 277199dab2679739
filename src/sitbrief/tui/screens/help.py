"""The keys of a screen, searchable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding
from textual.containers import Vertical

from sitbrief.text import fold
from sitbrief.tui.screens.dialog import Dialog
from sitbrief.tui.strips import column
from sitbrief.tui.widgets.picklist import Choice, PickList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from sitbrief.tui.commands.base import Command
    from sitbrief.tui.palette import Palette


class HelpScreen(Dialog[None]):
    """Lists what each key does now; typing narrows the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True, id="help.down"),
        Binding("up", "move(-1)", show=False, priority=True, id="help.up"),
        Binding("pagedown", "move(10)", show=False, priority=True, id="help.page-down"),
        Binding("pageup", "move(-10)", show=False, priority=True, id="help.page-up"),
        Binding("escape,enter", "cancel", show=False, priority=True, id="help.cancel"),
    ]

    def __init__(self, commands: Sequence[Command[Any]], palette: Palette) -> None:
        super().__init__(palette)
        self._commands = commands

    def compose(self) -> ComposeResult:
        """A field, the keys."""
        with Vertical(id="box"):
            yield self.label("Keys on this screen (type to filter)")
            yield self.field()
            yield PickList(self.palette)
            yield self.label("↑↓ move · Enter or Esc back", name="message")

    def on_mount(self) -> None:
        """Offer all of them."""
        self._offer("")

    def edited(self, value: str) -> None:
        """Offer what the words fit."""
        self._offer(value)

    def _offer(self, words: str) -> None:
        needles = fold(words).split()
        told = [
            (each.id, f"{column(each.written, 13)} {each.spec.help}", each.spec.group)
            for each in self._commands
        ]
        found = [
            Choice(name, words)
            for name, words, group in told
            if all(n in fold(f"{words} {group}") for n in needles)
        ]
        self.query_one(PickList).offer(found)

    def action_move(self, steps: int) -> None:
        """Scroll through the list."""
        self.query_one(PickList).move(steps)
