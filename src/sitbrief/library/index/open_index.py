"""Finding the index of a library and opening it: as it is, brought up to date, or with the hash of every segment verified."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.library.index import manifest as manifests
from sitbrief.library.index.decoding import Damaged
from sitbrief.library.index.index_folder import BESIDE, Busy, Foreign, IndexFolder, hashed
from sitbrief.library.index.manifest import Names
from sitbrief.library.index.segment import Segment
from sitbrief.library.index.snapshot import Snapshot
from sitbrief.paths import cache_folder
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sitbrief.library.index.index_builder import Watch
    from sitbrief.library.items import BriefingInfo

_TRIES: Final = 3
_LOOKS: Final = 5
"""How often another process may replace segments while they are opened."""

_PATIENCE: Final = 20.0
"""Seconds that another process may take to bring it up to date, before it is made elsewhere."""

_ASK_AGAIN: Final = 0.1
_DAMAGED: Final = "it is damaged and cannot be made anew"


class IndexLocations(NamedTuple):
    """Where an index may be.

    Attributes:
        folders: The folders, the first choice first.
        passed_over: Why an index beside the briefings is not used, a sentence; empty where there is none, or it is.
    """

    folders: tuple[Path, ...]
    passed_over: str = ""


class CurrentIndex(NamedTuple):
    """An index as it was found, or made.

    Attributes:
        snapshot: The index; None where there is none and none can be made.
        why_not: Why it is not up to date, in words; empty if it is.
    """

    snapshot: Snapshot | None
    why_not: str = ""


def locate_index(paths: Sequence[Path], environ: Mapping[str, str]) -> IndexLocations:
    """Where the index of a library may be; nowhere where the user has no home.

    Args:
        paths: The library's files and folders. One folder may have its index beside the briefings.
        environ: The environment, which says where the user's cache is.
    """
    cache = cache_folder(environ)
    name = b"".join(os.fsencode(os.path.realpath(path)) + b"\0" for path in paths)
    folders = (cache / "index" / hashed(name),) if cache else ()
    beside = paths[0] / BESIDE if len(paths) == 1 else None
    if beside is None or not os.path.lexists(beside):
        return IndexLocations(folders)
    try:
        with IndexFolder.open(beside):
            return IndexLocations((beside, *folders))
    except OSError as error:
        why = str(error) if isinstance(error, Foreign) else f"{beside} cannot be opened: {error.strerror}"
        return IndexLocations(folders, clean_line(f"The index beside the briefings is not used: {why}."))


def open_snapshot(folder: Path, before: Sequence[Segment] = ()) -> Snapshot | None:
    """The index of a folder as it is now; None where there is none.

    Args:
        folder: The folder.
        before: Segments that are open already; those that are still part of it are taken over.

    Raises:
        Damaged: a segment cannot be opened; its name is the first argument.
    """
    known = {segment.path: segment for segment in before}
    for _ in range(_LOOKS):
        manifest = manifests.load(folder)
        if manifest is None:
            return None
        segments: list[Segment] = []
        for note in manifest.segments:
            path = folder / note.name
            try:
                segments.append(known.get(path) or Segment(path))
                if len(segments[-1].editions) != len(note.files):
                    raise Damaged("it is of other files")  # noqa: TRY301  as what is read of it would be
            except (Damaged, OSError) as error:
                if manifests.load(folder) == manifest:
                    raise Damaged(note.name) from error
                break  # what is being tidied away is another's business: look again
        else:
            return Snapshot(segments, manifest, Names(folder))
    return None


def open_existing(folder: Path, before: Snapshot | None = None) -> Snapshot | None:
    """The index of a folder; a segment that cannot be opened is taken out of it, one that is open is taken over."""
    for _ in range(_TRIES):
        try:
            return open_snapshot(folder, before.segments if before else ())
        except Damaged as error:
            from sitbrief.library.index.index_builder import drop  # late: most find it as it should be

            drop(folder, str(error))
    return None


def open_current(folder: Path, files: Sequence[Path], watch: Watch | None = None) -> CurrentIndex:
    """The index of these files, brought up to date where that is needed and possible.

    Raises:
        Stopped: `watch` said so.
    """
    from sitbrief.library.index.index_builder import drop, outdated

    for _ in range(_TRIES):
        why_not = _brought_up_to_date(folder, files, watch) if outdated(folder, files) else ""
        try:
            snapshot = open_snapshot(folder)
        except Damaged as error:
            if not drop(folder, str(error)):
                break
        else:
            return CurrentIndex(snapshot, why_not or ("" if snapshot else "it cannot be read again"))
    return CurrentIndex(None, _DAMAGED)


def open_verified(folder: Path, files: Sequence[Path], watch: Watch | None = None) -> CurrentIndex:
    """The same with the hash of every segment verified: no search misses anything, or finds what is not there.

    Raises:
        Stopped: `watch` said so.
    """
    from sitbrief.library.index.index_builder import drop

    found = open_current(folder, files, watch)
    for _ in range(_TRIES):
        damaged = found.snapshot.verify() if found.snapshot else None
        if damaged is None:
            return found
        if not drop(folder, damaged):
            break
        found = open_current(folder, files, watch)
    return CurrentIndex(None, _DAMAGED)


def known_briefings(
    paths: Sequence[Path], files: Sequence[Path], environ: Mapping[str, str]
) -> dict[Path, BriefingInfo]:
    """What the index of a library knows of those files that have not changed since; nothing where there is no index."""
    folders = locate_index(paths, environ).folders
    snapshot = open_existing(folders[0]) if folders else None
    if snapshot is None:
        return {}
    try:
        return snapshot.known(files)
    finally:
        snapshot.close()


def _brought_up_to_date(folder: Path, files: Sequence[Path], watch: Watch | None) -> str:
    """Build the index; returns why that cannot be, else nothing."""
    from sitbrief.library.index.index_builder import build, outdated

    until = time.monotonic() + _PATIENCE
    while True:
        try:
            build(folder, files, watch)
        except OSError as error:
            return f"it cannot be written: {error.strerror or error}"
        except Busy:
            if time.monotonic() > until:
                return "another process is bringing it up to date"
            time.sleep(_ASK_AGAIN)
            if not outdated(folder, files):
                return ""
        else:
            return ""
