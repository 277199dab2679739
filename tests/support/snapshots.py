"""Text grids and documents that people can read in a diff."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from support.terminal import Terminal

FOLDER = Path(__file__).parents[1] / "snapshots"


def check_snapshot(name: str, screen: Terminal) -> None:
    """Wait until the screen is the stored grid; UPDATE_SNAPSHOTS=1 stores what is there once it is quiet instead."""
    path = FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(screen.settle().grid(), encoding="utf-8")
    assert path.exists(), f"no snapshot {name}: run with UPDATE_SNAPSHOTS=1 and look at it"
    expected = path.read_text(encoding="utf-8")
    screen.pump_until(lambda: screen.grid() == expected, 10)
    assert screen.grid() == expected


def check_text(name: str, text: str) -> None:
    """Hold that a document is the stored one; UPDATE_SNAPSHOTS=1 stores it instead.

    Args:
        name: That of the file, with its ending.
        text: The document.
    """
    path = FOLDER / name
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"no snapshot {name}: run with UPDATE_SNAPSHOTS=1 and look at it"
    assert text == path.read_text(encoding="utf-8")
