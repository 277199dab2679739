"""One event that several rows tell: versions of it in joined exports, or one row for each side of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitbrief.formats.event import Event


class Repeats:
    """Which of the rows of one id tell its event.

    The row with the latest timestamp holds, the first of equal ones. A row with the same timestamp tells of the same state of
    the event, perhaps of its other side; one with another is an earlier version, of which nothing is kept.

    Attributes:
        sides: The numbers of rows that tell the event of another row once more.
        versions: The numbers of rows in whose place a later version steps.
    """

    def __init__(self) -> None:
        self._holding: dict[str, tuple[str, int, list[int]]] = {}
        self.sides: set[int] = set()
        self.versions: set[int] = set()

    def __len__(self) -> int:
        return len(self.sides) + len(self.versions)

    def __contains__(self, row: int) -> bool:
        return row in self.sides or row in self.versions

    def add(self, event: Event, row: int) -> None:
        """Take the next row.

        Args:
            event: What it says; its id stands for one event.
            row: Its number, greater than those before.
        """
        holding = self._holding.get(event.id)
        if holding is None:
            self._holding[event.id] = (event.timestamp, row, [])
            return
        timestamp, first, others = holding
        if event.timestamp == timestamp:
            others.append(row)
            self.sides.add(row)
        elif event.timestamp < timestamp:
            self.versions.add(row)
        else:
            self.sides.difference_update(others)
            self.versions.update((first, *others))
            self._holding[event.id] = (event.timestamp, row, [])
