"""A file of many countries: which one is meant is asked, not guessed, by the reader, line by line and without a terminal."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from formats.tables import acled, put
from support.program import COMMAND, environment, sitbrief

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.terminal import Terminal

COUNTRIES = {("760", "Syria"): "Hama", ("422", "Lebanon"): "Beirut", ("368", "Iraq"): "Baghdad"}


@pytest.fixture
def events(tmp_path: Path) -> Path:
    found = [*COUNTRIES.items(), (("368", "Iraq"), "Baghdad")]
    rows = [
        {"event_id_cnty": f"X{at}", "iso": iso, "country": country, "admin1": place, "location": place}
        for at, ((iso, country), place) in enumerate(found)
    ]
    return put(tmp_path, acled(*rows), "events.csv")


def talked(events: Path, *said: str, home: Path) -> str:
    """What `--plain` prints when these lines are said, on one line."""
    done = subprocess.run(
        [*COMMAND, "--plain", str(events)],
        env=environment(home),
        cwd=home,
        input="".join(f"{line}\n" for line in said),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    return " ".join(done.stdout.split())


def test_without_a_terminal_the_countries_are_told_and_how_to_read_one(events: Path, tmp_path: Path) -> None:
    done = sitbrief(str(events), home=tmp_path)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "acled-iq-events: Iraq, all 2 rows",
        "acled-lb-events: Lebanon, all 1 row",
        "acled-sy-events: Syria, all 1 row",
    ]
    assert "events.csv: 3 countries." in done.stderr
    command = done.stderr.splitlines()[-1].split()
    assert command[0] == "sitbrief"
    assert "Iraq" in sitbrief(*command[1:], home=tmp_path).stdout


def test_a_file_of_one_country_is_that_briefing(tmp_path: Path) -> None:
    path = put(tmp_path, acled({}, {"event_id_cnty": "X2"}), "events.csv")
    done = sitbrief(str(path), home=tmp_path)
    assert done.stdout.startswith("TLP:AMBER\n\nSyria")


def test_one_that_is_asked_for_is_opened(events: Path, tmp_path: Path) -> None:
    done = sitbrief(str(events), "--open", "acled-lb-events", home=tmp_path)
    assert "Lebanon" in done.stdout.splitlines()[2]


def test_a_conversation_begins_at_the_list_until_one_is_opened(events: Path, tmp_path: Path) -> None:
    first = talked(events, "quit", home=tmp_path)
    assert "Library: 3 briefings. A number opens one. 1. acled-iq-events: Iraq" in first
    assert "Panes:" not in first
    again = talked(events, "2", "quit", home=tmp_path)
    assert "TLP:AMBER. Lebanon" in again
    assert "Lebanon" in talked(events, "quit", home=tmp_path).partition("Panes:")[0]


@pytest.mark.parametrize(("cols", "rows"), [(40, 10), (80, 24), (120, 40)])
def test_the_reader_begins_at_the_list_until_one_is_opened(
    terminal: Callable[..., Terminal], events: Path, cols: int, rows: int
) -> None:
    screen = terminal(str(events), cols=cols, rows=rows)
    screen.wait_for("Iraq, all 2 rows").send("ctrl+c")
    assert screen.wait_exit() == 0
    screen = terminal(str(events), cols=cols, rows=rows)
    screen.wait_for("Lebanon, all 1 row").send("down", "enter").wait_gone("all 1 row")
    screen.wait_for("Beirut").settle().send("q")
    assert screen.wait_exit() == 0
    screen = terminal(str(events), cols=cols, rows=rows)
    screen.wait_for("Beirut").settle()
    assert "all 1 row" not in screen.grid()
