"""The yardstick: a near-minimal encoding of the difference between two screens.

Row by row from the top, dynamic programming over the columns decides between writing a cell, rewriting what is right
already, jumping over it, blanking a run (ECH) and clearing to the end of the line (EL). States that meet are kept with
their cheapest past. Before that, one region of rows may be scrolled; whichever is shorter counts.

Taken for granted: the cursor is where the screen has it, the pen is plain, erasing takes the background's colour, tab
stops and automatic wrapping are left alone. Where cursor and pen end is free.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from measure.cells import BLANK, PLAIN, Cell, Look, blank_look, erasing, sgr
from measure.shift import shifts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from measure.cells import Frame, Row

_KEPT = 8
"""So many of the cheapest states go on from a column, and from a row."""

_REWRITE = 12
"""A gap of at most so many cells may be written again instead of jumped over."""

_LEAD = 4
"""So many cells before the first difference a row may be entered."""


class _Step(NamedTuple):
    """A piece of output, what it cost so far, and what came before it."""

    cost: int
    text: str
    past: _Step | None

    def then(self, text: str) -> _Step:
        return _Step(self.cost + len(text.encode()), text, self) if text else self

    def whole(self) -> str:
        parts, step = [], self
        while step.past is not None:
            parts.append(step.text)
            step = step.past
        return "".join(reversed(parts))


_State = dict[tuple[int, Look], _Step]
"""The cheapest way to each column and pen."""


def _number(value: int) -> str:
    return "" if value == 1 else str(value)


@cache
def across(start: int, end: int, columns: int) -> str:
    """The shortest way along a row. After the last column only what does not depend on where that leaves the cursor."""
    if start == end:
        return ""
    ways = [f"\x1b[{_number(end + 1)}G", "\r" + (f"\x1b[{_number(end)}C" if end else "")]
    if start < columns:
        if end > start:
            ways.append(f"\x1b[{_number(end - start)}C")
        else:
            ways += ["\b" * (start - end), f"\x1b[{_number(start - end)}D"]
    return min(ways, key=len)


@cache
def move(start: tuple[int, int], end: tuple[int, int], columns: int) -> str:
    """The shortest way from a row and column to others."""
    (row, column), (to_row, to_column) = start, end
    if row == to_row:
        return across(column, to_column, columns)
    place = f"{_number(to_row + 1)};{to_column + 1}" if to_column else _number(to_row + 1)
    if to_row > row:
        vertical = ["\n" * (to_row - row), f"\x1b[{_number(to_row - row)}B"]
        first = f"\x1b[{_number(to_row - row)}E"
    else:
        vertical = ["\x1bM" * (row - to_row), f"\x1b[{_number(row - to_row)}A"]
        first = f"\x1b[{_number(row - to_row)}F"
    vertical.append(f"\x1b[{_number(to_row + 1)}d")
    horizontal = across(column, to_column, columns)
    ways = [f"\x1b[{place}H", first + across(0, to_column, columns)]
    return min([*ways, *(horizontal + way for way in vertical)], key=len)


@lru_cache(maxsize=100_000)
def _pens(pen: Look, cell: Cell, following: Look | None) -> tuple[Look, ...]:
    """The pens worth writing a cell with."""
    if cell.text != " ":
        return (cell.look,)
    if blank_look(pen) == cell.look:
        return (pen,)
    if cell.look.underscore or cell.look.strikethrough:
        candidates = [cell.look]
    elif cell.look.reverse:
        candidates = [pen._replace(fg="default", reverse=True, underscore=False, strikethrough=False)]
    else:
        flat = pen._replace(bg=cell.look.bg, reverse=False, underscore=False, strikethrough=False)
        candidates = [flat, cell.look]
    if following is not None:
        candidates.append(following)
    return tuple({look: None for look in candidates if blank_look(look) == cell.look})


class _RowPlan:
    """What has to be known of a row to find its cheapest encoding."""

    def __init__(self, before: Row, after: Row) -> None:
        self.after = after
        self.columns = len(after)
        self.ends = self._ends()
        self._next: dict[Look | None, list[int]] = {None: self._pending(before)}
        self.first = self._next[None][0]
        self.following = self._following()

    def _ends(self) -> list[int]:
        """For each column where its character ends; 0 for right halves."""
        ends = [x + 1 for x in range(self.columns)]
        for x in range(1, self.columns):
            if self.after[x].text == "":
                ends[x - 1], ends[x] = x + 1, 0
        return ends

    def _following(self) -> list[Look | None]:
        """The look of the next character that is not blank."""
        looks: list[Look | None] = [None] * (self.columns + 1)
        for x in reversed(range(self.columns)):
            looks[x] = self.after[x].look if self.after[x].text != " " else looks[x + 1]
        return looks

    def _pending(self, before: Row) -> list[int]:
        """For each column the next one that differs; the number of columns where none does."""
        found = [self.columns] * (self.columns + 1)
        for x in reversed(range(self.columns)):
            end = self.ends[x]
            differs = end and self.after[x:end] != before[x:end]
            found[x] = x if differs else found[x + 1]
        return found

    def pending(self, x: int, cleared: Look | None) -> int:
        """The next column that has to be written, where from here on the row is as it was or cleared."""
        if cleared not in self._next:
            self._next[cleared] = self._pending((Cell(" ", cleared or PLAIN),) * self.columns)
        return self._next[cleared][x]

    def blanks(self, x: int, cleared: Look | None) -> int:
        """How many cells to blank from here on: equal blanks, up to the last that is not blank yet."""
        cell, end, found = self.after[x], x, x
        while found < self.columns and self.after[found] == cell:
            end = found + 1
            run = self.pending(end, cleared)
            found = run if all(other == cell for other in self.after[end:run]) else self.columns
        return end - x


_Node = tuple[Look | None, Look]
"""What the rest of the row was cleared with, if it was, and the pen."""


def _offer(states: dict[_Node, _Step], node: _Node, step: _Step) -> None:
    known = states.get(node)
    if known is None or step.cost < known.cost:
        states[node] = step


def _erasing_pens(pen: Look, look: Look) -> Iterator[Look]:
    """Pens that erase to a look."""
    if look == Look(bg=look.bg):
        yield pen if erasing(pen) == look else look
        flat = pen._replace(bg=look.bg, reverse=False, underscore=False, strikethrough=False)
        if flat != pen:
            yield flat


def _cheapest(states: Iterable[tuple[tuple[int, Look], _Step]]) -> _State:
    return dict(sorted(states, key=lambda item: item[1].cost)[:_KEPT])


class _RowEncoder:
    """Finds the cheapest ways through one row."""

    def __init__(self, plan: _RowPlan) -> None:
        self._plan = plan
        self._at: list[dict[_Node, _Step]] = [{} for _ in range(plan.columns + 1)]
        self._done: _State = {}

    def run(self, row: int, came_from: int, states: _State) -> _State:
        """The states after this row, given those in the row we come from."""
        plan = self._plan
        entries = {x for x in range(max(0, plan.first - _LEAD), plan.first + 1) if plan.ends[x]}
        for (x, pen), step in states.items():
            for entry in entries:
                way = step.then(move((came_from, x), (row, entry), plan.columns))
                _offer(self._at[entry], (None, pen), way)
        for x in range(min(entries), plan.columns + 1):
            self._go_on(x)
        return _cheapest(self._done.items())

    def _go_on(self, x: int) -> None:
        here = self._at[x]
        ordered = sorted(here.items(), key=lambda item: item[1].cost)[:_KEPT]
        for (cleared, pen), step in ordered:
            if cleared is None:
                self._clear(x, pen, step)
        for (cleared, pen), step in sorted(here.items(), key=lambda item: item[1].cost)[:_KEPT]:
            goal = self._plan.pending(x, cleared)
            if goal == self._plan.columns:
                self._finish(x, pen, step)
                continue
            if goal > x:
                _offer(self._at[goal], (cleared, pen), step.then(across(x, goal, self._plan.columns)))
            if goal - x <= _REWRITE:
                self._write(x, (cleared, pen), step)
            if goal == x:
                self._blank(x, (cleared, pen), step)

    def _finish(self, x: int, pen: Look, step: _Step) -> None:
        known = self._done.get((x, pen))
        if known is None or step.cost < known.cost:
            self._done[x, pen] = step

    def _write(self, x: int, node: _Node, step: _Step) -> None:
        cleared, pen = node
        cell, end = self._plan.after[x], self._plan.ends[x]
        for look in _pens(pen, cell, self._plan.following[x]):
            _offer(self._at[end], (cleared, look), step.then(sgr(pen, look)).then(cell.text))

    def _clear(self, x: int, pen: Look, step: _Step) -> None:
        """EL, where the cell here becomes what it should be by it."""
        if x < self._plan.columns and self._plan.after[x].text == " ":
            look = self._plan.after[x].look
            for eraser in _erasing_pens(pen, look):
                _offer(self._at[x], (look, eraser), step.then(sgr(pen, eraser)).then("\x1b[K"))

    def _blank(self, x: int, node: _Node, step: _Step) -> None:
        """ECH, and on to what comes after."""
        plan, (cleared, pen) = self._plan, node
        if plan.after[x].text != " ":
            return
        length = plan.blanks(x, cleared)
        goal = plan.pending(x + length, cleared)
        for eraser in _erasing_pens(pen, plan.after[x].look):
            after = step.then(sgr(pen, eraser)).then(f"\x1b[{_number(length)}X")
            if goal == plan.columns:
                self._finish(x, eraser, after)
            else:
                _offer(self._at[goal], (cleared, eraser), after.then(across(x, goal, plan.columns)))


def paint(before: Frame, after: Frame, cursor: tuple[int, int]) -> str:
    """The encoding without scrolling, from a cursor at a row and column."""
    row, column = cursor
    states: _State = {(column, PLAIN): _Step(0, "", None)}
    for y, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new:
            states = _RowEncoder(_RowPlan(old, new)).run(y, row, states)
            row = y
    return min(states.values(), key=lambda step: step.cost).whole()


def scrolled(before: Frame, after: Frame, cursor: tuple[int, int]) -> Iterator[str]:
    """Encodings that scroll one region first."""
    rows, columns = len(after), len(after[0])
    for top, bottom, by in shifts(before, after):
        kept = [
            before[y + by] if top <= y + by <= bottom else (BLANK,) * columns for y in range(top, bottom + 1)
        ]
        moved = (*before[:top], *kept, *before[bottom + 1 :])
        command = f"\x1b[{_number(abs(by))}{'S' if by > 0 else 'T'}"
        if (top, bottom) == (0, rows - 1):
            yield command + paint(moved, after, cursor)
        else:
            first = "" if top == 0 else str(top + 1)
            region = f"{first};{bottom + 1}" if bottom < rows - 1 else first
            yield f"\x1b[{region}r{command}\x1b[r" + paint(moved, after, (0, 0))


@lru_cache(maxsize=256)
def encode(before: Frame, after: Frame, cursor: tuple[int, int]) -> str:
    """The shortest encoding found."""
    if before == after:
        return ""
    return min(
        (paint(before, after, cursor), *scrolled(before, after, cursor)), key=lambda text: len(text.encode())
    )
