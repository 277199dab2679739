"""A name without a province is settled from the reader: written down at once, in force as soon as the list is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from formats.tables import acled, put, table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

pytestmark = pytest.mark.pty

SIZES = [(40, 10), (80, 24), (120, 40), (200, 50)]


def export(folder: Path) -> str:
    """A file with two names that nobody knows, one of them twice, a name of two provinces, and a row without a day."""
    rows = [{"admin1": name} for name in ("Hasake Gov.", "Qqq", "Hasake Gov.", "Dimashq", "Dara")]
    return str(put(folder, acled(*rows, {"event_date": "one day"})))


def kept(folder: Path) -> list[str]:
    """What the user's own spellings are."""
    text = (folder / "config" / "sitbrief" / "places.tsv").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def opened(terminal: Start, folder: Path, cols: int = 80, rows: int = 24, **env: str) -> Terminal:
    env = {"XDG_CONFIG_HOME": str(folder / "config"), **env}
    return terminal(export(folder), cols=cols, rows=rows, env=env).wait_for("4 Sources").settle()


@pytest.mark.parametrize(("cols", "rows"), SIZES)
def test_the_likeliest_is_offered_first_and_taken_with_enter(
    terminal: Start, tmp_path: Path, cols: int, rows: int
) -> None:
    screen = opened(terminal, tmp_path, cols, rows).send("a").wait_for("Hasake Gov. Al-Hasakeh?")
    screen.send("enter").wait_for(">  08 Al-Hasakeh").send("enter")
    screen.wait_for("* Hasake Gov. is Al-Hasakeh")
    assert kept(tmp_path) == ["SY\tHasake Gov.\tSY-HA"]
    screen.send("q").wait_gone("Names without").send("p").wait_for("Province:").send("0", "8")
    screen.wait_for("Timeline  2 of 5")


def test_what_is_to_be_done_is_said_at_the_start_and_no_longer_when_it_is_done(
    terminal: Start, tmp_path: Path
) -> None:
    screen = opened(terminal, tmp_path)
    assert "1 of 6 rows not read: sitbrief import says why · 3 names without province: a" in screen.grid()
    screen.send("a").wait_for("Names without").send("enter").wait_for("Which").send("enter").wait_for(
        "is Al-H"
    )
    screen.send("enter").wait_for("Which province is 'Qqq'").send(*"حلب").wait_for(">  02 Aleppo")
    screen.send("enter").wait_for("is Aleppo").send("enter").wait_for("Which").send("0", "1").wait_for(
        "is Damascus"
    )
    screen.send("q").wait_for("1 of 6 rows not read: sitbrief import says why").settle()
    assert "names without" not in screen.grid()
    assert "no province" not in screen.grid()
    screen.send("a").wait_for("a: no name in this file waits for a province")
    assert len(kept(tmp_path)) == 3


def test_the_next_start_knows_them(terminal: Start, tmp_path: Path) -> None:
    screen = opened(terminal, tmp_path).send("a").wait_for("Names without").send("enter").wait_for("Which")
    screen.send("enter").wait_for("is Al-Hasakeh").send("q").wait_gone("Names without").settle().send("q")
    screen.wait_exit()
    again = terminal(export(tmp_path), "--fresh", env={"XDG_CONFIG_HOME": str(tmp_path / "config")})
    again.wait_for("2 names without province: a")


def test_leaving_without_a_choice_settles_nothing(terminal: Start, tmp_path: Path) -> None:
    screen = (
        opened(terminal, tmp_path).send("a").wait_for("Names without").send("down", "enter").wait_for("Which")
    )
    screen.send("x", "x").wait_for("nothing matches").send("enter").wait_for("No province is called that")
    screen.send("backspace", "backspace", "backspace").wait_gone("Which").send("backspace").wait_gone(
        "Names without"
    )
    assert not (tmp_path / "config").exists()
    assert "no province" in screen.grid()


def test_what_cannot_be_written_down_is_said_and_not_in_force(terminal: Start, tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where a folder should be", encoding="utf-8")
    screen = opened(terminal, tmp_path).send("a").wait_for("Names without").send("enter").wait_for("Which")
    screen.send("enter").wait_for("It is not kept:").settle()
    assert "Hasake Gov. Al-Hasakeh?" in screen.grid()


def test_a_table_of_needs_opens_at_the_first_pane_that_holds_something(
    terminal: Start, tmp_path: Path
) -> None:
    rows = [{"c": "#country+code", "a": "#adm1+name", "n": "#inneed", "s": "#sector"}]
    rows += [{"c": "SYR", "a": "Hama", "n": "5", "s": "Health"}]
    path = put(tmp_path, table("cans", rows), "needs.csv")
    screen = terminal(str(path)).wait_for("> 3 Humanitarian  1").settle()
    assert "> Hama: 5 people in need" in screen.grid()
    screen.send("down").wait_for("Enter open")
    screen.send("1").wait_for("> 1 Timeline").settle()
    assert "Enter open" not in screen.grid()


def test_a_briefing_of_our_own_has_none(terminal: Start) -> None:
    screen = (
        terminal()
        .wait_for("4 Sources")
        .settle()
        .send("a")
        .wait_for("a: no name in this file waits for a province")
    )
    assert "settle names" not in screen.grid()


def test_a_settled_name_is_understood_wherever_a_province_is_typed(terminal: Start, tmp_path: Path) -> None:
    own = tmp_path / "config" / "sitbrief" / "places.tsv"
    own.parent.mkdir(parents=True)
    own.write_text("SY\tZzz Gov.\tSY-HA\n", encoding="utf-8")
    env = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    path = put(tmp_path, acled({"admin1": "Zzz Gov."}, {"admin1": "Hama"}))
    screen = terminal(str(path), env=env).wait_for("4 Sources").settle()
    screen.send("p").wait_for("Province:").send(*"zzz gov.").wait_for("08 Al-Hasakeh").send("enter")
    screen.wait_for("Timeline  1 of 2").settle()
    screen.send("f").wait_for("Filters;").send("ctrl+x").send(*"zzz gov.").send("enter")
    screen.wait_gone("Filters;").wait_for("Timeline  1 of 2")
