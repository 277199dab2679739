"""The province dialog and the rail in other countries than Syria."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitbrief import places

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

pytestmark = pytest.mark.pty

SAMPLE = Path(__file__).parents[2] / "briefings" / "2024-12-05-hama.json"


def briefing_of(iso2: str, folder: Path) -> Path:
    """The sample moved to another country, its provinces to the first ones there."""
    country = places.country(iso2)
    assert country is not None
    text = SAMPLE.read_text(encoding="utf-8").replace('"SY"', f'"{iso2}"')
    old = sorted(set(re.findall('"(SY-[A-Z]{2})"', text)))
    for before, after in zip(old, country.provinces, strict=False):
        text = text.replace(f'"{before}"', f'"{after.iso}"')
    path = folder / "elsewhere.json"
    path.write_text(text, encoding="utf-8")
    return path


def test_where_two_digits_do_not_suffice_three_take_a_province_at_once(
    terminal: Start, tmp_path: Path
) -> None:
    """Slovenia has 212 municipalities."""
    screen = terminal(str(briefing_of("SI", tmp_path)), cols=120, rows=40).wait_for("4 Sources").settle()
    first = places.country("SI")
    assert first is not None
    screen.send("p").wait_for("three digits").send("0", "0").settle()
    assert "three digits" in screen.grid()
    screen.send("1").wait_for(f"· {first.provinces[0].name} ·").wait_gone("three digits")
    screen.send("p").wait_for("three digits").send("2", "1", "2").wait_for(f"· {first.provinces[-1].name} ·")
    screen.send("p").wait_for("three digits").send("0", "0", "0").wait_for("27 of 27 shown")


def test_a_province_of_another_country_is_found_by_any_spelling(terminal: Start, tmp_path: Path) -> None:
    """In the province dialog and in that of all filters."""
    screen = terminal(str(briefing_of("MM", tmp_path)), cols=120, rows=40).wait_for("4 Sources").settle()
    screen.send("p").wait_for("two digits").send(*"shan state").settle()
    screen.send("enter").wait_for("· Shan ·")
    screen.send("p").wait_for("two digits").send("0", "1").wait_for("· Kachin ·")
    screen.send("f").wait_for("Filters;").send(*["backspace"] * 6).send(*"arakan").send("enter")
    screen.wait_for("· Rakhine ·")
