"""How many cases a test has tried, told to whoever counts: one test may stand for ten thousand strings.

`tried("titles as file names", 20_000, len(failed))`, called before the assertion, appends a line to the file that
SITBRIEF_TRIED names, and does nothing without it. `benchmarks/trust.py` adds the lines up.
"""

from __future__ import annotations

import json
import os
from pathlib import Path


def tried(what: str, count: int, failed: int = 0) -> None:
    """Tell what was tried, how often, and how often it failed.

    Args:
        what: a few words that an editor would print, the same in every process of a run.
        count: cases tried.
        failed: how many of them did not hold what the test holds.
    """
    name = os.environ.get("SITBRIEF_TRIED")
    if not name:
        return
    line = json.dumps({"what": what, "tried": count, "failed": failed}) + "\n"
    # Several processes append at a time: a line goes out in one piece.
    descriptor = os.open(Path(name), os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        os.write(descriptor, line.encode())
    finally:
        os.close(descriptor)
