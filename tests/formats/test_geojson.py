"""Features with a day and a description are incidents; a map of points is none, and says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from formats.layouts import FEATURE
from formats.tables import briefings, event, put, read, reason
from sitbrief.files.reading import Unrecognised
from sitbrief.formats import native
from sitbrief.formats.importing import open_file

CASES = Path(__file__).parents[1] / "data" / "cases"
POINT = {"type": "Point", "coordinates": [36.75, 35.13]}


def feature(geometry: object = POINT, **changes: Any) -> dict[str, Any]:  # noqa: ANN401  whatever JSON holds
    given = {**FEATURE, **{name.replace("__", " "): value for name, value in changes.items()}}
    return {"type": "Feature", "id": "own-1", "properties": given, "geometry": geometry}


def collected(folder: Path, *features: object) -> Path:
    return put(
        folder, json.dumps({"type": "FeatureCollection", "features": features}).encode(), "map.geojson"
    )


def test_a_feature_with_a_day_and_a_description_is_an_incident(tmp_path: Path) -> None:
    found = event(collected(tmp_path, feature()))
    assert (found.id, found.country, found.province, found.first) == ("7", "SY", "SY-HM", "2024-12-05")
    assert found.headline == "Old bridge: An invented bridge was closed."
    assert found.carriers == ("Valley Radio",)
    assert found.where == [
        {
            "as_written": "Old bridge, Hama",
            "provinces": ["SY-HM"],
            "coordinates": {"lat": 35.13, "lon": 36.75},
        }
    ]
    assert found.dataset_note == "Country: Syria\nlanes: 2"
    alone = put(tmp_path, json.dumps(feature()).encode(), "one.geojson")
    assert event(alone) == found


@pytest.mark.parametrize("name", [*FEATURE])
def test_what_stands_in_one_property_alone_is_found(tmp_path: Path, name: str) -> None:
    sample, expected = {
        "Event Date": ("2024-05-04", "2024-05-04"),
        "Country": ("Lebanon", "Lebanon"),
    }.get(name, ("Zyzzyx", "Zyzzyx" if name != "ID" else "zyzzyx"))
    (briefing,) = briefings(collected(tmp_path, feature(**{name.replace(" ", "__"): sample})))
    assert expected in native.dumps(briefing).decode()


def test_a_feature_may_leave_out_what_it_does_not_know(tmp_path: Path) -> None:
    bare = {"type": "Feature", "properties": {"date": "2024-12-05", "notes": "Closed.", "lat": 95, "lon": 1}}
    found = event(collected(tmp_path, bare), country="SY")
    assert found.where == [{"as_written": "95, 1"}]
    assert (found.headline, found.id, found.dataset_note, found.carriers) == ("Closed.", "", "", ())
    nowhere = {"type": "Feature", "properties": {"date": "2024-12-05", "notes": "Closed."}}
    assert event(collected(tmp_path, nowhere), country="SY").where == []
    area = {"type": "Polygon", "coordinates": []}
    found = event(collected(tmp_path, feature(area, name="", ADM1_EN="Nowhere", ID="")))
    assert found.where == [{"as_written": "Nowhere", "level": "region"}]
    assert found.id.startswith("own-1")
    assert [*open_file(collected(tmp_path, feature(), feature(area))).remarks()] == [
        "Left out: the shapes of 1 feature at no single point"
    ]
    assert event(collected(tmp_path, feature(name=""))).where[0]["level"] == "province"


def test_points_without_a_description_are_no_incidents() -> None:
    with pytest.raises(Unrecognised) as caught:
        open_file(CASES / "m39_points.geojson")
    assert caught.value.what.startswith(
        "is JSON, but no briefing (it has no format) and no file that sitbrief imports: it looks like GeoJSON"
    )


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"Event__Date": "soon"}, "Event Date"),
        ({"Event__Date": None}, "date"),
        ({"Description": ""}, "description"),
        ({"Country": "Elsewhere"}, "country"),
    ],
)
def test_a_feature_that_cannot_be_read_says_why(tmp_path: Path, changes: dict[str, Any], column: str) -> None:
    _, (reject,) = read(collected(tmp_path, feature(), feature(**changes)))
    assert reject.name == column


def test_what_is_no_feature_among_features_is_rejected(tmp_path: Path) -> None:
    _, rejects = read(collected(tmp_path, feature(), 7, {"type": "Feature", "properties": None}))
    assert [found.name for found in rejects] == ["date", "date"]
    assert reason(collected(tmp_path, feature(Country="", ADM1_EN="")))[0] == "country"
    events, rejects = read(collected(tmp_path, feature(Event__Date="soon"), feature()))
    assert (len(events), len(rejects)) == (1, 1)
