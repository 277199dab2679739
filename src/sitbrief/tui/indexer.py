"""The index of a library, for the screen: opened, looked after, brought up to date by a process of its own."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from sitbrief.library.index import manifest
from sitbrief.library.index.current import whole
from sitbrief.library.index.snapshot import Snapshot
from sitbrief.library.index.where import index_folder

if TYPE_CHECKING:
    import subprocess
    import tempfile
    from collections.abc import Callable
    from pathlib import Path

    from sitbrief.library import Library
    from sitbrief.library.state import Memory

_AT_ONCE: Final = 2_000_000
"""Bytes of briefings that are indexed in less time than it takes to start a process."""

_VERIFY_AFTER: Final = 2.0


class Indexer:
    """Has the index of a library as it is now.

    Attributes:
        snapshot: The index.
        words: How far the building is, in words; empty while none goes on.
    """

    def __init__(self, library: Library, memory: Callable[[], Memory] | None = None) -> None:
        self.words = ""
        self.memory = memory
        self._library = library
        self._kept: tempfile.TemporaryDirectory[str] | None = None
        self._folder = self._find_folder()
        self._process: subprocess.Popen[str] | None = None
        self._was_running = False
        self._stopped = False
        self._verified: Snapshot | None = None
        self._broken = ""
        self._stamp = self._stamp_now()
        self.snapshot = whole(self._folder) or Snapshot((), manifest.EMPTY)

    @property
    def running(self) -> bool:
        """Whether the index is being brought up to date."""
        return self._process is not None and self._process.poll() is None

    def known(self) -> frozenset[str] | None:
        """The ids of the editions that the reader has opened; None where nobody keeps count."""
        return self.memory().known() if self.memory else None

    def start(self) -> None:
        """Bring the index up to date where it is not: at once where that is a little, else in a process of its own."""
        # What all this needs takes time to load; there is a first screen before it.
        import subprocess
        import threading

        from sitbrief.library.index.building import Busy, Watch, build, outdated

        files = self._library.files
        if self.running or not outdated(self._folder, files):
            self._verify_soon()
            return
        if sum(map(_size, files)) < _AT_ONCE:
            try:
                build(self._folder, files, Watch(processes=1))
                self.look(self.snapshot)
            except (Busy, OSError) as error:
                why = str(error) or "another process is building it"
                self.words = f"The index is not of this moment: {why}."
            return
        self._stopped = False
        command = [sys.executable, "-m", "sitbrief", "index", "--lines", "--folder", str(self._folder)]
        self._process = subprocess.Popen(  # noqa: S603  our own program, without a shell
            [*command, "--", *(str(path) for path in self._library.paths)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.words = "The index is being brought up to date. x stops it"
        threading.Thread(target=self._listen, args=(self._process,), daemon=True).start()

    def stop(self) -> None:
        """Stop what goes on. What is done is kept."""
        self._stopped = True
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
        self.words = ""

    def look(self, shown: Snapshot) -> bool:
        """See whether there is another index than the one that is shown.

        Returns:
            Whether there is: it is the snapshot now.
        """
        damaged = shown.damaged or self._broken
        if damaged:
            from sitbrief.library.index.building import drop

            self._broken = ""
            drop(self._folder, damaged)
            self.start()
        stamp = self._stamp_now()
        if stamp == self._stamp and not damaged:
            return False
        self._stamp = stamp
        found = whole(self._folder)
        if found is None:
            return False
        self.snapshot = found
        return True

    def finished(self) -> bool:
        """Whether the building has come to its end since this was asked at last."""
        was, self._was_running = self._was_running, self.running
        done = was and not self._was_running and not self._stopped
        if done and self._process is not None and self._process.returncode:
            self.words = "The index could not be brought up to date: sitbrief index says why."
            return False
        if done:
            self._verify_soon()
        return done

    def _listen(self, process: subprocess.Popen[str]) -> None:
        """Put the lines of the process into words."""
        for line in process.stdout or ():
            try:
                done, total, entries = map(int, line.split())
            except ValueError:
                continue
            share = done / max(1, total)
            self._was_running = True
            self.words = f"Index: {share:.0%}, {entries:,} entries. x stops it"
        process.wait()
        self.words = ""

    def _verify_soon(self) -> None:
        """Read every byte of the index while nothing else is asked for, once."""
        if self._verified is self.snapshot:
            return
        import threading

        self._verified = self.snapshot

        def verify(snapshot: Snapshot) -> None:
            self._broken = snapshot.verify(lambda: self._verified is not snapshot) or ""

        timer = threading.Timer(_VERIFY_AFTER, verify, (self.snapshot,))
        timer.daemon = True
        timer.start()

    def _find_folder(self) -> Path:
        from pathlib import Path

        folder = index_folder(self._library.paths, os.environ)
        if folder is not None:
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError:
                folder = None
        if folder is None:
            import tempfile

            self._kept = tempfile.TemporaryDirectory(prefix="sitbrief-")
            folder = Path(self._kept.name)
        return folder

    def _stamp_now(self) -> tuple[int, int]:
        try:
            found = (self._folder / manifest.NAME).stat()
        except OSError:
            return 0, 0
        return found.st_mtime_ns, found.st_ino


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
