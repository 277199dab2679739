"""Where the index of a library is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sitbrief.formats.cache import cache_folder
from sitbrief.library.index.checking import hashed
from sitbrief.library.index.naming import BESIDE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def index_folder(paths: Sequence[Path], environ: Mapping[str, str]) -> Path | None:
    """The folder of the index of a library; None where the user has no home.

    Args:
        paths: The library's files and folders. One folder may have its index beside the briefings.
        environ: The environment, which says where the user's cache is.
    """
    if len(paths) == 1 and os.path.isdir(paths[0] / BESIDE):  # noqa: PTH112  Path.is_dir raises for a long name
        return paths[0] / BESIDE
    cache = cache_folder(environ)
    if cache is None:
        return None
    name = b"".join(os.fsencode(os.path.realpath(path)) + b"\0" for path in paths)
    return cache / "index" / hashed(name)
