"""The index of the library that is asked for, brought up to date with a line of progress."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sitbrief.cli import output
from sitbrief.cli.progress import ProgressLine, ProgressLines
from sitbrief.cli.trouble import ACCESS, DATA
from sitbrief.library.index.building import Progress, Watch
from sitbrief.library.index.current import Current, sound
from sitbrief.library.index.where import index_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sitbrief.library import Library
    from sitbrief.library.index.snapshot import Snapshot, Trouble


@contextmanager
def index_of(library: Library, *, spoken: bool = False) -> Iterator[Snapshot | None]:
    """The index of a library, every byte of it looked at. Where it cannot be kept, it is made for this once.

    Files that hold no briefing are told.

    Args:
        library: The library.
        spoken: Say how far it is in lines of their own, not in one that is written over and over.

    Raises:
        OSError: it can be made nowhere.
    """
    folder = index_folder(library.paths, os.environ)
    with ExitStack() as stack:
        found = (
            _looked_at(folder, library, spoken=spoken) if folder else Current(None, "you have no home folder")
        )
        if found.snapshot is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sitbrief-")))
            output.say(f"The index cannot be kept: {found.why_not}.")
            found = _looked_at(folder, library, spoken=spoken)
        elif found.why_not:
            output.say(f"The index is not of this moment: {found.why_not}.")
        for trouble in found.snapshot.troubles if found.snapshot else ():
            output.say(trouble.why)
        yield found.snapshot


def _looked_at(folder: Path, library: Library, *, spoken: bool) -> Current:
    with ProgressLines() if spoken else ProgressLine() as line:
        return sound(folder, library.files, Watch(telling(line)))


def bring_up_to_date(library: Library, *, spoken: bool = False) -> None:
    """Make the index tell what is in a library, so that not all of it has to be loaded to find one briefing.

    Args:
        library: The library.
        spoken: As `index_of` takes it.
    """
    with index_of(library, spoken=spoken) as snapshot:
        if snapshot is not None:
            from sitbrief.library.index.cards import cards_of

            known = cards_of(snapshot, library.files)
            library.know(lambda: known)


def worst(troubles: Iterable[Trouble]) -> int:
    """The exit code for files that hold no briefing: that of the worst."""
    return max((ACCESS if trouble.unread else DATA for trouble in troubles), default=0)


def telling(line: ProgressLine) -> Callable[[Progress], None]:
    """What puts the progress of a building on a line."""

    def tell(progress: Progress) -> None:
        if line.due():
            done = progress.done / max(1, progress.total)
            line.show(f"Index: {done:.0%}, {progress.entries:,} entries  ctrl+c stops; what is done is kept")

    return tell
