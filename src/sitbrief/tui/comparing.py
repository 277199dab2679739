"""Holding what the screen shows of an index against the briefings while no key is pressed.

A process of our own does it, and ends with the first key: to open briefings takes the validator, which would stay in the
reader's memory, and time that the next key would wait for.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from sitbrief.library.filesystem import size_of
from sitbrief.limits import options
from sitbrief.threads import without_signals
from sitbrief.tui.own_process import FOLDER, own_command

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from subprocess import Popen

    from sitbrief.library.index.agreement import Statement
    from sitbrief.library.index.editions import Edition
    from sitbrief.library.index.view import LibraryView

_REST: Final = 0.7
"""Seconds without a key after which keys are said to rest."""

_LARGEST: Final = 8 * 1024 * 1024
"""Bytes of a briefing that is read in about a second. What a larger one says is seen when an entry of it opens."""


class Comparer:
    """Compares, and tells what is untrue."""

    def __init__(self) -> None:
        self._snapshot: object = None
        self._true: set[Statement | Edition] = set()
        self._untrue: list[Statement] = []
        self._false: list[Edition] = []
        self._thread: threading.Thread | None = None
        self._process: Popen[bytes] | None = None
        self._given_up = False
        self._moved_at = 0.0

    def moved(self) -> None:
        """A key was pressed: what is being compared is compared later."""
        self._moved_at = time.monotonic()
        process = self._process
        if process is not None:
            with suppress(OSError):
                process.kill()

    def apply(self, view: LibraryView) -> bool:
        """Have a view show no more what was found to be untrue.

        Returns:
            Whether it shows something else now.
        """
        untrue, self._untrue = self._untrue, []
        false, self._false = self._false, []
        if view.snapshot is not self._snapshot or not (untrue or false):
            return False
        view.disprove(untrue)
        for edition in false:
            view.snapshot.doubt(edition)
        return True

    def look(self, view: LibraryView) -> None:
        """Begin to compare what a view shows and what was not compared yet, where keys rest."""
        busy = self._untrue or self._false or (self._thread and self._thread.is_alive())
        if busy or time.monotonic() - self._moved_at < _REST:
            return
        if view.snapshot is not self._snapshot:
            self._snapshot = view.snapshot
            self._true, self._untrue, self._false = set(), [], []
            self._given_up = False
        if self._given_up:
            return
        stated, editions = view.stated, view.editions_shown
        self._true.intersection_update((*stated, *editions))
        by_edition: dict[Edition, list[Statement]] = {
            edition: [] for edition in editions if edition not in self._true
        }
        for one in stated:
            if one not in self._true:
                by_edition.setdefault(one.edition, []).append(one)
        found = ((view.snapshot.path_of(edition), edition, said) for edition, said in by_edition.items())
        todo = [(path, edition, said) for path, edition, said in found if size_of([path]) <= _LARGEST]
        if todo:
            self._thread = threading.Thread(target=without_signals(self._compare), args=(todo,), daemon=True)
            self._thread.start()

    def _compare(self, todo: Iterable[tuple[Path, Edition, list[Statement]]]) -> None:
        """Ask about one edition after the other, until a key is pressed."""
        began = time.monotonic()
        try:
            self._ask(todo, began)
        except (OSError, ValueError):  # it cannot be started, or has ended
            self._given_up = self._moved_at <= began
        self._process = None

    def _ask(self, todo: Iterable[tuple[Path, Edition, list[Statement]]], began: float) -> None:
        import subprocess

        from sitbrief.library.index.agreement import question, understood

        command = own_command(["compare", *options()], os.environ)
        pipe, null = subprocess.PIPE, subprocess.DEVNULL
        with subprocess.Popen(  # noqa: S603  our own program, without a shell
            command.words, env=command.environ, cwd=FOLDER, stdin=pipe, stdout=pipe, stderr=null
        ) as process:
            self._process = process
            for path, edition, said in todo:
                if self._moved_at > began or process.stdin is None or process.stdout is None:
                    process.kill()
                    return
                process.stdin.write(question(path.absolute(), edition, said))
                process.stdin.flush()
                described, untrue = understood(process.stdout.readline(), said)
                (self._true.add if described else self._false.append)(edition)
                self._true.update(set(said).difference(untrue))
                self._untrue += untrue
