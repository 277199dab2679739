"""What a large library costs, as ratios in one run: indexed, opened, and read key by key at several sizes.

    python benchmarks/scale.py                          10,000, 100,000 and 1,000,000 events
    python benchmarks/scale.py --events 10000           one size
    python benchmarks/scale.py --keep FOLDER            keep libraries and indexes there, and take them up again

The events are made up (`measure/events.py`). Indexing is held against `sqlite-utils insert` and `enable-fts` on the same
events as rows; the first screen against that of the briefing that comes with sitbrief; a key against the same key at the
smallest size and against the key of a Textual list of as many rows. `less`, VisiData and DuckDB are measured on the rows
where they are found. Times are of a terminal of 120x40 on the same machine, from the key to the last byte that follows.
"""

from __future__ import annotations

import argparse
import importlib
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from measure import events
from measure.programs import environment
from measure.session import NotThere, Session, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

SIZES = (10_000, 100_000, 1_000_000)
SCREEN = (120, 40)
SITBRIEF = [sys.executable, "-m", "sitbrief"]
SMALL = Path(__file__).parents[1] / "briefings" / "2024-12-05-hama.json"
ACTIONS: dict[str, Sequence[str]] = {
    "move": ("up",) * 10,
    "page": ("pageup",) * 8,
    "Home, End": ("home", "end") * 3,
    "province step": ("right",) * 28,
    "filter": ("0", "c", "c", "r", "r", "r", "r", "r", "u", "u") * 2,
    "n, N": ("n", "n", "n", "N", "N", "n"),
}
SEARCHES = ("drone", "a", "hama con", "قصف")
LIST = """
import sys
from textual.app import App
from textual.widgets import OptionList
class Bare(App):
    def compose(self):
        yield OptionList(*(f"Row {n} of the list" for n in range(int(sys.argv[1]))))
Bare().run(mouse=False)
"""
"""A Textual list as it comes, for the same number of rows; beyond 100,000 nobody waits for it."""
MOST_LIST_ROWS = 10_000
READY = r"4 (Editions|Sources) +\d"


class Cost(NamedTuple):
    """What a command took: seconds, and the most megabytes that one of its processes held."""

    seconds: float
    megabytes: float


def cost(argv: Sequence[str | Path], home: Path) -> Cost:
    """Run a command that says nothing of interest."""
    start = time.perf_counter()
    subprocess.run(
        argv, check=True, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return Cost(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


def tool(name: str) -> str | None:
    """Where a program is: beside this Python, or on the path."""
    return shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))


def indexed(library: Path, home: Path, count: int, rows: Path) -> tuple[Cost, float]:
    """Index a library anew, and put the same rows into SQLite by `sqlite-utils`; the seconds of that, or 0."""
    index = cost([*SITBRIEF, "index", "--rebuild", library], home)
    program, database = tool("sqlite-utils"), rows.with_suffix(".db")
    if program is None:
        return index, 0.0
    database.unlink(missing_ok=True)
    insert = cost([program, "insert", database, "events", rows, "--nl", "--pk", "id"], home)
    fts = cost([program, "enable-fts", database, "events", "headline", "statement", "place", "source"], home)
    del count
    return index, insert.seconds + fts.seconds


def session(argv: Sequence[str], home: Path, ready: str) -> tuple[Session, Step]:
    """Start a program on a terminal."""
    made = Session(argv, environment(home, COLUMNS="120", LINES="40"), SCREEN)
    return made, made.start(ready)


def starts(library: Path, home: Path, runs: int) -> tuple[float, float, float]:
    """First screens of a library and of a small briefing in turn, as a machine is not always as fast.

    Returns:
        The medians of the milliseconds until the last byte of each, and of their ratio.
    """
    pairs = []
    for _ in range(runs):
        pair = []
        for opened, ready in ((library, READY), (SMALL, "4 Sources")):
            made, step = session([*SITBRIEF, "--fresh", str(opened)], home, ready)
            pair.append(step.last_ms)
            made.leave(["ctrl+c"])
        pairs.append(pair)
    large, small = (statistics.median(column) for column in zip(*pairs, strict=True))
    return large, small, statistics.median(one / other for one, other in pairs)


def memory(made: Session) -> float:
    """Megabytes that a program holds."""
    text = Path(f"/proc/{made.process.pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in text.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def opened(library: Path, home: Path) -> Session:
    """The library's screen."""
    made, _ = session([*SITBRIEF, "--fresh", str(library)], home, READY)
    if not made.shows("4 Editions"):  # a small library opens with its newest edition
        made.press("o")
    return made


def keys(readers: Sequence[Session]) -> Iterator[tuple[str, list[list[float]]]]:
    """Press keys in the screens of some libraries, each key in all of them in turn, as a machine is not always as fast.

    Yields:
        Each action, and for each library the milliseconds from a key to the last byte.
    """
    for name, pressed in ACTIONS.items():
        searched = ("0", "/", *"sniper", "enter") if name == "n, N" else ()
        for key in (*searched, "1", "end"):
            for made in readers:
                made.press(key)
        taken: list[list[float]] = [[] for _ in readers]
        for key in pressed:
            for made, times in zip(readers, taken, strict=True):
                step = made.press(key)
                if step.bytes:
                    times.append(step.last_ms)
        yield name, taken


def letters(made: Session) -> Iterator[tuple[str, list[float]]]:
    """Type words to search for; milliseconds from each letter to the first byte."""
    for words in SEARCHES:
        for key in ("/", "ctrl+u"):
            made.press(key)
        steps = [made.press(key) if key.isascii() else press_text(made, key) for key in words]
        made.press("esc")
        yield words, [step.first_ms for step in steps]


def press_text(made: Session, sign: str) -> Step:
    """Press a key of another alphabet."""
    seen, start = len(made.received), time.perf_counter()
    made.process.send(sign.encode())
    made.settle(8.0)
    got = [at for at, _ in made.received[seen:]] or [start]
    return Step(sign, 1, 0, 0, (got[0] - start) * 1000, (got[-1] - start) * 1000, 0)


def list_key(count: int, home: Path) -> float:
    """The median milliseconds of a move in a Textual list."""
    made, _ = session([sys.executable, "-c", LIST, str(count)], home, "Row 1 of")
    taken = [made.press("down").last_ms for _ in range(10)]
    made.leave(["ctrl+c"])
    return statistics.median(taken)


def peers(rows: Path, home: Path) -> Iterable[tuple[str, float]]:
    """What others take until the rows are on the screen, or a question about them is answered; milliseconds."""
    csv = rows.with_suffix(".csv")
    if less := tool("less"):
        yield "less, end of the rows", whole(less, [str(rows)], "G", home)
    if visidata := tool("vd"):
        yield "VisiData, rows shown", first(visidata, [str(csv)], r"rows|edition", home)
    try:
        duckdb: Any = importlib.import_module("duckdb")  # nobody else needs it
    except ImportError:
        return
    query = (
        f"SELECT count(*), province FROM read_json_auto('{rows}') WHERE statement ILIKE '%drone%' GROUP BY 2"  # noqa: S608
    )
    start = time.perf_counter()
    duckdb.sql(query).fetchall()
    yield "DuckDB, counts by province of a word", (time.perf_counter() - start) * 1000


def whole(program: str, argv: Sequence[str], key: str, home: Path) -> float:
    """Milliseconds from a key until all has come."""
    made, _ = session([program, *argv], home, ".")
    step = made.press(key)
    made.leave(["q"])
    return step.last_ms


def first(program: str, argv: Sequence[str], ready: str, home: Path) -> float:
    """Milliseconds until a first screen."""
    made, step = session([program, *argv], home, ready)
    made.leave(["ctrl+c"])
    return step.last_ms


def row_file(folder: Path, count: int) -> Path:
    """The events as rows, a JSON object a line, and as CSV."""
    import csv

    path = folder / f"rows-{count}.nl"
    if not path.exists():
        made = events.rows(count)
        with (
            path.open("wb") as lines,
            path.with_suffix(".csv").open("w", newline="", encoding="utf-8") as table,
        ):
            writer = csv.writer(table)
            for number, row in enumerate(made):
                lines.write(orjson.dumps(row) + b"\n")
                if not number:
                    writer.writerow(row)
                writer.writerow(row.values())
    return path


def arguments() -> argparse.Namespace:
    """What to measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, action="append", help="a size; may be repeated")
    parser.add_argument(
        "--runs", type=int, default=7, help="runs of which the medians of starts are taken (7)"
    )
    parser.add_argument("--keep", type=Path, help="keep what is made in this folder")
    parser.add_argument(
        "--no-index", action="store_true", help="do not measure indexing where there is an index"
    )
    return parser.parse_args()


def measured(options: argparse.Namespace, folder: Path, tell: Callable[[str], None]) -> None:
    """Measure and print the tables."""
    sizes = tuple(options.events or SIZES)
    for count in sizes:
        library = folder / f"library-{count}"
        if not library.exists():
            events.write(library, count)
        rows = row_file(folder, count)
        tell(f"\n## {count:,} events\n")
        if not options.no_index or not (folder / ".cache").exists():
            index, other = indexed(library, folder, count, rows)
            size = sum(
                f.stat().st_size for f in (folder / ".cache" / "sitbrief" / "index").rglob("*.segment")
            )
            tell(
                f"index: {index.seconds:.1f} s, {count / index.seconds:,.0f} events/s, {index.megabytes:.0f} MB a process"
            )
            tell(f"all indexes here: {size / 1e6:.0f} MB")
            if other:
                tell(
                    f"sqlite-utils insert and enable-fts: {other:.1f} s; ratio {index.seconds / other:.2f}, at most 2"
                )
        large, small, ratio = starts(library, folder, options.runs)
        tell(
            f"first screen: {large:.0f} ms; of a small briefing {small:.0f} ms; ratio {ratio:.2f}, at most 1.2"
        )
        sides = [library] if count == sizes[0] else [library, folder / f"library-{sizes[0]}"]
        readers = [opened(side, folder) for side in sides]
        tell(f"\n| key | median ms | worst ms | times that at {sizes[0]:,} |\n| --- | ---: | ---: | ---: |")
        for name, taken in keys(readers):
            own, least = statistics.median(taken[0]), statistics.median(taken[-1])
            tell(f"| {name} | {own:.1f} | {max(taken[0]):.1f} | {own / least:.2f} |")
        for words, times in letters(readers[0]):
            middle, worst = statistics.median(times), max(times)
            tell(f"| first results of each letter of {words!r} | {middle:.1f} | {worst:.1f} | |")
        held = memory(readers[0])
        for made in readers:
            made.leave(["ctrl+c"])
        if count <= MOST_LIST_ROWS:
            tell(f"| a move in a Textual list | {list_key(count, folder):.1f} | | |")
        tell(f"\nmemory of the reader: {held:.0f} MB, at most 80")
        for name, taken_ms in peers(rows, folder):
            tell(f"{name}: {taken_ms:,.0f} ms")


def main() -> None:
    """Measure what is asked for."""
    options = arguments()
    try:
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            measured(options, options.keep, lambda line: print(line, flush=True))
        else:
            with tempfile.TemporaryDirectory() as folder:
                measured(options, Path(folder), lambda line: print(line, flush=True))
    except NotThere as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
