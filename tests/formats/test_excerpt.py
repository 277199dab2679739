"""What a view shows goes out as JSON and CSV, and comes back without loss."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.making import briefing as made
from briefing.making import claim as a_claim
from briefing.making import event, listed, lying_in
from sitbrief.briefing import Filters, ResolvedBriefing, View
from sitbrief.briefing.checker import check_references
from sitbrief.briefing.entries import ENTRY_PANES
from sitbrief.briefing.grades import parse_least
from sitbrief.briefing.states import State
from sitbrief.formats import markdown, native, plain
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


WEEK = next(briefing for briefing in SAMPLES if briefing.id == "2024-12-06-hama")
IDLEB = Filters(provinces=("SY-ID",))
FILTERED = "Filtered to: Idleb. Shown: 3 of 22 entries."


def filtered(briefing: Briefing, filters: Filters) -> Briefing:
    """An excerpt as it is read back."""
    return native.loads(native.dumps(excerpt(View(ResolvedBriefing(briefing), filters))))


def shown(view: View) -> list[list[str]]:
    return [[getattr(row, "id", "") for row in listed(view, pane)] for pane in ENTRY_PANES]


@pytest.mark.parametrize("briefing", SAMPLES, ids=lambda briefing: briefing.id)
def test_without_filters_it_is_the_briefing_itself(briefing: Briefing) -> None:
    assert native.loads(native.dumps(excerpt(View(ResolvedBriefing(briefing))))) == briefing


@given(st.sampled_from(SAMPLES), FILTERS)
def test_an_excerpt_shows_the_same_under_the_same_filters(briefing: Briefing, filters: Filters) -> None:
    """Its states too: what disputes or supports a shown claim came along."""
    view = View(ResolvedBriefing(briefing), filters)
    back = native.loads(native.dumps(excerpt(view)))
    assert list(check_references(back)) == []
    again = View(ResolvedBriefing(back), filters)
    assert shown(again) == shown(view)
    assert {name: again.index.states[name] for name in again.claims_shown} == {
        name: view.index.states[name] for name in view.claims_shown
    }
    assert excerpt(again) == back


@pytest.mark.parametrize("state", [State.CONFIRMED, State.SINGLE_SOURCE])
def test_a_shown_claim_keeps_what_supports_it(state: State) -> None:
    """Whichever of the two names the other: without it what is confirmed would rest on a single source."""
    shown_one, other = "here", "elsewhere"
    backed = {"supports": (other,)} if state is State.CONFIRMED else {}
    whole = made(
        a_claim(shown_one, "monitor", where=lying_in("SY-HM"), **backed),
        a_claim(other, "radio", where=lying_in("SY-HL")),
        timeline=(event("t1", shown_one), event("t2", other)),
    )
    for first, second in ((shown_one, other), (other, shown_one)):
        where = "SY-HM" if first == shown_one else "SY-HL"
        view = View(ResolvedBriefing(whole), Filters(provinces=(where,)))
        assert view.index.states[first] == state
        back = excerpt(view)
        assert ResolvedBriefing(back).states[first] == state
        assert {found.id for found in back.claims} == ({first, second} if backed else {first})


def test_an_excerpt_says_so_before_what_the_note_says() -> None:
    assert WEEK.note
    back = filtered(WEEK, IDLEB)
    assert back.note == f"{FILTERED}\n\n{WEEK.note}"
    assert filtered(replace(WEEK, note=None), IDLEB).note == FILTERED
    for written in (markdown.write(View(ResolvedBriefing(back))), plain.write(View(ResolvedBriefing(back)))):
        assert FILTERED in " ".join(written.split())


def test_an_excerpt_of_an_excerpt_says_it_once() -> None:
    """All that it went through, and how much it is of the whole."""
    back = filtered(WEEK, IDLEB)
    assert filtered(back, IDLEB) == back
    narrow = Filters(text="displaced", provinces=("SY-ID",))
    again = filtered(back, Filters(text="displaced"))
    assert again.note == f'Filtered to: Idleb; "displaced". Shown: 1 of 22 entries.\n\n{WEEK.note}'
    assert filtered(again, Filters(text="displaced")) == filtered(again, narrow) == again
    wide = filtered(WEEK, Filters(provinces=("SY-ID", "SY-HL")))
    assert (filtered(wide, IDLEB).note or "").startswith("Filtered to: Idleb, Aleppo; Idleb. Shown: 3 of 22")


@given(
    st.text() | st.sampled_from(["a; b", "x. Shown: 1 of 2 entries.", "\n\n", "\x1b[31m", "\u202e", " " * 99])
)
def test_whatever_is_searched_for_the_note_stays_readable(text: str) -> None:
    view = View(ResolvedBriefing(WEEK), Filters(text=text, without="nowhere"))
    back = filtered(WEEK, view.filters)
    assert back == excerpt(view)
    assert filtered(back, view.filters) == back
    assert (back.note or "").endswith(f" of 22 entries.\n\n{WEEK.note}")


@pytest.mark.parametrize("number", [",", "9" * 5000])
def test_a_note_that_looks_like_an_excerpt_s_is_kept(number: str) -> None:
    note = f"Filtered to: Hama. Shown: 1 of {number} entries."
    assert filtered(replace(WEEK, note=note), IDLEB).note == f"{FILTERED}\n\n{note}"


@given(st.sampled_from(SAMPLES), FILTERS)
def test_a_table_has_one_row_for_each_claim_shown(briefing: Briefing, filters: Filters) -> None:
    view = View(ResolvedBriefing(briefing), filters)
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
        for row in list(
            csv.reader(io.StringIO("".join(lines(View(ResolvedBriefing(briefing)))), newline=""))
        )[1:]
    ]
    for name, value in product(("figures", "quote", "provinces", "contradicts", "documents"), (True, False)):
        assert any(bool(row[name]) is value for row in found) or name == "documents"
