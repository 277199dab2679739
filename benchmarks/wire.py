"""What a morning with sitbrief costs on the wire, next to other programs, as bytes and as a ratio to what was due.

    python benchmarks/wire.py                             every program found, at 80x24, 120x40 and 200x50
    python benchmarks/wire.py --program sitbrief --keys   each key by itself
    python benchmarks/wire.py --link 600:64               over a link of 600 ms and 64 kbit/s, modelled and through sshd

Each key is pressed at a terminal that reads all the program sends until it rests. Due, or the floor, is a near-minimal
encoding of the cells that changed (measure/floor.py), which is drawn to make sure that it gives the same screen.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from measure.figures import Result, as_json, key_table, merge, overview
from measure.link import Link
from measure.linked import PROGRAMS, crossings, link_table
from measure.programs import NAMES, Missing, environment, find
from measure.session import NotThere, Session, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from measure.programs import Program
    from measure.session import Step

SIZES = ((80, 24), (120, 40), (200, 50))


def once(program: Program, size: tuple[int, int]) -> list[Step]:
    """One run of a program's script: the first screen, the keys, the leaving."""
    with tempfile.TemporaryDirectory() as home:
        session = Session(program.argv, environment(Path(home)), size)
        try:
            steps = [session.start(program.ready)]
            for key in keys_of(program.script):
                steps.append(session.press(key))
                if session.process.ended:
                    raise NotThere(f"it ended at {key}")
        finally:
            left, status = session.leave(program.leave)
    if status:
        narrate(f"{program.name} did not leave well: status {status}")
    return [*steps, left]


def measure(options: argparse.Namespace, folder: Path) -> Iterator[Result]:
    """Every program at every size; the runs in turns, so that a slow minute hits all alike."""
    path = os.pathsep.join([*options.path, os.environ.get("PATH", os.defpath)])
    programs = []
    for found in find(options.program or NAMES, folder, path):
        if isinstance(found, Missing):
            narrate(f"left out: {found.name}: {found.reason}")
        else:
            programs.append(found)
    for size in options.size or SIZES:
        runs: dict[str, list[list[Step]]] = {}
        for _run in range(options.runs):
            for program in programs:
                try:
                    runs.setdefault(program.name, []).append(once(program, size))
                except NotThere as reason:
                    narrate(f"left out: {program.name} at {size[0]}x{size[1]}: {reason}")
                    runs[program.name] = []
        for name, steps in runs.items():
            if steps:
                start, *keys, left = merge(steps)
                yield Result(name, size, start, tuple(keys), left)


def over_link(options: argparse.Namespace) -> None:
    """Sitbrief on its own driver and on Textual's, over a link."""
    programs = [name for name in PROGRAMS if name in (options.program or PROGRAMS)]
    found = list(crossings(options.link, programs, options.size or SIZES[:1], options.runs, narrate))
    print(link_table(options.link, found))
    if options.json:
        rows = [
            {**each._asdict(), "first": each.first._asdict(), "held": each.held._asdict()} for each in found
        ]
        options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


def narrate(text: str) -> None:
    """Say something that is no figure."""
    print(text, file=sys.stderr, flush=True)


def size_of(text: str) -> tuple[int, int]:
    """Columns and rows, as in 80x24."""
    columns, rows = map(int, text.split("x"))
    return columns, rows


def arguments() -> argparse.Namespace:
    """What to measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--size", type=size_of, action="append", metavar="COLSxROWS", help="one size; may be repeated")
    add("--program", choices=NAMES, action="append", help="one program; may be repeated")
    add("--path", action="append", default=[], metavar="FOLDER", help="where to look for programs first")
    add("--runs", type=int, default=3, help="runs of which the medians are taken (3)")
    add("--keys", action="store_true", help="also a table of every key")
    add("--link", type=Link.parse, metavar="MS:KBITS", help="measure over a link instead, as in 600:64")
    add("--json", type=Path, metavar="FILE", help="write all figures there")
    return parser.parse_args()


def main() -> None:
    """Measure, and print tables."""
    options = arguments()
    if options.link:
        over_link(options)
        return
    with tempfile.TemporaryDirectory() as folder:
        results = list(measure(options, Path(folder)))
    print(overview(results))
    if options.keys:
        print("", *(key_table(result) for result in results), sep="\n")
    if options.json:
        options.json.write_text(
            json.dumps([as_json(result) for result in results], indent=1), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
