"""What stands behind one entry or source, and where one can go from it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from briefing.making import DAY, briefing, claim, event, front, lying_in, note, on, source, view
from sitbrief.briefing import Filters
from sitbrief.briefing.detail import (
    Link,
    carried,
    coded,
    disputed,
    is_outside,
    last_confirmed,
    links_from,
    originated,
    target,
)
from sitbrief.briefing.entries import Axis, Pane
from sitbrief.briefing.sources import Document, Source
from sitbrief.briefing.states import State
from sitbrief.briefing.when import Precision, When

if TYPE_CHECKING:
    from sitbrief.briefing.claims import Claim

MADE = briefing(
    claim(
        "army", "ministry", 4, carriers=("agency", "radio"), contradicts=("seen",), where=lying_in("SY-HM")
    ),
    claim("seen", "monitor", 2, where=lying_in("SY-HL"), documents=("paper",)),
    claim("heard", "radio", 3, supports=("also",), where=lying_in("SY-HM"), when=on(date(2024, 12, 4))),
    claim("also", "monitor", 3, where=lying_in("SY-HL")),
    claim("alone", "unattributed", carriers=("radio",)),
    timeline=(event("clash", "army"), event("city", "seen", "also"), event("idle")),
    fronts=(front("line", "heard", axes=(Axis(name="north", claims=("army",)),)),),
    humanitarian=(note("water", "alone"),),
    documents=(Document(id="paper", publisher="Paper"),),
)
ALL = view(MADE).index
PANES = {"clash": Pane.TIMELINE, "city": Pane.TIMELINE, "idle": Pane.TIMELINE, "line": Pane.FRONTS}
PANES |= {"water": Pane.HUMANITARIAN, "radio": Pane.SOURCES}


def to(name: str) -> Link:
    """A link to an entry or a source of the briefing."""
    return Link(PANES[name], name, "")


def claims(name: str) -> tuple[Claim, ...]:
    """The claims of an entry of the briefing."""
    found = target(ALL, to(name))
    assert not isinstance(found, Source)
    return ALL.claims_of(found)


def test_a_link_leads_to_an_entry_of_its_pane_or_to_a_source() -> None:
    assert target(ALL, to("clash")) is MADE.timeline[0]
    assert target(ALL, to("line")) is MADE.fronts[0]
    assert target(ALL, to("radio")) is ALL.sources["radio"]


def test_a_rival_is_found_from_both_sides_even_if_marked_on_one() -> None:
    for name in ("army", "seen"):
        assert {one.id for one in disputed(ALL, [ALL.claims[name]])} == {"army", "seen"}


@pytest.mark.parametrize(
    ("filters", "outside"),
    [
        (Filters(), [("army", False), ("seen", False)]),
        (Filters(provinces=("SY-HM",)), [("army", False), ("seen", True)]),
        (Filters(provinces=("SY-HL",)), [("army", True), ("seen", False)]),
        (Filters(states=(State.CONTESTED,)), [("army", False), ("seen", False)]),
    ],
)
def test_rivals_outside_the_filters_are_there_and_known(
    filters: Filters, outside: list[tuple[str, bool]]
) -> None:
    seen = view(MADE, filters)
    assert [(one.id, is_outside(seen, one)) for one in disputed(seen.index, claims("clash"))] == outside


def test_a_claim_that_no_entry_rests_on_is_outside_of_any_filter_but_not_of_none() -> None:
    made = briefing(claim("a"))
    assert not is_outside(view(made), made.claims[0])
    assert is_outside(view(made, Filters(text="statement")), made.claims[0])


def test_an_entry_leads_to_what_shares_a_claim_or_a_dispute_with_it_then_to_its_sources() -> None:
    assert links_from(ALL, to("clash")) == (
        Link(Pane.FRONTS, "line", "Headline of line"),
        Link(Pane.TIMELINE, "city", "Headline of city"),
        Link(Pane.SOURCES, "ministry", "ministry"),
        Link(Pane.SOURCES, "agency", "agency"),
        Link(Pane.SOURCES, "radio", "radio"),
    )


def test_links_lead_to_each_place_once_and_never_to_where_one_is() -> None:
    for name in ("clash", "city", "idle", "line", "water"):
        links = [(link.pane, link.id) for link in links_from(ALL, to(name))]
        assert len(links) == len(set(links))
        assert name not in [name for _, name in links]


def test_who_is_not_named_is_no_place_to_go_to() -> None:
    assert [link.id for link in links_from(ALL, to("water"))] == ["radio"]


def test_an_entry_without_claims_leads_nowhere() -> None:
    assert links_from(ALL, to("idle")) == ()


def test_what_a_source_asserts_is_known_apart_from_what_it_passes_on() -> None:
    radio = ALL.sources["radio"]
    assert [one.id for one in originated(ALL, radio)] == ["heard"]
    assert [one.id for one in carried(ALL, radio)] == ["army", "alone"]
    assert [link.id for link in links_from(ALL, to("radio"))] == ["line", "clash", "water"]


def test_a_source_that_says_nothing_leads_nowhere() -> None:
    made = view(briefing(sources=(source("mute"),))).index
    assert links_from(made, Link(Pane.SOURCES, "mute", "")) == ()


def test_of_a_dispute_each_claim_is_there_once_and_what_nobody_contradicts_is_not() -> None:
    made = briefing(
        claim("a", contradicts=("b", "c")),
        claim("b", contradicts=("c",)),
        claim("c"),
        claim("calm"),
        timeline=(event("t", "calm", "b", "a"),),
    )
    index = view(made).index
    assert [one.id for one in disputed(index, index.claims_of(made.timeline[0]))] == ["b", "a", "c"]
    assert disputed(ALL, claims("water")) == ()


def test_a_front_was_last_confirmed_when_its_latest_confirmed_claim_was() -> None:
    days = [date(2024, 12, 3), DAY, date(2024, 12, 4)]
    confirmed = [claim(f"m{n}", "monitor", supports=(f"r{n}",), when=on(day)) for n, day in enumerate(days)]
    confirmed += [claim(f"r{n}", "radio", when=on(day)) for n, day in enumerate(days)]
    later = claim("later", when=on(date(2024, 12, 6)))
    made = briefing(*confirmed, later, fronts=(front("f", "m0", "m1", "m2", "later"),))
    index = view(made).index
    assert last_confirmed(index, index.claims_of(made.fronts[0])) == "2024-12-05"


def test_what_was_never_confirmed_has_no_such_day() -> None:
    assert last_confirmed(ALL, claims("clash")) is None
    assert last_confirmed(ALL, ()) is None


def test_those_whose_accounts_were_coded_lead_to_what_was_made_of_them() -> None:
    made = briefing(claim("a", "agency", coded_from=("radio",)), timeline=(event("t", "a"),))
    index = view(made).index
    assert [one.id for one in coded(index, index.sources["radio"])] == ["a"]
    assert [link.id for link in links_from(index, Link(Pane.SOURCES, "radio", ""))] == ["t"]
    assert [link.id for link in links_from(index, Link(Pane.TIMELINE, "t", ""))] == ["agency", "radio"]
    assert index.attribution(made.claims[0]) == "D3; agency, coded from radio"


def test_what_is_counted_from_claims_has_the_days_over_which_they_stretch() -> None:
    first, last = claim("a", when=on(date(2024, 12, 2))), claim("b", when=on(date(2024, 12, 5)))
    fronts = (front("written", "b", "a"), front("counted", "b", "a", derived=True))
    index = view(briefing(first, last, fronts=fronts)).index
    assert index.when_of(fronts[0]) == last.when
    assert index.when_of(fronts[1]) == When(
        precision=Precision.RANGE, start=date(2024, 12, 2), end=date(2024, 12, 5)
    )
    assert index.when_of(front("on nothing")) is None


def test_a_confirmed_claim_without_a_time_was_confirmed_at_none_that_is_stated() -> None:
    pair = claim("a", "ministry", when=None, supports=("b",)), claim("b", when=None, supports=("a",))
    made = view(briefing(*pair)).index
    assert last_confirmed(made, made.briefing.claims) == "time not stated"
