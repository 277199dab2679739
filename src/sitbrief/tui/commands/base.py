"""What a screen can be told to do: commands of the catalogue, each with when it does something, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from textual.binding import Binding

from sitbrief.config.commands import COMMANDS
from sitbrief.tui.keymap import keymap, keys_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.binding import BindingType

    from sitbrief.config.command_spec import CommandSpec

S = TypeVar("S")
"""The screen that can be told: any with panes, or the reader of a briefing alone, or what is open on top of them."""


class Command(NamedTuple, Generic[S]):
    """A command as a screen has it.

    Attributes:
        spec: What it is called and how it is told.
        run: Does it.
        available: Whether it would do anything now.
    """

    spec: CommandSpec
    run: Callable[[S], object]
    available: Callable[[S], bool]

    @property
    def id(self) -> str:
        """Its name for key maps."""
        return self.spec.id

    @property
    def written(self) -> str:
        """Its keys as they are now, as a person writes them."""
        return keymap.words(self.id)

    @property
    def idle(self) -> str:
        """What is said where it would do nothing."""
        return f"{keymap.key(self.id)}: {self.spec.idle}."


def _always(_screen: object) -> bool:
    return True


def command(name: str, run: Callable[[S], object], available: Callable[[S], bool] = _always) -> Command[S]:
    """A command by its id, with what does it and whether that would do anything now."""
    return Command(COMMANDS[name], run, available)


class CommandSet(NamedTuple):
    """What a screen can be told to do.

    Attributes:
        by_id: The commands by their ids, in the order of the help.
        hints: The ids of those whose keys the bottom line shows, the most important first.
    """

    by_id: dict[str, Command[Any]]
    hints: tuple[str, ...]


def command_set(*tables: Iterable[Command[Any]], hints: tuple[str, ...]) -> CommandSet:
    """The commands of some modules; of two with one id the later one."""
    given = {each.id: each for table in tables for each in table}
    return CommandSet({name: given[name] for name in COMMANDS if name in given}, hints)


def binding(name: str, action: str) -> Binding:
    """The keys of a command of the catalogue, and the action of Textual's that they stand for."""
    return Binding(",".join(keys_of(name)), action, COMMANDS[name].hint or name, show=False, id=name)


def bindings(commands: Iterable[Command[Any]]) -> list[BindingType]:
    """The commands' keys as Textual wants them."""
    return [binding(each.id, f"command('{each.id}')") for each in commands]
