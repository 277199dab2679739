from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from library.making import put
from sitbrief.files.reading import Unreadable
from sitbrief.formats import native
from sitbrief.formats.native import Invalid
from sitbrief.library import Library, NotFound, SameId

if TYPE_CHECKING:
    from pathlib import Path

    from sitbrief.briefing import Briefing


def ids(library: Library) -> list[str | None]:
    return [item.briefing.id if item.briefing else None for item in library.items]


def test_a_folder_gives_its_json_files_sorted_and_none_that_is_hidden_or_deeper(tmp_path: Path) -> None:
    put(tmp_path, "b.json", "s-2", edition=2)
    put(tmp_path, "a.json", "s-10", edition=10)
    put(tmp_path, "c.json", "a-1", series="a")
    put(tmp_path, ".hidden.json", "hidden")
    put(tmp_path / "deeper.json", "deep.json", "deep")
    (tmp_path / "notes.txt").write_text("no briefing")

    assert ids(Library([tmp_path])) == ["a-1", "s-2", "s-10"]


def test_a_broken_file_hides_no_other_and_has_its_error_on_one_line(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / "broken.json").write_text("{\n")
    (tmp_path / "gone.json").symlink_to(tmp_path / "nowhere")

    good, *bad = Library([tmp_path]).items

    assert good.loaded().id == "syria-1"
    assert [item.path.name for item in bad] == ["broken.json", "gone.json"]
    assert all(item.error and "\n" not in item.error and item.path.name in item.error for item in bad)
    with pytest.raises(Invalid):
        bad[0].loaded()
    with pytest.raises(Unreadable):
        bad[1].loaded()


@pytest.mark.parametrize("target", ["link.json", "/dev/null/x", "x" * 255])
def test_a_link_that_leads_nowhere_hides_no_other(tmp_path: Path, target: str) -> None:
    """One in a circle made the whole folder one that cannot be read."""
    put(tmp_path)
    (tmp_path / "link.json").symlink_to(target)

    good, bad = Library([tmp_path]).items

    assert good.loaded().id == "syria-1"
    assert (bad.error or "").startswith(str(tmp_path / "link.json"))


def test_a_path_that_is_not_there_is_listed_with_its_error(tmp_path: Path) -> None:
    (item,) = Library([tmp_path / "nowhere"]).items

    assert item.briefing is None
    assert item.error
    assert "nowhere" in item.error


def test_of_two_files_with_one_id_the_one_named_after_it_counts_and_the_other_is_reported(
    tmp_path: Path,
) -> None:
    put(tmp_path, "a.json", "same")
    put(tmp_path, "same.json", "same")

    good, bad = Library([tmp_path]).items

    assert good.path.name == "same.json"
    assert bad.path.name == "a.json"
    assert "same id" in str(bad.error)
    with pytest.raises(SameId):
        bad.loaded()


def test_a_file_that_is_reached_twice_is_there_once(tmp_path: Path) -> None:
    path = put(tmp_path)
    (tmp_path / "link.json").symlink_to(path)

    assert ids(Library([tmp_path, path])) == ["syria-1"]


def test_finding_by_path_or_file_name_loads_no_other_file(tmp_path: Path) -> None:
    path = put(tmp_path)
    put(tmp_path, "other.json", "other")
    loaded: list[str] = []

    def watched(path: Path) -> Briefing:
        loaded.append(path.name)
        return native.load(path)

    assert Library([tmp_path], load=watched).find(str(path)).loaded().id == "syria-1"
    assert Library([tmp_path], load=watched).find("syria-1").loaded().id == "syria-1"
    assert loaded == ["syria-1.json"] * 2


def test_an_id_is_found_in_a_file_of_another_name(tmp_path: Path) -> None:
    put(tmp_path, "a.json", "wanted")
    put(tmp_path, "wanted.json", "other")

    assert Library([tmp_path]).find("wanted").path.name == "a.json"


def test_a_file_that_has_changed_is_found_as_it_is_now(tmp_path: Path) -> None:
    path = put(tmp_path, "other.json", "s-1", title="As it was")
    library = Library([tmp_path])
    assert [item.card.id for item in library.items if item.card] == ["s-1"]

    put(tmp_path, "other.json", "s-1", title="As it is by now")
    for found in (library.find("s-1"), library.at(path)):
        assert found.briefing
        assert found.briefing.title == "As it is by now"

    path.write_text("{")
    assert library.at(path).briefing is None
    path.unlink()
    assert "No such file" in (library.at(path).error or "")


def test_a_name_that_nobody_has_comes_with_the_nearest_ids(tmp_path: Path) -> None:
    put(tmp_path)

    with pytest.raises(NotFound) as caught:
        Library([tmp_path]).find("syra-1")

    assert caught.value.nearest == ("syria-1",)


def test_a_name_that_ends_as_a_file_does_is_one_that_is_not_there(tmp_path: Path) -> None:
    item = Library([put(tmp_path).parent]).find("syria-1.json")
    assert item.briefing is None
    assert "No such file" in (item.error or "")


def test_editions_follow_their_number_and_stay_in_their_series(tmp_path: Path) -> None:
    for edition in (10, 2, 1):
        put(tmp_path, f"{edition}.json", f"s-{edition}", edition=edition)
    put(tmp_path, "other.json", "other", series="other", edition=3)
    library = Library([tmp_path])
    first, second, tenth = (library.find(f"s-{edition}").loaded() for edition in (1, 2, 10))

    assert [item.briefing and item.briefing.id for item in library.editions(second)] == ["s-1", "s-2", "s-10"]
    older, newer = library.adjacent(second, -1), library.adjacent(second, 1)
    assert older is not None
    assert newer is not None
    assert older.briefing == first
    assert newer.briefing == tenth
    assert library.adjacent(first, -1) is None
    assert library.adjacent(tenth, 1) is None


def test_a_hostile_file_name_is_clean_in_its_error(tmp_path: Path) -> None:
    name = os.fsdecode(b"a\x1b[31m\xff\n.json")
    (tmp_path / name).write_text("{")

    (item,) = Library([tmp_path]).items

    assert item.error
    assert not set(item.error) & set("\x1b\n\udcff")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every folder")
def test_a_folder_that_may_not_be_read_is_listed_with_its_error(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)

    (item,) = Library([closed]).items

    assert isinstance(item.cause, Unreadable)


def test_a_name_that_is_too_long_is_an_error_like_others(tmp_path: Path) -> None:
    (item,) = Library([tmp_path / ("x" * 5000)]).items

    assert isinstance(item.cause, Unreadable)
