"""The same of a whole library as `briefing.unmatched` says of one briefing, by its index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.filters import Filters
from sitbrief.briefing.unmatched import names_of, names_unmatched, words_unmatched
from sitbrief.library.index.view import LibraryView
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator


def unmatched_in_library(view: LibraryView) -> tuple[str, ...]:
    """A sentence for each name and each word that filters of a library ask for in vain; nothing until the view is exact."""
    snapshot, filters = view.snapshot, view.filters
    if not view.exact or not (filters.by or filters.text):
        return ()

    def has(text: str) -> bool:
        other = LibraryView(snapshot, Filters(text=text))
        other.advance(float("inf"))
        return bool(other.entries_shown)

    def names() -> Iterator[str]:
        return names_of(speakers, sorted(snapshot.countries))

    speakers = tuple("\n".join(map(clean_line, name.split("\n"))) for name in snapshot.sets.speakers)
    return (
        *names_unmatched(filters, speakers),
        *(() if view.entries_shown else words_unmatched(filters.text, has, names)),
    )
