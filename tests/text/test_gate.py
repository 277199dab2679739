"""Nothing that passes a gate may act on a terminal, and nothing readable may be lost in it."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sitbrief
from sitbrief.text import REMOVED, RULES, clean_cells, clean_layout, clean_line, clean_prose, clean_row

SHOWN = {
    "escape": "\x1b",
    "bell": "\x07",
    "carriage return": "\r",
    "line feed": "\n",
    "delete": "\x7f",
    "8-bit CSI": "\x9b",
    "8-bit OSC": "\x9d",
    "next line": "\x85",
    "line separator": "\u2028",
    "right-to-left override": "\u202e",
    "first strong isolate": "\u2068",
    "interlinear annotation": "\ufff9",
    "lone surrogate": "\ud800",
    "language tag": "\U000e0041",
}
DROPPED = {
    "soft hyphen": "\u00ad",
    "Arabic letter mark": "\u061c",
    "zero width space": "\u200b",
    "right-to-left mark": "\u200f",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
}
READABLE = [
    "",
    "Hama, 12 dead",
    "  two columns   of words ",
    "\u062d\u0645\u0627\u0629",
    "Алеппо",
    "naïve — “quoted”",
    "a\u00a0b",
    "🚑",
    "é",
    "e\u0301",
]
GATES = [clean_row, clean_layout, clean_cells, clean_line, clean_prose]
Gate = Callable[[str], str]
anything = st.text(st.characters(exclude_categories=()))
ACTING_CATEGORIES = {"Cc", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize("character", SHOWN.values(), ids=SHOWN)
def test_what_acts_shows_as_a_sign_of_its_removal_in_a_row(character: str) -> None:
    assert clean_row(f"Ha{character}ma") == "Ha\ufffdma"


@pytest.mark.parametrize("character", DROPPED.values(), ids=DROPPED)
def test_what_shows_nothing_is_dropped_from_a_row(character: str) -> None:
    assert clean_row(f"Ha{character}ma") == "Hama"


@pytest.mark.parametrize("character", [*SHOWN.values(), *DROPPED.values()], ids=[*SHOWN, *DROPPED])
def test_what_has_no_cell_goes_from_cells_without_a_trace(character: str) -> None:
    assert clean_cells(f"Ha{character}ma") == "Hama"


@pytest.mark.parametrize("gate", [clean_row, clean_layout, clean_cells])
@pytest.mark.parametrize("text", READABLE)
def test_readable_text_passes_unchanged(gate: Gate, text: str) -> None:
    assert gate(text) == text


@pytest.mark.parametrize("gate", GATES)
@given(anything)
def test_nothing_that_acts_passes_any_gate(gate: Gate, text: str) -> None:
    breaks = {clean_layout: {"\n", "\t"}, clean_prose: {"\n"}}.get(gate, set())
    passed = set(gate(text)) - breaks
    assert {sign for sign in passed if unicodedata.category(sign) in ACTING_CATEGORIES} == set()
    assert re.search(f"[{''.join(rule.ranges for rule in RULES if rule.acts)}]", "".join(passed)) is None


@pytest.mark.parametrize("gate", GATES)
@given(anything)
def test_what_has_passed_a_gate_passes_it_unchanged(gate: Gate, text: str) -> None:
    assert gate(gate(text)) == gate(text)


@given(anything)
def test_what_is_clean_passes_every_gate_that_lines_of_the_screen_go_through(text: str) -> None:
    line = clean_line(text)
    assert clean_row(line) == clean_layout(line) == clean_cells(line) == line
    prose = clean_prose(text)
    assert clean_layout(prose) == prose


@given(anything)
def test_a_layout_keeps_its_lines(text: str) -> None:
    assert clean_layout(text).count("\n") == text.count("\n")
    assert "\n" not in clean_row(text)


@given(st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="\u115f\u1160\u3164\uffa0")))
def test_letters_digits_and_signs_are_never_touched(text: str) -> None:
    bare = re.sub("[\U0001f3fb-\U0001f3ff]", "", text)
    assert clean_row(text) == bare
    assert clean_cells(text) == text


def test_each_character_falls_under_one_rule() -> None:
    every = "".join(map(chr, range(0x110000)))
    found = {rule.what: set(re.findall(f"[{rule.ranges}]", every)) for rule in RULES}
    assert all(found.values())
    assert sum(map(len, found.values())) == len(set.union(*found.values()))
    assert REMOVED not in set.union(*found.values())


def calls(path: Path) -> Iterator[str]:
    """The names of what a module calls."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id
            if node.func.id == "cast":
                yield from (part.value for part in node.args if isinstance(part, ast.Constant))


def test_nobody_but_the_gate_says_that_text_is_clean() -> None:
    package = Path(sitbrief.__file__).parent
    makers = {
        path.relative_to(package).as_posix() for path in package.rglob("*.py") if "Clean" in set(calls(path))
    }
    assert makers == {"text/gate.py"}
