"""Humanitarian tables as they were met, in their smallest form: what each says, and what is not made of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from formats.tables import briefings, event, put, read
from sitbrief.formats.conversion import Conversion
from sitbrief.formats.importing import Options, open_file
from sitbrief.formats.periods import Division

if TYPE_CHECKING:
    import pytest

CASES = Path(__file__).parents[1] / "data" / "cases"


def remarks(path: Path) -> list[str]:
    """What an import says of a whole file."""
    reading = open_file(path)
    list(reading.found)
    return [*reading.remarks()]


def test_three_places_of_a_provider_are_three_places() -> None:
    events, _ = read(CASES / "m09_hapi_provider_admin2.csv")
    assert [(found.where[0]["as_written"], found.where[0]["level"]) for found in events] == [
        ("Badakhshan", "province"),
        ("Cluster 1: North, South, Badakhshan", "district"),
        ("Cluster 2: West, Badakhshan", "district"),
    ]
    assert [found.figures[0]["best"] for found in events] == [1000, 300, 700]
    assert {found.province for found in events} == {"AF-BDS"}


def test_the_row_of_the_total_is_the_headline_and_the_first_need() -> None:
    (briefing,) = briefings(CASES / "m10_hapi_needs_total.csv")
    (note,) = briefing.humanitarian
    assert note.headline == "Kabul: 100 people in need; 3 more"
    assert note.needs == (
        "100 people in need; 40 people in need, Adult; 55 people in need, Children; 5 people in need, Elderly"
    )


def test_a_row_without_a_country_is_of_that_of_all_others() -> None:
    path = CASES / "m12_hpc_national_rows.csv"
    events, rejects = read(path)
    assert (len(events), rejects) == (2, [])
    kabul, national = events
    assert (kabul.province, national.country, national.where) == ("AF-KAB", "AF", [])
    assert "500 people in need" in national.statement
    assert "taken to be of Afghanistan" in national.note
    assert remarks(path) == ["1 row without a country taken to be of Afghanistan (AF), as all others are"]


def test_an_area_with_the_name_of_a_province_lies_in_it_and_is_no_town() -> None:
    path = CASES / "m13_ipc_area.csv"
    (paktya, urban), _ = read(path)
    assert (paktya.province, urban.province) == ("AF-PIA", "")
    assert not any("level" in found.where[0] for found in (paktya, urban))
    reading = open_file(path)
    list(reading.found)
    (name,) = reading.provinces.unplaced()
    assert (name.written, name.nearest) == ("Faryab Urban", ("AF-FYB",))


def test_what_stands_in_columns_without_a_tag_is_kept() -> None:
    found = event(CASES / "m14_hxl_untagged.csv")
    assert found.headline == "Kherson Oblast: A clinic was hit by a shell."
    assert found.statement == (
        'Kherson Oblast: A clinic was hit by a shell; 1 person killed, "Health Workers Killed".'
    )
    assert found.dataset_note == "Launch Type: Ground-Launched\nEvent ID: 30001"


def test_a_word_in_one_count_costs_no_row() -> None:
    path = CASES / "m16_hxl_text_in_number.csv"
    events, rejects = read(path)
    assert rejects == []
    assert [[figure["best"] for figure in found.figures] for found in events] == [[1], [2]]
    assert [found.dataset_note for found in events] == ["Outcome: Freed", ""]
    assert remarks(path) == ["Outcome: 1 cell holds no number; what stands there is kept beside the claim"]


def test_a_year_in_a_header_is_that_of_its_figures() -> None:
    found = event(CASES / "m17_hxl_year_in_header.csv")
    assert found.when == {
        "precision": "range",
        "start": "2017-01-01",
        "end": "2017-12-31",
        "as_written": "2017",
    }
    assert [figure["scope"]["period"] for figure in found.figures] == ["2017", "2017"]


def test_columns_of_several_years_leave_a_row_without_a_time(tmp_path: Path) -> None:
    head = "k,In need 2017,In need 2018,Reached 2017/18\n#country+code,#inneed,#inneed,#reached\n"
    found = event(put(tmp_path, f"{head}SYR,1,2,3\n".encode()))
    assert found.when is None
    assert found.statement == (
        "Syria: 1 person in need (2017); 2 people in need (2018); 3 people reached (2017/18)."
    )


def test_rows_of_several_countries_leave_one_without_a_country_unread(tmp_path: Path) -> None:
    head = "p,n\n#adm1+code,#inneed\n"
    path = put(tmp_path, f"{head},9\nAF01,1\nSY05,2\n".encode())
    events, (reject,) = read(path)
    assert [found.country for found in events] == ["AF", "SY"]
    assert (reject.line, reject.cells) == (3, ["", "9"])
    assert "several: try --country" in reject.reason
    assert [found.country for found in read(path, country="ET")[0]] == ["ET", "AF", "SY"]


def test_rows_that_wait_have_their_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitbrief.formats.table_events._MOST_WAITING", 122)
    path = put(tmp_path, b"p,n\n#adm1+code,#inneed\n,9\n,10\nAF01,1\n")
    events, rejects = read(path)
    assert [found.figures[0]["best"] for found in events] == [1, 9]
    assert [reject.line for reject in rejects] == [4]


def test_na_is_namibia_only_among_codes_of_two_letters(tmp_path: Path) -> None:
    head = "k,p,n\n#country+code,#adm1+code,#inneed\n"
    two = put(tmp_path, f"{head}NA,,1\nSY,,2\n".encode())
    assert [found.country for found in read(two)[0]] == ["NA", "SY"]
    three = put(tmp_path, f"{head}NA,SY05,1\nSYR,NA,2\n".encode())
    assert [found.country for found in read(three)[0]] == ["SY", "SY"]
    names = put(tmp_path, b"k,p,n\n#country+name,#adm1+code,#inneed\nNA,SY05,1\n")
    assert [found.country for found in read(names)[0]] == ["SY"]


def test_a_name_that_a_code_contradicts_is_shown_with_it(tmp_path: Path) -> None:
    head = "k,c,n,v\n#country+code,#adm1+code,#adm1+name,#inneed\n"
    path = put(tmp_path, f"{head}SYR,SY05,Homs,1\nSYR,SY05,Hamah,2\n".encode())
    (wrong, right), _ = read(path)
    assert wrong.statement == "Homs (SY05): 1 person in need."
    assert (wrong.province, wrong.where[0]["as_written"]) == ("SY-HM", "Homs")
    assert right.statement == "Hamah: 2 people in need."
    assert remarks(path) == [
        "'Homs' stands in 1 row beside a code of Hama (SY-HM): the code counts, both are shown"
    ]
    head = "k,c,n,o,v\n#country+code,#adm1+code,#adm1+name+provider,#adm1+name,#inneed\n"
    found = event(put(tmp_path, f"{head}SYR,SY05,Homs,Hama,1\n".encode()))
    assert (found.statement, found.where[0]["as_written"]) == ("Homs (Hama): 1 person in need.", "Homs")
    assert "o: Hama" in found.dataset_note


def test_of_names_that_codes_contradict_so_many_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitbrief.formats.importers.hxl.spots._MOST_KEPT", 1)
    head = "k,c,n,v\n#country+code,#adm1+code,#adm1+name,#inneed\n"
    path = put(tmp_path, f"{head}SYR,SY05,Homs,1\nSYR,SY05,Aleppo,2\nSYR,SY05,Homs,2\n".encode())
    assert remarks(path) == [
        "'Homs' stands in 2 rows beside a code of Hama (SY-HM): the code counts, both are shown"
    ]


def test_a_code_that_is_no_country_s_is_told_by_the_name_beside_it(tmp_path: Path) -> None:
    head = "k,c,n\n#country+code,#country+name,#inneed\n"
    found = event(put(tmp_path, f"{head}XX9,Syria,1\n".encode()))
    assert (found.country, found.where[0]["as_written"]) == ("SY", "Syria")
    assert "k: XX9" in found.dataset_note


def test_a_town_is_one_only_where_the_row_says_so(tmp_path: Path) -> None:
    def level(tag: str, kind: str) -> str | None:
        head = f"k,l,t,n\n#country+code,{tag},#loc+type,#inneed\n"
        found = event(put(tmp_path, f"{head}SYR,Suran,{kind},1\n".encode()))
        return found.where[0].get("level")

    assert level("#loc+name", "Town") == "town"
    assert level("#loc+name", "camp") is None
    assert level("#loc+name", "") is None
    assert level("#loc+city", "") == "town"


def test_a_place_without_a_name_is_called_by_what_its_code_stands_for(tmp_path: Path) -> None:
    def place(row: str) -> tuple[str, str, str]:
        head = "c,d,n\n#adm1+code,#adm2+code,#inneed\n"
        found = event(put(tmp_path, f"{head}{row}\n".encode()))
        (where,) = found.where
        return found.statement, where["as_written"], where["level"]

    assert place("SY05,,1") == ("Hama: 1 person in need.", "SY05", "province")
    assert place("SY05,SY0501,1") == ("SY0501, Hama: 1 person in need.", "SY0501", "district")
    assert place("SY77,,1") == ("SY77, Syria: 1 person in need.", "SY77", "province")


def test_coordinates_alone_are_a_place_as_written(tmp_path: Path) -> None:
    head = "p,a,o,n\n#adm1+code,#geo+lat,#geo+lon,#inneed\n"
    path = put(tmp_path, f"{head},35.1,36.7,1\n".encode())
    (where,) = event(path, country="SY").where
    assert where == {"as_written": "35.1, 36.7", "coordinates": {"lat": 35.1, "lon": 36.7}}
    path = put(tmp_path, f"{head},north,36.7,1\n".encode())
    found = event(path, country="SY")
    assert (found.where, found.dataset_note) == ([], "a: north\no: 36.7")


def test_what_says_nothing_is_nothing_in_texts_as_in_numbers(tmp_path: Path) -> None:
    head = "k,a,d,w,x,n\n#country+code,#adm1+name,#date,#description,,#inneed\n"
    found = event(put(tmp_path, f"{head}SYR,NA,nan,No Information,NULL,1\n".encode()))
    assert (found.statement, found.dataset_note, found.province) == ("Syria: 1 person in need.", "", "")
    assert found.when is None


def test_sectors_parts_and_places_decide_what_a_note_comes_to(tmp_path: Path) -> None:
    def headlines(*rows: str) -> list[str]:
        head = (
            "location_code,admin1_code,admin1_name,admin2_name,sector_code,sector_name,category,"
            "population_status,population,reference_period_start,reference_period_end\n"
        )
        lines = "".join(f"SYR,SY05,Hama,{row},2024-01-01,2024-12-31\n" for row in rows)
        (briefing,) = briefings(put(tmp_path, (head + lines).encode()), Division.FILE)
        return [note.headline for note in briefing.humanitarian]

    health = "HEA,Health"
    assert headlines(f",{health},Children,INN,4", f",{health},Women,INN,3") == [
        "Hama: 2 figures of people in need"
    ]
    assert headlines(f",{health},Children,INN,4", f",{health},Women,TGT,3") == ["Hama: 2 figures"]
    assert headlines(f"Suran,{health},total,INN,4", f"Suran,{health},Women,INN,3") == [
        "Suran, Hama: 4 people in need; 1 more"
    ]
    assert headlines(f"Suran,{health},,INN,4", f"Masyaf,{health},,INN,3", f"Masyaf,{health},Men,INN,2") == [
        "Hama: 7 people in need in 2 places; 1 more"
    ]
    assert headlines(f"Suran,{health},,INN,4", f"Suran,{health},,INN,5", f"Masyaf,{health},,INN,3") == [
        "Hama: 3 figures of people in need"
    ]
    assert headlines(f",{health},,INN,4", f",{health},,INN,4") == ["Hama: 2 figures of people in need"]
    assert headlines(f",{health},,INN,4", f",{health},,INN,5") == ["Hama: 2 figures of people in need"]
    assert headlines(f"Suran,{health},,INN,4", f"Masyaf,{health},Men,INN,2") == [
        "Hama: Suran: 4 people in need; 1 more"
    ]
    violence, protection = "PRO-GBV,Gender Based Violence", "PRO,Protection"
    assert headlines(f",{violence},total,INN,4", f",{violence},Women,INN,3") == [
        "Hama: 4 people in need, Gender Based Violence; 1 more"
    ]
    assert headlines(f",{violence},total,INN,4", f",{protection},total,INN,9") == [
        "Hama: 9 people in need; 1 more"
    ]
    assert headlines(f",{violence},,INN,4", ",PRO-MIN,Mine Action,,INN,9") == [
        "Hama: 2 figures of people in need"
    ]
    assert headlines(f"Suran,{violence},,INN,4", f"Masyaf,{violence},,INN,9") == [
        "Hama: 13 people in need in 2 places, Gender Based Violence"
    ]
    assert headlines(",,Cash,,INN,4", ",,Intersectoral,,INN,9", ",ALL,,,AFF,30") == [
        "Hama: 9 people in need, Intersectoral; 2 more"
    ]


def test_places_in_one_another_are_not_added_up(tmp_path: Path) -> None:
    head = "k,p,d,s,n\n#country+code,#adm1+name,#adm2+name,#adm3+name,#inneed\n"
    rows = "SYR,Hama,Suran,,5\nSYR,Hama,Suran,Kafr Zeita,3\nSYR,Hama,Suran,Lataminah,2\n"
    (briefing,) = briefings(put(tmp_path, (head + rows).encode()))
    assert [note.headline for note in briefing.humanitarian] == ["Hama: 3 figures of people in need"]


def test_a_cause_is_told_with_its_people_and_no_two_are_added_up(tmp_path: Path) -> None:
    head = "k,p,c,n\n#country+code,#adm1+name,#cause+type,#affected+idps\n"
    rows = "SYR,Hama,Conflict,5\nSYR,Hama,Conflict; Flood,3\nSYR,Homs,Flood,2\n"
    (briefing,) = briefings(put(tmp_path, (head + rows).encode()))
    assert [note.headline for note in briefing.humanitarian] == [
        "Homs: 2 displaced people, Flood",
        "Hama: 2 figures of displaced people",
    ]
    assert briefing.claims[1].statement == "Hama: 3 displaced people, Conflict and Flood."


def publisher(path: Path, **options: str) -> tuple[str, list[str]]:
    """Whose the briefing of a file is, and who carries its first claim."""
    with Conversion(open_file(path, Options(**options)), path.name, "2026-11-23") as conversion:
        conversion.read(lambda _reject: None)
        (group,) = conversion.groups
        value = conversion.values(group, 1 << 20)
    names = {source["id"]: source["name"] for source in value["sources"]}
    assert {source["kind"] for source in value["sources"]} == {"other"}  # whose it is tells nothing of that
    (document,) = value["documents"]
    return document["publisher"], [names[carrier] for carrier in value["claims"][0]["carriers"]]


def test_a_file_is_whose_it_says_and_nobody_s_where_it_does_not(tmp_path: Path) -> None:
    head = "k,s,n\n#country+code,#meta+source,#inneed\n"
    path = put(tmp_path, f"{head}SYR,Valley Relief,5\nSYR,Valley Relief,4\n".encode())
    assert publisher(path) == ("Valley Relief", ["Valley Relief"])
    assert publisher(path, publisher="Hill Aid") == ("Hill Aid", ["Valley Relief", "Hill Aid"])
    two = put(tmp_path, f"{head}SYR,Valley Relief,5\nSYR,Hill Aid,4\n".encode())
    assert publisher(two) == ("an unnamed publisher", ["Valley Relief", "the file"])
    many = put(tmp_path, (head + "SYR,Valley Relief,5\n" * 23).encode())
    assert publisher(many) == ("an unnamed publisher", ["Valley Relief", "the file"])
    assert publisher(CASES / "m16_hxl_text_in_number.csv") == ("an unnamed publisher", ["the file"])
    assert publisher(CASES / "m10_hapi_needs_total.csv") == ("HDX HAPI", ["HDX HAPI"])
    assert publisher(CASES / "m13_ipc_area.csv", country="AF")[0] == "an unnamed publisher"


def test_days_in_numbers_are_kept_as_written_beside_their_day(tmp_path: Path) -> None:
    head = "k,d,n\n#country+code,#date,#inneed\n"
    path = put(tmp_path, f"{head}SYR,05/12/2024,5\nSYR,13/12/2024,5\n".encode())
    events, _ = read(path)
    assert [(found.first, found.dataset_note) for found in events] == [
        ("2024-12-05", "d: 05/12/2024"),
        ("2024-12-13", "d: 13/12/2024"),
    ]


def test_the_newest_day_on_which_a_row_was_changed_is_the_cutoff(tmp_path: Path) -> None:
    head = "k,d,c,n\n#country+code,#date,#date+updated,#inneed\n"
    rows = "SYR,2024-12-05,2024-12-09,5\nSYR,2024-12-05,2024-12-20,5\nSYR,2024-12-05,soon,5\n"
    (briefing,) = briefings(put(tmp_path, (head + rows).encode()))
    assert str(briefing.cutoff) == "2024-12-20"
    assert [claim.dataset_note for claim in briefing.claims] == ["c: 2024-12-09", "c: 2024-12-20", "c: soon"]


def test_sexes_and_parts_of_a_sector_in_words_are_no_totals(tmp_path: Path) -> None:
    head = "s,b,x,t,k,p\n#sector,#subsector,#population+sex,#targeted,#country,#adm1\n"
    rows = (
        "WASH,Hygiene,Hombres,100,Syria,Hama\nWASH,Hygiene,Mujeres,100,Syria,Hama\n"
        "WASH,Water,all,7,Syria,Homs\nWASH,,all,9,Syria,Homs\n"
    )
    (briefing,) = briefings(put(tmp_path, (head + rows).encode()))
    assert [note.headline for note in briefing.humanitarian] == [
        "Homs: 9 people targeted; 1 more",
        "Hama: 2 figures of people targeted, Hygiene",
    ]
    assert briefing.claims[0].statement == "Hama: 100 people targeted (Hombres), WASH, Hygiene."
    assert not briefing.claims[0].dataset_note
