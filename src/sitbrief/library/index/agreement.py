"""Whether an index says what the briefings say. It only finds: what is shown is held against the briefing itself.

An index comes from this account, from root, or from an account that the configuration names; nobody else's is opened
(`index_folder`). So what is guarded against here is not a stranger: it is a disk that rots, an older program, a file that changed
behind the index's back, and an account that was trusted and should not have been. Whoever can write as this account can do
worse than show a false row.

A row is compared with what is drafted from its briefing's file as it is now, and so is what the index says of the edition. Rows that
commands print are compared before they are printed, rows on the screen when the keys rest. What an index leaves out is found
by the hashes of its files alone.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from sitbrief.briefing import ResolvedBriefing
from sitbrief.formats import native
from sitbrief.formats.reading import Unreadable
from sitbrief.library.index.index_entry import stated_of
from sitbrief.library.index.segment_builder import described

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sitbrief.library.index.editions import Edition


class Untrue(Exception):
    """An index says what no briefing says."""


class Statement(NamedTuple):
    """What an index says of an entry.

    Attributes:
        edition: The edition that it is of.
        pane: The number of its list.
        key: Where it stands there.
        said: Its row, as it is stored.
        part: The number of its segment.
        place: Its place in the list of the segment.
    """

    edition: Edition
    pane: int
    key: int
    said: bytes
    part: int
    place: int


class _Drafted(NamedTuple):
    """What a briefing says.

    Attributes:
        entries: Of each entry a number that is made of all that an index says of it, in ascending order.
        described: What there is to say of the edition.
    """

    entries: array[int]
    described: tuple[object, ...]


_NOTHING = _Drafted(array("q"), ())


class Agreement:
    """Compares. Each briefing is read once, and little is kept of it: eight bytes an entry."""

    def __init__(self) -> None:
        self._known: dict[Path, _Drafted] = {}

    def untrue(self, path: Path, statements: Iterable[Statement]) -> list[Statement]:
        """Those statements about the briefing in a file that are not what it says.

        Args:
            path: The file.
            statements: All of one edition.
        """
        drafted = self._drafted(path)
        return [one for one in statements if not self._agrees(drafted, one)]

    def described(self, path: Path, edition: Edition) -> bool:
        """Whether a briefing is what the index says of the edition."""
        return self._drafted(path).described == _of(edition)

    def _agrees(self, drafted: _Drafted, statement: Statement) -> bool:
        if drafted.described != _of(statement.edition):
            return False
        number = _number(statement.pane, statement.key, statement.said)
        at = bisect_left(drafted.entries, number)
        return at < len(drafted.entries) and drafted.entries[at] == number

    def _drafted(self, path: Path) -> _Drafted:
        if path not in self._known:
            self._known[path] = _read(path)
        return self._known[path]


def _read(path: Path) -> _Drafted:
    try:
        index = ResolvedBriefing(native.load(path))
    except (Unreadable, native.Invalid):
        return _NOTHING
    numbers = sorted(_number(*stated) for stated in stated_of(index))
    return _Drafted(array("q", numbers), tuple(described(index, 0).values()))


def _number(pane: int, key: int, said: bytes) -> int:
    return hash((pane, key, said))  # Python's own has a secret of this process in it


def _of(edition: Edition) -> tuple[object, ...]:
    """What `described` has, but the size of the file."""
    return (*edition[:9], 0, edition.stamp)
