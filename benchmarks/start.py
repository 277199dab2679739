"""How long sitbrief takes to start, as ratios of medians in one run: the machine's speed cancels out.

    python benchmarks/start.py                 sitbrief, and every Textual application found
    python benchmarks/start.py --program none  sitbrief alone

`--version` is held against `python -c pass`; the reader's first full screen against a bare Textual application with one
widget: of a briefing that was opened before, and of one that was not, with empty folders each time. A screen is drawn in
a pty of 80x24 and counts when the last title of the first frame has come; of other applications, when the first word of
what they were given to show has.
"""

from __future__ import annotations

import argparse
import compileall
import os
import pty
import re
import select
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import sitbrief
from measure.programs import Missing, environment, find

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BRIEFING = Path(__file__).parents[1] / "briefings" / "2024-12-05-hama.json"
BARE = (
    "from textual.app import App\n"
    "from textual.widgets import Static\n"
    "class Bare(App):\n"
    "    def compose(self):\n"
    "        yield Static('The fighting for Hama; 4 Sources')\n"
    "Bare().run(mouse=False)\n"
)
SHOWN = (b"fighting for Hama", b"Sources")
"""In the first and in the last line of the first full screen."""

PEERS = ("posting", "harlequin", "frogmouth", "toolong", "elia")

PATIENCE = 20.0
"""Seconds after which what has not shown anything will not be waited for."""

_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])")

BOUNDS = (
    ("--version", "python -c pass", 2.5),
    ("reader, opened before", "bare Textual application", 1.25),
    ("reader, first opening", "bare Textual application", 1.6),
)


def whole(argv: list[str]) -> float:
    """Milliseconds from start to end of a process."""
    start = time.perf_counter()
    subprocess.run(argv, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def first_screen(
    argv: Sequence[str], kept: Path | None = None, shown: tuple[bytes, ...] = SHOWN
) -> float | None:
    """Milliseconds until the screen shows what it should, None where it does not; then the process is ended.

    Args:
        argv: The program.
        kept: The folder that is its user's home; a new and empty one by default.
        shown: What it should show.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as empty:
        env = environment(kept or Path(empty), COLUMNS="80", LINES="24")
        start = time.perf_counter()
        pid, master = pty.fork()
        if pid == 0:
            os.execvpe(argv[0], list(argv), env)  # noqa: S606  # a program without a shell
        taken = drawn(master, start, shown)
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(master)
    return taken


def drawn(master: int, start: float, shown: tuple[bytes, ...]) -> float | None:
    """Milliseconds from a start until a terminal has got what it should show."""
    seen = b""
    while not all(part in seen for part in shown):
        left = start + PATIENCE - time.perf_counter()
        if left < 0 or not select.select([master], [], [], left)[0]:
            return None
        try:
            seen = _SEQUENCE.sub(b"", seen + os.read(master, 65536))
        except OSError:  # it has ended
            return None
    return (time.perf_counter() - start) * 1000


def tasks(options: argparse.Namespace, known: Path, things: Path) -> dict[str, Callable[[], float | None]]:
    """What is to be measured, by its name.

    Args:
        options: Of the command line.
        known: A home in which the briefing was opened before.
        things: A folder for what other programs are to show.
    """
    reader = [str(Path(sys.executable).parent / "sitbrief"), str(BRIEFING)]
    made: dict[str, Callable[[], float | None]] = {
        "python -c pass": lambda: whole([sys.executable, "-c", "pass"]),
        "--version": lambda: whole([reader[0], "--version"]),
        "bare Textual application": lambda: first_screen([sys.executable, "-c", BARE]),
        "reader, opened before": lambda: first_screen(reader, known),
        "reader, first opening": lambda: first_screen(reader),
    }
    path = os.pathsep.join([*options.path, os.environ.get("PATH", os.defpath)])
    for peer in find([name for name in options.program or PEERS if name in PEERS], things, path):
        if isinstance(peer, Missing):
            print(f"left out: {peer.name}: {peer.reason}", file=sys.stderr)
        else:
            argv, ready = peer.argv, (peer.ready.encode(),)
            made[peer.name] = lambda argv=argv, ready=ready: first_screen(argv, shown=ready)  # type: ignore[misc]
    return made


def arguments() -> argparse.Namespace:
    """What to measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--program", choices=[*PEERS, "none"], action="append", help="one other program; may be repeated")
    add("--path", action="append", default=[], metavar="FOLDER", help="where to look for programs first")
    add("--runs", type=int, default=9, help="runs of which the medians are taken (9)")
    return parser.parse_args()


def main() -> None:
    """Measure in turns, so that a slow minute hits all alike, and print a table."""
    options = arguments()
    times: dict[str, list[float]] = {}
    compileall.compile_dir(Path(sitbrief.__file__).parent, quiet=1)  # as an installation does
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as things:
        measured = tasks(options, Path(home), Path(things))
        measured["reader, opened before"]()  # now it was
        for _run in range(options.runs):
            for name, run in measured.items():
                taken = run()
                if taken is None:
                    print(f"{name} has shown nothing", file=sys.stderr)
                else:
                    times.setdefault(name, []).append(taken)
    median = {name: statistics.median(values) for name, values in times.items()}
    print(f"Medians of {options.runs} runs.\n")
    print("| what | ms | held against | ms | ratio | at most |")
    print("| --- | ---: | --- | ---: | ---: | ---: |")
    others = [(name, "bare Textual application", None) for name in median if name in PEERS]
    for name, base, most in (*BOUNDS, *others):
        ratio = median[name] / median[base]
        print(f"| {name} | {median[name]:.0f} | {base} | {median[base]:.0f} | {ratio:.2f} | {most or ''} |")


if __name__ == "__main__":
    main()
