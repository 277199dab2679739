"""Folders and files whose names are not UTF-8, as old archives have them, are read like any other."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from library.making import put
from support.program import COMMAND, environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

pytestmark = pytest.mark.pty

COMMANDS = {
    "list": ("list", "{folder}"),
    "show a file": ("show", "{file}"),
    "show an id": ("show", "syria-1", "--library", "{folder}"),
    "export": ("export", "{file}"),
    "export under such a name": ("export", "{file}", "-o", "{file}.md"),
    "check": ("check", "{file}"),
    "search": ("search", "--library", "{folder}", "road"),
    "index": ("index", "{folder}"),
    "filters": ("show", "{file}", "--text=\udce9"),
}


def latin1(folder: Path) -> Path:
    """A library of two editions and a file that cannot be read, none of it with a name in UTF-8."""
    found = folder / "R\udce9ports"
    put(found, "\udce9dition-1.json", "syria-1")
    put(found, "\udce9dition-2.json", "syria-2", edition=2, issued="2024-12-07")
    (found / "\udce9.json").write_text("{")
    return found


@pytest.mark.parametrize("opened", ["the folder", "a file"])
def test_the_reader_goes_on_through_every_screen(terminal: Start, tmp_path: Path, opened: str) -> None:
    """The place that a reader has in such a folder could not be written down, which ended it at the first key."""
    folder = latin1(tmp_path)
    path = folder if opened == "the folder" else folder / "\udce9dition-1.json"
    screen = terminal(str(path), cols=100, rows=30).wait_for("4 Sources")
    screen.send("j").settle(0.1).send("Y").wait_for("xargs").settle(0.1)
    assert "\\351" in screen.grid() or opened == "a file"
    screen.send("esc").wait_gone("xargs")
    screen.send("e").wait_for("Export as").send("esc").wait_gone("Export as")
    screen.send("o").wait_for("4 Editions").send("4").settle(0.1).send("end").settle(0.1)
    screen.send("Y", "esc", "enter").settle(0.1).send("esc", "home", "enter").settle(0.1)
    screen.send("q", "q", "q", "q").settle(0.1)
    assert screen.wait_exit() == 0
    assert screen.controls() == []


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_commands_say_what_they_say_of_others(tmp_path: Path, words: tuple[str, ...]) -> None:
    folder = latin1(tmp_path)
    given = [word.format(folder=folder, file=folder / "\udce9dition-1.json") for word in words]
    done = subprocess.run(
        [*COMMAND, *given],
        env=environment(tmp_path),
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode in {0, 1, 2, 3}, done.stderr  # what is no word is no text to look for
    assert b"mistake of its own" not in done.stderr
    done.stdout.decode()
    done.stderr.decode()


def test_the_conversation_goes_on_too(terminal: Start, tmp_path: Path) -> None:
    screen = terminal("--plain", str(latin1(tmp_path))).wait_for(">")
    screen.send("library\r").settle(0.3).send("command\r").settle(0.3).send("quit\r")
    assert screen.wait_exit() == 0


def test_places_in_two_such_folders_are_told_apart(tmp_path: Path) -> None:
    from sitbrief.library.reading_position import ReadingPosition
    from sitbrief.library.state import Memory

    for name in ("\udce9", "\udcea"):
        memory = Memory(tmp_path, [tmp_path / name])
        memory.keep(ReadingPosition("syria-1", entry=f"t{ord(name)}"))
        memory.close()
        assert not memory.trouble
    places = [Memory(tmp_path, [tmp_path / name]).last() for name in ("\udce9", "\udcea")]
    assert [place.entry for place in places if place] == [f"t{0xDCE9}", f"t{0xDCEA}"]
    assert os.fsencode("\udce9") == b"\xe9"
