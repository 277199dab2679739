"""Records in JSON are read as the same columns in CSV are, whatever service gave them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.tables import BATTLE, CLASH, GED_ORDER, event, put, read, table
from sitbrief.files.reading import OverLimit, Unreadable, Unrecognised
from sitbrief.formats.importing import Options, open_file
from sitbrief.formats.json_kinds import looks_like
from sitbrief.formats.json_tables import cell_text, table_rows
from sitbrief.formats.native import Invalid, check_file, load
from sitbrief.library.folder import Library
from sitbrief.library.foreign_files import items_of
from sitbrief.limits import limits

if TYPE_CHECKING:
    from _pytest.tmpdir import TempPathFactory

CASES = Path(__file__).parents[1] / "data" / "cases"


def saved(folder: Path, content: object, name: str = "answer.json") -> Path:
    return put(folder, json.dumps(content).encode(), name)


def test_records_of_acled_are_read_as_its_table_is() -> None:
    events, rejects = read(CASES / "m01_acled_api.json")
    assert rejects == []
    assert [(found.province, found.deaths[1]) for found in events] == [("SY-HM", 1), ("SY-ID", 2)]
    reading = open_file(CASES / "m01_acled_api.json")
    assert (reading.importer.name, reading.importer.marking) == ("acled", "TLP:AMBER")


def test_records_of_hapi_are_read_as_its_table_is(tmp_path: Path) -> None:
    found = event(CASES / "m02_hapi_api.json")
    assert (found.country, found.province, found.events, found.deaths) == ("SY", "SY-HM", 4, (None, 7, None))
    assert found.when["start"] == "2024-12-01"
    (record,) = json.loads((CASES / "m02_hapi_api.json").read_text())["data"]
    row = {name: cell_text(value) for name, value in record.items()}
    assert event(put(tmp_path, table([*row], [row]))) == found


def test_records_of_ucdp_are_read_as_its_table_is(tmp_path: Path) -> None:
    numbers = {name: int(value) if value.isdecimal() else value for name, value in CLASH.items()}
    answer = {"TotalCount": 1, "TotalPages": 1, "NextPageUrl": "", "Result": [numbers]}
    assert event(saved(tmp_path, answer)) == event(put(tmp_path, table([*CLASH], [CLASH])))
    assert {*CLASH} <= {*GED_ORDER}


@pytest.mark.parametrize(
    "content",
    [
        [["#date", "#adm1+name", "#country", "#affected+killed"], ["2024-12-05", "Hama", "Syria", 3]],
        [{"#date": "2024-12-05", "#adm1+name": "Hama", "#country": "Syria", "#affected+killed": 3}],
        [
            {"#adm1+name": "Hama", "#date": "2024-12-05"},
            {"#date": "2024-12-05", "#adm1+name": "Hama", "#country": "Syria", "#affected+killed": 3.0},
        ],
    ],
)
def test_hxl_is_read_as_arrays_and_as_objects(tmp_path: Path, content: object) -> None:
    events, _ = read(saved(tmp_path, content), country="SY")
    assert events[-1].province == "SY-HM"
    assert events[-1].figures == [{"what": "people killed", "best": 3}]


def test_hxl_of_the_proxy_has_its_header_above_the_tags() -> None:
    found = event(CASES / "m18_hxl_arrays.json")
    assert (found.country, found.province, found.first) == ("SY", "SY-HM", "2024-12-05")
    assert found.figures == [{"what": "people killed", "best": 3}]


def test_a_store_and_geojson_have_their_records_elsewhere(tmp_path: Path) -> None:
    stored = {"success": True, "result": {"records": [BATTLE]}}
    point = {"type": "Point", "coordinates": [36.6, 35.3, 100]}
    bare = {name: value for name, value in BATTLE.items() if name not in {"latitude", "longitude"}}
    feature = {"type": "Feature", "properties": bare, "geometry": point}
    collection = {"type": "FeatureCollection", "features": [feature]}
    assert event(saved(tmp_path, stored)).province == "SY-HM"
    assert event(saved(tmp_path, collection)).where[0]["coordinates"] == {"lat": 35.3, "lon": 36.6}
    given_there = {"type": "FeatureCollection", "features": [{**feature, "properties": BATTLE}]}
    assert event(saved(tmp_path, given_there)).where[0]["coordinates"] == {"lat": 35.3231, "lon": 36.6178}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", "a"),
        (None, ""),
        (True, "true"),
        (False, "false"),
        (7, "7"),
        (7.0, "7"),
        (35.5, "35.5"),
        (1e300, "1e+300"),
        (["a", 1, None], "a; 1; "),
        ({"a": [1]}, '{"a":[1]}'),
        ([{"a": 1}], '[{"a":1}]'),
    ],
)
def test_a_value_is_the_text_of_a_cell(value: object, text: str) -> None:
    assert cell_text(value) == text


@given(
    st.lists(
        st.dictionaries(st.text(max_size=5), st.one_of(st.none(), st.booleans(), st.integers(), st.text())),
        max_size=5,
    )
)
def test_a_key_that_a_record_lacks_is_an_empty_cell(records: list[dict[str, object]]) -> None:
    rows = [*(table_rows("x", records) or ())]
    if not records:
        assert rows == []
        return
    header, *others = rows
    assert [dict(zip(header.cells, row.cells, strict=True)) for row in others] == [
        {name: cell_text(record.get(name)) for name in header.cells} for record in records
    ]


def test_what_is_no_record_among_records_is_told_with_its_number(tmp_path: Path) -> None:
    events, rejects = read(saved(tmp_path, {"data": [BATTLE, 7, {**BATTLE, "notes": "x" * 200_000}]}))
    assert len(events) == 1
    assert [(found.line, found.reason) for found in rejects] == [
        (2, "is no object"),
        (3, f"has a value of more than {limits().field:,} characters"),
    ]
    tags = ["#date", "#adm1+name", "#country", "#affected+killed"]
    _, rejects = read(saved(tmp_path, [tags, "row", ["2024-12-05", "Hama", "Syria", "3"]]))
    assert [(found.line, found.reason) for found in rejects] == [(2, "is no list of cells")]


def test_more_keys_than_columns_are_refused(tmp_path: Path) -> None:
    records = [{f"key {number}": 1} for number in range(limits().columns + 1)]
    with pytest.raises(OverLimit, match=r"limits\.columns"):
        open_file(saved(tmp_path, records))


def test_days_in_numbers_alone_are_settled_by_the_others_in_json_too(tmp_path: Path) -> None:
    days = [
        {**BATTLE, "event_id_cnty": f"SYR{n}", "event_date": day}
        for n, day in enumerate(("02/03/2025", "13/03/2025"))
    ]
    events, rejects = read(saved(tmp_path, {"data": days}))
    assert rejects == []
    assert [found.first for found in events] == ["2025-03-02", "2025-03-13"]


def test_a_number_with_a_mistake_says_the_number_of_its_record(tmp_path: Path) -> None:
    _, (reject,) = read(saved(tmp_path, {"data": [BATTLE, {**BATTLE, "fatalities": "some"}]}))
    assert (reject.line, reject.name) == (2, "fatalities")


OTHERS: list[tuple[object, str]] = [
    ({"type": "FeatureCollection", "features": []}, "GeoJSON whose features lack a day or a description"),
    ({"type": "Topology", "objects": {}}, "TopoJSON"),
    ({"type": 7}, "an object of another kind"),
    ({"type": "7"}, "an object of another kind"),
    ({"@context": "x"}, "JSON-LD"),
    ({"data": []}, "an object of another kind"),
    ({"data": [1]}, "an object of another kind"),
    ({"result": {"records": 1}}, "an object of another kind"),
    ({}, "an empty object"),
    ([], "an empty list"),
    ([{"a": 1}], "a list of objects of another kind"),
    ([["a"]], "a table of another kind"),
    ([1], "a list of values"),
]


@pytest.mark.parametrize(("content", "what"), OTHERS)
def test_json_of_no_known_kind_says_in_one_line_what_it_looks_like(
    tmp_path: Path, content: object, what: str
) -> None:
    path = saved(tmp_path, content)
    with pytest.raises(Unrecognised) as caught:
        open_file(path)
    assert caught.value.what == (
        f"is JSON, but no briefing (it has no format) and no file that sitbrief imports: it looks like {what}"
    )
    with pytest.raises(Invalid) as invalid:
        load(path)
    assert invalid.value.foreign
    assert len(invalid.value.findings) == 1


def test_a_single_value_looks_like_one() -> None:
    assert looks_like(7) == "a single value"


def test_points_say_in_a_library_what_they_are() -> None:
    (item,) = Library([CASES / "m39_points.geojson"], convert=items_of).items
    assert "is JSON, but no briefing (it has no format)" in str(item.error)
    (item,) = Library([CASES / "m01_acled_api.json"], convert=items_of).items
    assert item.card is not None


def test_a_briefing_with_mistakes_is_told_them(tmp_path: Path) -> None:
    path = saved(tmp_path, {"id": "a", "series": "b", "tlp": "TLP:CLEAR"})
    (item,) = Library([path], convert=items_of).items
    assert "missing" in str(item.error)
    (report,) = [check_file(path)]
    assert not report.foreign


@pytest.mark.parametrize("asked", ["acled", "ucdp", "hxl", "reliefweb"])
def test_a_format_that_is_asked_for_is_not_read_as_another(tmp_path: Path, asked: str) -> None:
    with pytest.raises((Unrecognised, Unreadable)):
        open_file(saved(tmp_path, [{"a": 1}]), Options(format=asked))


def test_the_rows_of_records_are_those_of_the_table(tmp_path_factory: TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("both")
    out = io.StringIO()
    csv.writer(out).writerows([[*BATTLE], [*BATTLE.values()]])
    assert event(saved(folder, [BATTLE])) == event(put(folder, out.getvalue().encode()))
