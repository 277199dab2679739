"""Small records, each with one thing to say, for the tests of what a briefing is."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from sitbrief.briefing import Briefing, Filters, ResolvedBriefing, View
from sitbrief.briefing.claims import Claim, Withdrawn
from sitbrief.briefing.entries import Front, HumanitarianNote, Sector, TimelineEntry
from sitbrief.briefing.grades import Reliability
from sitbrief.briefing.models import Period, Tlp
from sitbrief.briefing.sources import Source, SourceKind
from sitbrief.briefing.when import Precision, When
from sitbrief.briefing.where import Where
from sitbrief.formats.codec import values
from sitbrief.formats.validation import validated

if TYPE_CHECKING:
    from sitbrief.briefing.entries import Pane
    from sitbrief.briefing.model_types import Record
    from sitbrief.briefing.rows import GroupHeading, Listed

    R = TypeVar("R", bound=Record)

DAY = date(2024, 12, 5)
TAKEN_BACK = Withdrawn(date=DAY, reason="taken back")


def read(record: R) -> R:
    """The record as it is read from a file that holds it: every field is held to its rules."""
    return validated(type(record), json.dumps(values(record)).encode())


def on(day: date = DAY) -> When:
    """A time that is a day."""
    return When(precision=Precision.DAY, start=day)


def lying_in(*codes: str) -> tuple[Where, ...]:
    """A place in these provinces."""
    return (Where(as_written="there", provinces=codes),)


def source(called: str, /, reliability: Reliability = Reliability.B, **fields: Any) -> Source:  # noqa: ANN401
    """A source of that id, which is its name too."""
    needed = {"name": called, "kind": SourceKind.OTHER, "rationale": "known"}
    return Source(**{"id": called, "reliability": reliability, **needed, **fields})


def claim(name: str, originator: str = "monitor", credibility: int | None = 3, **fields: Any) -> Claim:  # noqa: ANN401
    """A claim of that id, of one day and of no place."""
    needed = {"statement": f"Statement of {name}.", "when": on()}
    return Claim(**{"id": name, "originator": originator, "credibility": credibility, **needed, **fields})


def event(name: str, *claims: str) -> TimelineEntry:
    """A timeline entry on these claims."""
    return TimelineEntry(id=name, headline=f"Headline of {name}", claims=claims)


def front(name: str, *claims: str, **fields: Any) -> Front:  # noqa: ANN401
    """A front on these claims."""
    return Front(id=name, headline=f"Headline of {name}", claims=claims, **fields)


def note(name: str, *claims: str, sector: Sector = Sector.HEALTH) -> HumanitarianNote:
    """A humanitarian note on these claims."""
    return HumanitarianNote(id=name, headline=f"Headline of {name}", claims=claims, sector=sector)


SOURCES = (
    source("ministry", Reliability.D, control="State"),
    source("agency", Reliability.D, control="STATE"),
    source("monitor"),
    source("radio", Reliability.C),
)
"""A ministry and its agency, which are one, and two that are each their own."""


def briefing(*claims: Claim, **fields: Any) -> Briefing:  # noqa: ANN401
    """A briefing with these claims, of `SOURCES` where no others are given."""
    needed = {
        "format": "sitbrief/1",
        "id": "made-1",
        "series": "made",
        "edition": 1,
        "title": "Made",
        "tlp": Tlp.CLEAR,
        "country": "SY",
        "zone": "Asia/Damascus",
        "period": Period(start=DAY, end=DAY),
        "issued": DAY,
        "as_of": DAY,
        "cutoff": DAY,
        "compiled_by": "Desk",
        "sources": SOURCES,
    }
    return Briefing(**{**needed, "claims": claims, **fields})


def view(made: Briefing, filters: Filters | None = None) -> View:
    """A view of it."""
    return View(ResolvedBriefing(made), filters)


def listed(shown: View, pane: Pane) -> list[GroupHeading | Listed]:
    """The rows of a list as they stand below each other, with the headings of their groups."""
    parts = (part for placed in shown.rows(pane) for part in (placed.heading, placed.row))
    return [part for part in parts if part is not None]
