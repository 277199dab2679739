"""What a workbook costs to open, held against the CSV of the same rows in the same run.

    python benchmarks/workbooks.py                  50,000 rows
    python benchmarks/workbooks.py --rows 10000     as many

The rows are made up in the shape of UCDP GED, 49 columns each. What is measured is `sitbrief show` of the file as it is and
`sitbrief import`, in seconds of a processor: other work on the machine does not count. At most three times the CSV is promised.
"""

from __future__ import annotations

import argparse
import compileall
import statistics
import tempfile
from pathlib import Path

import sitbrief
from imports import PROGRAM, cost
from measure import rows, sheets

MOST_TIMES = 3


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=50_000, metavar="N", help="how many (50,000)")
    parser.add_argument("--runs", type=int, default=3, help="runs of which the medians are taken (3)")
    options = parser.parse_args()
    compileall.compile_dir(Path(sitbrief.__file__).parent, quiet=1)  # as an installation does
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = rows.write(folder / "events.csv", options.rows)
        files = {
            "CSV": table,
            "XLSX, texts apart": sheets.write(table, folder / "apart.xlsx", shared=True),
            "XLSX, texts in cells": sheets.write(table, folder / "within.xlsx", shared=False),
        }
        print("| file | MB | show, s | times the CSV | import, s | times | at most | memory, MB |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
        base: tuple[float, float] | None = None
        for kind, path in files.items():
            shown = [cost([PROGRAM, "show", str(path)], folder) for _ in range(options.runs)]
            made = [
                cost([PROGRAM, "import", str(path), "-o", str(folder / f"{path.stem}-{run}")], folder)
                for run in range(options.runs)
            ]
            busy = statistics.median(one.busy for one in shown), statistics.median(one.busy for one in made)
            base = base or busy
            memory = max(one.megabytes for one in (*shown, *made))
            print(
                f"| {kind} | {path.stat().st_size / 1e6:.0f} | {busy[0]:.1f} | {busy[0] / base[0]:.1f} | {busy[1]:.1f} "
                f"| {busy[1] / base[1]:.1f} | {MOST_TIMES} | {memory:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
