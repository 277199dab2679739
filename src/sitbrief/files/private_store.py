"""A folder of small private files, bounded in size, of which each is there whole or not at all."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes. One file must not crowd out all others."""

LARGEST = 64 * 1024 * 1024
"""Bytes of all files. The oldest go first."""

_NAMES = re.compile(r"[0-9a-f]{64}|\.new-.{8}")
"""Those of ours: entries by their hashes, and what older versions have left half written."""

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class PrivateStore:
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
            folder = os.open(self._folder, _FOLDER)
        except OSError:
            return b""
        try:
            return _read(folder, name) if _private(os.fstat(folder)) else b""
        except OSError:  # there is none, or a disk with a fault
            return b""
        finally:
            os.close(folder)

    def write(self, name: str, data: bytes) -> bool:
        """Write a file, readable by this user alone.

        It is not synced: after a power cut it may be empty, or hold anything, and whoever reads it must be able to tell.

        Returns:
            Whether it is there now.
        """
        if len(data) > min(LARGEST_FILE, self._largest):
            return False
        from sitbrief.files.writing import Folder, Unwritable  # late: most runs only read

        try:
            with Folder(self._folder, make=0o700) as folder:
                if not _private(os.fstat(folder.descriptor)):
                    return False
                folder.write(name, data, overwrite=True, sync=False)
                self._shrink(folder.descriptor)
        # A full disk, a home that cannot be written, another process that is tidying up.
        except (OSError, Unwritable):
            return False
        return True

    def _shrink(self, folder: int) -> None:
        """Remove the oldest files of too many: those of ours, whatever else is in the folder."""
        from sitbrief.files.folders import names_in

        files = []
        for name in filter(_NAMES.fullmatch, names_in(folder)):
            found = os.stat(name, dir_fd=folder, follow_symlinks=False)
            files.append((found.st_mtime_ns, found.st_size, name))
        total = sum(size for _, size, _ in files)
        for _, size, name in sorted(files):
            if total <= self._largest:
                break
            os.unlink(name, dir_fd=folder)
            total -= size


def _read(folder: int, name: str) -> bytes:
    descriptor = os.open(name, _FILE, dir_fd=folder)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or not _private(found) or found.st_size > LARGEST_FILE:
            return b""
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(LARGEST_FILE)
    finally:
        os.close(descriptor)


def _private(found: os.stat_result) -> bool:
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
