"""The palette of commands: a few letters, Enter, and it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.tui.commands.across import ACROSS
from sitbrief.tui.commands.briefing import READER
from sitbrief.tui.fuzzy import misfit, ranked
from support.snapshots import check_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

NAMES = sorted({command.spec.name for commands in (READER, ACROSS) for command in commands.by_id.values()})
WORDS = st.text(st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1)


@given(st.lists(WORDS, min_size=1, max_size=4), st.data())
def test_what_begins_a_word_fits_best_and_more_letters_never_fit_better(
    words: list[str], data: st.DataObject
) -> None:
    name = " ".join(words)
    assert misfit(name, name) == 0
    assert misfit("", name) == 0
    word = data.draw(st.sampled_from(words))
    begin, longer = word[: len(word) // 2 + 1], word + "\u4e00"
    assert misfit(begin, name) == 0
    assert misfit(longer, name) is None


@pytest.mark.parametrize("name", NAMES)
def test_each_name_is_a_few_words_and_finds_itself_first(name: str) -> None:
    assert 0 < len(name) <= 60
    assert not name.endswith((".", ":", ";"))
    assert ranked(name, NAMES, str)[0] == name


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("export", "Export what is shown"),
        ("nxt prov", "Show the next province alone"),
        ("cntstd", "Show contested entries only"),
        ("EDITION older", "Open the older edition"),
    ],
)
def test_letters_in_their_order_are_enough(typed: str, found: str) -> None:
    assert ranked(typed, NAMES, str)[0] == found


def test_what_fits_nothing_finds_nothing() -> None:
    assert ranked("zebra crossing", NAMES, str) == []


@pytest.mark.pty
@pytest.mark.parametrize(("cols", "rows"), [(40, 10), (80, 24), (120, 40), (200, 50)])
def test_it_looks_as_it_did(terminal: Start, cols: int, rows: int) -> None:
    screen = terminal(cols=cols, rows=rows).wait_for("4 Sources").settle()
    screen.send(":").wait_for("Commands").send("p", "r", "o", "v")
    check_snapshot(f"finder-{cols}x{rows}", screen)


@pytest.mark.pty
def test_a_command_runs_by_its_name_in_one_bunch_of_keys(terminal: Start) -> None:
    screen = terminal(cols=100, rows=30).wait_for("4 Sources").settle()
    screen.send(":choose prov\r").wait_for("two digits").send("05").wait_for("Hama · ")
    screen.send(":newer\r").wait_for("no newer edition is known")
    screen.send(":zzz").wait_for("nothing matches").send("enter").wait_for("No command is called so")
    screen.send("esc").wait_gone("Commands:")
    screen.send(":open lib\r").wait_for("4 Editions")
    screen.send(":go edit\r").wait_for("> 4 Editions")
    screen.send(":q\r").wait_for("4 Sources").send(":q\r")
    assert screen.wait_exit() == 0
