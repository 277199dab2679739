"""Whether a file of the index is what was written: its hash, which the manifest keeps."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from sitbrief.library.index.index_folder import IndexFolder

try:
    from _blake2 import blake2b  # what hashlib has, without the time in which it loads OpenSSL
except ImportError:  # pragma: no cover  # a Python that was built without
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LARGEST: Final = 16 * 1024 * 1024 * 1024
"""Bytes of a segment. It is read piece by piece."""

_SIZE: Final = 16
_PART: Final = 1 << 20


class Damaged(Exception):
    """A segment that cannot be trusted, or is none."""


def hashed(data: bytes) -> str:
    """The hash of bytes."""
    return blake2b(data, digest_size=_SIZE).hexdigest()


def digest_of(path: Path, stop: Callable[[], bool] = lambda: False) -> str:
    """The hash of a file of an index, read part by part; nothing when stopped.

    Raises:
        OSError: it cannot be read.
    """
    found = blake2b(digest_size=_SIZE)
    with (
        IndexFolder.open(path.parent) as folder,
        folder.file(path.name, LARGEST) as descriptor,
        os.fdopen(descriptor, "rb", closefd=False) as file,
    ):
        while part := file.read(_PART):
            if stop():
                return ""
            found.update(part)
    return found.hexdigest()
