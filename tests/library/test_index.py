"""The index of a library says what the briefings themselves say, whatever happens to it."""

from __future__ import annotations

import gc
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import weakref
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.test_filters import FILTERS
from library.making import CLAIM, put
from sitbrief.briefing import Filters, ResolvedBriefing, View
from sitbrief.briefing.entries import ENTRY_PANES, Pane
from sitbrief.briefing.lists import EDITIONS
from sitbrief.briefing.models import Tlp
from sitbrief.briefing.rows import EntryRow, Head
from sitbrief.briefing.sought import terms
from sitbrief.briefing.states import State
from sitbrief.formats import native
from sitbrief.library.index import bit_sets, index_builder, manifest, merged_list
from sitbrief.library.index.decoding import Damaged
from sitbrief.library.index.index_builder import Watch, build, outdated
from sitbrief.library.index.index_folder import Busy
from sitbrief.library.index.open_index import open_current, open_snapshot
from sitbrief.library.index.segment_builder import Stopped
from sitbrief.library.index.view import LibraryView, Seen
from sitbrief.text import words_of
from support.tried import tried

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitbrief.briefing.entries import AnyEntry
    from sitbrief.library.index.segment import SegmentList
    from sitbrief.library.index.snapshot import Snapshot

SAMPLES = Path(__file__).parents[2] / "briefings"
SECTORS = ("Health", "WASH")
PROVINCES = ("SY-HM", "SY-HL", "SY-ID", "SY-DY")


def library(folder: Path, editions: int = 4, claims: int = 30, *, start: int = 1) -> list[Path]:
    """A library of made-up editions in a folder."""
    for number in range(start, start + editions):
        put(
            folder,
            f"made-{number}.json",
            f"made-{number}",
            series="made",
            edition=number,
            **edition(number, claims),
        )
    return sorted(folder.glob("*.json"))


def edition(number: int, count: int) -> dict[str, object]:
    chance = random.Random(number)  # noqa: S311  no secrets
    claims = []
    for at in range(count):
        day = f"2024-12-{chance.randint(1, 28):02}"
        when = {"precision": "day", "start": day} if at % 5 else {"precision": "week", "start": day}
        claims.append(
            {
                "id": f"c{at}",
                "statement": f"statement c{at} {chance.choice(['drone', 'شاحنة', 'convoy', 'Ḩamāh'])} {at}",
                "originator": chance.choice(["monitor", "ministry", "not stated"]),
                "when": when,
                "where": [{"as_written": "x", "provinces": chance.sample(PROVINCES, chance.randint(0, 2))}],
                "credibility": chance.choice([1, 2, 3, 6]),
                **({"contradicts": [f"c{at - 1}"]} if at % 7 == 3 else {}),
            }
        )
    return {
        "sources": [
            {
                "id": "monitor",
                "name": "A monitor",
                "short": "SOHR",
                "kind": "monitor",
                "reliability": "B",
                "rationale": "x",
            },
            {"id": "ministry", "name": "A ministry", "kind": "monitor", "reliability": "D", "rationale": "x"},
        ],
        "summary": [],
        "claims": claims,
        "timeline": [
            {
                "id": f"t{at}",
                "headline": f"headline {at}",
                "claims": [f"c{at}", *([f"c{at + 1}"] if at % 4 == 0 and at + 1 < count else [])],
            }
            for at in range(count)
        ],
        "fronts": [
            {"id": f"f{at}", "headline": f"front {at}", "claims": [f"c{at}"], "status": "active"}
            for at in range(0, count, 6)
        ],
        "humanitarian": [
            {"id": f"h{at}", "headline": f"note {at}", "sector": SECTORS[at % 2], "claims": [f"c{at}"]}
            for at in range(0, count, 9)
        ],
    }


def indexed(folder: Path, files: Sequence[Path], **watch: object) -> Snapshot:
    build(folder, files, Watch(**watch))  # type: ignore[arg-type]
    found = open_snapshot(folder)
    assert found is not None
    return found


def damage(segment: Path, name: str) -> None:
    """Flip a bit of a piece of a segment."""
    with closing(sqlite3.connect(f"file:{segment}?mode=ro&immutable=1", uri=True)) as made:
        ((piece,),) = made.execute("SELECT data FROM pieces WHERE name = ?", (name,)).fetchall()
    data = bytearray(segment.read_bytes())
    assert data.count(piece[:40]) == 1
    data[data.index(piece[:40]) + 8] ^= 4
    segment.write_bytes(data)


def rows(view: LibraryView | View, pane: Pane) -> list[tuple[str, str, str, object]]:
    """What each row of a pane says, in its order."""
    placed = view.window(pane, 0, view.count(pane))
    return [
        (row.row.entry.headline, row.row.clock, row.row.state, row.row.grade)
        for row in placed
        if hasattr(row.row, "entry")
    ]


def finished(view: LibraryView) -> LibraryView:
    while not view.exact:
        view.advance(0)
    return view


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[Path], Snapshot]]:
    """A library in three segments, and its index."""
    folder = tmp_path_factory.mktemp("made")
    files = library(folder / "library", 6)
    for upto in (2, 4, 6):
        build(folder / "index", files[:upto])
    found = open_snapshot(folder / "index")
    assert found is not None
    assert len(found.segments) == 3
    yield files, found
    found.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters=FILTERS)
def test_a_library_shows_what_its_briefings_show(made: tuple[list[Path], Snapshot], filters: Filters) -> None:
    files, snapshot = made
    views = [View(ResolvedBriefing(native.load(file)), filters) for file in files]
    whole = finished(LibraryView(snapshot, filters))
    for pane in ENTRY_PANES:
        assert whole.count(pane) == sum(view.count(pane) for view in views)
        assert whole.total(pane) == sum(view.total(pane) for view in views)
        assert whole.contested(pane) == sum(view.contested(pane) for view in views)
        assert Counter(rows(whole, pane)) == Counter(row for view in views for row in rows(view, pane))
    counts = {row.code: (row.entries, row.contested) for row in whole.provinces}
    for row in views[0].provinces:
        each = [next(p for p in view.provinces if p.code == row.code) for view in views]
        assert counts[row.code] == (sum(p.entries for p in each), sum(p.contested for p in each))
    states = Counter[State]()
    for view in views:
        states.update({row.state: row.entries for row in view.states})
    assert {row.state: row.entries for row in whole.states} == states
    shown = {edition.id: whole.counts(edition) for edition in whole.editions}
    for view in views:
        told = (view.entries_shown, sum(view.contested(pane) for pane in ENTRY_PANES))
        assert shown.get(view.index.briefing.id, (0, 0)) == told
    assert whole.count(EDITIONS.id) >= len(shown)
    assert whole.contested(EDITIONS.id) == sum(1 for _, contested in shown.values() if contested)


@pytest.mark.parametrize("home", ["SY", "US"])
def test_what_is_read_ahead_is_there_when_it_is_asked_for(
    made: tuple[list[Path], Snapshot], home: str
) -> None:
    """A country may have more provinces than are kept."""
    snapshot = made[1]
    snapshot.counts.cache_clear()
    for _ in snapshot.warmed(home):
        pass
    read = snapshot.counts.cache_info()
    assert read.currsize == read.misses
    LibraryView(snapshot, home=home).provinces  # noqa: B018
    assert snapshot.counts.cache_info().misses == read.misses


def test_counts_are_exact_when_the_view_has_all_that_was_found(made: tuple[list[Path], Snapshot]) -> None:
    """Two views of the same words look through the full text together."""
    words = Filters(text="c")
    one, other = LibraryView(made[1], words), LibraryView(made[1], words)
    finished(other)
    assert one.exact == (one.entries_shown == other.entries_shown)
    finished(one)
    assert one.summary() == other.summary()


def test_a_view_is_gone_as_soon_as_the_next_one_is_shown(made: tuple[list[Path], Snapshot]) -> None:
    """It holds the set of what passes, an eighth of a byte an entry: a view that held itself would wait for the collector."""
    gc.disable()
    try:
        view = LibraryView(made[1], Filters(provinces=("SY-HM",)))
        assert view.window(EDITIONS.id, 0, 5)
        assert view.window(Pane.TIMELINE, 0, 5)
        assert view.contested(EDITIONS.id)
        seen = weakref.ref(view)
        del view
        assert seen() is None
    finally:
        gc.enable()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.sampled_from(
            [
                "drone",
                "dr",
                "d",
                "شاحن",
                "ḥamah",
                "sohr",
                "1",
                "zebra",
                '"a ministry"',
                '"c1 convoy"',
                '"con c1"',
            ]
        ),
        max_size=2,
    ),
    unwanted=st.sampled_from(["", "conv", "c", '"a mon"', 'drone "statement c2"']),
)
def test_words_are_found_by_how_they_begin_and_together_in_quotes(
    made: tuple[list[Path], Snapshot], words: list[str], unwanted: str
) -> None:
    files, snapshot = made
    filters = Filters(text=" ".join(words), without=unwanted)
    whole = finished(LibraryView(snapshot, filters))

    def has(index: ResolvedBriefing, entry: AnyEntry, phrase: str) -> bool:
        *before, last = words_of(phrase)
        for line in "\n".join(index.searchable(entry)).split("\n"):
            found = line.split()
            for at in range(len(found) - len(before)):
                if found[at : at + len(before)] == before and found[at + len(before)].startswith(last):
                    return True
        return False

    for pane in ENTRY_PANES:
        wanted = [
            entry.headline
            for file in files
            if (index := ResolvedBriefing(native.load(file)))
            for entry in index.entries[pane]
            if all(has(index, entry, phrase) for phrase in terms(filters.text))
            and not any(has(index, entry, phrase) for phrase in terms(unwanted))
        ]
        assert Counter(row[0] for row in rows(whole, pane)) == Counter(wanted)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters=FILTERS, start=st.integers(0, 200), size=st.integers(1, 70))
def test_any_window_is_a_piece_of_the_whole_list(
    made: tuple[list[Path], Snapshot], filters: Filters, start: int, size: int
) -> None:
    _, snapshot = made
    filters = replace(filters, text="")
    for pane in ENTRY_PANES:
        every = finished(LibraryView(snapshot, filters)).window(pane, 0, 1_000)
        assert list(finished(LibraryView(snapshot, filters)).window(pane, start, size)) == list(
            every[start : start + size]
        )
        headings = [placed.heading for placed in every if placed.heading]
        assert sum(heading.count for heading in headings) == len(every)
        assert len({heading.label for heading in headings}) == len(headings)


def test_the_timeline_goes_by_day_and_starts_where_it_is_told(made: tuple[list[Path], Snapshot]) -> None:
    from datetime import date

    view = LibraryView(made[1])
    days = [p.heading.label for p in view.window(Pane.TIMELINE, 0, 1_000) if p.heading]
    assert days == sorted(days)
    place = view.first_on(date(2024, 12, 10))
    assert view.window(Pane.TIMELINE, place, 1)[0].heading
    assert view.window(Pane.TIMELINE, place, 1)[0].heading.label == "2024-12-10"
    assert view.first_on(date(1990, 1, 1)) == 0
    assert view.first_on(date(2090, 1, 1)) == view.count(Pane.TIMELINE) - 1


def test_a_row_that_was_shown_is_found_under_other_filters(made: tuple[list[Path], Snapshot]) -> None:
    seen = Seen()
    view = LibraryView(made[1], seen=seen)
    shown = [placed.row for placed in view.window(Pane.TIMELINE, 0, 1_000)]
    hama = LibraryView(made[1], Filters(provinces=("SY-HM",)), seen=seen)
    kept = [placed.row for placed in hama.window(Pane.TIMELINE, 0, 1_000)]
    assert 0 < len(kept) < len(shown)
    for at, row in enumerate(shown):
        if row in kept:
            assert hama.row_of(Pane.TIMELINE, row.id) == hama.near(Pane.TIMELINE, row.id) == kept.index(row)
        else:
            assert hama.row_of(Pane.TIMELINE, row.id) is None
            before = sum(other in kept for other in shown[:at])
            assert hama.near(Pane.TIMELINE, row.id) == min(before, len(kept) - 1)
    assert view.row_of(Pane.TIMELINE, "never shown") is None


@given(st.sets(st.integers(0, 5_000)), st.integers(1, 5_001))
def test_sets_of_places_are_packed_counted_and_walked_through(places: set[int], size: int) -> None:
    own = sorted(place for place in places if place < size)
    found = bit_sets.unpacked(bit_sets.packed(own, size), size)
    ranked = bit_sets.Ranked(found)
    assert int.from_bytes(found, "little").bit_count() == len(ranked) == len(own)
    for place in (0, size // 3, size // 2, size):
        before = sum(each < place for each in own)
        assert ranked.rank(place) == before
        assert list(ranked.onwards(place)) == own[before:]
        assert list(ranked.back(place)) == own[:before][::-1]


@given(
    st.lists(st.lists(st.integers(0, 9), max_size=30), min_size=1, max_size=4),
    st.lists(st.tuples(st.booleans(), st.integers(0, 120), st.integers(1, 12)), max_size=12),
    st.integers(0, 5),
    st.integers(0, 5),
)
def test_windows_are_those_of_one_sorted_list_wherever_the_last_one_was(
    keys: list[list[int]], asked: list[tuple[bool, int, int]], near: int, around: int
) -> None:
    """It walks from where it stands, or from an end, or finds the place: all of these come to the same."""
    parts = [Part(sorted(part)) for part in keys]
    shown = [[place for place in range(len(part)) if (place + order) % 3] for order, part in enumerate(parts)]
    spots = sorted(
        (part.keys[place], order, place) for order, part in enumerate(parts) for place in shown[order]
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merged_list, "_NEAR", near)
        patch.setattr(merged_list, "_AROUND", around)
        found = merged_list.Merged(
            cast("list[SegmentList]", parts),
            [bit_sets.gathered(places, len(part)) for places, part in zip(shown, parts, strict=True)],
        )
        assert len(found) == len(spots)
        for by_key, start, size in asked:
            if by_key:
                assert found.stand_at(start) == sum(key < start for key, _, _ in spots)
            assert found.window(start, size) == spots[start : start + size]


def test_far_segments_are_not_read_for_the_first_rows_nor_for_the_last() -> None:
    parts = [Part(list(range(order * 100, order * 100 + 100))) for order in range(20)]
    found = merged_list.Merged(cast("list[SegmentList]", parts), [bit_sets.gathered(range(100), 100)] * 20)
    assert [spot.key for spot in found.window(0, 10)] == list(range(10))
    assert [spot.key for spot in found.window(1_990, 10)] == list(range(1_990, 2_000))
    assert [order for order, part in enumerate(parts) if part.read] == [0, 19]


class Part:
    """A list of a segment, as far as merging asks for it."""

    def __init__(self, keys: list[int]) -> None:
        self._keys = keys
        self.read = False
        self.ends = (keys[0], keys[-1]) if keys else (0, 0)

    @property
    def keys(self) -> list[int]:
        self.read = True
        return self._keys

    def __len__(self) -> int:
        return len(self._keys)


# What becomes of it over time


def test_what_is_new_changed_touched_or_gone_is_seen(tmp_path: Path) -> None:
    files = library(tmp_path / "library", 3)
    index = tmp_path / "index"
    first = indexed(index, files)
    assert not outdated(index, files)
    assert {edition.id for edition in first.editions} == {"made-1", "made-2", "made-3"}
    made = first.manifest.segments
    os.utime(files[0], ns=(1, 1))
    assert outdated(index, files)
    assert indexed(index, files).manifest.segments[0].name == made[0].name, "touched is not changed"
    put(tmp_path / "library", "made-2.json", "made-2", series="made", edition=2)
    files[2].unlink()
    later = indexed(index, files[:2])
    assert {edition.id: edition.entries for edition in later.editions}["made-2"] == 1
    assert len(later.editions) == 2
    assert LibraryView(first).count(Pane.TIMELINE) == 90, "who reads goes on reading what was there"


def test_what_is_open_is_taken_over_by_the_next_snapshot_and_stays_open(tmp_path: Path) -> None:
    files = library(tmp_path / "library", 3)
    first = indexed(tmp_path / "index", files[:2])
    build(tmp_path / "index", files)
    later = open_snapshot(tmp_path / "index", first.segments)
    assert later is not None
    assert later.segments[0] is first.segments[0]
    first.close(but=later)
    assert LibraryView(later).count(Pane.TIMELINE) == 90
    assert LibraryView(later, Filters(provinces=("SY-HM",))).window(Pane.TIMELINE, 0, 3)


def test_many_small_segments_become_one(tmp_path: Path) -> None:
    files = library(tmp_path / "library", 12, 3)
    for upto in range(1, 13):
        build(tmp_path / "index", files[:upto])
    found = open_snapshot(tmp_path / "index")
    assert found is not None
    assert len(found.segments) <= 7
    assert LibraryView(found).count(Pane.TIMELINE) == 36
    names = {path.name for path in (tmp_path / "index").iterdir()}
    assert {name for name in names if name.endswith(".segment")} == {s.name for s in found.manifest.segments}


def test_a_file_that_is_no_briefing_is_told_of_and_hides_no_other(tmp_path: Path) -> None:
    files = library(tmp_path / "library", 1)
    bad = tmp_path / "library" / "zz.json"
    bad.write_text("{}", encoding="utf-8")
    found = indexed(tmp_path / "index", [*files, bad])
    assert len(found.editions) == 1
    (trouble,) = found.troubles
    assert trouble.path == bad
    assert trouble.why.startswith(f"{bad}:1:1")
    last = LibraryView(found).window(EDITIONS.id, 1, 5)
    assert [placed.row.id for placed in last] == [str(bad)]
    assert not outdated(tmp_path / "index", [*files, bad])


def test_of_two_with_one_id_the_one_that_is_named_for_it_counts(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    copy = put(folder, "a-copy.json", "made", title="A copy")
    own = put(folder, "made.json", "made", title="The one")
    found = indexed(tmp_path / "index", [copy, own])
    assert [edition.title for edition in found.editions] == ["The one"]
    (trouble,) = found.troubles
    assert trouble.why == f"{copy}: has the same id as {own}: made"
    assert LibraryView(found).count(Pane.TIMELINE) == 1


def test_an_empty_library_has_an_empty_index(tmp_path: Path) -> None:
    found = indexed(tmp_path / "index", [])
    view = LibraryView(found, Filters(text="x"))
    assert finished(view).entries_total == 0
    assert view.window(Pane.TIMELINE, 0, 5) == []
    assert view.editions == ()


def test_one_builds_at_a_time(tmp_path: Path) -> None:
    files = library(tmp_path / "library", 1)

    def second(_: index_builder.Progress) -> None:
        with pytest.raises(Busy):
            build(tmp_path / "index", files)

    assert len(indexed(tmp_path / "index", files, tell=second).editions) == 1


def test_stopping_keeps_what_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_builder, "BATCH", 30_000)
    files = library(tmp_path / "library", 6)
    told: list[index_builder.Progress] = []
    with pytest.raises(Stopped):
        build(tmp_path / "index", files, Watch(told.append, lambda: len(told) > 1, 1))
    found = open_snapshot(tmp_path / "index")
    assert found is not None
    assert 0 < len(found.editions) < 6
    assert len(indexed(tmp_path / "index", files).editions) == 6


def test_several_processes_make_what_one_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_builder, "BATCH", 30_000)
    files = library(tmp_path / "library", 8)
    one = indexed(tmp_path / "one", files, processes=1)
    many = indexed(tmp_path / "many", files, processes=3)
    assert len(many.segments) > 2
    for pane in ENTRY_PANES:
        assert Counter(rows(LibraryView(one), pane)) == Counter(rows(LibraryView(many), pane))


def test_another_version_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = library(tmp_path / "library", 1)
    indexed(tmp_path / "index", files)
    monkeypatch.setattr(manifest, "VERSION", 99)
    assert open_snapshot(tmp_path / "index") is None
    assert outdated(tmp_path / "index", files)
    assert len(indexed(tmp_path / "index", files).editions) == 1
    assert len(list((tmp_path / "index").glob("*.segment"))) == 1


def test_a_folder_that_cannot_be_written_is_still_read(tmp_path: Path) -> None:
    files = library(tmp_path / "library", 2)
    indexed(tmp_path / "index", files).close()
    for path in (tmp_path / "index").iterdir():
        path.chmod(0o400)
    (tmp_path / "index").chmod(0o500)
    try:
        found = open_snapshot(tmp_path / "index")
        assert found is not None
        assert LibraryView(found).count(Pane.TIMELINE) == 60
    finally:
        (tmp_path / "index").chmod(0o700)


# What happens to it

BUILD = """
import sys
from pathlib import Path
from sitbrief.library.index import index_builder
index_builder.BATCH = 20_000
index_builder.build(Path(sys.argv[1]), sorted(Path(sys.argv[2]).glob("*.json")), index_builder.Watch(processes=2))
"""


def test_killed_at_any_moment_it_is_right_after_the_next_start(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311  no secrets
    files = library(tmp_path / "library", 10)
    index = tmp_path / "index"
    start = time.monotonic()
    subprocess.run([sys.executable, "-c", BUILD, index, tmp_path / "library"], check=True)
    whole = time.monotonic() - start
    expected = Counter(rows(LibraryView(indexed(index, files)), Pane.TIMELINE))
    for turn in range(int(os.environ.get("SITBRIEF_KILLS", "6"))):
        if turn % 3 == 0:
            shutil.rmtree(index)
        else:
            (index / manifest.NAME).unlink(missing_ok=True)
        running = subprocess.Popen([sys.executable, "-c", BUILD, index, tmp_path / "library"])
        try:
            running.wait(chance.uniform(0, whole))
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGKILL)
            running.wait()
        part = open_snapshot(index)
        if part is not None:
            assert not Counter(rows(LibraryView(part), Pane.TIMELINE)) - expected
        deadline = time.monotonic() + 30
        while True:
            try:
                found = indexed(index, files)
                break
            except Busy:  # the processes that it had started see that it is gone, and end
                assert time.monotonic() < deadline
        is_right = Counter(rows(LibraryView(found), Pane.TIMELINE)) == expected and found.verify() is None
        tried("kill -9 of the index", 1, not is_right)
        assert is_right


def test_flipped_bits_are_told_and_never_shown(tmp_path: Path) -> None:
    chance = random.Random(9)  # noqa: S311  no secrets
    files = library(tmp_path / "library", 3, 120)
    right = indexed(tmp_path / "index", files)
    expected = {pane: rows(LibraryView(right), pane) for pane in ENTRY_PANES}
    counts = LibraryView(right).provinces
    (note,) = right.manifest.segments
    path = tmp_path / "index" / note.name
    whole = path.read_bytes()
    told = 0
    for _ in range(150):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        try:
            found = open_snapshot(tmp_path / "index")
        except Damaged:
            told += 1
            continue
        assert found is not None
        view = LibraryView(found)
        shown = {pane: rows(view, pane) for pane in ENTRY_PANES}
        told_counts = view.provinces
        finished(LibraryView(found, Filters(text="drone"))).summary()
        for _ in found.warmed("SY"):
            pass
        for pane in ENTRY_PANES:
            wrong = [row for row in shown[pane] if row not in expected[pane]]
            assert all("damaged" in row[0] for row in wrong)
        if found.damaged:
            assert found.damaged == note.name
            told += 1
        else:
            assert shown == expected
            assert told_counts == counts
        assert found.verify() == note.name, "what is not seen at once is seen when all is read"
    assert told
    index_builder.drop(tmp_path / "index", note.name)
    again = indexed(tmp_path / "index", files)
    assert rows(LibraryView(again), Pane.TIMELINE) == expected[Pane.TIMELINE]


def test_entries_of_which_nobody_knows_where_they_stand_are_damaged_rows_at_the_end(tmp_path: Path) -> None:
    """There are as many as before: whoever has counted them finds each."""
    files = library(tmp_path / "library", 2)
    indexed(tmp_path / "index", files[:1])
    whole = indexed(tmp_path / "index", files)
    assert len(whole.segments) == 2
    damage(tmp_path / "index" / whole.manifest.segments[0].name, "0/keys")
    found = open_snapshot(tmp_path / "index")
    assert found is not None
    lost = found.segments[0].lists[0]
    assert len(lost.keys) == len(lost) == 30
    view = LibraryView(found)
    for placed in view.window(Pane.TIMELINE, 0, 5):
        assert view.row_of(Pane.TIMELINE, placed.row.id) is not None
    shown = view.window(Pane.TIMELINE, 0, 1_000)
    assert len(shown) == view.count(Pane.TIMELINE) == 60
    assert found.damaged == whole.manifest.segments[0].name
    again = LibraryView(found).window(Pane.TIMELINE, 0, 1_000)
    words = [placed.row.entry.headline for placed in again if isinstance(placed.row, EntryRow)]
    assert [word.startswith("headline") for word in words] == [True] * 30 + [False] * 30
    assert [placed.heading.label for placed in again if placed.heading][-1] == "Damaged"


def test_an_entry_of_an_edition_that_nobody_knows_is_a_damaged_row(tmp_path: Path) -> None:
    found = indexed(tmp_path / "index", library(tmp_path / "library", 1, 3))
    found.by_mark = {}
    view = LibraryView(found)
    for pane in ENTRY_PANES:
        placed = view.window(pane, 0, 9)
        assert len(placed) == view.count(pane) >= 1
        assert all("damaged" in headline for headline, *_ in rows(view, pane))


@pytest.mark.parametrize("damage", [b"", b"not SQLite", b"SQLite format 3\0" + b"\0" * 5_000])
def test_a_segment_that_is_none_is_told(tmp_path: Path, damage: bytes) -> None:
    files = library(tmp_path / "library", 1)
    found = indexed(tmp_path / "index", files)
    path = tmp_path / "index" / found.manifest.segments[0].name
    path.write_bytes(damage)
    with pytest.raises(Damaged):
        open_snapshot(tmp_path / "index")
    index_builder.drop(tmp_path / "index", found.manifest.segments[0].name)
    assert len(indexed(tmp_path / "index", files).editions) == 1


def test_a_segment_that_is_gone_is_made_anew(tmp_path: Path) -> None:
    files = library(tmp_path / "library", 2)
    (note,) = indexed(tmp_path / "index", files).manifest.segments
    (tmp_path / "index" / note.name).unlink()
    found = open_current(tmp_path / "index", files)
    assert found.why_not == ""
    assert found.snapshot is not None
    assert LibraryView(found.snapshot).count(Pane.TIMELINE) == 60


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("الطريق الدولي", "طريق"),
        ("والمدينة", "مدينة"),
        ("بالقصف", "قصف"),
        ("للنازحين", "نازح"),
        ("القصف", "القصف"),
    ],
)
def test_an_arabic_word_is_found_with_its_article_and_without(tmp_path: Path, text: str, typed: str) -> None:
    claim = {**CLAIM, "statement": text}
    path = put(tmp_path / "library", "a.json", "a", claims=[claim])
    found = indexed(tmp_path / "index", [path])
    assert finished(LibraryView(found, Filters(text=typed))).count(Pane.TIMELINE) == 1
    assert finished(LibraryView(found, Filters(text="نهر"))).count(Pane.TIMELINE) == 0


def test_fronts_stand_by_province_in_the_order_of_its_country(tmp_path: Path) -> None:
    codes = {"f1": ["SY-HM"], "f2": [], "f3": ["SY-HL"], "f4": ["SY-DI"]}
    claims = [
        {**CLAIM, "id": f"of-{name}", "where": [{"as_written": "x", "provinces": provinces}]}
        for name, provinces in codes.items()
    ]
    fronts = [{"id": name, "headline": name, "claims": [f"of-{name}"], "status": "active"} for name in codes]
    fronts.append({"id": "f5", "headline": "Nobody says anything", "claims": [], "status": "active"})
    path = put(tmp_path / "library", "a.json", "a", claims=claims, fronts=fronts, timeline=[], summary=[])
    view = LibraryView(indexed(tmp_path / "index", [path]))
    placed = view.window(Pane.FRONTS, 0, 9)
    assert [row.heading.label for row in placed if row.heading] == [
        "Damascus",
        "Aleppo",
        "Hama",
        "No province",
    ]
    assert [row.row.id.rpartition("/")[2] for row in placed] == ["f4", "f3", "f1", "f2", "f5"]
    days = {row.row.id.rpartition("/")[2]: row.row.day for row in placed if isinstance(row.row, EntryRow)}
    assert days == {**dict.fromkeys(codes, "2024-12-05"), "f5": ""}


def test_what_is_kept_of_a_snapshot_is_forgotten_when_it_is_told(tmp_path: Path) -> None:
    found = indexed(tmp_path / "index", library(tmp_path / "library", 1))
    (own,) = found.editions
    kept = found.sets.own(own)
    assert found.sets.own(own) is kept
    found.sets.clear()
    again = found.sets.own(own)
    assert again == kept
    assert again is not kept


def test_samples_are_found_by_what_they_say(tmp_path: Path) -> None:
    found = indexed(tmp_path / "index", sorted(SAMPLES.glob("*.json")))
    view = finished(LibraryView(found, Filters(text="drone")))
    headlines = [row[0] for pane in ENTRY_PANES for row in rows(view, pane)]
    assert len(headlines) == view.entries_shown == 3
    assert view.summary() == f'"drone" · 3 of {view.entries_total} shown'


def test_an_empty_library_is_told_as_one_and_can_be_read_ahead(tmp_path: Path) -> None:
    found = indexed(tmp_path / "index", [])
    view = LibraryView(found)
    assert view.head == Head(Tlp.CLEAR, "Library: 0 editions", "0 entries", None)
    for _ in found.warmed(view.home):
        pass
    assert {state.entries for state in view.states} <= {0}
    assert view.provinces == ()


@pytest.mark.parametrize(
    ("countries", "words"),
    [
        (["SY"], "1 edition, Syria"),
        (["SY", "SY"], "2 editions, Syria"),
        (["SY", "YE"], "2 editions, 2 countries"),
    ],
)
def test_a_library_says_how_many_editions_it_has_and_of_where(
    tmp_path: Path, countries: list[str], words: str
) -> None:
    claims = [{**CLAIM, "where": []}]
    files = [
        put(tmp_path, f"made-{at}.json", f"made-{at}", edition=at, country=country, claims=claims)
        for at, country in enumerate(countries, 1)
    ]
    head = LibraryView(indexed(tmp_path / "index", files)).head
    assert (head.title, head.tlp) == (f"Library: {words}", Tlp.CLEAR)
    assert str(head.as_of) == "2024-12-05"
