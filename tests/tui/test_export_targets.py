"""The export dialog tells in its own line what is no place for a file, and goes on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.terminal import Terminal

pytestmark = pytest.mark.pty


def test_what_is_no_place_for_a_file_is_told_in_the_dialog(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    """One of them ended the reader, one hung it, and two wrote into a file that nobody had named."""
    (tmp_path / "real").mkdir()
    (tmp_path / "linked").symlink_to("real")
    (tmp_path / "link.md").symlink_to("victim")
    os.mkfifo(tmp_path / "fifo")
    names = sorted(path.name for path in tmp_path.iterdir())
    screen = terminal("--open", "2024-12-05-hama", cols=120, rows=30).wait_for("4 Sources").settle()
    for name, said in {
        "~nosuchuser/x": "~nosuchuser/x: No such file or directory",
        "link.md": "is a link: name the file itself",
        "linked": "its folder is a link, to real",
        "fifo": "is no regular file",
        "nodir/": "nodir/: No such file or directory",
        "nodir/a.md": "nodir/a.md: No such file or directory",
        "n" * 300: "File name too long",
        "/dev/stdout": "is a link: name the file itself",
        "/dev/null": "is no regular file",
    }.items():
        screen.send("e").wait_for("Export as Markdown").send(name, "enter").wait_for(said)
        screen.send("esc").wait_gone("Export as Markdown").settle()
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".")) == names
    screen.send("e").wait_for("Export as Markdown").send("real", "enter").wait_for("Written:")
    (written,) = (tmp_path / "real").iterdir()
    assert written.stat().st_mode & 0o777 == 0o600
