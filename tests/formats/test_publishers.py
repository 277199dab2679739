"""Tables of publishers whose columns are known by name: what their rows say, and that nothing of it is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from formats.layouts import (
    AID_WORKER_TAGS,
    AID_WORKERS,
    FLOW_TAGS,
    FLOWS,
    IPC_2022,
    IPC_WIDE,
    IPC_WIDE_TAGS,
    WEEKLY,
)
from formats.tables import BATTLE, CLASH, briefings, event, put, read, reason, table
from sitbrief.files.reading import Unrecognised
from sitbrief.formats import native
from sitbrief.formats.delimited import Row
from sitbrief.formats.importers import importers
from sitbrief.formats.importers.importer import TableImporter, TableStart
from sitbrief.formats.importing import Options, open_file
from sitbrief.formats.province_lookup import ProvinceLookup

if TYPE_CHECKING:
    from collections.abc import Mapping

CASES = Path(__file__).parents[1] / "data" / "cases"


def made(folder: Path, row: Mapping[str, str], tags: Mapping[str, str] | None = None, **changes: str) -> Path:
    """A file with that row, changed; a name has a space where a keyword has two underscores."""
    changed = {**row, **{name.replace("__", " "): value for name, value in changes.items()}}
    rows = [changed] if tags is None else [tags, changed]
    return put(folder, table([*row], rows))


# ACLED's weekly aggregates


def test_weekly_counts_of_acled() -> None:
    events, rejects = read(CASES / "m31_acled_weekly.csv")
    assert rejects == []
    hama, idleb = events
    assert hama.headline == "Hama, week of 2025-03-01: 4 events (Battles, Armed clash), 7 reported killed"
    assert hama.when == {
        "precision": "range",
        "start": "2025-03-01",
        "end": "2025-03-07",
        "as_written": "2025-03-01",
    }
    assert (hama.province, hama.events, hama.fighting, hama.deaths) == ("SY-HM", 4, True, (None, 7, None))
    assert {"what": "population exposure", "unit": "people", "best": 12345} in hama.figures
    assert hama.needs == ()
    assert (idleb.province, idleb.events, idleb.fighting) == ("SY-ID", 1, False)
    (briefing,) = briefings(CASES / "m31_acled_weekly.csv")
    assert briefing.tlp == "TLP:AMBER"
    assert [note.headline for note in briefing.humanitarian] == [
        "Idleb: 1 event against civilians, 1 reported killed"
    ]


def test_weekly_counts_in_json_are_the_same(tmp_path: Path) -> None:
    answer = put(tmp_path, json.dumps({"data": [{**WEEKLY, "EVENTS": 4}]}).encode(), "a.json")
    assert event(answer) == event(made(tmp_path, WEEKLY))


@pytest.mark.parametrize(
    ("changes", "column", "words"),
    [
        ({"COUNTRY": "Elsewhere"}, "country", "no country"),
        ({"EVENT_TYPE": ""}, "event_type", "is empty"),
        ({"EVENTS": "-"}, "events", "is empty"),
        ({"EVENTS": "1.5"}, "events", "counts nothing"),
        ({"FATALITIES": "-1"}, "fatalities", "counts nothing"),
        ({"FATALITIES": "some"}, "fatalities", "is no number"),
        ({"WEEK": "soon"}, "week", "is no day"),
        ({"WEEK": "9999-12-31"}, "week", "date value out of range"),
    ],
)
def test_a_week_that_cannot_be_read_says_why(
    tmp_path: Path, changes: dict[str, str], column: str, words: str
) -> None:
    name, what = reason(made(tmp_path, WEEKLY, **changes))
    assert name == column
    assert words in what


def test_a_week_without_a_known_province_keeps_the_name_it_has(tmp_path: Path) -> None:
    found = event(
        made(tmp_path, WEEKLY, ADMIN1="Nowhere", FATALITIES="", POPULATION_EXPOSURE="NA", SUB_EVENT_TYPE="")
    )
    assert found.where == [{"as_written": "Nowhere", "level": "region"}]
    assert found.figures == [{"what": "events", "best": 4}]
    assert found.statement == "Nowhere, in the week that begins on 2025-03-01: 4 events (Battles)."
    whole = event(made(tmp_path, WEEKLY, ADMIN1=""))
    assert whole.where == [{"as_written": "Syria", "level": "country"}]


# Flows of the Financial Tracking Service


def test_a_flow_is_from_somebody_to_somebody() -> None:
    found = event(CASES / "m47_fts_flows.csv")
    assert (found.country, found.first, found.id) == ("PS", "2021-03-02", "1")
    assert found.headline == (
        "Palestine: 1,694,015 USD from Invented Government to Invented NGO, Protection, paid"
    )
    assert found.figures == [
        {"what": "funding", "unit": "USD", "best": 1694015, "scope": {"among": "Protection, paid"}}
    ]
    assert [(need.sector, need.aspect) for need in found.needs] == [("Protection", "response")]
    assert not found.happened
    assert found.timestamp == ""


def test_a_flow_with_tags_is_the_same(tmp_path: Path) -> None:
    found = event(made(tmp_path, FLOWS))
    assert event(made(tmp_path, FLOWS, FLOW_TAGS)) == found
    assert found.timestamp == "2021-03-05"


@pytest.mark.parametrize(
    ("written", "asked", "country"),
    [
        ("SYR", "", "SY"),
        ("LBN,SYR", "", "LB"),
        ("LBN,SYR", "SY", "SY"),
        ("", "SY", "SY"),
        ("JOR", "SY", "JO"),
    ],
)
def test_a_flow_lies_in_a_country_that_it_names(
    tmp_path: Path, written: str, asked: str, country: str
) -> None:
    found = event(made(tmp_path, FLOWS, destLocations=written), country=asked)
    assert found.country == country
    assert [place["as_written"] for place in found.where] == ([written] if written else [])


def test_a_flow_may_leave_out_what_it_does_not_know(tmp_path: Path) -> None:
    nothing = {"srcOrganization": "", "destOrganization": "-", "destGlobalClusters": "", "status": ""}
    found = event(made(tmp_path, FLOWS, **nothing, description="", id=""))
    assert found.statement == "1,694,015 USD from an organisation not named to an organisation not named."
    assert found.needs[0].sector == "Multi-sector"
    two = event(made(tmp_path, FLOWS, destGlobalClusters="Health,Nutrition"))
    assert two.needs[0].sector == "Multi-sector"


@pytest.mark.parametrize(
    ("changes", "column"),
    [({"destLocations": ""}, "destLocations"), ({"amountUSD": ""}, "amountUSD"), ({"date": "soon"}, "date")],
)
def test_a_flow_that_cannot_be_read_says_why(tmp_path: Path, changes: dict[str, str], column: str) -> None:
    assert reason(made(tmp_path, FLOWS, **changes))[0] == column


# Incidents of Insecurity Insight


def test_an_incident_is_told_as_it_is_described() -> None:
    found = event(CASES / "m35_incidents.csv")
    assert (found.country, found.province, found.id) == ("SD", "SD-DN", "68085")
    assert found.statement == "An invented convoy was stopped."
    assert (
        found.headline == "North Darfur State: An invented convoy was stopped; reported perpetrator: Group A"
    )
    assert found.when == {"precision": "day", "start": "2024-08-01", "as_written": "August 2024"}
    assert found.where[0]["coordinates"] == {"lat": 13.9, "lon": 23.8, "precision_km": 25}
    assert "No information" not in found.dataset_note


def test_an_incident_with_tags_is_the_same(tmp_path: Path) -> None:
    found = event(made(tmp_path, AID_WORKERS))
    assert event(made(tmp_path, AID_WORKERS, AID_WORKER_TAGS)) == found
    assert found.figures == [
        {"what": "aid workers killed", "best": 2},
        {"what": "aid workers kidnapped", "best": 3},
        {"what": "international aid workers killed", "best": 1},
    ]
    assert "Counted as 0: Aid Workers Injured, Aid Workers Killed in Captivity" in found.dataset_note
    assert "Known Kidnapping or Arrest Outcome: Released" in found.dataset_note


def test_an_incident_that_is_not_described_is_told_by_what_it_counts(tmp_path: Path) -> None:
    found = event(
        made(
            tmp_path,
            AID_WORKERS,
            Event__Description="No Information",
            Reported__Perpetrator="",
            Reported__Perpetrator__Name="",
        )
    )
    assert found.statement == (
        "Incident, not described; aid workers killed: 2; aid workers kidnapped: 3; "
        "international aid workers killed: 1"
    )
    assert found.parties == ()
    bare = {name: "" for name in AID_WORKERS if name not in {"Date", "Country"}}
    found = event(made(tmp_path, {**AID_WORKERS, **bare}))
    assert (found.statement, found.headline) == ("Incident, not described", "Sudan: Incident, not described")
    assert found.where == [{"as_written": "Sudan", "level": "country"}]
    assert (found.id, found.dataset_note) == ("", "")
    found = event(made(tmp_path, AID_WORKERS, Admin__1="Nowhere", Geo__Precision="Precise"))
    assert found.where[0]["level"] == "region"
    assert "precision_km" not in found.where[0]["coordinates"]


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"Date": "some day"}, "Date"),
        ({"Country": "Elsewhere", "Country__ISO": ""}, "country iso"),
        ({"Latitude": "95"}, "latitude"),
        ({"Longitude": "east"}, "longitude"),
    ],
)
def test_an_incident_that_cannot_be_read_says_why(
    tmp_path: Path, changes: dict[str, str], column: str
) -> None:
    assert reason(made(tmp_path, AID_WORKERS, **changes))[0] == column


# Food insecurity in the wide layout


def test_an_area_has_its_phases_and_projections(tmp_path: Path) -> None:
    found = event(made(tmp_path, IPC_WIDE))
    assert (found.country, found.province, found.first, found.last) == (
        "SO",
        "SO-BY",
        "2026-04-01",
        "2026-05-30",
    )
    current = "current, 2026-04-01 to 2026-05-30"
    assert found.figures[:2] == [
        {"what": "people analysed", "best": 100000, "scope": {"period": current}},
        {"what": "people in IPC phase 3+", "best": 30001, "scope": {"period": current}},
    ]
    assert len(found.figures) == 21
    assert [need.words for need in found.needs] == [
        f"30,001 people in IPC phase 3+ ({current})",
        "40,001 people in IPC phase 3+ (first projection, 2026-06-01 to 2026-07-30)",
        "50,001 people in IPC phase 3+ (second projection, 2026-08-01 to 2026-09-30)",
    ]
    assert found.headline.startswith("Invented district, Bay: 30,001 people in IPC phase 3+")
    assert "Percentage current: phase 3+ 0.10, phase 1 0.11" in found.dataset_note
    assert "Date of analysis: Apr 2026" in found.dataset_note
    assert event(made(tmp_path, IPC_WIDE, IPC_WIDE_TAGS)) == found


def test_a_country_is_one_row(tmp_path: Path) -> None:
    national = {name: value for name, value in IPC_WIDE.items() if name not in {"Level 1", "Area"}}
    found = event(made(tmp_path, national))
    assert found.where == [{"as_written": "SOM", "level": "country"}]
    assert found.headline.startswith("Somalia: 30,001 people")


def test_a_group_of_people_is_no_province(tmp_path: Path) -> None:
    found = event(made(tmp_path, IPC_WIDE, Level__1="Urban IDPs", Area=""))
    assert found.where == [{"as_written": "Urban IDPs", "level": "region"}]
    urban = event(made(tmp_path, IPC_WIDE, Level__1="", Area="Bay Urban"))
    assert urban.where == [{"as_written": "Bay Urban", "level": "region"}]
    named = event(made(tmp_path, IPC_WIDE, Level__1="", Area="Bay"))
    assert named.where == [{"as_written": "Bay", "level": "province", "provinces": ["SO-BY"]}]
    known = event(made(tmp_path, IPC_WIDE, Area=""))
    assert known.where == [{"as_written": "Bay", "level": "province", "provinces": ["SO-BY"]}]


def test_the_layout_before_2023_names_the_last_month_by_its_first_day(tmp_path: Path) -> None:
    found = event(made(tmp_path, IPC_2022))
    assert (found.country, found.first, found.last) == ("AF", "2022-03-01", "2022-05-31")
    assert [figure["best"] for figure in found.figures] == [1000000, 430000, 160000, 320000]
    assert "Percentage current: phase 3+ 0.43" in found.dataset_note


def test_numbers_without_days_are_of_a_time_all_the_same(tmp_path: Path) -> None:
    found = event(made(tmp_path, IPC_WIDE, First__projection__from="", First__projection__to=""))
    assert "40,001 people in IPC phase 3+ (first projection)" in [need.words for need in found.needs]
    none = {name: "" for name in IPC_WIDE if "number" in name or "analyzed" in name}
    assert event(made(tmp_path, {**IPC_WIDE, **none})).headline.endswith("nothing is counted")


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        (
            {
                f"{time}__{end}": ""
                for time in ("Current", "First__projection", "Second__projection")
                for end in ("from", "to")
            },
            "Current from",
        ),
        ({"Current__to": "2026-03-01"}, "current to"),
        ({"Current__to": ""}, "current from"),
        ({"Country": "XXX"}, "country"),
    ],
)
def test_an_area_that_cannot_be_read_says_why(tmp_path: Path, changes: dict[str, str], column: str) -> None:
    assert reason(made(tmp_path, IPC_WIDE, **changes))[0] == column


# All of them

LAYOUTS = {"acled-weekly": WEEKLY, "fts": FLOWS, "insecurity-insight": AID_WORKERS, "ipc": IPC_WIDE}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_table_that_is_asked_for_says_which_column_it_lacks(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, b"a,b\r\n1,2\r\n")
    with pytest.raises(Unrecognised, match="lacks the column"):
        open_file(path, Options(format=name))


@pytest.mark.parametrize(
    "row", [*LAYOUTS.values(), IPC_2022, BATTLE, CLASH], ids=[*LAYOUTS, "2022", "acled", "ucdp"]
)
def test_one_importer_alone_knows_a_table(row: Mapping[str, str]) -> None:
    head = Row(1, [*row])
    start = TableStart([head], [], ProvinceLookup(), "", decimal_comma=False)
    known = [
        each.name
        for each in importers()
        if isinstance(each, TableImporter) and each.name != "hxl" and each.recognises(start)
    ]
    assert len(known) == 1


_CODED = {
    "COUNTRY": ("LBN", '"country":"LB"'),
    "WEEK": ("2024-05-04", "2024-05-04"),
    "date": ("2024-05-04", "2024-05-04"),
    "destLocations": ("LBN", "LBN"),
    "Date": ("2024-05-04", "2024-05-04"),
    "Country ISO": ("LBN", '"country":"LB"'),
    "Latitude": ("74.13", "74.13"),
    "Longitude": ("74.13", "74.13"),
}


def _sample(layout: str, column: str, value: str) -> tuple[str, str]:
    """What to put into a column, and what is to be found of it."""
    if layout == "insecurity-insight" and column == "Country":
        return "Lebanon", "Country: Lebanon"
    if layout == "ipc" and column == "Country":
        return "LBN", '"country":"LB"'
    if column.endswith((" from", " to")):
        return {"f": "2026-03-17", "t": "2026-10-17"}[column.rsplit(maxsplit=1)[-1][0]], "-17"
    if column in _CODED:
        return _CODED[column]
    return ("7413", "7413") if value.replace(",", "").replace(".", "").isdecimal() else ("Zyzzyx", "Zyzzyx")


@pytest.mark.parametrize(
    ("layout", "column"), [(layout, column) for layout, row in LAYOUTS.items() for column in row]
)
def test_what_stands_in_one_column_alone_is_found(tmp_path: Path, layout: str, column: str) -> None:
    row = LAYOUTS[layout]
    sample, expected = _sample(layout, column, row[column])
    path = put(tmp_path, table([*row], [{**row, column: sample}]))
    (briefing,) = briefings(path)
    assert expected in native.dumps(briefing).decode().replace('": ', '":')
