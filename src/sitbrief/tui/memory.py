"""Giving memory back that is free: an allocator keeps for itself what the largest moment of a session took.

A host has the memory of all its readers to bear, and a reader stays open for days.
"""

from __future__ import annotations

import asyncio
import gc
import time
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_SECONDS: Final = 5.0
"""So long after something was done, and not again within that time."""

_SHARE: Final = 0.01
"""It takes no larger share of the time: to look through a briefing of 60 MB takes a tenth of a second."""


class FreeMemory:
    """What is free after keys, pastes and changes of the window."""

    def __init__(self) -> None:
        self._waiting = False
        self._took = 0.0

    def give_back_later(self) -> None:
        """Give it back in a while, once for all that is done until then; in an event loop."""
        if not self._waiting:
            self._waiting = True
            seconds = max(_SECONDS, self._took / _SHARE)
            asyncio.get_running_loop().call_later(seconds, self._give_back)

    def _give_back(self) -> None:
        self._waiting = False
        began = time.monotonic()
        gc.collect()
        trim = _trim()
        if trim is not None:
            trim(0)
        self._took = time.monotonic() - began


@cache
def _trim() -> Callable[[int], object] | None:
    """What has glibc's allocator give back what is free; None where the C library is another."""
    import ctypes  # late: no screen needs it

    found: Callable[[int], object] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return found
