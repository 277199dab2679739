"""Events of MISP and bundles of STIX become claims with the grades and markings that they bring."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.layouts import MISP_EVENT, MISP_TAGS, STIX_OBJECTS, STIX_REPORT
from formats.tables import briefings, event, put, read, reason
from sitbrief.files.reading import Unrecognised
from sitbrief.formats.conversion import Conversion
from sitbrief.formats.dataset import Stated
from sitbrief.formats.given_grades import stricter
from sitbrief.formats.importing import open_file
from sitbrief.formats.native import loads

if TYPE_CHECKING:
    from pathlib import Path
RED = "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"
OPENCTI = "extension-definition--ea279b3e-5c71-4632-ac08-831c66a786ba"


def misp(folder: Path, *reports: dict[str, Any], **changes: Any) -> Path:  # noqa: ANN401  whatever JSON holds
    return put(
        folder, json.dumps({"Event": {**MISP_EVENT, "EventReport": [*reports], **changes}}).encode(), "e.json"
    )


def test_an_event_of_misp_is_a_claim_of_its_maker(tmp_path: Path) -> None:
    found = event(misp(tmp_path))
    assert (found.country, found.first, found.originator) == ("SY", "2024-12-05", "Invented Watch")
    assert found.statement == "Invented calls to stay away from the bridge"
    assert (found.reliability, found.credibility, found.marking) == ("B", 2, "TLP:GREEN")
    assert "External analysis / link: https://example.org/a (seen)" in found.dataset_note
    assert "invented:tag" in found.dataset_note
    assert found.timestamp == "2024-12-05T12:00:00+00:00"
    assert found.where == [{"as_written": "syria", "level": "country"}]


def test_it_is_a_briefing_with_its_grades_and_marking(tmp_path: Path) -> None:
    (briefing,) = briefings(misp(tmp_path, *MISP_EVENT["EventReport"]))
    assert briefing.tlp == "TLP:GREEN"
    source = next(source for source in briefing.sources if source.name == "Invented Watch")
    assert source.reliability == "B"
    assert source.rationale == "Given by the tags of the MISP event, by the admiralty scale."
    assert [claim.credibility for claim in briefing.claims] == [2, 2]
    assert briefing.claims[1].statement == "What was heard"
    assert briefing.claims[1].quote == "# Heard\n\nA **voice**."
    assert "The file itself has graded" in (briefing.note or "")


@pytest.mark.parametrize(
    ("asked", "marking"), [(None, "TLP:GREEN"), ("TLP:RED", "TLP:RED"), ("TLP:CLEAR", "TLP:GREEN")]
)
def test_nobody_can_ask_for_less_than_a_row_demands(tmp_path: Path, asked: str | None, marking: str) -> None:
    path = misp(tmp_path)
    with Conversion(open_file(path), path.name, "2026-11-23", stated=Stated(tlp=asked or "")) as conversion:
        conversion.read(lambda _reject: None)
        (group,) = conversion.groups
        (made,) = conversion.files(group)
    assert loads(made.data).tlp == marking


@pytest.mark.parametrize(
    ("tags", "marking"),
    [
        ([], ""),
        (["tlp:white"], "TLP:CLEAR"),
        (["tlp:clear", "TLP:AMBER+STRICT"], "TLP:AMBER+STRICT"),
        (["tlp:red", "tlp:green"], "TLP:RED"),
        (["tlp:ex:chr"], ""),
    ],
)
def test_the_strictest_tag_marks_an_event(tmp_path: Path, tags: list[str], marking: str) -> None:
    named = [{"name": tag} for tag in (*tags, 'misp-galaxy:target-information="Syria"')]
    assert event(misp(tmp_path, Tag=named)).marking == marking
    on_one = [{"type": "text", "value": "x", "Tag": [{"name": tag} for tag in tags]}]
    assert event(misp(tmp_path, Tag=MISP_TAGS[3:], Attribute=on_one)).marking == marking


def test_what_bears_no_marking_is_amber(tmp_path: Path) -> None:
    (briefing,) = briefings(misp(tmp_path, Tag=MISP_TAGS[3:]))
    assert briefing.tlp == "TLP:AMBER"
    assert next(source for source in briefing.sources if source.name == "Invented Watch").reliability == "F"


def test_a_geolocation_object_says_where(tmp_path: Path) -> None:
    def located(**said: str) -> list[dict[str, Any]]:
        attributes = [
            {"object_relation": name, "type": "text", "value": value} for name, value in said.items()
        ]
        return [{"name": "other", "Attribute": []}, {"name": "geolocation", "Attribute": attributes}]

    whole = located(country="Syria", region="Hama", city="Suran", latitude="35.3", longitude="36.7")
    found = event(misp(tmp_path, Tag=[], Object=whole))
    assert found.where == [
        {
            "as_written": "Suran, Hama",
            "level": "town",
            "provinces": ["SY-HM"],
            "coordinates": {"lat": 35.3, "lon": 36.7},
        }
    ]
    assert found.province == "SY-HM"
    region = event(misp(tmp_path, Object=located(region="Hama")))
    assert (region.where[0]["level"], region.region) == ("province", "Hama")
    nowhere = event(misp(tmp_path, Object=located(region="Nowhere", latitude="95", longitude="x")))
    assert nowhere.where == [{"as_written": "Nowhere", "level": "region"}]
    assert event(misp(tmp_path, Object=located())).where == [{"as_written": "syria", "level": "country"}]
    by_type = [{"type": "target-location", "value": "Lebanon"}]
    assert event(misp(tmp_path, Tag=[], Attribute=by_type)).country == "LB"


def test_a_country_may_be_said_for_events_that_name_none(tmp_path: Path) -> None:
    assert reason(misp(tmp_path, Tag=[])) == (
        "Event.Tag",
        "names no country; sitbrief import --country CODE says which",
    )
    assert event(misp(tmp_path, Tag=[]), country="SY").where == []


def test_several_events_come_in_a_list_or_an_answer(tmp_path: Path) -> None:
    both = [{"Event": MISP_EVENT}, {"Event": {**MISP_EVENT, "uuid": "", "EventReport": []}}, 7]
    for content in (both, {"response": both}):
        events, rejects = read(put(tmp_path, json.dumps(content).encode(), "several.json"))
        assert len(events) == 3
        assert rejects == []
        assert events[-1].id == "17"


@pytest.mark.parametrize(
    ("changes", "column"),
    [({"info": ""}, "Event.info"), ({"date": "soon"}, "Event.date")],
)
def test_an_event_of_misp_that_cannot_be_read_says_why(
    tmp_path: Path, changes: dict[str, str], column: str
) -> None:
    assert reason(misp(tmp_path, **changes))[0] == column
    _, (reject,) = read(misp(tmp_path, {"content": "x"}))
    assert reject.name == "EventReport.name"


def test_attributes_beyond_a_bound_are_counted(tmp_path: Path) -> None:
    many = [{"category": "Other", "type": "text", "value": f"v{n}"} for n in range(205)]
    assert "Left out: 5 more attributes" in event(misp(tmp_path, Attribute=many)).dataset_note
    maker = event(misp(tmp_path, Orgc=None, Attribute=[], Tag=MISP_TAGS[3:4], uuid=None, id=None))
    assert (maker.originator, maker.id) == ("Somebody Else", "")
    assert maker.dataset_note == 'Tags: misp-galaxy:country="syria"'
    assert event(misp(tmp_path, Tag=[], Attribute=[]), country="SY").dataset_note == ""


def bundle(folder: Path, *claims: dict[str, Any], objects: list[dict[str, Any]] = STIX_OBJECTS) -> Path:
    content = {"type": "bundle", "id": "bundle--1", "objects": [*objects, *claims]}
    return put(folder, json.dumps(content).encode(), "bundle.json")


def test_a_report_of_stix_is_a_claim_of_who_created_it(tmp_path: Path) -> None:
    found = event(bundle(tmp_path, STIX_REPORT))
    assert (found.country, found.province, found.originator) == ("SY", "SY-HM", "Invented Watch")
    assert found.statement == "Invented assessment of the bridge"
    assert found.quote == "Two *spans* are out."
    assert found.when == {"precision": "reported", "start": "2024-12-05"}
    assert found.where == [
        {
            "as_written": "Suran, Hama",
            "level": "town",
            "provinces": ["SY-HM"],
            "coordinates": {"lat": 35.3, "lon": 36.7, "precision_km": 0.5},
        }
    ]
    assert (found.reliability, found.credibility, found.marking) == ("C", 2, "TLP:AMBER")
    assert (
        found.reliability_basis == "Given by OpenCTI as the reliability of the report: C - Fairly reliable."
    )
    assert found.credibility_basis == "Confidence 75, by appendix A of STIX 2.1."
    assert found.document == {
        "id": "stix-report-1-" + found.document["id"].removeprefix("stix-report-1-"),
        "title": "Invented assessment of the bridge",
        "publisher": "Valley Radio",
        "url": "https://example.org/a",
        "date": "2024-12-05",
    }
    for words in ("Labels: bridge, road", "Report types: invented-type", "identity Bridge Company", "A7"):
        assert words in found.dataset_note


def test_a_bundle_is_a_briefing(tmp_path: Path) -> None:
    (briefing,) = briefings(bundle(tmp_path, STIX_REPORT))
    assert briefing.tlp == "TLP:AMBER"
    assert briefing.claims[0].credibility == 2
    assert str(briefing.cutoff) == "2024-12-06 10:00:00+00:00"
    assert [document.publisher for document in briefing.documents] == ["STIX 2.1", "Valley Radio"]


def changed(**changes: Any) -> dict[str, Any]:  # noqa: ANN401  whatever JSON holds
    return {name: value for name, value in {**STIX_REPORT, **changes}.items() if value is not None}


@pytest.mark.parametrize(
    ("confidence", "credibility"),
    [
        (100, 1),
        (80, 1),
        (79, 2),
        (60, 2),
        (40, 3),
        (39, 4),
        (20, 4),
        (19, 5),
        (0, 5),
        (None, None),
        (101, None),
    ],
)
def test_confidence_is_a_credibility_by_the_standard(
    tmp_path: Path, confidence: int | None, credibility: int | None
) -> None:
    assert event(bundle(tmp_path, changed(confidence=confidence))).credibility == credibility


@pytest.mark.parametrize(
    ("refs", "marking"),
    [
        ([], ""),
        ([RED], "TLP:RED"),
        (["marking-definition--own", RED], "TLP:RED"),
        (["marking-definition--gone"], ""),
        (["marking-definition--named"], "TLP:AMBER+STRICT"),
        (["marking-definition--opencti"], "TLP:GREEN"),
    ],
)
def test_markings_are_those_of_the_bundle_or_the_standard(
    tmp_path: Path, refs: list[str], marking: str
) -> None:
    named = {"type": "marking-definition", "id": "marking-definition--named", "name": "TLP:AMBER+STRICT"}
    other = {
        "type": "marking-definition",
        "id": "marking-definition--opencti",
        "definition": {"TLP": "TLP:GREEN"},
    }
    assert event(bundle(tmp_path, named, other, changed(object_marking_refs=refs))).marking == marking


def test_reliability_stands_in_the_report_its_extension_or_its_author(tmp_path: Path) -> None:
    extended = changed(
        x_opencti_reliability=None, extensions={OPENCTI: {"reliability": "D - Not usually reliable"}}
    )
    assert event(bundle(tmp_path, extended)).reliability == "D"
    by_author = event(bundle(tmp_path, changed(x_opencti_reliability=None)))
    assert (by_author.reliability, by_author.reliability_basis[:51]) == (
        "B",
        "Given by OpenCTI as the reliability of the author: ",
    )
    nobody = event(
        bundle(tmp_path, changed(x_opencti_reliability="Good", created_by_ref=None, confidence=None))
    )
    assert (nobody.reliability, nobody.reliability_basis, nobody.originator) == ("", "", "")


def test_notes_incidents_and_observations_are_claims_too(tmp_path: Path) -> None:
    note = {
        "type": "note",
        "id": "note--1",
        "content": "First line.\nMore.",
        "created": "2024-12-06T00:00:00Z",
    }
    short = {**note, "id": "note--2", "abstract": "In short", "authors": ["Invented desk"], "object_refs": []}
    incident = {
        "type": "incident",
        "id": "incident--1",
        "name": "Invented outage",
        "first_seen": "2024-12-01T00:00:00Z",
        "last_seen": "2024-12-03T00:00:00Z",
    }
    observed = {
        "type": "observed-data",
        "id": "observed-data--1",
        "first_observed": "2024-12-02T00:00:00Z",
        "number_observed": 3,
        "object_refs": ["identity--2", "gone--1"],
    }
    unseen = {**observed, "id": "observed-data--2", "object_refs": ["gone--1"], "number_observed": None}
    dated = {**incident, "first_seen": None, "created": "2024-12-07T00:00:00Z"}
    events, rejects = read(bundle(tmp_path, note, short, incident, observed, unseen, dated), country="SY")
    assert rejects == []
    assert [found.statement for found in events] == [
        "First line.",
        "In short",
        "Invented outage",
        "Observed 3 times: Bridge Company",
        "Observed 1 time: objects that the bundle does not name",
        "Invented outage",
    ]
    assert events[0].quote == "First line.\nMore."
    assert [found.when["precision"] for found in events] == [
        "reported",
        "reported",
        "range",
        "day",
        "day",
        "reported",
    ]
    assert "Authors: Invented desk" in events[1].dataset_note
    assert events[2].where == []


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"name": None, "description": None}, "name"),
        ({"published": "soon"}, "published"),
        ({"published": None}, "created"),
        ({"object_refs": []}, "object_refs"),
    ],
)
def test_a_report_that_cannot_be_read_says_why(tmp_path: Path, changes: dict[str, Any], column: str) -> None:
    assert reason(bundle(tmp_path, changed(**changes)))[0] == column
    broken = {"type": "incident", "id": "incident--1", "name": "x", "first_seen": "soon"}
    assert reason(bundle(tmp_path, broken))[0] == "first_seen"


def test_a_location_may_be_coarse(tmp_path: Path) -> None:
    only = changed(object_refs=["location--0"])
    assert event(bundle(tmp_path, only)).where == [{"as_written": "Syrian Arab Republic", "level": "country"}]
    area = {"type": "location", "id": "location--2", "country": "SY", "administrative_area": "Nowhere"}
    found = event(bundle(tmp_path, area, changed(object_refs=["location--2"])))
    assert found.where == [{"as_written": "Nowhere", "level": "region"}]
    known = {**area, "administrative_area": "Hama", "latitude": 35.0, "longitude": 36.0}
    found = event(
        bundle(tmp_path, known, changed(object_refs=["location--2"], x_opencti_located_at_refs="x"))
    )
    assert found.where[0] == {
        "as_written": "Hama",
        "level": "province",
        "provinces": ["SY-HM"],
        "coordinates": {"lat": 35.0, "lon": 36.0},
    }


def test_objects_beyond_a_bound_are_counted(tmp_path: Path) -> None:
    many = [{"type": "tool", "id": f"tool--{n}", "name": f"t{n}"} for n in range(205)]
    refs = [*(each["id"] for each in many), "location--0"]
    note = event(bundle(tmp_path, *many, changed(object_refs=refs, external_references=None))).dataset_note
    assert "; and 6 more, left out" in note


def test_a_text_beyond_a_bound_is_cut_and_says_so(tmp_path: Path) -> None:
    long = "x" * 20_003
    cut = event(bundle(tmp_path, changed(description=long)))
    assert (len(cut.quote), "Left out: the last 3 characters of its text" in cut.dataset_note) == (
        20_000,
        True,
    )
    events, _ = read(misp(tmp_path, {"name": "Long", "content": long}))
    assert "Left out: the last 3 characters of its text" in events[1].dataset_note


@pytest.mark.parametrize("number", ["nan", "1e999", "soon", None, []])
def test_a_number_that_is_none_is_left_out(tmp_path: Path, number: object) -> None:
    location = {"type": "location", "id": "location--2", "country": "SY", "latitude": number, "longitude": 1}
    found = event(bundle(tmp_path, location, changed(object_refs=["location--2"], confidence=number)))
    assert found.credibility is None
    assert "coordinates" not in found.where[0]


def test_what_is_not_read_is_named(tmp_path: Path) -> None:
    assert [*open_file(misp(tmp_path, analysis="1", threat_level_id="2")).remarks()] == [
        "Left out of events of MISP: analysis, threat_level_id"
    ]
    tool = {"type": "tool", "id": "tool--1", "name": "t"}
    assert [*open_file(bundle(tmp_path, tool, changed(lang="en"))).remarks()] == [
        "Left out of what is told: lang",
        "Left out, but for what is told of them in claims: tool",
    ]
    assert [*open_file(bundle(tmp_path, STIX_REPORT)).remarks()] == []
    many = {f"k{n}": 1 for n in range(43)}
    (line,) = open_file(misp(tmp_path, **many)).remarks()
    assert line.endswith("k39 and 3 more")


def test_a_bundle_without_anything_told_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unrecognised, match="without a report, note, incident or observation"):
        open_file(bundle(tmp_path))
    with pytest.raises(Unrecognised, match="looks like a STIX bundle"):
        open_file(bundle(tmp_path, objects=[]))


MARKINGS = ["", "TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]


@given(st.sampled_from(MARKINGS), st.sampled_from(MARKINGS))
def test_the_stricter_of_two_is_never_less_than_either(one: str, other: str) -> None:
    found = MARKINGS.index(stricter(one, other))
    assert found == max(MARKINGS.index(one), MARKINGS.index(other))


@pytest.mark.parametrize(
    ("letters", "expected"), [("BD", "D"), ("DB", "D"), ("FB", "B"), ("BF", "B"), ("FF", "F")]
)
def test_a_source_has_the_worst_grade_that_is_given_it(tmp_path: Path, letters: str, expected: str) -> None:
    reports = [changed(id=f"report--{n}", x_opencti_reliability=letter) for n, letter in enumerate(letters)]
    (briefing,) = briefings(bundle(tmp_path, *reports))
    source = next(source for source in briefing.sources if source.name == "Invented Watch")
    assert source.reliability == expected
