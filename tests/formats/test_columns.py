"""Nothing of a row vanishes: what stands in a column is found in the briefing and by search, or the import leaves it out aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from formats.tables import (
    ACLED_31,
    ACLED_35,
    ACLED_2018,
    BATTLE,
    CLASH,
    GED_ORDER,
    acled,
    briefings,
    ged,
    put,
)
from sitbrief.briefing import Filters, ResolvedBriefing, View
from sitbrief.briefing.entries import Pane
from sitbrief.formats import native
from sitbrief.formats.importing import open_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

MARK = "Zebrafinch"
"""A word that stands nowhere else."""

NUMBERS = {
    "id": "98765432",
    "year": "2031",
    "time_precision": "3",
    "iso": "760",
    "latitude": "35.98765",
    "longitude": "36.98765",
    "geo_precision": "2",
    "fatalities": "98765",
    "timestamp": "1733598765",
    "where_prec": "4",
    "date_prec": "3",
    "type_of_violence": "2",
    "event_clarity": "2",
    **dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), "98765"),
    **dict.fromkeys(("low", "best", "high"), "98765"),
}
"""What a column may hold that takes no word."""

TOLD_AS: Mapping[str, str] = {
    "time_precision": '"precision": "month"',
    "iso": '"country": "SY"',
    "country": '"country": "LB"',
    "event_date": '"start": "2024-12-09"',
    "date_start": '"start": "2017-07-29"',
    "date_end": '"end": "2017-08-09"',
    "geo_precision": "2, near the place named",
    "where_prec": "4, the province is known",
    "date_prec": "3, the week is known",
    "type_of_violence": "Non-state violence",
    "event_clarity": "2, no separable event",
    "data_id": MARK,
}
"""In which words a column is told that is not told in its own."""

DAYS = {
    "event_date": "2024-12-09",
    "date_start": "2017-07-29",
    "date_end": "2017-08-09",
    "country": "Lebanon",
}


def _value(column: str) -> str:
    return NUMBERS.get(column) or DAYS.get(column) or f"{MARK} {column}"


def _cases() -> list[tuple[str, Callable[..., bytes], Sequence[str], str]]:
    layouts = {"acled 31": ACLED_31, "acled 35": ACLED_35, "acled 2018": ACLED_2018}
    made = [(name, acled, layout, column) for name, layout in layouts.items() for column in layout]
    extra = ["population_own", "Nota bene"]
    made += [("acled and more", acled, [*ACLED_31, *extra], column) for column in extra]
    wide = [*GED_ORDER, "gwnoa", "priogrid_gid", "my own"]
    return made + [("ged", ged, wide, column) for column in wide]


@pytest.mark.parametrize(("layout", "table", "header", "column"), _cases())
def test_what_stands_in_a_column_alone_is_in_the_briefing_or_named_as_left_out(
    tmp_path: Path, layout: str, table: Callable[..., bytes], header: Sequence[str], column: str
) -> None:
    del layout
    row = dict.fromkeys(header, "")
    needed = ("event_date", "event_type", "country", "time_precision", "geo_precision", "actor1", "admin1")
    needed += ("id", "type_of_violence", "where_prec", "date_prec", "date_start", "date_end")
    needed += ("latitude", "longitude", "event_id_cnty")
    row |= {name: value for name, value in (CLASH | BATTLE).items() if name in needed and name in header}
    if column == "data_id":
        row["event_id_cnty"] = ""
    row[column] = _value(column)
    path = put(tmp_path, table(row, header=header))
    reading = open_file(path)
    list(reading.found)
    left_out = [name for remark in reading.remarks() for name in remark.partition(": ")[2].split(", ")]
    if column in left_out:
        return
    (briefing,) = briefings(path)
    told = native.dumps(briefing).decode()
    expected = TOLD_AS.get(column, row[column])
    assert expected in told or expected.replace('": ', '":') in told
    if expected.startswith(MARK) and column != "data_id":
        view = View(ResolvedBriefing(briefing), Filters(text=f'"{expected}"'))
        assert view.count(Pane.TIMELINE) == 1
