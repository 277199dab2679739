"""Whether a file of the index is what was written: its hash, which the manifest keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

try:
    from _blake2 import blake2b  # what hashlib has, without the time in which it loads OpenSSL
except ImportError:  # pragma: no cover  # a Python that was built without
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_SIZE: Final = 16
_PART: Final = 1 << 20


def hashed(data: bytes) -> str:
    """The hash of bytes."""
    return blake2b(data, digest_size=_SIZE).hexdigest()


def digest_of(path: Path, stop: Callable[[], bool] = lambda: False) -> str:
    """The hash of a file, read part by part; nothing when stopped.

    Raises:
        OSError: it cannot be read.
    """
    found = blake2b(digest_size=_SIZE)
    with path.open("rb") as file:
        while part := file.read(_PART):
            if stop():
                return ""
            found.update(part)
    return found.hexdigest()
