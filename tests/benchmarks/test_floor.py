"""The yardstick draws what it claims to draw, with wide characters, combining marks and colours."""

from __future__ import annotations

from unicodedata import normalize

import pyte
from hypothesis import assume, given
from hypothesis import strategies as st

from measure.cells import BLANK, Cell, Frame, Look, Row, blank_frame, cell_of, sgr
from measure.floor import encode, paint, scrolled
from measure.screen import Screen
from measure.terminal import Terminal

COLUMNS, ROWS = 14, 4
COLOURS = st.sampled_from(["default", "red", "brightblue", "cd0000", "0a0b0c"])
FLAG = st.booleans()
LOOKS = st.builds(Look, COLOURS, COLOURS, FLAG, FLAG, FLAG, FLAG, FLAG, FLAG)
FEW_LOOKS = st.sampled_from([Look(), Look(), Look(), Look(bold=True), Look(bg="red"), Look(reverse=True)])
WORDS = st.sampled_from(
    [" ", "      ", "ab", "aé", "x\u0323y", "ح\u064e", "漢語", "漢" * 7, "a각", "abcdefg"]
)


def cells(word: str, look: Look) -> Row:
    """What a terminal shows of a word."""
    terminal = Terminal(COLUMNS, 1)
    terminal.feed((sgr(Look(), look) + word).encode())
    return terminal.screen.frame()[0][: terminal.screen.cursor.x]


@st.composite
def rows(draw: st.DrawFn) -> Row:
    runs = draw(st.lists(st.tuples(WORDS, st.one_of(FEW_LOOKS, LOOKS)), max_size=4))
    row = tuple(cell for run in runs for cell in cells(*run))[:COLUMNS]
    row += (BLANK,) * (COLUMNS - len(row))
    return (*row[:-1], BLANK) if row[-1].text in {"漢", "語", "각"} else row


@st.composite
def changes(draw: st.DrawFn) -> tuple[Frame, Frame]:
    """Two screens that have much in common: some rows stay, some come from elsewhere, some are new."""
    before = draw(st.lists(rows(), min_size=ROWS, max_size=ROWS))
    by = draw(st.integers(-2, 2))
    stays = st.sampled_from([True, True, False])
    after = [
        (before[y + by] if 0 <= y + by < ROWS else before[y]) if draw(stays) else draw(rows())
        for y in range(ROWS)
    ]
    return tuple(before), tuple(after)


CURSORS = st.tuples(st.integers(0, ROWS - 1), st.integers(0, COLUMNS))


def drawn(before: Frame, cursor: tuple[int, int], output: str) -> Frame:
    """What a terminal shows."""
    terminal = Terminal(COLUMNS, ROWS)
    terminal.screen.show(before)
    terminal.screen.cursor.y, terminal.screen.cursor.x = cursor
    terminal.feed(output.encode())
    return terminal.screen.frame()


@given(changes(), CURSORS)
def test_every_encoding_draws_the_screen(change: tuple[Frame, Frame], cursor: tuple[int, int]) -> None:
    before, after = change
    for output in (
        paint(before, after, cursor),
        *scrolled(before, after, cursor),
        encode(before, after, cursor),
    ):
        assert drawn(before, cursor, output) == after


@given(changes(), CURSORS)
def test_plain_pyte_draws_the_same(change: tuple[Frame, Frame], cursor: tuple[int, int]) -> None:
    """An independent judge, but for a combining mark in the last column, on which it wraps."""
    before, after = change
    assume(all(len(row[-1].text) <= 1 for row in after))
    screen = pyte.Screen(COLUMNS, ROWS)
    Screen.show(screen, before)  # type: ignore[arg-type]
    screen.cursor.y, screen.cursor.x = cursor
    pyte.ByteStream(screen).feed(paint(before, after, cursor).encode())
    shown = tuple(tuple(cell_of(screen.buffer[y][x]) for x in range(COLUMNS)) for y in range(ROWS))
    assert shown == after


@given(LOOKS, LOOKS)
def test_a_sequence_between_looks_arrives_at_the_second(pen: Look, look: Look) -> None:
    terminal = Terminal(4, 2)
    terminal.feed((sgr(Look(), pen) + sgr(pen, look) + "x").encode())
    assert terminal.screen.frame()[0][0] == Cell("x", look)


@given(changes(), CURSORS)
def test_nothing_costs_more_than_writing_all_of_it(
    change: tuple[Frame, Frame], cursor: tuple[int, int]
) -> None:
    before, after = change
    naive, pen = "", Look()
    for y, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new:
            naive += f"\x1b[{y + 1}H" if y else "\x1b[H"
            for cell in new:
                look = cell.look if cell.text else pen
                naive, pen = naive + sgr(pen, look) + cell.text, look
    assert len(encode(before, after, cursor).encode()) <= len(naive.encode())


def screen_of(*lines: str) -> Frame:
    terminal = Terminal(COLUMNS, len(lines))
    terminal.feed("\r\n".join(lines).encode())
    return terminal.screen.frame()


def test_known_differences_cost_what_they_should() -> None:
    two = screen_of("> one", "  two")
    assert encode(two, screen_of("  one", "> two"), (0, 0)) == " \r\n>"
    assert encode(two, screen_of("> one", ""), (0, 0)) == "\n\x1b[K"
    assert encode(two, two, (0, 0)) == ""
    assert encode(blank_frame(COLUMNS, 2), screen_of("", "  two"), (1, 2)) == "two"
    long = [f"line number {number}" for number in range(9)]
    gone = encode(screen_of(*long[:6]), screen_of(*long[1:7]), (5, 0))
    assert gone == "\x1b[Sline number 6"


@given(st.lists(st.sampled_from(["a", "é", "漢", "e\u0301", "ح\u064e", "a\u200d", "a\ufe0f"]), max_size=9))
def test_marks_take_no_column_and_wide_characters_take_two(letters: list[str]) -> None:
    terminal = Terminal(2 * 9 + 1, 1)
    terminal.feed("".join(letters).encode())
    row = terminal.screen.frame()[0]
    expected = [part for letter in letters for part in ([letter, ""] if letter == "漢" else [letter])]
    assert [cell.text for cell in row[: len(expected)]] == [normalize("NFC", text) for text in expected]
    assert terminal.screen.cursor.x == len(expected)
