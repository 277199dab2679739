"""An index that is up to date, as far as it can be: built where it is not, and again where it is damaged."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.library.index.checking import Damaged
from sitbrief.library.index.index_folder import Busy
from sitbrief.library.index.snapshot import Snapshot, opened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sitbrief.library.index.index_builder import Watch

_TRIES: Final = 3
_PATIENCE: Final = 20.0
"""So many seconds another process may take to bring it up to date, before it is made elsewhere."""

_ASK_AGAIN: Final = 0.1
_DAMAGED: Final = "it is damaged and cannot be made anew"


class Current(NamedTuple):
    """An index as it was found, or made.

    Attributes:
        snapshot: The index; None where there is none and none can be made.
        why_not: Why it is not of this moment, in words; empty if it is.
    """

    snapshot: Snapshot | None
    why_not: str = ""


def current(folder: Path, files: Sequence[Path], watch: Watch | None = None) -> Current:
    """The index of these files, brought up to date where that is needed and possible.

    Raises:
        Stopped: whoever looks on said so.
    """
    from sitbrief.library.index.index_builder import drop, outdated  # late: most find it as it should be

    for _ in range(_TRIES):
        why_not = _brought_up_to_date(folder, files, watch) if outdated(folder, files) else ""
        try:
            snapshot = opened(folder)
        except Damaged as error:
            if not drop(folder, str(error)):
                break
        else:
            return Current(snapshot, why_not or ("" if snapshot else "it cannot be read again"))
    return Current(None, _DAMAGED)


def _brought_up_to_date(folder: Path, files: Sequence[Path], watch: Watch | None) -> str:
    """Build it; why that cannot be, if it cannot."""
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


def sound(folder: Path, files: Sequence[Path], watch: Watch | None = None) -> Current:
    """The same, with every byte of it looked at: no search in it misses anything, or finds what is not there.

    Raises:
        Stopped: whoever looks on said so.
    """
    from sitbrief.library.index.index_builder import drop

    found = current(folder, files, watch)
    for _ in range(_TRIES):
        damaged = found.snapshot.verify() if found.snapshot else None
        if damaged is None:
            return found
        if not drop(folder, damaged):
            break
        found = current(folder, files, watch)
    return Current(None, _DAMAGED)


def whole(folder: Path, before: Snapshot | None = None) -> Snapshot | None:
    """The index of a folder; a segment that cannot be opened is taken out of it, one that is open is taken over."""
    for _ in range(_TRIES):
        try:
            return opened(folder, before.segments if before else ())
        except Damaged as error:
            from sitbrief.library.index.index_builder import drop

            drop(folder, str(error))
    return None
