"""The rows of an index's lists as the rows of a view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitbrief.briefing.entries import (
    AnyEntry,
    Front,
    HumanitarianNote,
    Pane,
    Phase,
    Sector,
    Status,
    TimelineEntry,
)
from sitbrief.briefing.rows import EntryRow
from sitbrief.briefing.states import State
from sitbrief.briefing.where import province_name
from sitbrief.library.index.draft import day_of, grade_of
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitbrief.library.index.merged import Spot
    from sitbrief.library.index.snapshot import Snapshot
    from sitbrief.text import Clean

_STATES: Final = tuple(State)
_DAMAGED: Final = clean_line("This row of the index is damaged. The index is made anew.")
_UNKNOWN: Final = clean_line("?")


def entry_row(snapshot: Snapshot, pane: Pane, spot: Spot, row: Sequence[object]) -> EntryRow:
    """The row of a spot, as far as one line shows it; one that says so where it is damaged."""
    if not row:
        damaged = TimelineEntry(id=_UNKNOWN, headline=_DAMAGED)
        return EntryRow(pane, damaged, None, "", (), State.NO_CLAIMS, None, 0)
    number, name, headline, clock, codes, state, grade, claims, *extra = row
    edition = snapshot.by_mark[spot.part, f"e:{number}"]
    return EntryRow(
        pane=pane,
        entry=_entry(pane, clean_line(str(name)), clean_line(str(headline)), extra),
        when=None,
        clock=clean_line(str(clock)),
        provinces=tuple(province_name(clean_line(str(code))) for code in codes),  # type: ignore[attr-defined]
        state=_STATES[int(state)],  # type: ignore[call-overload]
        grade=grade_of(str(grade)) if grade else None,
        claims=int(claims),  # type: ignore[call-overload]
        edition=edition.id,
        day=day_of(pane, spot.key),
    )


def _entry(pane: Pane, name: Clean, headline: Clean, extra: Sequence[object]) -> AnyEntry:
    """As much of an entry as one line shows."""
    match pane, extra:
        case Pane.FRONTS, [str(status), bool(derived), str(moved)]:
            phases = (Phase(label=clean_line(""), movement=clean_line(moved)),) if moved else ()
            return Front(id=name, headline=headline, status=Status(status), derived=derived, phases=phases)
        case Pane.HUMANITARIAN, [str(sector), bool(derived), int(severity)]:
            return HumanitarianNote(
                id=name,
                headline=headline,
                sector=Sector(sector),
                derived=derived,
                severity=severity or None,
            )
        case _:
            return TimelineEntry(id=name, headline=headline)
