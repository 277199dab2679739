"""An index that is up to date, as far as it can be: built where it is not, and again where it is damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sitbrief.library.index.segment import Damaged
from sitbrief.library.index.snapshot import Snapshot, opened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sitbrief.library.index.building import Watch

_TRIES = 3


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
    from sitbrief.library.index.building import (  # late: most readers find it as it should be
        Busy,
        build,
        outdated,
    )

    why_not = ""
    if outdated(folder, files):
        try:
            build(folder, files, watch)
        except Busy:
            why_not = "another process is bringing it up to date"
        except OSError as error:
            why_not = f"it cannot be written: {error.strerror or error}"
    return Current(whole(folder), why_not)


def sound(folder: Path, files: Sequence[Path], watch: Watch | None = None) -> Current:
    """The same, with every byte of it looked at: no search in it misses anything, or finds what is not there.

    Raises:
        Stopped: whoever looks on said so.
    """
    from sitbrief.library.index.building import drop

    found = current(folder, files, watch)
    for _ in range(_TRIES):
        damaged = found.snapshot.verify() if found.snapshot else None
        if damaged is None:
            return found
        drop(folder, damaged)
        found = current(folder, files, watch)
    return found


def whole(folder: Path, before: Snapshot | None = None) -> Snapshot | None:
    """The index of a folder; a segment that cannot be opened is taken out of it, one that is open is taken over."""
    for _ in range(_TRIES):
        try:
            return opened(folder, before.segments if before else ())
        except Damaged as error:
            from sitbrief.library.index.building import drop

            drop(folder, str(error))
    return None
