"""Trying a target: a number of inputs, or inputs for a time. What fails is shrunk, and looked for no more."""

from __future__ import annotations

import shutil
import tempfile
import time
import traceback
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings

from fuzz.target import Hanging

if TYPE_CHECKING:
    from collections.abc import Callable

    from fuzz.target import Target

_BATCH = 500
_SHOWN = 300
"""So many bytes of an input are told; SITBRIEF_FUZZ_CORPUS names a folder that gets all of it."""

_OURS = Path(__file__).parents[2]


class Find(NamedTuple):
    """Something that does not hold.

    Attributes:
        place: Where it shows: the kind of the error and the lines of ours that led to it. Two finds have never the same.
        error: The error.
        data: The smallest input that led to it.
    """

    place: str
    error: Exception
    data: bytes

    def __str__(self) -> str:
        return f"{self.place}: {len(self.data)} bytes: {self.data[:_SHOWN]!r}"


class Outcome(NamedTuple):
    """What a campaign came to.

    Attributes:
        tried: Inputs tried, those of shrinking included.
        seconds: How long it took.
        finds: What did not hold.
    """

    tried: int
    seconds: float
    finds: tuple[Find, ...] = ()


class _Input:
    """An input that is short to print."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __repr__(self) -> str:
        return f"<{len(self.data)} bytes>"


def tried_for(
    target: Target, seconds: float, first_seed: int = 0, tell: Callable[[Find], None] = lambda _find: None
) -> Outcome:
    """Try inputs for a time: seconds of a processor."""
    start, until = time.monotonic(), time.process_time() + seconds
    count, finds, number = 0, list[Find](), first_seed
    while time.process_time() < until:
        found = _batch(target, _BATCH, {find.place for find in finds}, number, until)
        count += found.tried
        number += 1
        for find in found.finds:
            tell(find)
            finds.append(find)
    return Outcome(count, time.monotonic() - start, tuple(finds))


def tried_often(target: Target, examples: int) -> Outcome:
    """Try so many inputs, or fewer if one fails."""
    return _batch(target, examples, set(), None, None)


def _batch(
    target: Target, examples: int, known: set[str], number: int | None, until: float | None
) -> Outcome:
    start = time.monotonic()
    count = 0
    failed: dict[str, Find] = {}

    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
        print_blob=False,
        report_multiple_bugs=False,
    )
    @given(target.inputs.map(_Input))
    def all_hold(found: _Input) -> None:
        nonlocal count
        if until is not None and not failed and time.process_time() > until:
            return
        count += 1
        try:
            hold_once(target, found.data)
        except Exception as error:
            place = place_of(error)
            if place in known:
                return
            if place not in failed or len(found.data) <= len(failed[place].data):
                failed[place] = Find(place, error, found.data)
            if not isinstance(error, Hanging):  # to make it smaller would take an hour
                raise

    try:
        (seed(number)(all_hold) if number is not None else all_hold)()
    except Exception:
        if not failed:
            raise
    return Outcome(count, time.monotonic() - start, tuple(failed.values()))


def hold_once(target: Target, data: bytes) -> None:
    """Try one input in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="sitbrief-fuzz-"))
    try:
        target.hold(data, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def place_of(error: BaseException) -> str:
    """Where an error shows: its kind, and the last lines of ours on the way to it."""
    frames = [
        f"{Path(frame.filename).relative_to(_OURS).as_posix()}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(_OURS) and ".venv" not in frame.filename
    ]
    return " < ".join([type(error).__name__, *reversed(frames[-3:])])


def kept(corpus: Path, target: Target, data: bytes) -> Path:
    """Write an input down by its hash."""
    folder = corpus / target.name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / blake2b(data, digest_size=8).hexdigest()
    path.write_bytes(data)
    return path
