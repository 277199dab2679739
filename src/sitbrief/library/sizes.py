"""How large a library is, which decides how it opens."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LARGE: Final = 16 * 1024 * 1024
"""Bytes of briefings from which on a library is not loaded whole to show its newest."""

SOME: Final = 256 * 1024
"""Bytes from which on it is quicker to ask an index what is in the files, where there is one."""


def size_of(files: Iterable[Path]) -> int:
    """Bytes of files; those that are gone have none."""
    size = 0
    for path in files:
        with suppress(OSError):
            size += path.stat().st_size
    return size
