"""How a row of a pane is drawn: on one line where the pane is wide, else on two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.entries import Front, HumanitarianNote
from sitbrief.briefing.rows import EntryRow, Heading, Row, SourceRow
from sitbrief.text import plural
from sitbrief.tui.strips import Piece, column, line

if TYPE_CHECKING:
    from textual.strip import Strip

    from sitbrief.tui.palette import Palette

WIDE = 96
"""From this many columns on a row takes one line."""

_STATE_COLUMN = 14


def height_of(row: Row, width: int) -> int:
    """How many lines a row takes in a pane of that width."""
    return 1 if isinstance(row, Heading) or width >= WIDE else 2


def paint(row: Row, line_number: int, width: int, palette: Palette, *, selected: bool, focused: bool) -> Strip:
    """One of the lines of a row."""
    if isinstance(row, Heading):
        return line([(f"  {row.label}", palette.heading), (f"  {row.count}", palette.dim)], width)
    mark = ("> " if focused else "- ") if selected and line_number == 0 else "  "
    base = palette.cursor if selected and focused else palette.plain
    pieces = _source(row, palette, base) if isinstance(row, SourceRow) else _entry(row, palette, base)
    headline, meta = pieces
    if width >= WIDE:
        meta_width = sum(len(text) for text, _style in meta)
        return line([(mark, base), (column(headline, max(10, width - meta_width - 3)), base), (" ", base), *meta], width)
    if line_number == 0:
        return line([(mark, base), (headline, base)], width)
    return line([("    ", base), *_joined(meta, palette)], width)


def _joined(meta: list[Piece], palette: Palette) -> list[Piece]:
    """The same pieces without their column padding, with dots between."""
    joined: list[Piece] = []
    for text, style in meta:
        if text.strip():
            joined += [(" · ", palette.dim)] if joined else []
            joined.append((text.strip(), style))
    return joined


def _entry(row: EntryRow, palette: Palette, base: object) -> tuple[str, list[Piece]]:
    del base
    place = ", ".join(row.provinces) or "no province"
    grade = str(row.grade) if row.grade else "--"
    state: Piece = (column(row.state, _STATE_COLUMN), palette.states[row.state])
    tail: list[Piece] = [(column(place, 18), palette.plain), state, (column(grade, 3), palette.strong)]
    if isinstance(row.entry, Front):
        moved = row.entry.phases[-1].movement if row.entry.phases else ""
        return f"{row.entry.headline}", [(column(row.entry.status, 10), palette.plain), *tail[1:], (column(moved, 24), palette.plain)]
    if isinstance(row.entry, HumanitarianNote):
        severity = f"severity {row.entry.severity}" if row.entry.severity else ""
        return row.entry.headline, [(column(severity, 11), palette.plain), *tail]
    return row.entry.headline, [(column(row.clock, 11), palette.plain), *tail]


def _source(row: SourceRow, palette: Palette, base: object) -> tuple[str, list[Piece]]:
    del base
    source = row.source
    return f"{source.reliability} {source.name}", [
        (column(source.kind, 26), palette.plain),
        (column(f"says {row.as_originator}", 9), palette.plain),
        (column(f"carries {row.as_carrier}", 12), palette.plain),
        (column(f"{row.confirmed} confirmed" if row.confirmed else "", 13), palette.plain),
        (column(f"{row.contested} contested" if row.contested else "", 13), palette.plain),
    ]


def counts(shown: int, total: int, contested: int) -> str:
    """The counts in a pane's title, as in "9 of 23 · 1 contested"."""
    words = f"{shown}" if shown == total else f"{shown} of {total}"
    return f"{words} · {contested} contested" if contested else words


def empty(total: int, name: str, filters: str) -> tuple[str, ...]:
    """What an empty pane says: why, and which key helps."""
    if total == 0:
        return (f"This briefing has no {name}.",)
    return (f"All {plural(total, 'entry', 'entries')} hidden by: {filters}.", "Press 0 for all provinces, f for the filters.")
