"""What is shown in ASCII takes as many cells as what it stands for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sitbrief.terminal.ascii import in_ascii
from sitbrief.text import clean_cells


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(clean_cells))
def test_it_is_ascii_and_as_wide(text: str) -> None:
    shown = in_ascii(text)
    assert shown.isascii()
    assert len(shown) == cell_len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hama", "Hama"),
        ("Ḩamāh · Dayr az Zawr…", "Hamah - Dayr az Zawr~"),
        ("“no revenge”", '"no revenge"'),
        ("→ ← ↑↓", "> < ^v"),
        ("حماة", "????"),
        ("漢字", "????"),
        ("½", "?"),
    ],
)
def test_signs_have_their_like(text: str, expected: str) -> None:
    assert in_ascii(text) == expected
