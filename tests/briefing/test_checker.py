from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from briefing.making import DAY, TAKEN_BACK, briefing, claim, event, front
from formats.hostile import sample
from sitbrief.briefing import Briefing
from sitbrief.briefing.checker import check, check_references
from sitbrief.briefing.entries import Axis
from sitbrief.briefing.findings import Finding, FindingKind, Path
from sitbrief.briefing.sources import Document
from sitbrief.briefing.when import Precision, When
from sitbrief.formats.validation import validated

if TYPE_CHECKING:
    from sitbrief.briefing.claims import Claim


def findings(data: dict[str, Any]) -> list[Finding]:
    return list(check(validated(Briefing, orjson.dumps(data))))


def sound() -> dict[str, Any]:
    """The sample with all that the checker could say put right."""
    data = deepcopy(sample())
    data["claims"][1]["contradicts"] = ["c1"]
    data["claims"][3]["supports"] = ["c3"]
    for item in data["claims"]:
        item["documents"] = ["doc"]
    data["timeline"].pop()
    return data


def changed(path: Path, value: object) -> dict[str, Any]:
    data = sound()
    spot: Any = data
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = value
    return data


def test_a_sound_briefing_has_no_findings() -> None:
    assert findings(sound()) == []


@pytest.mark.parametrize(
    ("path", "value", "place", "said"),
    [
        (("origin",), "zzz", "origin", "there is no document zzz"),
        (("documents", 0, "carrier"), "zzz", "documents[0].carrier", "there is no source zzz"),
        (("claims", 0, "originator"), "zzz", "claims[0].originator", "there is no source zzz"),
        (("claims", 0, "carriers"), ["paper", "zzz"], "claims[0].carriers[1]", "there is no source zzz"),
        (("claims", 0, "documents"), ["zzz"], "claims[0].documents[0]", "there is no document zzz"),
        (("claims", 0, "supersedes"), ["zzz"], "claims[0].supersedes[0]", "there is no claim zzz"),
        (("claims", 0, "supports"), ["c1"], "claims[0].supports[0]", "names the claim itself"),
        (("summary", 0, "claims"), ["zzz"], "summary[0].claims[0]", "there is no claim zzz"),
        (("timeline", 0, "claims"), ["zzz"], "timeline[0].claims[0]", "there is no claim zzz"),
        (("fronts", 0, "axes", 0, "claims"), ["zzz"], "fronts[0].axes[0].claims[0]", "there is no claim zzz"),
        (("fronts", 0, "phases", 0, "claims"), ["zzz"], "fronts[0].phases[0].claims[0]", "no claim zzz"),
        (("claims", 6, "id"), "c6", "claims[6].id", "is used before"),
        (("humanitarian", 0, "id"), "t1", "humanitarian[0].id", "is used before"),
    ],
)
def test_what_leads_nowhere_or_twice_is_an_error_at_its_place(
    path: Path, value: object, place: str, said: str
) -> None:
    found = findings(changed(path, value))
    assert {finding.kind for finding in found} == {FindingKind.ERROR}
    assert (place, True) in [(finding.where, said in finding.what) for finding in found]


@pytest.mark.parametrize(
    ("path", "value", "kind", "place"),
    [
        (("claims", 0, "credibility"), 1, FindingKind.PROBLEM, "claims[0].credibility"),
        (("claims", 1, "contradicts"), [], FindingKind.PROBLEM, "claims[0].contradicts[0]"),
        (("claims", 3, "supports"), [], FindingKind.PROBLEM, "claims[2].supports[0]"),
        (("timeline", 0, "claims"), [], FindingKind.PROBLEM, "timeline[0]"),
        (("claims", 1, "when", "start"), "2024-11-01", FindingKind.ADVICE, "claims[1].when"),
        (("claims", 1, "documents"), [], FindingKind.ADVICE, "claims[1]"),
    ],
)
def test_what_is_wrong_in_the_matter_is_a_problem_or_advice(
    path: Path, value: object, kind: FindingKind, place: str
) -> None:
    assert [(finding.kind, finding.where) for finding in findings(changed(path, value))] == [(kind, place)]


def test_a_briefing_needs_no_document_of_origin() -> None:
    assert findings(changed(("origin",), None)) == []


def test_grade_1_is_right_with_two_independent_originators() -> None:
    assert findings(changed(("claims", 2, "credibility"), 1)) == []


def test_a_place_in_the_file_stays_short_whatever_its_keys() -> None:
    assert Finding(FindingKind.ERROR, (), "").where == "the file"
    assert len(Finding(FindingKind.ERROR, ("x" * 1000, 3), "").where) < 50
    assert "\x1b" not in Finding(FindingKind.ERROR, ("\x1b[2J",), "").where


def places_of(*claims: Claim, kind: FindingKind = FindingKind.PROBLEM, **fields: object) -> list[str]:
    return [item.where for item in check(briefing(*claims, **fields)) if item.kind is kind]


def test_what_keeps_a_briefing_from_being_loaded_is_said_alone() -> None:
    made = briefing(claim("a", credibility=1, supports=("zzz",)))
    assert [(item.kind, item.where) for item in check(made)] == [(FindingKind.ERROR, "claims[0].supports[0]")]
    assert list(check_references(made)) == list(check(made))


def test_every_use_of_an_id_but_the_first_is_an_error() -> None:
    made = briefing(claim("a"), claim("a"), claim("a"), timeline=(event("a", "a"),), fronts=(front("a"),))
    found = [item.where for item in check(made)]
    assert found == ["claims[1].id", "claims[2].id", "fronts[0].id"]


@pytest.mark.parametrize("link", ["supports", "contradicts", "supersedes"])
def test_a_claim_has_no_link_to_itself(link: str) -> None:
    (found,) = check(briefing(claim("a", **{link: ("a",)})))
    assert (found.kind, found.where) == (FindingKind.ERROR, f"claims[0].{link}[0]")
    assert found.what == "names the claim itself"


@pytest.mark.parametrize(
    ("supporter", "expected"),
    [
        (claim("b", "monitor", supports=("a",)), []),
        (claim("b", "agency", supports=("a",)), ["claims[0].credibility"]),
        (claim("b", "not stated", supports=("a",), carriers=("radio",)), ["claims[0].credibility"]),
        (claim("b", "monitor", supports=("a",), withdrawn=TAKEN_BACK), ["claims[0].credibility"]),
    ],
    ids=["independent", "same control", "nobody named", "withdrawn"],
)
def test_grade_1_needs_two_originators_under_different_control(supporter: Claim, expected: list[str]) -> None:
    made = claim("a", "ministry", 1, supports=("b",), carriers=("monitor", "radio"))
    assert places_of(made, supporter) == expected


@pytest.mark.parametrize("credibility", [2, 3, 4, 5, 6, None])
def test_any_other_grade_needs_nobody_else(credibility: int | None) -> None:
    assert places_of(claim("a", credibility=credibility)) == []


def test_a_claim_may_supersede_another_without_being_named_by_it() -> None:
    assert places_of(claim("a", supersedes=("b",)), claim("b")) == []


def test_an_entry_that_rests_on_an_axis_alone_rests_on_a_claim() -> None:
    axis = Axis(name="north", claims=("a",))
    fronts = (front("f", axes=(axis,)), front("g", axes=(Axis(name="north"),)))
    assert places_of(claim("a"), fronts=fronts) == ["fronts[1]"]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2024, 12, 3), date(2024, 12, 4), ["claims[0].when"]),
        (date(2024, 12, 3), DAY, []),
        (DAY, date(2024, 12, 9), []),
        (date(2024, 12, 6), date(2024, 12, 9), ["claims[0].when"]),
    ],
)
def test_a_time_outside_the_period_is_advised_against_unless_it_is_background(
    start: date, end: date, expected: list[str]
) -> None:
    document = Document(id="d", publisher="Paper")
    for background in (False, True):
        when = When(precision=Precision.RANGE, start=start, end=end, background=background)
        found = places_of(
            claim("a", when=when, documents=("d",)), kind=FindingKind.ADVICE, documents=(document,)
        )
        assert found == ([] if background else expected)


def test_a_claim_without_a_time_is_told_to_have_one_where_the_briefing_has_a_period() -> None:
    made = claim("a", when=None, documents=("d",))
    document = Document(id="d", publisher="Desk")
    assert places_of(made, kind=FindingKind.ADVICE, documents=(document,)) == ["claims[0]"]
    assert places_of(made, kind=FindingKind.ADVICE, documents=(document,), period=None) == []


def test_a_source_that_a_claim_is_coded_from_has_to_be_there() -> None:
    made = briefing(claim("a", coded_from=("monitor", "gone")))
    assert [item.where for item in check_references(made)] == ["claims[0].coded_from[1]"]


def test_a_deep_place_is_cut_and_says_so() -> None:
    assert Finding(FindingKind.ERROR, tuple("abcdefghij"), "").where == "a.b.c.d.e.f.g.h.i.j"
    assert Finding(FindingKind.ERROR, tuple("abcdefghijk"), "").where == "a.b.c.d.e.f.g.h.i.j..."
    assert Finding(FindingKind.ERROR, (0, "a", 12), "").where == "[0].a[12]"
