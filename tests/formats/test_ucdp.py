"""UCDP's rows become claims: who said so, when, where and how many, as the row states it and no finer."""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING

import pytest

from formats.tables import CLASH, DATA, GED_ORDER, briefings, event, ged, put, read, reason, table
from sitbrief.briefing import ResolvedBriefing
from sitbrief.formats.importing import open_file

if TYPE_CHECKING:
    from pathlib import Path


def test_the_dataset_codes_what_others_said_and_says_from_whom(tmp_path: Path) -> None:
    found = event(put(tmp_path, ged({})))
    assert found.originator == "UCDP GED"
    assert found.coded_from == ("Army spokesman",)
    assert found.carriers == ("Valley Radio", "Hill Press")
    assert found.country == "SY"
    assert found.parties == ("Government of Syria", "Blue Brigade")
    assert found.fighting
    assert "Valley Radio,2017-07-31,Clashes near Hama" in found.dataset_note
    assert "North of Suran" in found.dataset_note


@pytest.mark.parametrize(
    ("articles", "outlets"),
    [
        (
            '"Valley Radio,2017-07-31,Clashes; four dead"; "Hill Press,2017-08-01,Four dead"',
            ("Valley Radio", "Hill Press"),
        ),
        ('Hill Press 2002-05-16 "Body count climbs to 78; more feared', ("Hill Press",)),
        ('HP 9 Nov 2009 "Rebels kill 5" /VR 10 Nov 2009 "Four dead', ("HP", "VR")),
        ('HP 1 February 2002 "Five slain" // VR-HP 1 February 2002 "Five', ("HP", "VR-HP")),
        ('HP 2009-07-27 "So"; VR 2009-07-27 "55 dead"; HP 2009-07-28 "Clashes', ("HP", "VR")),
        ("Valley Radio, 12. Violence in www.example.org/a", ("Valley Radio",)),
        ("Reuters (1989-10-01): six dead; AFP", ("Reuters", "AFP")),
        ("(1) Security developments; www.example.org/a; 12; /", ()),
        ('"""""', ()),
        ("a" * 100, ()),
    ],
)
def test_in_old_rows_the_words_before_a_date_or_title_are_the_carrier(
    tmp_path: Path, articles: str, outlets: tuple[str, ...]
) -> None:
    found = event(put(tmp_path, ged({"source_office": "", "source_article": articles})))
    assert found.carriers == outlets


def test_a_headline_is_kept_where_no_article_is(tmp_path: Path) -> None:
    found = event(put(tmp_path, ged({"source_article": "", "where_description": ""})))
    assert "Headlines: Clashes near Hama" in found.dataset_note
    assert "Articles" not in found.dataset_note


def test_a_table_that_another_program_saved_with_points_reads_the_same(tmp_path: Path) -> None:
    numbers = (
        "id",
        "type_of_violence",
        "where_prec",
        "date_prec",
        "deaths_a",
        "deaths_b",
        "low",
        "best",
        "high",
    )
    plain = event(put(tmp_path, ged({"deaths_unknown": "0"})))
    pointed = {name: f"{CLASH[name]}.0" for name in numbers}
    assert event(put(tmp_path, ged({**pointed, "id": f"{plain.id}.0", "deaths_unknown": "0.0"}))) == plain


@pytest.mark.parametrize("none", ["0", "0.0", ""])
def test_of_those_of_whom_nobody_was_killed_there_is_no_figure(tmp_path: Path, none: str) -> None:
    parts = dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), none)
    assert len(event(put(tmp_path, ged(parts))).figures) == 1


@pytest.mark.parametrize("written", ["", "-1", "NA", " "])
def test_where_nobody_is_named_as_the_origin_it_is_coded_from_the_outlets(
    tmp_path: Path, written: str
) -> None:
    path = put(tmp_path, ged({"source_original": written}))
    (briefing,) = briefings(path)
    (claim,) = briefing.claims
    assert claim.originator == "ucdp-ged"
    assert claim.coded_from == ("valley-radio", "hill-press")
    assert claim.carriers == ()


def test_several_originators_in_a_cell_are_several_sources(tmp_path: Path) -> None:
    found = event(put(tmp_path, ged({"source_original": "SOHR, SANA; Blue Brigade"})))
    assert found.coded_from == ("SOHR", "SANA", "Blue Brigade")


def test_what_the_dataset_codes_it_says_itself(tmp_path: Path) -> None:
    (briefing,) = briefings(put(tmp_path, ged({})))
    told = ResolvedBriefing(briefing).attribution(briefing.claims[0])
    assert told == "F6; UCDP GED, coded from Army spokesman via Valley Radio, Hill Press"


def test_what_the_columns_say_of_precision_is_told_in_words(tmp_path: Path) -> None:
    row = {
        "where_prec": "4",
        "date_prec": "2",
        "event_clarity": "2",
        "conflict_name": "Elsewhere: Government",
    }
    note = event(put(tmp_path, ged(row))).dataset_note
    for words in (
        "Precision of the time: 2, between two and six days",
        "Precision of the place: 4, the province is known",
        "Event clarity: 2, no separable event",
        "Conflict: Elsewhere: Government",
        "Number of sources: 2",
    ):
        assert words in note.split("\n")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, {"precision": "day", "start": "2017-07-31"}),
        (
            {"date_prec": "2", "date_end": "2017-08-03"},
            {
                "precision": "range",
                "start": "2017-07-31",
                "end": "2017-08-03",
            },
        ),
        (
            {"date_prec": "2"},
            {
                "precision": "range",
                "start": "2017-07-31",
                "end": "2017-07-31",
            },
        ),
        (
            {"date_prec": "4", "date_start": "2017-02-01", "date_end": "2017-02-28"},
            {"precision": "month", "start": "2017-02-01"},
        ),
        (
            {"date_prec": "4", "date_start": "2017-02-03", "date_end": "2017-02-28"},
            {
                "precision": "range",
                "start": "2017-02-03",
                "end": "2017-02-28",
            },
        ),
    ],
)
def test_a_time_is_as_precise_as_the_row_says(
    tmp_path: Path, change: dict[str, str], expected: dict[str, str]
) -> None:
    assert event(put(tmp_path, ged(change))).when == expected


@pytest.mark.parametrize(
    ("precision", "level"),
    [("1", "town"), ("2", None), ("3", "district"), ("4", "province"), ("6", "country")],
)
def test_a_place_keeps_its_level_and_words(tmp_path: Path, precision: str, level: str | None) -> None:
    (where,) = event(put(tmp_path, ged({"where_prec": precision}))).where
    assert where.get("level") == level
    assert where["as_written"] == "Suran town, Hamah district, Hamah governorate"
    assert where["provinces"] == ["SY-HM"]
    assert where["coordinates"]["lat"] == 35.29
    assert ("precision_km" in where["coordinates"]) == (precision == "2")


def test_a_place_is_a_town_where_the_row_says_so(tmp_path: Path) -> None:
    levels = {
        name: event(put(tmp_path, ged({"where_coordinates": name}))).where[0].get("level")
        for name in ("Suran town", "Old City", "Blue Village ", "Red hill", "Townsend bridge")
    }
    assert levels == {
        "Suran town": "town",
        "Old City": "town",
        "Blue Village ": "town",
        "Red hill": None,
        "Townsend bridge": None,
    }


def test_a_file_of_semicolons_has_decimal_commas(tmp_path: Path) -> None:
    row = {**CLASH, "latitude": "35,13", "longitude": "36,75"}
    path = put(tmp_path, table(GED_ORDER, [row], delimiter=";"))
    assert event(path).where[0]["coordinates"] == {"lat": 35.13, "lon": 36.75}


def test_an_event_without_a_province_has_none(tmp_path: Path) -> None:
    found = event(put(tmp_path, ged({"adm_1": "", "adm_2": ""})))
    assert "provinces" not in found.where[0]
    assert found.where[0]["as_written"] == "Suran town"


def test_a_province_that_nobody_knows_is_kept_as_written_and_listed(tmp_path: Path) -> None:
    reading = open_file(
        put(tmp_path, ged({"adm_1": "Hammma governorate"}, {"adm_1": "Hammma governorate"}, {}))
    )
    first, *_ = list(reading.found)
    assert "Hammma governorate" in first.where[0]["as_written"]  # type: ignore[union-attr]
    (missed,) = reading.provinces.unplaced()
    assert (missed.country, missed.written, missed.rows, missed.ambiguous) == (
        "SY",
        "Hammma governorate",
        2,
        False,
    )
    assert "SY-HM" in missed.nearest


def test_a_name_that_two_provinces_go_by_is_not_guessed_at(tmp_path: Path) -> None:
    reading = open_file(put(tmp_path, ged({"adm_1": "Dimashq"}, {"adm_1": "Dimashq governorate"})))
    first, second = list(reading.found)
    assert [item.province for item in (first, second)] == ["", "SY-DI"]  # type: ignore[union-attr]
    (missed,) = reading.provinces.unplaced()
    assert (missed.ambiguous, missed.nearest) == (True, ("SY-DI", "SY-RD"))


def test_beside_the_other_s_own_name_a_name_of_two_means_the_first(tmp_path: Path) -> None:
    """In the whole file, wherever in it; and the trend of its front counts both spellings as one province."""
    july, august = (
        {"adm_1": "Dimashq", "date_start": f"2017-{month}-05", "date_end": f"2017-{month}-05"}
        for month in ("07", "08")
    )
    path = put(
        tmp_path, ged(july, {**july, "adm_1": "Damascus"}, august, august, {**july, "adm_1": "Rif Dimashq"})
    )
    first, second = briefings(path)
    assert [claim.where[0].provinces for claim in first.claims] == [("SY-DI",), ("SY-DI",), ("SY-RD",)]
    assert [claim.where[0].provinces for claim in second.claims] == [("SY-DI",), ("SY-DI",)]
    (front,) = second.fronts
    assert (
        front.headline
        == "Damascus: 2 combat events, 8 killed (6 to 12); the period before 2 combat events, 8 killed (6 to 12)"
    )
    reading = open_file(path)
    list(reading.found)
    assert reading.provinces.unplaced() == []


def test_figures_are_as_given_whatever_the_order_of_the_columns(tmp_path: Path) -> None:
    header = GED_ORDER[:]
    random.Random(3).shuffle(header)  # noqa: S311  no secret
    found = event(put(tmp_path, ged({}, header=header)))
    assert found.deaths == (3, 4, 6)
    assert found.figures == [
        {"what": "people killed", "low": 3, "best": 4, "high": 6},
        {"what": "killed", "whose": "Government of Syria", "best": 1},
        {"what": "killed", "whose": "Blue Brigade", "best": 2},
        {"what": "killed, side not known", "best": 1},
    ]


def test_a_bound_that_nobody_stated_is_missing(tmp_path: Path) -> None:
    found = event(put(tmp_path, ged({"high": "", "best": ""})))
    assert found.deaths == (3, None, None)
    assert found.figures[0] == {"what": "people killed", "low": 3}
    assert found.headline.startswith("Government of Syria - Blue Brigade: 3 or more killed, Suran town")


def test_a_row_that_contradicts_itself_is_kept_and_marked(tmp_path: Path) -> None:
    (briefing,) = briefings(put(tmp_path, ged({"low": "9", "best": "4", "high": "6"})))
    figure = briefing.claims[0].figures[0]
    assert (figure.low, figure.best, figure.high, figure.inconsistent) == (9, 4, 6, True)
    assert str(figure) == "low 9, best 4, high 6, inconsistent as given"


def test_violence_against_civilians_is_a_note_and_no_front(tmp_path: Path) -> None:
    (briefing,) = briefings(put(tmp_path, ged(*[{"type_of_violence": "3", "side_b": "Civilians"}] * 3)))
    assert briefing.fronts == ()
    (note,) = briefing.humanitarian
    assert (note.sector, note.derived, len(note.claims)) == ("Protection", True, 3)
    assert note.headline == "Hama: 3 events against civilians, 12 killed (9 to 18)"
    assert len(briefing.timeline) == 3


def test_a_note_tells_no_deaths_that_its_rows_do_not_bear(tmp_path: Path) -> None:
    against = {"type_of_violence": "3", "side_b": "Civilians"}
    uncounted = {**against, "low": "", "best": "", "high": ""}
    (open_above,) = briefings(put(tmp_path, ged(against, {**against, "high": ""})))
    assert open_above.humanitarian[0].headline == "Hama: 2 events against civilians, 8 killed (6 or more)"
    (unknown,) = briefings(put(tmp_path, ged(against, uncounted)))
    assert unknown.humanitarian[0].headline == "Hama: 2 events against civilians"


def test_violence_against_civilians_before_is_no_fight_that_is_denied(tmp_path: Path) -> None:
    """The trend says of what there was none: it knows the combat events alone."""
    july, august = (
        {"date_start": f"2017-{month}-05", "date_end": f"2017-{month}-05"} for month in ("07", "08")
    )
    rows = [{**july, "type_of_violence": "3", "side_b": "Civilians"}, august, august]
    _, second = briefings(put(tmp_path, ged(*rows)))
    assert [front.headline for front in second.fronts] == [
        "Hama: 2 combat events, 8 killed (6 to 12); the period before no combat event"
    ]


@pytest.mark.parametrize(
    ("change", "column", "words"),
    [
        ({"country": "Atlantis"}, "country", "no country"),
        ({"type_of_violence": "4"}, "type_of_violence", "none of 1, 2, 3"),
        ({"date_start": "31.7"}, "date_start", "no day"),
        ({"date_start": "2017-02-30"}, "date_start", "no day"),
        ({"date_end": "2017-07-01"}, "date_end", "before date_start"),
        ({"date_prec": "9"}, "date_prec", "none of 1 to 5"),
        ({"where_prec": "x"}, "where_prec", "none of 1 to 7"),
        ({"latitude": "north"}, "latitude", "no point"),
        *(({"latitude": beyond}, "latitude", "globe") for beyond in ("135.2", "90.1", "-90.1")),
        *(({"longitude": beyond}, "latitude", "globe") for beyond in ("180.1", "-180.1")),
        ({"best": "some"}, "best", "no number"),
        ({"low": "-4"}, "low", "no number of people"),
        ({"deaths_b": "many"}, "deaths_b", "no number"),
    ],
)
def test_a_row_that_cannot_be_read_says_where_and_why(
    tmp_path: Path, change: dict[str, str], column: str, words: str
) -> None:
    name, what = reason(put(tmp_path, ged(change)))
    assert name == column
    assert words in what


def test_the_poles_and_the_date_line_are_on_the_globe(tmp_path: Path) -> None:
    corners = [{"latitude": lat, "longitude": lon} for lat in ("90", "-90") for lon in ("180", "-180")]
    events, rejects = read(put(tmp_path, ged(*corners)))
    assert (len(events), rejects) == (4, [])


@pytest.mark.parametrize("missing", ["best", "side_a", "source_office"])
def test_a_file_that_lacks_a_column_is_told_so(tmp_path: Path, missing: str) -> None:
    from sitbrief.files.reading import Unrecognised

    header = [name for name in GED_ORDER if name != missing]
    with pytest.raises(Unrecognised, match=missing):
        open_file(put(tmp_path, ged({}, header=header)))


@pytest.mark.parametrize("name", ["ged191_excerpt.csv", "ged231_excerpt.csv", "ucdp_hxl_excerpt.csv"])
def test_real_rows_come_through_whole(name: str) -> None:
    """Rows, and low, best and high in all, as an independent reader counts them."""
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if not row["date_start"].startswith("#")]
    events, rejects = read(DATA / name)
    assert (len(events), rejects) == (len(rows), [])
    for place, bound in enumerate(("low", "best", "high")):
        assert sum(found.deaths[place] or 0 for found in events) == sum(int(row[bound]) for row in rows)
    assert sum(len(briefing.claims) for briefing in briefings(DATA / name)) == len(rows)
    assert CLASH["id"] not in {found.id for found in events}
