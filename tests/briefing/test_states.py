from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.hostile import sample
from sitbrief.briefing import Briefing
from sitbrief.briefing.states import State, claim_states, rivals, support_groups, supporters, worst

WITHDRAWN = {"date": "2024-12-05", "reason": "taken back"}


def source(name: str, control: str | None = None) -> dict[str, Any]:
    return {
        "id": name,
        "name": name,
        "kind": "other",
        "reliability": "B",
        "rationale": "r",
        "control": control,
    }


def claim(name: str, originator: str, credibility: int | None = 3, **more: object) -> dict[str, Any]:
    when = {"precision": "day", "start": "2024-12-05"}
    return {
        "id": name,
        "statement": name,
        "originator": originator,
        "when": when,
        "credibility": credibility,
        **more,
    }


def briefing(*claims: dict[str, Any]) -> Briefing:
    kept = {key: value for key, value in sample().items() if not isinstance(value, list) and key != "origin"}
    sources = [source("ministry", "State"), source("agency", "STATE"), source("monitor"), source("radio")]
    return Briefing.model_validate_json(orjson.dumps({**kept, "sources": sources, "claims": list(claims)}))


def states(*claims: dict[str, Any]) -> dict[str, State]:
    return claim_states(briefing(*claims))


def test_a_withdrawn_claim_is_withdrawn_whatever_else() -> None:
    found = states(claim("a", "ministry", withdrawn=WITHDRAWN, contradicts=["b"]), claim("b", "monitor"))
    assert found == {"a": State.WITHDRAWN, "b": State.SINGLE_SOURCE}


def test_a_contradiction_contests_both_sides_even_if_marked_on_one() -> None:
    found = states(claim("a", "ministry", contradicts=["b"]), claim("b", "monitor"))
    assert set(found.values()) == {State.CONTESTED}


def test_two_originators_confirm_each_other_through_any_chain() -> None:
    found = states(
        claim("a", "ministry", supports=["b"]),
        claim("b", "not stated", supports=["c"]),
        claim("c", "monitor"),
    )
    assert set(found.values()) == {State.CONFIRMED}


@pytest.mark.parametrize("other", ["agency", "ministry", "not stated", "unattributed"])
def test_one_control_is_one_source_and_nobody_named_is_none(other: str) -> None:
    found = states(claim("a", "ministry", supports=["b"]), claim("b", other))
    assert set(found.values()) == {State.SINGLE_SOURCE}


def test_carriers_confirm_nothing() -> None:
    assert states(claim("a", "ministry", carriers=["monitor", "radio"])) == {"a": State.SINGLE_SOURCE}


def test_a_withdrawn_supporter_confirms_nothing() -> None:
    found = states(claim("a", "ministry", supports=["b"]), claim("b", "monitor", withdrawn=WITHDRAWN))
    assert found["a"] is State.SINGLE_SOURCE


@pytest.mark.parametrize("credibility", [6, None])
def test_what_nobody_can_judge_is_unverified(credibility: int | None) -> None:
    assert states(claim("a", "ministry", credibility)) == {"a": State.UNVERIFIED}


@given(st.lists(st.sampled_from(State)))
def test_an_entry_is_as_bad_as_its_worst_claim(found: list[State]) -> None:
    order = [State.WITHDRAWN, State.CONTESTED, State.UNVERIFIED, State.SINGLE_SOURCE, State.CONFIRMED]
    expected = next((state for state in order if state in found), State.NO_CLAIMS)
    assert worst(found) is expected


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] != pair[1])))
def test_links_are_symmetric_and_groups_are_classes(links: set[tuple[int, int]]) -> None:
    claims = [
        claim(
            f"c{n}",
            "monitor",
            supports=[f"c{b}" for a, b in links if a == n],
            contradicts=[f"c{b}" for a, b in links if a == n],
        )
        for n in range(6)
    ]
    made = briefing(*claims)
    for both in (supporters(made), rivals(made)):
        assert all(name in both[other] for name, others in both.items() for other in others)
    groups = support_groups(made)
    assert all(
        groups[member] == group and name in group for name, group in groups.items() for member in group
    )


def test_links_to_nowhere_and_to_itself_are_nothing() -> None:
    """Such a file is refused, but the state must not depend on that."""
    assert rivals(briefing(claim("a", "monitor", contradicts=["a", "zzz"]))) == {"a": ()}
