"""Fixtures with real parts, and hypothesis without deadlines, which a busy machine breaks."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from support.program import BRIEFINGS, COMMAND, environment
from support.sshd import Sshd
from support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

settings.register_profile("sitbrief", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.register_profile("fast", settings.get_profile("sitbrief"), max_examples=20)
settings.load_profile("sitbrief")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what starts a terminal or a server, whether its file says so or not."""
    for item in items:
        names = getattr(item, "fixturenames", ())
        if "terminal" in names:
            item.add_marker("pty")
        if "sshd" in names:
            item.add_marker("sshd")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Start the program, or any command, in a terminal; all are closed at the end."""
    opened: list[Terminal] = []

    def start(
        *args: str,
        cols: int = 80,
        rows: int = 24,
        argv: Sequence[str] = COMMAND,
        env: dict[str, str] | None = None,
    ) -> Terminal:
        surroundings = environment(tmp_path, **{"SITBRIEF_LIBRARY": str(BRIEFINGS), **(env or {})})
        found = Terminal([*argv, *args], cols=cols, rows=rows, env=surroundings, cwd=str(tmp_path))
        opened.append(found)
        return found

    yield start
    for found in opened:
        found.close()


@pytest.fixture
def sshd(tmp_path: Path) -> Iterator[Sshd]:
    """A real SSH server on loopback."""
    with Sshd(tmp_path) as server:
        yield server
