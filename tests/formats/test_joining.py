"""An import makes as few briefings as are useful: where months have few rows a year is one, or all of a country."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from formats.tables import acled, put
from sitbrief.formats.conversion import Conversion
from sitbrief.formats.importing import open_file
from sitbrief.formats.periods import UNDATED, WHOLE, Division, period_of, widened

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ISO = {"Syria": "760", "Iraq": "368"}


def events(folder: Path, days: Iterable[tuple[str, str]]) -> Path:
    """A row for each country and day."""
    rows = [
        {"event_id_cnty": f"X{at}", "event_date": day, "country": country, "iso": ISO[country]}
        for at, (country, day) in enumerate(days)
    ]
    return put(folder, acled(*rows))


def counted(path: Path) -> tuple[Counter[str], int]:
    """How many rows there are in each briefing; how many there would be without any joined."""
    found: Counter[str] = Counter()
    with Conversion(open_file(path), path.name, "2026-11-23") as conversion:
        conversion.read(lambda _: None)
        conversion.join_small()
        for group in conversion.groups:
            made = [json.loads(file.data) for file in conversion.files(group)]
            found[made[0]["id"]] = sum(len(one["claims"]) for one in made)
            assert conversion.count(group) == found[made[0]["id"]]
        return found, conversion.undivided


def months(country: str, years: Iterable[int], rows: int) -> list[tuple[str, str]]:
    return [
        (country, f"{year}-{month:02}-{day % 28 + 1:02}")
        for year in years
        for month in range(1, 13)
        for day in range(rows)
    ]


def test_few_briefings_stay_as_they_are(tmp_path: Path) -> None:
    found, undivided = counted(events(tmp_path, months("Syria", [2024], 1)))
    assert found == {f"acled-sy-2024-{month:02}": 1 for month in range(1, 13)}
    assert undivided == 0


def test_months_with_enough_rows_stay_months_and_others_become_years(tmp_path: Path) -> None:
    rows = [*months("Syria", [2024], 20), *months("Iraq", [2023, 2024], 2)]
    found, undivided = counted(events(tmp_path, rows))
    assert found == {
        **{f"acled-sy-2024-{month:02}": 20 for month in range(1, 13)},
        "acled-iq-2023": 24,
        "acled-iq-2024": 24,
    }
    assert undivided == 36


def test_years_with_few_rows_are_one(tmp_path: Path) -> None:
    days = [("Syria", f"20{year:02}-0{month}-01") for year in range(20) for month in (1, 7)]
    found, undivided = counted(events(tmp_path, days))
    assert found == {"acled-sy-events": 40}
    assert undivided == 40


def test_a_year_is_compared_with_the_year_before(tmp_path: Path) -> None:
    path = events(tmp_path, [*months("Iraq", [2023], 2), *months("Iraq", [2024], 3)])
    with Conversion(open_file(path), path.name, "2026-11-23") as conversion:
        conversion.read(lambda _: None)
        conversion.join_small()
        [front] = json.loads(next(conversion.files(conversion.groups[1])).data)["fronts"]
    assert "24" in json.dumps(front), "the events of 2023"


@given(
    days=st.lists(
        st.tuples(st.sampled_from(sorted(ISO)), st.dates(date(2000, 1, 1)).map(str)),
        min_size=13,
        max_size=40,
    )
)
def test_no_row_is_lost_or_told_twice(tmp_path_factory: object, days: list[tuple[str, str]]) -> None:
    found, _ = counted(events(tmp_path_factory.mktemp("rows"), days))  # type: ignore[attr-defined]
    assert found.total() == len(days)


def test_a_year_holds_its_months_and_a_file_everything() -> None:
    month = period_of("2024-02-03", "2024-02-03", Division.MONTH)
    year = period_of("2024-02-03", "2024-02-03", Division.YEAR)
    assert year == ("2024", 202400, "2024-01-01", "2024-12-31")
    assert [widened(month, by) for by in (Division.MONTH, Division.YEAR, Division.FILE)] == [
        month,
        year,
        WHOLE,
    ]
    assert [widened(UNDATED, by) for by in (Division.YEAR, Division.FILE)] == [UNDATED, WHOLE]
