"""Giving memory back that is free: an allocator keeps for itself what the largest moment of a session took.

A host has the memory of all its readers to bear, and a reader stays open for days.
"""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_SECONDS: Final = 5.0
"""So long after something was done, and not again within that time."""


class FreeMemory:
    """What is free after keys, pastes and changes of the window."""

    def __init__(self) -> None:
        self._waiting = False
        self._trim: Callable[[int], object] | None = None

    def give_back_later(self) -> None:
        """Give it back in a while, once for all that is done until then; in an event loop."""
        if not self._waiting:
            self._waiting = True
            asyncio.get_running_loop().call_later(_SECONDS, self._give_back)

    def _give_back(self) -> None:
        self._waiting = False
        gc.collect()
        self._trim = self._trim or _trim()
        self._trim(0)


def _trim() -> Callable[[int], object]:
    """What has the allocator of the C library give back what is free; elsewhere than in glibc it does by itself, or cannot."""
    import ctypes  # late: no screen needs it

    found: Callable[[int], object] = getattr(ctypes.CDLL(None), "malloc_trim", abs)
    return found
