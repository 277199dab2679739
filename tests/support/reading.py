"""The reader's application in this process, without a terminal: keys go in, and lines of text are on its screen."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from sitbrief.briefing import Filters
from sitbrief.library import Library
from sitbrief.terminal.capabilities import Capabilities
from sitbrief.terminal.environment import Settings
from sitbrief.tui.app import SitbriefApp
from sitbrief.tui.startup import Opening

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from textual.pilot import Pilot

_PATIENCE = 30
"""Seconds: a busy machine may need many, and a test that passes waits for none of them."""


class Reading:
    """The application while it runs."""

    def __init__(self, pilot: Pilot[int]) -> None:
        self._pilot = pilot

    @property
    def screen(self) -> str:
        """What is on the screen."""
        strips = self._pilot.app.screen._compositor.render_strips()  # noqa: SLF001  Textual has no other way
        return "\n".join(strip.text.rstrip() for strip in strips)

    async def press(self, *keys: str) -> Reading:
        """Press keys, one after the other."""
        await self._pilot.press(*keys)
        return self

    async def type(self, text: str) -> Reading:
        """Press the keys of a text."""
        return await self.press(*("space" if sign == " " else sign for sign in text))

    async def wait_for(self, text: str) -> Reading:
        """Wait until a text is on the screen."""
        return await self._wait(lambda: text in self.screen, text)

    async def wait_gone(self, text: str) -> Reading:
        """Wait until it is not."""
        return await self._wait(lambda: text not in self.screen, f"no {text}")

    async def _wait(self, until: Callable[[], bool], what: str) -> Reading:
        deadline = time.monotonic() + _PATIENCE
        await self._pilot.pause()
        while not until():
            assert time.monotonic() < deadline, f"waited for {what}:\n{self.screen}"
            await asyncio.sleep(0.01)
        return self


def read(
    folder: Path,
    briefing: str | None,
    keys: Callable[[Reading], Awaitable[object]],
    *,
    filters: Filters | None = None,
    size: tuple[int, int] = (80, 24),
) -> int | None:
    """Open a briefing of a library, or the library itself, press keys, and leave.

    Args:
        folder: The library.
        briefing: The id of the briefing to open; None for the library's screen.
        keys: Presses them.
        filters: What is shown.
        size: Columns and lines.

    Returns:
        The exit code, where the application has ended by itself.
    """
    library = Library([folder])
    opened = library.find(briefing).loaded() if briefing else None

    async def run() -> int | None:
        app = SitbriefApp(Opening(library, opened, filters or Filters()), Settings(), Capabilities())
        async with app.run_test(size=size) as pilot:
            await keys(Reading(pilot))
        return app.return_value

    return asyncio.run(run())
