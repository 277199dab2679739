"""ACLED's rows in every layout become claims with all of their notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.tables import ACLED_31, ACLED_35, ACLED_2018, acled, briefings, event, put, reason
from sitbrief.files.reading import Unrecognised
from sitbrief.formats.importing import open_file
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
    assert found.carriers == ("Valley Radio", "Twitter", "ACLED")
    assert found.originator == ""
    assert found.parties == ("Blue Brigade", "Military Forces of Elsewhere (2000-)")
    assert found.headline == "Armed clash: Blue Brigade - Military Forces of Elsewhere (2000-), Lataminah"


@pytest.mark.parametrize(
    ("change", "note"),
    [
        (
            {
                "tags": "",
                "source_scale": "",
                "assoc_actor_1": "",
                "assoc_actor_2": "",
                "civilian_targeting": "",
            },
            "Type: Battles, Armed clash.",
        ),
        (
            {
                "sub_event_type": "",
                "assoc_actor_1": "Red Brigade.",
                "assoc_actor_2": "Farmers (Elsewhere)",
                "civilian_targeting": "Civilian targeting",
                "source_scale": "National",
                "tags": "crowd size=no report",
            },
            (
                "Type: Battles. Associated with the first actor: Red Brigade. "
                "Associated with the second actor: Farmers (Elsewhere). Targeting: Civilian targeting. "
                "Source scale: National. Tags: crowd size=no report."
            ),
        ),
    ],
)
def test_what_else_the_row_says_is_told_beside_it(tmp_path: Path, change: dict[str, str], note: str) -> None:
    assert event(put(tmp_path, acled(change))).note == note


def test_no_fatalities_are_none_reported(tmp_path: Path) -> None:
    (briefing,) = briefings(put(tmp_path, acled({})))
    (figure,) = briefing.claims[0].figures
    assert (figure.best, figure.as_said) == (0, "0 reported")
    assert "killed" not in briefing.timeline[0].headline


def test_carriers_confirm_nothing(tmp_path: Path) -> None:
    from sitbrief.briefing.states import State, claim_states, rivals

    (briefing,) = briefings(put(tmp_path, acled({"source": "; ".join(f"Paper {n}" for n in range(26))})))
    assert set(claim_states(briefing, rivals(briefing)).values()) == {State.UNVERIFIED}
    assert len(briefing.claims[0].carriers) == 27


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        ("1", {"precision": "day", "start": "2024-12-05"}),
        ("2", {"precision": "week", "start": "2024-12-02", "as_written": "2024-12-05, the week is known"}),
        ("3", {"precision": "month", "start": "2024-12-01", "as_written": "2024-12-05, the month is known"}),
    ],
)
def test_a_time_is_as_precise_as_the_row_says(
    tmp_path: Path, precision: str, expected: dict[str, str]
) -> None:
    assert event(put(tmp_path, acled({"time_precision": precision}))).when == expected


@pytest.mark.parametrize(
    ("precision", "level", "words"),
    [("1", "town", "Lataminah, "), ("2", "town", "near Lataminah, "), ("3", "region", "Lataminah, ")],
)
def test_a_place_is_as_precise_as_the_row_says(
    tmp_path: Path, precision: str, level: str, words: str
) -> None:
    (where,) = event(put(tmp_path, acled({"geo_precision": precision}))).where
    assert where["level"] == level
    assert where["as_written"] == f"{words}Kafr Zeita, Suran, Hama"


@given(note=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=300))
def test_every_character_of_a_note_is_shown(tmp_path_factory: TempPathFactory, note: str) -> None:
    """What cleaning takes out of any outside text is gone; brackets and markup are text."""
    text = f"{note} [size=40+] [bold]<b>*x*"
    path = put(tmp_path_factory.mktemp("note"), acled({"notes": text}))
    assert briefings(path)[0].claims[0].statement == clean_line(text)


@pytest.mark.parametrize(
    "change",
    [{"event_type": "Violence against civilians"}, {"civilian_targeting": "Civilian targeting"}],
)
def test_civilians_as_targets_are_a_note_as_well(tmp_path: Path, change: dict[str, str]) -> None:
    (briefing,) = briefings(put(tmp_path, acled(change, change)))
    (note,) = briefing.humanitarian
    assert note.headline == "Hama: 2 events against civilians, 0 reported killed"
    assert len(briefing.timeline) == 2


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
        ({"event_date": "12/05/2024"}, "event_date", "no day"),
        ({"time_precision": "7"}, "time_precision", "none of 1, 2, 3"),
        ({"geo_precision": ""}, "geo_precision", "none of 1, 2, 3"),
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


def test_a_file_that_lacks_a_column_is_told_so(tmp_path: Path) -> None:
    header = [name for name in ACLED_31 if name != "notes"]
    with pytest.raises(Unrecognised, match="lacks the column notes"):
        open_file(put(tmp_path, acled({}, header=header)))


def test_a_row_with_little_in_it_still_says_what_it_has(tmp_path: Path) -> None:
    bare = dict.fromkeys(
        ("actor2", "notes", "admin2", "admin3", "location", "latitude", "longitude", "source"), ""
    )
    found = event(
        put(tmp_path, acled({**bare, "actor1": "", "admin1": "", "sub_event_type": "", "fatalities": ""}))
    )
    assert found.statement == "Battles: actors not named, Syria."
    assert found.where == [{"as_written": "Syria", "level": "town"}]
    assert found.carriers == ("ACLED",)
    assert found.figures == []
