"""Files of events for the tests of importers: rows that nobody has ever recorded, in the layouts of the real ones."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from sitbrief.formats.conversion import Conversion
from sitbrief.formats.event import Event
from sitbrief.formats.importing import Options, open_file
from sitbrief.formats.native import loads
from sitbrief.formats.periods import Division
from sitbrief.formats.row_outcome import Reject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitbrief.briefing import Briefing

DATA = Path(__file__).parents[1] / "data" / "datasets"

ACLED_31 = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]
ACLED_35 = [*ACLED_31, "population_1km", "population_2km", "population_5km", "population_best"]
ACLED_2018 = [
    "data_id",
    "iso",
    "event_id_cnty",
    "event_id_no_cnty",
    "event_date",
    "year",
    "time_precision",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "timestamp",
    "iso3",
]

BATTLE = {
    "event_id_cnty": "SYR100001",
    "data_id": "9000001",
    "event_date": "2024-12-05",
    "year": "2024",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Blue Brigade",
    "assoc_actor_1": "Blue Youth; Blue Scouts",
    "inter1": "Rebel group",
    "actor2": "Military Forces of Elsewhere (2000-)",
    "inter2": "State forces",
    "interaction": "State forces-Rebel group",
    "iso": "760",
    "iso3": "SYR",
    "region": "Middle East",
    "country": "Syria",
    "admin1": "Hama",
    "admin2": "Suran",
    "admin3": "Kafr Zeita",
    "location": "Lataminah",
    "latitude": "35.3231",
    "longitude": "36.6178",
    "geo_precision": "1",
    "source": "Valley Radio; Twitter; Valley Radio",
    "source_scale": "Local partner-Other",
    "notes": "On 5 December 2024, Blue Brigade and the army clashed in Lataminah. [size=no report]",
    "fatalities": "0",
    "tags": "crowd size=no report",
    "timestamp": "1733500000",
}

GED_ORDER = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_name",
    "dyad_name",
    "side_a",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
]

CLASH = {
    "id": "700001",
    "type_of_violence": "1",
    "dyad_name": "Government of Syria - Blue Brigade",
    "side_a": "Government of Syria",
    "side_b": "Blue Brigade",
    "number_of_sources": "2",
    "source_article": '"Valley Radio,2017-07-31,Clashes near Hama"; "Hill Press,2017-08-01,Four dead"',
    "source_office": "Valley Radio;Hill Press",
    "source_headline": "Clashes near Hama",
    "source_original": "Army spokesman",
    "where_prec": "1",
    "where_coordinates": "Suran town",
    "where_description": "North of Suran",
    "adm_1": "Hamah governorate",
    "adm_2": "Hamah district",
    "latitude": "35.29",
    "longitude": "36.74",
    "country": "Syria",
    "date_prec": "1",
    "date_start": "2017-07-31 00:00:00.000",
    "date_end": "2017-07-31 00:00:00.000",
    "deaths_a": "1",
    "deaths_b": "2",
    "deaths_civilians": "0",
    "deaths_unknown": "1",
    "best": "4",
    "high": "6",
    "low": "3",
}


def table(
    header: Sequence[str], rows: Iterable[Mapping[str, str]], delimiter: str = ",", end: str = "\r\n"
) -> bytes:
    """A file with these columns."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in header] for row in rows)
    return out.getvalue().encode()


def acled(*changes: Mapping[str, str], header: Sequence[str] = ACLED_31, **layout: str) -> bytes:
    """An ACLED file: one row for each of these changes to the made-up battle."""
    rows = [{**BATTLE, "event_id_cnty": f"SYR{100001 + n}", **change} for n, change in enumerate(changes)]
    return table(header, rows, **layout)


def ged(*changes: Mapping[str, str], header: Sequence[str] = GED_ORDER) -> bytes:
    """A UCDP file, likewise."""
    return table(header, [{**CLASH, "id": f"{700001 + n}", **change} for n, change in enumerate(changes)])


def put(folder: Path, data: bytes, name: str = "events.csv") -> Path:
    """Write a file."""
    path = folder / name
    path.write_bytes(data)
    return path


def read(path: Path, **options: str) -> tuple[list[Event], list[Reject]]:
    """What the rows of a file say, and those that cannot be read."""
    found = [*open_file(path, Options(**options)).found]
    return (
        [item for item in found if isinstance(item, Event)],
        [item for item in found if isinstance(item, Reject)],
    )


def event(path: Path, **options: str) -> Event:
    """What the only row of a file says."""
    events, rejects = read(path, **options)
    assert rejects == []
    assert len(events) == 1
    return events[0]


def reason(path: Path, **options: str) -> tuple[str, str]:
    """Why the only row of a file cannot be read: column and reason."""
    events, rejects = read(path, **options)
    assert events == []
    assert len(rejects) == 1
    return rejects[0].name, rejects[0].reason


def briefings(path: Path, by: Division = Division.MONTH, most_bytes: int = 20_000_000) -> list[Briefing]:
    """The briefings of a file, validated as any other."""
    with Conversion(open_file(path), path.name, "2026-11-23", by=by) as conversion:
        conversion.read(lambda _reject: None)
        return [
            loads(made.data) for group in conversion.groups for made in conversion.files(group, most_bytes)
        ]
