"""Stepping from match to match and from province to province."""

from __future__ import annotations

import pytest

from sitbrief.briefing.entries import Pane
from sitbrief.briefing.navigation import Match, next_match, next_province, next_row

FOUND = {Pane.TIMELINE: (1, 4), Pane.FRONTS: (0,)}
CODES = ("SY-DI", "SY-HL", "SY-RD")


class Searched:
    def matches(self, pane: Pane, words: str) -> tuple[int, ...]:
        return FOUND.get(pane, ()) if words == "road" else ()


@pytest.mark.parametrize(
    ("here", "step", "expected"),
    [
        ((Pane.TIMELINE, 0), 1, Match(Pane.TIMELINE, 1, 1, 3, around=False)),
        ((Pane.TIMELINE, 1), 1, Match(Pane.TIMELINE, 4, 2, 3, around=False)),
        ((Pane.TIMELINE, 4), 1, Match(Pane.FRONTS, 0, 3, 3, around=False)),
        ((Pane.SOURCES, 9), 1, Match(Pane.TIMELINE, 1, 1, 3, around=True)),
        ((Pane.FRONTS, 0), -1, Match(Pane.TIMELINE, 4, 2, 3, around=False)),
        ((Pane.TIMELINE, 1), -1, Match(Pane.FRONTS, 0, 3, 3, around=True)),
    ],
)
def test_matches_are_stepped_through_over_panes_and_around(
    here: tuple[Pane, int], step: int, expected: Match
) -> None:
    assert next_match(Searched(), "road", here, step) == expected


@pytest.mark.parametrize(
    ("here", "step", "expected"),
    [
        (("timeline", 0), 1, ("timeline", 1, 2, False)),
        (("timeline", 1), 1, ("notes", 0, 3, False)),
        (("notes", 0), -1, ("timeline", 1, 2, False)),
        (("notes", 0), 1, ("timeline", 0, 1, True)),
        (("timeline", 0), -1, ("notes", 0, 3, True)),
        (("fronts", -1), 1, ("notes", 0, 3, False)),
        (("fronts", -1), -1, ("timeline", 1, 2, False)),
        (("editions", 7), 1, ("timeline", 0, 1, False)),
        (("editions", 7), -1, ("notes", 0, 3, True)),
    ],
)
def test_rows_are_stepped_through_over_lists_and_around(
    here: tuple[str, int], step: int, expected: tuple[str, int, int, bool]
) -> None:
    pane, place, number, around = expected
    counts = {"timeline": 2, "fronts": 0, "notes": 1}
    assert next_row(counts, here, step) == Match(pane, place, number, 3, around)


def test_of_empty_lists_there_is_no_next_row() -> None:
    assert next_row({"timeline": 0, "fronts": 0}, ("timeline", -1), 1) is None


def test_what_is_nowhere_has_no_next_match() -> None:
    assert next_match(Searched(), "zebra", (Pane.TIMELINE, 0), 1) is None


@pytest.mark.parametrize(
    ("now", "step", "expected"),
    [
        ((), 1, "SY-DI"),
        ((), -1, "SY-RD"),
        (("SY-DI",), 1, "SY-HL"),
        (("SY-DI",), -1, "SY-RD"),
        (("SY-RD",), 1, "SY-DI"),
        (("SY-DI", "SY-HL"), 1, "SY-RD"),
        (("SY-HL", "SY-RD"), -1, "SY-DI"),
        (("TR-01",), 1, "SY-DI"),
    ],
)
def test_provinces_are_stepped_through_from_those_in_force(
    now: tuple[str, ...], step: int, expected: str
) -> None:
    assert next_province(CODES, now, step) == expected


def test_a_country_without_provinces_has_no_next_one() -> None:
    assert next_province((), ("SY-HM",), 1) is None
