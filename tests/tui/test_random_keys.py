"""A small campaign of random keys in each library; SITBRIEF_KEYS asks for a longer one, and then for long sessions."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import pytest

from support.program import COMMAND, environment
from support.session import Session
from support.tried import tried
from tui.libraries import LIBRARIES
from tui.random_keys import Campaign, tenths

if TYPE_CHECKING:
    from pathlib import Path

KEYS = int(os.environ.get("SITBRIEF_KEYS", "600"))
SEED = int(os.environ.get("SITBRIEF_SEED", "1"))

LONG: Final = 50_000
"""Keys in one session: what Textual remembers of sizes and colours is full after some twenty thousand."""

MOST_MIB: Final = 200
"""A session with all that: windows of the largest size are drawn in it, which alone takes a hundred."""


@pytest.mark.pty
@pytest.mark.parametrize("name", LIBRARIES)
def test_no_key_at_any_moment_ends_the_reader_or_freezes_it(tmp_path: Path, name: str) -> None:
    """Bursts, pauses, pastes, clicks, stops, answers of the terminal, windows of any size; nothing else is written."""
    campaign = Campaign(SEED, KEYS // len(LIBRARIES), max(1, KEYS // 20 // len(LIBRARIES)))
    campaign.run(tmp_path, [name])
    tried("random keys", campaign.pressed, len(campaign.found))
    tried("sizes of the window among them", campaign.resized)
    assert campaign.found == [], campaign.told()
    assert campaign.pressed >= campaign.keys


@pytest.mark.pty
@pytest.mark.parametrize("name", sorted({*LIBRARIES} - {"empty"}))
def test_a_session_that_goes_on_takes_no_more_memory(tmp_path: Path, name: str) -> None:
    """Held of each session: an upper bound; of a long one that its last tenth takes what its fifth took, within 5 %.

    On an empty library no session goes on.
    """
    keys = LONG if KEYS >= LONG else 200
    campaign = Campaign(SEED, keys, keys // 25, leaving=False).run(tmp_path, [name])
    tried("random keys in one session", campaign.pressed, len(campaign.found))
    assert campaign.found == [], campaign.told()
    sessions = list(campaign.memory.values())
    assert sessions
    assert max(kib for points in sessions for _, kib in points) < MOST_MIB * 1024, campaign.told()
    if keys == LONG:
        parts = tenths(max(sessions, key=len))
        assert parts[9] < parts[4] * 1.05, campaign.told()


@pytest.mark.pty
def test_memory_is_given_back_while_no_key_is_pressed(tmp_path: Path) -> None:
    """A window of the largest size takes tens of megabytes for a moment, and so do a hundred dialogs."""
    words = [*LIBRARIES["samples"](tmp_path / "samples")[0], "--config", str(tmp_path / "config.toml")]
    (tmp_path / "config.toml").write_text(
        "[limits]\nwindow_columns = 1000\nwindow_rows = 300\n", encoding="utf-8"
    )
    session = Session([*COMMAND, *words], cols=80, rows=24, env=environment(tmp_path), cwd=str(tmp_path))
    try:
        session.pump_until(lambda: b"\x1b[?1049h" in session.raw, 20)
        session.say_size(1_000, 300)
        session.settle(1.0)
        session.say_size(80, 24)
        session.settle(0.5)
        most = session.memory()
        assert session.pump_until(lambda: session.memory() < most * 0.9, 30), (most, session.memory())
    finally:
        session.close()
