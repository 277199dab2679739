"""A bound on the time of one case: in processor time, which a busy machine does not stretch, and in minutes for what waits."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

SECONDS: Final = 5.0
"""Of processor time that one input may take."""

_WAITING_SECONDS: Final = 60.0
"""For an input that makes the program wait, and takes no processor time at all."""


class Hang(BaseException):
    """It took too long. No `except Exception` holds it back."""


@contextmanager
def bounded(seconds: float = SECONDS) -> Iterator[None]:
    """Raise `Hang` in the middle of what takes too long. For the main thread."""

    def end(_number: int, _frame: FrameType | None) -> NoReturn:
        raise Hang(f"more than {seconds:g} s")

    before = {number: signal.signal(number, end) for number in (signal.SIGPROF, signal.SIGALRM)}
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, _WAITING_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
