"""Medians of runs, and tables of them."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from measure.session import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DUE = 20
"""A key's ratio counts as the worst only where more than so many bytes were due."""

_OVERVIEW = (
    "program",
    "size",
    "first screen, bytes",
    "x floor",
    "a key, bytes",
    "x floor",
    "worst key, x floor",
    "ms to last byte",
    "CPU ms",
)


class Result(NamedTuple):
    """A program at one size: the medians of its runs.

    Attributes:
        name: Of the program.
        size: Columns and rows.
        start: The first screen.
        keys: The keys of its script.
        left: Leaving it.
    """

    name: str
    size: tuple[int, int]
    start: Step
    keys: tuple[Step, ...]
    left: Step


class Summary(NamedTuple):
    """What a table has to say of a program at one size."""

    median_bytes: float
    median_ratio: float
    worst: Step | None
    median_ms: float
    median_cpu_ms: float


def merge(runs: Sequence[Sequence[Step]]) -> list[Step]:
    """The medians over runs, step for step."""
    steps = []
    for same in zip(*runs, strict=True):
        key, *figures = zip(*same, strict=True)
        steps.append(Step(key[0], *(median(values) for values in figures)))
    return steps


def summarise(keys: Iterable[Step]) -> Summary:
    """The medians over the keys."""
    steps = list(keys)
    ratios = [step.ratio for step in steps if step.ratio is not None]
    return Summary(
        median(step.bytes for step in steps),
        median(ratios) if ratios else 0.0,
        max((step for step in steps if step.floor > _DUE), key=lambda step: step.ratio or 0, default=None),
        median(step.last_ms for step in steps),
        median(step.cpu_ms for step in steps),
    )


def _size(result: Result) -> str:
    return "x".join(map(str, result.size))


def _ratio(ratio: float | None) -> str:
    return "-" if ratio is None else f"{ratio:.2f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all but the first two columns are numbers."""
    rule = ["---"] * 2 + ["---:"] * (len(head) - 2)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def overview(results: Iterable[Result]) -> str:
    """One row for each program and size."""
    rows = []
    for result in results:
        summary = summarise(result.keys)
        worst = f"{_ratio(summary.worst.ratio)} ({summary.worst.key})" if summary.worst else "-"
        figures = [f"{result.start.bytes:,.0f}", _ratio(result.start.ratio)]
        figures += [f"{summary.median_bytes:,.0f}", _ratio(summary.median_ratio), worst]
        figures += [f"{summary.median_ms:.1f}", f"{summary.median_cpu_ms:.1f}"]
        rows.append([result.name, _size(result), *figures])
    return table(_OVERVIEW, rows)


def key_table(result: Result) -> str:
    """One row for each key."""
    head = ["key", "size", "bytes", "cells", "floor", "x floor", "first ms", "last ms", "CPU ms"]
    rows = []
    for step in (result.start, *result.keys, result.left):
        figures = [f"{value:.0f}" for value in (step.bytes, step.cells, step.floor)]
        times = [f"{value:.1f}" for value in (step.first_ms, step.last_ms, step.cpu_ms)]
        rows.append([f"`{step.key}`", _size(result), *figures, _ratio(step.ratio), *times])
    return f"### {result.name}, {_size(result)}\n\n{table(head, rows)}\n"


def as_json(result: Result) -> dict[str, object]:
    """All of it, for another program."""
    summary = summarise(result.keys)._asdict()
    worst = summary.pop("worst")
    return {
        "program": result.name,
        "size": _size(result),
        "start": _step(result.start),
        **summary,
        "worst": _step(worst) if worst else None,
        "keys": [_step(step) for step in result.keys],
        "leave": _step(result.left),
    }


def _step(step: Step) -> dict[str, object]:
    return {**step._asdict(), "ratio": step.ratio}
