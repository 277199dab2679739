"""Keys at any moment: while the reader leaves, while a screen opens or closes, while the window changes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

import pytest
from textual.containers import Vertical
from textual.events import Key, Paste
from textual.screen import Screen

from sitbrief.tui.keys import Field, OrderedKeys
from support.program import BRIEFINGS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import ComposeResult

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

BRIEFING: Final = str(BRIEFINGS / "2024-12-05-hama.json")
AFTER_THE_END: Final = (":", "enter", "o", "?", "p", "e", "f", "/", "Y", "z", "q", "\x1b[200~j\x1b[201~")


def opened(terminal: Start, **size: int) -> Terminal:
    return terminal(BRIEFING, "--fresh", **size).wait_for("4 Sources").settle(0.1)


@pytest.mark.pty
@pytest.mark.parametrize("leaving", ["q", "ctrl+c"])
def test_nothing_acts_any_more_once_the_reader_leaves(terminal: Start, leaving: str) -> None:
    """A command that ran then opened a screen of an application that had ended: exit 70 and a report."""
    screen = opened(terminal).send(*(chr(3) if leaving == "ctrl+c" else leaving, *AFTER_THE_END))
    assert screen.wait_exit() == 0
    assert "mistake of its own" not in screen.grid()


@pytest.mark.pty
def test_a_link_that_is_followed_is_open_before_the_next_key(terminal: Start) -> None:
    """It opened a message later: in a bunch the key that goes back went back from the entry instead."""
    screen = opened(terminal, cols=100, rows=30).send("enter").wait_for("Enter follow").settle(0.1)
    entry = screen.grid()
    screen.send("\t\rq").settle(0.3).send("home").settle(0.2)
    assert screen.grid().splitlines()[:3] == entry.splitlines()[:3]
    assert "1 Timeline" not in screen.grid()
    screen.send("q").wait_for("1 Timeline").send("q")
    assert screen.wait_exit() == 0


@pytest.mark.pty
def test_a_bunch_of_keys_behind_one_that_opens_a_screen_waits_for_it(terminal: Start) -> None:
    """After so and so many looks keys went to a screen that was not made yet; a long bunch looked often."""
    screen = opened(terminal)
    for _ in range(3):
        screen.send("".join(("e", "x" * 80, "\x1b", "\x1b", "f", "j" * 80, "\x1b", "?", "o" * 60, "\r", "G")))
    screen.send("1").wait_for("1 Timeline").settle(0.1).send("q")
    assert screen.wait_exit() == 0


@pytest.mark.pty
@pytest.mark.parametrize("step", range(4))
def test_a_key_and_at_once_a_lower_window(terminal: Start, step: int) -> None:
    """Rows of the higher window that were drawn and not sent were looked for in the lower one."""
    screen = opened(terminal, cols=100, rows=40)
    for number in range(12):
        screen.send("12"[number % 2])
        screen.pump(0.001 + step * 0.008)
        screen.resize(100, 10 if number % 2 else 40)
        screen.pump(0.05)
    screen.settle(0.1).resize(100, 30)
    screen.wait_for("4 Sources").send("q")
    assert screen.wait_exit() == 0


@pytest.mark.pty
def test_a_click_beyond_the_window_leaves_the_field_its_keys(terminal: Start, tmp_path: Path) -> None:
    """The window may have become smaller meanwhile. Nobody had the focus any more: each key waited half a second, for nothing."""
    config = tmp_path / "mouse.toml"
    config.write_text("mouse = true\n", encoding="utf-8")
    screen = terminal(BRIEFING, "--fresh", "--config", str(config), cols=100, rows=30).wait_for("4 Sources")
    screen.settle(0.1).send("p").wait_for("two digits").settle(0.1)
    screen.type(b"\x1b[<0;130;45M\x1b[<0;130;45m")
    screen.send("ham").wait_for("| ham ").send("esc").wait_gone("two digits").send("q")
    assert screen.wait_exit() == 0


class Below(OrderedKeys):
    """Two fields, of which the first has the focus."""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Field("old")
            yield Field()


def test_what_is_pasted_is_there_before_the_key_that_comes_after_it() -> None:
    """Otherwise Enter takes what stood there before, or a dialog that has closed is told of a paste."""

    async def told() -> tuple[str, list[str]]:
        app, submitted = Below(), []
        async with app.run_test() as pilot:
            field = app.query(Field).first()
            field.submitted = submitted.append
            for event in (Paste("dr\none"), Key("o", "o"), Key("enter", "\r")):
                app.post_message(event)
            await pilot.pause()
            return field.value, submitted

    assert asyncio.run(told()) == ("dro", ["dro"])


def test_a_key_behind_one_that_opens_a_screen_is_not_lost_on_a_busy_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A timer of Textual that is late before it has begun is skipped, and with it all keys from then on."""
    monkeypatch.setattr(OrderedKeys, "set_timer", lambda *_, **__: None)

    class Opening(Below):
        BINDINGS: ClassVar = [("ctrl+o", "open", "")]

        def action_open(self) -> None:
            self.push_screen(Above())

    class Above(Screen[None]):
        def compose(self) -> ComposeResult:
            yield Field()

    async def told() -> str:
        app = Opening()
        async with app.run_test() as pilot:
            for event in (Key("ctrl+o", None), Key("x", "x")):
                app.post_message(event)
            for _ in range(200):
                await asyncio.sleep(0.01)
                if (
                    isinstance(app.screen, Above)
                    and app.screen.query(Field)
                    and app.screen.query_one(Field).value
                ):
                    break
            await pilot.pause()
            return app.screen.query_one(Field).value

    assert asyncio.run(told()) == "x"


def test_once_it_is_ending_no_key_paste_or_click_is_heard() -> None:
    async def told() -> tuple[str, bool]:
        app = Below()
        async with app.run_test() as pilot:
            field = app.query(Field).first()
            app.exit(0)
            for event in (Key("o", "o"), Paste("x")):
                await app.on_event(event)
            await pilot.pause()
            return field.value, app.ending

    assert asyncio.run(told()) == ("old", True)
