"""Fuzz one of the targets in tests/fuzz for a time, and tell how often it was tried and what was found.

The seconds are those of a processor: beside other work it takes longer, and comes to as much.

    python tools/fuzz.py TARGET [--seconds N] [--engine hypothesis|atheris] [--corpus FOLDER]
    python tools/fuzz.py all --seconds 60

Inputs that fail are made as small as can be and kept in FOLDER/finds; with atheris FOLDER/corpus keeps what reached
new code, for the next time. atheris is not among the dependencies: `pip install atheris` into the environment, for Linux.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from importlib import import_module
from pathlib import Path
from random import Random
from types import FunctionType
from typing import Any

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"

_EXECUTED = "stat::number_of_executed_units:"


def main() -> int:
    """Fuzz; 1 if anything was found."""
    sys.path.insert(0, str(TESTS))
    targets = import_module("fuzz.targets").TARGETS
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("target", choices=(*targets, "all"))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--engine", choices=("hypothesis", "atheris"), default="hypothesis")
    parser.add_argument("--corpus", type=Path, default=Path(tempfile.gettempdir(), "sitbrief-fuzz"))
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    # Nothing that is tried may talk to the terminal of whoever looks on.
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    names = list(targets) if args.target == "all" else [args.target]
    run = _with_atheris if args.engine == "atheris" else _with_hypothesis
    return max([run(targets[name], args) for name in names])


def _with_hypothesis(target: Any, args: argparse.Namespace) -> int:  # noqa: ANN401  what tests/fuzz has
    campaign = import_module("fuzz.campaign")

    def tell(find: Any) -> None:  # noqa: ANN401
        path = campaign.kept(args.corpus / "finds", target, find.data)
        print(f"{target.name}: {path}\n  {find.place}")
        last = traceback.format_exception_only(find.error)[-1].strip()
        print(f"  {last[:400]}", flush=True)

    used = _used(resource.RUSAGE_SELF)
    found = campaign.tried_for(target, args.seconds, args.seed, tell)
    minutes = _minutes(found.seconds, resource.RUSAGE_SELF, used)
    print(f"{target.name}: {minutes}, {found.tried:,} executions, {len(found.finds)} found", flush=True)
    return 1 if found.finds else 0


def _with_atheris(target: Any, args: argparse.Namespace) -> int:  # noqa: ANN401
    """LibFuzzer ends its process itself, so it gets one of its own."""
    if args.inside:
        return _inside(target, args)
    corpus = args.corpus / "corpus" / target.name
    corpus.mkdir(parents=True, exist_ok=True)
    campaign = import_module("fuzz.campaign")
    for data in target.seeds:
        campaign.kept(args.corpus / "corpus", target, data)
    words = [sys.executable, __file__, target.name, "--engine", "atheris", "--inside"]
    words += ["--seconds", str(args.seconds), "--corpus", str(args.corpus), "--seed", str(args.seed)]
    start, used = time.monotonic(), _used(resource.RUSAGE_CHILDREN)
    done = subprocess.run(words, capture_output=True, encoding="utf-8", errors="replace", check=False)  # noqa: S603
    lines = done.stderr.splitlines()
    tried = next((line.split()[-1] for line in lines if _EXECUTED in line), "?")
    minutes = _minutes(time.monotonic() - start, resource.RUSAGE_CHILDREN, used)
    found = "1 found" if done.returncode else "0 found"
    print(f"{target.name}: {minutes}, {tried} executions, {found}", flush=True)
    if done.returncode:
        print("\n".join([*done.stdout.splitlines()[-30:], *lines[-30:]]))
    return 1 if done.returncode else 0


def _used(whose: int) -> float:
    """Seconds of processor time."""
    usage = resource.getrusage(whose)
    return usage.ru_utime + usage.ru_stime


def _minutes(seconds: float, whose: int, before: float) -> str:
    """How long it took, and how much of that the processor was ours: on a busy machine it is less."""
    return f"{seconds / 60:.1f} minutes ({(_used(whose) - before) / 60:.1f} of processor time)"


def _inside(target: Any, args: argparse.Namespace) -> int:  # noqa: ANN401
    atheris = import_module("atheris")
    campaign = import_module("fuzz.campaign")
    # Only the program's own code guides the search: what is loaded so far is instrumented where it stands.
    for name, module in list(sys.modules.items()):
        if name == "sitbrief" or name.startswith("sitbrief."):
            _instrument(atheris, module)
    finds = args.corpus / "finds" / target.name
    finds.mkdir(parents=True, exist_ok=True)

    tried = 0

    def hold(data: bytes) -> None:
        nonlocal tried
        campaign.hold_once(target, data)
        tried += 1
        if time.process_time() > args.seconds:
            # libFuzzer's own bound is one of the clock on the wall, and its end takes no exception.
            print(f"{_EXECUTED} {tried}", file=sys.stderr, flush=True)
            os._exit(0)

    def changed(data: bytes, most: int, number: int) -> bytes:
        """By turns what knows the structure of an input, and what knows only its bytes."""
        if target.damage and number % 2:
            try:
                found: bytes = target.damage(data, Random(number))  # noqa: S311  # damage, no secrets
            except (ValueError, RecursionError):
                pass
            else:
                return found[:most]
        made: bytes = atheris.Mutate(data, most)
        return made

    atheris.Setup(
        [
            sys.argv[0],
            f"-artifact_prefix={finds}{os.sep}",
            "-max_len=65536",
            "-print_final_stats=1",
            "-timeout=90",
            "-rss_limit_mb=4096",
            str(args.corpus / "corpus" / target.name),
        ],
        hold,
        custom_mutator=changed,
    )
    atheris.Fuzz()
    return 0


def _instrument(atheris: Any, module: Any) -> None:  # noqa: ANN401
    """Count what is reached in the functions and methods of a module."""
    for name, value in list(vars(module).items()):
        if getattr(value, "__module__", "") != module.__name__:
            continue
        if isinstance(value, FunctionType):
            setattr(module, name, atheris.instrument_func(value))
        elif isinstance(value, type):
            for own, member in list(vars(value).items()):
                if isinstance(member, FunctionType):
                    setattr(value, own, atheris.instrument_func(member))


if __name__ == "__main__":
    sys.exit(main())
