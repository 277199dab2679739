"""A plugin of pytest for `tools/mutate.py`: which tests come by which line, and how long each of them takes.

Without TOUCHED_SECONDS in the environment, which names the file for the times, it only bounds what the process may take.
"""

from __future__ import annotations

import json
import os
import resource
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from coverage import Coverage

_TIMES: Final[dict[str, float]] = {}
_FAILED: Final[set[str]] = set()
_MOST_MEMORY: Final = 8 << 30


def pytest_configure() -> None:
    """Have an endless loop end, and one that fills the memory."""
    limit = int(os.environ.get("TOUCHED_LIMIT", "0"))
    if limit:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """What runs from here on runs for this test."""
    measuring = _coverage()
    if measuring:
        measuring.switch_context(item.nodeid)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up how long its parts took."""
    _TIMES[report.nodeid] = _TIMES.get(report.nodeid, 0.0) + report.duration
    if report.outcome != "passed":
        _FAILED.add(report.nodeid)


def pytest_sessionfinish() -> None:
    """Write it down, for the tests that pass."""
    name = os.environ.get("TOUCHED_SECONDS")
    if name:
        passed = {test: seconds for test, seconds in _TIMES.items() if test not in _FAILED}
        Path(name).write_text(json.dumps(passed), encoding="utf-8")


def _coverage() -> Coverage | None:
    if "TOUCHED_SECONDS" not in os.environ:
        return None
    from coverage import Coverage

    return Coverage.current()
