"""The keys of every binding as they are now, and how a key is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.keys import KEY_NAME_REPLACEMENTS, Keys, _character_to_key, key_to_character

from sitbrief.config.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES: Final = {
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "del": "delete",
    "ins": "insert",
    "→": "right",
    "←": "left",
    "↑": "up",
    "↓": "down",
    " ": "space",
}
_SAME: Final = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
"""What a terminal cannot tell from another key."""

_SHOWN: Final = {
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "shift+tab": "shift+Tab",
    "backspace": "Backspace",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "right": "→",
    "left": "←",
    "up": "↑",
    "down": "↓",
    "home": "Home",
    "end": "End",
    "space": "Space",
    **{
        name: sign for sign in "+-/@\\_" for name in [_character_to_key(sign)]
    },  # Textual has names of its own for these
}
KNOWN: Final = frozenset({*(key.value for key in Keys if "<" not in key.value), *_SHOWN})
"""Keys that have a name."""

NEVER: Final = "ctrl+f24"
"""A key that no terminal sends: Textual leaves a binding its old keys where it is given none."""

_ARROWS: Final = frozenset({"up", "down", "left", "right", "home", "end", "pageup", "pagedown", "delete"})
_MODIFIERS: Final = frozenset({"ctrl", "shift", "alt"})


def key_of(written: str) -> str | None:
    """A key as Textual names it, from what a person writes: "P", "ctrl+x", "F2", "Esc", "→"; None for none."""
    before, plus, last = written.rpartition("+")
    if not last:  # the sign itself
        before, last = before.removesuffix("+"), "+" if plus else ""
    modifiers = [word.lower() for word in before.split("+") if word]
    if not last or not set(modifiers) <= _MODIFIERS:
        return None
    if modifiers == ["shift"] and len(last) == 1 and last.upper() != last.lower():
        modifiers, last = [], last.upper()
    name = _NAMES.get(last.lower(), last.lower() if len(last) > 1 else "")
    if not name:
        name = _character_to_key(last.lower() if modifiers else last)
    elif name not in KNOWN and "+".join([*modifiers, name]) not in KNOWN:
        return None
    key = "+".join([*modifiers, KEY_NAME_REPLACEMENTS.get(name, name)])
    return _SAME.get(key, key)


def keys_of(name: str) -> tuple[str, ...]:
    """The keys that a command has by default, as Textual names them."""
    return tuple(key for written in COMMANDS[name].keys.split() if (key := key_of(written)))


def is_sent(key: str) -> bool:
    """Whether terminals send it: alt is Esc and then the key, and what ctrl does to other signs than letters differs."""
    *modifiers, last = key.split("+")
    if "alt" in modifiers:
        return False
    if len(modifiers) > 1:
        return last in _ARROWS
    return modifiers != ["ctrl"] or (len(last) == 1 and last.isascii() and last.isalpha()) or last in _ARROWS


def near(written: str) -> str | None:
    """The name of a key that is nearest to what was written."""
    from difflib import get_close_matches

    found = get_close_matches(written.lower(), sorted({*_NAMES, *KNOWN}), n=1)
    return found[0] if found else None


def shown(key: str) -> str:
    """A key as a person writes it."""
    *modifiers, last = key.split("+")
    return _SHOWN.get(key) or "+".join([*modifiers, _SHOWN.get(last) or key_to_character(last) or last])


class Keymap:
    """The keys as they are now, for whoever has to say one."""

    def __init__(self) -> None:
        self._changed: Mapping[str, str] = {}

    def use(self, changed: Mapping[str, str]) -> None:
        """Take over what a configuration makes of the keys: by the ids of bindings, with commas between."""
        self._changed = dict(changed)

    def words(self, name: str) -> str:
        """The keys of a command as a person writes them, with spaces between; empty where it has none."""
        keys = self._changed.get(name)
        if keys is None:
            return COMMANDS[name].written
        return " ".join(shown(key) for key in keys.split(",") if key != NEVER)

    def key(self, name: str) -> str:
        """The first of them; where it has none, what the list of commands finds it by."""
        first, *_ = self.words(name).split() or [f'the command "{COMMANDS[name].name}"']
        return first


keymap = Keymap()
"""That of the one application of this process."""


def steps_of_search() -> str:
    """The keys that go from match to match, in words."""
    return f"{keymap.key('search.next')} next, {keymap.key('search.previous')} previous"
