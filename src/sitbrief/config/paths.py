"""Where the configuration is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def config_file(environ: Mapping[str, str]) -> Path | None:
    """The user's configuration file, whether it is there or not; None where the user has no home."""
    folder = environ.get("XDG_CONFIG_HOME", "")
    if os.path.isabs(folder):  # noqa: PTH117  a word; the XDG rules ignore relative ones
        return Path(folder, "sitbrief", "config.toml")
    home = environ.get("HOME", "")
    return Path(home, ".config", "sitbrief", "config.toml") if os.path.isabs(home) else None  # noqa: PTH117
