"""One event is one event, however many rows tell it, in whichever order, in however many files."""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.tables import acled, briefings, ged, put
from sitbrief.formats.conversion import Conversion
from sitbrief.formats.importing import open_file
from sitbrief.formats.native import loads
from sitbrief.formats.periods import Division
from sitbrief.formats.province_lookup import ProvinceLookup
from sitbrief.formats.repeats import Repeats

if TYPE_CHECKING:
    from pathlib import Path

    from sitbrief.briefing import Briefing


class Told(NamedTuple):
    """As much of an event as is asked for."""

    id: str
    timestamp: str


def headlines(briefing: Briefing) -> list[str]:
    return [front.headline for front in briefing.fronts]


def test_of_two_versions_the_later_one_holds(tmp_path: Path) -> None:
    first = {"event_id_cnty": "SYR1", "fatalities": "3", "timestamp": "1741046400"}
    update = {"event_id_cnty": "SYR1", "fatalities": "5", "notes": "Updated.", "timestamp": "1741650000"}
    for rows in ((first, update), (update, first), (first, update, first)):
        (briefing,) = briefings(put(tmp_path, acled(*rows)))
        assert [claim.statement for claim in briefing.claims] == ["Updated."]
        assert headlines(briefing) == ["Hama: 1 combat event, 5 reported killed"]


def test_a_version_of_another_month_leaves_nothing_in_the_month_before(tmp_path: Path) -> None:
    first = {"event_id_cnty": "SYR1", "event_date": "2024-11-30", "timestamp": "1"}
    update = {"event_id_cnty": "SYR1", "event_date": "2024-12-01", "timestamp": "2"}
    (briefing,) = briefings(put(tmp_path, acled(first, update)))
    assert briefing.id == "acled-sy-2024-12"
    assert headlines(briefing) == ["Hama: 1 combat event, 0 reported killed"]


def test_one_row_a_side_is_one_event_with_both(tmp_path: Path) -> None:
    sides = [
        {"event_id_cnty": "SYR1", "actor1": actor, "actor2": "", "assoc_actor_1": friend, "fatalities": "3"}
        for actor, friend in (("Group A", "Friends of A"), ("Group B", "Friends of B"))
    ]
    (briefing,) = briefings(put(tmp_path, acled(*sides)))
    assert [entry.headline for entry in briefing.timeline] == [
        "Armed clash: Group A - Group B, Lataminah; 3 reported killed"
    ]
    assert headlines(briefing) == ["Hama: 1 combat event, 3 reported killed"]
    assert briefing.fronts[0].parties == ("Group A", "Group B")
    for friend in ("Friends of A", "Friends of B"):
        assert friend in (briefing.claims[0].dataset_note or "")


def test_the_summary_says_how_many_rows_tell_an_event_again(tmp_path: Path) -> None:
    with Conversion(
        open_file(put(tmp_path, ged(*[{"id": "7"}] * 3, {}))), "events.csv", "2026-11-23"
    ) as read:
        read.read(lambda _reject: None)
    assert (read.rows, read.claims, read.rejects, len(read.repeats)) == (4, 2, 0, 2)


@pytest.mark.parametrize("by", [Division.MONTH, Division.FILE])
def test_shuffled_and_twice_it_says_the_same(tmp_path: Path, by: Division) -> None:
    rows = [
        {
            "event_id_cnty": f"SYR{n}",
            "event_date": f"2024-1{n % 3}-05",
            "fatalities": f"{n}",
            "timestamp": f"{n}",
        }
        for n in range(30)
    ]
    once = [sorted(headlines(briefing)) for briefing in briefings(put(tmp_path, acled(*rows)), by)]
    twice = rows + rows
    random.Random(5).shuffle(twice)  # noqa: S311  no secret
    assert [sorted(headlines(each)) for each in briefings(put(tmp_path, acled(*twice)), by)] == once


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("123")), max_size=12))
def test_each_event_is_held_by_the_first_row_of_its_latest_version(rows: list[tuple[str, str]]) -> None:
    repeats = Repeats()
    for number, row in enumerate(rows):
        repeats.add(Told(*row), number)  # type: ignore[arg-type]
    latest = {name: max(stamp for other, stamp in rows if other == name) for name, _ in rows}
    holding = {rows.index((name, stamp)) for name, stamp in latest.items()}
    assert {number for number in range(len(rows)) if number not in repeats} == holding
    assert len(repeats) == len(rows) - len(holding)
    assert all(rows[number] in latest.items() for number in repeats.sides)


def test_a_city_and_its_oblast_of_one_name_are_told_apart_by_the_other_s_own(tmp_path: Path) -> None:
    ukraine = {"iso": "804", "country": "Ukraine", "admin2": "", "admin3": "", "location": "X"}
    rows = [{**ukraine, "admin1": name} for name in ("Kyiv", "Kyiv City", "Kyiv")]
    (briefing,) = briefings(put(tmp_path, acled(*rows)))
    assert [claim.provinces for claim in briefing.claims] == [("UA-32",), ("UA-30",), ("UA-32",)]
    (alone,) = briefings(put(tmp_path, acled(rows[0])))
    assert alone.claims[0].provinces == ()


def test_what_is_left_out_is_a_column_of_the_file(tmp_path: Path) -> None:
    path = put(tmp_path, ged({}))
    reading = open_file(path)
    list(reading.found)
    (remark,) = reading.remarks()
    with path.open(newline="") as file:
        header = next(csv.reader(file))
    assert set(remark.partition(": ")[2].split(", ")) < set(header)


def test_files_of_one_dataset_are_one_whose_events_are_told_once(tmp_path: Path) -> None:
    """A name that means a province beside another's own does so whichever of the files names that."""
    kyiv = {"iso": "804", "country": "Ukraine", "admin1": "Kyiv"}
    files = [
        put(tmp_path, acled(kyiv, {"event_id_cnty": "SYR7"}), "a.csv"),
        put(
            tmp_path,
            acled({"event_id_cnty": "SYR7"}, {**kyiv, "admin1": "Kyiv City", "event_id_cnty": "UKR9"}),
            "b.csv",
        ),
        put(tmp_path, acled({"event_id_cnty": "SYR7"}), "c.csv"),
    ]
    first, *others = (open_file(path) for path in files)
    with Conversion(first, "a.csv", "2026-11-23") as conversion:
        conversion.read(lambda _reject: None)
        for reading, path in zip(others, files[1:], strict=True):
            assert conversion.takes(reading)
            conversion.add(reading, path.name)
            conversion.read(lambda _reject: None)
        assert conversion.file == "a.csv and 2 more files"
        assert (conversion.rows, conversion.claims, len(conversion.repeats)) == (5, 3, 2)
        made = [loads(each.data) for group in conversion.groups for each in conversion.files(group)]
        named = {claim.provinces for briefing in made for claim in briefing.claims}
        assert named == {("SY-HM",), ("UA-30",), ("UA-32",)}
        stranger = open_file(put(tmp_path, ged({}), "d.csv"))
        assert not conversion.takes(stranger)
        stranger.close()


def test_what_a_file_has_named_when_it_is_joined_counts_too() -> None:
    first, second = ProvinceLookup(), ProvinceLookup()
    assert first.code("UA", "Kyiv") == ""
    assert second.code("UA", "Kyiv City") == "UA-30"
    first.join(second)
    assert first.in_company("UA", "Kyiv") == "UA-32"
    assert [second.code("BY", name) for name in ("Minsk City", "Minsk")] == ["BY-HM", ""]
    assert second.in_company("BY", "Minsk") == "BY-MI"
    assert first.unplaced() == []
