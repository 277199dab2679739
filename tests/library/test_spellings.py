"""A spelling that a user has settled means its province from then on, and a mistake in the file stops nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief import places
from sitbrief.formats.writing import Unwritable
from sitbrief.library.spellings import settle, spellings, spellings_file


def test_what_was_settled_is_found(tmp_path: Path) -> None:
    path = tmp_path / "config" / "places.tsv"
    settle(path, "Hasake Gov.", "SY-HA")
    settle(path, "Dimashq", "SY-RD")
    settle(path, "dimashq", "SY-DI")
    found, mistakes = spellings(path)
    syria = places.country("SY")
    assert syria is not None
    assert mistakes == ()
    for written, iso in {"hasake gov.": "SY-HA", "Dimashq": "SY-DI"}.items():
        resolved = places.resolve(written, syria, found)
        assert isinstance(resolved, places.Found)
        assert resolved.province.iso == iso
    assert path.read_text(encoding="utf-8").count("\n") == 3
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_mistakes_are_told_with_their_line_and_the_rest_counts(tmp_path: Path) -> None:
    path = tmp_path / "places.tsv"
    path.write_text("# mine\nSY\tHasake\tSY-XX\nSY\tHasake\tSY-HA\nnonsense\n", encoding="utf-8")
    found, mistakes = spellings(path)
    assert len(found.isos) == 1
    assert [mistake.split(": ")[0] for mistake in mistakes] == [f"{path}:2", f"{path}:4"]


def test_what_is_no_alias_is_refused_and_nothing_written(tmp_path: Path) -> None:
    path = tmp_path / "places.tsv"
    for spelling, iso in (("Hama", "XX-1"), ("", "SY-HM"), ("SY05", "SY-HI")):
        with pytest.raises(ValueError, match=r"\w"):
            settle(path, spelling, iso)
    assert not path.exists()


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert spellings(None)[0] == spellings(tmp_path / "none")[0] == places.NO_ALIASES
    found, mistakes = spellings(tmp_path)
    assert (found, len(mistakes)) == (places.NO_ALIASES, 1)


def test_a_folder_that_takes_no_file_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(Unwritable):
        settle(
            tmp_path / "places.tsv" / "x" if (tmp_path / "places.tsv").write_text("") else Path("/proc/x"),
            "N",
            "SY-HM",
        )


@given(st.text(max_size=20), st.sampled_from(["SY-HM", "SY-HI"]))
def test_whatever_is_settled_is_read_back_or_refused(spelling: str, iso: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "places.tsv")
        try:
            settle(path, spelling, iso)
        except ValueError:
            return
        found, mistakes = spellings(path)
        assert mistakes == ()
        assert list(found.isos.values()) == [iso]


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"XDG_CONFIG_HOME": "/c", "HOME": "/h"}, Path("/c/sitbrief/places.tsv")),
        ({"XDG_CONFIG_HOME": "c", "HOME": "/h"}, Path("/h/.config/sitbrief/places.tsv")),
        ({}, None),
    ],
)
def test_the_file_is_where_the_desktop_rules_say(environ: dict[str, str], expected: Path | None) -> None:
    assert spellings_file(environ) == expected


def test_a_folder_that_cannot_be_made_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "config").touch()
    path = tmp_path / "config" / "sitbrief" / "places.tsv"
    with pytest.raises(Unwritable, match="Not a directory") as caught:
        settle(path, "Hasake Gov.", "SY-HA")
    assert caught.value.path == path
