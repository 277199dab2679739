"""The command line for what is on the screen, ready for a shell."""

from __future__ import annotations

import os
import re
import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitbrief.briefing import Filters
    from sitbrief.library.items import Item


def view_command(item: Item | str, filters: Filters, *, library: str | None = None) -> str:
    """The command that prints a view.

    Args:
        item: A briefing of the library, or its id or path.
        filters: What is in force.
        library: What `--library` takes; None where the library is found without.
    """
    return _line("show", _name(item), *_options(filters, library))


def export_command(
    item: Item | str, filters: Filters, *, output: str | None = None, library: str | None = None
) -> str:
    """The command that exports a view as Markdown, to a file if one is given, whatever that is called."""
    from sitbrief.formats.endings import MARKDOWN, format_of  # late: nobody exports before the first screen

    target = (f"--output={output}",) if output else ()
    if output and format_of(output) != MARKDOWN:
        target = (f"--format={MARKDOWN}", *target)
    return _line("export", _name(item), *_options(filters, library), *target)


def search_command(filters: Filters, *, library: str | None = None) -> str:
    """The command that prints what a search in the library finds."""
    from sitbrief.briefing.query import written

    return _line("search", *((f"--library={library}",) if library else ()), "--", written(filters))


def quote(word: str) -> str:
    r"""Quote a word for a shell; one that a terminal would obey is written with escapes, as in $'a\x1bb'."""
    if all(sign.isprintable() for sign in word):
        return shlex.quote(word)
    # Octal, always three digits: a hex escape would swallow the letters behind it in some shells.
    escaped = re.sub(rb"[^ -&(-\[\]-~]", lambda match: b"\\%03o" % match[0][0], os.fsencode(word))
    return f"$'{escaped.decode('ascii')}'"


def _options(filters: Filters, library: str | None) -> tuple[str, ...]:
    return (*filters.options(), *((f"--library={library}",) if library else ()))


def _name(item: Item | str) -> str:
    name = item if isinstance(item, str) else item.card.id if item.card else str(item.path)
    return f".{os.sep}{name}" if name.startswith("-") else name


def _line(*words: str) -> str:
    return " ".join(map(quote, ("sitbrief", *words)))
