"""What an import costs, held against Python's `csv.reader` alone on the same file in the same run.

    python benchmarks/imports.py                    10,000, 100,000 and 1,000,000 rows; a file opened as it is
    python benchmarks/imports.py --rows 100000      one size

The rows are made up in the shape of UCDP GED, some 600 bytes each. Each run is a process of its own, so that its memory
is its own. A file opened as it is is held against the briefing that comes with sitbrief, opened for the first time too.
"""

from __future__ import annotations

import argparse
import compileall
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import sitbrief
from measure import rows
from measure.programs import environment
from start import BRIEFING, first_screen

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES = (10_000, 100_000, 1_000_000)
MOST_TIMES = 10
MOST_MEGABYTES = 300
OPENED_ROWS = 3_194
MOST_TIMES_OPENED = 2
READ = "import csv, sys\nfor _ in csv.reader(open(sys.argv[1], newline='', encoding='utf-8')): pass\n"
PROGRAM = str(Path(sys.executable).parent / "sitbrief")


class Cost(NamedTuple):
    """What a process took.

    Attributes:
        seconds: From its start to its end.
        busy: How many of them a processor worked for it.
        megabytes: The most memory it held at a time.
    """

    seconds: float
    busy: float
    megabytes: float


def cost(argv: Sequence[str], home: Path) -> Cost:
    """Run a program that says nothing of interest."""
    start = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)
        os.execvpe(argv[0], list(argv), environment(home))  # noqa: S606  # a program without a shell
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code:
        raise SystemExit(f"{' '.join(argv)}: exit code {code}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def imported(sizes: Sequence[int], runs: int, folder: Path) -> None:
    """Measure imports and print a table."""
    print(
        "| rows | MB | csv.reader, s | import, s | rows/s | ratio | of processor time | at most | memory, MB | at most |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for count in sizes:
        table = rows.write(folder / f"{count}.csv", count)
        read, made = [], []
        for run in range(runs):
            read.append(cost([sys.executable, "-c", READ, str(table)], folder))
            made.append(cost([PROGRAM, "import", str(table), "-o", str(folder / f"{count}-{run}")], folder))
        base = statistics.median(one.seconds for one in read)
        whole = statistics.median(one.seconds for one in made)
        busy = statistics.median(one.busy for one in made) / statistics.median(one.busy for one in read)
        memory = max(one.megabytes for one in made)
        print(
            f"| {count:,} | {table.stat().st_size / 1e6:.0f} | {base:.2f} | {whole:.2f} | {count / whole:,.0f} "
            f"| {whole / base:.1f} | {busy:.1f} | {MOST_TIMES} | {memory:.0f} | {MOST_MEGABYTES} |",
            flush=True,
        )


def opened(runs: int, folder: Path) -> None:
    """Measure a file opened as it is, and print a line."""
    table = rows.write(folder / "events.csv", OPENED_ROWS)
    shown = (f"{OPENED_ROWS:,}".encode(), b"Sources")
    own, foreign, read = [], [], []
    for _run in range(runs):
        own.append(first_screen([PROGRAM, str(BRIEFING)]) or 0.0)
        foreign.append(first_screen([PROGRAM, str(table)], shown=shown) or 0.0)
        read.append(cost([sys.executable, "-c", READ, str(table)], folder).seconds)
    base = statistics.median(own) + statistics.median(read) * 1000
    whole = statistics.median(foreign)
    print(
        f"\nA file of {OPENED_ROWS:,} rows opened as it is: {whole:.0f} ms to the first screen, {whole / base:.2f} times "
        f"the founding briefing plus reading the file once ({base:.0f} ms; at most {MOST_TIMES_OPENED})."
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, action="append", metavar="N", help="a size; may be repeated")
    parser.add_argument("--runs", type=int, default=3, help="runs of which the medians are taken (3)")
    options = parser.parse_args()
    compileall.compile_dir(Path(sitbrief.__file__).parent, quiet=1)  # as an installation does
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        imported(options.rows or SIZES, options.runs, folder)
        opened(options.runs, folder)


if __name__ == "__main__":
    main()
