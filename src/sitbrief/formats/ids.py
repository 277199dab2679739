"""Ids that are made of outside text: each name has one of its own, however much the text of two is alike."""

from __future__ import annotations

from typing import Final

LONGEST: Final = 80
"""Characters of an id."""

_LONGEST_STEM: Final = 70
"""Characters of one that a number follows."""


class Ids:
    """The ids of one kind of things in a briefing.

    Args:
        reserved: Ids that mean something else.
    """

    def __init__(self, *reserved: str) -> None:
        self._of: dict[str, str] = {}
        self._taken = set(reserved)
        self._numbers: dict[str, int] = {}

    def of(self, name: str, wanted: str) -> str:
        """The id of a name: the same whenever it comes, and that of no other name.

        Args:
            name: What tells it from others.
            wanted: The id that it gets where nothing else has that one.
        """
        found = self._of.get(name)
        if found is None:
            found = self._of[name] = self.new(wanted)
        return found

    def new(self, wanted: str) -> str:
        """An id that nothing has: the one that is wanted, else with a number."""
        found = wanted[:LONGEST]
        stem = wanted[:_LONGEST_STEM]
        while found in self._taken:
            # Counted on from where it stood: thousands of the same would otherwise each count from the first.
            number = self._numbers[stem] = self._numbers.get(stem, 1) + 1
            found = f"{stem}-{number}"
        self._taken.add(found)
        return found
