"""How large a library is, which decides how it opens."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sitbrief.library import Library

LARGE: Final = 16 * 1024 * 1024
"""Bytes of briefings from which on a library is not loaded whole to show its newest."""


SOME: Final = 256 * 1024
"""Bytes from which on it is quicker to ask an index what is in the files, where there is one."""


def size_of(library: Library) -> int:
    """Bytes of all its files."""
    size = 0
    for path in library.files:
        with suppress(OSError):
            size += path.stat().st_size
    return size
