"""What a view shows goes out as JSON and CSV, and comes back without loss."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

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
from sitbrief.files.writing import Unwritable
from sitbrief.formats import markdown, native, plain
from sitbrief.formats.csv_text import HEAD, lines
from sitbrief.formats.extract import exported_id, extract, part_of, spare_full_edition
from sitbrief.text import clean_line
from support.program import ROOT

if TYPE_CHECKING:
    from pathlib import Path

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


def filtered(briefing: Briefing, filters: Filters) -> Briefing:
    """An extract as it is read back."""
    return native.loads(native.dumps(extract(View(ResolvedBriefing(briefing), filters))))


def shown(view: View) -> list[list[str]]:
    return [[getattr(row, "id", "") for row in listed(view, pane)] for pane in ENTRY_PANES]


@pytest.mark.parametrize("briefing", SAMPLES, ids=lambda briefing: briefing.id)
def test_without_filters_it_is_the_briefing_itself(briefing: Briefing) -> None:
    assert native.loads(native.dumps(extract(View(ResolvedBriefing(briefing))))) == briefing


@given(st.sampled_from(SAMPLES), FILTERS)
def test_an_extract_shows_the_same_under_the_same_filters(briefing: Briefing, filters: Filters) -> None:
    """Its states too: what disputes or supports a shown claim came along."""
    view = View(ResolvedBriefing(briefing), filters)
    back = native.loads(native.dumps(extract(view)))
    assert list(check_references(back)) == []
    again = View(ResolvedBriefing(back), filters)
    assert shown(again) == shown(view)
    assert {name: again.index.states[name] for name in again.claims_shown} == {
        name: view.index.states[name] for name in view.claims_shown
    }
    assert extract(again) == back


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
        back = extract(view)
        assert ResolvedBriefing(back).states[first] == state
        assert {found.id for found in back.claims} == ({first, second} if backed else {first})


def test_an_extract_says_of_what_it_is_one_and_leaves_the_note_alone() -> None:
    back = filtered(WEEK, IDLEB)
    assert back.id.startswith("2024-12-06-hama-extract-")
    assert (back.extract_of, back.filtered_to, back.full_entries) == (WEEK.id, "Idleb", 22)
    assert (back.note, back.title, back.series, back.edition) == (
        WEEK.note,
        WEEK.title,
        WEEK.series,
        WEEK.edition,
    )
    told = "Extract of: 2024-12-06-hama Filtered to: Idleb Shown: 3 of 22 entries"
    for shown in (View(ResolvedBriefing(back)), View(ResolvedBriefing(WEEK), IDLEB)):
        assert told in " ".join(plain.write(shown).split())
        assert told in " ".join(markdown.write(shown).replace("**", "").replace("- ", "").split())


def test_a_full_edition_says_nothing_of_extracts() -> None:
    whole = View(ResolvedBriefing(WEEK))
    assert part_of(whole) is None
    assert exported_id(whole) == WEEK.id
    assert "xtract" not in plain.write(whole)


def test_an_extract_that_does_not_say_by_what_is_one_all_the_same() -> None:
    """Somebody has made it by hand."""
    index = ResolvedBriefing(replace(WEEK, id=clean_line("part"), extract_of=WEEK.id))
    written = " ".join(plain.write(View(index)).split())
    assert "Extract of: 2024-12-06-hama Shown: 22 of 22 entries" in written
    assert exported_id(View(index)) == "part"


def test_what_an_extract_is_filtered_to_is_in_force_wherever_that_is_said() -> None:
    whole, back = (View(ResolvedBriefing(made)) for made in (WEEK, filtered(WEEK, IDLEB)))
    assert (whole.head.extract, whole.summary()) == ("", "22 of 22 shown")
    assert (back.head.extract, back.summary()) == ("extract: Idleb", "extract: Idleb · 3 of 3 shown")
    narrower = View(back.index, Filters(text="displaced"))
    assert narrower.summary() == 'extract: Idleb · "displaced" · 1 of 3 shown'
    bare = View(ResolvedBriefing(replace(WEEK, id=clean_line("part"), extract_of=WEEK.id)))
    assert bare.head.extract == "extract"


def test_an_extract_of_an_extract_is_one_of_the_full_edition() -> None:
    """It says all that it went through, each once, and how much it is of the whole."""
    back = filtered(WEEK, IDLEB)
    assert filtered(back, IDLEB) == back
    narrow = Filters(text="displaced", provinces=("SY-ID",))
    again = filtered(back, Filters(text="displaced"))
    assert (again.extract_of, again.filtered_to, again.full_entries) == (WEEK.id, 'Idleb; "displaced"', 22)
    assert filtered(again, Filters(text="displaced")) == filtered(again, narrow) == again
    assert again.id == filtered(WEEK, narrow).id != back.id
    wide = filtered(WEEK, Filters(provinces=("SY-ID", "SY-HL")))
    assert filtered(wide, IDLEB).filtered_to == "Idleb, Aleppo; Idleb"


def test_the_same_filters_give_the_same_id_in_whatever_order_they_come() -> None:
    one, other = (
        filtered(WEEK, Filters(provinces=codes)) for codes in (("SY-ID", "SY-HL"), ("SY-HL", "SY-ID"))
    )
    assert one.id == other.id
    assert len({filtered(briefing, IDLEB).id for briefing in SAMPLES}) == len(SAMPLES)


def test_an_id_of_any_length_leaves_room_for_what_tells_extracts_apart() -> None:
    ids = {filtered(replace(WEEK, id=clean_line(f"{'x' * 78}{n}")), IDLEB).id for n in range(3)}
    assert [len(name) for name in ids] == [80] * 3


def test_a_file_that_holds_the_full_edition_is_spared(tmp_path: Path) -> None:
    path = tmp_path / "any.json"
    path.write_bytes(native.dumps(WEEK))
    part = View(ResolvedBriefing(WEEK), IDLEB)
    with pytest.raises(Unwritable, match=r"holds the full edition, 2024-12-06-hama, .* name another file"):
        spare_full_edition(part, str(path))
    spare_full_edition(View(ResolvedBriefing(WEEK)), str(path))
    for other in (native.dumps(extract(part)), b"no briefing"):
        path.write_bytes(other)
        spare_full_edition(part, str(path))
    spare_full_edition(part, str(tmp_path / "nowhere.json"))


@pytest.mark.parametrize(
    "fields", [{"extract_of": WEEK.id}, {"filtered_to": "Idleb"}, {"full_entries": 22}], ids=str
)
def test_what_is_no_extract_of_another_is_not_marked_as_one(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="extract"):
        replace(WEEK, **fields)


@given(
    st.text() | st.sampled_from(["a; b", "x. Shown: 1 of 2 entries.", "\n\n", "\x1b[31m", "\u202e", " " * 99])
)
def test_whatever_is_searched_for_the_extract_stays_readable(text: str) -> None:
    view = View(ResolvedBriefing(WEEK), Filters(text=text, without="nowhere"))
    back = filtered(WEEK, view.filters)
    assert back == extract(view)
    assert filtered(back, view.filters) == back
    assert (back.extract_of, back.note) == (WEEK.id, WEEK.note)


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
    for name, value in product(
        ("figures", "quote", "provinces", "contradicts", "document_url", "place_level"), (True, False)
    ):
        assert any(bool(row[name]) is value for row in found)
