"""Nothing that passes the guard may act on a terminal, and nothing readable may be lost in it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.terminal.guard import guard

ACTING = {
    "escape": "\x1b",
    "bell": "\x07",
    "carriage return": "\r",
    "line feed": "\n",
    "tab": "\t",
    "delete": "\x7f",
    "8-bit CSI": "\x9b",
    "8-bit OSC": "\x9d",
    "next line": "\x85",
    "soft hyphen": "\u00ad",
    "Arabic letter mark": "\u061c",
    "zero width space": "\u200b",
    "right-to-left mark": "\u200f",
    "line separator": "\u2028",
    "right-to-left override": "\u202e",
    "word joiner": "\u2060",
    "first strong isolate": "\u2068",
    "byte order mark": "\ufeff",
    "interlinear annotation": "\ufff9",
    "lone surrogate": "\ud800",
    "language tag": "\U000e0041",
}


@pytest.mark.parametrize("character", ACTING.values(), ids=ACTING)
def test_what_acts_or_hides_shows_as_one_replacement_character(character: str) -> None:
    assert guard(f"Ha{character}ma") == "Ha\ufffdma"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hama, 12 dead",
        "\u062d\u0645\u0627\u0629",
        "Алеппо",
        "naïve — “quoted”",
        "a\u00a0b",
        "🚑",
        "é",
        "e\u0301",
    ],
)
def test_readable_text_passes_unchanged(text: str) -> None:
    assert guard(text) == text


@given(st.text(st.characters(categories=["Cc", "Cs", "Zl", "Zp"])))
def test_no_control_surrogate_or_separator_ever_passes(text: str) -> None:
    assert guard(text) == "\ufffd" * len(text)


@given(st.text(st.characters()))
def test_a_line_keeps_its_length_and_a_second_guard_finds_nothing(text: str) -> None:
    once = guard(text)
    assert len(once) == len(text)
    assert guard(once) == once
    assert {unicodedata.category(character) for character in once} & {"Cc", "Cs", "Zl", "Zp"} == set()


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_letters_digits_and_signs_are_never_touched(text: str) -> None:
    assert guard(text) == text
