"""The index of a library, for the screen: opened, looked after, kept up to date."""

from __future__ import annotations

import os
import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitbrief.library.filesystem import size_of, temporary_folder
from sitbrief.library.index import manifest
from sitbrief.library.index.index_folder import BESIDE, IndexFolder
from sitbrief.library.index.open_index import locate_index, open_existing
from sitbrief.library.index.snapshot import Snapshot
from sitbrief.text import clean_line, plural
from sitbrief.threads import without_signals
from sitbrief.tui.builder import Builder

if TYPE_CHECKING:
    import tempfile
    from collections.abc import Callable, Sequence

    from sitbrief.library import Library
    from sitbrief.library.index.editions import Edition
    from sitbrief.library.state import Memory

_AT_ONCE: Final = 2_000_000
"""Bytes of briefings that are indexed in less time than it takes to start a process."""

_VERIFY_AFTER: Final = 2.0
_SHARE: Final = 200
"""Looking for changed files may take one part in so many of the time."""

_AGAIN_SECONDS: Final = 2.0

_AFTER_FAILURE: Final = 60.0
"""An index that cannot be written, say a shared one, is not tried again at once."""


class Indexer:
    """Has the index of a library as it is now, and sees to it that it stays so.

    Attributes:
        snapshot: The index.
        memory: Gives what knows which editions were opened.
    """

    def __init__(self, library: Library, memory: Callable[[], Memory] | None = None) -> None:
        self.memory = memory
        self._library = library
        self._kept: tempfile.TemporaryDirectory[str] | None = None
        places = locate_index(library.paths, os.environ)
        self._others = list(places.folders)
        self._trouble = places.passed_over
        self._folder = Path(os.devnull)
        self._move_on()
        self._builder = Builder()
        self._verified: Snapshot | None = None
        self._broken = ""
        self._looking = False
        self._changed = False
        self._failed = False
        self._look_at = 0.0
        self._stamp = self._stamp_now()
        self.snapshot = open_existing(self._folder) or Snapshot((), manifest.EMPTY)

    @property
    def running(self) -> bool:
        """Whether the index is being brought up to date, and somebody may want to stop it."""
        return bool(self._builder.words) and self._builder.running

    @property
    def words(self) -> str:
        """How far the building is, in words; empty while none goes on that takes long."""
        return self._builder.words

    @cached_property
    def known(self) -> frozenset[str] | None:
        """The ids of the editions that the reader had opened before; None where nobody keeps count."""
        return self.memory().known() if self.memory else None

    def path_of(self, edition: Edition) -> Path:
        """The file of an edition, as the library writes its path where it is one of its own."""
        of = self.snapshot.names.of
        paths = {of(path): path for path in self._library.files}
        return paths.get(edition.file) or self.snapshot.path_of(edition)

    def tell(self) -> None:
        """Have the library know what the index says of its files, so that it need not load them all."""
        snapshot = self.snapshot
        self._library.know(lambda: snapshot.known(self._library.files))

    def start(self) -> None:
        """Bring the index up to date where it is not: at once where that is a little, else in a process of its own."""
        from sitbrief.library.index.index_builder import outdated

        files = self._library.files
        self._look_at = time.monotonic() + 1
        if self._builder.running:
            return
        if not outdated(self._folder, files):
            self._verify_soon()
        elif size_of(files) >= _AT_ONCE:
            self._build_beside()
        else:
            self._build_at_once(files)

    def _build_at_once(self, files: Sequence[Path]) -> None:
        from sitbrief.library.index.index_builder import Watch, build
        from sitbrief.library.index.index_folder import Busy

        try:
            build(self._folder, files, Watch(processes=1))
        except Busy:
            self._trouble = "The index is not of this moment: another process is building it."
            self._look_at += _AGAIN_SECONDS
        except OSError as error:
            if self._move_on():
                self.start()
                return
            self._trouble = f"The index cannot be made: {clean_line(str(error))}."
            self._look_at += _AFTER_FAILURE
        self._renew()

    def _build_beside(self, *, telling: bool = True) -> None:
        """Have a process do it, in the first folder that is ours to write in."""
        while not _is_own(self._folder) and self._move_on():
            pass
        self._builder.start(self._folder, self._library.paths, telling=telling)

    def stop(self) -> None:
        """Stop what goes on, and begin no more. What is done is kept."""
        self._builder.stop()
        self._look_at = float("inf")

    def look(self, shown: Snapshot) -> bool:
        """See what has become of the index and of the files.

        Returns:
            Whether there is another index than the one that is shown: it is the snapshot now.
        """
        damaged = shown.damaged or self._broken
        if damaged:
            from sitbrief.library.index.index_builder import drop

            self._broken = ""
            if not drop(self._folder, damaged):
                self._move_on()
            self.start()
        if damaged or self._stamp_now() != self._stamp:
            self._renew()
        self._look_for_changes()
        return self.snapshot is not shown

    def outcome(self) -> str:
        """What there is to say at the end of a building, and of what went wrong; once."""
        trouble, self._trouble = self._trouble, ""
        telling = self.running or bool(self.words)
        done = self._builder.outcome()
        if done:
            self._renew()
            self._verify_soon()
            self._failed = False
            editions = plural(len(self.snapshot.editions), "edition")
            return f"The index is up to date: {editions}." if telling else trouble
        if done is False and self._move_on():
            self._build_beside(telling=telling)
            return trouble
        if done is False:
            self._look_at = time.monotonic() + _AFTER_FAILURE
            told, self._failed = self._failed, True
            return trouble if told else "The index could not be brought up to date: sitbrief index says why."
        return trouble

    def _renew(self) -> None:
        """Open the index as it is now."""
        self._stamp = self._stamp_now()
        self.snapshot = open_existing(self._folder, self.snapshot) or self.snapshot

    def _look_for_changes(self) -> None:
        """Have another thread see, now and then, whether files have changed; the index follows them in silence."""
        if self._changed and not self._builder.running:
            self._changed = False
            self._build_beside(telling=False)
        if self._looking or self._builder.running or time.monotonic() < self._look_at:
            return
        import threading

        self._looking = True
        threading.Thread(target=without_signals(self._see_changes), daemon=True).start()

    def _see_changes(self) -> None:
        from sitbrief.library import Library
        from sitbrief.library.index.index_builder import outdated

        start = time.monotonic()
        files = Library(self._library.paths).files
        changed = outdated(self._folder, files)
        self._look_at = time.monotonic() + max(_AGAIN_SECONDS, (time.monotonic() - start) * _SHARE)
        if changed:
            self._library.look_again()
        self._changed, self._looking = changed, False

    def _verify_soon(self) -> None:
        """Read every byte of the index while nothing else is asked for, once."""
        if self._verified is self.snapshot:
            return
        import threading

        self._verified = self.snapshot

        def verify(snapshot: Snapshot) -> None:
            self._broken = snapshot.verify(lambda: self._verified is not snapshot) or ""

        timer = threading.Timer(_VERIFY_AFTER, without_signals(verify), (self.snapshot,))
        timer.daemon = True
        timer.start()

    def _move_on(self) -> bool:
        """Take the next folder that there may be an index in, the last time one that is removed at the end.

        Returns:
            Whether there is one.
        """
        while self._others:
            self._folder = self._others.pop(0)
            if _can_be_used(self._folder):
                return True
        if self._kept is not None:
            return False
        try:
            self._kept = temporary_folder()
        except OSError:
            return False
        self._folder = Path(self._kept.name)
        return True

    def _stamp_now(self) -> tuple[int, int]:
        try:
            found = (self._folder / manifest.NAME).stat()
        except OSError:
            return 0, 0
        return found.st_mtime_ns, found.st_ino


def _can_be_used(folder: Path) -> bool:
    """Whether an index can be in a folder: that beside the briefings is there, that of the cache can be made."""
    try:
        with IndexFolder.open(folder, make=folder.name != BESIDE):
            return True
    except OSError:
        return False


def _is_own(folder: Path) -> bool:
    try:
        with IndexFolder.open(folder) as held:
            return held.own
    except OSError:
        return False
