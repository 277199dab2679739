"""Text grids and documents that people can read in a diff."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from support.terminal import Terminal

_QUIET = 2.0
"""Seconds without a sign after which a screen is taken to be done: other work may keep a busy machine from one that comes."""

FOLDER = Path(__file__).parents[1] / "snapshots"


def check_snapshot(name: str, screen: Terminal) -> None:
    """Wait until the screen is the stored grid; UPDATE_SNAPSHOTS=1 stores what is there once it is quiet instead."""
    path = FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(screen.settle(_QUIET).grid(), encoding="utf-8")
    assert path.exists(), f"no snapshot {name}: run with UPDATE_SNAPSHOTS=1 and look at it"
    expected = path.read_text(encoding="utf-8")
    screen.pump_until(lambda: screen.grid() == expected, 10)
    assert screen.grid() == expected


def stored(name: str, text: str) -> str:
    """The stored document that a text has to be; UPDATE_SNAPSHOTS=1 stores the text first.

    Args:
        name: That of the file, with its ending.
        text: What is written now.
    """
    path = FOLDER / name
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"no snapshot {name}: run with UPDATE_SNAPSHOTS=1 and look at it"
    return path.read_text(encoding="utf-8")
