"""What an index knows of the files of a library, so that they need not be loaded to be listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.library.index.current import whole
from sitbrief.library.index.index_path import index_folder
from sitbrief.library.items import BriefingInfo

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sitbrief.library.index.snapshot import Snapshot


def cards(
    paths: Sequence[Path], files: Sequence[Path], environ: Mapping[str, str]
) -> dict[Path, BriefingInfo]:
    """What the index of a library says of those files that are as they were when it read them; nothing where there is none."""
    folder = index_folder(paths, environ)
    snapshot = whole(folder) if folder else None
    if snapshot is None:
        return {}
    try:
        return cards_of(snapshot, files)
    finally:
        snapshot.close()


def cards_of(snapshot: Snapshot, files: Sequence[Path]) -> dict[Path, BriefingInfo]:
    """What an index says of files."""
    notes = snapshot.manifest.files
    by_name = {edition.file: edition for edition in snapshot.editions}
    found: dict[Path, BriefingInfo] = {}
    for path in files:
        name = snapshot.names.of(path)
        edition, note = by_name.get(name), notes.get(name)
        if edition is None or note is None:
            continue
        try:
            status = path.stat()
        except OSError:
            continue
        if (status.st_size, status.st_mtime_ns) == note.identity:
            found[path] = BriefingInfo(edition.id, edition.country, edition.series, edition.number)
    return found
