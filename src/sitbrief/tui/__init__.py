"""The reader: a screen of four panes on one view, driven by keys."""

from __future__ import annotations

import gc
import os
import sys
import threading
from typing import TYPE_CHECKING

from sitbrief.tui.startup import Opening

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitbrief.terminal.environment import Settings

__all__ = ["Failed", "Opening", "run"]


class Failed(Exception):
    """The screen has failed. What it was is the cause."""


def run(opening: Opening, settings: Settings, keys: Mapping[str, str] | None = None) -> int:
    """Show a briefing of a library until the reader leaves.

    Args:
        opening: What to show first.
        settings: What to ask of the terminal.
        keys: The keys of bindings that have others than usual, by their ids.

    Returns:
        The exit code.

    Raises:
        Failed: something went wrong that nobody expected, be it an error that elsewhere would be a user's.
    """
    from sitbrief.terminal.capabilities import capabilities
    from sitbrief.terminal.hangup import Lifeline
    from sitbrief.terminal.modes import emergency
    from sitbrief.tui.app import SitbriefApp

    able = capabilities(os.environ.get("TERM", ""), sys.stderr.fileno(), os.environ)
    app = SitbriefApp(opening, settings, able)
    if keys:
        app.set_keymap(dict(keys))
    gc.freeze()  # what is there now is there for good: collections need not look through it
    gc.enable()
    threading.excepthook = lambda broken: app.fail(broken.exc_value)
    with Lifeline(sys.stdin.fileno(), sys.stderr.fileno(), emergency(able)):
        try:
            app.run(mouse=settings.mouse)
        except Exception as error:  # noqa: BLE001  what failed first counts: the rest may have come of it
            raise Failed from app.failure or error
        if app.failure is not None or app.return_code is None:
            raise Failed from app.failure
    return app.return_code
