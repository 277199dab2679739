"""ACLED's rows in every layout become claims with all of their notes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.tables import ACLED_31, ACLED_35, ACLED_2018, acled, briefings, event, put, reason
from sitbrief.files.reading import Unrecognised
from sitbrief.formats.days import DateOrder
from sitbrief.formats.importing import Options, open_file
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from pathlib import Path

    from _pytest.tmpdir import TempPathFactory

LAYOUTS = {"31": ACLED_31, "35": ACLED_35, "2018": ACLED_2018}


@pytest.mark.parametrize("header", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("written", ["2024-12-05", "05 December 2024", "5 Dec 2024"])
@pytest.mark.parametrize("inter", [{"inter1": "3", "inter2": "1", "interaction": "13"}, {}])
def test_every_layout_says_the_same(
    tmp_path: Path, header: list[str], written: str, inter: dict[str, str]
) -> None:
    found = event(put(tmp_path, acled({"event_date": written, **inter}, header=header)))
    assert found.id == "syr100001"
    assert found.country == "SY"
    assert found.when == {"precision": "day", "start": "2024-12-05"}
    assert found.province == "SY-HM"
    assert found.carriers == ("Valley Radio", "Twitter")
    assert found.originator == ""
    assert found.parties == ("Blue Brigade", "Military Forces of Elsewhere (2000-)")
    assert found.headline == "Armed clash: Blue Brigade - Military Forces of Elsewhere (2000-), Lataminah"


def test_what_else_the_row_says_is_told_beside_it(tmp_path: Path) -> None:
    change = {
        "assoc_actor_1": "Red Brigade.",
        "assoc_actor_2": "NA",
        "civilian_targeting": "Civilian targeting",
        "tags": "crowd size=no report",
        "geo_precision": "2",
        "time_precision": "2",
    }
    note = event(put(tmp_path, acled(change, header=[*ACLED_35, "notes", "field of my own"]))).dataset_note
    assert note.split("\n") == [
        "Event id: SYR100001",
        "Type: Battles, Armed clash",
        "Fatalities: 0 coded (ACLED writes 0 also where none was reported)",
        "Time precision: 2, within a week of the day",
        "Geographic precision: 2, near the place named",
        "Targeting: Civilian targeting",
        "Timestamp: 1733500000",
        "Kind of disorder: Political violence",
        "Associated with the first actor: Red Brigade.",
        "Kind of the first actor: Rebel group",
        "Kind of the second actor: State forces",
        "Source scale: Local partner-Other",
        "Tags: crowd size=no report",
        "Notes (2): On 5 December 2024, Blue Brigade and the army clashed in Lataminah. [size=no report]",
    ]


def test_columns_that_say_what_others_say_are_left_out_and_named(tmp_path: Path) -> None:
    reading = open_file(put(tmp_path, acled({})))
    list(reading.found)
    assert list(reading.remarks()) == ["Columns left out, for others say the same: year, interaction, region"]


def test_zero_fatalities_are_what_the_dataset_coded_not_what_anybody_said(tmp_path: Path) -> None:
    (briefing,) = briefings(put(tmp_path, acled({})))
    (figure,) = briefing.claims[0].figures
    assert (figure.best, figure.as_said) == (0, None)
    assert "0 coded (ACLED writes 0 also where none was reported)" in (briefing.claims[0].dataset_note or "")
    assert "killed" not in briefing.timeline[0].headline


def test_the_newest_timestamp_is_the_cutoff_and_the_last_known_day_the_situation_s(tmp_path: Path) -> None:
    """Seconds since 1970, as the columns of the API and of the exports have them; what is none is no cutoff."""
    stamps = [{"timestamp": "1733500000"}, {"timestamp": "1734000000.0"}, {"timestamp": "lately"}]
    (briefing,) = briefings(put(tmp_path, acled(*stamps)))
    assert str(briefing.cutoff) == "2024-12-12 10:40:00+00:00"
    assert str(briefing.as_of) == "2024-12-12"
    assert "newest timestamp that its rows bear" in (briefing.note or "")
    (bare,) = briefings(put(tmp_path, acled({"timestamp": ""})))
    assert (bare.cutoff, str(bare.as_of)) == (None, "2024-12-31")


def test_the_same_bytes_are_the_same_edition_whenever_the_file_was_written(tmp_path: Path) -> None:
    path = put(tmp_path, acled({}, {}))
    first = briefings(path)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert briefings(path) == first


def test_carriers_confirm_nothing(tmp_path: Path) -> None:
    from sitbrief.briefing.states import State, claim_states, rivals

    (briefing,) = briefings(put(tmp_path, acled({"source": "; ".join(f"Paper {n}" for n in range(26))})))
    assert set(claim_states(briefing, rivals(briefing)).values()) == {State.UNVERIFIED}
    assert len(briefing.claims[0].carriers) == 27


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        ("1", {"precision": "day", "start": "2024-12-05"}),
        ("1.0", {"precision": "day", "start": "2024-12-05"}),
        ("", {"precision": "day", "start": "2024-12-05"}),
        ("2", {"precision": "range", "start": "2024-11-29", "end": "2024-12-11", "inferred": True}),
        ("3", {"precision": "month", "start": "2024-12-01"}),
    ],
)
def test_a_time_is_as_precise_as_the_row_says(
    tmp_path: Path, precision: str, expected: dict[str, str]
) -> None:
    assert event(put(tmp_path, acled({"time_precision": precision}))).when == expected


@pytest.mark.parametrize(
    ("precision", "level"),
    [("1", "town"), ("1.0", "town"), ("2", None), ("3", "region"), ("", None), ("NA", None)],
)
def test_a_place_is_as_precise_as_the_row_says(tmp_path: Path, precision: str, level: str | None) -> None:
    (where,) = event(put(tmp_path, acled({"geo_precision": precision}))).where
    assert where.get("level") == level
    assert where["as_written"] == "Lataminah, Kafr Zeita, Suran, Hama"


@given(note=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=300))
def test_every_character_of_a_note_is_shown(tmp_path_factory: TempPathFactory, note: str) -> None:
    """What cleaning takes out of any outside text is gone; brackets and markup are text."""
    text = f"{note} [size=40+] [bold]<b>*x*"
    path = put(tmp_path_factory.mktemp("note"), acled({"notes": text}))
    assert briefings(path)[0].claims[0].statement == clean_line(text)


@pytest.mark.parametrize(
    "change",
    [
        {"event_type": "Violence against civilians"},
        {"civilian_targeting": "Civilian targeting"},
        {"event_type": "Explosions/Remote violence", "actor2": "Civilians (Syria)"},
    ],
)
def test_civilians_as_targets_are_a_note_as_well(tmp_path: Path, change: dict[str, str]) -> None:
    (briefing,) = briefings(put(tmp_path, acled(change, change)))
    (note,) = briefing.humanitarian
    assert note.headline == "Hama: 2 events against civilians, 0 reported killed"
    assert len(briefing.timeline) == 2


def test_civilians_are_no_party_of_a_front(tmp_path: Path) -> None:
    shelled = {"event_type": "Explosions/Remote violence", "actor2": "Civilians (Syria)"}
    (briefing,) = briefings(put(tmp_path, acled(shelled, shelled)))
    (front,) = briefing.fronts
    assert front.parties == ("Blue Brigade",)


@pytest.mark.parametrize("nothing", ["NA", "nan", "NULL", "-", "No Information"])
def test_a_word_for_nothing_is_nothing(tmp_path: Path, nothing: str) -> None:
    empty = ("civilian_targeting", "tags", "admin3", "assoc_actor_1", "assoc_actor_2", "fatalities")
    found = event(put(tmp_path, acled(dict.fromkeys(empty, nothing))))
    assert found.needs == ()
    assert found.figures == []
    assert found.where[0]["as_written"] == "Lataminah, Suran, Hama"
    assert "Targeting" not in found.dataset_note
    assert f": {nothing}" not in found.dataset_note


def test_a_file_of_semicolons_has_decimal_commas(tmp_path: Path) -> None:
    path = put(tmp_path, acled({"latitude": "35,3231", "longitude": "36,6178"}, delimiter=";"))
    assert event(path).where[0]["coordinates"] == {"lat": 35.3231, "lon": 36.6178}


def test_its_rows_are_not_for_everybody(tmp_path: Path) -> None:
    assert briefings(put(tmp_path, acled({})))[0].tlp == "TLP:AMBER"


@pytest.mark.parametrize(
    ("change", "column", "words"),
    [
        ({"iso": "", "country": "Atlantis"}, "country", "no country"),
        ({"event_type": " "}, "event_type", "empty"),
        ({"event_date": "12/05/2024"}, "event_date", "--dates dmy or --dates mdy"),
        ({"event_date": "2 Marraskuu 2024"}, "event_date", "no day"),
        ({"time_precision": "7"}, "time_precision", "none of 1, 2, 3"),
        ({"geo_precision": "4"}, "geo_precision", "none of 1, 2, 3"),
        ({"fatalities": "some"}, "fatalities", "no number"),
        ({"fatalities": "-1"}, "fatalities", "no number of people"),
        ({"fatalities": "1.5"}, "fatalities", "no number of people"),
        ({"latitude": "x"}, "latitude", "no number"),
        ({"longitude": "190"}, "latitude", "globe"),
    ],
)
def test_a_row_that_cannot_be_read_says_where_and_why(
    tmp_path: Path, change: dict[str, str], column: str, words: str
) -> None:
    name, what = reason(put(tmp_path, acled(change)))
    assert name == column
    assert words in what


@pytest.mark.parametrize("mark", ["event_id_cnty", "sub_event_type", "geo_precision"])
def test_some_chosen_columns_are_enough(tmp_path: Path, mark: str) -> None:
    header = ["event_date", "event_type", "actor1", "country", mark]
    found = event(put(tmp_path, acled({}, header=header)))
    assert found.statement.endswith(": Blue Brigade, Syria.")
    assert "Time precision: not stated" in found.dataset_note


def test_a_file_that_lacks_a_column_is_told_so(tmp_path: Path) -> None:
    header = [name for name in ACLED_31 if name != "event_date"]
    with pytest.raises(Unrecognised, match="lacks the column event_date"):
        open_file(put(tmp_path, acled({}, header=header)), Options(format="acled"))


def test_a_row_with_little_in_it_still_says_what_it_has(tmp_path: Path) -> None:
    bare = dict.fromkeys(
        ("actor2", "notes", "admin2", "admin3", "location", "latitude", "longitude", "source"), ""
    )
    found = event(
        put(tmp_path, acled({**bare, "actor1": "", "admin1": "", "sub_event_type": "", "fatalities": ""}))
    )
    assert found.statement == "Battles: actors not named, Syria."
    assert found.where == [{"as_written": "Syria", "level": "town"}]
    assert found.carriers == ()
    assert found.figures == []


@pytest.mark.parametrize(
    ("days", "options", "first", "words"),
    [
        (["02/03/2025", "13/03/2025"], Options(), "2025-03-02", "day/month/year, as those tell"),
        (["02/03/2025", "03/13/2025"], Options(), "2025-02-03", "month/day/year, as those tell"),
        (["02/03/2025"], Options(dates=DateOrder.MDY), "2025-02-03", "month/day/year, as you say"),
    ],
)
def test_days_in_numbers_are_read_in_the_order_that_is_settled_and_that_is_said(
    tmp_path: Path, days: list[str], options: Options, first: str, words: str
) -> None:
    reading = open_file(put(tmp_path, acled(*[{"event_date": day} for day in days])), options)
    found = list(reading.found)
    assert getattr(found[0], "first", None) == first
    assert any(words in remark for remark in reading.remarks())
