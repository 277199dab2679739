"""Words in quotation marks were said or written by somebody: in no export is one in marks that is not in the file."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from formats.quotations import invented, quotations
from formats.tables import CLASH, DATA, acled, briefings, ged, put
from fuzz.seeds import PUBLISHERS, RECORDS

if TYPE_CHECKING:
    from pathlib import Path

CASES = DATA.parent / "cases"
FILES = sorted(
    path
    for folder in (DATA, CASES)
    for path in folder.glob("*")
    if path.suffix in {".csv", ".json", ".geojson"}
    and path.stem not in {"m39_points", "m27_month_by_prefix"}  # which make no briefing
)


def all_invented(path: Path) -> list[tuple[str, str]]:
    made = briefings(path)
    assert made
    return [found for briefing in made for found in invented(briefing, path)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_text_in_marks_is_ours_in_any_file_of_others(path: Path) -> None:
    assert all_invented(path) == []


@pytest.mark.parametrize("data", [*PUBLISHERS, *RECORDS], ids=range(len(PUBLISHERS) + len(RECORDS)))
def test_none_is_of_any_publisher(tmp_path: Path, data: bytes) -> None:
    assert all_invented(put(tmp_path, data)) == []


@pytest.mark.parametrize(("time", "place", "deaths"), [*product("123", "123", ("0", "5", ""))])
def test_none_is_of_any_row_of_acled(tmp_path: Path, time: str, place: str, deaths: str) -> None:
    row = {"time_precision": time, "geo_precision": place, "fatalities": deaths}
    assert all_invented(put(tmp_path, acled(row))) == []


@pytest.mark.parametrize(("time", "place"), [*product("12345", "1234567")])
def test_none_is_of_any_row_of_ucdp(tmp_path: Path, time: str, place: str) -> None:
    row = {"date_prec": time, "where_prec": place, "date_end": "2017-08-02"}
    assert all_invented(put(tmp_path, ged(row))) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"primary_country": {"iso3": "syr", "name": "Syrian Arab Republic"}},
        {"primary_country": {"iso3": "syr"}},
        {"country": [{"shortname": "Syria"}]},
        {"glide": "FL-2023-000123-SYR"},
        {"name": "Syria: Floods - Dec 2023"},
        {"url_alias": "https://reliefweb.int/report/syrian-arab-republic/floods"},
        {"primary_country": {"name": "Syria"}, "date": {"original": "2023-12-05T00:00:00+00:00"}},
        {"primary_country": {"name": "Syria"}, "body": "Many <b>fled</b>.", "source": [{"name": "OCHA"}]},
    ],
    ids="-".join,
)
def test_none_is_of_any_record_of_reliefweb(tmp_path: Path, fields: dict[str, Any]) -> None:
    record = {"id": "1", "fields": {"title": "Floods", **fields}}
    path = put(tmp_path, json.dumps({"totalCount": 1, "data": [record]}).encode(), "reports.json")
    assert all_invented(path) == []


def test_what_is_invented_is_seen(tmp_path: Path) -> None:
    """What the tests above can see: the same briefings beside a file that says something else."""
    made = briefings(put(tmp_path, ged({})))
    other = put(tmp_path, ged({name: "x" for name in CLASH if name not in {"year", "country"}}), "other.csv")
    found = {where for briefing in made for where, _ in invented(briefing, other)}
    assert found >= {"where, as written", "told"}
    assert any(where == "where, as written" for briefing in made for where, _ in quotations(briefing))


@pytest.mark.parametrize(
    "missing",
    [
        ("location",),
        ("location", "admin1", "admin2", "admin3"),
        ("location", "admin1", "admin2", "admin3", "latitude", "longitude"),
    ],
    ids=len,
)
def test_none_is_of_a_row_of_acled_that_names_no_place(tmp_path: Path, missing: tuple[str, ...]) -> None:
    row = {**dict.fromkeys(missing, ""), "country": ""}
    assert all_invented(put(tmp_path, acled(row))) == []
