"""Every way of the cursor leads where it should, on every terminal, and none is longer than going there directly."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.terminal.capabilities import TRUE, XTERM, Capabilities
from sitbrief.terminal.moves import UNKNOWN, move
from support.emulator import emulator
from support.program import need

WIDTH, HEIGHT = 200, 50
cells = st.tuples(st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1))


def direct(y: int, x: int) -> bytes:
    return f"\x1b[{y + 1};{x + 1}H".encode()


@pytest.mark.parametrize("able", [XTERM, Capabilities()], ids=["xterm", "least"])
@given(cells, cells)
def test_a_move_ends_in_its_cell(able: Capabilities, start: tuple[int, int], end: tuple[int, int]) -> None:
    screen, stream = emulator(WIDTH, HEIGHT)
    stream.feed(direct(*start))
    way = move(*start, *end, able).encode()
    stream.feed(way)
    assert (screen.cursor.y, screen.cursor.x) == end
    assert len(way) <= len(direct(*end))


@pytest.mark.parametrize("able", [XTERM, Capabilities()], ids=["xterm", "least"])
@given(cells, cells, st.booleans())
def test_a_move_from_an_unknown_column_or_place_ends_in_its_cell(
    able: Capabilities,
    start: tuple[int, int],
    end: tuple[int, int],
    row: bool,  # noqa: FBT001
) -> None:
    screen, stream = emulator(WIDTH, HEIGHT)
    stream.feed(direct(*start))
    stream.feed(move(start[0] if row else UNKNOWN, UNKNOWN, *end, able).encode())
    assert (screen.cursor.y, screen.cursor.x) == end


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ((3, 7), (3, 7), ""),
        ((3, 7), (0, 0), "\x1b[H"),
        ((3, 7), (3, 0), "\r"),
        ((3, 7), (4, 0), "\n\r"),
        ((3, 7), (4, 7), "\n"),
        ((3, 7), (3, 8), "\x1b[C"),
        ((3, 7), (3, 6), "\b"),
        ((3, 107), (3, 130), "\x1b[23C"),
        ((3, 7), (2, 7), "\x1b[A"),
        ((30, 7), (0, 70), "\x1b[;71H"),
        ((3, UNKNOWN), (3, 9), "\r\x1b[9C"),
        ((UNKNOWN, UNKNOWN), (9, 0), "\x1b[10H"),
    ],
)
def test_the_shortest_way_is_taken(start: tuple[int, int], end: tuple[int, int], expected: str) -> None:
    assert move(*start, *end, XTERM) == expected


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("xterm-256color", XTERM),
        ("xterm", XTERM._replace(colours=8)),
        ("putty", XTERM._replace(colours=8)),
        ("tmux-256color", XTERM._replace(erase=False, coloured_erase=False)),
        (
            "linux",
            Capabilities(
                columns=True,
                erase=True,
                coloured_erase=True,
                regions=True,
                attributes=True,
                other_screen=False,
                reports=False,
            ),
        ),
        ("vt100", Capabilities(regions=True, colours=0, other_screen=False, cursor=False, reports=False)),
        ("screen", Capabilities(columns=True, regions=True, scroll=True, attributes=True)),
        ("unheard-of", Capabilities()),
        ("", Capabilities()),
        ("a/../b\n", Capabilities()),
    ],
)
def test_a_terminal_can_do_what_its_terminfo_entry_says(term: str, expected: Capabilities) -> None:
    """Each in a process of its own: the library behind it reads one entry and no other."""
    need("infocmp")
    script = (
        "import sys; from sitbrief.terminal.capabilities import capabilities as c; print(c(sys.argv[1], 2))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, term], capture_output=True, encoding="utf-8", check=True, timeout=30
    )
    assert done.stdout.strip() == str(expected)


@pytest.mark.parametrize(
    ("term", "colorterm", "colours"),
    [
        ("xterm", "truecolor", TRUE),
        ("screen-256color", "truecolor", 256),
        ("vt100", "24bit", 0),
        ("xterm", "yes", 8),
    ],
)
def test_more_colours_than_the_name_says_are_believed_where_they_are_passed_on(
    term: str, colorterm: str, colours: int
) -> None:
    need("infocmp")
    script = (
        "import sys; from sitbrief.terminal.capabilities import capabilities as c;"
        "print(c(sys.argv[1], 2, {'COLORTERM': sys.argv[2]}).colours)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, term, colorterm],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=30,
    )
    assert int(done.stdout) == colours
