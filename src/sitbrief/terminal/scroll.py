"""Finds rows that moved, so that the terminal can scroll them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from operator import is_not, ne
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.terminal.encoder import Brush, encode
from sitbrief.terminal.frame import CellRow, Frame
from sitbrief.terminal.moves import UNKNOWN, move
from sitbrief.terminal.pen import PLAIN, change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitbrief.terminal.capabilities import Capabilities

_MOST_ALIKE: Final = 4
"""Rows with more look-alikes than this are not traced."""

_CANDIDATES: Final = 3

_MOST_PARTS: Final = 4
_LEAST_PART: Final = 16
_ROW_BYTES: Final = 4
_SCROLLING_BYTES: Final = 16
"""An estimate of the bytes of a move and of a scroll."""

_HARDLY_SAVES: Final = 0.1
_SURELY_SAVES: Final = 0.3
"""Shares of what rewriting would cost, as estimated: below the one nothing was ever gained, above the other always."""


class Shift(NamedTuple):
    """A range of rows that move up or down together; rows that come in are blank.

    Attributes:
        top: The first row of the region.
        bottom: Its last row.
        by: By how many rows up; down where negative.
    """

    top: int
    bottom: int
    by: int


def shortest(
    before: Frame, after: Frame, rows: Sequence[int], brush: Brush, able: Capabilities
) -> tuple[str, Brush]:
    """The shorter of rewriting and of scrolling first, with the brush after it.

    Args:
        before: What the terminal shows.
        after: What it is to show, of the same size.
        rows: The rows that may differ, from the top.
        brush: The terminal's cursor and pen; stays as it is.
        able: What the terminal can do.
    """
    likely = likely_shift(before, after, rows) if able.regions else None
    if likely is None:
        return _rewritten(before, after, rows, brush, able)
    shift, share = likely
    moved = _moved(before, after, shift, brush, able)
    if share > _SURELY_SAVES:  # the time for a second encoding is better saved, too
        return moved
    return min(moved, _rewritten(before, after, rows, brush, able), key=lambda way: len(way[0].encode()))


def _rewritten(
    before: Frame, after: Frame, rows: Sequence[int], brush: Brush, able: Capabilities
) -> tuple[str, Brush]:
    brush = replace(brush)
    return encode(before, after, rows, brush, able), brush


def _moved(before: Frame, after: Frame, shift: Shift, brush: Brush, able: Capabilities) -> tuple[str, Brush]:
    brush = replace(brush)
    head = _scroll(shift, before.height, brush, able)
    return head + encode(shifted(before, shift), after, range(after.height), brush, able), brush


def likely_shift(before: Frame, after: Frame, rows: Sequence[int]) -> tuple[Shift, float] | None:
    """The shift that saves most, judged by where parts of the changed rows stood before, and about which share; None for none."""
    changed = [y for y in rows if before.rows[y] != after.rows[y]]
    votes: Counter[int] = Counter()
    for part in _parts(after.width):
        places: dict[str, list[int]] = {}
        for y, row in enumerate(before.rows):
            places.setdefault("".join(row.text[part]), []).append(y)
        for y in changed:
            text = "".join(after.rows[y].text[part])
            found = places.get(text, ())
            if len(found) <= _MOST_ALIKE and y not in found and not text.isspace():
                votes.update(old - y for old in found)
    candidates = [
        by for by, count in votes.most_common(_CANDIDATES) if count > 1 or len(changed) <= abs(by) + 1
    ]
    if not candidates:
        return None
    unmoved = [_apart(*pair) for pair in zip(before.rows, after.rows, strict=True)]
    saved, shift = max(_region(before, after, by, unmoved) for by in candidates)
    share = saved / sum(unmoved)
    return (shift, share) if saved > _SCROLLING_BYTES and share > _HARDLY_SAVES else None


def _parts(width: int) -> Iterator[slice]:
    """Parts of a row: where two columns stand side by side, mostly one of them scrolls."""
    step = max(_LEAST_PART, -(-width // _MOST_PARTS))
    return (slice(start, start + step) for start in range(0, width, step))


def _region(before: Frame, after: Frame, by: int, unmoved: Sequence[int]) -> tuple[int, Shift]:
    """About how much this shift saves, and the run of rows for which it saves most, with the rows that it pushes out.

    Args:
        before: What the terminal shows.
        after: What it is to show.
        by: By how many rows up; down where negative.
        unmoved: How far each row is from what it is to be.
    """
    step = 1 if by > 0 else -1
    first, last = max(0, -by), min(after.height, after.height - by) - 1
    towards_the_pushed_out = range(first, last + 1) if by > 0 else range(last, first - 1, -1)
    blank = [_on_a_blank(row) for row in after.rows]
    best, start, end, total, since = 0, 0, 0, 0, 0
    for y in towards_the_pushed_out:
        if total <= 0:
            total, since = 0, y
        total += unmoved[y] - _apart(before.rows[y + by], after.rows[y])
        out = range(y + step, y + by + step, step)
        saved = total + sum(unmoved[o] - blank[o] for o in out)
        if saved > best:
            best, start, end = saved, since, y
    return best, Shift(start, end + by, by) if by > 0 else Shift(end + by, start, by)


def _apart(one: CellRow, other: CellRow) -> int:
    """An estimate of the bytes that turn one row into another."""
    if one == other:
        return 0
    texts: Iterable[bool] = map(ne, one.text, other.text)
    pens: Iterable[bool] = map(is_not, one.pens, other.pens)
    return _ROW_BYTES + sum(texts) + sum(pens) // 2


def _on_a_blank(row: CellRow) -> int:
    """An estimate of the bytes that write a row on blanks."""
    return _ROW_BYTES + len(row.text) - row.text.count(" ")


def shifted(frame: Frame, shift: Shift) -> Frame:
    """The frame that a terminal shows after a shift."""
    made = Frame(frame.width, 0)
    made.height = frame.height
    new = [CellRow.blank(frame.width) for _ in range(abs(shift.by))]
    top, bottom = shift.top, shift.bottom + 1
    region = frame.rows[top:bottom]
    moved = [*region[shift.by :], *new] if shift.by > 0 else [*new, *region[: shift.by]]
    made.rows = [*frame.rows[:top], *moved, *frame.rows[bottom:]]
    return made


def _scroll(shift: Shift, height: int, brush: Brush, able: Capabilities) -> str:
    """The sequence that scrolls; brings the brush up to date."""
    parts = []
    if brush.pen is None or brush.pen.background:  # what comes in may take the background
        parts.append("\x1b[m" if brush.pen is None else change(brush.pen, PLAIN))
        brush.pen = PLAIN
    whole = (shift.top, shift.bottom) == (0, height - 1)
    if not whole:
        parts.append(f"\x1b[{shift.top + 1};{shift.bottom + 1}r")
        brush.y, brush.x = UNKNOWN, UNKNOWN  # terminals go home, emulators do not
    steps = abs(shift.by)
    if able.scroll:
        parts.append(f"\x1b[{steps if steps > 1 else ''}{'S' if shift.by > 0 else 'T'}")
    else:  # at the edge of the region the cursor pushes the rows
        edge = shift.bottom if shift.by > 0 else shift.top
        parts.append(move(brush.y, brush.x, edge, 0, able))
        parts.append("\n" * steps if shift.by > 0 else "\x1bM" * steps)
        brush.y, brush.x = edge, 0
    if not whole:
        parts.append("\x1b[r")
        brush.y, brush.x = UNKNOWN, UNKNOWN
    return "".join(parts)
