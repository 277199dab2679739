"""The main job over a real SSH login: look, narrow, take away, leave."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.program import BRIEFINGS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.sshd import Sshd
    from support.terminal import Terminal

pytestmark = [pytest.mark.pty, pytest.mark.sshd]

REMOTE = f"SITBRIEF_LIBRARY={BRIEFINGS} {sys.executable} -m sitbrief"


def test_filter_export_and_quit(terminal: Callable[..., Terminal], sshd: Sshd, tmp_path: Path) -> None:
    target = tmp_path / "taken.md"
    screen = terminal(argv=sshd.ssh(f"{REMOTE} --open 2024-12-05-hama", tty=True), cols=100, rows=30)
    screen.wait_for("4 Sources").settle()
    screen.send("p").wait_for("two digits").send("0", "9").wait_for("· Deir-ez-Zor ·")
    screen.send("e").wait_for("Export as Markdown").send(*str(target), "enter").wait_for("Written:")
    screen.send("q")
    assert screen.wait_exit() == 0
    assert screen.echoing()
    assert "Deir" in target.read_text(encoding="utf-8")


def test_an_export_reaches_the_laptop(sshd: Sshd) -> None:
    done = subprocess.run(
        sshd.ssh(f"{REMOTE} export 2024-12-05-hama"),
        capture_output=True,
        check=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )
    assert done.stdout.startswith(b"TLP:CLEAR") or b"TLP:CLEAR" in done.stdout.splitlines()[0]


def test_killing_the_client_leaves_no_process(
    terminal: Callable[..., Terminal], sshd: Sshd, tmp_path: Path
) -> None:
    mark = f"{tmp_path.parent.name}-{tmp_path.name}"  # other tests run readers of their own at the same time
    screen = terminal(argv=sshd.ssh(f"{REMOTE} --open 2024-12-06-hama --text={mark}", tty=True))
    screen.wait_for("4 Sources").settle()
    screen.close()
    gone = (
        f"while pgrep -f 'open 2024-12-06-hama --text=[{mark[0]}]{mark[1:]}' >/dev/null; do sleep 0.1; done"
    )
    assert subprocess.run(["timeout", "5", "sh", "-c", gone], check=False).returncode == 0
