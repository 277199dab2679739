"""What comes of a row: an event, or why it cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sitbrief.formats.event import Event

if TYPE_CHECKING:
    from collections.abc import Sequence


class Reject(NamedTuple):
    """A row that could not be read.

    Attributes:
        line: The line of the file on which it begins, from 1; of JSON the number of the record.
        column: The column that is to blame, from 1; 0 where it is the whole row.
        name: Its name.
        reason: What is wrong.
        cells: What stands there.
    """

    line: int
    column: int
    name: str
    reason: str
    cells: Sequence[str]


Found: TypeAlias = Event | Reject
