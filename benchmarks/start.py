"""How long sitbrief takes to start, as ratios of medians in one run: the machine's speed cancels out.

    python benchmarks/start.py [RUNS]

`--version` is held against `python -c pass`, the reader's first full screen against a bare Textual application with one
widget; both are drawn in a pty of 80x24, and count when the last title of the first frame has come.
"""

from __future__ import annotations

import os
import pty
import select
import statistics
import subprocess
import sys
import time
from pathlib import Path

BRIEFING = Path(__file__).parents[1] / "briefings" / "2024-12-05-hama.json"
BARE = (
    "from textual.app import App\n"
    "from textual.widgets import Static\n"
    "class Bare(App):\n"
    "    def compose(self):\n"
    "        yield Static('4 Sources')\n"
    "Bare().run(mouse=False)\n"
)
SHOWN = b"Sources"


def whole(argv: list[str]) -> float:
    """Milliseconds from start to end of a process."""
    start = time.perf_counter()
    subprocess.run(argv, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def first_screen(argv: list[str]) -> float:
    """Milliseconds until the screen shows what it should; then the process is ended."""
    start = time.perf_counter()
    pid, master = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24")
        os.execv(argv[0], argv)  # noqa: S606  # a program of ours, without a shell
    seen = b""
    while SHOWN not in seen:
        select.select([master], [], [], 10)
        seen += os.read(master, 65536)
    taken = (time.perf_counter() - start) * 1000
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    os.close(master)
    return taken


def main() -> None:
    """Measure in turns, so that a slow minute hits all alike, and print a table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    program = str(Path(sys.executable).parent / "sitbrief")
    times: dict[str, list[float]] = {"pass": [], "version": [], "bare": [], "reader": []}
    for _run in range(runs):
        times["pass"].append(whole([sys.executable, "-c", "pass"]))
        times["version"].append(whole([program, "--version"]))
        times["bare"].append(first_screen([sys.executable, "-c", BARE]))
        times["reader"].append(first_screen([program, str(BRIEFING)]))
    median = {name: statistics.median(values) for name, values in times.items()}
    print("| what | median ms | baseline ms | ratio | at most |")
    print("|---|---|---|---|---|")
    for name, base, most in (("version", "pass", 3), ("reader", "bare", 2)):
        ratio = median[name] / median[base]
        print(f"| {name} | {median[name]:.0f} | {median[base]:.0f} | {ratio:.2f} | {most} |")


if __name__ == "__main__":
    main()
