"""A run of the program with what it cost: processor time and the most memory, of the process itself and of those it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, NamedTuple

from support.program import COMMAND, environment

if TYPE_CHECKING:
    from pathlib import Path

GUARD = 100
"""Seconds after which a run counts as hung, on however slow a machine."""

_PROBE = """\
import resource, subprocess, sys
code = subprocess.run(sys.argv[2:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
open(sys.argv[1], "w").write(f"{code} {used.ru_utime + used.ru_stime} {used.ru_maxrss}")
"""
"""A child begins with the memory of the process that it is forked from: a small one measures it."""


class Measured(NamedTuple):
    """What a run came to.

    Attributes:
        code: The exit code; negative for a signal, as of one that hung.
        out: Bytes of its output.
        lines: The first lines of its output and of what it said.
        cpu: Seconds of processor time.
        mib: The most memory it had at once.
    """

    code: int
    out: int
    lines: list[str]
    cpu: float
    mib: float


def measured(*args: str, home: Path, **extra: str) -> Measured:
    """Run a command to its end, without a terminal."""
    out, said, told = (home / name for name in (".out", ".said", ".told"))
    told.unlink(missing_ok=True)
    with out.open("wb") as stdout, said.open("wb") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _PROBE, str(told), *COMMAND, *args],
            env=environment(home, **extra),
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            start_new_session=True,
        )
        hung = threading.Timer(GUARD, os.killpg, (process.pid, signal.SIGKILL))
        hung.start()
        process.wait()
        hung.cancel()
    code, cpu, kilobytes = (told.read_text() if told.exists() else f"-9 {GUARD} 0").split()
    lines = [
        line
        for path in (out, said)
        for line in path.read_bytes()[:100_000].decode("utf-8", "replace").splitlines()
    ]
    return Measured(int(code), out.stat().st_size, lines, float(cpu), int(kilobytes) / 1024)
