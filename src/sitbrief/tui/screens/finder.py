"""The palette of commands: every command by its name, found by a few letters of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitbrief.tui.fuzzy import ranked
from sitbrief.tui.screens.list_dialog import TypedList
from sitbrief.tui.strips import column
from sitbrief.tui.widgets.picklist import Choice

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

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

    def __init__(self, commands: Sequence[Command[Any]], alive: Collection[str], palette: Palette) -> None:
        super().__init__(
            palette,
            "Commands: a few letters of the name, or the key",
            "Enter run · ↑↓ move · Esc back",
            example="e.g. province, export, next match",
        )
        self._commands = sorted(commands, key=lambda command: command.id not in alive)
        self._alive = alive

    def offer(self, typed: str) -> None:
        """Offer what the letters fit; the one whose key was typed comes first."""
        own = [c for c in self._commands if typed.strip() and typed.strip() in c.written.split()]
        others = ranked(typed, (c for c in self._commands if c not in own), lambda c: f"{c.spec.name} {c.id}")
        choices = [Choice(c.id, self._label(c)) for c in (*own, *others)]
        self.picks.offer(choices)

    def _label(self, command: Command[Any]) -> str:
        idle = "" if command.id in self._alive else " (nothing to do now)"
        return f"{column(command.written, _KEY_WIDTH)} {command.spec.name}{idle}"

    def action_apply(self) -> None:
        """Take the marked one."""
        chosen = self.picks.chosen
        if chosen is not None:
            self.answer(chosen.value)
        else:
            self.tell("No command is called so. Backspace takes letters away")
