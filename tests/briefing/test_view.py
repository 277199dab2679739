"""What panes and writers are given."""

from __future__ import annotations

import pytest

from formats.hostile import bare, sample, view
from sitbrief.briefing import Filters
from sitbrief.briefing.detail import Link, entry_detail, last_confirmed, rival_table, source_detail
from sitbrief.briefing.entries import Pane
from sitbrief.briefing.grades import Grade, Reliability
from sitbrief.briefing.rows import EntryRow, Heading, SourceRow
from sitbrief.briefing.states import State

WHOLE = view(sample())
HAMA = view(sample(), Filters(provinces=("SY-HM",)))
CONTESTED = view(sample(), Filters(states=(State.CONTESTED,)))


def labels(pane: Pane) -> list[str]:
    return [row.label if isinstance(row, Heading) else row.id for row in WHOLE.rows(pane)]


@pytest.mark.parametrize(
    ("pane", "expected"),
    [
        (Pane.TIMELINE, ["2024-12-05", "t2", "t1", "No time", "t3"]),
        (Pane.FRONTS, ["Hama", "f1", "No province", "f2"]),
        (Pane.HUMANITARIAN, ["Health", "h1", "WASH", "h2"]),
        (Pane.SOURCES, ["sohr", "mod", "paper", "radio"]),
    ],
)
def test_rows_are_grouped_and_in_order(pane: Pane, expected: list[str]) -> None:
    assert labels(pane) == expected
    assert WHOLE.length(pane) == len(expected)
    assert [
        row.id if not isinstance(row, Heading) else row.label for row in WHOLE.window(pane, 1, 2)
    ] == expected[1:3]


def test_counts_are_of_entries_and_not_of_headings() -> None:
    assert [WHOLE.count(pane) for pane in Pane] == [3, 2, 2, 4]
    assert (WHOLE.entries_shown, WHOLE.entries_total) == (7, 7)
    assert WHOLE.summary() == "7 of 7 shown"


def test_filtered_counts_and_their_words_agree() -> None:
    assert [HAMA.count(pane) for pane in Pane] == [1, 1, 0, 4]
    assert [HAMA.total(pane) for pane in Pane] == [3, 2, 2, 4]
    assert HAMA.summary() == "Hama · 2 of 7 shown"
    assert HAMA.hidden == {"province": 5, "without a province": 4}


def test_contested_entries_and_sources_are_counted() -> None:
    assert [WHOLE.contested(pane) for pane in Pane] == [1, 1, 1, 2]
    assert [CONTESTED.count(pane) for pane in Pane] == [1, 1, 1, 4]


def test_a_source_counts_what_is_shown() -> None:
    sohr = next(row for row in WHOLE.rows(Pane.SOURCES) if isinstance(row, SourceRow))
    assert (sohr.as_originator, sohr.as_carrier, sohr.confirmed, sohr.contested) == (2, 0, 1, 1)


def test_the_rail_counts_under_all_filters_but_that_of_provinces() -> None:
    counts = {row.code: (row.entries, row.contested) for row in HAMA.provinces if row.entries}
    assert counts == {"SY-HM": (2, 2), "SY-HL": (2, 1)}
    assert [row.number for row in HAMA.provinces] == [f"{n:02}" for n in range(1, 15)]


def test_a_country_without_a_table_has_no_rail() -> None:
    assert view({**bare(), "country": "XX"}).provinces == ()


def test_a_row_knows_what_one_line_has_to_say() -> None:
    row = WHOLE.rows(Pane.TIMELINE)[2]
    assert isinstance(row, EntryRow)
    assert (row.id, row.clock, row.provinces, row.state, row.claims) == (
        "t1",
        "morning",
        ("Hama",),
        State.CONTESTED,
        2,
    )
    assert row.grade == Grade(Reliability.C, 2)


def test_an_entry_without_claims_has_neither_time_nor_grade() -> None:
    row = WHOLE.rows(Pane.TIMELINE)[4]
    assert isinstance(row, EntryRow)
    assert (row.when, row.clock, row.grade, row.state) == (None, "", None, State.NO_CLAIMS)


def test_a_row_is_found_by_its_id_unless_it_is_hidden() -> None:
    assert WHOLE.row_of(Pane.TIMELINE, "t1") == 2
    assert HAMA.row_of(Pane.HUMANITARIAN, "h1") is None


@pytest.mark.parametrize(
    ("pane", "words", "rows"),
    [
        (Pane.TIMELINE, "", ()),
        (Pane.TIMELINE, "HEADLINE one", (2,)),
        (Pane.TIMELINE, "2024", ()),
        (Pane.FRONTS, "northeast party", (1,)),
        (Pane.HUMANITARIAN, "gaps", (1,)),
        (Pane.SOURCES, "observatory opposition", (0,)),
    ],
)
def test_search_finds_rows_by_all_their_words(pane: Pane, words: str, rows: tuple[int, ...]) -> None:
    assert WHOLE.matches(pane, words) == rows


def test_an_unattributed_claim_has_its_outlets_reliability_and_one_not_stated_has_none() -> None:
    claims = WHOLE.index.claims
    assert WHOLE.index.reliability_of(claims["c6"]) is Reliability.B
    assert WHOLE.index.reliability_of(claims["c5"]) is Reliability.F


def test_the_origins_carrier_is_named_once_and_not_behind_a_named_originator() -> None:
    index = WHOLE.index
    assert index.origin_carrier == "paper"
    assert index.attribution(index.claims["c1"]) == "C3; SOHR via Radio"
    assert index.attribution(index.claims["c6"]) == "B6; unattributed via Paper"


def test_who_speaks_twice_is_named_once() -> None:
    index = WHOLE.index
    claims = [index.claims[name] for name in ("c3", "c2", "c4", "c2")]
    assert index.attributions(claims) == "C2; SOHR / D4, D2; Ministry"


def test_without_an_origin_nobody_is_left_out() -> None:
    assert view(bare()).index.origin_carrier is None


def test_rivals_outside_the_filters_are_shown_and_marked() -> None:
    front = next(entry for entry in HAMA.index.entries[Pane.FRONTS] if entry.id == "f1")
    table = rival_table(entry_detail(HAMA, Pane.FRONTS, front).claims)
    assert [(item.claim.id, item.outside) for item in table] == [("c1", False), ("c2", True)]


def test_an_entry_leads_to_what_shares_a_claim_or_a_dispute_and_to_its_sources() -> None:
    note = next(entry for entry in WHOLE.index.entries[Pane.HUMANITARIAN] if entry.id == "h2")
    links = entry_detail(WHOLE, Pane.HUMANITARIAN, note).links
    assert [(link.pane, link.id) for link in links] == [
        (Pane.TIMELINE, "t1"),
        (Pane.FRONTS, "f1"),
        (Pane.SOURCES, "mod"),
        (Pane.SOURCES, "paper"),
    ]
    assert isinstance(links[0], Link)


def test_a_source_leads_to_the_entries_it_has_a_part_in() -> None:
    detail = source_detail(WHOLE, WHOLE.index.sources["paper"])
    assert [item.claim.id for item in detail.originates] == []
    assert [item.claim.id for item in detail.carries] == ["c1", "c2", "c6"]
    assert {link.id for link in detail.links} == {"t1", "f1", "h2", "f2"}


def test_a_front_was_last_confirmed_when_its_latest_confirmed_claim_was() -> None:
    front = next(entry for entry in WHOLE.index.entries[Pane.FRONTS] if entry.id == "f1")
    assert last_confirmed(WHOLE, entry_detail(WHOLE, Pane.FRONTS, front).claims) == "2024-12-05"
    assert last_confirmed(WHOLE, ()) is None


def test_a_front_is_listed_under_the_province_that_is_asked_for() -> None:
    aleppo = view(sample(), Filters(provinces=("SY-HL",)))
    assert aleppo.rows(Pane.FRONTS)[0] == Heading("Aleppo", 1)
