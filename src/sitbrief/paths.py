"""Where files of the user's own are, by the XDG Base Directory rules: a variable, else a folder in the home.

Nothing is looked at: what is named may or may not exist. None stands for a user who has no home.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def config_file(environ: Mapping[str, str]) -> Path | None:
    """The configuration."""
    return _own(environ, "XDG_CONFIG_HOME", ".config", "config.toml")


def spellings_file(environ: Mapping[str, str]) -> Path | None:
    """The user's spellings of provinces."""
    return _own(environ, "XDG_CONFIG_HOME", ".config", "places.tsv")


def library_folder(environ: Mapping[str, str]) -> Path | None:
    """The user's library."""
    return _own(environ, "XDG_DATA_HOME", ".local/share", "briefings")


def state_folder(environ: Mapping[str, str]) -> Path | None:
    """Where the reader keeps its place in each library, and where reports of crashes go."""
    return _own(environ, "XDG_STATE_HOME", ".local/state")


def cache_folder(environ: Mapping[str, str]) -> Path | None:
    """Validated briefings and indexes: whatever can be made again."""
    return _own(environ, "XDG_CACHE_HOME", ".cache")


def _own(environ: Mapping[str, str], variable: str, in_home: str, *names: str) -> Path | None:
    base, home = environ.get(variable, ""), environ.get("HOME", "")
    if os.path.isabs(base):  # noqa: PTH117  a word; the rules ignore relative ones
        return Path(base, "sitbrief", *names)
    return Path(home, in_home, "sitbrief", *names) if os.path.isabs(home) else None  # noqa: PTH117
