"""An extract in a library stands beside the full edition: it never hides it, replaces it or counts as an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from library.making import content, put
from sitbrief.briefing import Filters, ResolvedBriefing, View
from sitbrief.formats import native
from sitbrief.formats.extract import extract
from sitbrief.library import Library
from sitbrief.library.index import index_builder
from sitbrief.library.index.open_index import open_snapshot
from support.inside import run_inside

if TYPE_CHECKING:
    from pathlib import Path

    from sitbrief.briefing import Briefing

HAMA = Filters(provinces=("SY-HM",))


def put_extract(folder: Path, file: str, full: Briefing) -> Briefing:
    made = extract(View(ResolvedBriefing(full), HAMA))
    (folder / file).write_bytes(native.dumps(made))
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three editions and extracts of two of them, one in a file that is called like a full edition would be."""
    folder = tmp_path / "library"
    for number in (1, 2, 3):
        put(folder, f"s-{number}.json", f"s-{number}", edition=number)
    put_extract(folder, "a.json", native.load(folder / "s-1.json"))
    put_extract(folder, "zz.json", native.load(folder / "s-3.json"))
    return folder


def test_a_full_edition_is_found_and_is_the_newest(folder: Path) -> None:
    library = Library([folder])
    cards = [item.card for item in library.items if item.card]
    assert len(cards) == len(library.items) == 5
    assert [card.extract_of for card in cards] == ["", "s-1", "", "", "s-3"]
    assert library.find("s-3").loaded().extract_of is None
    assert all(library.newest(item).path.name == "s-3.json" for item in library.items)


def test_older_and_newer_editions_are_full_ones(folder: Path) -> None:
    library = Library([folder])
    first, part, second, third, last = (item.loaded() for item in library.items)
    for briefing, older, newer in (
        (first, None, "s-2"),
        (part, None, "s-2"),
        (second, "s-1", "s-3"),
        (third, "s-2", None),
        (last, "s-2", None),
    ):
        found = [library.adjacent(briefing, step) for step in (-1, 1)]
        assert [item.card.id if item and item.card else None for item in found] == [older, newer]


def test_extracts_alone_are_shown_all_the_same(tmp_path: Path) -> None:
    full = native.load(put(tmp_path, "s-1.json", "s-1"))
    (tmp_path / "s-1.json").unlink()
    made = put_extract(tmp_path, "a.json", full)
    library = Library([tmp_path])
    assert library.newest(library.items[0]).loaded() == made
    assert library.editions(made) == ()


def test_an_extract_that_took_the_id_of_a_full_edition_does_not_count(tmp_path: Path) -> None:
    """Somebody changed its id by hand, and it is called as the full one should be."""
    put(tmp_path, "b.json", "s-1")
    put(tmp_path, "s-1.json", "s-1", extract_of="s-0")
    folder = tmp_path / "index"
    index_builder.build(folder, sorted(tmp_path.glob("*.json")))
    snapshot = open_snapshot(folder)
    assert snapshot is not None
    assert [edition.file.rpartition("/")[2] for edition in snapshot.editions] == ["b.json"]
    snapshot.close()
    good, bad = Library([tmp_path]).items
    assert (good.path.name, bad.path.name) == ("b.json", "s-1.json")


def test_an_index_knows_extracts(folder: Path, tmp_path: Path) -> None:
    index_builder.build(tmp_path / "index", sorted(folder.glob("*.json")))
    snapshot = open_snapshot(tmp_path / "index")
    assert snapshot is not None
    known = snapshot.known(sorted(folder.glob("*.json")))
    assert [card.extract_of for card in known.values()] == ["s-1", "", "", "", "s-3"]
    assert {edition.title for edition in snapshot.editions if edition.extract_of} == {
        "Extract of Syria 1",
        "Extract of Syria 3",
    }
    snapshot.close()


def test_the_commands_open_the_full_edition_and_mark_the_extract(folder: Path, tmp_path: Path) -> None:
    listed = run_inside(["list", str(folder)], tmp_path).out.decode().splitlines()
    assert [line.split()[0] for line in listed[1::2]] == ["s-1", "s-2", listed[5].split()[0]]
    assert [line.endswith("Extract of Syria 3") for line in listed] == [False] * 5 + [True]
    shown = run_inside(["--plain", str(folder)], tmp_path)
    assert b"TLP:CLEAR. Syria 3, edition 3, s-3.\n" in shown.out


def test_no_extract_is_written_over_its_full_edition(folder: Path, tmp_path: Path) -> None:
    path = folder / "s-1.json"
    before = path.read_bytes()
    done = run_inside(["export", str(path), "--province", "Hama", "-o", str(path), "--force"], tmp_path)
    assert (done.code, path.read_bytes()) == (3, before)
    assert "holds the full edition, s-1, of which this is an extract: name another file" in done.err.decode()
    words = ["export", str(path), "--province", "Hama", "--format", "json", "-o", str(folder), "--force"]
    done = run_inside(words, tmp_path)
    assert (done.code, path.read_bytes()) == (0, before)
    (made,) = folder.glob("s-1-extract-*.json")
    assert native.load(made).extract_of == "s-1"


def test_what_an_extract_must_be_is_told(tmp_path: Path) -> None:
    path = put(tmp_path, **{**content("s-1", extract_of="s-1"), "name": "s-1"})
    done = run_inside(["check", str(path)], tmp_path)
    assert done.code == 1
    assert "an extract needs an id of its own" in done.out.decode()
