"""Every campaign behind what SECURITY.md promises: how much was tried, how much failed, and the same without protection.

    python benchmarks/trust.py                     all of them, in full: some ten hours
    python benchmarks/trust.py --quick             all of them, as small as in the test suite: some minutes
    python benchmarks/trust.py --only fuzzing      one of them (more with a comma between)

A campaign is a choice of tests, run with a count in the environment that makes them try more than they do in the suite. The
tests write down how many cases they have tried; a test that ends before it has written its count down fails the campaign.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.etree import ElementTree as ET

import unprotected

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT: Final = Path(__file__).parents[1]
TESTS: Final = ROOT / "tests"


class Campaign(NamedTuple):
    """What is tried.

    Attributes:
        name: By which it is called.
        what: What is tried, and what must not happen.
        environment: What makes its tests try much.
        tests: Patterns of the files that have its tests, below tests/; none for all files that ask for a variable of its
            environment.
        baseline: The same without protection; None where that would only show that a bare program has no such promise.
        bare: What is without protection there.
    """

    name: str
    what: str
    environment: Mapping[str, str]
    tests: tuple[str, ...] = ()
    baseline: Callable[[], unprotected.Count] | None = None
    bare: str = ""


CAMPAIGNS: Final = (
    Campaign(
        "code",
        "programs and modules in the current folder or beside a library: none is run",
        {},
        ("cli/test_isolation.py",),
    ),
    Campaign(
        "strings",
        "hostile strings in every field, column, file name and key: nothing acts, nothing is lost",
        {"SITBRIEF_STRINGS": "all", "SITBRIEF_LINES": "2000"},
        ("formats/test_csv.py",),
        baseline=unprotected.strings,
        bare="written raw, as Rich markup, as CSV, as Markdown",
    ),
    Campaign(
        "json",
        "files of the JSON suite: 95 are valid, 188 are not, 35 are left open and crash nothing",
        {},
        ("formats/test_json_suite.py",),
        unprotected.suite,
        "json.loads",
    ),
    Campaign(
        "names",
        "hostile titles, ids and names in datasets: no file outside the folder, no link followed",
        {"SITBRIEF_NAMES": "20000", "SITBRIEF_EXAMPLES": "2000"},
        baseline=unprotected.names,
        bare="the title as the file's name",
    ),
    Campaign(
        "writes",
        "links, FIFOs, devices, folders in the place of a file that is written: nothing else is changed",
        {},
        (
            "files/test_writing.py",
            "files/test_new_file.py",
            "files/test_folders.py",
            "files/test_regular_files.py",
        ),
        unprotected.links,
        'open(path, "w")',
    ),
    Campaign(
        "folders",
        "indexes, caches, states that others made or damaged: no false row, no hang, no write elsewhere",
        {"SITBRIEF_FORGED": "all"},
        (
            "library/test_foreign_index.py",
            "library/test_state.py",
            "formats/test_cache.py",
            "files/test_private_store.py",
        ),
        unprotected.folders,
        "a cache that is believed",
    ),
    Campaign(
        "faults",
        "full disks, read-only ones, errors of every call: one line, exit 3, the old file whole",
        {"SITBRIEF_FAULTS": "all"},
        baseline=unprotected.faults,
        bare="a plain rewrite under RLIMIT_FSIZE",
    ),
    Campaign(
        "kills",
        "kill -9 at random moments: nothing acknowledged is lost, nothing is unreadable",
        {"SITBRIEF_KILLS": "200"},
        baseline=unprotected.kills,
        bare="a plain rewrite",
    ),
    Campaign(
        "bombs",
        "files made to take memory and time: each refused or read within bounds",
        {"SITBRIEF_BOMBS": "full"},
        baseline=unprotected.bombs,
        bare="json.loads of the whole file",
    ),
    Campaign(
        "keys",
        "random keys, pastes, signals and sizes of the window over all screens: no crash, memory flat",
        {"SITBRIEF_KEYS": "50000", "SITBRIEF_SIGNALS": "200", "SITBRIEF_PASTED": "16"},
        ("tui/test_moments.py",),
        baseline=unprotected.keys,
        bare="one byte that is no UTF-8 to a bare Textual application",
    ),
    Campaign(
        "fuzzing",
        "damaged input of every format: no crash, nothing over 5 s",
        {"SITBRIEF_FUZZ_SECONDS": "1800"},
        baseline=unprotected.fuzzing,
        bare="json.loads, and fields by their names",
    ),
    Campaign(
        "network",
        "commands under strace: no connection, no other program",
        {},
        ("cli/test_network.py",),
        unprotected.connections,
        "a look for a newer release",
    ),
)


class Outcome(NamedTuple):
    """What a campaign came to.

    Attributes:
        tried: How many cases, as some of the tests have written down; how many tests where none has.
        failed: How many failed.
        unit: What was counted.
        seconds: How long it took.
        said: What the tests said at their end.
        parts: The counts by what was tried.
    """

    tried: int
    failed: int
    unit: str
    seconds: float
    said: str
    parts: Mapping[str, tuple[int, int]]


def main() -> int:
    """Run campaigns; 1 if anything failed, or was not there to be tried."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", metavar="NAME", help=", ".join(campaign.name for campaign in CAMPAIGNS))
    parser.add_argument("--quick", action="store_true", help="try as little as the test suite does")
    args = parser.parse_args()
    wanted = set(args.only.split(",")) if args.only else {campaign.name for campaign in CAMPAIGNS}
    unknown = wanted - {campaign.name for campaign in CAMPAIGNS}
    if unknown:
        parser.error(f"there is no campaign {', '.join(sorted(unknown))}")
    return max([_told(campaign, quick=args.quick) for campaign in CAMPAIGNS if campaign.name in wanted])


def _told(campaign: Campaign, *, quick: bool) -> int:
    print(f"{campaign.name}: {campaign.what}", flush=True)
    files = _files(campaign)
    if not files:
        print("  no test of this campaign is here", flush=True)
        return 1
    found = _run(campaign, files, quick=quick)
    print(
        f"  {found.tried:,} {found.unit} tried, {found.failed:,} failed  ({_time(found.seconds)})", flush=True
    )
    for what, (tried, failed) in found.parts.items():
        print(f"    {what}: {tried:,} tried, {failed:,} failed")
    if found.failed:
        print(found.said)
    if campaign.baseline:
        bare = campaign.baseline()
        print(
            f"  without protection ({campaign.bare}): {bare.tried:,} tried, {bare.failed:,} failed",
            flush=True,
        )
    return 1 if found.failed else 0


def _files(campaign: Campaign) -> list[str]:
    """The test files of a campaign: those of its patterns, and those that ask for its variables."""
    found = {
        path for pattern in campaign.tests for path in TESTS.glob(pattern) if path.name.startswith("test_")
    }
    for path in TESTS.rglob("test_*.py"):
        text = path.read_text(encoding="utf-8")
        if any(f'"{variable}"' in text for variable in campaign.environment):
            found.add(path)
    return sorted(str(path.relative_to(ROOT)) for path in found)


def _run(campaign: Campaign, files: list[str], *, quick: bool) -> Outcome:
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        counts, report = Path(name, "tried"), Path(name, "report.xml")
        environment = {**os.environ, "SITBRIEF_TRIED": str(counts)}
        environment |= {} if quick else campaign.environment
        words = [sys.executable, "-m", "pytest", "-q", "--tb=short", f"--junitxml={report}", *files]
        done = subprocess.run(
            words, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        lines = counts.read_text(encoding="utf-8").splitlines() if counts.exists() else []
        tests, wrong = _tests(report)
    parts: dict[str, tuple[int, int]] = {}
    for line in map(json.loads, lines):
        tried, failed = parts.get(line["what"], (0, 0))
        parts[line["what"]] = tried + line["tried"], failed + line["failed"]
    failed = max(wrong, sum(failed for _, failed in parts.values()), done.returncode != 0)
    seconds = time.monotonic() - start
    said = "\n".join(done.stdout.splitlines()[-40:])
    if parts:
        return Outcome(
            sum(tried for tried, _ in parts.values()),
            failed,
            f"cases in {tests:,} tests",
            seconds,
            said,
            parts,
        )
    return Outcome(tests, failed, "tests", seconds, said, parts)


def _tests(report: Path) -> tuple[int, int]:
    """How many tests were run, and how many failed."""
    if not report.exists():
        return 0, 1
    suites = ET.parse(report).getroot().iter("testsuite")  # noqa: S314  # pytest has written it
    numbers = [
        {name: int(suite.get(name, 0)) for name in ("tests", "skipped", "failures", "errors")}
        for suite in suites
    ]
    run = sum(suite["tests"] - suite["skipped"] for suite in numbers)
    return run, sum(suite["failures"] + suite["errors"] for suite in numbers)


def _time(seconds: float) -> str:
    return f"{seconds / 60:.1f} minutes" if seconds >= 100 else f"{seconds:.0f} s"  # noqa: PLR2004


if __name__ == "__main__":
    sys.exit(main())
