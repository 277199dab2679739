"""A terminal that gets the differences shows what one shows that gets everything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.terminal.canvas import Canvas
from sitbrief.terminal.capabilities import XTERM, Capabilities
from support.emulator import Screen, Stream, cells, emulator

if TYPE_CHECKING:
    from pyte.screens import Char

ABLE: Final = {
    "all": XTERM,
    "nothing": Capabilities(),
    "linux": Capabilities(columns=True, erase=True, coloured_erase=True, regions=True),
    "screen": Capabilities(columns=True, regions=True, scroll=True),
}
NO_WRAP: Final = b"\x1b[?7l"
STYLES: Final = ("", "1", "31", "1;31", "7", "4", "44", "97;104", "38;5;100", "48;2;1;2;3", "1;3;4;7;9")
TEXTS: Final = (
    "Hama",
    "as of 2024-12-05 · 22 of 22",
    " " * 30,
    "x" * 30,
    "a" + " " * 15 + "b",
    "حماة وحلب",
    "漢字混",
    "e\u0301tude e\u0323\u0302",
    "──┬──",
    "한글",
    "\u2019quoted\u2019",
)
SIZES: Final = ((20, 6), (40, 10), (9, 2))


def terminal(width: int, height: int) -> tuple[Screen, Stream]:
    screen, stream = emulator(width, height)
    stream.feed(NO_WRAP)
    return screen, stream


def sent(canvas: Canvas) -> bytes:
    return (canvas.controls() + canvas.difference()).encode()


@st.composite
def outputs(draw: st.DrawFn, width: int, height: int) -> str:
    """Output as Textual writes it: places, text with and without a style, lines."""
    parts = []
    for _ in range(draw(st.integers(1, 8))):
        parts.append(f"\x1b[{draw(st.integers(1, height))};{draw(st.integers(1, width))}H")
        for _ in range(draw(st.integers(1, 3))):
            text, style = draw(st.sampled_from(TEXTS)), draw(st.sampled_from(STYLES))
            parts.append(f"\x1b[{style}m{text}\x1b[0m" if style else text)
    return "".join(parts)


def drawn_whole(canvas: Canvas, width: int, height: int) -> list[list[Char]]:
    """The screen of a terminal that was just switched on and gets all of the frame."""
    fresh = Canvas(width, height, Capabilities())
    fresh._wanted = canvas._wanted  # noqa: SLF001  what the canvas wants to be shown
    screen, stream = terminal(width, height)
    stream.feed(sent(fresh))
    return cells(screen)


@pytest.mark.parametrize("able", ABLE.values(), ids=ABLE)
@given(st.data())
def test_differences_add_up_to_the_frame(able: Capabilities, data: st.DataObject) -> None:
    width, height = data.draw(st.sampled_from(SIZES))
    canvas = Canvas(width, height, able)
    screen, stream = terminal(width, height)
    for _ in range(data.draw(st.integers(1, 5))):
        canvas.write(data.draw(outputs(width, height)))
        stream.feed(sent(canvas))
        assert cells(screen) == drawn_whole(canvas, width, height)
        assert not canvas.stale


@pytest.mark.parametrize("able", ABLE.values(), ids=ABLE)
@given(st.data())
def test_rows_that_moved_end_where_they_should(able: Capabilities, data: st.DataObject) -> None:
    """Lists and texts that scroll, in a region or on the whole screen, with rows that are alike."""
    width, height = 24, 9
    lines = data.draw(st.lists(st.sampled_from(TEXTS), min_size=30, max_size=30))
    numbered = [f"{number} {line}"[:12] if number % 3 else line[:12] for number, line in enumerate(lines)]
    canvas = Canvas(width, height, able)
    screen, stream = terminal(width, height)
    for _ in range(data.draw(st.integers(2, 5))):
        top, bottom = sorted(data.draw(st.tuples(st.integers(0, 8), st.integers(0, 8))))
        first = data.draw(st.integers(0, 20))
        for row in range(top, bottom + 1):
            canvas.write(f"\x1b[{row + 1};1H{numbered[first + row - top]}" + " " * width)
        stream.feed(sent(canvas))
        assert cells(screen) == drawn_whole(canvas, width, height)


@pytest.mark.parametrize("able", ABLE.values(), ids=ABLE)
def test_a_text_that_scrolls_by_a_line_costs_about_a_line(able: Capabilities) -> None:
    canvas = Canvas(80, 24, able)
    screen, stream = terminal(80, 24)
    lines = [f"{number}: " + f"{chr(97 + number % 26) * 9} " * 7 for number in range(40)]

    def show(first: int) -> bytes:
        for row in range(2, 22):
            canvas.write(f"\x1b[{row + 1};1H{lines[first + row]:<80}")
        data = sent(canvas)
        stream.feed(data)
        return data

    show(0)
    costs = [len(show(1)), len(show(4)), len(show(3)), len(show(0))]
    assert screen.display[2].rstrip() == lines[2].rstrip()
    if able.regions:
        assert [cost // 100 for cost in costs] == [0, 2, 0, 2]  # lines that came in: 1, 3, 1, 3
    else:
        assert min(costs) > 1000


def test_what_did_not_change_is_not_sent() -> None:
    canvas = Canvas(20, 3, XTERM)
    canvas.write("\x1b[1;1H\x1b[1mHama\x1b[0m\n\x1b[31mAleppo\x1b[0m")
    sent(canvas)
    canvas.write("\x1b[1;1H\x1b[1mHama\x1b[0m\n\x1b[31mAleppo\x1b[0m")
    assert sent(canvas) == b""


def test_a_mark_that_changes_alone_is_sent() -> None:
    canvas = Canvas(20, 2, XTERM)
    screen, stream = terminal(20, 2)
    for word in ("Hama", "Hama\u0304", "Hama\u0301", "Hama"):
        canvas.write(f"\x1b[1;1H{word}")
        stream.feed(sent(canvas))
        assert normalize("NFC", screen.display[0].rstrip()) == normalize("NFC", word)


@pytest.mark.parametrize(
    ("before", "after"), [("漢字", "a漢b"), ("漢字", "漢 x"), ("abcd", "漢字"), ("a漢b", "漢字")]
)
def test_wide_characters_replace_and_are_replaced_half_by_half(before: str, after: str) -> None:
    canvas = Canvas(10, 1, XTERM)
    screen, stream = terminal(10, 1)
    for word in (before, after):
        canvas.write(f"\x1b[1;1H{word}    ")
        stream.feed(sent(canvas))
    assert screen.display[0].rstrip() == after


def test_half_a_wide_character_that_is_overwritten_is_a_blank() -> None:
    canvas = Canvas(10, 1, XTERM)
    screen, stream = terminal(10, 1)
    canvas.write("\x1b[1;1H漢字漢")
    canvas.write("\x1b[1;2Hxy")
    stream.feed(sent(canvas))
    assert screen.display[0].rstrip() == " xy 漢"


@pytest.mark.parametrize("text", ["·", "\u2019", "☎", "e\u0301", "\U0001f4a5", "漢\ufe0f"])
def test_after_a_character_of_doubtful_width_the_cursor_is_placed_anew(text: str) -> None:
    """A terminal that draws it wider or narrower does not shift what follows."""
    canvas = Canvas(40, 1, XTERM)
    canvas.write(f"\x1b[1;1Ha{text}b")
    assert re.search(re.escape(text) + r"\x1b\[\d+Gb", sent(canvas).decode())


def test_a_line_of_line_drawing_is_not_torn_apart() -> None:
    canvas = Canvas(40, 1, XTERM)
    canvas.write("\x1b[1;1H" + "─" * 10 + "x")
    assert ("─" * 10 + "\x1b[11Gx").encode() in sent(canvas)


def test_the_last_column_is_followed_by_a_move_from_nowhere() -> None:
    """After it the cursor stands in it, or beyond it: terminals differ."""
    canvas = Canvas(4, 2, XTERM)
    canvas.write("\x1b[1;1Habcd\n  cd")
    assert sent(canvas).endswith(b"abcd\n\x1b[3Gcd")


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[?1049h",
        "\x1b[?25l",
        "\x1b[?2004h",
        "\x07",
        "\x1b]52;c;SGFtYQ==\x07",
        "\x1b]22;text\x07",
        "\x1b[>1u",
    ],
)
def test_sequences_that_are_no_frame_are_sent_as_they_are_and_first(sequence: str) -> None:
    canvas = Canvas(10, 1, XTERM)
    canvas.write("\x1b[1;1HHama")
    canvas.write(sequence)
    assert sent(canvas).startswith(sequence.encode())


@pytest.mark.parametrize(
    "hostile",
    [
        "\x1b]52;c;SGFtYQ==\x07",
        "\x1b]0;title\x1b\\",
        "\x1b[2J",
        "\x1b[?1049l",
        "\x1bc",
        "\x1b[5n",
        "\x1bP+q\x1b\\",
        "\x9b2J",
        "\x9d52;c;SGFtYQ==\x9c",
        "\b\b\b",
        "\r",
        "\x7f",
        "\u202e",
        "\u200f",
        "\U000e0041",
        "\x1b",
        "\x1b[",
        "\x1b]52;c;SGFt",
    ],
)
def test_what_a_terminal_would_obey_never_leaves_in_a_frame(hostile: str) -> None:
    canvas = Canvas(40, 2, XTERM)
    canvas.write(f"\x1b[2;1Hsafe {hostile}text")
    data = sent(canvas)
    text = re.sub(rb"\x1b\[[0-9;]*[mHGCDABdKJX]|[\n\r]", b"", data).decode()
    assert text.isprintable()
    assert text.startswith("safe")


@given(st.text(max_size=60))
def test_any_text_is_drawn_without_harm(text: str) -> None:
    canvas = Canvas(30, 2, XTERM)
    canvas.write(f"\x1b[1;1H{text}")
    rest = re.sub(rb"\x1b\[[0-9;]*[mHGCDABdKJX]|[\n\r\b]", b"", sent(canvas)).decode()
    assert not [c for c in rest if ord(c) < 0x20 or 0x7F <= ord(c) <= 0x9F or c in "\u202e\u2066\u200b"]


def test_a_frame_that_is_forgotten_is_sent_whole_on_a_clear_screen() -> None:
    canvas = Canvas(10, 2, XTERM)
    canvas.write("\x1b[1;1HHama")
    first = sent(canvas)
    canvas.forget()
    assert canvas.stale
    assert sent(canvas) == first
    assert b"\x1b[J" in first


def test_the_other_screen_is_not_known() -> None:
    canvas = Canvas(10, 1, XTERM)
    canvas.write("\x1b[1;1HHama")
    sent(canvas)
    canvas.write("\x1b[?1049h")
    assert b"Hama" in sent(canvas)


@given(st.data())
def test_after_a_new_size_the_screen_is_that_of_the_frame(data: st.DataObject) -> None:
    canvas = Canvas(20, 6, XTERM)
    for width, height in data.draw(st.lists(st.sampled_from(SIZES), min_size=1, max_size=4)):
        canvas.resize(width, height)
        canvas.write(data.draw(outputs(width, height)))
        screen, stream = terminal(width, height)
        stream.feed(b"what the terminal made of it")
        stream.feed(sent(canvas))
        assert cells(screen) == drawn_whole(canvas, width, height)


def test_output_beyond_the_edges_is_lost() -> None:
    canvas = Canvas(5, 2, XTERM)
    screen, stream = terminal(5, 2)
    canvas.write("\x1b[1;4Habcdef\n\n\nghi\x1b[9;1Hx\x1b[2;9Hy\x1b[2;5H漢")
    stream.feed(sent(canvas))
    assert [row.rstrip() for row in screen.display] == ["   ab", ""]


def test_blanks_that_look_alike_are_alike() -> None:
    """Bold blanks and blue blanks on nothing are blanks."""
    canvas = Canvas(10, 1, XTERM)
    canvas.write("\x1b[1;1Ha b")
    sent(canvas)
    canvas.write("\x1b[1;2H\x1b[1;34m \x1b[0m")
    assert sent(canvas) == b""
    canvas.write("\x1b[1;2H\x1b[7m \x1b[0m")
    assert sent(canvas) == b"\b\b\x1b[7m "


@pytest.mark.parametrize("able", ABLE.values(), ids=ABLE)
@pytest.mark.parametrize("size", [(20, 2), (1, 1), (4, 30), (40, 6)])
def test_what_was_drawn_and_not_sent_for_another_size_does_no_harm(
    able: Capabilities, size: tuple[int, int]
) -> None:
    """The rows of a higher window were remembered as changed, and looked for in a lower one."""
    canvas = Canvas(20, 6, able)
    canvas.write("".join(f"\x1b[{row};1Hrow {row}" for row in range(1, 7)) + "\x1b[6;20H")
    canvas.resize(*size)
    canvas.write("\x1b[1;1Hx")
    data = canvas.difference().encode()
    screen, stream = terminal(*size)
    stream.feed(data)
    assert screen.display[0].startswith("x")
    assert (screen.cursor.y, screen.cursor.x) <= (size[1] - 1, size[0])
    assert canvas.difference() == ""
