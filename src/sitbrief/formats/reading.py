"""Reading a file that may be anything: a folder, a FIFO that never answers, ten gigabytes."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from sitbrief.text import clean_line

if TYPE_CHECKING:
    from pathlib import Path

BOM = b"\xef\xbb\xbf"
"""What some editors put before UTF-8."""

LIMIT = 64 * 1024 * 1024
"""Bytes. A parsed file takes up to 25 times its size in memory."""

_START = 4096
"""Bytes that tell what a file is."""

MOST_KEYS = 100
"""Keys of one object in a file. A briefing's largest has a quarter of that."""


class Unreadable(Exception):
    """A file that cannot be read, with its name and the reason in one line."""

    def __init__(self, path: str | os.PathLike[str], what: str) -> None:
        super().__init__(f"{clean_line(os.fspath(path))}: {what}")
        self.path = path
        self.what = what


class Unrecognised(ValueError):
    """A file of no format that we know.

    Attributes:
        path: The file.
        what: What it seems to be.
    """

    def __init__(self, path: str | os.PathLike[str], what: str) -> None:
        super().__init__(f"{clean_line(os.fspath(path))}: {what}")
        self.path = path
        self.what = what


def read_file(path: str | Path, limit: int = LIMIT) -> bytes:
    """The bytes of a regular file.

    Raises:
        Unreadable: it is not there, is no regular file, may not be read, or is larger than `limit` bytes.
    """
    data = read_start(path, limit + 1)
    if len(data) > limit:
        raise Unreadable(path, f"is larger than {limit // (1024 * 1024)} MiB")
    return data


def read_start(path: str | Path, size: int) -> bytes:
    """The first bytes of a regular file.

    Raises:
        Unreadable: it is not there, is no regular file, or may not be read.
    """
    try:
        # Without O_NONBLOCK opening a FIFO waits for a writer for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise Unreadable(path, getattr(error, "strerror", None) or "is no file name") from error
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise Unreadable(path, "is a folder")
        if not stat.S_ISREG(mode):
            raise Unreadable(path, "is not a regular file")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(size)
    except OSError as error:  # a disk with a fault, a server that is gone
        raise Unreadable(path, error.strerror or "cannot be read") from error
    finally:
        os.close(descriptor)


def is_object(path: str | Path) -> bool:
    """Whether a file begins as a JSON object does.

    Raises:
        Unreadable: it is not there, is no regular file, or may not be read.
    """
    return read_start(path, _START).removeprefix(BOM).lstrip()[:1] == b"{"
