"""Threads that leave signals to the main thread, and how many processors there are to share."""

from __future__ import annotations

import os
import signal
from functools import wraps
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")

MAIN_ALONE: Final = frozenset(
    {signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGCONT, signal.SIGTSTP, signal.SIGWINCH}
)
"""Of two signals that come together the main thread gets both, the lower first: what ends a stopped job before the SIGCONT
that comes with it. Shared out among threads they arrive in any order, and as late as the other thread has its turn."""


def without_signals(run: Callable[_Parameters, _Result]) -> Callable[_Parameters, _Result]:
    """Run a function in a thread that receives none of these signals."""

    @wraps(run)
    def running(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> _Result:
        signal.pthread_sigmask(signal.SIG_BLOCK, MAIN_ALONE)
        return run(*args, **kwargs)

    return running


def processors() -> int:
    """How many processors this process may use, as far as the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
