"""Whatever a terminal sends, in whatever parts: keys act as keys, all else does not act, and nothing is kept for long."""

from __future__ import annotations

import os
import pickle
import sys
import time
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.events import Callback, Key, MouseDown, Paste

from sitbrief.terminal.keyboard import Keyboard
from sitbrief.terminal.sequences import MOST_PASTED, Answered, Pasted, Sequences
from support.program import BRIEFINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.message import Message

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

BRIEFING: Final = str(BRIEFINGS / "2024-12-05-hama.json")
UNASKED: Final = {
    "what it is": "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c",
    "what it is, too": "\x1b[>41;354;0c",
    "what it is, at length": "\x1b[?" + ";".join(map(str, range(200))) + "c",
    "a mode": "\x1b[?2026;2$y",
    "in-band sizes": "\x1b[?2048;1$y",
    "a size in band": "\x1b[48;60000;60000;1;1t",
    "a size": "\x1b[8;60000;60000t",
    "its title": "\x1b]lqqq\x1b\\",
    "the cursor": "\x1b[12;40R",
    "the cursor, with a page": "\x1b[?12;40;1R",
    "its text colour": "\x1b]10;rgb:ffff/ffff/ffff\x07",
    "its background": "\x1b]11;rgb:0000/0000/0000\x1b\\",
    "the clipboard": "\x1b]52;c;cXFxcQ==\x07",
    "its name": "\x1bP>|XTerm(388)\x1b\\",
    "a setting": "\x1bP1$r0m\x1b\\",
    "a capability": "\x1bP1+r544e=787465726d\x1b\\",
    "the kitty keyboard": "\x1b[?1u",
    "a key of the kitty keyboard": "\x1b[113;1u",
    "a picture": "\x1b_Gi=1;OK\x1b\\",
    "a private message": "\x1b^qqq\x1b\\",
    "a string": "\x1bXqqq\x1b\\",
    "the focus in": "\x1b[I",
    "the focus out": "\x1b[O",
    "controls of eight bits": "\x9b\x9d\x90\x85",
    "a click as long ago": "\x1b[M\ufffd\ufffd\ufffd",
    "a click far outside": "\x1b[<0;999999999999;3M",
    "a click at minus one": "\x1b[<0;-1;-1M",
    "colours in an answer that is cut": "\x1b]4;0;rgb:00/00\x18",
    "a number that has no end": "\x1b[" + "9" * 5_000 + "A",
    "a sequence in another": "\x1b[12;\x1b[?1c",
    "a sequence broken by a bell": "\x1b[12;4\x07",
}
PIECES: Final = st.one_of(
    st.sampled_from(
        [*UNASKED.values(), "\x1b[200~", "\x1b[201~", "\x1b", "\x1b[", "\x1bP", "\x1b]5", "\x03", "q"]
    ),
    st.sampled_from(sorted(ANSI_SEQUENCES_KEYS)),
    st.text(max_size=8),
)


def taken(parts: Iterable[str], *, to_the_end: bool = True) -> list[str | Pasted | Answered]:
    """What is found in text that comes in parts, and when nothing comes any more."""
    sequences = Sequences(0.1)
    found = [each for part in parts for each in sequences.feed(part)]
    return [*found, *sequences.give_up()] if to_the_end else found


def text_of(found: list[str | Pasted | Answered]) -> str:
    return "".join(each if isinstance(each, str) else f"<{each}>" for each in found)


@pytest.mark.parametrize("answer", UNASKED.values(), ids=UNASKED)
def test_an_answer_that_nobody_asked_for_is_no_key(answer: str) -> None:
    """Colours, names and the clipboard came as keys: "rgb" raised the least grade, a title that says qqq left."""
    expected = "a\x07b" if answer.endswith("\x07") and answer.startswith("\x1b[") else "ab"
    for cut in [*range(min(len(answer), 40)), *range(max(0, len(answer) - 5), len(answer) + 1)]:
        assert text_of(taken(["a" + answer[:cut], answer[cut:] + "b"])) == expected


def test_every_key_is_found_whole_wherever_it_is_cut() -> None:
    for key in sorted(ANSI_SEQUENCES_KEYS.keys() - {"\x9b"}):
        whole = taken([key])
        assert text_of(whole) == key
        for cut in range(1, len(key)):
            assert text_of(taken([key[:cut], key[cut:]])) == key


def test_esc_and_a_key_in_one_bunch_are_two_keys() -> None:
    for after in ("j", "Enter", "]", "[", "O", "P", "ح", "\r"):
        assert text_of(taken([f"\x1b{after}"])) == f"\x1b{after}"
    assert taken(["\x1b", "\x1b", "\x1b[A"]) == ["\x1b", "\x1b", "\x1b[A"]


@given(st.lists(PIECES, max_size=12), st.data())
def test_cutting_what_comes_changes_nothing(pieces: list[str], data: st.DataObject) -> None:
    """Whatever comes is found as it is when it comes at once; a ctrl+c that is alone means what it says."""
    text = "".join(pieces).replace("\x03", "")
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    parts = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert text_of(taken(parts)) == text_of(taken([text]))


@given(st.lists(PIECES, max_size=12))
def test_nothing_that_is_unfinished_keeps_the_next_keys_for_good(pieces: list[str]) -> None:
    """Nor is anything awaited for longer than some seconds."""
    sequences = Sequences(0.1)
    for piece in pieces:
        list(sequences.feed(piece))
        assert sequences.patience is None or sequences.patience <= 3
    list(sequences.give_up())
    assert sequences.patience is None
    assert list(sequences.feed("q")) == ["q"]
    for piece in pieces:
        list(sequences.feed(piece))
    assert "".join(map(str, sequences.feed("\x03"))) == "\x03"


def test_what_is_pasted_is_bounded_and_is_no_key() -> None:
    for length in (0, 1, MOST_PASTED, MOST_PASTED + 1, 100_000):
        text = "q" * length
        parts = [
            "\x1b[20",
            "0~",
            *(text[at : at + 4_096] for at in range(0, length, 4_096)),
            "\x1b[2",
            "01~",
            "x",
        ]
        assert taken(parts) == [Pasted(text[: MOST_PASTED + 1]), "x"]
    assert taken(["\x1b[200~a\x1b[Ab\x1b[201~"]) == [Pasted("a\x1b[Ab")]


def test_a_paste_that_has_no_end_is_given_up() -> None:
    assert taken(["\x1b[200~qqq", "q"], to_the_end=False) == []
    assert taken(["\x1b[200~qqq", "\x03", "q"]) == ["\x03", "q"]
    sequences = Sequences(0.1)
    assert [*sequences.feed("\x1b[200~qqq"), *sequences.give_up(), *sequences.feed("q")] == ["q"]


@pytest.mark.parametrize(
    "start", ["\x1b]52;c;", "\x1bP", "\x1b_G", "\x1b^", "\x1bX", "\x1b[200~", "\x1b[", "\x1b[?1;"]
)
def test_what_never_ends_takes_no_memory(start: str) -> None:
    """A string control, a paste or a number of gigabytes."""
    sequences = Sequences(0.1)
    list(sequences.feed(start))
    before = time.process_time()
    for _ in range(2_500):
        assert list(sequences.feed("1" * 4_096)) == []
    assert sys.getsizeof(pickle.dumps(sequences)) < 50_000
    assert time.process_time() - before < 5


def read(data: bytes, *, mouse: bool = False) -> list[Message]:
    """What a keyboard tells of bytes, up to a last key."""
    reading, writing = os.pipe()
    found: list[Message] = []

    def take(message: Message) -> None:
        if isinstance(message, Callback):
            message.callback()
        else:
            found.append(message)

    keyboard = Keyboard(reading, take, lambda: None, mouse=mouse)
    os.write(writing, data + b"\x1b[24~")
    end = time.monotonic() + 10
    while not any(isinstance(each, Key) and each.key == "f12" for each in found) and time.monotonic() < end:
        time.sleep(0.002)
    keyboard.stop()
    os.close(reading)
    os.close(writing)
    return found[:-1]


def test_a_mouse_that_nobody_asked_for_is_not_heard() -> None:
    click = b"\x1b[<0;3;4M"
    assert read(click) == []
    assert [type(each) for each in read(click, mouse=True)] == [MouseDown]


def test_bytes_that_are_no_text_are_told_as_signs_and_pastes_as_pastes() -> None:
    found = read(b"\xff\xc3\x1b[200~j\x00\x1b[201~")
    assert [(type(each), getattr(each, "character", "")) for each in found] == [
        (Key, "\ufffd"),
        (Key, "\ufffd"),
        (Paste, ""),
    ]


@pytest.mark.pty
def test_whatever_a_terminal_answers_the_reader_shows_the_same_and_leaves(terminal: Start) -> None:
    screen = terminal(BRIEFING, "--fresh").wait_for("4 Sources").send("ctrl+l").settle(0.1)
    before = screen.grid()
    for answer in UNASKED.values():
        screen.type(answer.encode())
    screen.send("ctrl+l").settle(0.3)
    assert screen.grid() == before
    screen.send("q")
    assert screen.wait_exit() == 0


@pytest.mark.pty
@pytest.mark.parametrize("start", ["\x1b]52;c;", "\x1bP", "\x1b[200~", "\x1b[?1;"])
def test_after_something_without_an_end_keys_act_again(terminal: Start, start: str) -> None:
    screen = terminal(BRIEFING, "--fresh").wait_for("4 Sources").settle(0.1)
    screen.type(start.encode() + b"q" * 3_000 * (start != "\x1b[?1;"))
    screen.settle(0.2)
    screen.send("ctrl+c")
    assert screen.wait_exit() == 0


@pytest.mark.pty
def test_a_paste_that_is_too_long_is_told_in_a_line_and_takes_no_memory(terminal: Start) -> None:
    screen = terminal(BRIEFING, "--fresh", cols=100).wait_for("4 Sources").settle(0.1)
    screen.send("/").wait_for("Search for")
    screen.type(b"\x1b[200~")
    for _ in range(int(os.environ.get("SITBRIEF_PASTED", "1")) * 256):
        screen.type(b"q" * 4_096)
        screen.pump(0)
    screen.type(b"\x1b[201~")
    screen.wait_for("more than 4,096 characters: nothing of it is taken")
    screen.type(b"\x1b[200~drone\nq\x1b[31m\x1b[201~\r")
    screen.wait_for('"drone": match')
    screen.send("q")
    assert screen.wait_exit() == 0
