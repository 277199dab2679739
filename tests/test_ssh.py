"""The main job over a real SSH login: look, narrow, take away, leave."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.program import BRIEFINGS
from support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.sshd import Sshd

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


def gone(mark: str, seconds: int = 5) -> bool:
    """Whether the reader whose words contain a mark ends within that time."""
    script = f"while pgrep -f 'text=[{mark[0]}]{mark[1:]}' >/dev/null; do sleep 0.1; done"
    return subprocess.run(["timeout", str(seconds), "sh", "-c", script], check=False).returncode == 0


def frozen(screen: Terminal) -> None:
    """The client stands still with output on its way, as on a link that is down, and then is no more."""
    screen.signal(signal.SIGSTOP)
    for key in ("end", "home", "z") * 40:
        screen.send(key)
    screen.signal(signal.SIGKILL)


@pytest.mark.parametrize(
    "lose",
    [lambda screen: screen.signal(signal.SIGKILL), Terminal.hang_up, frozen],
    ids=["killed", "hung up", "frozen"],
)
def test_after_a_lost_login_the_next_one_goes_on_where_it_was(
    terminal: Callable[..., Terminal], sshd: Sshd, tmp_path: Path, lose: Callable[[Terminal], None]
) -> None:
    mark = f"{tmp_path.parent.name}-{tmp_path.name}"[-40:]
    screen = terminal(argv=sshd.ssh(f"{REMOTE} --open 2024-12-05-hama --text={mark}", tty=True))
    screen.wait_for("4 Sources").settle()
    screen.send("0").send("f").wait_for("Filters;").send("ctrl+x", "Hama", "enter").wait_for("· Hama ·")
    screen.send("3").wait_for("> 3 Humanitarian").settle()
    expected = screen.grid().splitlines()[:23]
    lose(screen)
    screen.wait_exit()
    assert gone(mark)
    again = terminal(argv=sshd.ssh(REMOTE, tty=True)).wait_for("Where you left off").settle()
    assert again.grid().splitlines()[:23] == expected
    again.send("q")
    assert again.wait_exit() == 0
