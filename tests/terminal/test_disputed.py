"""Whatever a terminal thinks of vowel signs, they stand whole where there is room for them, and no other cell suffers."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_text

from sitbrief.terminal.canvas import Canvas
from sitbrief.terminal.capabilities import XTERM, Capabilities
from sitbrief.terminal.disputed import disputed
from sitbrief.terminal.widths import is_sure, measure_alike
from sitbrief.text import cells
from support.believing import BELIEFS, Believing, believing, of_old

WORDS: Final = ("ကာကွယ်ရေး", "ဟားမာ", "सेना", "ঢাকা", "கோவை", "ស្ថានភាព", "का", "की", "क")
OTHERS: Final = (
    "Hama",
    "a",
    "漢字",
    "e\u0301tude",
    "─",
    "\U0001f4a5",
    "x" * 15,
    " " * 14,
    "22 of 22",
    "été",
    "ete",
    "a·b",
    "a b",
    "e\u0301e",
)
WHOLE: Final = ("glibc", "unspaced")
"""The beliefs that give no character more cells than we do."""

ABLE: Final = {
    "all": XTERM,
    "nothing": Capabilities(),
    "screen": Capabilities(columns=True, regions=True, scroll=True),
}
STYLES: Final = ("", "1", "7", "44")
COLUMNS, LINES = 40, 5


@st.composite
def outputs(draw: st.DrawFn) -> str:
    """Lines of words, a blank between, each with a style, from some column on to the end of the line."""
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        row, column = draw(st.integers(1, LINES)), draw(st.integers(1, COLUMNS - 10))
        parts.append(f"\x1b[{row};{column}H ")
        for _ in range(draw(st.integers(1, 6))):
            text, style = draw(st.sampled_from((*WORDS, *OTHERS))), draw(st.sampled_from(STYLES))
            parts.append(f"\x1b[{style}m{text}\x1b[0m ")
        parts.append(" " * draw(st.sampled_from((0, COLUMNS))))
    return "".join(parts)


def check(canvas: Canvas, screen: Believing, *, whole: bool) -> None:
    """Every cell but those of disputed words is as wanted; these, and what has them, are there and nothing else."""
    for y, row in enumerate(canvas._wanted.rows):  # noqa: SLF001  what it wants to be shown
        shown = [screen.buffer[y][x].data for x in range(COLUMNS)]
        taken = set()
        for word in disputed(row):
            taken.update(range(word.start, word.stop))
            written = "".join(row.text[word.start : word.stop])
            if whole and word.stop < COLUMNS:
                assert "".join(shown[word.start : word.stop]).rstrip() == written
        for x, cell in enumerate(row.text):
            if x not in taken and cell.isascii() and cell:
                # A wide character may show in the blank behind it.
                assert shown[x] == cell or (cell == " " and shown[x] == ""), (x, cell, shown)


@pytest.mark.parametrize("able", ABLE.values(), ids=ABLE)
@pytest.mark.parametrize("belief", BELIEFS)
@given(st.data())
def test_what_a_terminal_thinks_of_marks_harms_no_other_cell(
    able: Capabilities, belief: str, data: st.DataObject
) -> None:
    canvas = Canvas(COLUMNS, LINES, able)
    screen, stream = believing(COLUMNS, LINES, BELIEFS[belief])
    for _ in range(data.draw(st.integers(1, 5))):
        canvas.write(data.draw(outputs()))
        stream.feed(canvas.difference().encode())
        check(canvas, screen, whole=belief in WHOLE)


@pytest.mark.parametrize("belief", BELIEFS)
@pytest.mark.parametrize(
    "words",
    [
        ("ete", "été", "ete"),
        ("e e", "e\u0301 e", "e e"),
        ("ete", "e\u0301te\u0301", "ete"),
        ("a b c", "a·b·c", "a b·c"),
        ("का ab", "की ab", "का ab", "क ab"),
        ("काab", "कीab", "काxb", "क ab"),
        ("ab काcd", "ab कीcd", "xb कीcd"),
        ("\U0001f4a5b", "xyb", "x\U0001f4a5"),
    ],
)
def test_of_a_change_no_other_cell_suffers(belief: str, words: tuple[str, ...]) -> None:
    canvas = Canvas(COLUMNS, LINES, XTERM)
    screen, stream = believing(COLUMNS, LINES, BELIEFS[belief])
    for word in words:
        canvas.write(f"\x1b[1;1H{word}   ")
        stream.feed(canvas.difference().encode())
        check(canvas, screen, whole=belief in WHOLE)


def test_textual_measures_as_we_do() -> None:
    """Else columns shift: Rich gives no cell to a spacing mark, and two to what the newest Unicode made wide."""
    for text in (*WORDS, *OTHERS, "☰", "حَمَاة", "x" * 600 + "का"):
        assert cell_len(text) == cells(text)
    assert split_text("काका", 2) == ("का", "का")


@pytest.mark.parametrize("sign", ["☰", "☕", "ा"])
def test_a_character_of_which_versions_of_unicode_differ_is_not_sure(sign: str) -> None:
    assert not is_sure(sign)


def test_in_gnu_screen_marks_that_it_does_not_know_have_cells() -> None:
    try:
        measure_alike(late_marks=True)
        canvas = Canvas(COLUMNS, LINES, XTERM)
        screen, stream = believing(COLUMNS, LINES, of_old)
        for word in ("ကာကွယ်ရေး x", "ဟားမာ x", "ကာကွယ်ရေး x"):
            canvas.write(f"\x1b[1;1H{word}" + " " * COLUMNS)
            stream.feed(canvas.difference().encode())
            check(canvas, screen, whole=True)
            assert screen.display[0].rstrip() == word
        assert cell_len("ကာကွယ်ရေး") == cells("ကာကွယ်ရေး") == 9
    finally:
        measure_alike()


def test_a_word_costs_one_move_and_a_change_elsewhere_nothing_of_it() -> None:
    canvas = Canvas(COLUMNS, LINES, XTERM)
    canvas.write("\x1b[1;1Ha b ကာကွယ်ရေး c d")
    assert canvas.difference().endswith("a b ကာကွယ်ရေး\x1b[12G c d\x1b[K")
    canvas.write("\x1b[1;1Hx b ကာကွယ်ရေး c d")
    assert canvas.difference() == "\rx"
