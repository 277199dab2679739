"""How long sitbrief takes to start, as ratios of medians in one run: the machine's speed cancels out.

    python benchmarks/start.py [RUNS] [PROGRAM ...]

`--version` is held against `python -c pass`; the reader's first full screen against a bare Textual application with one
widget: of a briefing that was opened before, and of one that was not, with an empty cache each time. A screen is drawn
in a pty of 80x24 and counts when the last title of the first frame has come. Other terminal programs, where they are
named and installed, count when they have drawn what they draw before they first fall silent.
"""

from __future__ import annotations

import compileall
import os
import pty
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import sitbrief

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

SILENCE = 1.5
"""Seconds without output after which a program that we know nothing of is taken to be there."""

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


def first_screen(argv: list[str], kept: Path | None = None, shown: tuple[bytes, ...] = SHOWN) -> float:
    """Milliseconds until the screen shows what it should; then the process is ended.

    Args:
        argv: The program.
        kept: A folder for its cache and its state; a new and empty one by default.
        shown: What it should show; nothing for whatever comes before it falls silent.
    """
    with tempfile.TemporaryDirectory() as empty:
        start = time.perf_counter()
        pid, master = pty.fork()
        if pid == 0:
            folder = str(kept or empty)
            os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24")
            os.environ.update(XDG_CACHE_HOME=folder, XDG_STATE_HOME=folder)
            os.execv(argv[0], argv)  # noqa: S606  # a program of ours, without a shell
        taken = drawn(master, start, shown)
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(master)
    return taken


def drawn(master: int, start: float, shown: tuple[bytes, ...]) -> float:
    """Milliseconds from a start until a terminal has got what it should show."""
    seen, last = b"", start
    while not shown or not all(part in seen for part in shown):
        ready, _, _ = select.select([master], [], [], 10 if shown else SILENCE)
        if not ready:
            break
        seen += os.read(master, 65536)
        last = time.perf_counter()
    if not all(part in seen for part in shown):
        sys.exit(f"nothing shown: {seen[-200:]!r}")
    return (last - start) * 1000


def main() -> None:
    """Measure in turns, so that a slow minute hits all alike, and print a table."""
    words = sys.argv[1:]
    runs = int(words.pop(0)) if words and words[0].isdigit() else 9
    program = str(Path(sys.executable).parent / "sitbrief")
    others = {name: path for name in words if (path := shutil.which(name))}
    reader = [program, str(BRIEFING)]
    times: dict[str, list[float]] = {}
    compileall.compile_dir(Path(sitbrief.__file__).parent, quiet=1)  # as an installation does
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder)
        first_screen(reader, kept)  # now it was opened before
        for _run in range(runs):
            taken = {
                "python -c pass": whole([sys.executable, "-c", "pass"]),
                "--version": whole([program, "--version"]),
                "bare Textual application": first_screen([sys.executable, "-c", BARE]),
                "reader, opened before": first_screen(reader, kept),
                "reader, first opening": first_screen(reader),
                **{name: first_screen([path], shown=()) for name, path in others.items()},
            }
            for name, value in taken.items():
                times.setdefault(name, []).append(value)
    median = {name: statistics.median(values) for name, values in times.items()}
    print(f"Medians of {runs} runs.\n")
    print("| what | ms | held against | ms | ratio | at most |")
    print("|---|---|---|---|---|---|")
    for name, base, most in (*BOUNDS, *((name, "bare Textual application", None) for name in others)):
        ratio = median[name] / median[base]
        print(f"| {name} | {median[name]:.0f} | {base} | {median[base]:.0f} | {ratio:.2f} | {most or ''} |")


if __name__ == "__main__":
    main()
