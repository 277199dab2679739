"""Which lines of a long list are in sight: heights are asked for around the top only, so a million rows cost what ten do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Viewport:
    """The lines of a list that are in sight.

    Args:
        height_of: How many lines a row takes, at least one, by its place in the list.

    Attributes:
        first: The row at the top.
        inside: How many of its lines are above the top.
    """

    def __init__(self, height_of: Callable[[int], int]) -> None:
        self._height_of = height_of
        self.first = 0
        self.inside = 0

    def reveal(self, row: int, lead: int, length: int, room: int) -> None:
        """Scroll as little as brings a row into sight, and leave no room empty that rows could fill.

        Args:
            row: The row. Of one that is taller than the room the first lines are brought into sight.
            lead: So many of its lines are a heading, which is the first to be left out where there is no room.
            length: How many rows there are.
            room: How many lines are in sight, at least one.
        """
        height = self._height_of(row)
        own = (row, lead if height > room else 0)
        lowest = own if height > room else self._top_for(row, room - height)
        self.first, self.inside = max(min((self.first, self.inside), own), lowest)
        self._fill(length, room)

    def lines(self, length: int, room: int) -> list[tuple[int, int]]:
        """The lines in sight, each as its row and its number in it."""
        found: list[tuple[int, int]] = []
        row, inside = self.first, self.inside
        while row < length and len(found) < room:
            found += [(row, number) for number in range(inside, self._height_of(row))]
            row, inside = row + 1, 0
        return found[:room]

    def _top_for(self, row: int, left: int) -> tuple[int, int]:
        """The first line from which on a row is wholly in sight, where so many lines are left above it."""
        place = row
        while left > 0 and place > self.first:
            place -= 1
            left -= self._height_of(place)
        return place, max(0, -left)

    def _fill(self, length: int, room: int) -> None:
        place, left = self.first, room + self.inside
        while left > 0 and place < length:
            left -= self._height_of(place)
            place += 1
        if left > 0 and (self.first or self.inside):
            place, left = length, room
            while left > 0 and place > 0:
                place -= 1
                left -= self._height_of(place)
            self.first, self.inside = place, max(0, -left)
