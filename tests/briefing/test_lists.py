"""Each list says of itself, and of its rows, what screens and conversations show."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest

from briefing.making import view
from formats.hostile import sample
from sitbrief.briefing import Briefing, Filters
from sitbrief.briefing.detail import Link, link_of
from sitbrief.briefing.entries import Front, Pane
from sitbrief.briefing.lists import BRIEFING_LISTS, BY_ID, EDITIONS, LIBRARY_LISTS, ListSpec
from sitbrief.briefing.rows import EditionRow, EntryRow, FileRow
from sitbrief.formats.validation import validated

WHOLE = view(validated(Briefing, orjson.dumps(sample())))
EDITION = EditionRow("b-1", 1, "Title", "2024-12-05", 3, 9, 0, 2_000_000, new=True)


def test_a_briefing_has_all_its_entries_and_sources_in_lists() -> None:
    assert set(Pane) <= BY_ID.keys()
    assert len(BY_ID) == len(BRIEFING_LISTS)
    assert [BY_ID[pane].title for pane in Pane] == [pane.title for pane in Pane]
    assert EDITIONS.id not in BY_ID, "editions are of a library, and no sources"
    assert {spec.id for spec in LIBRARY_LISTS} == {*Pane} - {Pane.SOURCES} | {EDITIONS.id}


@pytest.mark.parametrize("spec", BRIEFING_LISTS, ids=lambda spec: spec.id)
def test_a_list_counts_the_rows_that_it_gives(spec: ListSpec) -> None:
    rows = WHOLE.window(spec.id, 0, 99)
    assert len(rows) == WHOLE.count(spec.id) == WHOLE.total(spec.id) > 0
    for placed in rows:
        assert placed.row.headline
        assert len([*filter(None, placed.row.facts())]) > 1
        if spec.id in {*Pane}:
            assert link_of(placed.row) == Link(Pane(spec.id), placed.row.id, placed.row.headline)
        assert WHOLE.matches(spec.id, placed.row.headline)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (Pane.TIMELINE, "This briefing has no timeline entries."),
        (Pane.SOURCES, "This briefing has no sources."),
    ],
)
def test_an_empty_list_says_why(name: str, expected: str) -> None:
    assert BY_ID[name].why_empty(0, Filters()) == expected


def test_a_list_that_is_hidden_says_by_what_and_one_of_a_library_that_there_is_nothing_yet() -> None:
    hidden = BY_ID[Pane.HUMANITARIAN].why_empty(2, Filters(text="dam"))
    assert hidden.startswith("All 2 notes hidden by: ")
    assert (
        EDITIONS.why_empty(0, Filters(), library=True) == "No editions in the index of this library so far."
    )


def test_editions_and_files_tell_of_themselves_and_lead_to_no_entry() -> None:
    assert EDITION.headline == "2024-12-05  Title"
    assert list(EDITION.facts()) == ["new", "edition 1", "3 of 9 entries", "", "2.0 MB"]
    bad = FileRow("/a/b.json", "b.json", "no JSON")
    assert link_of(EDITION) is link_of(bad) is None
    assert list(bad.facts()) == ["cannot be shown"]


def test_a_front_that_is_counted_from_rows_says_so() -> None:
    row = WHOLE.window(Pane.FRONTS, 0, 1)[0].row
    assert isinstance(row, EntryRow)
    assert isinstance(row.entry, Front)
    counted = replace(row, entry=replace(row.entry, derived=True))
    assert "derived" in [*counted.facts()]
    assert "derived" not in [*row.facts()]
