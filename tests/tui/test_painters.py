"""What stands below a headline says as much as fits, in whole words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.briefing import ResolvedBriefing, View
from sitbrief.briefing.lists import BRIEFING_LISTS, ListSpec
from sitbrief.formats import native
from sitbrief.text import cells
from sitbrief.tui.palette import palette
from sitbrief.tui.panes import painters
from support.program import BRIEFINGS

if TYPE_CHECKING:
    from sitbrief.briefing.rows import Listed

LOOKS = palette()
VIEW = View(ResolvedBriefing(native.load(BRIEFINGS / "2024-12-06-hama.json")))
ROWS = [placed.row for spec in BRIEFING_LISTS for placed in VIEW.window(spec.id, 0, 100)]


def below(row: Listed, width: int) -> str:
    lines = painters.height_of(row, width)
    return "".join(s.text for s in painters.paint(row, lines - 1, width, LOOKS, painters.Mark.NONE)).rstrip()


@pytest.mark.parametrize("spec", BRIEFING_LISTS, ids=lambda spec: spec.id)
def test_every_list_has_a_painter(spec: ListSpec) -> None:
    """A row that nobody paints fails here, and in mypy."""
    rows = [placed.row for placed in VIEW.window(spec.id, 0, 100)]
    assert rows, "the sample has none: nothing is tried"
    assert all(below(row, painters.WIDE - 1) and below(row, painters.WIDE) for row in rows)


@given(st.sampled_from(ROWS), st.integers(34, painters.WIDE - 1))
def test_no_word_is_cut_in_two(row: Listed, width: int) -> None:
    whole = below(row, painters.WIDE - 1)
    shown = below(row, width)
    assert cells(shown) <= width
    if shown != whole:
        known = {word.rstrip(",;:") for word in whole.split(" ")}
        *words, last = (word.rstrip(",;:…") for word in shown.split(" "))
        assert {*words} <= known
        assert last in {"", *known} or (len(last) > 4 and any(word.startswith(last) for word in known))


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("army withdraws, factions enter the city", 24, "army withdraws…"),
        ("army withdraws", 14, "army withdraws"),
        ("Deir-ez-Zor", 8, "Deir-ez…"),
        ("no province", 9, "no…"),
        ("Hama", 2, "…"),
        ("Hama", 0, ""),
    ],
)
def test_a_text_is_cut_behind_a_word(text: str, room: int, expected: str) -> None:
    assert painters._cut(text, room) == expected  # noqa: SLF001  the rule itself
