"""Change one line of the core at a time, and see whether a test fails: how many of so many changes survive.

    python tools/mutate.py                                   60 mutants, seed 1
    python tools/mutate.py --seed 2 --count 200 --jobs 2
    python tools/mutate.py --packages formats.periods --count 30

First all core tests run once, to learn which of them come by which line; `--map FILE` keeps that for the next time. Then each
mutant meets the tests that come by its line, and those of files that have changed since. Nothing is written into the tree: the
mutants live in copies. Tests draw the same examples each time, so a seed gives the same result twice. Ends with 1 if any survive.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final, NamedTuple, TypedDict

from mutants import drawn, kept_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mutants import Mutant

ROOT: Final = Path(__file__).resolve().parents[1]
CORE: Final = ("briefing", "formats", "files", "places", "text", "library")
_TESTS: Final = (
    *(f"tests/{name}" for name in ("text", "places", "briefing", "files", "formats", "library")),
    *("tests/test_frozen.py", "tests/test_library_face.py", "tests/test_samples.py"),
)
_QUIET: Final = ("-q", "-p", "no:cacheprovider", "--tb=no")
_NOT_FOUND: Final = {4, 5}
"""How pytest ends where it finds no test of a name."""
_LEAST_SECONDS: Final = 120


class Outcome(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    TIMED_OUT = "timed out"
    SURVIVED = "survived"


class Result(NamedTuple):
    """What became of a mutant, and by which test, after how many seconds."""

    mutant: Mutant
    outcome: Outcome
    by: str
    seconds: float


class Map(TypedDict):
    """What one run of the tests has shown: see `measured`."""

    digests: dict[str, str]
    seconds: dict[str, float]
    lines: dict[str, dict[str, list[str]]]


class Tree:
    """A copy of the tree, with an environment that finds this program there and all else where it is here.

    Args:
        folder: Where to put it.
        root: The tree.
    """

    def __init__(self, folder: Path, root: Path = ROOT) -> None:
        self.root = folder / "tree"
        for name in _files(root):
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, self.root / name)
        venv.create(folder / "venv", with_pip=False, symlinks=True)
        self.python = folder / "venv" / "bin" / "python"
        (packages,) = (folder / "venv" / "lib").glob("python*/site-packages")
        places = (self.root / "src", sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
        packages.joinpath("tree.pth").write_text("".join(f"{place}\n" for place in places), encoding="utf-8")

    def write(self, path: Path, data: bytes) -> None:
        """Put other bytes into a file, and forget what Python has compiled of it: it goes by the second alone."""
        (self.root / path).write_bytes(data)
        for compiled in (self.root / path).parent.glob(f"__pycache__/{path.stem}.*.pyc"):
            compiled.unlink()

    def run(
        self, *words: str, limit: int = 0, seconds: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run Python there.

        Args:
            words: The command line.
            limit: Seconds of a processor after which it is killed; 0 for none.
            seconds: Where to write how long each test takes.

        Raises:
            subprocess.TimeoutExpired: it took four times as long by the clock on the wall.
        """
        told = {"TOUCHED_SECONDS": str(seconds)} if seconds else {}
        return subprocess.run(  # noqa: S603  our own tests
            [str(self.python), *words],
            cwd=self.root,
            env={
                **os.environ,
                **told,
                "CI": "1",
                "PYTHONPATH": str(Path(__file__).parent),
                "TOUCHED_LIMIT": str(limit),
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=4 * limit or None,
            check=False,
        )


class Touched:
    """Which tests come by a line.

    Args:
        data: What `measured` found.
        root: The tree as it is now.
    """

    def __init__(self, data: Map, root: Path = ROOT) -> None:
        self._seconds = data["seconds"]
        self._lines = data["lines"]
        now = _digests(root)
        self._changed = {name for name, digest in now.items() if data["digests"].get(name) != digest}
        self._gone = data["digests"].keys() - now.keys()

    def tests(self, mutant: Mutant, root: Path = ROOT) -> list[str]:
        """What to run, the quickest files first; by whole files what has changed since.

        Of a line that runs when the module is imported these are all tests that come by any line of it; so they are of
        what is kept for the next caller, where the first of many tests runs it for all of them.
        """
        name = mutant.path.relative_to(root).as_posix()
        by_line = self._lines.get(name, {})
        once = name in self._changed or mutant.line in kept_lines(mutant.path.read_bytes())
        lines = [] if once else by_line.get(str(mutant.line), [])
        chosen = set(lines) - {""} or {test for tests in by_line.values() for test in tests}
        found: dict[str, list[str]] = defaultdict(list)
        for test in sorted(chosen & self._seconds.keys(), key=self._seconds.__getitem__):
            file = test.partition("::")[0]
            if file not in self._changed | self._gone:
                found[file].append(test)
        files = sorted(found, key=lambda file: self.seconds(found[file]))
        changed = sorted(self._changed_tests(name))
        return [*changed, *(test for file in files for test in found[file])]

    def seconds(self, tests: Iterable[str]) -> float:
        """How long they took."""
        return sum(self._seconds.get(test, 1.0) for test in tests)

    def _changed_tests(self, name: str) -> Iterator[str]:
        """The changed files with tests of the same part of the package, or of none."""
        room = name.split("/")[2]
        for file in self._changed:
            part = file.split("/")
            if part[-1].startswith("test_") and file.startswith(_TESTS) and part[1] in {room, part[-1]}:
                yield file


def measured(tree: Tree) -> Map:
    """Run all core tests once, and learn which lines each comes by, and how long it takes.

    What fails as it is cannot tell anything: it is named, and left out.
    """
    folder = tree.root.parent
    sources = ", ".join(f"sitbrief.{name}" for name in CORE)
    rules, data, seconds = folder / "rules", folder / "data", folder / "seconds"
    rules.write_text(f"[run]\nsource_pkgs = {sources}\ndata_file = {data}\n", encoding="utf-8")
    tests = [name for name in _TESTS if (tree.root / name).exists()]
    words = ("-m", "coverage", "run", f"--rcfile={rules}", "-m", "pytest", "-p", "touched", *_QUIET)
    done = tree.run(*words, *tests, seconds=seconds)
    if not seconds.exists():
        raise SystemExit(f"The tests cannot be run:\n{done.stdout}{done.stderr}")
    for line in done.stdout.splitlines():
        if line.startswith(("FAILED", "ERROR")):
            print(f"Left out, it fails as it is: {line.partition(' - ')[0]}", flush=True)
    return {
        "digests": dict(_digests(tree.root)),
        "seconds": json.loads(seconds.read_text(encoding="utf-8")),
        "lines": dict(_lines(data, tree.root)),
    }


def _lines(data: Path, root: Path) -> Iterator[tuple[str, dict[str, list[str]]]]:
    from coverage import CoverageData

    found = CoverageData(str(data))
    found.read()
    for file in found.measured_files():
        tests = found.contexts_by_lineno(file)
        yield (
            Path(file).relative_to(root.resolve()).as_posix(),
            {str(line): sorted(names) for line, names in tests.items()},
        )


def _digests(root: Path) -> dict[str, str]:
    return {
        name: sha256((root / name).read_bytes()).hexdigest()
        for name in _files(root)
        if name.startswith(("src/", "tests/")) and name.endswith(".py")
    }


def _files(root: Path) -> list[str]:
    """The files of the tree that git knows or would take; without git all of them."""
    words = ("git", "-C", str(root), "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)  # noqa: S603  git
    names = (
        done.stdout.split("\0")
        if done.returncode == 0
        else (path.relative_to(root).as_posix() for path in root.rglob("*"))
    )
    return [name for name in names if (root / name).is_file() and "__pycache__" not in name]


def tried(mutant: Mutant, tree: Tree, touched: Touched, root: Path = ROOT) -> Result:
    """Put a mutant into a copy, run what should see it, and take it out again."""
    begun = time.monotonic()
    path = mutant.path.relative_to(root)
    source = (tree.root / path).read_bytes()  # the tree itself may change meanwhile
    tests = touched.tests(mutant, root)
    if not tests:
        return Result(mutant, Outcome.SURVIVED, "no test comes by", 0.0)
    limit = _LEAST_SECONDS + int(3 * touched.seconds(tests))
    tree.write(path, mutant.applied(source))
    try:
        done = _run(tree, tests, limit)
        if done.returncode in _NOT_FOUND:
            # A case may go by a name that the mutant changes: then the whole file is asked.
            done = _run(tree, dict.fromkeys(test.partition("::")[0] for test in tests), limit)
        outcome = (
            Outcome.SURVIVED
            if done.returncode == 0
            else Outcome.TIMED_OUT
            if done.returncode < 0
            else Outcome.KILLED
        )
        by = next((line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))), "")
    except subprocess.TimeoutExpired:
        outcome, by = Outcome.TIMED_OUT, ""
    finally:
        tree.write(path, source)
    return Result(mutant, outcome, by.partition(" - ")[0], time.monotonic() - begun)


def _run(tree: Tree, tests: Iterable[str], limit: int) -> subprocess.CompletedProcess[str]:
    listed = tree.root.parent / "tests"
    listed.write_text("\n".join(tests), encoding="utf-8")
    return tree.run("-m", "pytest", "-p", "touched", "-x", *_QUIET, f"@{listed}", limit=limit)


def _told(number: int, result: Result) -> None:
    where = f"{result.mutant.path.relative_to(ROOT)}:{result.mutant.line}"
    print(f"{number:3} {result.outcome:9} {result.seconds:6.1f} s  {where}  {result.by}", flush=True)
    if result.outcome is not Outcome.KILLED:
        before, after = result.mutant.lines(result.mutant.path.read_bytes())
        print(f"      - {before}\n      + {after}", flush=True)


def _sources(packages: Iterable[str]) -> Iterator[Path]:
    for package in packages:
        place = ROOT.joinpath("src", "sitbrief", *package.split("."))
        file = place.with_suffix(".py")
        if not place.is_dir() and not file.is_file():
            raise SystemExit(f"There is no sitbrief.{package}")
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [file]


def _map(tree: Tree, kept: Path | None) -> Touched:
    data: Map | None = None
    if kept:
        with suppress(FileNotFoundError):
            data = json.loads(kept.read_text(encoding="utf-8"))
    if data is None:
        data = measured(tree)
        if kept:
            kept.write_text(json.dumps(data), encoding="utf-8")
    return Touched(data)


def main(argv: Sequence[str] | None = None) -> int:
    """Draw, try, tell; 1 if any survive."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=60, help="how many mutants (60)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (1)")
    parser.add_argument("--packages", nargs="+", default=CORE, help="of which packages or modules (the core)")
    parser.add_argument("--jobs", type=int, default=1, help="how many at a time (1)")
    parser.add_argument("--map", type=Path, help="keep there which test comes by which line")
    parser.add_argument("--only", type=int, nargs="+", help="of those drawn only these numbers")
    args = parser.parse_args(argv)
    begun = time.monotonic()
    chosen = list(enumerate(drawn(_sources(args.packages), args.count, args.seed), 1))
    chosen = [(number, mutant) for number, mutant in chosen if not args.only or number in args.only]
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        free: SimpleQueue[Tree] = SimpleQueue()
        for number in range(args.jobs):
            free.put(Tree(Path(folder, str(number))))
        first = free.get()
        touched = _map(first, args.map)
        free.put(first)

        def one(numbered: tuple[int, Mutant]) -> Result:
            number, mutant = numbered
            tree = free.get()
            try:
                result = tried(mutant, tree, touched)
            finally:
                free.put(tree)
            _told(number, result)
            return result

        with ThreadPoolExecutor(args.jobs) as pool:
            results = list(pool.map(one, chosen))
    counts = {outcome: sum(result.outcome is outcome for result in results) for outcome in Outcome}
    words = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
    print(f"{len(results)} mutants, seed {args.seed}: {words}; {time.monotonic() - begun:.0f} s")
    return int(counts[Outcome.SURVIVED] > 0)


if __name__ == "__main__":
    sys.exit(main())
