"""Where the index of a library is, or may be."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from sitbrief.library.index.checking import hashed
from sitbrief.library.index.index_folder import Foreign, IndexFolder
from sitbrief.library.index.naming import BESIDE
from sitbrief.paths import cache_folder
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class Places(NamedTuple):
    """Where an index may be.

    Attributes:
        folders: The folders, the one to use first before others. The second is for what cannot be kept in the first.
        passed_over: Why an index beside the briefings is not used, a sentence; empty where there is none, or it is.
    """

    folders: tuple[Path, ...]
    passed_over: str = ""


def places_of(paths: Sequence[Path], environ: Mapping[str, str]) -> Places:
    """Where the index of a library may be; nowhere where the user has no home.

    Args:
        paths: The library's files and folders. One folder may have its index beside the briefings.
        environ: The environment, which says where the user's cache is.
    """
    own = _in_cache(paths, environ)
    folders = (own,) if own else ()
    beside = paths[0] / BESIDE if len(paths) == 1 else None
    if beside is None or not os.path.lexists(beside):
        return Places(folders)
    try:
        with IndexFolder.open(beside):
            return Places((beside, *folders))
    except OSError as error:
        why = str(error) if isinstance(error, Foreign) else f"{beside} cannot be opened: {error.strerror}"
        return Places(folders, clean_line(f"The index beside the briefings is not used: {why}."))


def index_folder(paths: Sequence[Path], environ: Mapping[str, str]) -> Path | None:
    """The folder to use first; None where there is none."""
    folders = places_of(paths, environ).folders
    return folders[0] if folders else None


def _in_cache(paths: Sequence[Path], environ: Mapping[str, str]) -> Path | None:
    cache = cache_folder(environ)
    if cache is None:
        return None
    name = b"".join(os.fsencode(os.path.realpath(path)) + b"\0" for path in paths)
    return cache / "index" / hashed(name)
