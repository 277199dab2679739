"""What an index knows of the files of a large library, so that they need not be loaded to open one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.library.folder import Card
from sitbrief.library.index import manifest as manifests
from sitbrief.library.index.current import whole
from sitbrief.library.index.where import index_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sitbrief.library import Library


def learn(library: Library, environ: Mapping[str, str]) -> None:
    """Tell a library what its index says of the files that are as they were."""
    folder = index_folder(library.paths, environ)
    snapshot = whole(folder) if folder else None
    if snapshot is None:
        return
    notes = snapshot.manifest.files
    by_path = {edition.path: edition for edition in snapshot.editions}
    snapshot.close()
    cards: dict[Path, Card] = {}
    for path in library.files:
        name = manifests.as_text(path)
        edition, note = by_path.get(name), notes.get(name)
        if edition is None or note is None:
            continue
        try:
            found = path.stat()
        except OSError:
            continue
        if (found.st_size, found.st_mtime_ns) == note.identity:
            cards[path] = Card(edition.id, edition.country, edition.series, edition.number)
    library.know(cards)
