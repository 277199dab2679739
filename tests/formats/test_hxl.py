"""Humanitarian tables become notes, whether their tags stand in the second row, the third, or nowhere."""

from __future__ import annotations

import csv
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.tables import DATA, briefings, event, put, read, reason
from sitbrief.formats.hxl import columns, is_tags
from sitbrief.formats.reading import Unrecognised

if TYPE_CHECKING:
    from pathlib import Path

    from sitbrief.formats.event import Event

TAGGED = """\
Country,State,Date,In need,Reached,Sector,Source
#country+code,#adm1+name,#date+occurred,#inneed,#reached,#sector,#meta+source
"""
NEEDS = (
    "location_code,has_hrp,provider_admin1_name,admin1_code,admin1_name,admin2_code,admin2_name,admin_level,sector_code,"
    "sector_name,category,population_status,population,reference_period_start,reference_period_end,warning,error\r\n"
)


def tagged(folder: Path, row: str, head: str = TAGGED) -> Path:
    return put(folder, f"{head}{row}\n".encode())


def needs(folder: Path, *rows: str) -> Path:
    return put(folder, b"\xef\xbb\xbf" + (NEEDS + "".join(f"{row}\r\n" for row in rows)).encode())


def counted(found: Event) -> list[tuple[str, float]]:
    return [(figure["what"], figure["best"]) for figure in found.figures]


def test_a_tagged_row_counts_what_its_tags_say(tmp_path: Path) -> None:
    found = event(tagged(tmp_path, 'SYR,Hama,2024-12-05,"80 418",-,Health,Valley Relief'))
    assert (found.country, found.province) == ("SY", "SY-HM")
    assert counted(found) == [("people in need", 80418)]
    assert found.needs == (("Health", "needs", "80,418 people in need, Health"),)
    assert found.carriers == ("Valley Relief", "HDX")
    assert not found.happened
    assert found.when == {"precision": "day", "start": "2024-12-05"}


@given(st.permutations(["affected", "f", "idps"]), st.sampled_from(["+", " +", "+ "]))
def test_the_order_of_attributes_does_not_matter(attributes: list[str], plus: str) -> None:
    tag = f"#affected{plus}" + plus.join(part for part in attributes if part != "affected")
    (column,) = columns([tag])
    assert (column.tag, column.attributes) == ("#affected", frozenset({"f", "idps"}))


@pytest.mark.parametrize(
    ("tag", "what", "whose"),
    [
        ("#affected+idps+f", "displaced people", "women and girls"),
        ("#affected+killed", "people killed", None),
        ("#affected+injured+children", "people injured", "children"),
        ("#affected+idps+ind+stock+conflict", "displaced people (conflict)", None),
        ("#affected+idps+newdisp+disaster", "new displacements (disaster)", None),
        ("#targeted+m", "people targeted", "men and boys"),
    ],
)
def test_attributes_say_what_is_counted(tmp_path: Path, tag: str, what: str, whose: str | None) -> None:
    found = event(tagged(tmp_path, "SYR,7", f"a,b\n#country+code,{tag}\n"))
    assert found.figures[0]["what"] == what
    assert found.figures[0].get("whose") == whose


@pytest.mark.parametrize(
    ("dates", "values", "expected"),
    [
        (
            "#date+start,#date+end",
            "2024-12-01,2024-12-05",
            {"precision": "range", "start": "2024-12-01", "end": "2024-12-05"},
        ),
        ("#date+start,#date+end", "2024-12-01,2024-12-01", {"precision": "day", "start": "2024-12-01"}),
        ("#date+reported,#x", "2017-03-30T00:00:00,", {"precision": "day", "start": "2017-03-30"}),
        ("#date+year,#date+month", "2017,3", {"precision": "month", "start": "2017-03-01"}),
        (
            "#date,#x",
            "2017,",
            {"precision": "range", "start": "2017-01-01", "end": "2017-12-31", "as_written": "2017"},
        ),
    ],
)
def test_a_time_is_as_precise_as_the_row_says(
    tmp_path: Path, dates: str, values: str, expected: dict[str, str]
) -> None:
    found = event(tagged(tmp_path, f"SYR,7,{values}", f"a,b,c,d\n#country+code,#inneed,{dates}\n"))
    assert found.when == expected


def test_a_row_without_a_date_says_that_it_has_that_of_the_file(tmp_path: Path) -> None:
    path = tagged(tmp_path, "SYR,7", "a,b\n#country+code,#inneed\n")
    moment = datetime(2024, 12, 5, 12, tzinfo=UTC).timestamp()
    os.utime(path, (moment, moment))
    when = event(path).when
    assert (when["start"], when["inferred"], when["precision"]) == ("2024-12-05", True, "reported")


def test_a_country_is_told_by_a_code_or_named_by_the_user(tmp_path: Path) -> None:
    head = "a,b,c\n#adm2+code,#adm1+name,#inneed\n"
    assert event(tagged(tmp_path, "ET0103,Tigray,5", head)).country == "ET"
    path = tagged(tmp_path, ",Hama,5", head)
    assert "--country" in reason(path)[1]
    assert event(path, country="SY").province == "SY-HM"


def test_a_p_code_counts_for_more_than_a_name(tmp_path: Path) -> None:
    head = "a,b,c,d\n#country+code,#adm1+code,#adm1+name,#inneed\n"
    assert event(tagged(tmp_path, "SYR,SY05,Somewhere,5", head)).province == "SY-HM"
    assert event(tagged(tmp_path, "SYR,SY.05,Homs,5", head)).province == "SY-HI"


def test_a_place_of_origin_is_not_where_it_is(tmp_path: Path) -> None:
    head = "a,b,c,d\n#country+code,#adm1+name+origin,#adm1+name,#affected+idps\n"
    assert event(tagged(tmp_path, "SYR,Aleppo,Hama,5", head)).province == "SY-HM"


def test_three_header_rows_tell_the_sector(tmp_path: Path) -> None:
    head = "PLACE,,HEALTH,,NFI,\ncode,name,Need,Reached,Need,Reached\n#adm1+code,#adm1+name,#inneed,#reached,#inneed,#reached\n"
    found = event(tagged(tmp_path, "SY05,Hama,1,2,3,4", head))
    assert [(need.sector, need.aspect) for need in found.needs] == [
        ("Health", "needs"),
        ("Health", "response"),
        ("Shelter/NFI", "needs"),
        ("Shelter/NFI", "response"),
    ]


def test_two_figures_of_a_sector_are_one_note(tmp_path: Path) -> None:
    head = "a,b,c,d\n#country+code,#adm1+name,#inneed+f,#inneed+m\n"
    (briefing,) = briefings(tagged(tmp_path, "SYR,Hama,3,4", head))
    (note,) = briefing.humanitarian
    assert len(note.claims) == 1
    assert note.needs == "3 people in need (women and girls); 4 people in need (men and boys)"


def test_an_event_with_words_happened(tmp_path: Path) -> None:
    head = "a,b,c,d,e\n#country+code,#adm1+name,#description,#geo+lat,#geo+lon\n"
    found = event(tagged(tmp_path, "SYR,Hama,Bridge closed,35.1,36.7", head))
    assert found.happened
    assert found.headline == "Hama: Bridge closed"
    assert found.where[0]["coordinates"] == {"lat": 35.1, "lon": 36.7}


def test_a_table_without_tags_is_known_by_its_columns(tmp_path: Path) -> None:
    path = needs(
        tmp_path,
        "SYR,Y,,SY05,Hama,,,1,HEA,Health,,INN,100,2024-01-01,2024-12-31,,",
        "SYR,Y,,SY05,Hama,,,1,HEA,Health,,REA,40,2024-01-01,2024-12-31,,",
        'SYR,Y,,SY05,Hama,,,1,HEA,Health,Female,TGT,,2024-01-01,2024-12-31,"little data",no number',
    )
    (briefing,) = briefings(path)
    (note,) = briefing.humanitarian
    assert (note.sector, note.needs, note.response) == (
        "Health",
        "100 people in need, Health",
        "40 people reached, Health",
    )
    assert "little data" in (briefing.claims[2].note or "")


def test_displaced_people_are_called_so_in_a_table_that_only_says_population(tmp_path: Path) -> None:
    head = (
        "location_code,admin1_code,admin1_name,operation,assessment_type,population,reporting_round,"
        "reference_period_start,reference_period_end\r\n"
    )
    row = "AFG,AF01,Kabul,Returns,BA,246362,1,2017-03-30,2017-03-30\r\n"
    assert counted(event(put(tmp_path, (head + row).encode()))) == [("displaced people", 246362)]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("XYZ,Hama,2024-12-05,5,5,Health,x", "#country", "no country"),
        ("SYR,Hama,5/12/2024,5,5,Health,x", "#date", "no day"),
        ("SYR,Hama,2024-12-05,many,5,Health,x", "In need", "no number"),
    ],
)
def test_a_row_that_cannot_be_read_says_where_and_why(
    tmp_path: Path, row: str, column: str, words: str
) -> None:
    name, what = reason(tagged(tmp_path, row))
    assert name == column
    assert words in what


@pytest.mark.parametrize(
    ("head", "row", "words"),
    [
        ("a,b,c\n#country+code,#date+start,#date+end\n", "SYR,2024-12-05,2024-12-01", "figures or events"),
        (
            "a,b,c,d\n#country+code,#inneed,#date+start,#date+end\n",
            "SYR,5,2024-12-05,2024-12-01",
            "is before",
        ),
        ("a,b,c,d\n#country+code,#inneed,#date+year,#date+month\n", "SYR,5,2024,13", "no month"),
        ("a,b,c,d\n#country+code,#inneed,#geo+lat,#geo+lon\n", "SYR,5,x,1", "no number"),
        ("a,b,c,d\n#country+code,#inneed,#geo+lat,#geo+lon\n", "SYR,5,100,1", "globe"),
        ("a,b,c\n#country+code,#inneed,#date+year\n", "SYR,5,last", "no year"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, head: str, row: str, words: str) -> None:
    path = tagged(tmp_path, row, head)
    try:
        told = reason(path)[1]
    except Unrecognised as error:
        told = str(error)
    assert words in told


def test_what_looks_like_a_tag_among_words_is_no_row_of_tags() -> None:
    assert is_tags(["#adm1", "", " #date + start "])
    assert not is_tags(["#adm1", "x"])
    assert not is_tags(["", " "])


def test_real_rows_come_through_whole() -> None:
    path = DATA / "ethiopia_excerpt.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))[3:]
    events, rejects = read(path)
    assert (len(events), rejects) == (len(rows), [])
    affected = [int(row[7].replace(" ", "")) for row in rows]
    assert [found.figures[0]["best"] for found in events] == affected
    assert {found.province for found in events} <= {f"ET-{code}" for code in ("TI", "AF", "AM", "OR", "SO")}
