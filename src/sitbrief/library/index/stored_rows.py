"""The rows of an index's lists as the rows of a view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitbrief.briefing.entries import (
    AnyEntry,
    Front,
    HumanitarianNote,
    Pane,
    Phase,
    TimelineEntry,
)
from sitbrief.briefing.rows import EntryRow
from sitbrief.briefing.states import State
from sitbrief.briefing.where import province_name
from sitbrief.library.index.index_entry import day_of
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitbrief.library.index.decoding import Stored
    from sitbrief.library.index.merged_list import MergedPosition
    from sitbrief.library.index.snapshot import Snapshot
    from sitbrief.text import Clean

_DAMAGED: Final = clean_line("This row of the index is damaged. The index is made anew.")
_UNKNOWN: Final = clean_line("?")


def entry_row(snapshot: Snapshot, pane: Pane, position: MergedPosition, row: Stored | None) -> EntryRow:
    """The row of a position, as far as one line shows it; one that says so where it is damaged."""
    edition = snapshot.by_mark.get((position.part, f"e:{row.edition}")) if row else None
    if row is None or edition is None:
        damaged = TimelineEntry(id=_UNKNOWN, headline=_DAMAGED)
        return EntryRow(pane, damaged, None, "", (), State.NO_CLAIMS, None, 0)
    return EntryRow(
        pane=pane,
        entry=_entry(pane, row.name, row.headline, row.extra),
        when=None,
        clock=row.clock,
        provinces=tuple(map(province_name, row.provinces)),
        state=row.state,
        grade=row.grade,
        claims=row.claims,
        edition=edition.id,
        day=_day(pane, position.key),
    )


def _day(pane: Pane, key: int) -> str:
    try:
        return day_of(pane, key)
    except ValueError:  # a key that is none: its group says so
        return ""


def _entry(pane: Pane, name: Clean, headline: Clean, extra: Sequence[Any]) -> AnyEntry:
    """As much of an entry as one line shows."""
    match pane, extra:
        case Pane.FRONTS, (status, derived, moved):
            phases = (Phase(label=clean_line(""), movement=moved),) if moved else ()
            return Front(id=name, headline=headline, status=status, derived=derived, phases=phases)
        case Pane.HUMANITARIAN, (sector, derived, severity):
            return HumanitarianNote(
                id=name,
                headline=headline,
                sector=sector,
                derived=derived,
                severity=severity or None,
            )
        case _:
            return TimelineEntry(id=name, headline=headline)
