"""What panes and writers are given."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta, timezone

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.making import DAY, briefing, claim, event, front, listed, lying_in, on, source, view
from formats.hostile import sample
from sitbrief.briefing import Briefing, Filters
from sitbrief.briefing.entries import ENTRY_PANES, Pane
from sitbrief.briefing.grades import Reliability
from sitbrief.briefing.lists import NO_PROVINCE
from sitbrief.briefing.rows import EntryRow, GroupHeading, SourceRow
from sitbrief.briefing.states import State
from sitbrief.briefing.when import PartOfDay, Precision, When
from sitbrief.briefing.where import province_name
from sitbrief.formats.validation import validated


def whole(**changes: object) -> Briefing:
    """The sample that uses every field."""
    return validated(Briefing, orjson.dumps({**sample(), **changes}))


WHOLE = view(whole())
HAMA = view(whole(), Filters(provinces=("SY-HM",)))
CONTESTED = view(whole(), Filters(states=(State.CONTESTED,)))


def labels(pane: Pane) -> list[str]:
    return [row.label if isinstance(row, GroupHeading) else row.id for row in listed(WHOLE, pane)]


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
    placed = WHOLE.window(pane, 0, 9)
    assert [
        word for row in placed for word in ((row.heading.label,) if row.heading else ()) + (row.row.id,)
    ] == (expected)


def test_counts_are_of_entries_and_not_of_headings() -> None:
    assert [WHOLE.count(pane) for pane in Pane] == [3, 2, 2, 4]
    assert (WHOLE.entries_shown, WHOLE.entries_total) == (7, 7)
    assert WHOLE.summary() == "7 of 7 shown"


def test_filtered_counts_and_their_words_agree() -> None:
    assert [HAMA.count(pane) for pane in Pane] == [1, 1, 0, 4]
    assert [HAMA.total(pane) for pane in Pane] == [3, 2, 2, 4]
    assert HAMA.bad_files == 0  # its sources are no files
    assert HAMA.summary() == "Hama · 2 of 7 shown"
    assert HAMA.hidden == {"province": 5, "without a province": 4}


def test_contested_entries_and_sources_are_counted() -> None:
    assert [WHOLE.contested(pane) for pane in Pane] == [1, 1, 1, 2]
    assert (WHOLE.entries_contested, CONTESTED.entries_contested) == (3, 3)
    assert [CONTESTED.count(pane) for pane in Pane] == [1, 1, 1, 4]


def test_a_source_counts_what_is_shown() -> None:
    sohr = next(row for row in listed(WHOLE, Pane.SOURCES) if isinstance(row, SourceRow))
    assert (sohr.as_originator, sohr.as_carrier, sohr.confirmed, sohr.contested) == (2, 0, 1, 1)


def test_the_rail_counts_under_all_filters_but_that_of_provinces() -> None:
    counts = {row.code: (row.entries, row.contested) for row in HAMA.provinces if row.entries}
    assert counts == {"SY-HM": (2, 2), "SY-HL": (2, 1)}
    assert [row.number for row in HAMA.provinces] == [f"{n:02}" for n in range(1, 15)]


def test_the_states_count_under_all_filters_but_that_of_states() -> None:
    """Every state that some entry is in is told of, with nothing in it where the filters leave nothing."""
    whole_states = {row.state: row.entries for row in WHOLE.states}
    assert sum(whole_states.values()) == WHOLE.entries_total
    contested = view(whole(), Filters(provinces=("SY-HM",), states=(State.CONTESTED,)))
    assert contested.states == HAMA.states
    assert sum(row.entries for row in HAMA.states) == HAMA.entries_shown
    assert {row.state for row in HAMA.states} == set(whole_states)
    shown = [entry for pane in ENTRY_PANES for entry in listed(HAMA, pane) if isinstance(entry, EntryRow)]
    assert Counter(row.state for row in shown) == Counter(
        {row.state: row.entries for row in HAMA.states if row.entries}
    )


def test_a_country_without_a_table_has_no_rail() -> None:
    assert view(briefing(country="XX")).provinces == ()


def test_a_row_knows_what_one_line_has_to_say() -> None:
    row = listed(WHOLE, Pane.TIMELINE)[2]
    assert isinstance(row, EntryRow)
    assert (row.id, row.clock, row.provinces, row.state, row.claims) == (
        "t1",
        "morning",
        ("Hama",),
        State.CONTESTED,
        2,
    )
    assert str(row.grade) == "C2 to C3"


def test_an_entry_without_claims_has_neither_time_nor_grade() -> None:
    row = listed(WHOLE, Pane.TIMELINE)[4]
    assert isinstance(row, EntryRow)
    assert (row.when, row.clock, row.grade, row.state) == (None, "", None, State.NO_CLAIMS)


def test_a_row_is_found_by_its_id_unless_it_is_hidden() -> None:
    assert WHOLE.row_of(Pane.TIMELINE, "t1") == 1
    assert HAMA.row_of(Pane.HUMANITARIAN, "h1") is None


@pytest.mark.parametrize(
    ("pane", "words", "rows"),
    [
        (Pane.TIMELINE, "", ()),
        (Pane.TIMELINE, "HEADLINE one", (1,)),
        (Pane.TIMELINE, "2024", ()),
        (Pane.FRONTS, "northeast party", (0,)),
        (Pane.HUMANITARIAN, "gaps", (0,)),
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
    assert index.attributions(claims, 2) == "C2; SOHR / D4, D2; Ministry"
    assert index.attributions(claims, 1) == "C2; SOHR / 1 more"
    assert index.listed_attributions(claims) == "SOHR (C2); Ministry (D4, D2)"
    assert index.listed_attributions(claims, 1) == "SOHR (C2); 1 more"


def test_without_an_origin_nobody_is_left_out() -> None:
    assert view(briefing()).index.origin_carrier is None


def test_a_front_is_listed_under_the_province_that_is_asked_for() -> None:
    aleppo = view(whole(), Filters(provinces=("SY-HL",)))
    assert listed(aleppo, Pane.FRONTS)[0] == GroupHeading("Aleppo", 1)


NO_CLAIMS = briefing(timeline=(event("t1"), event("t2")), fronts=(front("f1"),))
TIMES = st.sampled_from(
    [
        on(date.min),
        on(date.max),
        on(),
        When(precision=Precision.INSTANT, at=datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))),
        When(precision=Precision.INSTANT, at=datetime.max.replace(tzinfo=timezone(timedelta(hours=-12)))),
        When(precision=Precision.PART_OF_DAY, start=DAY, part=PartOfDay.EVENING),
    ]
)


@given(st.lists(TIMES))
def test_the_timeline_goes_by_day_and_within_it_by_time_whatever_the_file_holds(times: list[When]) -> None:
    claims = [claim(f"c{n}", when=when) for n, when in enumerate(times)]
    made = view(briefing(*claims, timeline=tuple(event(f"t{n}", f"c{n}") for n in range(len(times)))))
    rows = listed(made, Pane.TIMELINE)
    assert len(rows) == len(times) + len({str(when.days("Asia/Damascus")[0]) for when in times})
    shown = [row.when for row in rows if isinstance(row, EntryRow) and row.when]
    starts = [(when.days("Asia/Damascus")[0], when.interval("Asia/Damascus")) for when in shown]
    assert starts == sorted(starts)


@given(st.lists(st.sampled_from(["SY-HM", "SY-LA", "SY-QU", "SY-TA", None])))
def test_fronts_go_by_the_name_of_their_province_and_those_without_one_come_last(
    codes: list[str | None],
) -> None:
    """Between Lattakia and Quneitra nobody looks for them."""
    claims = [claim(f"c{n}", where=lying_in(code) if code else ()) for n, code in enumerate(codes)]
    made = view(briefing(*claims, fronts=tuple(front(f"f{n}", f"c{n}") for n in range(len(codes)))))
    heads = [row for row in listed(made, Pane.FRONTS) if isinstance(row, GroupHeading)]
    counted = Counter(province_name(code) for code in codes if code)
    known = [GroupHeading(name, counted[name]) for name in sorted(counted)]
    assert heads == known + [GroupHeading(NO_PROVINCE, codes.count(None))] * (None in codes)


def test_the_headings_count_all_rows_under_them() -> None:
    for pane in ENTRY_PANES:
        assert sum(row.count for row in listed(WHOLE, pane) if isinstance(row, GroupHeading)) == WHOLE.count(
            pane
        )


@given(st.integers(0, 12), st.integers(0, 12))
def test_a_window_is_a_part_of_the_entries(start: int, size: int) -> None:
    rows = [row for row in listed(WHOLE, Pane.TIMELINE) if not isinstance(row, GroupHeading)]
    found = [placed.row for placed in WHOLE.window(Pane.TIMELINE, start, size)]
    assert len(found) == max(0, min(size, len(rows) - start))
    assert found == [row for place, row in enumerate(rows) if start <= place < start + size]


def test_what_nobody_says_has_no_state_no_time_and_no_province() -> None:
    made = view(NO_CLAIMS)
    assert listed(made, Pane.TIMELINE)[0] == GroupHeading("No time", 2)
    assert listed(made, Pane.FRONTS)[0] == GroupHeading(NO_PROVINCE, 1)
    assert view(NO_CLAIMS, Filters(states=(State.NO_CLAIMS,))).entries_shown == 3


def test_an_entry_in_two_provinces_counts_in_each_and_twice_in_one_counts_once() -> None:
    where = (*lying_in("SY-HM", "SY-HL"), *lying_in("SY-HM"))
    made = view(briefing(claim("a", where=where), claim("b", where=where), timeline=(event("t", "a", "b"),)))
    assert {row.code: row.entries for row in made.provinces if row.entries} == {"SY-HM": 1, "SY-HL": 1}


def test_the_grade_of_an_entry_is_the_range_over_its_claims() -> None:
    """Never the best alone; unknown ones are no end of the scale: they come last, and it is said."""
    sources = (source("a", Reliability.A), source("e", Reliability.E), source("f", Reliability.F))
    claims = (claim("a6", "a", 6), claim("f1", "f", 1), claim("e5", "e", 5), claim("a2", "a", 2))
    index = view(briefing(*claims, sources=sources)).index
    told = {
        ("a6", "f1", "e5"): ("E5 to F1", "E5 to F1, partly unknown"),
        ("f1", "a6"): ("A6 to F1", "A6 to F1"),
        ("e5", "a2"): ("A2 to E5", "A2 to E5"),
        ("e5", "e5"): ("E5", "E5"),
    }
    for names, words in told.items():
        found = index.grades_of(event("t", *names))
        assert found is not None
        assert (str(found), found.words) == words
    assert index.grades_of(event("t")) is None


def test_a_carriers_grade_is_not_its_originators() -> None:
    sources = (source("party", Reliability.D), source("agency", Reliability.A))
    made = briefing(
        claim("named", "party", 2, carriers=("agency",)),
        claim("own", "unattributed", 2, carriers=("agency", "party")),
        claim("nobody", "not stated", 2, carriers=("agency",)),
        claim("voiceless", "unattributed", 2),
        sources=sources,
    )
    index = view(made).index
    grades = {name: str(index.grade_of(one)) for name, one in index.claims.items()}
    assert grades == {"named": "D2", "own": "A2", "nobody": "F2", "voiceless": "F2"}


def test_search_folds_what_it_searches_and_what_is_searched_for() -> None:
    made = view(briefing(claim("a", statement="Clashes near Ḩamāh", quote="لا"), timeline=(event("t", "a"),)))
    assert made.matches(Pane.TIMELINE, "HAMAH clash") == (0,)
    assert made.matches(Pane.TIMELINE, "hamah nothing") == ()


def test_a_row_of_a_source_is_named_by_it() -> None:
    assert WHOLE.row_of(Pane.SOURCES, "paper") == 2
    assert WHOLE.row_of(Pane.SOURCES, "t1") is None
    assert WHOLE.row_of(Pane.TIMELINE, "2024-12-05") is None


def test_filters_leave_the_sources_that_speak_in_what_they_leave() -> None:
    sohr = view(whole(), Filters(text='"note two"'))
    assert [row.id for row in listed(sohr, Pane.SOURCES) if not isinstance(row, GroupHeading)] == [
        "mod",
        "paper",
    ]


def test_a_hidden_entry_is_near_the_first_and_a_shown_one_where_it_is() -> None:
    names = [placed.row.id for placed in WHOLE.window(Pane.TIMELINE, 0, 99)]
    assert [WHOLE.near(Pane.TIMELINE, name) for name in names] == list(range(len(names)))
    assert WHOLE.near(Pane.TIMELINE, "nobody") == 0


def test_a_day_is_gone_to_or_the_next_that_has_an_entry_or_the_last() -> None:
    count = WHOLE.count(Pane.TIMELINE)
    assert WHOLE.first_on(date(1990, 1, 1)) == 0
    assert WHOLE.first_on(date(2090, 1, 1)) == count - 1
    for at, placed in enumerate(WHOLE.window(Pane.TIMELINE, 0, count)):
        if placed.heading and placed.heading.label != "No time":
            assert WHOLE.first_on(date.fromisoformat(placed.heading.label)) == at


def test_one_briefing_is_counted_at_once_and_heads_the_screen() -> None:
    told = WHOLE.index.briefing
    assert WHOLE.exact
    assert WHOLE.head.title == told.title
    assert WHOLE.head.edition == f"edition {told.edition}"
    assert (WHOLE.head.as_of, WHOLE.head.zone, WHOLE.head.cutoff) == (told.as_of, told.zone, told.cutoff)
