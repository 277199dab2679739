"""Where files of the user's own are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from sitbrief import paths

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FILES: Final = (
    (paths.config_file, "XDG_CONFIG_HOME", ".config/sitbrief/config.toml"),
    (paths.spellings_file, "XDG_CONFIG_HOME", ".config/sitbrief/places.tsv"),
    (paths.library_folder, "XDG_DATA_HOME", ".local/share/sitbrief/briefings"),
    (paths.state_folder, "XDG_STATE_HOME", ".local/state/sitbrief"),
    (paths.cache_folder, "XDG_CACHE_HOME", ".cache/sitbrief"),
)


@pytest.mark.parametrize(("path", "variable", "in_home"), FILES)
def test_a_file_is_where_the_rules_of_the_desktop_say(
    path: Callable[[Mapping[str, str]], Path | None], variable: str, in_home: str
) -> None:
    """A variable counts before the home, a relative one never, and without a home there is no place."""
    below = in_home[in_home.index("sitbrief") :]

    assert path({variable: "/x", "HOME": "/h"}) == Path("/x", below)
    assert path({variable: "/x"}) == Path("/x", below)
    assert path({variable: "x", "HOME": "/h"}) == Path("/h", in_home)
    assert path({"HOME": "/h"}) == Path("/h", in_home)
    assert path({"HOME": "h"}) is None
    assert path({"HOME": ""}) is None
    assert path({}) is None
