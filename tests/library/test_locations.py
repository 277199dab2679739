from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from library.making import put
from sitbrief.library import locations
from sitbrief.library.locations import locate

if TYPE_CHECKING:
    import pytest


def test_paths_come_before_everything_and_are_found_again_by_the_option(tmp_path: Path) -> None:
    place = locate([str(tmp_path), "b"], library=None, environ={"SITBRIEF_LIBRARY": "c"})

    assert place.paths == (tmp_path, Path("b"))
    assert place.option == f"{tmp_path}:{Path('b').absolute()}"
    assert locate([], library=place.option, environ={}).paths == (tmp_path, Path("b").absolute())


def test_the_variable_holds_several_and_an_empty_one_counts_as_unset(tmp_path: Path) -> None:
    place = locate([], library=None, environ={"SITBRIEF_LIBRARY": "/a::/b"})

    assert place.paths == (Path("/a"), Path("/b"))
    assert "$SITBRIEF_LIBRARY" in place.words
    assert place.option is None
    empty = {"SITBRIEF_LIBRARY": "", "HOME": str(tmp_path)}
    assert locate([], library=None, environ=empty) == locate(
        [], library=None, environ={"HOME": str(tmp_path)}
    )


def test_a_library_of_another_configuration_is_found_again_by_the_option() -> None:
    """What `Y` copies is run without that configuration."""
    own = locate([], library=None, environ={}, configured=["/a", "/b"])
    other = locate([], library=None, environ={}, configured=["/a", "/b"], usual=False)

    assert own.paths == other.paths == (Path("/a"), Path("/b"))
    assert (own.option, other.option) == (None, "/a:/b")


def test_the_users_folder_counts_once_it_holds_a_briefing(tmp_path: Path) -> None:
    environ = {"XDG_DATA_HOME": str(tmp_path)}
    own = tmp_path / "sitbrief" / "briefings"
    own.mkdir(parents=True)

    assert locate([], library=None, environ=environ).paths != (own,)
    put(own)
    assert locate([], library=None, environ=environ).paths == (own,)


def test_where_there_is_nothing_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locations, "bundled_folder", lambda: None)

    place = locate([], library=None, environ={})

    assert place.paths == ()
    assert "none" in place.words
