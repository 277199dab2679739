"""The real reader, key by key: its screen is the one that Textual's repainting would have drawn, attributes included."""

from __future__ import annotations

import os
import random
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from support.emulator import Screen, Stream, cells, emulator
from support.program import BRIEFINGS, environment, need

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

pytestmark = pytest.mark.pty

TWIN: Final = (sys.executable, str(Path(__file__).with_name("twin.py")))
BRIEFING: Final = str(BRIEFINGS / "2024-12-05-hama.json")
MORNING: Final = (
    *["down"] * 20,
    *[
        "pagedown",
        "pageup",
        "end",
        "home",
        "p",
        "0",
        "5",
        "]",
        "]",
        "[",
        "0",
        "2",
        "down",
        "enter",
        "down",
        "esc",
    ],
    *[
        "3",
        "4",
        "1",
        "/",
        "h",
        "a",
        "m",
        "a",
        "enter",
        "n",
        "N",
        "z",
        "z",
        "s",
        "s",
        "?",
        "esc",
        "c",
        "c",
        "r",
        "r",
    ],
    *[
        "u",
        "f",
        "tab",
        "tab",
        "esc",
        "o",
        "esc",
        "Y",
        "esc",
        "y",
        "e",
        "esc",
        "tab",
        "shift+tab",
        "ctrl+l",
        ":",
    ],
)
# All keys of the reader but those that leave it, write files or open another briefing's file for good.
RANDOM: Final = (
    *[
        "down",
        "up",
        "j",
        "k",
        "pagedown",
        "pageup",
        "home",
        "end",
        "ctrl+d",
        "ctrl+u",
        "space",
        "tab",
        "shift+tab",
    ],
    *[
        "1",
        "2",
        "3",
        "4",
        "z",
        "s",
        "]",
        "[",
        "right",
        "left",
        "0",
        "r",
        "u",
        "c",
        "n",
        "N",
        "enter",
        "esc",
        "p",
    ],
    *["f", "/", "?", "o", "<", ">", "a", "H", "5", "backspace", "y", "ctrl+l", "é", "ب"],
)
SIZES: Final = ((80, 24), (120, 40), (200, 50), (40, 10), (100, 30), (33, 8))
QUIET: Final = 0.03
PATIENCE: Final = 20.0


class Twin:
    """A reader on two screens: what its terminal shows, and what everything it wrote would have drawn."""

    def __init__(self, terminal: Start, folder: Path, *words: str, cols: int, rows: int) -> None:
        self.pipe = folder / "everything"
        os.mkfifo(self.pipe)
        self.reader = os.open(self.pipe, os.O_RDONLY | os.O_NONBLOCK)
        self.terminal = terminal(str(self.pipe), *words, argv=TWIN, cols=cols, rows=rows)
        self.whole: Screen
        self._stream: Stream
        self.resize_whole(cols, rows)

    def resize_whole(self, cols: int, rows: int) -> None:
        self.whole, self._stream = emulator(cols, rows)
        self._stream.feed(b"\x1b[?7l")

    def pump(self, seconds: float) -> bool:
        """Read what comes from either; False where nothing came."""
        master = self.terminal._master  # noqa: SLF001  to wait for both at once
        ready, _, _ = select.select([master, self.reader], [], [], seconds)
        if master in ready:
            self.terminal.pump(0)
        if self.reader in ready:
            self._stream.feed(os.read(self.reader, 65536).replace(b"\n", b"\r\n"))
        return bool(ready)

    def settle(self) -> None:
        """Read until both are quiet and show the same, or for as long as the patience lasts."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if not self.pump(QUIET) and cells(self.terminal.screen) == cells(self.whole):
                return

    def check(self, said: str) -> None:
        self.settle()
        ours, everything = cells(self.terminal.screen), cells(self.whole)
        for y, (row, other) in enumerate(zip(ours, everything, strict=True)):
            assert row == other, f"{said}: row {y}\n{self.terminal.grid()}"


@pytest.fixture
def twin(terminal: Start, tmp_path: Path) -> Iterator[Callable[..., Twin]]:
    made: list[Twin] = []

    def start(*words: str, cols: int, rows: int) -> Twin:
        made.append(Twin(terminal, tmp_path, *words, cols=cols, rows=rows))
        end = time.monotonic() + PATIENCE
        while "Sources" not in made[-1].terminal.grid() and time.monotonic() < end:
            made[-1].pump(0.1)
        return made[-1]

    yield start
    for found in made:
        os.close(found.reader)


@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (120, 40), (200, 50)])
def test_after_every_key_of_a_morning_the_screens_are_the_same(
    twin: Callable[..., Twin], cols: int, rows: int
) -> None:
    found = twin(BRIEFING, cols=cols, rows=rows)
    found.check("at first")
    for number, key in enumerate(MORNING):
        found.terminal.send(key)
        found.check(f"key {number}, {key}")


@pytest.mark.parametrize("seed", range(4))
def test_after_every_random_key_and_new_size_the_screens_are_the_same(
    twin: Callable[..., Twin], seed: int
) -> None:
    """2,000 keys in all, from every screen of the reader."""
    chance = random.Random(seed)  # noqa: S311  no secret
    cols, rows = SIZES[seed]
    found = twin(BRIEFING, cols=cols, rows=rows)
    history: list[str] = []
    for _ in range(500):
        if chance.random() < 0.02:
            cols, rows = chance.choice([size for size in SIZES if size != (cols, rows)])
            history.append(f"{cols}x{rows}")
            found.settle()
            found.resize_whole(cols, rows)
            found.terminal.resize(cols, rows)
        else:
            history.append(chance.choice(RANDOM))
            found.terminal.send(history[-1])
        found.check(" ".join(history[-12:]))


class Pane:
    """A reader in tmux, which draws for its own clients what it made of the bytes."""

    def __init__(self, folder: Path, cols: int, rows: int) -> None:
        self._tmux = [need("tmux"), "-S", str(folder / "tmux"), "-f", os.devnull]
        self.pipe = folder / "everything"
        os.mkfifo(self.pipe)
        self.reader = os.open(self.pipe, os.O_RDONLY | os.O_NONBLOCK)
        self.size = cols, rows
        self.whole, self._stream = emulator(cols, rows)
        self._stream.feed(b"\x1b[?7l")
        command = " ".join([*TWIN, str(self.pipe), BRIEFING])
        surroundings = environment(folder, SHELL="/bin/sh")
        size = ["-x", str(cols), "-y", str(rows)]
        self._run("new-session", "-d", *size, command, env=surroundings)
        self._run("set", "-g", "status", "off")

    def _run(self, *words: str, env: dict[str, str] | None = None) -> bytes:
        return subprocess.run(
            [*self._tmux, *words], env=env, check=True, capture_output=True, timeout=30
        ).stdout

    def press(self, key: str) -> None:
        names = {"down": "Down", "pagedown": "NPage", "pageup": "PPage", "end": "End", "home": "Home"}
        names |= {"enter": "Enter", "esc": "Escape", "tab": "Tab", "shift+tab": "BTab", "ctrl+l": "C-l"}
        self._run("send-keys", *([] if key in names else ["-l"]), names.get(key, key))

    def shown(self) -> Screen:
        """The screen that a client of tmux would see."""
        screen, stream = emulator(*self.size)
        stream.feed(b"\x1b[?7l")
        for y, row in enumerate(self._run("capture-pane", "-p", "-e", "-N").split(b"\n")[: self.size[1]]):
            stream.feed(b"\x1b[%d;1H" % (y + 1) + row)
        return screen

    def same(self) -> bool:
        """Read what was written until nothing comes; whether both screens show the same then."""
        while select.select([self.reader], [], [], QUIET)[0]:
            data = os.read(self.reader, 65536)
            if not data:
                return False
            self._stream.feed(data.replace(b"\n", b"\r\n"))
        return cells(self.shown()) == cells(self.whole)

    def check(self, said: str) -> None:
        end = time.monotonic() + PATIENCE
        while not self.same():
            assert time.monotonic() < end, said + "\n" + "\n".join(self.shown().display)

    def close(self) -> None:
        os.close(self.reader)
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True)


def test_through_tmux_the_screens_are_the_same(tmp_path: Path) -> None:
    pane = Pane(tmp_path, 100, 30)
    try:
        end = time.monotonic() + PATIENCE
        while "Sources" not in "\n".join(pane.whole.display) and time.monotonic() < end:
            pane.same()
        for number, key in enumerate(MORNING):
            pane.check(f"before key {number}, {key}")
            pane.press(key)
        pane.check("at last")
    finally:
        pane.close()
