"""A folder of small private files, bounded in size, of which each is there whole or not at all."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes. One file must not crowd out all others."""

LARGEST = 64 * 1024 * 1024
"""Bytes of all files. The oldest go first."""

_HALF_WRITTEN = ".new-"
_ABANDONED_SECONDS = 3600
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Shelf:
    """A folder of the user's own. What somebody else could have put there is as good as missing.

    Args:
        folder: The folder; it is made when something is written.
        largest: How many bytes it may hold.
    """

    def __init__(self, folder: Path, *, largest: int = LARGEST) -> None:
        self._folder = folder
        self._largest = largest

    def read(self, name: str) -> bytes:
        """The bytes of a file; none where there is no such file, or none that can be trusted."""
        try:
            if not _private(self._folder.stat()):
                return b""
            descriptor = os.open(self._folder / name, _FLAGS)
        except OSError:
            return b""
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode) or not _private(found) or found.st_size > LARGEST_FILE:
                return b""
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                return file.read(LARGEST_FILE)
        except OSError:  # a disk with a fault
            return b""
        finally:
            os.close(descriptor)

    def write(self, name: str, data: bytes) -> bool:
        """Write a file, readable by this user alone.

        It is not synced: after a power cut it may be empty, or hold anything, and whoever reads it must be able to tell.
        Renaming is what keeps two processes from writing into each other's files.

        Returns:
            Whether it is there now.
        """
        if len(data) > min(LARGEST_FILE, self._largest):
            return False
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _private(self._folder.stat()):
                return False
            self._put(name, data)
            self._shrink()
        except OSError:  # a full disk, a home that cannot be written, another process that is tidying up
            return False
        return True

    def _put(self, name: str, data: bytes) -> None:
        import tempfile  # late: most runs only read

        descriptor, new = tempfile.mkstemp(prefix=_HALF_WRITTEN, dir=self._folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            Path(new).replace(self._folder / name)
        except OSError:
            Path(new).unlink(missing_ok=True)
            raise

    def _shrink(self) -> None:
        """Remove the oldest files of too many, and what a writer that was killed has left."""
        with os.scandir(self._folder) as entries:
            files = [(entry.stat(follow_symlinks=False), entry.name) for entry in entries]
        files.sort(key=lambda file: file[0].st_mtime_ns)
        long_ago = time.time() - _ABANDONED_SECONDS
        total = sum(found.st_size for found, _ in files)
        for found, name in files:
            abandoned = name.startswith(_HALF_WRITTEN) and found.st_mtime < long_ago
            if abandoned or total > self._largest:
                (self._folder / name).unlink(missing_ok=True)
                total -= found.st_size


def _private(found: os.stat_result) -> bool:
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
