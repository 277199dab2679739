"""Briefings for programs: what `import sitbrief` offers, loaded when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing import Briefing, Filters, ResolvedBriefing, View
from sitbrief.errors import SitbriefError
from sitbrief.formats import native
from sitbrief.formats.export import USUAL, named

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Briefing", "Filters", "ResolvedBriefing", "SitbriefError", "View", "export", "load"]


def load(path: str | Path) -> ResolvedBriefing:
    """Load a briefing of the native format, with its references followed and the states of its claims computed.

    Args:
        path: The file.

    Raises:
        SitbriefError: it cannot be read (`Unreadable`), or is no briefing (`Invalid`, which has all findings with their
            lines and columns).
    """
    return ResolvedBriefing(native.load(path))


def export(view: View, name: str = USUAL.name) -> str:
    """Write what a view shows.

    Args:
        view: The view.
        name: The format, as `sitbrief export --format` calls it: markdown, json, csv or text.

    Raises:
        SitbriefError: there is no format of that name.
    """
    return b"".join(named(name).write(view)).decode()
