"""How the things of a list are worded on a line: the words that tell them apart first, then state, grade, time and place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sitbrief.briefing.entries import Front, HumanitarianNote, Pane
from sitbrief.briefing.rows import EntryRow, SourceRow
from sitbrief.briefing.when import stamp_words
from sitbrief.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitbrief.briefing import Briefing, Filters, View
    from sitbrief.briefing.rows import GroupHeading, Listed


class Summed(Protocol):
    """What is shown under filters."""

    @property
    def filters(self) -> Filters: ...  # noqa: D102
    def summary(self) -> str: ...  # noqa: D102


NOUNS = {
    Pane.TIMELINE: "timeline entry",
    Pane.FRONTS: "front",
    Pane.HUMANITARIAN: "humanitarian note",
    Pane.SOURCES: "source",
}
"""What one row of a pane is."""


def whereabouts(briefing: Briefing) -> str:
    """Which briefing it is, how far it may be passed on, and of when it is."""
    return f"{briefing.id}, {briefing.tlp}, as of {stamp_words(briefing.as_of, briefing.zone)}"


def in_force(view: Summed) -> str:
    """Which filters are in force and how much they leave."""
    return f"In force: {view.summary()}" if view.filters else view.summary()


def counts(view: View, pane: Pane) -> str:
    """How much a pane shows, as in "9 of 23, 1 contested"."""
    shown, total, contested = view.count(pane), view.total(pane), view.contested(pane)
    words = f"{shown:,}" if shown == total else f"{shown:,} of {total:,}"
    return words + (f", {contested:,} contested" if contested else "")


def group(pane: Pane, heading: GroupHeading) -> str:
    """The head of a group of rows."""
    return f"{heading.label}, {plural(heading.count, NOUNS[pane].split()[-1])}:"


def row(listed: Listed) -> str:
    """A row on one line."""
    match listed:
        case EntryRow():
            return f"{listed.entry.headline}: {_joined(_entry(listed))}"
        case SourceRow():
            return f"{listed.source.name}: {_joined(_source(listed))}"
        case _:
            return listed.id


def edition(briefing: Briefing, entries: int, contested: int, *remarks: str) -> str:
    """A briefing of a library on one line."""
    return _joined(
        (
            f"{briefing.id}: {briefing.title}",
            f"edition {briefing.edition}",
            f"{briefing.tlp}",
            f"as of {stamp_words(briefing.as_of, briefing.zone)}",
            plural(entries, "entry"),
            f"{contested:,} contested" if contested else "",
            *remarks,
        )
    )


def none_shown(view: View, pane: Pane) -> str:
    """Why a pane shows nothing, and what helps."""
    total = view.total(pane)
    if not total:
        return f"This briefing has no {plural(2, NOUNS[pane]).removeprefix('2 ')}."
    return f"All {plural(total, NOUNS[pane])} hidden by: {' · '.join(view.filters.words())}. clear shows all again."


def _entry(listed: EntryRow) -> Iterable[str]:
    yield listed.state
    yield f"grade {listed.grade}" if listed.grade else "no grade"
    told = listed.entry
    if isinstance(told, Front | HumanitarianNote) and told.derived:
        yield "derived"
    if isinstance(told, Front):
        yield f"status {told.status}"
        yield told.phases[-1].movement if told.phases else ""
    elif isinstance(told, HumanitarianNote):
        yield f"severity {told.severity} of 5" if told.severity else ""
    if listed.edition or not isinstance(told, Front):
        yield " ".join(
            part for part in (listed.day, "" if isinstance(told, HumanitarianNote) else listed.clock) if part
        )
        yield " and ".join(listed.provinces) or "no province"
    yield f"in {listed.edition}" if listed.edition else ""


def _source(listed: SourceRow) -> Iterable[str]:
    source = listed.source
    yield f"grade {source.reliability}, {source.reliability.words}"
    yield source.kind
    yield f"says {plural(listed.as_originator, 'claim')}" if listed.as_originator else ""
    yield f"{listed.confirmed:,} confirmed" if listed.confirmed else ""
    yield f"{listed.contested:,} contested" if listed.contested else ""
    yield f"carries {plural(listed.as_carrier, 'claim')}" if listed.as_carrier else ""


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)
