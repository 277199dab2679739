"""What two readers of one library wait for while somebody imports into it, as ratios to the same without the import.

    python benchmarks/readers.py                        a minute, 20,000 events
    python benchmarks/readers.py --seconds 20 --events 100000

Two readers stand on the library's screen and press keys in turn. Meanwhile made-up UCDP files are imported into the library,
one after the other, and each reader's own index follows. At the end both must show what a search finds in all of it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from measure import events, rows
from measure.programs import environment
from measure.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

SITBRIEF = [sys.executable, "-m", "sitbrief"]
KEYS = (
    *("home", "down", "up", "pagedown", "pageup", "end", "up", "pageup"),
    *("c", "c", "right", "right", "left", "0", "2", "1", "4", "1"),
)
"""In this order, round and round, each key changes the screen: what comes after one that changes nothing is not its answer,
but the index's, whenever that is renewed."""
IMPORT_SECONDS = 3.0
FOLLOW_SECONDS = 20.0


class Waits(NamedTuple):
    """Milliseconds from keys to the first byte that follows, and to the last.

    Attributes:
        first: Of each key that was answered, to the first byte.
        last: Of each key that was answered, to the last byte.
        silent: The keys that nothing followed.
    """

    first: list[float]
    last: list[float]
    silent: list[str]


def started(library: Path, home: Path, who: str) -> Session:
    """A reader on the library's screen, with a state of its own."""
    env = environment(home, COLUMNS="120", LINES="40", XDG_STATE_HOME=str(home / who))
    made = Session([*SITBRIEF, "--fresh", str(library)], env, (120, 40))
    made.start(r"4 (Editions|Sources) +\d")
    if not made.shows("4 Editions"):
        made.press("o")
    made.settle(60.0, lambda: made.shows(r"[1-9][0-9,]* of [1-9]"))
    return made


def read(made: Session, seconds: float) -> Waits:
    """Press keys for so long; what each waited for."""
    waits = Waits([], [], [])
    end = time.monotonic() + seconds
    for key in cycle(KEYS):
        step = made.press(key)
        if step.bytes:
            waits.first.append(step.first_ms)
            waits.last.append(step.last_ms)
        else:
            waits.silent.append(key)
        if time.monotonic() >= end:
            break
    made.press("end")  # where the next round begins
    return waits


def reader(orders: Connection, library: Path, home: Path, who: str) -> None:
    """One reader, in a process of its own so that nobody else delays its clock. It does what it is told."""
    made = started(library, home, who)
    orders.send("ready")
    while True:
        order, value = orders.recv()
        if order == "read":
            orders.send(read(made, value))
        elif order == "follow":
            orders.send(follows(made, int(value)))
        else:
            orders.send(made.leave(["ctrl+c"])[1])
            return


def ask(readers: Sequence[Connection], order: str, value: float = 0) -> list[Any]:
    """Tell all readers to do something at the same time; their answers."""
    for orders in readers:
        orders.send((order, value))
    return [orders.recv() for orders in readers]


def importing(library: Path, home: Path, stop: threading.Event, failed: list[str]) -> None:
    """Import a file, and another one, until told to stop."""
    number = 0
    while not stop.wait(IMPORT_SECONDS):
        number += 1
        table = home / f"import-{number}.csv"
        rows.write(table, 200, seed=number)
        done = subprocess.run(
            [*SITBRIEF, "import", str(table), "--by", "file", "-o", str(library)],
            env=environment(home),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            failed.append(done.stderr)


def entries(library: Path, home: Path) -> int:
    """How many entries a search finds that asks for nothing."""
    done = subprocess.run(
        [*SITBRIEF, "search", "after:1900-01-01", "--limit", "1", "--library", str(library)],
        env=environment(home),
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"of ([\d,]+) shown", done.stderr)
    return int(found[1].replace(",", "")) if found else -1


def follows(made: Session, count: int) -> bool:
    """Whether a reader comes to show that many entries."""
    made.press("f")
    made.press("esc")
    return made.settle(FOLLOW_SECONDS, lambda: made.shows(f"of {count:,} shown"))


def table(name: str, waits: list[Waits]) -> list[float]:
    """Print a line; all the waits."""
    first = sorted(ms for each in waits for ms in each.first)
    last = [ms for each in waits for ms in each.last]
    over = sum(ms > 100 for ms in first)  # noqa: PLR2004  the bound
    print(
        f"| {name} | {len(first)} | {statistics.median(first):.1f} | {first[int(len(first) * 0.99)]:.1f} | {first[-1]:.1f} "
        f"| {over} | {statistics.median(last):.1f} |",
        flush=True,
    )
    silent = [key for each in waits for key in each.silent]
    if silent:
        print(f"\nkeys that nothing followed: {' '.join(silent)}\n")
    return first


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60.0, help="how long they read (60)")
    parser.add_argument("--events", type=int, default=20_000, help="events of the library (20,000)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        library = home / "library"
        events.write(library, options.events)
        readers = []
        for who in ("one", "another"):
            ours, theirs = multiprocessing.Pipe()
            multiprocessing.Process(target=reader, args=(theirs, library, home, who), daemon=True).start()
            ours.recv()
            readers.append(ours)
        print("| | keys | median ms to the first byte | 99 of 100 | worst | over 100 | median to the last |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
        alone = table("nobody imports", ask(readers, "read", options.seconds / 3))
        stop, failed = threading.Event(), list[str]()
        importer = threading.Thread(target=importing, args=(library, home, stop, failed))
        importer.start()
        beside = table("while somebody imports", ask(readers, "read", options.seconds))
        stop.set()
        importer.join()
        print(f"\nratio of the medians: {statistics.median(beside) / statistics.median(alone):.2f}")
        print(f"imports that failed: {len(failed)}", *failed[:3])
        count = entries(library, home)
        print(f"entries in the library: {count:,}; the readers show them: {ask(readers, 'follow', count)}")
        print(f"left with: {ask(readers, 'leave')}")


if __name__ == "__main__":
    main()
