"""Nothing vanishes: what stands in one column of a humanitarian table alone is in the briefing, whatever the column."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.tables import put
from sitbrief.files.reading import Unrecognised
from sitbrief.formats.conversion import Conversion
from sitbrief.formats.importers.hxl.tables import TABLES
from sitbrief.formats.importing import Options, open_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitbrief.formats.row_outcome import Reject

VALUES = (
    "Zeppelin Seven",
    "730119",
    "71.2345",
    "2019-03-07",
    "2019-03-07T11:22:33",
    "ZZ",
    "INN",
    "REF",
    "f",
    "7%",
    "5 of 7",
)
OTHER_WORDS = {
    "INN": "people in need",
    "REF": "refugees",
    "f": "women and girls",
    "7%": '"best":7',
    "2019-03-07T11:22:33": "2019-03-07T11:22:33",
}
"""What a code is told as."""

TAGS = (
    *("adm1", "adm2", "adm3", "loc", "geo", "date", "sector", "subsector", "inneed", "affected", "reached"),
    *("targeted", "population", "value", "indicator", "event", "description", "org", "meta", "id", "cause"),
    *(
        "crisis",
        "activity",
        "severity",
        "status",
        "item",
        "currency",
        "events",
        "capacity",
        "country",
        "group",
    ),
    *("access", "contact", "beneficiary", "output", "x"),
)
ATTRIBUTES = (
    *(
        "name",
        "code",
        "id",
        "type",
        "f",
        "m",
        "children",
        "killed",
        "idps",
        "num",
        "pct",
        "usd",
        "lat",
        "lon",
    ),
    *("start", "end", "reported", "occurred", "changed", "year", "month", "source", "url", "html", "status"),
    *("population", "group", "gender", "age", "phase", "origin", "asylum", "provider", "warning", "v_pcode"),
    *("impl", "area", "alt", "total", "health", "funding", "text", "info", "desc"),
)


def lost(folder: Path, header: Sequence[Sequence[str]], row: Sequence[str], at: int) -> str:
    """The briefings of a table of one row, where a cell of it is not in them; empty where it is, or is said to be wrong."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([*header, row])
    path = put(folder, out.getvalue().encode())
    try:
        reading = open_file(path, Options(format="hxl", country="SY"))
    except Unrecognised as error:
        assert "has no column" in str(error)  # noqa: PT017  it says so of the whole table
        return ""
    rejects: list[Reject] = []
    with Conversion(reading, path.name, "2026-11-23") as conversion:
        conversion.read(rejects.append)
        made = b"\n".join(each.data for group in conversion.groups for each in conversion.files(group))
    if rejects:
        assert [each.column for each in rejects] == [at + 1]
        return ""
    text = made.decode()
    wanted = (row[at], OTHER_WORDS.get(row[at], row[at]))
    return "" if any(words in text for words in wanted) else text


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("known_by", TABLES, ids=lambda names: "-".join(sorted(names))[:40])
def test_no_column_of_a_table_without_tags_is_lost(
    tmp_path: Path, known_by: frozenset[str], value: str
) -> None:
    tags: Mapping[str, str] = TABLES[known_by]
    header = list(dict.fromkeys([*tags, *sorted(known_by), "another column"]))
    missing = []
    for at, name in enumerate(header):
        row = [value if place == at else "" for place in range(len(header))]
        if lost(tmp_path, [header], row, at):
            missing.append(name)
    assert missing == []


@given(
    st.lists(
        st.tuples(st.sampled_from(TAGS), st.lists(st.sampled_from(ATTRIBUTES), max_size=3, unique=True)),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(VALUES),
    st.data(),
)
def test_no_column_of_any_tags_is_lost(
    tags: list[tuple[str, list[str]]], value: str, data: st.DataObject
) -> None:
    written = ["", "#inneed", *("+".join((f"#{tag}", *more)) for tag, more in tags)]
    header = [f"Column {letter}" for letter in "ABCDEFGH"[: len(written)]]
    at = data.draw(st.integers(0, len(written) - 1))
    row = [value if place == at else "" for place in range(len(written))]
    with tempfile.TemporaryDirectory() as folder:
        assert not lost(Path(folder), [header, written], row, at)


NOT_OF_WORDS = {"date", "country"}
"""Tags of which words cost the row, which the import says."""


@given(
    st.lists(
        st.tuples(
            st.sampled_from([tag for tag in TAGS if tag not in NOT_OF_WORDS]),
            st.lists(st.sampled_from(ATTRIBUTES), max_size=2, unique=True),
        ),
        min_size=2,
        max_size=8,
    )
)
def test_no_column_is_lost_beside_others(tags: list[tuple[str, list[str]]]) -> None:
    written = ["#inneed", *("+".join((f"#{tag}", *more)) for tag, more in tags)]
    row = ["5", *(f"Zeppelin {chr(ord('A') + place)}x" for place in range(len(tags)))]
    with tempfile.TemporaryDirectory() as folder:
        for at in range(1, len(row)):
            assert not lost(Path(folder), [row, written], row, at)
