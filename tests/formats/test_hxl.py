"""Humanitarian tables become notes, whether their tags stand in the second row, the third, or nowhere."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.tables import DATA, briefings, event, put, read, reason
from sitbrief.files.reading import Unrecognised
from sitbrief.formats.importers.hxl.tags import columns, is_tags
from sitbrief.formats.periods import Division

if TYPE_CHECKING:
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
    (need,) = found.needs
    assert (need.sector, need.aspect, need.words, need.where) == (
        "Health",
        "needs",
        "80,418 people in need",
        "",
    )
    assert found.statement == "Hama: 80,418 people in need, Health."
    assert found.carriers == ("Valley Relief",)
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
        ("#affected+reached", "people reached", None),
        ("#affected+students+killed", 'people killed, "b"', None),
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
            "#date+year,#date+month",
            "2017,",
            {"precision": "range", "start": "2017-01-01", "end": "2017-12-31", "as_written": "2017"},
        ),
        (
            "#date+year+reported,#date+month+reported",
            "2017,3.0",
            {"precision": "month", "start": "2017-03-01"},
        ),
        ("#date,#x", "20220430,", {"precision": "day", "start": "2022-04-30"}),
        ("#date,#x", "2022-04,", {"precision": "month", "start": "2022-04-01"}),
        ("#date,#x", "Apr 2022,", {"precision": "month", "start": "2022-04-01"}),
        ("#date+start,#date+end", "2022-04,2022-04", {"precision": "month", "start": "2022-04-01"}),
        ("#date+start,#date+end", "2022-04,", {"precision": "month", "start": "2022-04-01"}),
        ("#date+start,#date+end", "TBD,2022-04-05", {"precision": "day", "start": "2022-04-05"}),
        (
            "#date+changed,#date+occurred",
            "2022-05-01,2022-04-05",
            {"precision": "day", "start": "2022-04-05"},
        ),
        ("#date+created,#date", "2022-05-01,2022-04-05", {"precision": "day", "start": "2022-04-05"}),
        ("#date+reported,#date+event", "2022-05-01,2022-04-05", {"precision": "day", "start": "2022-04-05"}),
        ("#date+changed,#date+event", "2022-05-01,N/A", {"precision": "reported", "start": "2022-05-01"}),
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


def test_a_row_without_a_date_has_no_time_whatever_the_day_of_the_file(tmp_path: Path) -> None:
    path = tagged(tmp_path, "SYR,7", "a,b\n#country+code,#inneed\n")
    moment = datetime(2024, 12, 5, 12, tzinfo=UTC).timestamp()
    os.utime(path, (moment, moment))
    found = event(path)
    assert (found.first, found.last, found.when) == ("", "", None)


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


def test_the_sector_is_left_out_only_where_the_count_says_it(tmp_path: Path) -> None:
    head = "a,b,c,d\n#country+code,#inneed,#inneed+protection,#affected+killed\n"
    found = event(tagged(tmp_path, "SYR,9,4,2", head))
    assert found.statement == "Syria: 9 people in need; 4 people in need, Protection; 2 people killed."


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
        "100 people in need",
        "40 people reached",
    )
    assert "little data" in (briefing.claims[2].dataset_note or "")


def test_displaced_people_are_called_so_in_a_table_that_only_says_population(tmp_path: Path) -> None:
    head = (
        "location_code,admin1_code,admin1_name,operation,assessment_type,population,reporting_round,"
        "reference_period_start,reference_period_end\r\n"
    )
    row = "AFG,AF01,Kabul,Returns,BA,246362,1,2017-03-30,2017-03-30\r\n"
    assert counted(event(put(tmp_path, (head + row).encode()))) == [("displaced people", 246362)]


@pytest.mark.parametrize(
    ("row", "place", "column", "words"),
    [
        ("XYZ,Hama,2024-12-05,5,5,Health,x", 1, "#country", "no country"),
        ("SYR,Hama,5/12/2024,5,5,Health,x", 3, "#date", "--dates dmy"),
    ],
)
def test_a_row_that_cannot_be_read_says_where_and_why(
    tmp_path: Path, row: str, place: int, column: str, words: str
) -> None:
    path = tagged(tmp_path, row)
    name, what = reason(path)
    assert name == column
    assert words in what
    (reject,) = read(path)[1]
    assert (reject.line, reject.column) == (3, place)


def test_a_column_under_several_headings_has_the_words_of_all(tmp_path: Path) -> None:
    head = "PLACE,,HEALTH,\ncode,name,Need,Reached\n#adm1+code,#adm1+name,#inneed,#reached\n"
    assert (
        event(tagged(tmp_path, "SY05,Hama,1,few", head)).dataset_note
        == "PLACE code: SY05\nHEALTH Reached: few"
    )


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
        ("a,b,c,d\n#country+code,#inneed,#geo+lat,#geo+lon\n", "SYR,5,100,1", "globe"),
        ("a,b,c,d\n#country+code,#inneed,#geo+lat,#geo+lon\n", "SYR,5, 100 ,1", "100 is not on the globe"),
        ("a,b,c\n#country+code,#inneed,#date+year\n", "SYR,5,last", "no year"),
        ("a,b,c\n#country+code,#inneed,#date+year\n", "SYR,5,0000", "no year"),
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
    assert is_tags(["#country", "#sector?", "#affected", "reached"])
    assert not is_tags(["#adm1", "x"])
    assert not is_tags(["#adm1", "#date", "x", "y", "z"])
    assert not is_tags(["", " "])


@pytest.mark.parametrize(
    ("written", "today"),
    [
        ("#adm0+pcode", ("#country", {"code"})),
        ("#country_ISO", ("#country", {"code"})),
        ("#admin1+name", ("#adm1", {"name"})),
        ("#lat", ("#geo", {"lat"})),
        ("#long", ("#geo", {"lon"})),
        ("#target+percentage", ("#targeted", {"pct"})),
        ("#sector?", ("#sector", set())),
        ("#affected aidworker +killed", ("#affected", {"aidworker", "killed"})),
    ],
)
def test_older_forms_of_a_tag_count_as_the_one_of_today(written: str, today: tuple[str, set[str]]) -> None:
    (column,) = columns([written])
    assert (column.tag, set(column.attributes)) == today


def test_columns_that_would_say_the_same_are_told_by_their_headings(tmp_path: Path) -> None:
    head = "a,Stock,Stock raw,Girls\n#country+code,#affected+idps,#affected+idps+total,#affected+idps+f\n"
    assert [figure["what"] for figure in event(tagged(tmp_path, "SYR,7,8,9", head)).figures] == [
        'displaced people, "Stock"',
        'displaced people, "Stock raw"',
        "displaced people",
    ]


def test_money_and_shares_are_no_people(tmp_path: Path) -> None:
    head = (
        "a,In need,Funded %,Done,Required\n"
        "#country+code,#inneed,#value+funding+pct,#reached+pct,#value+funding+required+usd\n"
    )
    found = event(tagged(tmp_path, "SYR,7,0.79,25.5%,1000", head))
    assert found.statement == "Syria: 7 people in need; Funded %: 0.79; Done: 25.5%; Required: 1,000 USD."
    assert [(need.aspect, need.words) for need in found.needs] == [
        ("needs", "7 people in need"),
        ("response", "Funded %: 0.79"),
        ("response", "Required: 1,000 USD"),
    ]
    assert [figure.get("unit") for figure in found.figures] == [None, None, "%", "USD"]


def test_a_price_has_its_currency_and_unit(tmp_path: Path) -> None:
    head = "d,i,u,p,c,k\n#date,#item+name,#item+unit,#value,#currency,#country+code\n"
    found = event(tagged(tmp_path, "2024-12-05,Bread,KG,93.27,SYP,SYR", head))
    assert (found.headline, found.needs, found.happened) == ("Syria: Bread: 93.27 SYP per KG", (), True)
    assert found.figures == [{"what": "Bread", "unit": "SYP per KG", "best": 93.27}]
    assert found.dataset_note == "u: KG"  # of so few letters nobody can tell whether they stand in a sentence


def test_an_indicator_is_told_by_its_name_in_the_row(tmp_path: Path) -> None:
    head = "a,code,name,v,r,d\n#country+code,#indicator+code,#indicator+name,#indicator+value+num,#affected+reached,#date\n"
    found = event(tagged(tmp_path, "SYR,CV-03-04,Children admitted,2133,5,2024-12-05", head))
    assert found.statement == "Syria: Children admitted: 2,133; 5 people reached, Children admitted."


def test_words_where_a_number_may_be_are_kept_as_words(tmp_path: Path) -> None:
    head = "a,What,n\n#country+code,#indicator,#inneed\n"
    found = event(tagged(tmp_path, "SYR,Deliveries,5", head))
    assert (counted(found), found.dataset_note) == ([("people in need", 5)], "What: Deliveries")


def test_a_row_of_many_counts_tells_those_that_there_are(tmp_path: Path) -> None:
    head = "k,d,a,b,c,e,f,g,h\n#country+code,#date" + ",#indicator+num" * 7 + "\n"
    some = event(tagged(tmp_path, "SYR,2024-12-05,0,0,3,0,0,0,0", head))
    assert (some.headline, len(some.figures)) == ("Syria: c: 3; 6 counts are 0", 7)
    none = event(tagged(tmp_path, "SYR,2024-12-05,0,0,0,0,0,0,0", head))
    assert (none.statement, none.note) == ("Syria: nothing is counted.", "All 7 counts are 0.")
    assert (none.happened, none.needs) == (False, ())


@pytest.mark.parametrize(
    ("written", "sector"),
    [
        ("Eau, Hygiène et Assainissement", "WASH"),
        ("Santé", "Health"),
        ("Sécurité alimentaire et moyens d’existence", "Food Security"),
        ("Moyens d'existence", "Food Security"),
        ("Articles ménagers essentiels", "Shelter/NFI"),
        ("Educación", "Education"),
        ("Agua y saneamiento", "WASH"),
        ("Alojamientos", "Shelter/NFI"),
        ("Segurança Alimentar", "Food Security"),
        ("المياه والصرف الصحي", "WASH"),
        ("Non-Food Items", "Shelter/NFI"),
        ("PRO-CPN", "Protection"),
        ("Intersectoral", "Multi-sector"),
    ],
)
def test_sectors_in_other_languages(tmp_path: Path, written: str, sector: str) -> None:
    found = event(tagged(tmp_path, f'SYR,"{written}",7', "a,b,c\n#country+code,#sector+name,#reached\n"))
    assert [need.sector for need in found.needs] == [sector]
    assert f"7 people reached, {written}" in found.statement


def test_who_works_where_is_a_note_of_the_response(tmp_path: Path) -> None:
    head = (
        "location_code,admin1_code,admin1_name,admin2_name,org_acronym,org_name,sector_code,sector_name,"
        "reference_period_start,reference_period_end\n"
    )
    rows = (
        "SYR,SY05,Hama,Suran,VR,Valley Relief,HEA,Health,2024-01-01,2024-12-31\n"
        "SYR,SY05,Hama,,WR,Well Relief,XX,Something,2024-01-01,2024-12-31\n"
    )
    path = put(tmp_path, (head + rows).encode())
    (briefing,) = briefings(path)
    assert [(note.sector, note.response) for note in briefing.humanitarian] == [
        ("Health", "Valley Relief"),
        ("Multi-sector", "Well Relief"),
    ]
    assert not briefing.timeline
    assert briefing.claims[0].statement == "Suran, Hama: Valley Relief (Health)."


def test_an_organisation_that_is_named_beside_figures_is_kept(tmp_path: Path) -> None:
    head = "a,Partner,Source,s,n\n#country+code,#org+name,#org+source,#sector,#reached\n"
    found = event(tagged(tmp_path, "SYR,Valley Relief,Well Relief,Health,5", head))
    assert (found.carriers, found.dataset_note) == (
        ("Well Relief", "Valley Relief"),
        "Partner: Valley Relief\nSource: Well Relief",
    )


CONFLICT = "location_code,admin1_code,admin1_name,event_type,events,fatalities,reference_period_start,reference_period_end\n"


def test_counts_of_events_are_told_as_such(tmp_path: Path) -> None:
    rows = (
        "SYR,SY05,Hama,political_violence,12,30,2024-11-01,2024-11-30\n"
        "SYR,SY05,Hama,political_violence,3,4,2024-12-01,2024-12-31\n"
        "SYR,SY05,Hama,civilian_targeting,1,2,2024-12-01,2024-12-31\n"
        "SYR,SY05,Hama,demonstration,0,,2024-12-01,2024-12-31\n"
        "SYR,,,civilian_targeting,0,0,2024-12-01,2024-12-31\n"
    )
    november, december = briefings(put(tmp_path, (CONFLICT + rows).encode()))
    assert [front.headline for front in november.fronts] == [
        "Hama: 12 events of political violence, 30 reported killed"
    ]
    (front,) = december.fronts
    assert front.headline == (
        "Hama: 3 events of political violence, 4 reported killed; "
        "the period before 12 events of political violence, 30 reported killed"
    )
    assert [entry.headline for entry in december.timeline] == [
        "Hama: 3 events of political violence, 4 reported killed",
        "Hama: 1 event of civilian targeting, 2 reported killed",
    ]
    assert {(note.headline, note.needs) for note in december.humanitarian} == {
        (
            "Hama: 1 event of civilian targeting, 2 reported killed",
            "1 event of civilian targeting, 2 reported killed",
        ),
        ("Syria: 0 events of civilian targeting, 0 reported killed", None),
    }


def test_counts_of_events_are_summed_up_over_the_districts_of_a_province(tmp_path: Path) -> None:
    head = CONFLICT.replace("event_type", "admin2_name,event_type")
    rows = "".join(
        f"SYR,SY05,Hama,{district},civilian_targeting,{events},{killed},2024-12-01,2024-12-31\n"
        for district, events, killed in (("Suran", 0, 0), ("Salamiyah", 2, 5), ("Masyaf", 1, 1))
    )
    (briefing,) = briefings(put(tmp_path, (head + rows).encode()))
    (note,) = briefing.humanitarian
    assert note.headline == "Hama: 3 events of civilian targeting, 6 reported killed"
    assert note.needs == (
        "Salamiyah: 2 events of civilian targeting, 5 reported killed; "
        "Masyaf: 1 event of civilian targeting, 1 reported killed"
    )
    assert [entry.headline for entry in briefing.timeline] == [
        "Salamiyah, Hama: 2 events of civilian targeting, 5 reported killed",
        "Masyaf, Hama: 1 event of civilian targeting, 1 reported killed",
    ]


@pytest.mark.parametrize(("districts", "rest"), [(12, ""), (13, "; and 1 more"), (30, "; and 18 more")])
def test_of_what_many_rows_say_twelve_are_told_and_the_others_counted(
    tmp_path: Path, districts: int, rest: str
) -> None:
    head = CONFLICT.replace("event_type", "admin2_name,event_type")
    rows = "".join(
        f"SYR,SY05,Hama,District {number:02},civilian_targeting,1,1,2024-12-01,2024-12-31\n"
        for number in range(districts)
    )
    (briefing,) = briefings(put(tmp_path, (head + rows).encode()))
    (note,) = briefing.humanitarian
    told = "1 event of civilian targeting, 1 reported killed"
    assert note.needs == "; ".join(f"District {number:02}: {told}" for number in range(12)) + rest


def test_people_by_phase_of_food_insecurity(tmp_path: Path) -> None:
    head = (
        "location_code,admin1_code,admin1_name,ipc_phase,ipc_type,population_in_phase,"
        "reference_period_start,reference_period_end\n"
    )
    rows = "".join(
        f"SOM,SO22,Banadir,{phase},first projection,{number},2025-01-01,2025-03-31\n"
        for phase, number in (("all", 1000), ("1", 600), ("3+", 400))
    )
    (briefing,) = briefings(put(tmp_path, (head + rows).encode()))
    (note,) = briefing.humanitarian
    assert (note.sector, note.needs) == ("Food Security", "400 people in IPC phase 3+ (first projection)")
    assert note.headline == "Banadir: 400 people in IPC phase 3+ (first projection); 2 more"
    assert "1,000 people analysed" in briefing.claims[0].statement


def test_refugees_are_where_they_are_and_those_who_returned_where_they_came_from(tmp_path: Path) -> None:
    head = (
        "origin_location_code,asylum_location_code,population_group,gender,age_range,population,"
        "reference_period_start,reference_period_end\n"
    )
    path = put(
        tmp_path,
        (
            f"{head}SYR,LBN,REF,f,0-4,7,2024-01-01,2024-12-31\n"
            "SYR,LBN,RET,all,all,5,2024-01-01,2024-12-31\nSYR,XXA,REF,,,1,2024-01-01,2024-12-31\n"
            "XXA,SYR,ODD,,,2,2024-01-01,2024-12-31\n"
        ).encode(),
    )
    events, rejects = read(path)
    assert [found.statement for found in events] == [
        "Lebanon: 7 refugees (women and girls, aged 0-4), from Syria.",
        "Syria: 5 returned refugees, from Lebanon.",
        "Syria: 2 people, ODD, from XXA.",
    ]
    assert [(reject.line, reject.column) for reject in rejects] == [(4, 2)]
    assert {need.sector for found in events for need in found.needs} == {"Displacement"}


@pytest.mark.parametrize(
    ("head", "row", "statement"),
    [
        (
            "Country ISO3,Admin 1 PCode,Admin 1 Name,Description,Cluster,Category,Population,In Need,Targeted",
            "SYR,SY05,Hama,Education,EDU,Children,,8,3",
            "Hama: 8 people in need, Children, Education; 3 people targeted, Children, Education.",
        ),
        (
            "date,countryiso3,admin1,admin2,market,latitude,longitude,commodity,unit,currency,price",
            "2024-12-05,SYR,Hama,Suran,Old market,35.1,36.7,Bread,KG,SYP,9",
            "Old market, Suran, Hama: Bread: 9 SYP per KG.",
        ),
        (
            "countryCode,name,startDate,endDate,cluster,requirements,funding,percentFunded",
            "SYR,Syria 2024,2024-01-01,2024-12-31,Santé,25000000,7982215,32",
            "Syria: requirements: 25,000,000 USD, Santé; funding: 7,982,215 USD, Santé; percentfunded: 32, Santé.",
        ),
        (
            "Country,Level 1,Area,Validity period,From,To,Phase,Number,Percentage",
            "SYR,Hama,Suran,current,2024-04-01,2024-08-31,3+,25,0.5",
            "Suran, Hama: 25 people in IPC phase 3+, Food Security (current).",
        ),
        (
            "id,iso3,latitude,longitude,displacement_type,figure,displacement_start_date,displacement_end_date,event_name",
            "1,SYR,35.123,36.7,Disaster,2,2024-12-05T11:00:00.000Z,2024-12-05T11:00:00.000Z,Flood",
            "Syria: Flood; 2 new displacements, Disaster.",
        ),
        (
            "location_code,appeal_name,requirements_usd,funding_usd,funding_pct,reference_period_start",
            "SYR,Syria 2024,1000,500,50,2024-01-01",
            "Syria: requirements: 1,000 USD; funding: 500 USD; funding %: 50.",
        ),
    ],
)
def test_tables_of_hdx_without_tags(tmp_path: Path, head: str, row: str, statement: str) -> None:
    found = event(put(tmp_path, f"{head}\n{row}\n".encode()))
    assert (found.statement, found.country) == (statement, "SY")


@pytest.mark.parametrize(("code", "country"), [("IQG01", "IQ"), ("SYR01", "SY"), ("07", None), ("QQ1", None)])
def test_a_p_code_tells_the_country_in_three_letters_or_two(
    tmp_path: Path, code: str, country: str | None
) -> None:
    events, _ = read(tagged(tmp_path, f"{code},5", "a,b\n#adm1+code,#affected\n"))
    assert [found.country for found in events] == ([country] if country else [])


def test_a_country_without_provinces_has_none(tmp_path: Path) -> None:
    found = event(tagged(tmp_path, "Aruba,Oranjestad,5", "a,b,c\n#country+name,#adm1+name,#inneed\n"))
    assert (found.country, found.province, found.region) == ("AW", "", "Oranjestad")


def test_the_code_of_a_district_tells_the_province(tmp_path: Path) -> None:
    head = "a,b,c\n#country+code,#adm2+code,#inneed\n"
    assert event(tagged(tmp_path, "SYR,SY0501,5", head)).province == "SY-HM"
    head = "a,b,c,d\n#adm1+code,#adm1+name,#adm2+code,#inneed\n"
    assert event(tagged(tmp_path, "LY01,East,LY0103,5", head)).province == "LY-BA"
    assert event(tagged(tmp_path, "SY05,Hama,SY0299,5", head)).province == "SY-HM"


def test_a_row_that_only_tells_a_priority_is_no_event(tmp_path: Path) -> None:
    head = "a,b,Priority,n\n#adm1+code,#adm1+name,#priority,#affected\n"
    found = event(tagged(tmp_path, "SY05,Hama,3,", head))
    assert (found.headline, found.happened, found.dataset_note) == ("Hama: Priority: 3", False, "a: SY05")
    assert [(need.sector, need.aspect, need.words) for need in found.needs] == [
        ("Multi-sector", "", "Priority: 3")
    ]


def test_a_long_description_is_cut_in_lists_only(tmp_path: Path) -> None:
    head = "a,Name,Text,Code,Link\n#country+code,#crisis+name,#description,#crisis+code,#meta+source+url\n"
    words = "A bridge was closed by the flood. " * 20
    found = event(tagged(tmp_path, f"SYR,Syria: {words},Much rain,FL-2024,http://example.org", head))
    assert found.headline.endswith("…")
    assert len(found.headline) < 180
    assert found.statement == f"Syria: {words.strip()}"
    assert found.dataset_note == "Text: Much rain\nCode: FL-2024\nLink: http://example.org"


def test_degrees_have_no_thousands(tmp_path: Path) -> None:
    head = "a;b;c;d\n#country+code;#inneed;#geo+lat;#geo+lon\n"
    assert event(tagged(tmp_path, "SYR;5;24.761;92,882", head)).where[0]["coordinates"] == {
        "lat": 24.761,
        "lon": 92.882,
    }
    assert "coordinates" not in event(tagged(tmp_path, "SYR;5;-;92,882", head)).where[0]


def test_notes_over_several_districts_and_times_say_which(tmp_path: Path) -> None:
    head = "a,b,c,d,e,f\n#country+code,#adm1+name,#adm2+name,#date+start,#date+end,#inneed\n"
    rows = (
        "SYR,Hama,Suran,2024-11,2024-11,3\nSYR,Hama,Suran,2024-12-05,2024-12-05,4\n"
        "SYR,Hama,,2024-12-05,2024-12-05,9\nSYR,Hama,,2023,2023,1\nSYR,Hama,,2022-05,2022-06,7"
    )
    (briefing,) = briefings(tagged(tmp_path, rows, head), Division.FILE)
    (note,) = briefing.humanitarian
    assert note.needs == (
        "2024-12-05: 9 people in need; 2024-12-05: Suran: 4 people in need; 2024-11: Suran: 3 people in need; "
        "2023: 1 person in need; 2022-05-01 to 2022-06-30: 7 people in need"
    )


def test_a_file_without_dates_says_so_in_its_title(tmp_path: Path) -> None:
    path = tagged(tmp_path, "SYR,7", "a,b\n#country+code,#inneed\n")
    (briefing,) = briefings(path)
    assert briefing.title == "Syria, undated: 1 row of the file"
    assert (briefing.period, briefing.as_of, briefing.cutoff) == (None, None, None)


def test_real_rows_come_through_whole() -> None:
    path = DATA / "ethiopia_excerpt.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))[3:]
    events, rejects = read(path)
    assert (len(events), rejects) == (len(rows), [])
    affected = [int(row[7].replace(" ", "")) for row in rows]
    assert [found.figures[0]["best"] for found in events] == affected
    assert {found.province for found in events} <= {f"ET-{code}" for code in ("TI", "AF", "AM", "OR", "SO")}


ANY_TAG = st.sampled_from(
    [
        "#adm1+name",
        "#adm1+code",
        "#adm2+name",
        "#adm2+code",
        "#loc+name",
        "#geo+lat",
        "#geo+lon",
        "#date",
        "#date+start",
        "#date+end",
        "#date+year",
        "#date+month",
        "#date+changed",
        "#sector",
        "#sector+code",
        "#inneed",
        "#affected+killed",
        "#affected+f",
        "#reached+pct",
        "#value",
        "#value+usd",
        "#currency",
        "#item+name",
        "#indicator+name",
        "#indicator+num",
        "#population",
        "#population+group",
        "#population+age",
        "#severity+phase",
        "#severity+type",
        "#status+population",
        "#events",
        "#event+type",
        "#event+name",
        "#description",
        "#org+name",
        "#meta+source",
        "#meta+warning",
        "#id",
        "#priority",
        "#capacity",
        "#country+code+origin",
        "#country+code+asylum",
    ]
)
ANY_CELL = st.text(max_size=12) | st.sampled_from(
    [
        "",
        "Hama",
        "SY05",
        "SY0501",
        "LBN",
        "2024-12-05",
        "2024",
        "12",
        "2024-12",
        "TBD",
        "5",
        "0",
        "80 418",
        "-",
        "1.5",
        "99%",
        "many",
        "WSH",
        "Santé",
        "INN",
        "REF",
        "RET",
        "f",
        "3+",
        "all",
        "civilian_targeting",
        "political_violence",
        "24.7",
        "200",
        "=1+1",
        "[red]x",
        "\x1b[31m",
        "USD",
        "١٢",
    ]
)


@given(st.lists(ANY_TAG, min_size=1, max_size=12), st.data())
def test_any_table_becomes_claims_and_rejects_and_nothing_else(tags: list[str], data: st.DataObject) -> None:
    cells = st.lists(ANY_CELL, min_size=len(tags), max_size=len(tags))
    rows = [["SYR", *data.draw(cells)] for _ in range(data.draw(st.integers(1, 3)))]
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["country", *map(str, range(len(tags)))], ["#country+code", *tags], *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = put(Path(folder), out.getvalue().encode("utf-8", "replace"))
        try:
            events, rejects = read(path)
        except Unrecognised as error:
            assert "has no column" in str(error)  # noqa: PT017  the other way out, as good
            return
        assert len(events) + len(rejects) == len(rows)
        assert sum(len(briefing.claims) for briefing in briefings(path)) == len(events)


@pytest.mark.parametrize(
    ("head", "row", "note"),
    [
        ("#population,#population+group", "5,IDP", ("Displacement", "needs", "5 displaced people")),
        (
            "#population,#population+group",
            "5,HST",
            ("Displacement", "needs", "5 people of the host community"),
        ),
        ("#population,#population+group", "5,ODD", ("Displacement", "", "5 people, ODD")),
        ("#population,#status+population", "5,INN", ("Multi-sector", "needs", "5 people in need")),
        ("#population,#status+population", "5,REA", ("Multi-sector", "response", "5 people reached")),
        ("#population,#status+population", "5,ALL", ("Multi-sector", "", "5 people living there")),
        ("#population,#severity+phase", "5,3", ("Food Security", "needs", "5 people in IPC phase 3")),
        ("#population,#severity+phase", "5,2", ("Food Security", "", "5 people in IPC phase 2")),
        ("#population,#severity+phase", "5,all", ("Food Security", "", "5 people analysed")),
        ("#population,#sector", "5,Health", ("Health", "", "5 people")),
    ],
)
def test_a_count_of_people_tells_of_needs_of_a_response_or_of_neither(
    tmp_path: Path, head: str, row: str, note: tuple[str, str, str]
) -> None:
    found = event(tagged(tmp_path, f"SYR,{row}", f"a,b,c\n#country+code,{head}\n"))
    assert [(need.sector, need.aspect, need.words) for need in found.needs] == [note]


def test_a_row_of_six_counts_tells_each_and_is_no_fight(tmp_path: Path) -> None:
    head = "k,d,a,b,c,e,f,g\n#country+code,#date" + ",#indicator+num" * 6 + "\n"
    found = event(tagged(tmp_path, "SYR,2024-12-05,0,0,3,0,0,0", head))
    assert found.headline == "Syria: a: 0; b: 0; c: 3; e: 0; f: 0; g: 0"
    assert not found.fighting
