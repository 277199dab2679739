"""Whatever happens to the line or the process, it ends soon and the terminal is as it was."""

from __future__ import annotations

import ctypes
import os
import platform
import re
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitbrief.terminal.capabilities import XTERM
from sitbrief.terminal.hangup import Lifeline, in_background, listeners
from sitbrief.terminal.modes import emergency
from sitbrief.threads import MAIN_ALONE
from support.program import need

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

pytestmark = pytest.mark.pty

PROBE = (sys.executable, str(Path(__file__).with_name("probe.py")))
SOON = 5.0
AS_IT_WAS = {"7", "25"}
"""The modes of a terminal that nobody uses: lines wrap and the cursor shows."""
FATAL = [(signal.SIGTERM, 143), (signal.SIGHUP, 129)]
MODES = {"1049", "1000", "1003", "1006", "2004"}


def started(terminal: Start, *words: str) -> Terminal:
    screen = terminal("mouse", *words, argv=PROBE).wait_for("ready as")
    screen.wait_until(lambda: screen.modes >= MODES, "application mode")
    assert not screen.echoing()
    return screen


def wait(condition: Callable[[], bool], name: str, seconds: float = 20) -> None:
    """Wait without reading a byte of what the program sends."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds} s for {name}"
        time.sleep(0.01)


def state(pid: int) -> str:
    """The letter of a process's state; X where there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return "X"


def ended(screen: Terminal) -> Callable[[], bool]:
    return lambda: state(screen.pid) in "XZ"


def stop(screen: Terminal, number: signal.Signals = signal.SIGSTOP) -> Terminal:
    screen.signal(number)
    return screen.wait_until(lambda: state(screen.pid) == "T", "stopped")


def resume(screen: Terminal, go_on: Callable[[Terminal], None] | None = None) -> Terminal:
    """Go on, and wait until the whole screen has been painted anew."""
    before = len(screen.raw)
    if go_on:
        go_on(screen)
    else:
        screen.signal(signal.SIGCONT)
    entered = re.compile(rb"\x1b\[\?1049h.*(?:ready as|seen) ", re.DOTALL)
    return screen.wait_until(lambda: entered.search(screen.raw, before), "the screen painted anew")


def stalled(terminal: Start, folder: Path, *words: str) -> Terminal:
    """A reader whose output stands still, as nobody takes its bytes."""
    screen = started(terminal, *words)
    screen.send("F")
    wait((folder / "stalled").exists, "output that is stuck")
    return screen


def tasks(screen: Terminal) -> list[int]:
    return [int(path.name) for path in Path(f"/proc/{screen.pid}/task").iterdir()]


def threads(screen: Terminal) -> int:
    return len(tasks(screen))


def hears(screen: Terminal, task: int) -> bool:
    """Whether a thread gets signals that end, stop or resume the process; all of them or none."""
    status = Path(f"/proc/{screen.pid}/task/{task}/status").read_text(encoding="utf-8")
    found = re.search(r"^SigBlk:\s*([0-9a-f]+)$", status, re.MULTILINE)
    assert found
    blocked = {number for number in MAIN_ALONE if int(found[1], 16) >> (number - 1) & 1}
    assert blocked in (set(), MAIN_ALONE)
    return not blocked


def continue_elsewhere(screen: Terminal) -> None:
    """Have SIGCONT arrive in another thread than the main one, which goes on sleeping: the kernel may choose so."""
    number = {"x86_64": 234, "aarch64": 131}.get(platform.machine())
    if number is None:
        pytest.skip("tgkill has another number on this processor")
    other = next(task for task in tasks(screen) if task != screen.pid and hears(screen, task))
    assert ctypes.CDLL(None).syscall(number, screen.pid, other, signal.SIGCONT) == 0


def look(screen: Terminal) -> tuple[set[str], bool]:
    return screen.modes, screen.echoing()


def test_leaving_by_a_key_puts_the_terminal_back(terminal: Start) -> None:
    screen = started(terminal).send("q")
    assert screen.wait_exit(SOON) == 0
    assert look(screen) == (AS_IT_WAS, True)


@pytest.mark.parametrize(("number", "status"), FATAL)
def test_a_fatal_signal_puts_the_terminal_back_and_tells_in_the_exit_status(
    terminal: Start, number: signal.Signals, status: int
) -> None:
    screen = started(terminal)
    screen.signal(number)
    assert screen.wait_exit(SOON) == status
    assert look(screen) == (AS_IT_WAS, True)
    assert emergency(XTERM) in screen.raw


def test_a_second_signal_on_top_of_the_first_does_no_harm(terminal: Start) -> None:
    screen = started(terminal)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGTERM):
        screen.signal(number)
    assert screen.wait_exit(SOON) in {129, 143}
    assert look(screen) == (AS_IT_WAS, True)


@pytest.mark.parametrize("way", ["q", signal.SIGTERM, signal.SIGHUP])
def test_every_setting_of_the_line_is_as_it_was(
    terminal: Start, tmp_path: Path, way: str | signal.Signals
) -> None:
    """Not only echo: the shell prints all of `stty` before and after."""
    script = 'trap "" HUP; stty -ixon erase ^H; echo "<$(stty -g)>"; "$@"; echo "<$(stty -g)>"'
    screen = terminal(*PROBE, argv=["sh", "-c", script, "sh"], cols=120).wait_for("ready as")
    found = re.search(r"ready as (\d+)", screen.grid())
    assert found
    screen.wait_until(lambda: "2004" in screen.modes, "application mode")
    if isinstance(way, str):
        screen.send(way)
    else:
        os.kill(int(found[1]), way)
    assert screen.wait_exit(SOON) == 0
    before, after = re.findall(rb"<([0-9a-f:]+)>", screen.raw)
    assert before == after


def test_a_cut_line_ends_the_process(terminal: Start) -> None:
    screen = started(terminal)
    screen.hang_up()
    assert screen.wait_exit(SOON) == 129


def test_a_line_that_is_cut_before_the_first_screen_ends_the_process(terminal: Start) -> None:
    screen = terminal(argv=PROBE)
    screen.wait_until(lambda: b"\x1b[?1049h" in screen.raw, "the first bytes")
    screen.hang_up()
    assert screen.wait_exit(SOON) == 129


def test_a_cut_line_ends_a_process_without_a_controlling_terminal(terminal: Start) -> None:
    """No signal comes: only the watcher can tell."""
    screen = started(terminal, "adrift")
    assert Path(f"/proc/{screen.pid}/fd/0").readlink().is_relative_to("/dev/pts")
    assert Path(f"/proc/{screen.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[4] == "0"
    screen.hang_up()
    assert screen.wait_exit(SOON) == 129


@pytest.mark.parametrize(("number", "status"), FATAL)
def test_without_a_controlling_terminal_a_fatal_signal_still_puts_it_back(
    terminal: Start, number: signal.Signals, status: int
) -> None:
    screen = started(terminal, "adrift")
    screen.signal(number)
    assert screen.wait_exit(SOON) == status
    assert look(screen) == (AS_IT_WAS, True)


@pytest.mark.parametrize("words", [(), ("adrift",)])
def test_a_line_that_is_cut_while_output_is_stuck_ends_the_process(
    terminal: Start, tmp_path: Path, words: tuple[str, ...]
) -> None:
    screen = stalled(terminal, tmp_path, *words)
    screen.hang_up()
    assert screen.wait_exit(SOON) == 129


@pytest.mark.parametrize(("number", "status"), FATAL)
def test_a_fatal_signal_while_output_is_stuck_ends_the_process_without_one_byte_being_taken(
    terminal: Start, tmp_path: Path, number: signal.Signals, status: int
) -> None:
    screen = stalled(terminal, tmp_path)
    screen.signal(number)
    wait(ended(screen), "the end", SOON)
    assert screen.echoing()
    assert screen.wait_exit(SOON) == status


@pytest.mark.parametrize("seen", range(4))
def test_a_fatal_signal_while_output_flows_still_puts_the_terminal_back(terminal: Start, seen: int) -> None:
    """It waits for its turn: the writer is in the middle of a frame, mostly."""
    screen = started(terminal).send("F")
    start = len(screen.raw)
    screen.wait_until(lambda: len(screen.raw) > start + 20_000 + seen * 5_000, "a flood")
    screen.signal(signal.SIGTERM)
    assert screen.wait_exit(SOON) == 143
    assert look(screen) == (AS_IT_WAS, True)


def test_a_fatal_signal_that_another_thread_gets_while_the_main_one_is_stuck_is_heard(
    terminal: Start, tmp_path: Path
) -> None:
    """Python runs handlers in the main thread, which may be asleep and not notice."""
    screen = stalled(terminal, tmp_path, "elsewhere")
    wait(ended(screen), "the end", SOON)
    assert screen.echoing()
    assert screen.wait_exit(SOON) == 143


def test_output_that_is_stuck_goes_on_when_somebody_reads_again(terminal: Start, tmp_path: Path) -> None:
    screen = stalled(terminal, tmp_path)
    screen.send("q")
    assert screen.wait_exit(SOON) == 0
    assert look(screen) == (AS_IT_WAS, True)


def test_after_a_stop_without_warning_keys_come_once_and_leaving_puts_the_terminal_back(
    terminal: Start,
) -> None:
    screen = started(terminal)
    before = threads(screen)
    for _ in range(3):
        resume(stop(screen))
    screen.send("a", "b", ".").wait_for("seen 0061 0062 002e .")
    assert threads(screen) == before
    assert screen.modes >= MODES
    assert not screen.echoing()
    screen.send("q")
    assert screen.wait_exit(SOON) == 0
    assert look(screen) == (AS_IT_WAS, True)


def test_a_continue_without_a_stop_does_no_harm(terminal: Start) -> None:
    screen = resume(started(terminal)).send("a").wait_for("seen 0061 .").send("q")
    assert screen.wait_exit(SOON) == 0
    assert look(screen) == (AS_IT_WAS, True)


def test_a_continue_that_another_thread_gets_is_heard_each_time(terminal: Start) -> None:
    """The first one must not cost what wakes the event loop for the second."""
    screen = started(terminal, "company")
    for _ in range(3):
        resume(screen.settle(), continue_elsewhere)
    screen.send("a").wait_for("seen 0061 .").send("q")
    assert screen.wait_exit(SOON) == 0
    assert look(screen) == (AS_IT_WAS, True)


def test_threads_of_the_terminal_leave_signals_to_the_main_one(terminal: Start) -> None:
    """Of SIGTERM and the SIGCONT after it two threads may get one each, and the second may be heard first."""
    screen = started(terminal)
    heard = {task: hears(screen, task) for task in tasks(screen)}
    assert len(heard) > 1
    assert heard == {task: task == screen.pid for task in heard}


def test_a_polite_stop_lends_the_terminal_out_and_takes_it_back_painted(terminal: Start) -> None:
    screen = stop(started(terminal), signal.SIGTSTP)
    screen.wait_until(lambda: look(screen) == (AS_IT_WAS, True), "the terminal lent out")
    resume(screen)
    screen.wait_until(lambda: screen.modes >= MODES, "application mode")
    assert not screen.echoing()
    screen.send("a").wait_for("seen 0061 .").send("q")
    assert screen.wait_exit(SOON) == 0
    assert look(screen) == (AS_IT_WAS, True)


def test_a_stop_in_the_middle_of_drawing_waits_for_nothing(terminal: Start, tmp_path: Path) -> None:
    """A handler lent the terminal out with the lock held that the threads wanted for which it waited."""
    screen = started(terminal, "stops").send("S")
    wait((tmp_path / "drawing").exists, "drawing")
    screen.type(b"\x1b[0n")
    screen.wait_until(lambda: state(screen.pid) == "T", "stopped")
    screen.wait_until(lambda: look(screen) == (AS_IT_WAS, True), "the terminal lent out")
    resume(screen).send("a").wait_for("seen 0061 .").send("q")
    assert screen.wait_exit(SOON) == 0


def test_one_that_is_told_to_go_on_before_it_could_stop_does_not_stop(terminal: Start) -> None:
    screen = started(terminal, "stops").send("C").wait_for("seen 0043 .").send("q")
    assert screen.wait_exit(SOON) == 0
    assert look(screen) == (AS_IT_WAS, True)


@pytest.mark.parametrize("how", [signal.SIGSTOP, signal.SIGTSTP])
@pytest.mark.parametrize(("number", "status"), FATAL)
def test_a_fatal_signal_for_a_stopped_process_is_heard_when_it_goes_on(
    terminal: Start, how: signal.Signals, number: signal.Signals, status: int
) -> None:
    screen = stop(started(terminal), how)
    screen.signal(number)
    screen.signal(signal.SIGCONT)
    assert screen.wait_exit(SOON) == status
    assert look(screen) == (AS_IT_WAS, True)


@pytest.mark.parametrize("how", [signal.SIGSTOP, signal.SIGTSTP])
def test_a_line_that_is_cut_while_the_process_is_stopped_ends_it(
    terminal: Start, how: signal.Signals
) -> None:
    """The hangup brings its own SIGCONT, which must not start the application again."""
    screen = stop(started(terminal), how)
    screen.hang_up()
    assert screen.wait_exit(SOON) == 129


def test_a_stop_while_output_is_stuck_changes_nothing(terminal: Start, tmp_path: Path) -> None:
    screen = stalled(terminal, tmp_path)
    screen.signal(signal.SIGSTOP)
    wait(lambda: state(screen.pid) == "T", "stopped")
    screen.signal(signal.SIGCONT)
    wait(lambda: state(screen.pid) != "T", "going on")
    screen.signal(signal.SIGTERM)
    wait(ended(screen), "the end", SOON)
    assert screen.echoing()
    assert screen.wait_exit(SOON) == 143


class TestJobs:
    """Of a shell with job control."""

    @pytest.fixture
    def shell(self, terminal: Start) -> Terminal:
        screen = terminal(
            argv=[need("bash"), "--norc", "--noprofile", "-i"], env={"PS1": "$ ", "HISTFILE": ""}
        )
        return (
            screen.wait_for("$").send("set -b; echo rea''dy\r").wait_for("ready")
        )  # tells at once what stopped

    def job(self, shell: Terminal) -> int:
        """Start the probe, stop it, and have the shell's prompt again."""
        shell.send("clear; ", " ".join(PROBE), "\r").wait_for("ready as")
        found = re.search(r"ready as (\d+)", shell.grid())
        assert found
        shell.wait_until(lambda: "2004" in shell.modes, "application mode")
        os.kill(int(found[1]), signal.SIGSTOP)
        shell.wait_for("Stopped")
        return int(found[1])

    def test_killing_the_stopped_job_ends_it_and_leaves_the_shell_its_terminal(self, shell: Terminal) -> None:
        """Restoring a terminal that is another's would stop the process for good."""
        pid = self.job(shell)
        shell.send("kill %1\r")
        shell.wait_until(lambda: state(pid) == "X", "the end", SOON)
        shell.send("echo al''ive\r").wait_for("alive")

    def test_in_the_background_it_waits_and_in_the_foreground_it_reads_again(self, shell: Terminal) -> None:
        pid = self.job(shell)
        shell.send("bg\r").wait_until(lambda: shell.raw.count(b"Stopped") == 2, "stopped again")
        before = len(shell.raw)
        shell.send("fg\r").wait_until(
            lambda: re.search(rb"(?:ready as|seen) ", shell.raw[before:]) is not None, "painted anew"
        )
        shell.send("a").wait_for("seen 0061 .").send("q")
        shell.wait_until(lambda: state(pid) == "X", "the end", SOON)
        shell.send("echo al''ive\r").wait_for("alive")


def test_the_lifeline_gives_the_signals_back_and_lets_errors_through() -> None:
    def mine(number: int, frame: object) -> None:
        """Do nothing."""

    master, slave = os.openpty()
    before = {number: signal.signal(number, mine) for number, _ in FATAL}
    try:
        with pytest.raises(LookupError), Lifeline(slave, slave, b""):
            raise LookupError
        with Lifeline(slave, slave, b""):
            assert [signal.getsignal(number) is mine for number, _ in FATAL] == [False, False]
        assert [signal.getsignal(number) for number, _ in FATAL] == [mine, mine]
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(slave)
        os.close(master)


def test_signals_are_told_of_in_the_order_in_which_they_came() -> None:
    """Handlers run at the next turn of a loop that may wait for a key, the lowest number first, one inside the other."""
    master, slave = os.openpty()
    heard: list[int] = []
    sent = [signal.SIGTSTP, signal.SIGCONT, signal.SIGTSTP, signal.SIGCONT, signal.SIGCONT]
    listeners.append(heard.append)
    before = {number: signal.signal(number, lambda *_: None) for number in sent}
    try:
        with Lifeline(slave, slave, b""):
            for number in sent:
                signal.raise_signal(number)
            wait(lambda: len(heard) == len(sent), "all of them", SOON)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        listeners.remove(heard.append)
        os.close(slave)
        os.close(master)
    assert heard == sent


def test_a_terminal_of_no_session_of_ours_is_never_in_the_background() -> None:
    master, slave = os.openpty()
    reading, writing = os.pipe()
    assert [in_background(descriptor) for descriptor in (slave, reading)] == [False, False]
    for descriptor in (master, slave, reading, writing):
        os.close(descriptor)
    assert not in_background(slave)
