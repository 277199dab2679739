"""What a file adds up to, by province, its briefings add up to as well; counted by hand-made tables and Python's own reader."""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest

from formats.tables import DATA, briefings
from sitbrief.formats.periods import Division
from sitbrief.text import plural

if TYPE_CHECKING:
    from sitbrief.briefing import Briefing

ISO: Final = {
    "Barisāl Division": "BD-A",
    "Chittagong Division": "BD-B",
    "Dhaka Division": "BD-C",
    "Khulna Division": "BD-D",
    "Rajshahi Division": "BD-E",
    "Bago Division": "MM-02",
    "Karen State": "MM-13",
    "Kayin State": "MM-13",
    "Rakhine State": "MM-16",
    "Shan State": "MM-17",
    "Tanintharyi Division": "MM-05",
    "Al Hasakah governorate": "SY-HA",
    "Aleppo governorate": "SY-HL",
    "Ar Raqqah governorate": "SY-RA",
    "Damascus governorate": "SY-DI",
    "Daraa governorate": "SY-DR",
    "Hamah governorate": "SY-HM",
    "Homs governorate": "SY-HI",
    "Idlib governorate": "SY-ID",
    "Latakia governorate": "SY-LA",
    "Rif Dimashq governorate": "SY-RD",
    "": "",
}
"""Who writes what, looked up by hand."""

BOUNDS: Final = ("low", "best", "high")
KILLED: Final = "people killed"
UCDP: Final = ["ged191_excerpt.csv", "ged231_excerpt.csv", "ucdp_hxl_excerpt.csv"]


def province_of(found: Briefing, name: str) -> str:
    (claim,) = [claim for claim in found.claims if claim.id == name]
    return next(iter(claim.where[0].provinces), "")


@pytest.mark.parametrize("name", UCDP)
def test_low_best_and_high_by_province(name: str) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if not row["date_start"].startswith("#"):
                expected.update({(ISO[row["adm_1"]], bound): int(row[bound]) for bound in BOUNDS})
    found: Counter[tuple[str, str]] = Counter()
    for briefing in briefings(DATA / name):
        for claim in briefing.claims:
            (killed,) = [figure for figure in claim.figures if figure.what == KILLED]
            where = province_of(briefing, claim.id)
            found.update({(where, bound): getattr(killed, bound) or 0 for bound in BOUNDS})
    assert found == expected
    assert sum(expected.values()) > 0


@pytest.mark.parametrize("name", UCDP[:2])
def test_a_front_counts_the_fights_of_its_province(name: str) -> None:
    """One-sided violence makes no front: it is a note."""
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        fights = [row for row in csv.DictReader(file) if row["type_of_violence"] in {"1", "2"}]
    expected = Counter(ISO[row["adm_1"]] for row in fights)
    killed = {code: sum(int(row["best"]) for row in fights if ISO[row["adm_1"]] == code) for code in expected}
    fronts = [
        (province_of(briefing, front.claims[0]), len(front.claims), front.headline)
        for briefing in briefings(DATA / name, Division.FILE)
        for front in briefing.fronts
        if province_of(briefing, front.claims[0])
    ]
    assert {code: count for code, count, _ in fronts} == {
        code: count for code, count in expected.items() if code
    }
    for code, count, headline in fronts:
        assert f": {plural(count, 'combat event')}, " in headline
        assert re.search(rf"\b{killed[code]:,}\b", headline)
