"""Sequences that put a terminal into the modes an application needs, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sitbrief.terminal.capabilities import Capabilities

_MOUSE: Final = ("1000", "1003", "1006")
_LAST_LINE: Final = "\x1b[999;1H\x1b[K"
"""A terminal that has no other screen keeps what was drawn, with an empty last line for the shell to go on in."""

_ANY_MODE: Final = ("1000", "1002", "1003", "1006", "1015", "1016", "2004", "1004", "2048", "2026")
"""Mouse, paste, focus, in-band sizes, synchronised output: whatever may be on when the process has to end."""


def entering(able: Capabilities, *, mouse: bool) -> str:
    """The other screen, a cursor that shows, no line wrap, pasted text marked; the mouse where it is asked for."""
    parts = ["\x1b[?1049h"] if able.other_screen else []
    parts += ["\x1b[?7l"] if able.wrap else []
    if able.reports:
        parts += ["\x1b[?2004h", *(f"\x1b[?{mode}h" for mode in _MOUSE if mouse)]
    return "".join(parts)


def leaving(able: Capabilities, *, mouse: bool) -> str:
    """The sequences that undo `entering`."""
    parts = [f"\x1b[?{mode}l" for mode in reversed(_MOUSE) if mouse and able.reports]
    return "".join((*parts, *_back(able, ("2004",))))


def emergency(able: Capabilities) -> bytes:
    """The sequences that restore a terminal from any mode."""
    return "".join(_back(able, _ANY_MODE)).encode()


def _back(able: Capabilities, reports: tuple[str, ...]) -> list[str]:
    parts = [f"\x1b[?{mode}l" for mode in reports if able.reports]
    parts += ["\x1b[?7h"] if able.wrap else []
    parts += ["\x1b[m", _LAST_LINE]
    parts += ["\x1b[?1049l"] if able.other_screen else []
    parts += ["\x1b[?25h"] if able.cursor else []
    return parts
