"""The reader: a screen of four panes on one view, driven by keys."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitbrief.briefing import Briefing, Filters
    from sitbrief.library import Library
    from sitbrief.terminal.environment import Settings


def run(
    library: Library,
    briefing: Briefing,
    filters: Filters,
    settings: Settings,
    *,
    library_path: str | None = None,
    notice: str = "",
) -> int:
    """Show a briefing of a library until the reader leaves.

    Args:
        library: Where the other briefings come from.
        briefing: The one to open.
        filters: The filters at the start.
        settings: What the terminal can do.
        library_path: What `--library` has to say for the same library; None for the default one.
        notice: A sentence for the bottom line at the start.

    Returns:
        The exit code.
    """
    from sitbrief.terminal.hangup import Lifeline
    from sitbrief.tui.app import SitbriefApp

    app = SitbriefApp(library, library_path, briefing, filters, colour=settings.colour, notice=notice)
    with Lifeline(sys.stdin.fileno(), sys.stderr.fileno()):
        app.run(mouse=settings.mouse)
    return app.return_code if app.return_code is not None else 1
