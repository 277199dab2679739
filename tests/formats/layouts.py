"""What publishers' files look like as they publish them, each with a row or record that nobody has ever recorded."""

from __future__ import annotations

from typing import Any, Final

WEEKLY: Final = {
    "WEEK": "2025-03-01",
    "REGION": "Middle East",
    "COUNTRY": "Syria",
    "ADMIN1": "Hama",
    "EVENT_TYPE": "Battles",
    "SUB_EVENT_TYPE": "Armed clash",
    "EVENTS": "4",
    "FATALITIES": "7",
    "POPULATION_EXPOSURE": "12,345",
    "DISORDER_TYPE": "Political violence",
    "ID": "900",
    "CENTROID_LATITUDE": "35.2",
    "CENTROID_LONGITUDE": "36.9",
}

FLOWS: Final = {
    "date": "2021-03-02",
    "budgetYear": "2021",
    "description": "Invented project",
    "amountUSD": "1694015",
    "srcOrganization": "Invented Government",
    "srcOrganizationTypes": "Government",
    "srcLocations": "NOR",
    "srcUsageYearStart": "2021",
    "srcUsageYearEnd": "2022",
    "destPlan": "Plan 2021",
    "destPlanCode": "HSYR21",
    "destPlanId": "1044",
    "destOrganization": "Invented NGO",
    "destOrganizationTypes": "NGOs",
    "destGlobalClusters": "Protection",
    "destLocations": "SYR",
    "destProject": "Invented wells",
    "destProjectCode": "W1",
    "destEmergency": "Invented emergency",
    "destUsageYearStart": "2021",
    "destUsageYearEnd": "2023",
    "contributionType": "financial",
    "flowType": "Standard",
    "method": "Traditional aid",
    "boundary": "incoming",
    "onBoundary": "single",
    "status": "paid",
    "firstReportedDate": "2021-02-27",
    "decisionDate": "2021-02-26",
    "keywords": "Multiyear",
    "originalAmount": "14000000",
    "originalCurrency": "NOK",
    "exchangeRate": "8.26",
    "refCode": "R-17",
    "createdAt": "2021-02-28",
    "updatedAt": "2021-03-05",
    "id": "230001",
}
FLOW_TAGS: Final = {
    "date": "#date",
    "budgetYear": "#date+year+budget",
    "description": "#description+notes",
    "amountUSD": "#value+funding+total+usd",
    "srcOrganization": "#org+name+funder",
    "destPlan": "#activity+appeal+name",
    "destOrganization": "#org+name+impl",
    "destGlobalClusters": "#sector+cluster+name+list",
    "destLocations": "#country+iso3+impl+list",
    "status": "#status+text",
    "id": "#activity+id+fts_internal",
}

AID_WORKERS: Final = {
    "Date": "2024-08-01",
    "Event Description": "August 2024: An invented convoy was stopped.",
    "Country": "Sudan",
    "Country ISO": "SDN",
    "Admin 1": "North Darfur State",
    "Latitude": "13.9",
    "Longitude": "23.8",
    "Geo Precision": "(2) 25 km Precision ",
    "Location of Incident": "Road",
    "Reported Perpetrator": "NSA",
    "Reported Perpetrator Name": "Group A",
    "Weapon Carried/Used": "Firearms",
    "Organisation Affected": "INGO",
    "Programme Focus": "Food",
    "Aid Workers Killed": "2",
    "Aid Workers Injured": "0",
    "Aid Workers Kidnapped": "3",
    "Aid Workers Arrested": "",
    "Known Kidnapping or Arrest Outcome": "Released",
    "Aid Workers Killed in Captivity": "0",
    "International Aid Workers Killed": "1",
    "SiND Event ID": "68085",
}
AID_WORKER_TAGS: Final = {
    "Date": "#date",
    "Event Description": "#description",
    "Country": "#country",
    "Country ISO": "#country+code",
    "Admin 1": "#adm1+name",
    "Latitude": "#geo+lat",
    "Longitude": "#geo+lon",
    "Aid Workers Killed": "#affected+killed",
    "SiND Event ID": "#event+id",
}

_TIMES: Final = ("current", "first projection", "second projection")
_PHASES: Final = ("3+", "1", "2", "3", "4", "5")


def _ipc() -> dict[str, str]:
    row = {
        "Date of analysis": "Apr 2026",
        "Country": "SOM",
        "Total country population": "18000000",
        "Level 1": "Bay",
        "Area": "Invented district",
    }
    for number, time in enumerate(_TIMES):
        row[f"{time.capitalize()} from"] = f"2026-0{4 + 2 * number}-01"
        row[f"{time.capitalize()} to"] = f"2026-0{5 + 2 * number}-30"
        row[f"Population analyzed {time}"] = f"10{number}000"
        for place, phase in enumerate(_PHASES):
            row[f"Phase {phase} number {time}"] = f"{3 + number}{place}001"
            row[f"Phase {phase} percentage {time}"] = f"0.{1 + number}{place}"
    return row


IPC_WIDE: Final = _ipc()
IPC_WIDE_TAGS: Final = {
    "Date of analysis": "#date+analysis",
    "Country": "#country+code",
    "Total country population": "#population",
    "Level 1": "#loc+level1",
    "Area": "#loc+area",
    "Current from": "#date+start+current",
    "Current to": "#date+end+current",
    "Population analyzed current": "#affected+num+ipc+current+total",
    "Phase 3+ number current": "#affected+num+ipc+current+p3plus",
    "Phase 3+ percentage current": "#affected+pct+ipc+current+p3plus",
}
IPC_2022: Final = {
    "analysis_date": "Mar 2022",
    "country_iso3": "AFG",
    "level1_name": "",
    "area": "Invented valley",
    "population": "41000000",
    "period_start": "2022-03-01",
    "period_end": "2022-05-01",
    "affected_population": "1000000",
    "p3plus_population": "430000",
    "p3plus_percentage": "0.43",
    "phase1_population": "160000",
    "period_start_projected": "2022-06-01",
    "period_end_projected": "2022-11-01",
    "p3plus_population_projected": "320000",
}

MISP_TAGS: Final = [
    {"name": "tlp:green"},
    {"name": 'admiralty-scale:source-reliability="b"'},
    {"name": 'admiralty-scale:information-credibility="2"'},
    {"name": 'misp-galaxy:country="syria"'},
    {"name": "invented:tag"},
]
MISP_EVENT: dict[str, Any] = {
    "uuid": "5f0c0000-0000-4000-8000-000000000001",
    "id": "17",
    "info": "Invented calls to stay away from the bridge",
    "date": "2024-12-05",
    "timestamp": "1733400000",
    "Orgc": {"name": "Invented Watch"},
    "Org": {"name": "Somebody Else"},
    "Tag": MISP_TAGS,
    "Attribute": [
        {
            "category": "External analysis",
            "type": "link",
            "value": "https://example.org/a",
            "comment": "seen",
        },
        {"category": "Other", "type": "text", "value": "leaflets"},
    ],
    "EventReport": [{"uuid": "r1", "name": "What was heard", "content": "# Heard\n\nA **voice**."}],
}

STIX_REPORT: dict[str, Any] = {
    "type": "report",
    "id": "report--1",
    "name": "Invented assessment of the bridge",
    "description": "Two *spans* are out.",
    "published": "2024-12-05T10:00:00.000Z",
    "modified": "2024-12-06T10:00:00.000Z",
    "confidence": 75,
    "created_by_ref": "identity--1",
    "object_marking_refs": ["marking-definition--own"],
    "report_types": ["invented-type"],
    "labels": ["bridge", "road"],
    "external_references": [
        {"source_name": "No address"},
        {"source_name": "Valley Radio", "url": "https://example.org/a", "external_id": "A7"},
        {},
    ],
    "object_refs": ["location--1", "identity--2", "location--0", "gone--1"],
    "x_opencti_reliability": "C - Fairly reliable",
}
STIX_OBJECTS: list[dict[str, Any]] = [
    {"type": "identity", "id": "identity--1", "name": "Invented Watch", "x_opencti_reliability": "B"},
    {"type": "identity", "id": "identity--2", "name": "Bridge Company"},
    {"type": "marking-definition", "id": "marking-definition--own", "definition": {"tlp": "amber"}},
    {"type": "location", "id": "location--0", "name": "Syrian Arab Republic", "country": "SY"},
    {
        "type": "location",
        "id": "location--1",
        "name": "Suran",
        "administrative_area": "Hama",
        "city": "Suran",
        "latitude": 35.3,
        "longitude": 36.7,
        "precision": 500,
    },
]

FEATURE: dict[str, Any] = {
    "ID": 7,
    "Event Date": "2024-12-05",
    "Description": "An invented bridge was closed.",
    "Country": "Syria",
    "ADM1_EN": "Hama",
    "name": "Old bridge",
    "source": "Valley Radio",
    "lanes": 2,
    "empty": None,
}
