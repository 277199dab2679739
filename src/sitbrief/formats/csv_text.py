"""Writes a view as CSV: one row a claim, safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from sitbrief.briefing.where import province_name
from sitbrief.text import clean_layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitbrief.briefing import View
    from sitbrief.briefing.claims import Claim
    from sitbrief.text import Clean

HEAD: Final = (
    *(
        "id",
        "statement",
        "state",
        "originator",
        "carriers",
        "coded_from",
        "grade",
        "reliability",
        "credibility",
    ),
    *("when", "start", "end", "when_as_written", "provinces", "province_codes", "where_as_written"),
    *(
        "latitude",
        "longitude",
        "figures",
        "quote",
        "entries",
        "documents",
        "dataset_note",
        "note",
        "withdrawn",
        "contradicts",
    ),
)

_PART: Final = r"(?:\A|(?<=[;|\t\r\n]))"
"""Where a cell begins: elsewhere a semicolon parts cells, or a tab, and a line break in one begins a row."""

_NUMBER: Final = r"[^\S\t\r\n]*[+-]?[0-9][0-9.,]*(?:[eE][+-]?[0-9]+)?%?[^\S\t\r\n]*"
_FORMULA: Final = (
    r"(?=(?:['\"]|[^\S\t\r\n])*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b])"
    rf"(?!{_NUMBER}\Z)(?!(?<=;){_NUMBER};)"
)
"""What is computed, in half or full width, behind blanks or quotes; a number that is all of its cell is none."""

_ACTS: Final = re.compile(f"{_PART}{_FORMULA}|\\A(?='*[\t\r])")
_GUARD: Final = re.compile(f"{_PART}'{_FORMULA}|\\A'(?='*[\t\r])")


def safe(cell: Clean) -> str:
    """A cell that no spreadsheet computes anything of: an apostrophe stands before what it would take for a formula.

    That is at the start of the cell, and wherever a cell or a row would begin to one that parts them by another sign than
    the comma. Numbers are left alone. `unguarded` is the way back.
    """
    return _ACTS.sub("'", cell)


def unguarded(cell: str) -> str:
    """The cell that `safe` was given."""
    return _GUARD.sub("", cell)


def csv_line(cells: Iterable[str]) -> str:
    """One line of CSV; each cell safe in a spreadsheet."""
    out = io.StringIO()
    csv.writer(out).writerow([safe(clean_layout(cell)) for cell in cells])
    return out.getvalue()


def lines(view: View) -> Iterator[str]:
    """The lines: a head, then each claim that a shown entry rests on; without filters all claims."""
    yield csv_line(HEAD)
    for claim in view.index.briefing.claims:
        if not view.filters or claim.id in view.claims_shown:
            yield csv_line(_cells(view, claim))


def _cells(view: View, claim: Claim) -> Iterator[str]:
    index = view.index
    zone = index.briefing.zone
    grade = index.grade_of(claim)
    when = claim.when
    start, end = when.days(zone) if when else ("", "")
    point = next((place.coordinates for place in claim.where if place.coordinates), None)
    yield from (claim.id, claim.statement, index.states[claim.id], index.originator_name(claim))
    yield from (_joined(index.carrier_names(claim)), _joined(index.basis_names(claim)))
    yield from (str(grade), grade.reliability, str(grade.credibility))
    yield from (when.label(zone) if when else "", str(start), str(end), (when and when.as_written) or "")
    yield _joined(map(province_name, claim.provinces))
    yield _joined(claim.provinces)
    yield _joined(place.as_written for place in claim.where)
    yield from (str(point.lat), str(point.lon)) if point else ("", "")
    yield _joined(figure.in_full for figure in claim.figures)
    yield claim.quote or ""
    yield _joined(entry.headline for _, entry in index.entries_of[claim.id])
    yield _joined(claim.documents)
    yield from (claim.dataset_note or "", claim.note or "")
    yield f"{claim.withdrawn.date}: {claim.withdrawn.reason}" if claim.withdrawn else ""
    yield _joined(index.rivals[claim.id])


def _joined(words: Iterable[str]) -> str:
    return "; ".join(words)
