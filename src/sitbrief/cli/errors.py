"""Errors that a user can cause: their words and exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.errors import SitbriefError
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA, USAGE, ACCESS = 1, 2, 3
"""The exit codes for data with problems, wrong usage, and what cannot be read or written."""

_MOST_FINDINGS = 20


class Usage(SitbriefError):
    """Wrong usage.

    Attributes:
        message: What is wrong.
        hint: What to do instead.
    """

    def __init__(self, message: str, hint: str = "See sitbrief --help.") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def explain(error: Exception) -> tuple[int, tuple[str, ...]] | None:
    """The exit code of an error and the cleaned lines that explain it; None for one that is our own mistake."""
    usage = (USAGE, (f"sitbrief: {error.message}", error.hint)) if isinstance(error, Usage) else None
    told = usage or _told(error)
    if told is None:
        return None
    code, lines = told
    return code, tuple(clean_line(line) for line in lines)


def _told(error: Exception) -> tuple[int, Iterable[str]] | None:
    from sitbrief.files.reading import Unreadable, Unrecognised
    from sitbrief.files.writing import Unwritable
    from sitbrief.formats.native import Invalid
    from sitbrief.library import NotFound, SameId

    match error:
        case Invalid():
            shown = error.findings[:_MOST_FINDINGS]
            more = error.more + len(error.findings) - len(shown)
            least = "" if error.complete else "at least "
            rest = (f"{error.path!s}: and {least}{more} more",) if more else ()
            return DATA, (*(found.line_for(str(error.path)) for found in shown), *rest)
        case Unreadable() | Unwritable():
            forced = ("--force overwrites it.",) if error.what.startswith("exists") else ()
            return ACCESS, (f"sitbrief: {error.path!s}: {error.what}", *forced)
        case NotFound():
            nearest = f"Did you mean {' or '.join(error.nearest)}?" if error.nearest else ""
            return ACCESS, (f"sitbrief: {error}", nearest or "sitbrief list shows what the library has.")
        case SameId() | Unrecognised():
            hint = (
                () if isinstance(error, SameId) else ("sitbrief import --help tells what can be imported.",)
            )
            return DATA, (f"sitbrief: {error}", *hint)
        case OSError():
            where = f"{error.filename}: " if error.filename else ""
            return ACCESS, (f"sitbrief: {where}{error.strerror or error}",)
        case _:
            return None
