from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.making import SOURCES, TAKEN_BACK, briefing, claim, source
from sitbrief.briefing.states import (
    State,
    claim_states,
    controllers,
    rivals,
    support_groups,
    supporters,
    worst,
)

if TYPE_CHECKING:
    from sitbrief.briefing.claims import Claim
    from sitbrief.briefing.sources import Source

NAMES = [f"c{n}" for n in range(6)]
LINKS = st.sets(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1])
)


def states(*claims: Claim, sources: tuple[Source, ...] = SOURCES) -> dict[str, State]:
    made = briefing(*claims, sources=sources)
    return claim_states(made, rivals(made))


def linked(links: set[tuple[str, str]]) -> tuple[Claim, ...]:
    """Claims that support and contradict each other along these links."""
    named = {name: tuple(sorted(b for a, b in links if a == name)) for name in NAMES}
    return tuple(claim(name, supports=others, contradicts=others) for name, others in named.items())


def test_a_withdrawn_claim_is_withdrawn_whatever_else() -> None:
    found = states(
        claim("a", "ministry", withdrawn=TAKEN_BACK, contradicts=("b",), supports=("c",)),
        claim("b", "monitor"),
        claim("c", "radio"),
    )
    assert found["a"] is State.WITHDRAWN


def test_a_withdrawn_claim_contests_nothing() -> None:
    found = states(claim("a", "ministry", withdrawn=TAKEN_BACK, contradicts=("b",)), claim("b", "monitor"))
    assert found["b"] is State.SINGLE_SOURCE


def test_one_rival_that_still_stands_is_enough_to_contest() -> None:
    found = states(
        claim("a", "ministry", contradicts=("b", "c")),
        claim("b", "monitor", withdrawn=TAKEN_BACK),
        claim("c", "radio"),
    )
    assert found == {"a": State.CONTESTED, "b": State.WITHDRAWN, "c": State.CONTESTED}


def test_a_contradiction_contests_both_sides_even_if_marked_on_one() -> None:
    found = states(claim("a", "ministry", contradicts=("b",)), claim("b", "monitor"))
    assert set(found.values()) == {State.CONTESTED}


def test_what_is_contested_is_not_confirmed_however_many_say_so() -> None:
    found = states(
        claim("a", "monitor", supports=("b",), contradicts=("c",)),
        claim("b", "radio"),
        claim("c", "ministry"),
    )
    assert found == {"a": State.CONTESTED, "b": State.SINGLE_SOURCE, "c": State.CONTESTED}


def test_what_is_contested_confirms_nothing_but_passes_on_what_it_reaches() -> None:
    found = states(
        claim("a", "monitor", supports=("b",)),
        claim("b", "radio", supports=("c",), contradicts=("d",)),
        claim("c", "ministry"),
        claim("d", "not stated"),
    )
    assert found == {
        "a": State.CONFIRMED,
        "b": State.CONTESTED,
        "c": State.CONFIRMED,
        "d": State.CONTESTED,
    }


def test_two_originators_confirm_each_other_through_any_chain() -> None:
    found = states(
        claim("a", "ministry", supports=("b",)),
        claim("b", "not stated", supports=("c",)),
        claim("c", "monitor"),
    )
    assert set(found.values()) == {State.CONFIRMED}


def test_confirmation_comes_before_a_credibility_that_nobody_judged() -> None:
    found = states(claim("a", "ministry", None, supports=("b",)), claim("b", "monitor", 6))
    assert set(found.values()) == {State.CONFIRMED}


@pytest.mark.parametrize("other", ["agency", "ministry", "not stated", "unattributed"])
def test_one_control_is_one_source_and_nobody_named_is_none(other: str) -> None:
    found = states(claim("a", "ministry", supports=("b",)), claim("b", other))
    assert set(found.values()) == {State.SINGLE_SOURCE}


@pytest.mark.parametrize("other", ["not stated", "unattributed"])
def test_two_of_whom_nobody_is_named_confirm_nothing(other: str) -> None:
    found = states(claim("a", "unattributed", supports=("b",)), claim("b", other))
    assert set(found.values()) == {State.SINGLE_SOURCE}


def test_carriers_confirm_nothing() -> None:
    assert states(claim("a", "ministry", carriers=("monitor", "radio"))) == {"a": State.SINGLE_SOURCE}


def test_a_withdrawn_supporter_confirms_nothing() -> None:
    found = states(claim("a", "ministry", supports=("b",)), claim("b", "monitor", withdrawn=TAKEN_BACK))
    assert found["a"] is State.SINGLE_SOURCE


@pytest.mark.parametrize("credibility", [6, None])
def test_what_nobody_can_judge_is_unverified(credibility: int | None) -> None:
    assert states(claim("a", "ministry", credibility)) == {"a": State.UNVERIFIED}


@pytest.mark.parametrize(
    "sources",
    [
        (source("ministry"), source("agency", control="Ministry")),
        (source("ministry", name="Ministry of Defence", short="MoD"), source("agency", control="mod")),
        (source("ministry", control="Government"), source("agency", control="ministry")),
        (source("ministry", control="agency"), source("agency", control="ministry")),
        (source("ministry", control="ministry"), source("agency", control="Ministry")),
    ],
    ids=["by its name", "by its short name", "over two steps", "in a circle", "itself"],
)
def test_who_is_controlled_by_another_source_is_one_with_it(sources: tuple[Source, ...]) -> None:
    """A ministry and its state agency are one, however the agency's file says so."""
    found = states(claim("a", "ministry", supports=("b",)), claim("b", "agency"), sources=sources)
    assert set(found.values()) == {State.SINGLE_SOURCE}
    assert len(set(controllers(sources).values())) == 1


def answers(name: str, control: dict[str, str | None]) -> frozenset[str]:
    """Who answers for a source in the end: one who is controlled by nobody, or all of a circle."""
    path = [name]
    while (master := control.get(path[-1])) and master not in path:
        path.append(master)
    return frozenset(path[path.index(master) :]) if master else frozenset(path[-1:])


@given(st.lists(st.sampled_from([None, *"abcdef"]), min_size=4, max_size=4))
def test_sources_are_one_when_the_same_one_answers_for_them_in_the_end(masters: list[str | None]) -> None:
    control = dict(zip("abcd", masters, strict=True))
    found = controllers(source(name, control=master) for name, master in control.items())
    for a, b in product(control, repeat=2):
        assert (found[a] == found[b]) == (answers(a, control) == answers(b, control))


def test_a_long_chain_of_control_is_followed_in_time() -> None:
    chain = [source(f"s{n}", control=f"s{n + 1}") for n in range(20_000)]
    assert len(set(controllers(chain).values())) == 1
    assert len(set(controllers(reversed(chain)).values())) == 1


def test_a_short_name_that_two_share_does_not_make_them_one() -> None:
    ministries = [source("sy", short="MoD"), source("ru", short="MoD")]
    assert len(set(controllers(ministries).values())) == 2


def test_sources_are_counted_apart_when_nobody_controls_both() -> None:
    found = states(claim("a", "monitor", supports=("b",)), claim("b", "radio"))
    assert set(found.values()) == {State.CONFIRMED}


@given(st.lists(st.sampled_from(State)))
def test_an_entry_is_as_bad_as_its_worst_claim(found: list[State]) -> None:
    order = [State.WITHDRAWN, State.CONTESTED, State.UNVERIFIED, State.SINGLE_SOURCE, State.CONFIRMED]
    expected = next((state for state in order if state in found), State.NO_CLAIMS)
    assert worst(found) is expected


@given(LINKS)
def test_links_are_symmetric_and_in_the_files_order(links: set[tuple[str, str]]) -> None:
    made = briefing(*linked(links))
    for both in (supporters(made), rivals(made)):
        assert {frozenset(pair) for pair in links} == {
            frozenset({name, other}) for name, others in both.items() for other in others
        }
        assert all(name in both[other] for name, others in both.items() for other in others)
        assert all(list(others) == sorted(others) for others in both.values())


@given(LINKS)
def test_what_supports_each_other_is_one_group_for_all_of_it(links: set[tuple[str, str]]) -> None:
    groups = support_groups(briefing(*linked(links)))
    assert all(name in group for name, group in groups.items())
    assert all(groups[a] == groups[b] for a, b in links)
    assert all(groups[member] == group for group in groups.values() for member in group)
    assert not links or any(len(group) > 1 for group in groups.values())


@given(LINKS)
def test_the_state_does_not_depend_on_which_side_a_link_is_marked(links: set[tuple[str, str]]) -> None:
    turned = {(b, a) for a, b in links}
    assert states(*linked(links)) == states(*linked(turned)) == states(*linked(links | turned))


def test_links_to_nowhere_and_to_itself_are_nothing() -> None:
    """Such a file is refused, but the state must not depend on that."""
    assert rivals(briefing(claim("a", "monitor", contradicts=("a", "zzz")))) == {"a": ()}
