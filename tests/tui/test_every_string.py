"""Strings that would be more than text, a different one in every text of a briefing, on every screen of the reader.

What reaches the wire is held against the same tour of a briefing whose texts are plain words: no sequence of another kind,
no control character, and the reader goes on. By default a few briefings are toured; with SITBRIEF_STRINGS=all each string
stands in every place, which takes hours, and with SITBRIEF_STRINGS=N in N of them. SITBRIEF_SHARE=1/4 is the first of four
shares of that, which may run beside each other: a tour is mostly waiting.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

import orjson
import pytest

from formats import markup
from formats.hostile import PAYLOADS, filled, places, sample
from sitbrief.text import clean_line
from support.program import ROOT
from support.tried import tried

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from support.terminal import Terminal

pytestmark = pytest.mark.pty

NAUGHTY: Final = orjson.loads((ROOT / "tests/data/naughty_strings/strings.json").read_bytes())
STRINGS: Final = tuple(text for text in (*PAYLOADS, *NAUGHTY, *markup.texts(2_000)) if clean_line(text))
PLACES: Final = sum(1 for _ in places(sample()))
BATCHES: Final = -(-len(STRINGS) // PLACES)
ASKED: Final = os.environ.get("SITBRIEF_STRINGS", "")
SHARE: Final = [int(part) for part in os.environ.get("SITBRIEF_SHARE", "1/1").split("/")]

_SEQUENCE: Final = re.compile(
    rb"\x1b\[([?<=>]?)[0-9;:]*([ -/]*[@-~])|\x1b\]([0-9]+);|\x1b([PX^_])|\x1b([^\[\]PX^_])"
)

_MOVES: Final = frozenset(b"%c" % sign for sign in b"ABCDGHdJKLMSTXPb@rm")
"""What the differential driver moves the cursor with, scrolls, blanks and colours: which of it is shortest depends on the text."""

OPENED: Final = ("enter", "pagedown", "tab", "end", "q")
TOUR: Final = (
    *("s", "pagedown", "end", "s", "G", "home"),
    *(key for _ in range(3) for key in (*OPENED, "down")),
    *(key for pane, rows in (("2", 2), ("3", 2), ("4", 4)) for key in (pane, *(*OPENED, "down") * rows)),
    *("1", "?", "H", "esc", ":", "a", "esc", "p", "H", "esc", "f", "tab", "esc", "e", "esc", "y", "Y", "q"),
    *("/", "x", "enter", "n", "N", "c", "c", "r", "r", "r", "r", "r", "u", "u", "z", "z", "right", "0"),
    *("o", "down", "enter", "q", "o", "/", "a", "esc", "2", "3", "4", "end", "enter", "q"),
)
"""Through every list, detail and dialog. What a key does not do on one briefing it does on another."""

SCREENS: Final = frozenset({"enter", "q", "esc", "?", ":", "p", "f", "e", "Y", "o", "/", "s"})
"""Keys that open or close something, which is to be seen before the next."""


def numbers() -> list[tuple[int, int]]:
    """Which briefings are toured: by which batch of strings, turned by how many places."""
    if ASKED == "all" or ASKED.isdecimal():
        turns = PLACES if ASKED == "all" else min(PLACES, int(ASKED))
        step = PLACES // turns
        found = [(batch, turn * step) for turn in range(turns) for batch in range(BATCHES)]
        return found[SHARE[0] - 1 :: SHARE[1]]
    return [(0, 0), (BATCHES // 2, PLACES // 3), (BATCHES - 1, PLACES // 2)]


def texts(batch: int, turn: int) -> list[str]:
    """The strings of a briefing, one for each of its places."""
    own = [STRINGS[(batch * PLACES + place) % len(STRINGS)] for place in range(PLACES)]
    return own[turn:] + own[:turn]


def kinds(raw: bytes) -> set[bytes]:
    """The kinds of sequences on the wire: private mark and final sign of each, or the number of an operating system command."""
    return {b"".join(part or b"" for part in found) for found in _SEQUENCE.findall(raw)}


def toured(start: Callable[..., Terminal], path: Path) -> Terminal:
    """A terminal in which the reader was led through all of a briefing, and has left."""
    screen = start("--fresh", str(path), cols=100, rows=30)
    screen.wait_for("4 Sources")
    for key in TOUR:
        before = screen.grid()
        screen.send(key)
        if key in SCREENS:
            screen.pump_until(lambda before=before: screen.grid() != before, 0.5)
        screen.settle(0.03)
    for _ in range(4):
        if screen.pump_until(lambda: "7" in screen.modes and screen.echoing(), 0.2):
            break
        screen.send("q").settle(0.1)
    assert screen.wait_exit() == 0
    return screen


@pytest.fixture(scope="module")
def plain() -> Iterator[set[bytes]]:
    """What the tour of a briefing of plain words may send; filled once."""
    return set()


@pytest.mark.parametrize(("batch", "turn"), numbers())
def test_no_string_in_any_text_sends_more_than_plain_words_do(
    terminal: Callable[..., Terminal], tmp_path: Path, plain: set[bytes], batch: int, turn: int
) -> None:
    path = tmp_path / "a.json"
    if not plain:
        words = [f"Word {'and more words ' * (len(text) // 15)}" for text in texts(batch, turn)]
        path.write_bytes(orjson.dumps(filled(words)))
        plain |= kinds(toured(terminal, path).raw)
    path.write_bytes(orjson.dumps(filled(texts(batch, turn))))
    screen = toured(terminal, path)
    beyond = kinds(screen.raw) - plain - _MOVES
    tried("strings on every screen", PLACES, len(screen.controls()) + len(beyond))
    assert screen.controls() == []
    assert beyond == set()
    assert {entry.name for entry in tmp_path.iterdir() if not entry.name.startswith(".")} == {"a.json"}
