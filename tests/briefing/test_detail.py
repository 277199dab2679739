"""What stands behind one entry or source, and where one can go from it."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.making import DAY, briefing, claim, event, front, lying_in, note, on, source, view
from sitbrief.briefing import Filters
from sitbrief.briefing.detail import (
    Details,
    EntryDetail,
    Link,
    SourceDetail,
    entry_detail,
    last_confirmed,
    rival_table,
    source_detail,
)
from sitbrief.briefing.entries import Axis, Pane
from sitbrief.briefing.grades import Grade, Reliability
from sitbrief.briefing.sources import Document
from sitbrief.briefing.states import State

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
ALL = view(MADE)


def detail(name: str, filters: Filters | None = None) -> EntryDetail:
    """An entry of the briefing in full."""
    seen = view(MADE, filters)
    ((pane, entry),) = (
        (pane, entry) for pane, entries in seen.index.entries.items() for entry in entries if entry.id == name
    )
    return entry_detail(seen, pane, entry)


def of_source(name: str) -> SourceDetail:
    """A source of the briefing in full."""
    return source_detail(ALL, ALL.index.sources[name])


def test_everything_that_a_claim_refers_to_is_looked_up() -> None:
    found = Details(ALL).disputed("army")
    assert (found.state, found.grade) == (State.CONTESTED, Grade(Reliability.D, 4))
    assert (found.originator, found.carriers) == ("ministry", ("agency", "radio"))
    assert [rival.claim.id for rival in found.rivals] == ["seen"]
    assert [document.publisher for document in found.rivals[0].documents] == ["Paper"]


def test_a_rival_is_shown_from_both_sides_even_if_marked_on_one() -> None:
    found = Details(ALL).disputed("seen")
    assert [rival.claim.id for rival in found.rivals] == ["army"]
    assert found.rivals[0].rivals == ()


@pytest.mark.parametrize(
    ("filters", "outside"),
    [
        (Filters(), [("army", False), ("seen", False)]),
        (Filters(provinces=("SY-HM",)), [("army", False), ("seen", True)]),
        (Filters(provinces=("SY-HL",)), [("army", True), ("seen", False)]),
        (Filters(states=(State.CONTESTED,)), [("army", False), ("seen", False)]),
    ],
)
def test_rivals_outside_the_filters_are_shown_and_marked(
    filters: Filters, outside: list[tuple[str, bool]]
) -> None:
    table = rival_table(detail("clash", filters).claims)
    assert [(item.claim.id, item.outside) for item in table] == outside


def test_a_claim_that_no_entry_rests_on_is_outside_of_any_filter_but_not_of_none() -> None:
    made = briefing(claim("a"))
    assert Details(view(made)).disputed("a").outside is False
    assert Details(view(made, Filters(text="statement"))).disputed("a").outside is True


def test_an_entry_shows_its_claims_the_leading_one_first_and_the_worst_state() -> None:
    found = detail("line")
    assert [item.claim.id for item in found.claims] == ["heard", "army"]
    assert (found.pane, found.state) == (Pane.FRONTS, State.CONTESTED)


def test_an_entry_leads_to_what_shares_a_claim_or_a_dispute_with_it_then_to_its_sources() -> None:
    assert detail("clash").links == (
        Link(Pane.FRONTS, "line", "Headline of line"),
        Link(Pane.TIMELINE, "city", "Headline of city"),
        Link(Pane.SOURCES, "ministry", "ministry"),
        Link(Pane.SOURCES, "agency", "agency"),
        Link(Pane.SOURCES, "radio", "radio"),
    )


def test_links_lead_to_each_place_once_and_never_to_where_one_is() -> None:
    for name in ("clash", "city", "idle", "line", "water"):
        links = [(link.pane, link.id) for link in detail(name).links]
        assert len(links) == len(set(links))
        assert name not in [name for _, name in links]


def test_who_is_not_named_is_no_place_to_go_to() -> None:
    assert [link.id for link in detail("water").links] == ["radio"]


def test_an_entry_without_claims_leads_nowhere() -> None:
    found = detail("idle")
    assert (found.state, found.claims, found.links) == (State.NO_CLAIMS, (), ())


def test_a_source_is_shown_with_what_it_asserts_apart_from_what_it_passes_on() -> None:
    radio = of_source("radio")
    assert [item.claim.id for item in radio.originates] == ["heard"]
    assert [item.claim.id for item in radio.carries] == ["army", "alone"]
    assert [link.id for link in radio.links] == ["line", "clash", "water"]


def test_a_source_that_says_nothing_leads_nowhere() -> None:
    made = view(briefing(sources=(source("mute"),)))
    assert source_detail(made, made.index.sources["mute"]).links == ()


def test_a_dispute_is_one_table_in_which_each_claim_stands_once() -> None:
    made = briefing(
        claim("a", contradicts=("b", "c")),
        claim("b", contradicts=("c",)),
        claim("c"),
        claim("calm"),
        timeline=(event("t", "calm", "b", "a"),),
    )
    found = entry_detail(view(made), Pane.TIMELINE, made.timeline[0])
    assert sorted(item.claim.id for item in rival_table(found.claims)) == ["a", "b", "c"]
    assert rival_table(found.claims)[0].claim.id == "b"


def test_where_nothing_is_in_dispute_there_is_no_table() -> None:
    assert rival_table(detail("water").claims) == ()


def test_a_front_was_last_confirmed_when_its_latest_confirmed_claim_was() -> None:
    days = [date(2024, 12, 3), DAY, date(2024, 12, 4)]
    claims = [claim(f"m{n}", "monitor", supports=(f"r{n}",), when=on(day)) for n, day in enumerate(days)]
    claims += [claim(f"r{n}", "radio", when=on(day)) for n, day in enumerate(days)]
    claims += [claim("later", when=on(date(2024, 12, 6)))]
    made = briefing(*claims, fronts=(front("f", "m0", "m1", "m2", "later"),))
    found = entry_detail(view(made), Pane.FRONTS, made.fronts[0])
    assert last_confirmed(view(made), found.claims) == "2024-12-05"


def test_what_was_never_confirmed_has_no_such_day() -> None:
    assert last_confirmed(ALL, detail("clash").claims) is None
    assert last_confirmed(ALL, ()) is None


def test_a_claim_is_looked_up_once_however_many_contradict_it() -> None:
    names = [f"c{n}" for n in range(20)]
    made = view(briefing(*(claim(name, contradicts=tuple(names)) for name in names)))
    details = Details(made)
    alone = {name: details.alone(name) for name in names}
    for name in names:
        assert all(rival is alone[rival.claim.id] for rival in details.disputed(name).rivals)
        assert details.disputed(name) is details.disputed(name)
