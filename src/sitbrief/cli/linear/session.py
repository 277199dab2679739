"""What is open, where one is in it, and what commands do with that. What they tell is said once the place is kept."""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING

from sitbrief.briefing import Filters, ResolvedBriefing, View
from sitbrief.briefing.lists import BY_ID, TIMELINE
from sitbrief.cli.linear.choices import Choices
from sitbrief.cli.linear.details import Detail
from sitbrief.cli.linear.location import FilteredLocation
from sitbrief.cli.linear.overview import Overview
from sitbrief.cli.linear.rows import Rows
from sitbrief.library.reading_position import ReadingPosition
from sitbrief.library.spellings import settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from sitbrief.briefing import Briefing
    from sitbrief.briefing.detail import Link
    from sitbrief.cli.linear.console import Told
    from sitbrief.cli.linear.location import Location
    from sitbrief.library import Item, Library
    from sitbrief.library.index.snapshot import Snapshot
    from sitbrief.library.state import Memory
    from sitbrief.places import Aliases


class Session:
    """One briefing of a library under filters, and the locations that were opened on top of each other.

    Attributes:
        library: Where the other briefings come from.
        view: What is shown of the briefing that is open.
        sought: What was searched for in it.
        left: The reader wants to leave.
    """

    def __init__(
        self,
        library: Library,
        briefing: Briefing,
        filters: Filters,
        memory: Callable[[], Memory],
        place: ReadingPosition | None,
    ) -> None:
        self.library = library
        self.view = View(ResolvedBriefing(briefing), filters)
        self.sought = place.sought if place else ""
        self.left = False
        self._memory = memory
        self._enlarged = place is not None and place.enlarged
        self._index: ExitStack = ExitStack()
        self._told: list[Told] = []
        self._pane: str = TIMELINE.id
        self._selected: dict[str, str] = {}
        self._choosing = False
        self._locations: list[Location] = []
        self._begin(place)

    # Where one is

    @property
    def here(self) -> Location:
        """The location on top."""
        return self._locations[-1]

    @property
    def filtered(self) -> FilteredLocation:
        """The location whose filters count here."""
        return next(
            location for location in reversed(self._locations) if isinstance(location, FilteredLocation)
        )

    @property
    def asked_at(self) -> Location:
        """The location on top, but for a question: the one that it was asked at."""
        return next(location for location in reversed(self._locations) if not isinstance(location, Choices))

    @property
    def shown_view(self) -> View:
        """The view of what was read last, which need not be of the briefing that is open: a search leads to others."""
        return self.asked_at.shown or self.view

    @property
    def at_top(self) -> bool:
        """Whether there is nowhere to go back to."""
        return len(self._locations) == 1

    @property
    def rows(self) -> Rows | None:
        """The pane that is open, on top or below what was opened from it."""
        return next((location for location in reversed(self._locations) if isinstance(location, Rows)), None)

    @property
    def briefing(self) -> Briefing:
        """The briefing that is open."""
        return self.view.index.briefing

    @property
    def aliases(self) -> Aliases:
        """The spellings that the user has settled."""
        return settled(os.environ)

    # What is told

    def say(self, *told: Told) -> None:
        """Say something, in the end."""
        self._told += told

    def read(self, *, full: bool = False) -> None:
        """Say what the location on top says."""
        self.say(*self.here.read(full=full))

    def taken(self) -> Iterable[Told]:
        """What is to be said; it is said once. Where the reader is has been written down before."""
        self._remember()
        told, self._told = self._told, []
        return told

    # Where to go

    def push(self, location: Location) -> None:
        """Go to another location, and read it."""
        self.leave_question()
        self._locations.append(location)
        self.read(full=True)

    def replace(self, location: Location) -> None:
        """Have another location in the place of the one whose filters count, and read it."""
        filtered = self._locations.index(self.filtered)
        self._locations[filtered:] = [location]
        self.read()

    def back(self) -> None:
        """Go back to where the location on top was opened from."""
        self._locations.pop()
        self.read()

    def leave_question(self) -> None:
        """Go back from a question without a word: what follows says more."""
        self._locations = [location for location in self._locations if not isinstance(location, Choices)]

    def summarise(self) -> None:
        """Go to the top of the briefing, and read all of it."""
        self._locations = [Overview(self.view)]
        self.read(full=True)

    def go_to(self, pane: str, at: int | None = None) -> None:
        """Go to a pane, at a row or where one was in it, and read the page."""
        self.place_at(pane, at)
        self.read()

    def place_at(self, pane: str, at: int | None = None) -> Rows:
        """The same without reading it."""
        self._keep_selected()
        self._pane = pane
        place = self.view.near(pane, self._selected.get(pane, "")) if at is None else at
        rows = Rows(self.view, BY_ID[pane], place)
        self._locations = [Overview(self.view), rows]
        return rows

    def choose(self) -> None:
        """Begin at the list of the library's briefings; until one is read there is no place to keep."""
        self.list_briefings()
        self._choosing = True

    def list_briefings(self) -> None:
        """Go to the list of the library's briefings without reading it."""
        from sitbrief.cli.linear.editions import Editions  # late: most readers never ask for it

        self.leave_question()
        self._locations.append(Editions(self.library, self.briefing.id, self.opened()))

    def open_link(self, view: View, link: Link) -> None:
        """Open an entry or a source of a briefing."""
        self.push(Detail(view, link))

    # What is shown

    def narrow(self, filters: Filters) -> None:
        """Show the briefing under other filters, where one is in it."""
        rows = self.rows
        self._keep_selected()
        self.view = View(self.view.index, filters)
        self._locations = [Overview(self.view)]
        if rows is None:
            self.read()
        else:
            self.go_to(rows.pane)

    def open_item(self, item: Item) -> None:
        """Open another briefing of the library under the same filters, where one was in it at last."""
        briefing = item.briefing
        if briefing is None:
            self.say(item.error or "It cannot be read.")
            return
        self.view = View(ResolvedBriefing(briefing), self.view.filters)
        self._begin(self._memory().of(briefing.id))
        self.read(full=True)

    def edition(self, step: int) -> Item | None:
        """The edition so many steps newer; None too where finding it would mean to read a large library."""
        if not self.library.swift:
            return None
        return self.library.adjacent(self.briefing, step)

    def opened(self) -> frozenset[str]:
        """The ids of the briefings that were opened before."""
        return self._memory().known()

    def snapshot(self) -> Snapshot:
        """The library's index, brought up to date."""
        from sitbrief.cli.indexing import index_of

        self._index.close()
        self._locations = [location for location in self._locations if not _is_of_index(location)]
        return self._index.enter_context(index_of(self.library, spoken=True))

    def snapshot_anew(self, untrue: Path) -> Snapshot:
        """The index made anew, in the place of one in a folder that was found to say what no briefing says."""
        from sitbrief.cli.indexing import index_of

        stack = ExitStack()
        made = stack.enter_context(index_of(self.library, spoken=True, untrue=untrue))
        self._index.close()  # not before there is another: what was found is read from it
        self._index = stack
        return made

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    def _begin(self, place: ReadingPosition | None) -> None:
        """Stand where one was in the briefing, or at its top."""
        self._selected = {}
        self._pane = TIMELINE.id
        self._locations = [Overview(self.view)]
        if place is None:
            return
        self._pane = place.pane
        self._selected[place.pane] = place.entry
        if not place.summary:
            self.place_at(place.pane)

    def _keep_selected(self) -> None:
        rows = self.rows
        selected = rows.selected if rows else None
        if rows and selected:
            self._selected[rows.pane] = selected.id

    def _remember(self) -> None:
        """Write down where one is, before it is said."""
        self._choosing = self._choosing and self.here.word == "library"
        if self._choosing:
            return
        self._keep_selected()
        place = ReadingPosition(
            self.briefing.id,
            self.view.filters,
            self._pane,
            self._selected.get(self._pane, ""),
            self._enlarged,
            self.sought,
            self.rows is None,
        )
        self._memory().keep(place)


def _is_of_index(location: Location) -> bool:
    from sitbrief.cli.linear.found import Found

    return isinstance(location, Found)
