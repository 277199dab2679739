"""A small campaign of random keys in each library; SITBRIEF_KEYS asks for a longer one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from support.tried import tried
from tui.libraries import LIBRARIES
from tui.random_keys import Campaign

if TYPE_CHECKING:
    from pathlib import Path

KEYS = int(os.environ.get("SITBRIEF_KEYS", "600"))
SEED = int(os.environ.get("SITBRIEF_SEED", "1"))


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
