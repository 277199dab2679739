"""Drawing the whole screen again, after something else has written over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitbrief.terminal.driver import Driver

if TYPE_CHECKING:
    from textual.app import App


def redraw(app: App[Any]) -> None:
    """Send the whole screen, whatever the terminal shows."""
    driver = app._driver  # noqa: SLF001  # Textual's own refresh draws again, and the driver finds nothing changed
    if isinstance(driver, Driver):
        driver.redraw()
