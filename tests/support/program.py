"""The program as a user starts it, with nothing of this user's surroundings."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BRIEFINGS = ROOT / "briefings"
COMMAND = (sys.executable, "-m", "sitbrief")


def environment(home: Path, **extra: str) -> dict[str, str]:
    """A small, clean environment with its home in a folder of the test."""
    return {
        "HOME": str(home),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": os.environ.get("PYTHONDONTWRITEBYTECODE", ""),
        **extra,
    }


def sitbrief(*args: str, home: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, without a terminal."""
    return subprocess.run(
        [*COMMAND, *args],
        env=environment(home, **extra),
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def need(program: str) -> str:
    """The path of a system program; without it the test is skipped, or fails where CI is set."""
    found = shutil.which(program, path=os.environ.get("PATH", "") + os.pathsep + "/usr/sbin")
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{program} is not installed")
    return str(found)


def need_root(what: str) -> None:
    """Skip the test unless this is root, in CI as well: a program can be installed, an account cannot.

    Args:
        what: What only root can do.
    """
    if os.geteuid():
        pytest.skip(f"only root can {what}")
