"""A signal that would end the reader ends it at any moment, with the terminal as it was and no report."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from support.program import BRIEFINGS, environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

pytestmark = pytest.mark.pty

BRIEFING: Final = str(BRIEFINGS / "2024-12-05-hama.json")
ENDING: Final = [
    *(
        "INT",
        "QUIT",
        "TERM",
        "HUP",
        "USR1",
        "USR2",
        "ALRM",
        "VTALRM",
        "PROF",
        "XCPU",
        "POLL",
        "PWR",
        "RTMIN",
        "RTMAX",
    ),
]
AS_IT_WAS: Final = {"7", "25"}


def as_it_was(screen: Terminal) -> bool:
    return screen.modes == AS_IT_WAS and screen.echoing()


def nothing_is_reported(folder: Path) -> bool:
    return not [*folder.rglob("crash-*")]


@pytest.mark.parametrize("name", [name for name in ENDING if hasattr(signal, f"SIG{name}")])
def test_the_terminal_is_given_back_and_the_status_tells_why(
    terminal: Start, tmp_path: Path, name: str
) -> None:
    """SIGINT wrote a report; QUIT, USR1, USR2, ALRM, VTALRM and XCPU left the terminal raw."""
    screen = terminal(BRIEFING).wait_for("4 Sources")
    number = getattr(signal, f"SIG{name}")
    os.kill(screen.pid, number)
    assert screen.wait_exit(5) == 128 + number
    assert as_it_was(screen)
    assert nothing_is_reported(tmp_path)


@pytest.mark.parametrize("name", ["PIPE", "XFSZ", "CHLD", "URG", "WINCH"])
def test_a_signal_that_ends_nothing_does_not(terminal: Start, name: str) -> None:
    screen = terminal(BRIEFING).wait_for("4 Sources").settle(0.1)
    os.kill(screen.pid, getattr(signal, f"SIG{name}"))
    screen.send("2").wait_for("> 2 Fronts").send("q")
    assert screen.wait_exit() == 0


NOT_READY: Final = (b"init_import_site", b"Could not import runpy module")
"""What Python says that was interrupted before it has a program to run; it leaves with 1 then."""


@pytest.mark.parametrize("step", range(int(os.environ.get("SITBRIEF_SIGNALS", "12"))))
def test_at_any_moment_of_the_start_too(terminal: Start, tmp_path: Path, step: int) -> None:
    """Before there is a handler the signal ends it as it ends anybody, and the terminal was not touched yet."""
    number = (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGUSR1)[step % 4]
    screen = terminal(BRIEFING)
    words = Path(f"/proc/{screen.pid}/cmdline")
    screen.wait_until(lambda: b"sitbrief" in words.read_bytes().split(b"\0"), "the program in its process")
    for _ in range(step):
        screen.pump(0.05)
    os.kill(screen.pid, number)
    status = screen.wait_exit(5)
    assert status in {128 + number, -number} or any(says in screen.raw for says in NOT_READY), (
        status,
        screen.raw,
    )
    assert as_it_was(screen)
    assert nothing_is_reported(tmp_path)


@pytest.mark.parametrize("size", [1, 60])
def test_ctrl_c_before_the_first_screen_ends_it_and_the_terminal_was_not_touched(
    terminal: Start, tmp_path: Path, size: int
) -> None:
    """While a file is read that takes long."""
    path = tmp_path / "long.json"
    path.write_bytes(b"[" + b"1," * (size * 500_000) + b"1]")
    screen = terminal(str(path))
    screen.pump(0.6)
    screen.send("ctrl+c")
    status = screen.wait_exit(30)
    assert status in {130, -signal.SIGINT, 1, 3}
    if size > 1:
        assert status in {130, -signal.SIGINT}
    assert as_it_was(screen)
    assert b"1049h" not in screen.raw
    assert nothing_is_reported(tmp_path)


@pytest.mark.parametrize(
    "busy", ["time.sleep(60)", "sum(1 for _ in iter(int, 1))"], ids=["waiting", "working"]
)
def test_ctrl_c_ends_a_reader_that_is_busy_with_something_long(
    terminal: Start, tmp_path: Path, busy: str
) -> None:
    """It is a key there, which nobody looks at before that is done."""
    code = (
        "import sys, time; from sitbrief.tui.commands.briefing import READER; from sitbrief.cli.main import main\n"
        f"busy = READER.by_id['summary']._replace(run=lambda reader: {busy})\n"
        "READER.by_id['summary'] = busy; sys.exit(main(sys.argv[1:]))"
    )
    screen = terminal(BRIEFING, argv=[sys.executable, "-c", code]).wait_for("4 Sources").settle(0.1)
    screen.send("s").settle(0.1).send("q", "ctrl+c")
    assert screen.wait_exit(10) == 130
    assert as_it_was(screen)
    assert nothing_is_reported(tmp_path)


def test_a_shell_that_has_it_ignored_is_obeyed(tmp_path: Path) -> None:
    """As that of a job in the background, which is not to hear the keys of the foreground."""
    code = (
        "import signal, sys, os; signal.signal(signal.SIGINT, signal.SIG_IGN); signal.signal(signal.SIGUSR1, signal.SIG_IGN);"
        "from sitbrief.terminal.hangup import Lifeline\n"
        "with Lifeline(0, 2, b''):\n"
        "    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN\n"
        "    assert signal.getsignal(signal.SIGUSR2) is not signal.SIG_DFL\n"
        "    os.kill(os.getpid(), signal.SIGINT); os.kill(os.getpid(), signal.SIGUSR1)\n"
        "assert signal.getsignal(signal.SIGUSR2) is signal.SIG_DFL\n"
        "print('on')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(tmp_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("on\n", "")
