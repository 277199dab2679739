"""Small files of ACLED and UCDP, each with a fault that real ones have, and what is right of it. Their rows are made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from formats.tables import DATA, briefings, read
from sitbrief.briefing.checker import check
from sitbrief.formats.importing import open_file

if TYPE_CHECKING:
    from sitbrief.briefing import Briefing

CASES = DATA.parent / "cases"


def sole(name: str) -> Briefing:
    (briefing,) = briefings(CASES / f"{name}.csv")
    assert [finding for finding in check(briefing) if finding.kind == "error"] == []
    return briefing


@pytest.mark.parametrize(
    ("name", "headline", "parties"),
    [
        ("m04_acled_monadic", "Hama: 1 combat event, 3 reported killed", ("Group A", "Group B")),
        ("m05_acled_same_id", "Hama: 1 combat event, 5 reported killed", ("Group A", "Group B")),
        ("m28_acled_floats", "Hama: 1 combat event, 1 reported killed", ("Group A", "Group B")),
        ("m43_acled_some_fields", "Hama: 3 combat events, 6 reported killed", ("Group A", "Group B")),
        (
            "m29_ucdp_decimal_comma",
            "Hama: 1 combat event, 1 killed (1 to 2)",
            ("Government of Syria", "Group A"),
        ),
    ],
)
def test_a_total_counts_each_event_once(name: str, headline: str, parties: tuple[str, ...]) -> None:
    (front,) = sole(name).fronts
    assert (front.headline, front.parties) == (headline, parties)


def test_what_r_writes_for_nothing_is_nothing() -> None:
    briefing = sole("m07_acled_na")
    assert briefing.humanitarian == ()
    assert briefing.claims[0].where[0].as_written == "Hama"
    for claim in briefing.claims:
        assert "NA" not in (claim.dataset_note or "")
        assert "Targeting" not in (claim.dataset_note or "")


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("m23_acled_dmy", ["2025-03-02", "2025-03-13", "2025-03-28"]),
        ("m25_acled_excel_dates", ["2025-03-02", "2025-03-13"]),
    ],
)
def test_days_are_those_that_a_spreadsheet_wrote_back(name: str, days: list[str]) -> None:
    assert [claim.when and str(claim.when.start) for claim in sole(name).claims] == days


def test_the_order_of_days_is_told() -> None:
    reading = open_file(CASES / "m23_acled_dmy.csv")
    assert len(list(reading.found)) == 3
    assert any("day/month/year" in remark for remark in reading.remarks())


def test_a_word_that_begins_as_a_month_does_is_none() -> None:
    events, (reject,) = read(CASES / "m27_month_by_prefix.csv")
    assert events == []
    assert reject.name == "event_date"


def test_degrees_with_a_comma_are_a_point() -> None:
    (claim,) = sole("m29_ucdp_decimal_comma").claims
    point = claim.where[0].coordinates
    assert point is not None
    assert (point.lat, point.lon) == (35.13, 36.75)


def test_the_oblast_beside_its_city_is_the_oblast() -> None:
    assert [claim.provinces for claim in sole("m44_acled_kyiv").claims] == [("UA-30",), ("UA-32",)]


def test_a_place_in_capitals_is_one_place_told_once() -> None:
    briefing = sole("m51_acled_place_case")
    assert len(briefing.claims) == 2
    (note,) = briefing.humanitarian
    assert note.headline.endswith(": 2 events against civilians, 6 reported killed")
