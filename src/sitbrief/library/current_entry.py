"""An entry that an index lists, as its file has it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.resolved import ResolvedBriefing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitbrief.briefing.rows import EntryRow
    from sitbrief.library import Library
    from sitbrief.library.index.editions import Edition
    from sitbrief.library.index.view import LibraryView


def briefing_now(
    row: EntryRow, view: LibraryView, library: Library, path_of: Callable[[Edition], Path]
) -> ResolvedBriefing | str:
    """The briefing that a row is of, read from its file; a sentence where it has the entry no more, or cannot be read.

    Args:
        row: The row.
        view: The view that it stands in.
        library: What reads the file.
        path_of: Says which file an edition is in.
    """
    if not row.edition:  # a damaged row says so itself
        return f"{row.headline}."
    edition = view.edition_of(row)
    if edition is None:
        return f"{row.edition} is in the library no more."
    item = library.at(path_of(edition))
    if item.briefing is None:
        return item.error or "It cannot be read."
    index = ResolvedBriefing(item.briefing)
    if not any(entry.id == row.entry.id for entry in index.entries[row.pane]):
        return f"{edition.id} has changed since, and has no such entry any more."
    return index
