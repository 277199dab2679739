"""What a screen has to do with its terminal: drawing all of it again, and how large its window says it is."""

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


def words_of_window(app: App[Any]) -> str:
    """What there is to say of a window that is larger than what is drawn of it; once."""
    driver = app._driver  # noqa: SLF001  # nobody else knows what the terminal said
    return driver.words_of_window() if isinstance(driver, Driver) else ""
