"""The palette of commands: every command by its name, found by a few letters of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Vertical

from sitbrief.tui.fuzzy import ranked
from sitbrief.tui.screens.typed_list import TypedList, typed_list_bindings
from sitbrief.tui.strips import column
from sitbrief.tui.widgets.picklist import Choice, PickList

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from sitbrief.tui.commands.base import Command
    from sitbrief.tui.palette import Palette

_KEY_WIDTH = 13


class Finder(TypedList[str]):
    """Answers with the id of a command.

    Args:
        commands: All of the screen's.
        alive: The ids of those that would do something now. The others stand behind them.
        palette: The looks.
    """

    BINDINGS: ClassVar[list[BindingType]] = typed_list_bindings("finder")

    def __init__(self, commands: Sequence[Command[Any]], alive: Collection[str], palette: Palette) -> None:
        super().__init__(palette)
        self._commands = sorted(commands, key=lambda command: command.id not in alive)
        self._alive = alive

    def compose(self) -> ComposeResult:
        """A field, the commands with their keys."""
        with Vertical(id="box"):
            yield self.label("Commands: a few letters of the name, or the key")
            yield self.field(example="e.g. province, export, next match")
            yield PickList(self.palette)
            yield self.label("Enter run · ↑↓ move · Esc back", name="message")

    def on_mount(self) -> None:
        """Offer all of them."""
        self._offer("")

    def edited(self, value: str) -> None:
        """Offer what the letters fit; the one whose key was typed comes first."""
        self._offer(value)

    def _offer(self, typed: str) -> None:
        own = [c for c in self._commands if typed.strip() and typed.strip() in c.written.split()]
        others = ranked(typed, (c for c in self._commands if c not in own), lambda c: f"{c.spec.name} {c.id}")
        choices = [Choice(c.id, self._label(c)) for c in (*own, *others)]
        self.query_one(PickList).offer(choices)

    def _label(self, command: Command[Any]) -> str:
        idle = "" if command.id in self._alive else " (nothing to do now)"
        return f"{column(command.written, _KEY_WIDTH)} {command.spec.name}{idle}"

    def action_apply(self) -> None:
        """Take the marked one."""
        chosen = self.query_one(PickList).chosen
        if chosen is not None:
            self.answer(chosen.value)
        else:
            self.tell("No command is called so. Backspace takes letters away")
