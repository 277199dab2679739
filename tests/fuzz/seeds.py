"""Small files of every format that is imported, with rows that nobody has ever recorded."""

from __future__ import annotations

import json
from typing import Final

from formats.layouts import (
    AID_WORKER_TAGS,
    AID_WORKERS,
    FEATURE,
    FLOW_TAGS,
    FLOWS,
    IPC_2022,
    IPC_WIDE,
    MISP_EVENT,
    STIX_OBJECTS,
    STIX_REPORT,
    WEEKLY,
)
from formats.tables import ACLED_35, ACLED_2018, BATTLE, CLASH, GED_ORDER, acled, ged, table

ACLED: Final = (
    acled(
        {},
        {"admin1": "Aleppo", "fatalities": "3", "event_type": "Violence against civilians"},
        {"iso": "804", "country": "Ukraine", "admin1": "Kyiv", "event_date": "6 January 2025"},
    ),
    acled({}, {"event_type": "Protests"}, header=ACLED_35),
    acled({}, {"admin1": "hama"}, {"admin1": "HAMA"}, header=ACLED_2018),
)
UCDP: Final = (
    ged(
        {},
        {"date_prec": "4", "adm_1": "Aleppo governorate"},
        {"country": "Ukraine", "adm_1": "Donetsk", "type_of_violence": "3"},
    ),
    ged({"where_prec": "6", "best": "0", "low": "0", "high": "9"}, {"side_b": "Civilians"}),
)
_TAGGED: Final = (
    "#date",
    "#country+code",
    "#adm1+name",
    "#adm1+code",
    "#sector",
    "#affected+f",
    "#affected+killed",
    "#org",
    "#description",
)
_ROW: Final = (
    "2024-12-05",
    "SYR",
    "Hama",
    "SY-HM",
    "Health",
    "1,200",
    "3",
    "Valley Relief",
    "Tents are short.",
)


def _hxl(*rows: tuple[str, ...]) -> bytes:
    head = [name.strip("#").title() for name in _TAGGED]
    return table(head, [dict(zip(head, row, strict=True)) for row in (_TAGGED, *rows)])


HXL: Final = (
    _hxl(_ROW, ("2024-12", "UKR", "Kyiv", "UA-30", "WASH", "7.5", "", "", "")),
    _hxl(("2024-W49", "ETH", "Somali", "", "Food Security", "", "12", "Hill Aid", "Wells\nare dry."), _ROW),
)
_HAPI: Final = (
    "location_code",
    "has_hrp",
    "in_gho",
    "provider_admin1_name",
    "admin1_code",
    "admin1_name",
    "admin_level",
    "sector_code",
    "sector_name",
    "category",
    "population_status",
    "population",
    "reference_period_start",
    "reference_period_end",
)
HAPI: Final = (
    table(
        _HAPI,
        [
            dict(
                zip(
                    _HAPI,
                    (
                        "SYR",
                        "True",
                        "True",
                        "Hama",
                        "SY05",
                        "Hama",
                        "1",
                        "HEA",
                        "Health",
                        "",
                        "INN",
                        "12000",
                        "2024-01-01",
                        "2024-12-31",
                    ),
                    strict=True,
                )
            ),
            dict(
                zip(
                    _HAPI,
                    (
                        "SYR",
                        "True",
                        "True",
                        "Aleppo",
                        "SY02",
                        "Aleppo",
                        "1",
                        "WSH",
                        "Water Sanitation Hygiene",
                        "Female",
                        "TGT",
                        "3400",
                        "2024-01-01",
                        "2024-12-31",
                    ),
                    strict=True,
                )
            ),
        ],
    ),
)
_REPORT: Final = {
    "title": "Valley: Floods, Situation Report No. 3",
    "url": "https://example.org/node/12",
    "date": {"original": "2024-12-05T00:00:00+00:00", "created": "2024-12-06T00:00:00+00:00"},
    "primary_country": {"iso3": "syr", "name": "Syrian Arab Republic"},
    "source": [
        {"name": "Valley Relief", "shortname": "VR", "type": {"name": "NGO"}},
        {"shortname": "Hill Aid"},
    ],
    "theme": [{"name": "Health"}, {"name": "Water Sanitation Hygiene"}],
    "headline": {"title": "Floods", "summary": "Two bridges are out."},
    "body-html": "<h2>Needs</h2><p>Two bridges<br>are &amp; remain out.</p><script>x</script><ul><li>Tents</li></ul>",
}
RELIEFWEB: Final = (
    json.dumps(
        {
            "totalCount": 2,
            "data": [
                {"id": "3670885", "fields": _REPORT},
                {
                    "id": 7,
                    "fields": {
                        **_REPORT,
                        "body": "# Needs\n\n* Tents",
                        "date": {"created": "2024-12-06T00:00:00+00:00"},
                    },
                },
            ],
        }
    ).encode(),
)

PUBLISHERS: Final = (
    table([*WEEKLY], [WEEKLY, {**WEEKLY, "EVENT_TYPE": "Violence against civilians"}]),
    table([*FLOWS], [FLOW_TAGS, FLOWS, {**FLOWS, "destLocations": "LBN,SYR"}]),
    table([*AID_WORKERS], [AID_WORKER_TAGS, AID_WORKERS, {**AID_WORKERS, "Event Description": ""}]),
    table([*IPC_WIDE], [IPC_WIDE, {**IPC_WIDE, "Level 1": ""}]),
    table([*IPC_2022], [IPC_2022]),
)
_POINT: Final = {"type": "Point", "coordinates": [36.75, 35.13]}
_FEATURE: Final = {"type": "Feature", "properties": FEATURE, "geometry": _POINT}
RECORDS: Final = tuple(
    json.dumps(content).encode()
    for content in (
        {"status": 200, "data": [BATTLE, {**BATTLE, "fatalities": 3}]},
        {"TotalCount": 1, "Result": [CLASH]},
        [list(_TAGGED), list(_ROW)],
        [dict(zip(_TAGGED, _ROW, strict=True))],
        {"Event": MISP_EVENT},
        {"response": [{"Event": MISP_EVENT}]},
        {"type": "bundle", "objects": [*STIX_OBJECTS, STIX_REPORT]},
        {"type": "FeatureCollection", "features": [_FEATURE]},
    )
)

__all__ = [
    "ACLED",
    "BATTLE",
    "CLASH",
    "GED_ORDER",
    "HAPI",
    "HXL",
    "PUBLISHERS",
    "RECORDS",
    "RELIEFWEB",
    "UCDP",
]
