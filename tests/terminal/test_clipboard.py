"""What goes to the terminal's clipboard arrives whole or is not sent, and success is never claimed."""

from __future__ import annotations

from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.terminal.clipboard import LIMIT, advice, osc52

START, END = "\x1b]52;c;", "\x07"


def payload(sequence: str | None) -> bytes:
    assert sequence is not None
    assert sequence.startswith(START)
    assert sequence.endswith(END)
    return b64decode(sequence.removeprefix(START).removesuffix(END), validate=True)


@given(st.text())
def test_the_terminal_gets_the_text_as_utf8(text: str) -> None:
    assert payload(osc52(text)) == text.encode()


@given(st.text(st.characters(categories=["Cc"], include_characters="\x1b\x07\x9c\\")))
def test_no_text_can_end_the_sequence_early(text: str) -> None:
    sequence = osc52(text) or ""
    inside = sequence.removeprefix(START).removesuffix(END)
    assert inside.isascii()
    assert all(character.isalnum() or character in "+/=" for character in inside)


def test_half_a_surrogate_pair_is_a_question_mark_and_no_error() -> None:
    assert payload(osc52("a\ud83db")) == b"a?b"


def test_the_limit_counts_encoded_bytes_and_the_longest_text_still_goes() -> None:
    longest = "x" * (LIMIT // 4 * 3)
    assert payload(osc52(longest)) == longest.encode()
    assert osc52(longest + "x") is None


def test_text_of_more_than_one_byte_a_letter_reaches_the_limit_sooner() -> None:
    half = "x" * (LIMIT // 2)
    assert osc52(half) is not None
    assert osc52(half.replace("x", "\u062d")) is None


def test_a_smaller_limit_can_be_asked_for() -> None:
    assert osc52("abc", limit=4) is not None
    assert osc52("abcd", limit=4) is None


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"TMUX": "/tmp/tmux-0/default,1,0", "TERM": "tmux-256color"}, "set-clipboard"),  # noqa: S108
        ({"TMUX": "/tmp/tmux-0/default,1,0", "TERM": "screen-256color"}, "tmux"),  # noqa: S108
        ({"TMUX": "", "TERM": "screen.xterm-256color"}, "GNU screen"),
        ({"TERM": "screen"}, "GNU screen"),
        ({"TERM": "xterm-256color"}, "your terminal"),
        ({}, "your terminal"),
    ],
)
def test_the_advice_names_what_stands_between_and_never_claims_success(
    environ: dict[str, str], named: str
) -> None:
    words = advice(environ)
    assert named in words
    assert words.startswith("sent to ")
    assert "copied" not in words
