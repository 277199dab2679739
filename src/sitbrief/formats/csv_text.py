"""Writes a view as CSV: one row a claim or one a figure, safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from sitbrief.briefing.where import province_name
from sitbrief.formats.export import CSV_ROWS
from sitbrief.formats.extract import part_of
from sitbrief.text import clean_layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitbrief.briefing import View
    from sitbrief.briefing.claims import Claim
    from sitbrief.briefing.figures import Figure
    from sitbrief.text import Clean

_CLAIM: Final = (
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
    *("when", "start", "end", "time_precision", "time_inferred", "when_as_written"),
    *("provinces", "province_codes", "where_as_written", "place_level"),
    *("latitude", "longitude", "precision_km"),
)
_REST: Final = (
    *("quote", "entries", "document_title", "document_publisher", "document_date", "document_url"),
    *(
        "dataset_note",
        "note",
        "withdrawn",
        "contradicts",
        "briefing",
        "edition",
        "as_of",
        "tlp",
        "filtered_to",
    ),
)

HEAD: Final = (*_CLAIM, "figures", *_REST)
"""The columns where a row is a claim."""

FIGURES_HEAD: Final = (
    *("figure", "counted", "whose", "unit", "low", "best", "high", "as_said"),
    *("scope_place", "scope_period", "scope_among", "key_figure"),
    *_CLAIM,
    *_REST,
)
"""The columns where a row is a figure: what of it can be computed with, then the claim that it is of."""

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
    # Letters and digits alone act nowhere; most cells are words.
    return cell if cell.isalnum() else _ACTS.sub("'", cell)


def unguarded(cell: str) -> str:
    """The cell that `safe` was given."""
    return _GUARD.sub("", cell)


def csv_line(cells: Iterable[str]) -> str:
    """One line of CSV; each cell safe in a spreadsheet."""
    out = io.StringIO()
    csv.writer(out).writerow([safe(clean_layout(cell)) for cell in cells])
    return out.getvalue()


def lines(view: View, *, rows: str = CSV_ROWS[0], bom: bool = False) -> Iterator[str]:
    """The lines: a head, then each claim that a shown entry rests on; without filters all claims.

    Args:
        view: What is shown.
        rows: What a row is of, a claim or each figure of one.
        bom: Whether to begin with the mark by which spreadsheets know UTF-8.
    """
    if bom:
        yield "\ufeff"
    figures = rows != CSV_ROWS[0]
    yield csv_line(FIGURES_HEAD if figures else HEAD)
    of_briefing = tuple(_of_briefing(view))
    for claim in view.index.briefing.claims:
        if view.filters and claim.id not in view.claims_shown:
            continue
        told, rest = tuple(_claim(view, claim)), (*_rest(view, claim), *of_briefing)
        if figures:
            for figure in claim.figures:
                yield csv_line((*_figure(figure), *told, *rest))
        else:
            yield csv_line((*told, _joined(figure.in_full for figure in claim.figures), *rest))


def _claim(view: View, claim: Claim) -> Iterator[str]:
    """What it says, who says so, when and where."""
    index, zone = view.index, view.index.briefing.zone
    grade, when = index.grade_of(claim), claim.when
    start, end = when.days(zone) if when else ("", "")
    yield from (claim.id, claim.statement, index.states[claim.id], index.originator_name(claim))
    yield from (_joined(index.carrier_names(claim)), _joined(index.basis_names(claim)))
    yield from (str(grade), grade.reliability, str(grade.credibility))
    yield from (when.label(zone) if when else "", str(start), str(end), when.precision if when else "")
    yield from (_yes(when.inferred) if when else "", (when and when.as_written) or "")
    yield _joined(map(province_name, claim.provinces))
    yield _joined(claim.provinces)
    yield _joined(place.as_written for place in claim.where)
    yield _in_step(place.level for place in claim.where)
    point = next((place.coordinates for place in claim.where if place.coordinates), None)
    yield from (str(point.lat), str(point.lon), _plain(point.precision_km)) if point else ("", "", "")


def _rest(view: View, claim: Claim) -> Iterator[str]:
    """What else there is to say of it, and what it is read from."""
    index = view.index
    documents = [index.documents[name] for name in claim.documents]
    yield claim.quote or ""
    yield _joined(entry.headline for _, entry in index.entries_of[claim.id])
    yield _in_step(document.title for document in documents)
    yield _in_step(document.publisher for document in documents)
    yield _in_step(document.date for document in documents)
    yield _in_step(document.url for document in documents)
    yield from (claim.dataset_note or "", claim.note or "")
    yield f"{claim.withdrawn.date}: {claim.withdrawn.reason}" if claim.withdrawn else ""
    yield _joined(index.rivals[claim.id])


def _of_briefing(view: View) -> Iterator[str]:
    """What a row needs when it is taken out of the file: of which briefing it is, of when, and how far it may be passed on."""
    briefing, part = view.index.briefing, part_of(view)
    yield from (briefing.extract_of or briefing.id, str(briefing.edition))
    yield briefing.as_of.isoformat() if briefing.as_of else ""
    yield from (briefing.tlp, part.filtered_to if part else "")


def _figure(figure: Figure) -> Iterator[str]:
    scope = figure.scope
    yield from (str(figure), figure.what, figure.whose or "", figure.unit or "")
    yield from map(_plain, (figure.low, figure.best, figure.high))
    yield from (figure.as_said or "", scope.place or "", scope.period or "", scope.among or "")
    yield _yes(figure.key)


def _plain(number: float | None) -> str:
    """A number to compute with, without separators; nothing for none."""
    return "" if number is None else str(number)


def _yes(so: bool) -> str:  # noqa: FBT001  it is about the fact alone
    return "yes" if so else "no"


def _joined(words: Iterable[str]) -> str:
    return "; ".join(words)


def _in_step(values: Iterable[object | None]) -> str:
    """Values of several things in the order of these, empty where one has none; nothing where none has any."""
    found = ["" if value is None else str(value) for value in values]
    return _joined(found) if any(found) else ""
