from __future__ import annotations

from copy import deepcopy
from typing import Any

import orjson
import pytest

from formats.hostile import sample
from sitbrief.briefing import Briefing
from sitbrief.briefing.checker import check
from sitbrief.briefing.findings import Finding, Kind, Path


def findings(data: dict[str, Any]) -> list[Finding]:
    return list(check(Briefing.model_validate_json(orjson.dumps(data))))


def sound() -> dict[str, Any]:
    """The sample with all that the checker could say put right."""
    data = deepcopy(sample())
    data["claims"][1]["contradicts"] = ["c1"]
    data["claims"][3]["supports"] = ["c3"]
    for claim in data["claims"]:
        claim["documents"] = ["doc"]
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
    assert {finding.kind for finding in found} == {Kind.ERROR}
    assert (place, True) in [(finding.where, said in finding.what) for finding in found]


@pytest.mark.parametrize(
    ("path", "value", "kind", "place"),
    [
        (("claims", 0, "credibility"), 1, Kind.PROBLEM, "claims[0].credibility"),
        (("claims", 1, "contradicts"), [], Kind.PROBLEM, "claims[0].contradicts[0]"),
        (("claims", 3, "supports"), [], Kind.PROBLEM, "claims[2].supports[0]"),
        (("timeline", 0, "claims"), [], Kind.PROBLEM, "timeline[0]"),
        (("claims", 1, "when", "start"), "2024-11-01", Kind.ADVICE, "claims[1].when"),
        (("claims", 1, "documents"), [], Kind.ADVICE, "claims[1]"),
    ],
)
def test_what_is_wrong_in_the_matter_is_a_problem_or_advice(
    path: Path, value: object, kind: Kind, place: str
) -> None:
    assert [(finding.kind, finding.where) for finding in findings(changed(path, value))] == [(kind, place)]


def test_a_briefing_needs_no_document_of_origin() -> None:
    assert findings(changed(("origin",), None)) == []


def test_grade_1_is_right_with_two_independent_originators() -> None:
    assert findings(changed(("claims", 2, "credibility"), 1)) == []


def test_a_place_in_the_file_stays_short_whatever_its_keys() -> None:
    assert Finding(Kind.ERROR, (), "").where == "the file"
    assert len(Finding(Kind.ERROR, ("x" * 1000, 3), "").where) < 50
    assert "\x1b" not in Finding(Kind.ERROR, ("\x1b[2J",), "").where
