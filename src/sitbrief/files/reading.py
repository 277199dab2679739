"""Reading a file that may be anything: a folder, a FIFO that never answers, ten gigabytes, an archive."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final

from sitbrief.errors import SitbriefError
from sitbrief.files.kinds import archive
from sitbrief.limits import MIB, limits, named
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BOM = b"\xef\xbb\xbf"
"""What some editors put before UTF-8."""

_START: Final = 4096
"""Bytes that tell what a file is."""


class Unreadable(SitbriefError):
    """A file that cannot be read, with its name and the reason in one line."""

    def __init__(self, path: str | os.PathLike[str], what: str) -> None:
        super().__init__(f"{clean_line(os.fspath(path))}: {what}")
        self.path = path
        self.what = what


class OverLimit(Unreadable):
    """A file that is more than is taken: what is in it too much, the limit and how to raise it.

    Attributes:
        limit: The name of the limit.
    """

    def __init__(self, path: str | os.PathLike[str], what: str, limit: str) -> None:
        super().__init__(path, f"{what} ({named(limit)})")
        self.limit = limit


class Unrecognised(SitbriefError, ValueError):
    """A file of no format that we know.

    Attributes:
        path: The file.
        what: What it seems to be.
    """

    def __init__(self, path: str | os.PathLike[str], what: str) -> None:
        super().__init__(f"{clean_line(os.fspath(path))}: {what}")
        self.path = path
        self.what = what


def read_file(path: str | Path, limit: int | None = None) -> bytes:
    """The bytes of a regular file that is no archive.

    Args:
        path: The file.
        limit: The most bytes it may have; by default as many as a file that is read whole.

    Raises:
        Unreadable: it is not there, is no regular file, may not be read, is packed or is too large.
    """
    with opened(path, packed=False) as file:
        return read_all(file, path, limit)


def read_all(file: IO[bytes], path: str | Path, limit: int | None = None) -> bytes:
    """The same of a file that is open, from where it is."""
    most = limits().briefing * MIB if limit is None else limit
    # A size of 0 says nothing: a file of /proc has it, whatever it holds.
    return read_stream(file if os.fstat(file.fileno()).st_size <= most else None, path, limit)


def read_stream(stream: IO[bytes] | None, path: str | Path, limit: int | None = None) -> bytes:
    """The same of what comes out of a file; None stands for more than is taken."""
    most = limits().briefing * MIB if limit is None else limit
    data = stream.read(most + 1) if stream is not None else b""
    if stream is None or len(data) > most:
        if limit is None:
            raise OverLimit(path, f"is larger than {limits().briefing:,} MiB", "briefing")
        raise Unreadable(path, f"is larger than {_size(most)}")
    return data


def _size(size: int) -> str:
    return f"{size:,} bytes" if size % MIB else f"{size // MIB:,} MiB"


def read_start(path: str | Path, size: int) -> bytes:
    """The first bytes of a regular file.

    Raises:
        Unreadable: it is not there, is no regular file, or may not be read.
    """
    with opened(path) as file:
        return file.read(size)


@contextmanager
def opened(path: str | Path, *, packed: bool = True) -> Iterator[IO[bytes]]:
    """A regular file, open for reading while the context is.

    Args:
        path: The file.
        packed: Whether it may be an archive.

    Raises:
        Unreadable: it is not there, is no regular file, may not be read, or the disk gives up.
    """
    with open_regular(path, packed=packed) as file:
        try:
            yield file
        except OSError as error:  # a disk with a fault, a server that is gone
            raise Unreadable(path, error.strerror or "cannot be read") from error


def open_regular(path: str | Path, *, packed: bool = True) -> IO[bytes]:
    """The same for whoever closes it.

    Raises:
        Unreadable: as of `opened`.
    """
    try:
        # Without O_NONBLOCK opening a FIFO waits for a writer for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise Unreadable(path, getattr(error, "strerror", None) or "is no file name") from error
    try:
        what = _why_not(descriptor, packed=packed)
    except OSError as error:
        what = error.strerror or "cannot be read"
    if what:
        os.close(descriptor)
        raise Unreadable(path, what)
    return os.fdopen(descriptor, "rb", buffering=1 << 18)


def _why_not(descriptor: int, *, packed: bool) -> str:
    """Why an open file is not one to be read; empty for one that is."""
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISDIR(mode):
        return "is a folder"
    if not stat.S_ISREG(mode):
        return "is not a regular file"
    return "" if packed else archive(os.pread(descriptor, _START, 0))


def is_object(path: str | Path) -> bool:
    """Whether a file begins as a JSON object does.

    Raises:
        Unreadable: it is not there, is no regular file, or may not be read.
    """
    return read_start(path, _START).removeprefix(BOM).lstrip()[:1] == b"{"
