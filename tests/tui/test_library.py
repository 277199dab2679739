"""The library's screen in a real terminal."""

from __future__ import annotations

import json
import random
import re
import time
from typing import TYPE_CHECKING

import pytest

from library.making import CLAIM, content, put
from library.test_index import damage, library
from sitbrief.library.index.index_folder import IndexFolder
from support.program import BRIEFINGS, sitbrief
from support.snapshots import check_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

pytestmark = pytest.mark.pty

SIZES = [(40, 10), (80, 24), (120, 40), (200, 50)]


def across(terminal: Start, *args: str, cols: int = 100, rows: int = 30, **more: object) -> Terminal:
    screen = terminal(*args, cols=cols, rows=rows, **more)
    screen.wait_for("4 Sources").settle()
    return screen.send("o").wait_for("4 Editions").settle()


@pytest.mark.parametrize(("cols", "rows"), SIZES)
def test_the_library_and_its_editions_look_as_they_did(terminal: Start, cols: int, rows: int) -> None:
    screen = across(terminal, cols=cols, rows=rows, env={"SITBRIEF_LIBRARY": ""})
    check_snapshot(f"across-{cols}x{rows}", screen)
    screen.send("4").wait_for("> 4 Editions").settle()
    check_snapshot(f"editions-{cols}x{rows}", screen)


def test_it_starts_at_the_newest_entry_and_a_province_has_its_timeline_over_all_editions(
    terminal: Start,
) -> None:
    screen = across(terminal)
    assert "at 35" in screen.grid()
    screen.send("p").wait_for("two digits").send("0", "5").wait_for("· Hama · 30 of 49 shown")
    assert "2024-12-05-hama" in screen.grid()
    screen.send("home").settle()
    assert "2024-12-06-hama" in screen.grid()
    screen.send("0").wait_for("49 of 49 shown")


def test_a_file_that_changes_while_it_is_open_is_opened_as_it_is(terminal: Start, tmp_path: Path) -> None:
    folder = tmp_path / "lib"
    folder.mkdir()
    for path in BRIEFINGS.glob("*.json"):
        (folder / path.name).write_bytes(path.read_bytes())
    screen = across(terminal, env={"SITBRIEF_LIBRARY": str(folder)}, cols=120)
    newest = folder / "2024-12-06-hama.json"
    old = "Army denies that rebels entered any district of Hama"
    newest.write_text(newest.read_text(encoding="utf-8").replace(old, "Another headline"), encoding="utf-8")
    screen.send("c").wait_for("Another headline")
    while "> Another headline" not in screen.grid():
        screen.send("up").settle(0.1)
    screen.send("enter").wait_for("Says:")
    assert "Another headline" in screen.grid()
    screen.send("q").wait_for("4 Editions").send("4").settle().send("home", "enter").wait_for("4 Sources")
    screen.send("c").wait_for("Another headline")


def test_provinces_of_every_country_of_a_library_are_found(terminal: Start, tmp_path: Path) -> None:
    claim = {"statement": "A shop closed.", "where": [{"as_written": "Kharkiv", "provinces": ["UA-63"]}]}
    put(tmp_path / "lib", "s.json", "s-1")
    put(
        tmp_path / "lib",
        "u.json",
        "u-1",
        series="u",
        country="UA",
        zone="Europe/Kyiv",
        claims=[{**CLAIM, **claim}],
        timeline=[{"id": "t1", "headline": "Shop closed", "claims": ["c1"]}],
    )
    screen = across(terminal, env={"SITBRIEF_LIBRARY": str(tmp_path / "lib")})
    screen.send("p").wait_for("two digits").send(*"kharkiv").wait_for("(Ukraine, UA-63)").send("enter")
    screen.wait_for("Kharkivska · 1 of 2 shown").wait_for("Shop closed")
    screen.send("0").wait_for("2 of 2 shown").send("/", *"in:kharkiv").wait_for("Kharkivska · 1 of 2 shown")
    screen.send("enter").wait_gone("in:kharkiv").send("right").wait_for("· 0 of 2 shown")


def test_an_entry_opens_as_its_briefing_has_it_and_an_edition_opens_whole(terminal: Start) -> None:
    screen = across(terminal)
    screen.send("enter").wait_for("Says:").wait_for("Grade:")
    screen.send("q").wait_for("4 Editions")
    screen.send("4").settle().send("down", "enter").wait_for("edition 1").wait_for("4 Sources")
    screen.send("o").wait_for("4 Editions")
    screen.send("q").wait_for("4 Sources")


def test_an_edition_is_new_until_it_is_opened(terminal: Start) -> None:
    screen = across(terminal, "--open", "2024-12-06-hama")
    screen.send("4").wait_for("> 4 Editions").settle()
    assert screen.grid().count("new ·") == 1
    screen.send("down", "enter").wait_for("edition 1").wait_for("4 Sources")
    screen.send("o").wait_for("4 Editions").send("4").settle()
    assert "new ·" not in screen.grid()


def test_what_is_typed_narrows_at_once_and_escape_takes_it_back(terminal: Start) -> None:
    screen = across(terminal)
    screen.send("/").wait_for("Type words")
    screen.send(*"dro").wait_for('"dro" · 3 of 49 shown')
    screen.send(*" -downed").wait_for("of 49 shown")
    screen.send("esc").wait_for("· 49 of 49 shown")
    screen.send("/").wait_for("Type words").send(*"drone").wait_for("3 of 49 shown")
    screen.send("enter").wait_for("n next, N previous")
    screen.send("n").wait_for("Match ").send("N").wait_for("Match ")
    screen.send("f").wait_for("Text").wait_for("drone")


def test_keys_that_come_in_one_bunch_are_a_query_and_what_follows_it(terminal: Start) -> None:
    """Over a slow link they do; none of them may be lost on the way into the line or out of it."""
    screen = across(terminal)
    screen.send("/drone\rY").wait_for("sitbrief search -- drone")
    screen.send("q").wait_for('"drone" · 3 of 49 shown')
    screen.send("/\x1b").wait_for("4 Editions").send("0/").wait_for("Type words")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("colour:red", "no field colour:"),
        ("after:soon", "is not a day"),
        ("-", "no letter"),
        ("by:", "nothing behind"),
    ],
)
def test_a_bad_query_is_explained_and_taken_back(terminal: Start, typed: str, told: str) -> None:
    screen = across(terminal, cols=120)
    screen.send("/").wait_for("Type words")
    screen.send(*typed, "enter").wait_for(told)
    screen.send("esc").wait_for("49 of 49 shown")


def test_fields_narrow_like_filters(terminal: Start) -> None:
    screen = across(terminal, cols=120)
    screen.send("/").wait_for("Type words").send(*"in:hama is:contested").settle()
    screen.send("enter").wait_for("Hama · contested")
    screen.send("Y").wait_for("sitbrief search")
    screen.wait_for("in:SY-HM")


def test_the_selected_entry_stays_selected_while_more_is_found(terminal: Start, tmp_path: Path) -> None:
    """What is found later comes before it in the list, as the newest segments are looked through first."""
    folder = tmp_path / "made"
    for number in (1, 2, 3):
        library(folder, 1, 60, start=number)
        assert sitbrief("index", str(folder), home=tmp_path).returncode == 0
    screen = across(terminal, str(folder), cols=80, env={"SITBRIEF_LIBRARY": "", "HOME": str(tmp_path)})
    screen.send("/").wait_for("Type words").send(*"convoy", "enter").wait_for("n next, N previous").settle()
    total = re.search(r"Timeline +(\d+) of 180 · at (\d+)", screen.grid())
    assert total
    assert total[1] == total[2]


def test_d_goes_to_a_day(terminal: Start) -> None:
    screen = across(terminal)
    screen.send("d").wait_for("Go to a day").send(*"2024-12-04", "enter").wait_for("at ")
    screen.settle()
    assert "2024-12-04" in screen.grid()
    screen.send("d").wait_for("Go to a day").send(*"soon", "enter").wait_for("is not a day")
    screen.send("q").wait_for("4 Sources")
    screen.send("d").wait_for("Go to a day").send(*"2024", "enter").wait_for("at 1")


def test_the_query_line_takes_what_is_naughty(terminal: Start) -> None:
    screen = across(terminal)
    screen.send("/").wait_for("Type words")
    for text in ("%s", "';--", "[red]", '"', "\\", "NEAR(", "a* AND", "${x}"):
        screen.send(*text)
    screen.settle()
    screen.send("esc").wait_for("49 of 49 shown")


def test_a_large_library_opens_as_a_whole_while_it_is_indexed(terminal: Start, tmp_path: Path) -> None:
    folder = tmp_path / "large"
    files = library(folder, 3)
    for number, path in enumerate(files, start=1):
        made = json.dumps(content(f"made-{number}", series="made", edition=number))
        path.write_text(made + " " * 6_000_000, encoding="utf-8")
    screen = terminal(str(folder), cols=100, rows=30, env={"SITBRIEF_LIBRARY": ""})
    screen.wait_for("4 Editions")
    screen.wait_for("up to date: 3 editions", 60).wait_for("3 of 3 shown")
    screen.send("4").settle()
    assert screen.grid().count("new ·") == 3
    screen.send("enter").wait_for("4 Sources").send("q").wait_for("4 Editions").settle()
    assert screen.grid().count("new ·") == 2
    screen.send("q")
    assert screen.wait_exit() == 0


def test_files_that_hold_no_briefing_stand_at_the_end_of_the_editions_and_say_why(
    terminal: Start, tmp_path: Path
) -> None:
    folder = tmp_path / "library"
    put(folder, "a.json", "a")
    (folder / "broken.json").write_text("{}", encoding="utf-8")
    put(folder, "copy.json", "a")
    screen = across(terminal, str(folder), env={"SITBRIEF_LIBRARY": ""})
    screen.send("4").wait_for("Files that hold no briefing  2").wait_for("copy.json").send("G").settle()
    assert re.search(r"4 Editions  \d+ \+ 2 files", screen.grid())
    screen.send("enter").wait_for_words("has the same id as").send("q").wait_gone("Enter or q back")
    screen.send("up", "enter").wait_for_words("broken.json:1:1").send("q").settle()
    screen.send("c").wait_gone("Files that hold no briefing")


@pytest.mark.parametrize(
    "piece", ["0/keys", "1/keys", "0/about", "0/s:contested", "0/p:SY-HM", "0/g:B2", "editions"]
)
def test_a_damaged_index_is_made_anew_while_it_is_read(terminal: Start, tmp_path: Path, piece: str) -> None:
    folder = tmp_path / "library"
    library(folder, 3)
    env = {"SITBRIEF_LIBRARY": "", "HOME": str(tmp_path)}
    assert sitbrief("index", str(folder), home=tmp_path).returncode == 0
    (segment,) = (tmp_path / ".cache" / "sitbrief" / "index").rglob("*.segment")
    damage(segment, piece)
    screen = across(terminal, str(folder), env=env)
    screen.send("c", "c", "right", "0", "end", "home", "2", "end", "3", "1")
    screen.wait_for("117 of 117 shown").wait_until(lambda: not segment.exists(), "another segment")
    screen.wait_gone("damaged", 20).send("right").wait_for(" of 117 shown").send("q").wait_for("4 Sources")


def test_an_index_that_another_process_is_building_is_there_soon_after(
    terminal: Start, tmp_path: Path
) -> None:
    """It was looked for a minute later, as one that cannot be written."""
    folder = tmp_path / "library"
    put(folder, "a.json", "a")
    assert sitbrief("index", str(folder), home=tmp_path).returncode == 0
    (made,) = (tmp_path / ".cache" / "sitbrief" / "index").iterdir()
    put(folder, "b.json", "b", series="b")
    with IndexFolder.open(made) as held, held.locked():
        screen = across(terminal, str(folder), env={"SITBRIEF_LIBRARY": ""})
        screen.wait_for("another process is building it")
    screen.wait_for("2 of 2 shown")


def test_what_comes_changes_or_goes_while_the_library_is_open_is_followed(
    terminal: Start, tmp_path: Path
) -> None:
    folder = tmp_path / "library"
    put(folder, "a.json", "a")
    screen = across(terminal, str(folder), env={"SITBRIEF_LIBRARY": ""}).wait_for("1 of 1 shown")
    put(folder, "b.json", "b", series="b")
    screen.wait_for("2 of 2 shown")
    put(folder, "b.json", "b", series="b", timeline=[])
    screen.wait_for("1 of 1 shown")
    (folder / "a.json").unlink()
    screen.wait_for("0 of 0 shown")
    screen.send("4").settle().send("enter").wait_for("4 Sources")


def test_keys_are_listed_at_once_in_a_library_that_nobody_has_read(terminal: Start, tmp_path: Path) -> None:
    folder = tmp_path / "large"
    put(folder, "a.json", "a")
    large = put(folder, "b.json", "b", edition=2)
    with large.open("ab") as file:
        file.truncate(17 * 1024 * 1024)
    screen = terminal(str(folder), "--open", "a", cols=100, rows=30, env={"SITBRIEF_LIBRARY": ""})
    screen.wait_for("4 Sources").settle().send("?").wait_for("Keys on this screen")
    assert "newer edition" not in screen.grid()


def test_two_readers_see_what_is_imported_meanwhile(terminal: Start, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    put(folder, "a.json", "a")
    readers = [
        terminal(
            str(folder),
            cols=100,
            rows=30,
            env={"SITBRIEF_LIBRARY": "", "XDG_STATE_HOME": str(tmp_path / who)},
        )
        for who in ("one", "two")
    ]
    for reader in readers:
        reader.wait_for("4 Sources").settle().send("o").wait_for("4 Editions").wait_for("1 of 1 shown")
    chance = random.Random(3)  # noqa: S311  no secrets
    end = time.monotonic() + 6
    number = 1
    while time.monotonic() < end:
        number += 1
        put(folder, f"b-{number}.json", f"b-{number}", series="b", edition=number)
        done = sitbrief("index", str(folder), home=tmp_path)
        assert done.returncode == 0, done.stderr
        for reader in readers:
            reader.send(chance.choice(["down", "up", "pagedown", "home", "end", "c", "c", "right", "0"]))
    for reader in readers:
        reader.send("0").settle()
        if "contested ·" in reader.grid():
            reader.send("c")
        reader.wait_for(f"{number} of {number} shown", 20)
        assert "Traceback" not in reader.grid()
