"""Under every kind of terminal, locale and colour the same words stand in the same cells, in sequences that it knows."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
from itertools import product
from typing import TYPE_CHECKING, Final

import pytest

from support.program import COMMAND, environment, need
from support.snapshots import check_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pyte.screens import Char

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

pytestmark = pytest.mark.pty

SIZES: Final = ((40, 10), (80, 24), (120, 40), (200, 50))
LOCALES: Final = {"utf8": "C.UTF-8", "ascii": "C", "latin1": "de_DE.ISO-8859-1"}
COLOURS: Final = {
    "plain": {},
    "more": {"COLORTERM": "truecolor"},
    "none": {"NO_COLOR": "1"},
    "contrast": {},
}
ARGUMENTS: Final = {"contrast": ("--theme", "high-contrast-light")}

_PLACING: Final = r"\x1b\[(?:[0-9]*(?:;[0-9]+)?H|[0-9]*[ABCDJK]|[0-9]+;[0-9]+r|r)|\x1b\[\?7[hl]|\x1bM"
_EIGHT: Final = "(?:0|1|4|7|22|24|27|3[0-79]|4[0-79])"
_MANY: Final = f"(?:{_EIGHT}|9[0-7]|10[0-7]|[34]8;5;[0-9]+)"
_COLUMNS: Final = r"\x1b\[[0-9]*[Gd]"
_ERASE: Final = r"\x1b\[[0-9]+X"
_SCROLL: Final = r"\x1b\[[0-9]*[ST]"
_XTERM: Final = r"\x1b\[\?(?:1049|2004|25)[hl]"


def _attributes(known: str) -> str:
    return rf"\x1b\[(?:{known}(?:;{known})*)?m"


KNOWN: Final = {
    "vt100": [_PLACING, _attributes("[0147]")],
    "linux": [_PLACING, _attributes(_EIGHT), _COLUMNS, _ERASE, r"\x1b\[\?25[hl]"],
    "screen": [_PLACING, _attributes(_EIGHT), _COLUMNS, _SCROLL, _XTERM],
    "screen-256color": [_PLACING, _attributes(_MANY), _COLUMNS, _SCROLL, _XTERM],
    "tmux-256color": [_PLACING, _attributes(_MANY), _COLUMNS, _SCROLL, _XTERM],
    "putty": [_PLACING, _attributes(_EIGHT), _COLUMNS, _ERASE, _SCROLL, _XTERM],
    "xterm": [_PLACING, _attributes(_EIGHT), _COLUMNS, _ERASE, _SCROLL, _XTERM],
    "xterm-256color": [_PLACING, _attributes(_MANY), _COLUMNS, _ERASE, _SCROLL, _XTERM],
}
"""What terminals of each name obey, as their terminfo entries say; of colours those of 256 where COLORTERM tells of more."""

MATRIX: Final = [
    (term, locale, colour, SIZES[(number + number // 4) % len(SIZES)])
    for number, (term, locale, colour) in enumerate(product(KNOWN, LOCALES, COLOURS))
]


def test_there_are_enough_of_them_and_each_terminal_has_every_size() -> None:
    assert len(MATRIX) >= 48
    assert {(term, size) for term, *_, size in MATRIX} == set(product(KNOWN, SIZES))


@pytest.mark.parametrize(("term", "locale", "colour", "size"), MATRIX)
def test_the_grid_is_the_one_of_its_size_in_sequences_that_are_known(
    terminal: Start, term: str, locale: str, colour: str, size: tuple[int, int]
) -> None:
    need("infocmp")
    cols, rows = size
    signs = "utf8" if locale == "utf8" else "ascii"
    env = {"TERM": term, "LANG": LOCALES[locale], "SITBRIEF_LIBRARY": "", **COLOURS[colour]}
    screen = terminal(*ARGUMENTS.get(colour, ()), cols=cols, rows=rows, env=env)
    screen.wait_for("4 Sources").settle().send("c", "2", "1", "j").settle()
    check_snapshot(f"matrix-{signs}-{cols}x{rows}", screen)
    assert screen.grid().isascii() is (signs == "ascii")
    screen.send("enter").wait_for_words("based on 1 claim").settle()
    check_snapshot(f"matrix-detail-{signs}-{cols}x{rows}", screen)
    screen.send("q", "q")
    assert screen.wait_exit() == 0
    _assert_known(screen.raw, term, colour)


def _assert_known(raw: bytes, term: str, colour: str) -> None:
    text = raw.decode("utf-8")
    many = COLOURS[colour].get("COLORTERM") and term != "vt100"
    forms = [*KNOWN[term], _attributes(_MANY)] if many else KNOWN[term]
    sequences = set(re.findall(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\].*?\x07|[^\[\]])", text))
    assert {found for found in sequences if not re.fullmatch("|".join(forms), found)} == set()
    if colour == "none" or term == "vt100":
        assert not [s for s in sequences if re.search(r"[\[;](?:3|4|9|10)[0-9](?:;[0-9;]*)?m", s)]


@pytest.mark.parametrize("theme", ["terminal", "high-contrast-light", "colour-blind-light"])
def test_where_one_types_is_marked_in_the_colours_of_the_theme(terminal: Start, theme: str) -> None:
    """White on white, or on grey, nobody sees."""
    screen = terminal("--theme", theme).wait_for("4 Sources").send("f").wait_for("an empty field").settle()
    row = next(y for y, line in enumerate(screen.screen.display) if "Provinces  " in line)
    column = screen.screen.display[row].index("e.g.")
    marked, beside = screen.screen.buffer[row][column], screen.screen.buffer[row][column + 1]
    assert marked.reverse
    assert not beside.reverse
    assert (marked.fg, marked.bg) == (beside.fg, beside.bg)


@pytest.mark.parametrize("theme", ["high-contrast", "colour-blind-light"])
def test_a_theme_with_a_ground_has_it_in_every_cell(terminal: Start, theme: str) -> None:
    screen = terminal("--theme", theme, cols=120, rows=40).wait_for("4 Sources").settle()
    assert len({cell.bg for cell in cells_of(screen)} - {"default"}) == 1
    assert "default" not in {cell.bg for cell in cells_of(screen)}
    assert "default" not in {cell.fg for cell in cells_of(screen) if cell.data != " "}
    screen.send("p").wait_for("two digits").settle()
    assert "default" not in {cell.bg for cell in cells_of(screen)}


def cells_of(screen: Terminal) -> list[Char]:
    shown = screen.screen
    return [shown.buffer[y][x] for y in range(shown.lines) for x in range(shown.columns)]


@pytest.mark.parametrize(("cols", "rows"), SIZES)
def test_the_terminals_cursor_stands_at_what_is_selected(terminal: Start, cols: int, rows: int) -> None:
    """Braille displays and magnifiers follow it."""
    screen = terminal("--open", "2024-12-05-hama", cols=cols, rows=rows).wait_for("4 Sources").settle()

    def pointed() -> str:
        cursor = screen.screen.cursor
        assert not cursor.hidden
        line = screen.screen.display[cursor.y]
        assert line[: cursor.x].rstrip().endswith(">"), line
        return line[cursor.x :].split("  ")[0]

    for key, words in [
        ("j", "Kurdish-led militias"),
        ("G", ""),
        ("g", "Aleppo falls"),
        ("2", "Aleppo:"),
        ("4", "D Syrian"),
    ]:
        screen.send(key).settle()
        assert pointed().startswith(words)
    screen.send("1", "g").settle().send("enter").wait_for_words("based on").settle().send("tab").settle()
    assert pointed()
    screen.send("q").wait_for("4 Sources").settle()
    assert pointed().startswith("Aleppo falls")
    screen.send("p").wait_for("Province").settle().send("down").settle()
    assert "Damascus" in pointed()


@pytest.mark.parametrize("inside", ["tmux", "screen", "mosh"])
def test_inside_other_programs_the_columns_stand_as_they_do_alone(
    terminal: Start, tmp_path: Path, inside: str
) -> None:
    """Each measures the text by itself, and draws it anew."""
    command = [*COMMAND, "--fresh"]
    name = f"matrix-{os.getpid()}"
    env = {**environment(tmp_path, SITBRIEF_LIBRARY="", TMUX="", STY=""), "SHELL": "/bin/sh"}
    outer = {
        "tmux": ["tmux", "-L", name, "-f", str(tmp_path / "conf"), "new-session"],
        "screen": ["screen", "-U", "-c", "/dev/null"],
    }
    (tmp_path / "conf").write_text("set -g status off\n", encoding="utf-8")
    server: int | None = None
    if inside == "mosh":
        argv, key, server = _mosh(command, env)
        env |= {"MOSH_KEY": key}
    else:
        need(inside)
        argv = [*outer[inside], *command]
    try:
        screen = terminal(argv=argv, cols=120, rows=40, env=env).wait_for("4 Sources").settle()
        screen.send("c", "2", "1", "j").settle()
        check_snapshot("matrix-utf8-120x40", screen)
        screen.send("q")
        assert screen.wait_exit() == 0
    finally:
        if inside == "tmux":
            subprocess.run(["tmux", "-L", name, "kill-server"], check=False, capture_output=True)
        if server is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(server, signal.SIGTERM)


def _mosh(command: list[str], env: dict[str, str]) -> tuple[list[str], str, int]:
    """The client's command line, its key, and the server's process."""
    argv = [need("mosh-server"), "new", "-i", "127.0.0.1", "-p", "60101:60999", "--", *command]
    told = subprocess.run(argv, capture_output=True, env=env, check=True, encoding="utf-8", timeout=30)
    connect = re.search(r"MOSH CONNECT (\d+) (\S+)", told.stdout)
    server = re.search(r"pid = (\d+)", told.stdout + told.stderr)
    assert connect
    assert server
    return [need("mosh-client"), "127.0.0.1", connect[1]], connect[2], int(server[1])
