from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.making import briefing, claim, event, front, listed, lying_in, on
from formats.hostile import sample, view
from sitbrief.briefing import Briefing, Filters, ResolvedBriefing, View
from sitbrief.briefing.entries import ENTRY_PANES, Pane, Sector
from sitbrief.briefing.filters import LEAST_GRADES, Sieve
from sitbrief.briefing.grades import Grade, Reliability
from sitbrief.briefing.models import Highlight
from sitbrief.briefing.rows import EntryRow
from sitbrief.briefing.states import State

if TYPE_CHECKING:
    from sitbrief.briefing.claims import Claim

DAYS = st.none() | st.dates(date(2024, 11, 30), date(2024, 12, 7))
FILTERS = st.builds(
    Filters,
    provinces=st.sampled_from([(), ("SY-HM",), ("SY-HL", "SY-HM"), ("SY-DY",)]),
    since=DAYS,
    until=DAYS,
    least=st.sampled_from(LEAST_GRADES),
    unknown=st.booleans(),
    sectors=st.sampled_from([(), (Sector.HEALTH,), (Sector.WASH, Sector.HEALTH)]),
    states=st.sampled_from([(), (State.CONTESTED,), (State.CONFIRMED, State.UNVERIFIED)]),
    text=st.sampled_from(["", "headline", "STATEMENT c1", "nowhere", '"statement of"', '"of statement"']),
    without=st.sampled_from(["", "c1", "headline", '"headline one"']),
    by=st.sampled_from([(), ("SOHR",), ("nobody", "a mon")]),
)
WHOLE = view(sample())
DISPUTE = briefing(
    claim("near", "ministry", contradicts=("far",), where=lying_in("SY-HM")),
    claim("far", "monitor", where=lying_in("SY-HL"), when=on(date(2024, 12, 1))),
    claim("nowhere", "radio", None),
    timeline=(event("both", "near", "far"), event("here", "near"), event("there", "far")),
    fronts=(front("bare", "nowhere"), front("empty")),
)


def shown(filters: Filters) -> set[str]:
    made = View(WHOLE.index, filters)
    return {row.id for pane in ENTRY_PANES for row in listed(made, pane) if isinstance(row, EntryRow)}


def of_dispute(filters: Filters) -> set[str]:
    return entries_of(DISPUTE, filters)


def entries_of(made: Briefing, filters: Filters) -> set[str]:
    index = ResolvedBriefing(made)
    sieve = Sieve(index, filters)
    return {entry.id for entries in index.entries.values() for entry in entries if sieve.passes(entry)}


def ids(filters: Filters) -> set[str]:
    sieve = Sieve(WHOLE.index, filters)
    entries = [entry for listed in WHOLE.index.entries.values() for entry in listed]
    return {entry.id for entry in entries if sieve.passes(entry)}


@given(FILTERS)
def test_filters_together_are_the_intersection_of_each_alone(filters: Filters) -> None:
    alone = [
        Filters(provinces=filters.provinces),
        Filters(since=filters.since, until=filters.until),
        Filters(least=filters.least, unknown=filters.unknown),
        Filters(sectors=filters.sectors),
        Filters(states=filters.states),
        Filters(text=filters.text),
        Filters(without=filters.without),
        Filters(by=filters.by),
    ]
    assert ids(filters) == set.intersection(*(ids(one) for one in alone))


@given(FILTERS)
def test_a_view_shows_what_passes_in_every_pane(filters: Filters) -> None:
    assert shown(filters) == ids(filters)


@given(FILTERS)
def test_every_entry_passes_or_is_refused_for_a_reason(filters: Filters) -> None:
    sieve = Sieve(WHOLE.index, filters)
    for entries in WHOLE.index.entries.values():
        for entry in entries:
            assert sieve.passes(entry) == (not [*sieve.refusals(entry)])


def test_by_asks_for_who_says_it_or_passes_it_on_by_words_of_the_name() -> None:
    assert of_dispute(Filters(by=("mon",))) == {"both", "there"}
    assert of_dispute(Filters(by=("mon", "MINIS"))) == {"both", "here", "there"}
    assert of_dispute(Filters(by=("mon minis",))) == set()
    assert of_dispute(Filters(by=("itor",))) == set()


def test_a_word_that_must_not_occur_hides_what_has_it() -> None:
    assert ids(Filters(without="c1")) == ids(Filters()) - ids(Filters(text="c1"))


def test_a_province_asks_for_any_claim_of_the_entry() -> None:
    assert ids(Filters(provinces=("SY-HL",))) == {"f1", "h1"}


def test_the_least_grade_asks_for_both_axes_of_one_claim() -> None:
    hidden = Filters(least=Grade(Reliability.C, 2), unknown=False)
    assert ids(hidden) == {"t1", "f1"}


def test_unknown_grades_have_a_switch_of_their_own() -> None:
    assert ids(Filters()) - ids(Filters(unknown=False)) == {"t2", "t3", "f2"}


def test_a_sector_narrows_the_humanitarian_notes_only() -> None:
    assert ids(Filters()) - ids(Filters(sectors=(Sector.HEALTH,))) == {"h2"}


def test_the_steps_of_the_least_grade_go_around() -> None:
    found = [Filters()]
    for _step in LEAST_GRADES:
        found.append(found[-1].next_least())
    assert [filters.least for filters in found] == [*LEAST_GRADES, None]
    odd = Filters(least=Grade(Reliability.E, 5))
    assert odd.next_least().least == LEAST_GRADES[1]


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (Filters(), ()),
        (Filters(provinces=("SY-HM", "SY-HL")), ("Hama, Aleppo",)),
        (
            Filters(since=date(2024, 12, 1), until=date(2024, 12, 5)),
            ("since 2024-12-01", "until 2024-12-05"),
        ),
        (Filters(least=Grade(Reliability.B, 2)), ("B2 or better, or unknown",)),
        (Filters(least=Grade(Reliability.B, 2), unknown=False), ("B2 or better", "unknown grades hidden")),
        (Filters(sectors=(Sector.WASH,), states=(State.CONTESTED,)), ("WASH", "contested")),
        (Filters(text="a b"), ('"a" "b"',)),
        (Filters(text='c "a b"', without="d-e"), ('"c" "a b"', 'without "d-e"')),
    ],
)
def test_what_is_in_force_is_said_in_words(filters: Filters, words: tuple[str, ...]) -> None:
    assert filters.words() == words
    assert bool(filters) == bool(words)


def test_filters_are_written_as_options() -> None:
    filters = Filters(
        provinces=("SY-HM",),
        since=date(2024, 12, 1),
        until=date(2024, 12, 5),
        least=Grade(Reliability.B, 2),
        unknown=False,
        sectors=(Sector.WASH,),
        states=(State.CONTESTED,),
        text="--x",
    )
    assert filters.options() == (
        "--province=SY-HM",
        "--since=2024-12-01",
        "--until=2024-12-05",
        "--grade=B2",
        "--unknown=no",
        "--sector=WASH",
        "--contested",
        "--text=--x",
    )
    assert replace(filters, states=(State.CONFIRMED,)).options()[-2] == "--state=confirmed"


def test_no_pane_of_entries_is_left_out() -> None:
    assert set(WHOLE.index.entries) == set(Pane) - {Pane.SOURCES}


@given(FILTERS, FILTERS)
def test_two_filters_show_what_both_of_them_show(one: Filters, other: Filters) -> None:
    """Two filters of different kinds at once show what is shown under the one and under the other."""
    days = Filters(since=one.since, until=one.until, least=one.least, unknown=one.unknown)
    rest = Filters(provinces=other.provinces, sectors=other.sectors, states=other.states, text=other.text)
    both = replace(rest, since=one.since, until=one.until, least=one.least, unknown=one.unknown)
    assert shown(both) == shown(days) & shown(rest)


@given(FILTERS)
def test_what_is_shown_and_what_is_hidden_is_everything(filters: Filters) -> None:
    made = View(WHOLE.index, filters)
    refused = {name: count for name, count in made.hidden.items() if name != "without a province"}
    hidden = made.entries_total - made.entries_shown
    assert max(refused.values(), default=0) <= hidden <= sum(refused.values())
    assert made.hidden["without a province"] <= made.hidden["province"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {"both", "here", "there", "bare", "empty"}),
        (Filters(provinces=("SY-HM",)), {"both", "here"}),
        (Filters(provinces=("SY-HM", "SY-HL")), {"both", "here", "there"}),
        (Filters(provinces=("SY-DY",)), set()),
        (Filters(since=date(2024, 12, 5)), {"both", "here", "bare"}),
        (Filters(until=date(2024, 12, 4)), {"both", "there"}),
        (Filters(since=date(2024, 12, 2), until=date(2024, 12, 4)), set()),
        (Filters(least=Grade(Reliability.B, 3)), {"both", "there", "bare"}),
        (Filters(least=Grade(Reliability.B, 3), unknown=False), {"both", "there"}),
        (Filters(least=Grade(Reliability.A, 1)), {"bare"}),
        (Filters(unknown=False), {"both", "here", "there"}),
        (Filters(sectors=(Sector.WASH,)), {"both", "here", "there", "bare", "empty"}),
        (Filters(states=(State.CONTESTED,)), {"both", "here", "there"}),
        (Filters(states=(State.UNVERIFIED, State.NO_CLAIMS)), {"bare", "empty"}),
        (Filters(text="Headline EMPTY"), {"empty"}),
        (Filters(text="monitor haleb"), set()),
        (Filters(text="monitor aleppo"), {"both", "there"}),
    ],
    ids=lambda value: " ".join(value.words()) if isinstance(value, Filters) else "",
)
def test_an_entry_is_shown_when_one_of_its_claims_meets_each_filter(
    filters: Filters, expected: set[str]
) -> None:
    assert of_dispute(filters) == expected


def test_each_filter_may_be_met_by_another_claim_of_the_entry() -> None:
    """One claim lies in Hama, its rival on the first: the entry speaks of both."""
    assert of_dispute(Filters(provinces=("SY-HM",), until=date(2024, 12, 1))) == {"both"}


@pytest.mark.parametrize("text", ["-", "'", "\u200b", " "])
def test_text_of_which_nothing_is_left_to_look_for_hides_nothing(text: str) -> None:
    assert of_dispute(Filters(text=text)) == of_dispute(Filters())


def test_what_has_no_time_is_shown_as_long_as_nobody_asks_for_one() -> None:
    made = briefing(claim("a", when=None), claim("b"), timeline=(event("undated", "a"), event("dated", "b")))
    since, until = Filters(since=date(2000, 1, 1)), Filters(until=date(2100, 1, 1))
    assert entries_of(made, Filters()) == {"undated", "dated"}
    assert entries_of(made, since) == entries_of(made, until) == {"dated"}
    assert View(ResolvedBriefing(made), since).hidden["time"] == 1
    assert View(ResolvedBriefing(made)).row(Pane.TIMELINE, made.timeline[0]).when is None


def test_who_it_was_coded_from_is_among_those_who_can_be_asked_for() -> None:
    made = briefing(claim("a", "agency", coded_from=("radio",)), timeline=(event("coded", "a"),))
    assert entries_of(made, Filters(by=("radio",))) == {"coded"}
    assert entries_of(made, Filters(by=("monitor",))) == set()
    (radio,) = (row for row in View(ResolvedBriefing(made)).sources if row.id == "radio")
    assert (radio.as_originator, radio.as_carrier, radio.as_basis) == (0, 0, 1)
    assert "1 claim coded from it" in list(radio.facts())


def counted(*claims: Claim) -> Briefing:
    """A front that is counted from claims, and a highlight that tells the same."""
    names = tuple(claim.id for claim in claims)
    headline = f"Hama: {len(claims)} combat events"
    return briefing(
        *claims,
        fronts=(replace(front("f", *names, derived=True), headline=headline),),
        summary=(Highlight(text=f"{headline}.", claims=names), Highlight(text="By hand.", claims=names)),
    )


@pytest.mark.parametrize(
    ("filters", "passing"),
    [
        (Filters(), 3),
        (Filters(provinces=("SY-HM",)), 2),
        (Filters(since=date(2024, 12, 3)), 1),
        (Filters(provinces=("SY-HM",), since=date(2024, 12, 3)), 0),
        (Filters(least=Grade(Reliability.B, 3), unknown=False), 2),
        (Filters(by=("radio",)), 1),
        (Filters(states=(State.SINGLE_SOURCE,)), 3),
        (Filters(text="statement"), 3),
        (Filters(text='"combat events"'), 3),
        (Filters(text="combat b"), 1),
        (Filters(without="b"), 2),
    ],
    ids=lambda value: " ".join(value.words()) if isinstance(value, Filters) else "",
)
def test_a_total_says_how_much_of_it_passes(filters: Filters, passing: int) -> None:
    """Each claim is asked for itself, where an entry may meet each filter by another one."""
    made = counted(
        claim("a", where=lying_in("SY-HM"), when=on(date(2024, 12, 1))),
        claim("b", where=lying_in("SY-HM"), when=on(date(2024, 12, 1))),
        claim("c", "radio", where=lying_in("SY-HL"), when=on(date(2024, 12, 5))),
    )
    shown = View(ResolvedBriefing(made), filters)
    row = shown.row(Pane.FRONTS, made.fronts[0])
    words = "" if passing == 3 else f"; {passing} of 3 pass the filters"
    assert row.headline == f"Hama: 3 combat events{words}"
    assert [shown.told(one) for one in made.summary] == [f"Hama: 3 combat events{words}.", "By hand."]


@given(FILTERS)
def test_of_a_total_that_is_shown_and_of_one_claim_that_one_passes(filters: Filters) -> None:
    for one in WHOLE.index.briefing.claims:
        entry = event("alone", one.id)
        made = ResolvedBriefing(replace(WHOLE.index.briefing, timeline=(entry,), fronts=(), humanitarian=()))
        plain = replace(filters, sectors=())
        sieve = Sieve(made, plain)
        assert sieve.passes(entry) == (sieve.claims_that_pass(entry) == (one,))
