"""Rows that moved: found, so that the terminal moves them by itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.terminal.encoder import Brush, encode
from sitbrief.terminal.frame import Frame, Row
from sitbrief.terminal.moves import UNKNOWN, move
from sitbrief.terminal.pen import PLAIN, change

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitbrief.terminal.capabilities import Capabilities

_MOST_ALIKE: Final = 4
"""Rows that look alike beyond this tell nothing of where they came from."""

_CANDIDATES: Final = 2


class Shift(NamedTuple):
    """Some rows that move up or down together; what comes in is blank.

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
    """The shorter of rewriting what differs and of moving rows first; with the brush as it is then.

    Args:
        before: What the terminal shows.
        after: What it is to show, of the same size.
        rows: The rows that may differ, from the top.
        brush: The terminal's cursor and pen; stays as it is.
        able: What the terminal can do.
    """
    after_rewriting = brush.copy()
    best = encode(before, after, rows, after_rewriting, able), after_rewriting
    if able.regions:
        for shift in shifts(before, after, rows):
            moved = brush.copy()
            head = _scroll(shift, before.height, moved, able)
            rest = encode(shifted(before, shift), after, range(after.height), moved, able)
            if len(head) + len(rest.encode()) < len(best[0].encode()):
                best = head + rest, moved
    return best


def shifts(before: Frame, after: Frame, rows: Sequence[int]) -> Iterator[Shift]:
    """The shifts that put most of the changed rows right, the best first."""
    places: dict[str, list[int]] = {}
    for y, row in enumerate(before.rows):
        places.setdefault("".join(row.text), []).append(y)
    changed = [y for y in rows if before.rows[y] != after.rows[y]]
    votes: Counter[int] = Counter()
    for y in changed:
        found = places.get("".join(after.rows[y].text), ())
        if len(found) <= _MOST_ALIKE:
            votes.update(old - y for old in found if old != y)
    for by, count in votes.most_common(_CANDIDATES):
        if count > 1 or len(changed) <= abs(by) + 1:
            shift = _region(before, after, set(changed), by)
            if shift is not None:
                yield shift


def _region(before: Frame, after: Frame, changed: set[int], by: int) -> Shift | None:
    """The run of rows that this shift makes right, with the rows that it pushes out."""
    best, start = (0, 0, 0), None
    first, last = max(0, -by), min(after.height, after.height - by)
    for y in range(first, last + 1):
        same = y < last and after.rows[y] == before.rows[y + by]
        if same and start is None:
            start = y
        elif not same and start is not None:
            best = max(best, (len(changed.intersection(range(start, y))), start, y - 1))
            start = None
    gain, top, bottom = best
    if not gain:
        return None
    return Shift(top, bottom + by, by) if by > 0 else Shift(top + by, bottom, by)


def shifted(frame: Frame, shift: Shift) -> Frame:
    """The frame that a terminal shows after a shift."""
    made = Frame(frame.width, 0)
    made.height = frame.height
    new = [Row.blank(frame.width) for _ in range(abs(shift.by))]
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
