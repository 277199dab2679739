"""However a reader is left, the next start shows what it showed."""

from __future__ import annotations

import signal
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

import pytest

from library.making import put
from support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Start = Callable[..., Terminal]

pytestmark = pytest.mark.pty

STATE: Final = ".local/state/sitbrief/state.sqlite3"
WAYS: Final[dict[str, Callable[[Terminal], Any]]] = {
    "left with q": lambda screen: screen.send("q"),
    "killed": lambda screen: screen.signal(signal.SIGKILL),
    "told to end": lambda screen: screen.signal(signal.SIGTERM),
    "told of a hangup": lambda screen: screen.signal(signal.SIGHUP),
    "cut off": Terminal.hang_up,
}


def rows(screen: Terminal) -> list[str]:
    """What is shown but for the bottom line."""
    return screen.grid().splitlines()[:23]


def narrowed(screen: Terminal) -> Terminal:
    """The reader in Hama, in the second pane, at a match."""
    screen.wait_for("4 Sources").settle()
    screen.send("p").wait_for("two digits").send("Hama", "enter").wait_for("· Hama ·")
    screen.send("/").wait_for("Search for").send("city", "enter").wait_for("match 1 of")
    screen.send("n").wait_for("match 2 of")
    return screen.send("2").wait_for("> 2 Fronts").settle()


@pytest.mark.parametrize("leave", WAYS.values(), ids=WAYS)
def test_the_next_start_shows_what_the_last_one_did(
    terminal: Start, leave: Callable[[Terminal], Any]
) -> None:
    screen = narrowed(terminal())
    expected = rows(screen)
    leave(screen)
    screen.wait_exit()
    again = terminal().wait_for("Where you left off").settle()
    assert rows(again) == expected
    again.send("n").wait_for("match ")


def test_what_a_dialog_changed_is_kept_when_it_closes(terminal: Start) -> None:
    screen = terminal().wait_for("4 Sources").settle()
    screen.send("p").wait_for("two digits").send("Hama", "enter").wait_for("· Hama ·").settle()
    screen.signal(signal.SIGKILL)
    screen.wait_exit()
    terminal().wait_for("Where you left off").wait_for("· Hama ·")


def test_a_key_whose_screen_never_left_is_not_lost(terminal: Start, tmp_path: Path) -> None:
    """The link is frozen: nobody takes the bytes, and then it is cut."""
    screen = terminal().wait_for("4 Sources").settle()
    screen.send("down").settle()

    def entry() -> str:
        with closing(sqlite3.connect(tmp_path / STATE)) as connection:
            return str(connection.execute("SELECT entry FROM place").fetchone()[0])

    before = entry()
    screen.send(*["down"] * 3)
    while entry() == before:
        pass
    for _ in range(40):  # more than a pseudo-terminal holds
        screen.send("end", "home", "z")
    screen.send("end")
    screen.hang_up()
    screen.wait_exit()
    assert terminal().wait_for("Where you left off").settle().grid().count("\n> ") == 2


def test_fresh_starts_at_the_beginning_and_keeps_what_follows(terminal: Start) -> None:
    beginning = rows(terminal("--fresh").wait_for("4 Sources").settle())
    narrowed(terminal()).send("q").wait_exit()
    screen = terminal("--fresh").wait_for("4 Sources").settle()
    assert rows(screen) == beginning
    screen.send("3", "q").wait_exit()
    terminal().wait_for("> 3 Humanitarian")


def test_filters_that_are_asked_for_win_and_the_entry_stays_selected(terminal: Start) -> None:
    narrowed(terminal()).send("q").wait_exit()
    screen = terminal("--province", "Aleppo").wait_for("Where you left off").settle()
    assert "· Aleppo ·" in screen.grid()
    assert "· Hama ·" not in screen.grid()


def test_a_briefing_that_is_asked_for_opens_at_its_own_place(terminal: Start) -> None:
    first = terminal("--open", "2024-12-05-hama").wait_for("4 Sources").settle()
    first.send("3", "q").wait_exit()
    terminal("--open", "2024-12-06-hama").wait_for("4 Sources").send("2", "q").wait_exit()
    terminal("--open", "2024-12-05-hama").wait_for("> 3 Humanitarian").wait_for("edition 1")
    terminal().wait_for("> 3 Humanitarian").wait_for("edition 1")


def test_another_library_is_another_story(terminal: Start, tmp_path: Path) -> None:
    narrowed(terminal()).send("q").wait_exit()
    put(tmp_path / "mine")
    screen = terminal(str(tmp_path / "mine")).wait_for("Syria 1").settle()
    assert "left off" not in screen.grid()


def test_an_edition_that_came_meanwhile_is_told_of_until_it_was_opened(
    terminal: Start, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    put(folder)
    terminal(str(folder)).wait_for("Syria 1").send("2", "q").wait_exit()
    put(folder, "syria-2.json", "syria-2", edition=2)
    screen = terminal(str(folder)).wait_for("newer edition: > opens it").wait_for("Syria 1")
    screen.send(">").wait_for("Syria 2").send("<").wait_for("Syria 1").send("q").wait_exit()
    screen = terminal(str(folder)).wait_for("left off").settle()
    assert "newer" not in screen.grid()
    assert "Syria 1" in screen.grid()


def test_a_briefing_that_is_gone_is_no_trouble(terminal: Start, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    put(folder)
    put(folder, "other.json", "other", series="z")
    terminal(str(folder), "--open", "other").wait_for("4 Sources").send("2", "q").wait_exit()
    (folder / "other.json").unlink()
    screen = terminal(str(folder)).wait_for("4 Sources").settle()
    assert "left off" not in screen.grid()
    assert screen.send("q").wait_exit() == 0


def test_an_entry_that_is_gone_leaves_the_pane(terminal: Start, tmp_path: Path) -> None:
    path = put(tmp_path)
    terminal(str(path)).wait_for("4 Sources").send("1", "q").wait_exit()
    put(tmp_path, timeline=[{"id": "t2", "headline": "Another road", "claims": ["c1"]}])
    terminal(str(path)).wait_for("left off").wait_for("Another road")


def test_a_damaged_file_costs_the_place_and_nothing_else(terminal: Start, tmp_path: Path) -> None:
    narrowed(terminal()).send("q").wait_exit()
    (tmp_path / STATE).write_bytes(b"damaged " * 999)
    screen = terminal().wait_for("4 Sources").settle()
    assert "left off" not in screen.grid()
    screen.send("2", "q").wait_exit()
    terminal().wait_for("left off").wait_for("> 2 Fronts")


def test_where_nothing_can_be_kept_the_reader_says_so_when_it_ends(terminal: Start, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    screen = terminal(env={"XDG_STATE_HOME": str(tmp_path / "file")}).wait_for("4 Sources").settle()
    assert screen.send("2", "q").wait_exit() == 0
    assert b"Your place was not kept: " in screen.raw
    assert b"Traceback" not in screen.raw


def test_two_readers_at_once_disturb_nobody_and_the_later_is_the_last(terminal: Start) -> None:
    one, other = (terminal().wait_for("4 Sources").settle() for _ in range(2))
    for _ in range(10):
        one.send("down")
        other.send("down")
    other.send("3").wait_for("> 3 Humanitarian")
    one.send("2").wait_for("> 2 Fronts").send("q").wait_exit()
    other.send("q").wait_exit()
    terminal().wait_for("left off").wait_for("> 2 Fronts")


@pytest.mark.parametrize(("cols", "lines"), [(40, 10), (120, 40), (200, 50)])
def test_the_place_is_the_same_in_another_size(terminal: Start, cols: int, lines: int) -> None:
    narrowed(terminal()).send("q").wait_exit()
    terminal(cols=cols, rows=lines).wait_for("left off").wait_for("> 2 Fronts")


def test_a_briefing_that_was_only_opened_is_opened_again_with_its_summary(terminal: Start) -> None:
    screen = terminal("--open", "2024-12-05-hama").wait_for("4 Sources").settle()
    expected = screen.grid()
    screen.signal(signal.SIGKILL)
    screen.wait_exit()
    again = terminal().wait_for("edition 1").settle()
    assert rows(again) == expected.splitlines()[:23]
    assert "left off" not in again.grid()
