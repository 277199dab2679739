"""The briefings of the library, and the files in it that hold none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief import places
from sitbrief.briefing import ResolvedBriefing, View
from sitbrief.cli.linear import wording
from sitbrief.cli.linear.location import Location
from sitbrief.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitbrief.cli.linear.console import Told
    from sitbrief.cli.linear.location import Conversation
    from sitbrief.library import Item, Library


class Editions(Location):
    """All of them, by country, series and edition. A file is loaded when the page that it is on is read."""

    word = "library"

    def __init__(self, library: Library, current: str, opened: frozenset[str]) -> None:
        """Make the list.

        Args:
            library: The library.
            current: The id of the briefing that is open.
            opened: The ids of those that were opened before.
        """
        self._items = library.items
        self._current = current
        self._opened = opened
        names = [item.card.id if item.card else "" for item in self._items]
        super().__init__(names.index(current) if current in names else 0)

    def head(self, *, full: bool) -> Iterator[Told]:
        """How many there are."""
        del full
        good = sum(item.card is not None for item in self._items)
        bad = len(self._items) - good
        words = f", and {plural(bad, 'file')} that cannot be read" if bad else ""
        yield f"Library: {plural(good, 'briefing')}{words}. A number opens one."

    def count(self) -> int:
        """Briefings and files."""
        return len(self._items)

    def rows(self, start: int, size: int) -> Iterator[Told]:
        """A line each."""
        for at, item in enumerate(self._items[start : start + size], start):
            yield f"{at + 1}. {self._words(item)}"

    def _words(self, item: Item) -> str:
        if item.card is not None and item.card.words:
            home = places.country(item.card.country)
            country = home.name if home else item.card.country
            return f"{item.card.id}: {country}, {item.card.words}, {item.path.name}{self._open(item)}"
        briefing = item.briefing
        if briefing is None:
            return f"{item.path.name}: cannot be read"
        view = View(ResolvedBriefing(briefing))
        contested = view.entries_contested
        return wording.edition(briefing, view.entries_total, contested) + self._open(item)

    def _open(self, item: Item) -> str:
        name = item.card.id if item.card else ""
        return ", open now" if name == self._current else "" if name in self._opened else ", new"

    def open(self, session: Conversation, at: int) -> None:
        """Open a briefing, or say what is wrong with a file."""
        self.at = at
        session.open_item(self._items[at])
