"""Holding what the screen shows of an index against the briefings, in a thread, while no key is pressed.

The thread is no daemon: Python cannot end while the validator is at work in one. So it looks at one briefing after the other,
at none that takes long, and ends with the first key.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final

from sitbrief.library.large import size_of
from sitbrief.threads import deaf

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sitbrief.library.index.agreement import Agreement, Statement
    from sitbrief.library.index.editions import Edition
    from sitbrief.library.index.view import LibraryView

_REST: Final = 0.7
"""Seconds without a key after which keys are said to rest."""

_LARGEST: Final = 8 * 1024 * 1024
"""Bytes of a briefing that is read in about a second. What a larger one says is seen when an entry of it opens."""


class Comparer:
    """Compares, and tells what is untrue."""

    def __init__(self) -> None:
        self._agreement: Agreement | None = None
        self._snapshot: object = None
        self._true: set[Statement | Edition] = set()
        self._untrue: list[Statement] = []
        self._false: list[Edition] = []
        self._thread: threading.Thread | None = None
        self._moved_at = 0.0

    def moved(self) -> None:
        """A key was pressed: what is being compared is compared later."""
        self._moved_at = time.monotonic()

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
        if self._busy or time.monotonic() - self._moved_at < _REST:
            return
        if view.snapshot is not self._snapshot:
            from sitbrief.library.index.agreement import Agreement

            self._agreement, self._snapshot = Agreement(), view.snapshot
            self._true, self._untrue, self._false = set(), [], []
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
            self._thread = threading.Thread(target=deaf(self._compare), args=(todo,))
            self._thread.start()

    @property
    def _busy(self) -> bool:
        return bool(self._untrue or self._false or (self._thread and self._thread.is_alive()))

    def _compare(self, todo: Iterable[tuple[Path, Edition, list[Statement]]]) -> None:
        agreement, began = self._agreement, time.monotonic()
        for path, edition, said in todo:
            if agreement is None or self._moved_at > began:
                return
            untrue = agreement.untrue(path, said)
            if not agreement.described(path, edition):
                self._false.append(edition)
            else:
                self._true.add(edition)
            self._true.update(set(said).difference(untrue))
            self._untrue += untrue
