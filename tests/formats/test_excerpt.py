"""What a view shows goes out as JSON and CSV, and comes back without loss."""

from __future__ import annotations

import csv
import io
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.briefing import Filters, Index, View
from sitbrief.briefing.checker import check_references
from sitbrief.briefing.grades import parse_least
from sitbrief.briefing.states import State
from sitbrief.briefing.view import ENTRY_PANES
from sitbrief.formats import native
from sitbrief.formats.csv_text import HEAD, lines
from sitbrief.formats.excerpt import excerpt
from support.program import ROOT

if TYPE_CHECKING:
    from sitbrief.briefing import Briefing

SAMPLES = [native.load(path) for path in sorted((ROOT / "briefings").glob("*.json"))]
FILTERS = st.builds(
    Filters,
    provinces=st.sampled_from([(), ("SY-HM",), ("SY-HL", "SY-DY"), ("SY-QU",)]),
    least=st.sampled_from([None, parse_least("C3"), parse_least("B2")]),
    unknown=st.booleans(),
    states=st.sampled_from([(), (State.CONTESTED,)]),
    text=st.sampled_from(["", "hama", "drone"]),
)


def shown(view: View) -> list[list[str]]:
    return [[getattr(row, "id", "") for row in view.rows(pane)] for pane in ENTRY_PANES]


@pytest.mark.parametrize("briefing", SAMPLES, ids=lambda briefing: briefing.id)
def test_without_filters_it_is_the_briefing_itself(briefing: Briefing) -> None:
    assert native.loads(native.dumps(excerpt(View(Index(briefing))))) == briefing


@given(st.sampled_from(SAMPLES), FILTERS)
def test_an_excerpt_shows_the_same_under_the_same_filters(briefing: Briefing, filters: Filters) -> None:
    """Its states too: what disputes or supports a shown claim came along."""
    view = View(Index(briefing), filters)
    back = native.loads(native.dumps(excerpt(view)))
    assert list(check_references(back)) == []
    again = View(Index(back), filters)
    assert shown(again) == shown(view)
    assert {name: again.index.states[name] for name in again.claims_shown} == {
        name: view.index.states[name] for name in view.claims_shown
    }
    assert excerpt(again) == back


@given(st.sampled_from(SAMPLES), FILTERS)
def test_a_table_has_one_row_for_each_claim_shown(briefing: Briefing, filters: Filters) -> None:
    view = View(Index(briefing), filters)
    head, *rows = csv.reader(io.StringIO("".join(lines(view)), newline=""))
    assert tuple(head) == HEAD
    assert all(len(row) == len(HEAD) for row in rows)
    expected = [claim for claim in briefing.claims if not filters or claim.id in view.claims_shown]
    assert [row[0] for row in rows] == [claim.id for claim in expected]
    for row, claim in zip(rows, expected, strict=True):
        cells = dict(zip(HEAD, row, strict=True))
        assert cells["statement"].lstrip("'") == claim.statement.lstrip("'")
        assert cells["state"] == view.index.states[claim.id]
        assert cells["grade"] == str(view.index.grade_of(claim))


def test_every_sample_has_rows_of_many_kinds() -> None:
    found = [
        dict(zip(HEAD, row, strict=True))
        for briefing in SAMPLES
        for row in list(csv.reader(io.StringIO("".join(lines(View(Index(briefing)))), newline="")))[1:]
    ]
    for name, value in product(("figures", "quote", "provinces", "contradicts", "documents"), (True, False)):
        assert any(bool(row[name]) is value for row in found) or name == "documents"
