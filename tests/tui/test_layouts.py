"""On a keyboard of another country every function is reachable with what is typed there without AltGr."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from sitbrief.tui.keymap import shown
from sitbrief.tui.layouts import LATIN
from sitbrief.tui.own_keys import BOUND, FIXED

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

LATIN_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
TYPED: Final = {
    "German": LATIN_LETTERS + "äöüß0123456789^°!\"§$%&/()=?`´+*#'<>,;.:-_ ",
    "French": LATIN_LETTERS + "²&é\"'(-è_çà)=°+0123456789^¨$£ù%*µ,?;.:/!§<> ",
    "Arabic": "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذآإأ0123456789!@#$%^&*()_+-=/؟:؛،,.\"'<>?[]{}|\\ ",
}
"""What the keys of each layout write, alone and with Shift."""


@pytest.mark.parametrize("layout", TYPED)
def test_every_function_has_a_key_there(layout: str) -> None:
    typed = {*TYPED[layout], *(LATIN[sign] for sign in TYPED[layout] if sign in LATIN)}

    def reachable(key: str) -> bool:
        return key in FIXED or shown(key) in typed or (key == "space") or key.startswith("ctrl+")

    without = {name for name, keys in BOUND.items() if not any(map(reachable, keys))}
    assert without == set()


@pytest.mark.pty
@pytest.mark.parametrize(
    "keys", ["pceq", "حؤثض", "зсуй", "πψεq"], ids=["Latin", "Arabic", "Russian", "Greek"]
)
def test_shortcuts_are_where_they_are_on_a_latin_keyboard(terminal: Start, keys: str) -> None:
    province, contested, export, leave = keys
    screen = terminal("--open", "2024-12-06-hama", cols=100, rows=30).wait_for("4 Sources").settle()
    screen.send(province).wait_for("two digits").send("٠٥" if province == "ح" else "05")
    screen.wait_for("Hama · ").send(contested).wait_for("Hama · contested")
    screen.send(export).wait_for("Export").send("esc").wait_gone("Export").settle().send(leave)
    assert screen.wait_exit() == 0
