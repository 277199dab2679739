"""Something a moment later, for certain: Textual's timers of some milliseconds are skipped where the machine is busy."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.message_pump import MessagePump


def later(pump: MessagePump, seconds: float, callback: Callable[[], object]) -> None:
    """Have a screen or an application do something after so many seconds, unless it has gone by then."""
    asyncio.get_running_loop().call_later(seconds, pump.call_next, callback)


def between_keys(pump: MessagePump, pause: float, work: Iterator[None], *, at_once: float = 0.0) -> None:
    """Have it do some work step by step: keys that come meanwhile go first.

    Args:
        pump: The screen or application.
        pause: Seconds before the first step, and between two.
        work: Does a little each time.
        at_once: Seconds of work without a pause; at least a step is done.
    """

    def go_on() -> None:
        until = time.monotonic() + at_once
        for _ in work:
            if time.monotonic() >= until:
                later(pump, pause, go_on)
                return

    later(pump, pause, go_on)
