"""Something a moment later, for certain: Textual's timers of some milliseconds are skipped where the machine is busy."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump


def later(pump: MessagePump, seconds: float, callback: Callable[[], object]) -> None:
    """Have a screen or an application do something after so many seconds, unless it has gone by then."""
    asyncio.get_running_loop().call_later(seconds, pump.call_next, callback)
