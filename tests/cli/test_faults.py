"""What writes, while the system fails it: one line, exit 3, the old file whole, and nothing left after the next start.

More is tried with SITBRIEF_FAULTS and SITBRIEF_KILLS, the numbers of faults and of kills.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from sitbrief.library.reading_position import FILE, ReadingPosition
from sitbrief.library.state import Memory
from support.faults import ACTIONS, OLD, Action, Fault, full, injected, killed, trials
from support.program import need
from support.tried import tried

ASKED = os.environ.get("SITBRIEF_FAULTS", "12")
FAULTS = 400 if ASKED == "all" else int(ASKED)
KILLS = int(os.environ.get("SITBRIEF_KILLS", "2"))
IDS = [action.name for action in ACTIONS]
OWN = [action for action in ACTIONS if action.file in OLD]
"""What is written anew out of what it was, which a read that fails must not make nothing of."""

READS = [
    Fault(call, error, when, of_folder=False)
    for call in ("openat", "read")
    for error in ("EIO", "EACCES")
    for when in ("1", "2", "3", "1+")
]


@pytest.mark.parametrize(("action", "fault", "there"), [*trials(FAULTS)])
def test_a_call_that_fails_costs_nothing_that_was_there(
    tmp_path: Path, action: Action, fault: Fault, *, there: bool
) -> None:
    wrong = injected(tmp_path, action, fault, there=there)
    tried("injected faults over what writes", 1, bool(wrong))
    assert wrong == []


@pytest.mark.parametrize("action", OWN, ids=lambda action: action.name)
@pytest.mark.parametrize(
    "fault", READS if ASKED == "all" else READS[3::4], ids=lambda fault: " ".join(map(str, fault[:3]))
)
def test_what_was_set_outlives_a_read_that_fails(tmp_path: Path, action: Action, fault: Fault) -> None:
    """The file that is added to cannot be read, once or ever: it is left as it is, or all that was set is in the new one."""
    wrong = injected(tmp_path, action, fault, there=True, of_file=True)
    tried("injected faults over what writes", 1, bool(wrong))
    assert wrong == []


@pytest.mark.parametrize("action", ACTIONS, ids=IDS)
def test_a_file_whose_name_cannot_be_made_to_last_is_what_it_was(tmp_path: Path, action: Action) -> None:
    """The folder is synced last, when the new file has the name already."""
    assert injected(tmp_path, action, Fault("fsync", "EIO", "2", of_folder=False), there=True) == []


@pytest.mark.parametrize("action", ACTIONS, ids=IDS)
@pytest.mark.parametrize("turn", range(KILLS))
def test_who_is_killed_at_any_moment_leaves_a_whole_file(tmp_path: Path, action: Action, turn: int) -> None:
    after = random.Random(turn).uniform(0, 1.5)  # noqa: S311  a moment, no secret
    wrong = killed(tmp_path, action, after, there=turn % 2 == 0)
    tried("kill -9 of what writes", 1, bool(wrong))
    assert wrong == []


@pytest.mark.parametrize("action", ACTIONS, ids=IDS)
@pytest.mark.parametrize(
    ("room", "limit"), [("64k", ""), ("", "10")], ids=["a full disk", "a limit on files"]
)
def test_without_room_the_old_file_stays(tmp_path: Path, action: Action, room: str, limit: str) -> None:
    status, said = full(tmp_path, action, room=room, limit=limit, python=sys.executable)
    assert status == 0, said
    assert ("No space left" if room else "File too large") in said


STATE = """
import sys
from pathlib import Path
from sitbrief.library.reading_position import ReadingPosition
from sitbrief.library.state import Memory
memory = Memory(Path(sys.argv[1]), [Path("/briefings")], patience=60)
memory.last()
for number in range(40):
    memory.keep(ReadingPosition("hama", entry=str(number)))
    if memory.trouble:
        print(memory.trouble, file=sys.stderr)
        break
    print(number, flush=True)
memory.close()
"""


@pytest.mark.parametrize(
    ("call", "error", "when"),
    [
        *[("pwrite64", "ENOSPC", "9+"), ("pwrite64", "EIO", "5"), ("openat", "EROFS", "2")],
        *[("openat", "EACCES", "1+"), ("fdatasync", "EIO", "1+"), ("ftruncate", "ENOSPC", "1")],
    ],
)
def test_where_a_reader_is_outlives_a_disk_that_fails(
    tmp_path: Path, call: str, error: str, when: str
) -> None:
    """What was kept stays kept, and what cannot be is told in a line; the reader goes on."""
    folder = tmp_path / "state"
    before = Memory(folder, [Path("/briefings")], patience=60)
    before.keep(ReadingPosition("hama", entry="before"))
    before.close()
    inject = ["-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={when}"]
    only = [f"-P{folder}{end}" for end in ("", f"/{FILE}", f"/{FILE}-wal", f"/{FILE}-shm")]
    done = subprocess.run(
        [
            need("strace"),
            "-f",
            "-qq",
            "-o",
            os.devnull,
            *only,
            *inject,
            sys.executable,
            "-c",
            STATE,
            str(folder),
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("\n") <= 1
    kept = ["before", *done.stdout.split()][-1]
    after = Memory(folder, [Path("/briefings")])
    found = after.last()
    after.close()
    assert found is not None
    assert found.entry in {kept, str(int(kept) + 1) if kept != "before" else "0"}
