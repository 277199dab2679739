"""Commands that write, run while the system fails them, fills up, or kills them.

A test runs some of these; a campaign runs thousands: `trials` gives as many as are asked for.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from typing import TYPE_CHECKING, Final, NamedTuple

from formats.tables import acled, put
from support.program import BRIEFINGS, COMMAND, environment, need

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

ERRORS: Final = ("ENOSPC", "EIO", "EROFS", "EACCES", "EINTR")
FOLDER_CALLS: Final = ("openat", "newfstatat", "linkat", "renameat", "unlinkat", "fsync")
"""Calls that name the folder, or something in it: others of their kind are let alone."""

OTHER_CALLS: Final = ("fsync", "fchmod", "write", "linkat")
RETRIED: Final = ("openat", "fchmod", "fsync", "write")
"""Calls that Python makes again after EINTR, for ever where that never ends: no kernel does that."""

_WAIT_SECONDS: Final = 120
_END: Final = 500
"""Bytes at the end of a file that are the same whenever it is written."""


class Action(NamedTuple):
    """A command that writes.

    Attributes:
        name: What it is called.
        folder: The folder that it writes into, in the home.
        file: The file that it writes, in that folder.
        words: The command line.
        prepare: Makes what has to be there before.
    """

    name: str
    folder: str
    file: str
    words: Sequence[str]
    prepare: Callable[[Path], object]


class Fault(NamedTuple):
    """What fails.

    Attributes:
        call: The system call.
        error: How.
        when: Which of them: "1", "2" or "1+" for all.
        of_folder: Whether only calls about the folder count.
    """

    call: str
    error: str
    when: str
    of_folder: bool

    @property
    def options(self) -> list[str]:
        """How strace is told."""
        call = "renameat,renameat2,rename" if self.call == "renameat" else self.call
        return ["-e", f"trace={call}", "-e", f"inject={call}:error={self.error}:when={self.when}"]


CONFIG: Final = ".config/sitbrief"
ACTIONS: Final = (
    Action(
        "export",
        "out",
        "a.csv",
        ("export", str(BRIEFINGS / "2024-12-05-hama.json"), "-o", "out/a.csv", "--force"),
        lambda home: (home / "out").mkdir(),
    ),
    Action(
        "import",
        "out",
        "acled-sy-2024-12.json",
        ("import", "events.csv", "-o", "out", "--force"),
        lambda home: ((home / "out").mkdir(), put(home, acled(*[{}] * 50))),
    ),
    Action(
        "config",
        CONFIG,
        "config.toml",
        ("config", "-o", f"{CONFIG}/config.toml"),
        lambda home: (home / CONFIG).mkdir(parents=True),
    ),
    Action(
        "alias",
        CONFIG,
        "places.tsv",
        ("alias", "Dimashq Gov.", "SY-RD"),
        lambda home: (home / CONFIG).mkdir(parents=True),
    ),
)
OLD: Final = {"config.toml": b'theme = "high-contrast"\n', "places.tsv": b"# mine\nSY\tHamah Gov.\tSY-HM\n"}


def trials(count: int, seed: int = 0) -> Iterator[tuple[Action, Fault, bool]]:
    """As many commands and faults, all of them in turn before one comes again; and whether there is a file before."""
    chance = random.Random(seed)  # noqa: S311  nothing secret
    every = [
        (action, Fault(call, error, when, of_folder), there)
        for action in ACTIONS
        for of_folder, calls in ((True, FOLDER_CALLS), (False, OTHER_CALLS))
        for call in calls
        for error in ERRORS
        for when in ("1", "2", "3", "1+")
        for there in (True, False)
        if not (error == "EINTR" and when == "1+" and call in RETRIED)
    ]
    while count > 0:
        chance.shuffle(every)
        yield from every[:count]
        count -= len(every)


class Trial:
    """A home of its own in which a command runs.

    Args:
        home: An empty folder.
        action: The command.
        there: Whether there is a file before, which it may replace.
    """

    def __init__(self, home: Path, action: Action, *, there: bool) -> None:
        self.home, self.action = home, action
        action.prepare(home)
        self.path = home / action.folder / action.file
        self.old = OLD.get(action.file, b"old\n") if there else None
        if self.old is not None:
            self.path.write_bytes(self.old)

    def start(self, *before: str) -> subprocess.Popen[str]:
        """Start the command, behind some other words."""
        return subprocess.Popen(
            [*before, *COMMAND, *self.action.words],
            env=environment(self.home, PYTHONDONTWRITEBYTECODE="1"),
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )

    def run(self, *before: str) -> tuple[int, str]:
        """Run it to its end: the exit code, and what it said."""
        process = self.start(*before)
        _, said = process.communicate(timeout=_WAIT_SECONDS)
        return process.returncode, said

    def broken(self, status: int, said: str, *, heard: bool = True) -> list[str]:
        """What is wrong after it has ended, and after the next start.

        Args:
            status: Its exit code.
            said: What it said.
            heard: Whether it could say anything.
        """
        found = []
        now = self.path.read_bytes() if self.path.exists() else None
        if "Traceback" in said:
            found.append(f"a traceback: {said}")
        if status == 0 and now in {self.old, None}:
            found.append("exit 0, and nothing is written")
        if status not in {0, 3}:
            found.append(f"exit {status}: {said}")
        if status == 0 and now is not None and not self.keeps_what_was_set(now):
            found.append("exit 0, and what was set before is lost")
        if status == 3 and now != self.old:
            found.append("exit 3, and the old file is not what it was")
        if status == 3 and heard and said.count("\n") != 1:
            found.append(f"not one line: {said!r}")
        again, said = self.run()
        if again != 0 and not (self.action.name == "import" and again == 1):
            found.append(f"the next start: exit {again}: {said}")
        if status == 0 and now is not None and not self.is_whole(now):
            found.append("exit 0, and what was written is not whole")
        return found + [f"left: {name}" for name in self.left()]

    def keeps_what_was_set(self, now: bytes) -> bool:
        """Whether every line of a file that is added to, not written anew, is still in it."""
        if self.old is None or self.action.file not in OLD:
            return True
        return set(self.old.splitlines()) <= set(now.splitlines())

    def is_whole(self, now: bytes) -> bool:
        """Whether a file is what the command, which has run again, has written; its head may tell of the moment."""
        new = self.path.read_bytes()
        return now == new if self.action.name in {"export", "alias"} else now[-_END:] == new[-_END:]

    def left(self) -> list[str]:
        """What lies in the folder and should not."""
        return [name.name for name in self.path.parent.iterdir() if name.name.startswith(".sitbrief-")]


def injected(home: Path, action: Action, fault: Fault, *, there: bool, of_file: bool = False) -> list[str]:
    """What goes wrong where a system call fails; where it is one about the file itself, if so asked for."""
    trial = Trial(home, action, there=there)
    only = ["-P", str(trial.path if of_file else home / action.folder)] if of_file or fault.of_folder else []
    status, said = trial.run(need("strace"), "-f", "-qq", "-o", os.devnull, *only, *fault.options)
    return trial.broken(status, said, heard=fault.call != "write")


def killed(home: Path, action: Action, after: float, *, there: bool) -> list[str]:
    """What goes wrong where it is killed after so many seconds."""
    trial = Trial(home, action, there=there)
    process = trial.start()
    time.sleep(after)  # the moment is what is tried, not something to wait for
    process.send_signal(signal.SIGKILL)
    _, said = process.communicate(timeout=_WAIT_SECONDS)
    now = trial.path.read_bytes() if trial.path.exists() else None
    found = []
    if ("Written" in said or "from now on" in said) and now == trial.old:
        found.append("what was said to be written is not there")
    again, told = trial.run()
    if again != 0:
        found.append(f"the next start: exit {again}: {told}")
    if now not in {trial.old, None} and not trial.is_whole(now or b""):
        found.append("half a file")
    return found + [f"left: {name}" for name in trial.left()]


FULL: Final = """
import os, resource, subprocess, sys
room, limit, home, folder, *words = sys.argv[1:]
path = os.path.join(home, folder)
if room:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", path], check=True)
name = words.pop()
target = os.path.join(path, name)
old = words.pop().encode()
with open(target, "wb") as file:
    file.write(old)
with open(os.path.join(path, "ballast"), "wb", buffering=0) as file:
    try:
        while room:
            file.write(bytes(1024))
    except OSError:
        pass
def bound():
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
done = subprocess.run(words, cwd=home, capture_output=True, encoding="utf-8", preexec_fn=bound)
with open(target, "rb") as file:
    assert file.read() == old, "the old file is not what it was"
assert done.returncode == 3, (done.returncode, done.stderr)
assert done.stderr.count("\\n") == 1, done.stderr
assert sorted(os.listdir(path)) == sorted(["ballast", name]), os.listdir(path)
print(done.stderr, end="")
"""


def full(home: Path, action: Action, *, room: str, limit: str, python: str) -> tuple[int, str]:
    """Run it on a file system without room, or where no file may be larger: the exit code of a judge, and its words."""
    action.prepare(home)
    old = OLD.get(action.file, b"old\n").decode()
    inside = [need("unshare"), "-rm"] if room else []
    done = subprocess.run(
        [
            *inside,
            python,
            "-c",
            FULL,
            room,
            limit,
            str(home),
            action.folder,
            *COMMAND,
            *action.words,
            old,
            action.file,
        ],
        env=environment(home, PYTHONDONTWRITEBYTECODE="1"),
        cwd=home,
        capture_output=True,
        encoding="utf-8",
        timeout=_WAIT_SECONDS,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr
