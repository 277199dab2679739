"""The index of the library that is asked for, brought up to date with a line of progress."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sitbrief.cli import output
from sitbrief.cli.errors import ACCESS, DATA
from sitbrief.cli.progress import ProgressLine, ProgressLines
from sitbrief.library.filesystem import temporary_folder
from sitbrief.library.index.index_builder import Progress, Watch, discard
from sitbrief.library.index.open_index import CurrentIndex, locate_index, open_verified

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sitbrief.library import Library
    from sitbrief.library.index.editions import UnreadableFile
    from sitbrief.library.index.snapshot import Snapshot


@contextmanager
def index_of(library: Library, *, spoken: bool = False, untrue: Path | None = None) -> Iterator[Snapshot]:
    """The index of a library, every byte of it looked at. Where it cannot be kept, it is made for this once.

    What cannot be read, and files that hold no briefing, are told.

    Args:
        library: The library.
        spoken: Say how far it is in lines of their own, not in one that is written over and over.
        untrue: A folder whose index was found to say what no briefing says: it is made anew, or another one is.

    Raises:
        OSError: it can be made nowhere.
    """
    places = locate_index(library.paths, os.environ)
    if places.passed_over:
        output.say(places.passed_over)
    with ExitStack() as stack:
        folders = [folder for folder in places.folders if folder != untrue or discard(folder)]
        snapshot = _made_somewhere(folders, library, stack, spoken=spoken)
        stack.callback(snapshot.close)
        for item in library.unread:
            output.say(item.error or f"{item.path}: cannot be read")
        for trouble in snapshot.troubles:
            output.say(trouble.why)
        yield snapshot


def _made_somewhere(folders: Sequence[Path], library: Library, stack: ExitStack, *, spoken: bool) -> Snapshot:
    """Build the index in the first folder that takes it, else in a temporary one."""
    why_not = "you have no home folder"
    for folder in folders:
        found = _looked_at(folder, library, spoken=spoken)
        if found.snapshot is not None and not found.why_not:
            return found.snapshot
        why_not = found.why_not
        output.say(f"The index in {folder} cannot be used: {why_not}.")
    if not folders:
        output.say(f"The index cannot be kept: {why_not}.")
    found = _looked_at(Path(stack.enter_context(temporary_folder())), library, spoken=spoken)
    if found.snapshot is None or found.why_not:
        raise OSError(f"the index can be made nowhere: {found.why_not or why_not}")
    return found.snapshot


def _looked_at(folder: Path, library: Library, *, spoken: bool) -> CurrentIndex:
    with ProgressLines() if spoken else ProgressLine() as line:
        return open_verified(folder, library.files, Watch(telling(line)))


def bring_up_to_date(library: Library, *, spoken: bool = False) -> None:
    """Bring the index up to date, so that finding one briefing does not load all of them; `spoken` as `index_of` has it."""
    with index_of(library, spoken=spoken) as snapshot:
        known = snapshot.known(library.files)
        library.know(lambda: known)


def worst(library: Library, troubles: Iterable[UnreadableFile]) -> int:
    """The exit code for what cannot be read, and for files that hold no briefing: that of the worst."""
    codes = [ACCESS if trouble.unread else DATA for trouble in troubles]
    return max([*codes, *(ACCESS for _ in library.unread)], default=0)


def telling(line: ProgressLine) -> Callable[[Progress], None]:
    """A callback that shows the progress of indexing on one line."""

    def tell(progress: Progress) -> None:
        if line.due():
            done = progress.done / max(1, progress.total)
            line.show(f"Index: {done:.0%}, {progress.entries:,} entries  ctrl+c stops; what is done is kept")

    return tell
