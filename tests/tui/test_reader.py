"""The reader in a real terminal."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from support.snapshots import check_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

pytestmark = pytest.mark.pty

OPEN = ("--open", "2024-12-05-hama")
BUNDLED = {"SITBRIEF_LIBRARY": ""}
SIZES = [(40, 10), (80, 24), (120, 40), (200, 50)]


def started(terminal: Start, cols: int = 80, rows: int = 24, **more: object) -> Terminal:
    return terminal(*OPEN, cols=cols, rows=rows, **more).wait_for("4 Sources").settle()


@pytest.mark.parametrize(("cols", "rows"), SIZES)
def test_first_screen(terminal: Start, cols: int, rows: int) -> None:
    screen = started(terminal, cols, rows, env=BUNDLED)
    check_snapshot(f"first-{cols}x{rows}", screen)


@pytest.mark.parametrize(("cols", "rows"), SIZES)
def test_first_screen_without_colour_has_the_same_words_and_no_colour(
    terminal: Start, cols: int, rows: int
) -> None:
    screen = started(terminal, cols, rows, env={**BUNDLED, "NO_COLOR": "1"})
    check_snapshot(f"first-{cols}x{rows}", screen)
    assert not [
        run
        for run in screen.styled().split()
        if run in {"red", "green", "cyan", "magenta", "brown", "yellow"}
    ]


@pytest.mark.parametrize(("cols", "rows"), SIZES)
def test_all_four_titles_are_in_view_from_every_pane(terminal: Start, cols: int, rows: int) -> None:
    screen = started(terminal, cols, rows)
    for key in "1234":
        screen.send(key).settle()
        for title in ("1 Timeline", "2 Fronts", "3 Humanitarian", "4 Sources"):
            assert title in screen.grid()


def test_any_province_is_three_keys_away_the_next_one_and_all_again_one(terminal: Start) -> None:
    screen = started(terminal)
    screen.send("p").wait_for("two digits").send("0", "5").wait_for("· Hama · 14 of 27 shown")
    screen.send("right").wait_for("· Lattakia · 0 of 27 shown")
    screen.send("left").wait_for("· Hama · 14 of 27 shown")
    screen.send("0").wait_for("· 27 of 27 shown")


@pytest.mark.parametrize("pane", "1234")
def test_every_province_is_three_keys_away_from_every_pane(terminal: Start, pane: str) -> None:
    from sitbrief import places

    syria = places.country("SY")
    assert syria is not None
    screen = started(terminal)
    screen.send(pane)
    for province in syria.provinces:
        screen.send("p").wait_for("two digits").send(*province.number).wait_for(f"· {province.name} · ")
        screen.wait_gone("two digits")


def test_a_province_is_found_by_any_spelling(terminal: Start) -> None:
    screen = started(terminal)
    screen.send("p").wait_for("two digits").send(*"dayr az zawr").settle()
    screen.send("enter").wait_for("· Deir-ez-Zor ·")


def test_several_provinces_are_ticked(terminal: Start) -> None:
    screen = started(terminal)
    screen.send("p").wait_for("two digits").send(*"hama").settle()
    screen.send("tab", *["backspace"] * 4, *"alep").settle()
    screen.send("tab", "enter").wait_for("Hama, Aleppo")


def test_header_and_export_agree(terminal: Start, tmp_path: Path) -> None:
    screen = started(terminal)
    screen.send("p").wait_for("two digits").send("0", "5").wait_for("· Hama · 14 of 27")
    shown = next(part for part in screen.grid().split("·") if " of " in part and "shown" in part).strip()
    screen.send("e").wait_for("Export as Markdown").send("enter").wait_for("Written:")
    (path,) = tmp_path.glob("2024-12-05-hama-extract-*.md")
    text = path.read_text(encoding="utf-8")
    assert "Hama" in text.partition("## ")[0]
    assert shown.removesuffix(" shown") in text.partition("## ")[0]
    assert not list(tmp_path.glob(".sitbrief-*"))


def test_export_asks_before_it_replaces(terminal: Start, tmp_path: Path) -> None:
    (tmp_path / "2024-12-05-hama.md").write_text("mine", encoding="utf-8")
    screen = started(terminal)
    screen.send("e").wait_for("Export as Markdown").send("enter").wait_for("exists")
    assert (tmp_path / "2024-12-05-hama.md").read_text(encoding="utf-8") == "mine"
    screen.send("enter").wait_for("Written:")
    assert "TLP:CLEAR" in (tmp_path / "2024-12-05-hama.md").read_text(encoding="utf-8")


def test_detail_shows_who_says_it_and_leads_to_the_source_and_back(terminal: Start) -> None:
    screen = started(terminal)
    screen.send("enter").wait_for("Says:").wait_for("Grade:")
    screen.send("tab").settle()
    screen.send("enter").settle()
    screen.send("q").wait_for("Says:")
    screen.send("q").wait_for("2 Fronts")


def test_rival_claims_stand_side_by_side(terminal: Start) -> None:
    screen = (
        terminal("--open", "2024-12-06-hama", "--contested", cols=120, rows=40).wait_for("4 Sources").settle()
    )
    screen.send("2", "enter").wait_for("Rival claims, 6 side by side")
    for distance in ("about 10 km", "15 kilometres", "at least 20 km"):
        assert distance in screen.grid()


def test_search_goes_through_the_panes_and_around(terminal: Start) -> None:
    screen = started(terminal)
    screen.send("/").wait_for("Search for").send(*"drones", "enter").wait_for("match 1 of")
    screen.send("n").wait_for('"drones": match')
    screen.send("/").wait_for("Search for").send(*"zzzz", "enter").wait_for("is not found")


def test_editions(terminal: Start) -> None:
    screen = started(terminal, 120, 40)
    screen.send(">").wait_for("edition 2")
    screen.send("<").wait_for("edition 1")
    screen.send("<").wait_for("<: no older edition is known.")
    screen.send("o").wait_for("Library").send("q").wait_gone("Library")


def test_help_lists_and_searches_the_keys_alive(terminal: Start) -> None:
    screen = started(terminal)
    screen.send("?").wait_for("Keys on this screen").send(*"markdown").wait_for("Export what is shown").send(
        "esc"
    )
    screen.wait_gone("Keys on this screen")


def test_empty_panes_say_why(terminal: Start) -> None:
    screen = started(terminal)
    screen.send("p").wait_for("two digits").send("1", "4").wait_for("hidden by: Quneitra").wait_for(
        "0 shows all"
    )


def test_filter_dialog_names_the_field_that_it_cannot_read(terminal: Start) -> None:
    screen = started(terminal)
    screen.send("f").wait_for("Filters").send(*"Dimashq", "enter").wait_for("is a name of several")
    screen.send(*["backspace"] * 7, *"Hama", "enter").wait_for("· Hama ·")


def test_digits_of_another_alphabet_count(terminal: Start) -> None:
    screen = started(terminal)
    screen.send("٢").wait_for("> 2 Fronts")
    screen.send("p").wait_for("two digits").send("٠", "٥").wait_for("· Hama ·")


def test_keys_that_arrive_in_one_bunch_act_in_their_order(terminal: Start) -> None:
    screen = started(terminal)
    screen.send("fHomx\x7f\x7f\x7fama\r").wait_for("· Hama · 14 of 27 shown")
    screen.send("0p02").wait_for("· Aleppo · 6 of 27 shown")


def test_escape_and_a_key_that_arrive_together_are_not_alt(terminal: Start) -> None:
    screen = started(terminal)
    screen.send("p").wait_for("two digits").send("\x1b2").wait_for("> 2 Fronts")


def test_paste_is_no_keys(terminal: Start) -> None:
    screen = started(terminal)
    before = screen.send("down").settle().grid()
    screen.send("\x1b[200~qqq2\x1b[201~").settle()
    assert screen.grid() == before


def test_one_byte_that_is_not_utf8_is_survived(terminal: Start) -> None:
    import os

    screen = started(terminal)
    os.write(screen._master, b"\xe9")  # noqa: SLF001
    screen.settle().send("2").wait_for("> 2 Fronts")


@pytest.mark.parametrize("keys", [("q",), ("ctrl+c",), (":", "q", "enter")])
def test_leaving_restores_the_terminal(terminal: Start, keys: tuple[str, ...]) -> None:
    screen = started(terminal)
    screen.send(*keys)
    assert screen.wait_exit() == 0
    assert "1049" not in screen.modes
    assert "25" in screen.modes
    assert screen.echoing()


def test_sigterm_restores_the_terminal(terminal: Start) -> None:
    screen = started(terminal)
    screen.signal(signal.SIGTERM)
    assert screen.wait_exit() == 128 + signal.SIGTERM
    assert screen.modes.isdisjoint({"1049", "2004", "1000", "1003", "1006"})
    assert "25" in screen.modes
    assert screen.echoing()


def test_nothing_is_left_after_sighup(terminal: Start) -> None:
    screen = started(terminal)
    screen.signal(signal.SIGHUP)
    assert screen.wait_exit(5) == 128 + signal.SIGHUP


def test_nothing_is_left_after_the_line_is_cut(terminal: Start) -> None:
    screen = started(terminal)
    screen.hang_up()
    assert screen.wait_exit(5) != 0


def test_a_reader_that_was_stopped_goes_on_and_ends_well(terminal: Start) -> None:
    screen = started(terminal)
    screen.signal(signal.SIGSTOP)
    screen.signal(signal.SIGCONT)
    screen.settle().send("2").wait_for("> 2 Fronts").send("q")
    assert screen.wait_exit() == 0
    assert screen.echoing()


def test_nothing_is_left_when_the_line_is_cut_while_output_is_pending(terminal: Start) -> None:
    screen = started(terminal, 200, 50)
    screen.send(*["2", "1"] * 400)  # nobody reads what that draws
    screen.hang_up()
    assert screen.wait_exit(5) != 0


def test_an_idle_reader_sends_nothing(terminal: Start) -> None:
    screen = started(terminal)
    screen.send("p").wait_for("two digits").settle(1.0)
    before = len(screen.raw)
    screen.pump(3.0)
    assert len(screen.raw) == before


def test_no_control_byte_reaches_the_wire(terminal: Start) -> None:
    screen = started(terminal)
    screen.send("2", "enter").wait_for("Says:").send("q", "?").wait_for("Keys on this screen").send(
        "esc"
    ).settle()
    assert screen.controls() == []


SCREENS = {
    "detail": ("2", "end", "enter"),
    "rivals": ("c", "2", "enter", "pagedown"),
    "source": ("4", "enter"),
    "province": ("p", "h", "a"),
    "filters": ("f",),
    "help": ("?",),
    "library": ("o",),
    "export": ("e",),
    "command": ("c", "Y"),
    "summary": ("s",),
    "zoom": ("3", "z"),
    "empty": ("p", "1", "4"),
}
"""The keys that lead to each screen."""


@pytest.mark.parametrize(("cols", "rows"), SIZES)
@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_looks_as_it_did(terminal: Start, name: str, cols: int, rows: int) -> None:
    screen = terminal("--open", "2024-12-06-hama", cols=cols, rows=rows, env=BUNDLED)
    screen.wait_for("4 Sources").send(*SCREENS[name])
    check_snapshot(f"{name}-{cols}x{rows}", screen)


@pytest.mark.parametrize(
    ("burst", "shown"),
    [
        ("pHama\r", "· Hama ·"),
        ("pdayr az zawr\r2", "· Deir-ez-Zor ·"),
        ("p052", "> 2 Fronts"),
        ("p052", "· Hama ·"),
        ("/city\rn", "match 2 of"),
        ("f\x18Hama\r2", "> 2 Fronts"),
        ("f\x18Hama\r2", "· Hama ·"),
        ("?zoom\r2", "> 2 Fronts"),
    ],
)
def test_keys_that_arrive_all_at_once_mean_what_they_do_one_by_one(
    terminal: Callable[..., Terminal], burst: str, shown: str
) -> None:
    terminal("--open", "2024-12-05-hama").wait_for("4 Sources").settle().send(burst).wait_for(shown)


@pytest.mark.parametrize("keys", ["21", "2341", "2\t\t\t", "3\x1b[Z\x1b[Z"])
def test_panes_gone_through_in_one_bunch_of_keys_leave_the_last_one_open(terminal: Start, keys: str) -> None:
    """Over a slow link keys come so."""
    screen = terminal("--open", "2024-12-05-hama").wait_for("4 Sources").settle()
    screen.send(keys).wait_for("Timeline  19 · at 1").settle()
    assert "> Aleppo falls" in screen.grid()
