"""Holding what an index says against the briefings: it finds entries, but what is shown has to be what the briefing says.

An index comes from this account, from root, or from an account that the configuration names; nobody else's is opened
(`index_folder`). So what is guarded against here is not a stranger: it is a disk that rots, an older program, a file that changed
behind the index's back, and an account that was trusted and should not have been. Whoever can write as this account can do
worse than show a false row.

A row is compared with the one that its briefing's file gives now, and so is the edition. Rows that
commands print are compared before they are printed, rows on the screen when the keys rest, by a process that ends: to open a
briefing takes the validator, which stays in memory for good. It is asked a line a question, and answers a line each. What an
index leaves out is found by the hashes of its files alone.
"""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import orjson

from sitbrief.briefing import ResolvedBriefing
from sitbrief.files.reading import Unreadable
from sitbrief.formats import native
from sitbrief.library.index.editions import Edition, edition_of
from sitbrief.library.index.index_entry import stated_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Untrue(Exception):
    """An index says what no briefing says."""


class Statement(NamedTuple):
    """A row of the index, to be compared with its briefing.

    Attributes:
        edition: The edition that it is of.
        pane: The number of its list.
        key: Its key.
        said: The row without its edition, as it is stored.
        part: The number of its segment.
        place: Its place in the list of the segment.
    """

    edition: Edition
    pane: int
    key: int
    said: bytes
    part: int
    place: int


class _Draft(NamedTuple):
    """What the index should say of a briefing.

    Attributes:
        entries: A hash of the list, key and row of each entry, ascending.
        edition: The edition; None where the file holds no briefing.
    """

    entries: array[int]
    edition: Edition | None


class Agreement:
    """Compares the index with briefings. Each of them is read once, and eight bytes an entry are kept of it."""

    def __init__(self) -> None:
        self._draft = cache(_draft)

    def untrue(self, path: Path, statements: Iterable[Statement]) -> list[Statement]:
        """Those statements about the briefing in a file that are not what it says.

        Args:
            path: The file.
            statements: All of one edition.
        """
        return [
            one
            for one in statements
            if not (self._has_entry(path, one) and self.has_edition(path, one.edition))
        ]

    def has_edition(self, path: Path, edition: Edition) -> bool:
        """Whether the briefing in a file is that edition; the size of the file does not matter, nor what is not stored."""
        return self._draft(path).edition == edition._replace(size=0, file="", part=0, mark="")

    def _has_entry(self, path: Path, statement: Statement) -> bool:
        entries = self._draft(path).entries
        number = _number(statement.pane, statement.key, statement.said)
        at = bisect_left(entries, number)
        return at < len(entries) and entries[at] == number


def question(path: Path, edition: Edition, statements: Sequence[Statement]) -> bytes:
    """A line that asks the other process about one edition.

    Args:
        path: The file of its briefing.
        edition: What the index says of it.
        statements: What the index says of some of its entries.
    """
    said = [(one.pane, one.key, one.said.hex()) for one in statements]
    return orjson.dumps([os.fsencode(path).hex(), edition, said], default=tuple) + b"\n"


def answer(line: bytes, agreement: Agreement) -> bytes:
    """The line that answers a question."""
    name, known, said = orjson.loads(line)
    path, edition = Path(os.fsdecode(bytes.fromhex(name))), Edition(*known)
    statements = [
        Statement(edition, pane, key, bytes.fromhex(row), 0, place)
        for place, (pane, key, row) in enumerate(said)
    ]
    untrue = [one.place for one in agreement.untrue(path, statements)]
    return orjson.dumps([agreement.has_edition(path, edition), untrue]) + b"\n"


def understood(line: bytes, statements: Sequence[Statement]) -> tuple[bool, list[Statement]]:
    """What an answer means.

    Returns:
        Whether the edition is what the index says of it, and which of the statements are untrue.

    Raises:
        ValueError: it is none: the process was ended, or failed.
    """
    has_edition, untrue = orjson.loads(line)
    return bool(has_edition), [statements[place] for place in untrue]


def _draft(path: Path) -> _Draft:
    try:
        resolved = ResolvedBriefing(native.load(path))
    except (Unreadable, native.Invalid):
        return _Draft(array("q"), None)
    numbers = sorted(_number(*stated) for stated in stated_of(resolved))
    return _Draft(array("q", numbers), edition_of(resolved))


def _number(pane: int, key: int, said: bytes) -> int:
    return hash((pane, key, said))  # Python's own has a secret of this process in it
