"""Where the reader left off in this library, found before anything is drawn."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from sitbrief.briefing.filters import Filters
from sitbrief.cli import output
from sitbrief.library.reading_position import FILE
from sitbrief.paths import state_folder
from sitbrief.tui.startup import Opening

if TYPE_CHECKING:
    from sitbrief.briefing import Briefing
    from sitbrief.library import Library
    from sitbrief.library.state import Memory


class SavedState:
    """What this user was doing in a library, and where that is written down.

    What it needs takes time to load, so it is made when there is something to read or to keep.

    Args:
        library: The library.
        fresh: Do not go back to anything; what happens from now on is kept all the same.
        usual: The filters to begin with where there is nothing to go back to and none are asked for.
    """

    def __init__(self, library: Library, *, fresh: bool = False, usual: Filters | None = None) -> None:
        self._library = library
        self._usual = usual or Filters()
        self._folder = state_folder(os.environ)
        self._known = not fresh and self._folder is not None and (self._folder / FILE).exists()
        self._memory: Memory | None = None

    def memory(self) -> Memory:
        """What remembers places."""
        if self._memory is None:
            from sitbrief.library.state import Memory

            self._memory = Memory(self._folder, self._library.paths)
        return self._memory

    def last(self, *, large: bool = False) -> Briefing | None:
        """The briefing that was open at last; None if it is no longer in the library.

        Args:
            large: Not all of the library can be loaded to find it: its file has to have its name, or an index to know it.
        """
        place = self.memory().last() if self._known else None
        if place is None:
            return None
        if large:
            return self._library.at_hand(place.briefing)
        known = (item for item in self._library.items if item.card is not None)
        return next((item.briefing for item in known if item.card and item.card.id == place.briefing), None)

    def library(self, filters: Filters, words: str) -> Opening:
        """How to open the library as a whole."""
        return Opening(self._library, None, filters or self._usual, words, memory=self.memory)

    def opening(self, briefing: Briefing, filters: Filters, words: str, *, choose: bool = False) -> Opening:
        """How to open a briefing: at its place at last. Filters that are asked for are in force instead of those then.

        Args:
            briefing: The briefing.
            filters: The filters asked for.
            words: A sentence that says which library it is in.
            choose: Whether another may be meant, which is asked first.
        """
        place = self.memory().of(briefing.id) if self._known else None
        if place is None:
            notice = self.memory().trouble or self.memory().put_aside if self._known else ""
            begin = filters or self._usual
            return Opening(self._library, briefing, begin, notice or words, None, self.memory, choose)
        place = replace(place, filters=filters or place.filters)
        return Opening(
            self._library,
            briefing,
            place.filters,
            words if place.summary and not place.filters else self._welcome(briefing),
            place,
            self.memory,
            choose,
        )

    def _welcome(self, briefing: Briefing) -> str:
        newer = self._library.adjacent(briefing, 1)
        if newer is not None and newer.card is not None and self.memory().of(newer.card.id) is None:
            return "Where you left off. There is a newer edition: > opens it."
        return "Where you left off."

    def close(self) -> None:
        """Let go of it; say why nothing was kept, or what was put aside."""
        if self._memory is None:
            return
        self._memory.close()
        trouble = self._memory.trouble or self._memory.put_aside
        if trouble:
            output.say(f"Your place was not kept: {trouble}")
