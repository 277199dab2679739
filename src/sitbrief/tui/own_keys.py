"""Keys of one's own: what a configuration says of bindings, held against what the program has."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.config.commands import COMMANDS
from sitbrief.tui.keymap import NEVER, is_sent, key_of, keys_of, near, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitbrief.config.model import Config, Keys, Problem

FIXED: Final = frozenset(
    {
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
        *("enter", "tab", "shift+tab", "escape", "backspace"),
        *"0123456789",
        "ctrl+c",
    }
)
"""Keys that always do what they do: with them alone everything can be reached, and no configuration locks anybody out."""


BOUND: Final = {spec.id: keys_of(spec.id) for spec in COMMANDS.values() if spec.keys}
"""The keys, as Textual names them, of all commands that have some. Other dialogs have but keys that always stay."""


class Resolved(NamedTuple):
    """What a configuration makes of the keys.

    Attributes:
        keymap: The keys of those bindings that have others now, as Textual wants them.
        problems: What of the configuration does not count, and which bindings it takes a key from.
    """

    keymap: Mapping[str, str]
    problems: tuple[Problem, ...]


def resolve(config: Config) -> Resolved:
    """The keys under a configuration. Of two bindings that it gives the same key the first in the file has it."""
    return _Resolver(config).resolved()


class _Resolver:
    def __init__(self, config: Config) -> None:
        self._config = config
        self._given: dict[tuple[str, str], str] = {}
        self._problems: list[Problem] = []

    def resolved(self) -> Resolved:
        """Go through what is said, then through what is left."""
        said: dict[str, list[str]] = {}
        for each in self._config.keys:
            own = self._said(each)
            if own or not each.keys:  # none at all is an answer, too
                said[each.id] = own
        changed: dict[str, str] = {}
        for name, bound in BOUND.items():
            keys = [*said.get(name, bound)]
            keys += [key for key in bound if key in FIXED and key not in keys]
            left = [key for key in keys if self._given.get((COMMANDS[name].scope, key), name) == name]
            if tuple(left) != bound:
                changed[name] = ",".join(left) or NEVER
            if name not in said:
                self._tell_of(name, [key for key in keys if key not in left], left)
        return Resolved(changed, tuple(sorted(self._problems, key=lambda each: each.line)))

    def _said(self, said: Keys) -> list[str]:
        """The keys that a binding is given; none where what is said of it does not count."""
        if said.id not in BOUND:
            close = get_close_matches(said.id, BOUND, n=1, cutoff=0.4)
            hint = f"Did you mean {close[0]}?" if close else "sitbrief config lists them all."
            self._problem(said.id, "nothing is called so", hint)
            return []
        repeated = [key for key, count in Counter(map(key_of, said.keys)).items() if key and count > 1]
        for key in repeated:
            self._problem(said.id, f"{shown(key)!r} is there twice", "Once is enough.")
        found = (self._taken(said.id, written) for written in said.keys)
        return list(dict.fromkeys(key for key in found if key))

    def _taken(self, name: str, written: str) -> str | None:
        """A key that a binding takes; None where it cannot."""
        key = key_of(written)
        if key is None:
            close = near(written)
            hint = f"Did you mean {close!r}?" if close else 'Keys are written "p", "P", "ctrl+x", "f2".'
            self._problem(name, f"{written!r} is no key", hint)
            return None
        if not is_sent(key):
            self._problem(
                name, f"no terminal sends {written!r} for sure", "Choose a letter, a sign, ctrl and a letter."
            )
            return None
        if key in FIXED and key not in BOUND[name]:
            hint = "Choose a letter, a sign, ctrl and a letter, or f1 to f12."
            self._problem(name, f"{written!r} always does what it does", hint)
            return None
        if key in FIXED:  # it is this one's already, whatever another does with it elsewhere
            return key
        owner = self._given.setdefault((COMMANDS[name].scope, key), name)
        if owner != name:
            self._problem(name, f"{written!r} is given to {owner}, too", f"{owner} has it. Choose another.")
            return None
        return key

    def _tell_of(self, name: str, lost: list[str], left: list[str]) -> None:
        """A binding that nothing was said of has lost keys to others."""
        for key in lost:
            others = (
                f"has {', '.join(map(shown, left))}"
                if left
                else "has none now: the list of commands finds it"
            )
            owner = self._given[COMMANDS[name].scope, key]
            self._problem(owner, f"{shown(key)!r} was a key of {name}", f"That one {others}.")

    def _problem(self, name: str, what: str, hint: str) -> None:
        self._problems.append(self._config.problem("keys", name, what, hint))
