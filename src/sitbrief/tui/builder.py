"""The process that brings an index up to date beside the reader."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sitbrief.limits import options
from sitbrief.threads import without_signals
from sitbrief.tui.keymap import keymap
from sitbrief.tui.own_process import FOLDER, absolute, own_command

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence
    from pathlib import Path


class Builder:
    """Starts that process, listens to it, stops it.

    Attributes:
        words: How far it is, in words; empty while none runs.
    """

    def __init__(self) -> None:
        self.words = ""
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False
        self._refused = False

    @property
    def running(self) -> bool:
        """Whether it is at work."""
        return self._process is not None and self._process.poll() is None

    def start(self, folder: Path, paths: Sequence[Path], *, telling: bool = True) -> None:
        """Start it, unless it runs.

        Args:
            folder: The index's folder.
            paths: The files and folders of the library.
            telling: Put how far it is into words; without it nobody waits for it.
        """
        if self.running:
            return
        # What this needs takes time to load; there is a first screen before it.
        import subprocess
        import threading

        self._stopped = False
        words = ["index", "--lines", *options(), "--folder", *absolute([folder]), "--", *absolute(paths)]
        command = own_command(words, os.environ)
        try:
            self._process = subprocess.Popen(  # noqa: S603  our own program, without a shell
                command.words,
                env=command.environ,
                cwd=FOLDER,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        except OSError:  # no memory, no more processes
            self._process, self._refused = None, True
            return
        self.words = f"The index is being brought up to date. {_stops()}" if telling else ""
        threading.Thread(
            target=without_signals(self._listen), args=(self._process, telling), daemon=True
        ).start()

    def stop(self) -> None:
        """Stop it. What is done is kept."""
        self._stopped = True
        if self._process is not None and self.running:
            self._process.terminate()
        self.words = ""

    def outcome(self) -> bool | None:
        """Whether it has done its work, once, when it has ended by itself; None before that and after."""
        if self._refused:
            self._refused = False
            return False
        process = self._process
        if process is None or process.poll() is None:
            return None
        self._process = None
        self.words = ""
        return None if self._stopped else process.returncode == 0

    def _listen(self, process: subprocess.Popen[str], telling: bool) -> None:  # noqa: FBT001  a thread's argument
        """Put the lines of the process into words."""
        with process:
            for line in process.stdout or ():
                try:
                    done, total, entries = map(int, line.split())
                except ValueError:
                    continue
                # Lines may be read after its end.
                if telling and process is self._process and not self._stopped:
                    self.words = f"Index: {done / max(1, total):.0%}, {entries:,} entries. {_stops()}"


def _stops() -> str:
    return f"{keymap.key('index.stop')} stops it"
