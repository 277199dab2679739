"""The reader's main ways without a terminal, in this process: what `./tests/run --fast` knows of the screen.

What bytes go out, and what a signal does, the tests with a pseudo-terminal hold.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from support.program import BRIEFINGS
from support.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from support.reading import Reading

HAMA = "2024-12-05-hama"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home and a current folder of the test's own."""
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def marked(screen: str) -> str:
    """The line of the mark, without it."""
    (line,) = [line for line in screen.splitlines() if re.match(r"> (?![1-4] )", line)]
    return line.removeprefix("> ").strip()


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (200, 50)])
def test_it_opens_with_all_four_panes_and_leaves(size: tuple[int, int]) -> None:
    async def keys(reading: Reading) -> None:
        for key in "1234":
            await reading.press(key)
            for title in ("1 Timeline", "2 Fronts", "3 Humanitarian", "4 Sources"):
                await reading.wait_for(title)
        await reading.press("q")

    assert read(BRIEFINGS, HAMA, keys, size=size) == 0


def test_the_mark_moves_and_comes_back() -> None:
    async def keys(reading: Reading) -> None:
        await reading.wait_for("4 Sources")
        first = marked(reading.screen)
        await reading.press("down")
        await reading.wait_gone(f"> {first}")
        await reading.press("end", "home")
        await reading.wait_for(f"> {first}")

    read(BRIEFINGS, HAMA, keys)


def test_provinces_by_digits_by_spelling_and_by_steps() -> None:
    async def keys(reading: Reading) -> None:
        await reading.press("p")
        await reading.wait_for("two digits")
        await reading.press("0", "5")
        await reading.wait_for("· Hama · 14 of 27 shown")
        await reading.press("right")
        await reading.wait_for("· Lattakia · 0 of 27 shown")
        await reading.press("left", "0")
        await reading.wait_for("· 27 of 27 shown")
        await reading.press("p")
        await reading.type("dayr az zawr")
        await reading.press("enter")
        await reading.wait_for("· Deir-ez-Zor ·")

    read(BRIEFINGS, HAMA, keys)


def test_an_entry_opens_leads_to_what_it_names_and_back() -> None:
    async def keys(reading: Reading) -> None:
        await reading.press("enter")
        await reading.wait_for("Says:")
        assert "Grade:" in reading.screen
        entry = reading.screen
        await reading.press("tab", "enter")
        await reading.wait_gone(entry)
        await reading.press("q")
        await reading.wait_for("Says:")
        await reading.press("q")
        await reading.wait_for("2 Fronts")

    read(BRIEFINGS, HAMA, keys)


def test_a_search_goes_on_and_says_what_is_not_there() -> None:
    async def keys(reading: Reading) -> None:
        await reading.press("slash")
        await reading.wait_for("Search for")
        await reading.type("drones")
        await reading.press("enter")
        await reading.wait_for("match 1 of")
        await reading.press("n")
        await reading.wait_for("match 2 of")
        await reading.press("slash")
        await reading.type("zzzz")
        await reading.press("enter")
        await reading.wait_for("is not found")

    read(BRIEFINGS, HAMA, keys)


def test_an_export_asks_before_it_replaces_a_file(home: Path) -> None:
    file = home / f"{HAMA}.md"
    file.write_text("mine", encoding="utf-8")

    async def keys(reading: Reading) -> None:
        await reading.press("e")
        await reading.wait_for("Export as Markdown")
        await reading.press("enter")
        await reading.wait_for("exists")
        assert file.read_text(encoding="utf-8") == "mine"
        await reading.press("enter")
        await reading.wait_for("Written:")

    read(BRIEFINGS, HAMA, keys, size=(160, 30))
    assert "TLP:CLEAR" in file.read_text(encoding="utf-8")


def test_dialogs_open_and_close_and_a_key_narrows() -> None:
    async def keys(reading: Reading) -> None:
        await reading.press("f")
        await reading.wait_for("State")
        await reading.press("enter")
        await reading.wait_for("27 of 27 shown")
        await reading.press("c")
        await reading.wait_gone("27 of 27 shown")
        await reading.press("c")
        await reading.wait_for("27 of 27 shown")
        await reading.press("question_mark")
        await reading.wait_for("Keys on this screen")
        await reading.press("escape")
        await reading.wait_for("27 of 27 shown")

    read(BRIEFINGS, HAMA, keys, size=(100, 30))


def test_the_library_opens_an_edition_and_the_reader_the_library() -> None:
    async def keys(reading: Reading) -> None:
        await reading.wait_for("4 Editions")
        await reading.wait_for("49 of 49 shown")
        await reading.press("4", "home", "enter")
        await reading.wait_for("4 Sources")
        await reading.press("o")
        await reading.wait_for("4 Editions")

    read(BRIEFINGS, None, keys, size=(120, 40))


def test_the_next_edition_is_a_key_away() -> None:
    async def keys(reading: Reading) -> None:
        await reading.wait_for("27 of 27 shown")
        await reading.press("greater_than_sign")
        await reading.wait_for("edition 2")

    read(BRIEFINGS, HAMA, keys, size=(120, 40))
