"""The export dialog tells in its own line what is no place for a file, and goes on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import pytest

from formats.test_sourced import ran

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
        "claims.xlsx": "no format ends in .xlsx; there are .md, .json, .csv or .txt",
    }.items():
        screen.send("e").wait_for("Export as Markdown").send(name, "enter").wait_for(said)
        screen.send("esc").wait_gone("Export as ").settle()
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".")) == names
    screen.send("e").wait_for("Export as Markdown").send("real", "enter").wait_for("Written:")
    (written,) = (tmp_path / "real").iterdir()
    assert written.stat().st_mode & 0o777 == 0o600


def test_the_dialog_writes_the_format_that_the_name_ends_in(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    """It wrote Markdown into `claims.csv`."""
    screen = terminal("--open", "2024-12-05-hama", cols=120, rows=30).wait_for("4 Sources").settle()
    for name, label, start in (
        ("claims.csv", "CSV", b"id,statement,state"),
        ("all.JSON", "JSON", b"{"),
        ("all.txt", "text", b"TLP:CLEAR"),
    ):
        screen.send("e").wait_for("Export as Markdown").send("ctrl+u", name).wait_for(f"Export as {label}:")
        screen.send("enter").wait_for(f"Written: {tmp_path}/{name}"[:60]).settle()
        assert (tmp_path / name).read_bytes().startswith(start)


TYPED: Final = "x'; touch ran; echo \""


def test_what_a_reader_filtered_by_is_not_run_by_a_shell_that_reads_the_export(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    """The file that a shell reads at its start among them."""
    config = tmp_path / ".config" / "sitbrief" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f"[filters]\ntext = '''{TYPED}'''\n", encoding="utf-8")
    screen = terminal("--open", "2024-12-06-hama", cols=120, rows=30).wait_for("0 of 22 shown").settle()
    shell = tmp_path / "shell"
    shell.mkdir()
    for name in ("~/.bashrc", "x.md", "x"):
        screen.send("e").wait_for("Export as Markdown").send("ctrl+u", name, "enter").wait_for(
            "Written:"
        ).settle()
        written = (tmp_path / name.removeprefix("~/")).read_bytes()
        assert written.startswith(b"**TLP:CLEAR**")
        assert b"**Filtered to:**" in written
        assert not ran("bash", written, shell), name
    screen.send("ctrl+c")
    assert screen.wait_exit() == 0
