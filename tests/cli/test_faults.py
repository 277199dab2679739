"""What writes, while the system fails it: one line, exit 3, the old file whole, and nothing left after the next start.

More is tried with SITBRIEF_FAULTS and SITBRIEF_KILLS, the numbers of faults and of kills.
"""

from __future__ import annotations

import os
import random
import sys
from typing import TYPE_CHECKING

import pytest

from support.faults import ACTIONS, Action, Fault, full, injected, killed, trials

if TYPE_CHECKING:
    from pathlib import Path

FAULTS = int(os.environ.get("SITBRIEF_FAULTS", "12"))
KILLS = int(os.environ.get("SITBRIEF_KILLS", "2"))
IDS = [action.name for action in ACTIONS]


@pytest.mark.parametrize(("action", "fault", "there"), [*trials(FAULTS)])
def test_a_call_that_fails_costs_nothing_that_was_there(
    tmp_path: Path, action: Action, fault: Fault, *, there: bool
) -> None:
    assert injected(tmp_path, action, fault, there=there) == []


@pytest.mark.parametrize("action", ACTIONS, ids=IDS)
def test_a_file_whose_name_cannot_be_made_to_last_is_what_it_was(tmp_path: Path, action: Action) -> None:
    """The folder is synced last, when the new file has the name already."""
    assert injected(tmp_path, action, Fault("fsync", "EIO", "2", of_folder=False), there=True) == []


@pytest.mark.parametrize("action", ACTIONS, ids=IDS)
@pytest.mark.parametrize("turn", range(KILLS))
def test_who_is_killed_at_any_moment_leaves_a_whole_file(tmp_path: Path, action: Action, turn: int) -> None:
    after = random.Random(turn).uniform(0, 1.5)  # noqa: S311  a moment, no secret
    assert killed(tmp_path, action, after, there=turn % 2 == 0) == []


@pytest.mark.parametrize("action", ACTIONS, ids=IDS)
@pytest.mark.parametrize(
    ("room", "limit"), [("64k", ""), ("", "10")], ids=["a full disk", "a limit on files"]
)
def test_without_room_the_old_file_stays(tmp_path: Path, action: Action, room: str, limit: str) -> None:
    status, said = full(tmp_path, action, room=room, limit=limit, python=sys.executable)
    assert status == 0, said
    assert ("No space left" if room else "File too large") in said
