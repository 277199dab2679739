"""How a row of a pane is drawn: on one line where the pane is wide, else on two."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, assert_never

from sitbrief.briefing.entries import Front, HumanitarianNote, Pane
from sitbrief.briefing.rows import EditionRow, EntryRow, FileRow, SourceRow
from sitbrief.text import cells, truncate, wrapped
from sitbrief.tui.keymap import keymap
from sitbrief.tui.strips import Piece, column, line

if TYPE_CHECKING:
    from rich.style import Style
    from textual.strip import Strip

    from sitbrief.briefing import Filters
    from sitbrief.briefing.rows import GroupHeading, Listed
    from sitbrief.tui.palette import Palette

WIDE = 132
"""From this many columns on a row takes one line."""

_MOST_LINES = 2
_INDENT = 4
_LEAST_PART = 8


class Mark(Enum):
    """The sign in the gutter of a row: selected in the pane in use, selected in another, neither."""

    HERE = "> "
    ELSEWHERE = "- "
    NONE = "  "


def height_of(row: Listed, width: int) -> int:
    """How many lines a row takes in a pane of that width."""
    if width >= WIDE:
        return 1
    return len(_headline_lines(row, width)) + 1


def _headline_lines(row: Listed, width: int) -> tuple[str, ...]:
    """The headline on at most two lines; only what is longer is cut, and says so."""
    return _at_most_two(_headline(row), max(8, width - len(Mark.NONE.value)))


@lru_cache(maxsize=1024)
def _at_most_two(text: str, room: int) -> tuple[str, ...]:
    lines = [*islice(wrapped(text, room), _MOST_LINES + 1)]
    shown = lines if len(lines) <= _MOST_LINES else [lines[0], truncate(" ".join(lines[1:]), room)]
    return tuple(shown)


def _headline(row: Listed) -> str:
    return f"{row.source.reliability} {row.headline}" if isinstance(row, SourceRow) else row.headline


def paint_heading(heading: GroupHeading, width: int, palette: Palette) -> Strip:
    """The line that opens a group."""
    pieces = [("  ", palette.plain), (heading.label, palette.heading), (f"  {heading.count:,}", palette.dim)]
    return line(pieces, width)


class _Field(NamedTuple):
    """A piece of what stands behind a headline, or below it.

    Attributes:
        text: What it says; nothing where there is nothing to say.
        width: The columns it may take, and takes where rows stand on one line each.
        style: How it looks.
    """

    text: str
    width: int
    style: Style


def paint(row: Listed, line_number: int, width: int, palette: Palette, mark: Mark) -> Strip:
    """One of the lines of a row."""
    base = palette.cursor if mark is Mark.HERE else palette.plain
    sign = mark.value if line_number == 0 else "  "
    if width >= WIDE:
        behind = [(column(field.text, field.width), field.style) for field in _fields(row, palette)]
        room = max(10, width - sum(len(text) for text, _style in behind) - 3)
        return line([(sign, base), (column(_headline(row), room), base), (" ", base), *behind], width)
    lines = _headline_lines(row, width)
    if line_number < len(lines):
        return line([(sign, base), (lines[line_number], base)], width)
    return line([("    ", base), *_below(row, width - _INDENT, palette)], width)


def _below(row: Listed, room: int, palette: Palette) -> list[Piece]:
    """The fields with dots between: whole if they fit, else as wide as their columns.

    Those that can be spared are left out then, the last first, and what still does not fit is cut behind a word.
    """
    every = _fields(row, palette)
    spare = sum(bool(field.text) for field in every[len(every) - _spare(row) :])
    fields = [field for field in every if field.text]
    if _width(fields) > room:
        fields = [field._replace(text=_cut(field.text, field.width)) for field in fields]
    while spare and _width(fields) > room:
        fields, spare = fields[:-1], spare - 1
    pieces: list[Piece] = []
    for field in fields:
        dot = [(" · ", palette.dim)] if pieces else []
        room -= cells(dot[0][0]) if dot else 0
        pieces += [*dot, (_cut(field.text, room), field.style)]
        room -= cells(field.text)
        if room < 0:
            break
    return pieces


def _width(fields: list[_Field]) -> int:
    return sum(cells(field.text) + 3 for field in fields) - 3


def _cut(text: str, room: int) -> str:
    """What fits of a text: whole words; of a first one that does not fit a part, if that part still says something."""
    if cells(text) <= room:
        return text
    words = text.split(" ")
    fitting = next((n for n in range(len(words) - 1, 0, -1) if cells(" ".join(words[:n])) < room), 0)
    if fitting:
        return " ".join(words[:fitting]).rstrip(",;:") + "…"
    return truncate(text, room) if room >= _LEAST_PART else "…"[:room]


def _spare(row: Listed) -> int:
    """How many of the last pieces of a row's second line are shown whole or not at all."""
    if isinstance(row, EntryRow):
        return (1 if row.pane is Pane.TIMELINE else 2) if row.edition else 0  # the edition, and the day
    return 2 if isinstance(row, EditionRow) else 0  # the size, and how many are contested


def _fields(row: Listed, palette: Palette) -> list[_Field]:
    match row:
        case EntryRow():
            return _entry(row, palette)
        case SourceRow():
            return _source(row, palette)
        case EditionRow():
            styles = (palette.strong, palette.plain, palette.plain, palette.plain, palette.dim)
            return list(map(_Field, row.facts(), (4, 13, 23, 16, 8), styles))
        case FileRow():
            return [_Field(f"{', '.join(row.facts())}: Enter says why", 31, palette.dim)]
        case _:
            assert_never(row)


def _entry(row: EntryRow, palette: Palette) -> list[_Field]:
    # What must not be lost where the line is cut comes first.
    return [
        _Field(row.state, 14, palette.states[row.state]),
        _Field(str(row.grade) if row.grade else "--", 8, palette.strong),
        *_told(row, palette),
        *_of_many(row, palette),
    ]


def _told(row: EntryRow, palette: Palette) -> list[_Field]:
    """What an entry of its pane tells besides."""
    entry = row.entry
    if isinstance(entry, Front):
        moved = entry.phases[-1].movement if entry.phases else ""
        status = "derived" if entry.derived else entry.status
        return [_Field(status, 10, palette.plain), _Field(moved, 24, palette.plain)]
    first = row.clock
    if isinstance(entry, HumanitarianNote):
        first = f"severity {entry.severity}" if entry.severity else "derived" if entry.derived else ""
    place = ", ".join(row.provinces) or "no province"
    return [_Field(first, 11, palette.plain), _Field(place, 18, palette.plain)]


def _of_many(row: EntryRow, palette: Palette) -> list[_Field]:
    """Where rows of several editions stand in one list: the day that no heading says, and the edition."""
    if not row.edition:
        return []
    day = "" if row.pane is Pane.TIMELINE else row.day
    return [_Field(day, 11, palette.plain), _Field(row.edition, 20, palette.dim)]


def _source(row: SourceRow, palette: Palette) -> list[_Field]:
    source = row.source
    return [
        _Field(source.kind, 26, palette.plain),
        _Field(f"says {row.as_originator:,}" if row.as_originator else "", 11, palette.plain),
        _Field(_part_of(row), 16, palette.plain),
        _Field(f"{row.confirmed:,} confirmed" if row.confirmed else "", 16, palette.plain),
        _Field(f"{row.contested:,} contested" if row.contested else "", 16, palette.plain),
    ]


def _part_of(row: SourceRow) -> str:
    """Its part in claims of others: those it carries, else those that were coded from its accounts."""
    if row.as_carrier:
        return f"carries {row.as_carrier:,}"
    return f"basis of {row.as_basis:,}" if row.as_basis else ""


def counts(shown: int, total: int, contested: int, *, exact: bool = True) -> tuple[str, list[str]]:
    """The counts in a pane's title, as in "9 of 23" and "1 contested" if any; "9+" while there may be more."""
    more = "" if exact else "+"
    words = f"{shown:,}{more}" if shown == total else f"{shown:,}{more} of {total:,}"
    return words, [f"{contested:,}{more} contested"] if contested else []


def way_out(filters: Filters) -> str:
    """Which keys show what filters hide."""
    keys = ["0 shows all provinces"] if filters.provinces else []
    keys += [f"{keymap.key('filter.contested')} contested or not"] if filters.contested else []
    keys += [f"{keymap.key('filter.grade')} any grade"] if filters.least else []
    keys.append(f"{keymap.key('filter.all')} the filters")
    return f"{', '.join(keys)}."
