"""The one door to the folder of an index: nothing in it is read, written or removed in another way.

An index lies beside briefings, where whoever sends them may have put it, or in a cache that others may be able to write. So the
folder is opened as what it is, never through a link, and used only if an account that is trusted (`accounts`) has made it and
nobody else can write in it. Its files are opened from there, in the same way: no links, nothing but regular files that have
one name, and their size is known before a byte of them is read. What is written has a name that nobody can foresee until it
is whole. Between two calls somebody who owns the folder above may put another in this one's place: that one is looked
at as closely.

Of the cache the folders on the way down are held to the same rule. Above it, and above a library, links are the business of
whoever owns these folders.
"""

from __future__ import annotations

import fcntl
import os
import re
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitbrief.library.index.accounts import name_of, trusted
from sitbrief.library.index.naming import BESIDE
from sitbrief.paths import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIX: Final = ".segment"
_ASIDE: Final = ".new-"
_LOCK: Final = "lock"
SEGMENT: Final = re.compile(r"[0-9a-f]{16}\.segment")
"""How the name of a segment looks."""

_LEFT: Final = re.compile(r"\.new-[0-9a-f]{16}(\.segment)?|\.manifest-[0-9]+")
"""How the names look that files have while they are written."""

_DESCRIPTORS: Final = Path("/proc/self/fd")
_HERE: Final = os.O_CLOEXEC | os.O_NOFOLLOW
_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_FILE: Final = os.O_RDONLY | os.O_NONBLOCK | _HERE  # a FIFO would wait for somebody who writes into it
_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH


class Foreign(OSError):
    """A folder or a file that somebody else has made, or can write, or that is none; its message says which."""


class Busy(Exception):
    """Another process builds this index."""


class IndexFolder:
    """A folder that was looked at. It is held open: what it is called meanwhile does not matter.

    Attributes:
        path: Where it was found.
        own: Whether this account made it, so that it is ours to write in.
    """

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor
        self._accounts = trusted(beside=path.name == BESIDE)
        self.own = os.fstat(descriptor).st_uid == os.geteuid()
        # Beside the briefings it is for all who can read these.
        self._mode = 0o644 if path.name == BESIDE else 0o600

    @classmethod
    @contextmanager
    def open(cls, path: Path, *, make: bool = False) -> Iterator[IndexFolder]:
        """Open a folder.

        Args:
            path: The folder.
            make: Make it where it is missing, and its parents.

        Raises:
            Foreign: it cannot be trusted.
            OSError: it is not there, or cannot be opened.
        """
        descriptor = _opened(path, make=make)
        try:
            yield cls(path, descriptor)
        finally:
            os.close(descriptor)

    @contextmanager
    def file(self, name: str, most: int) -> Iterator[int]:
        """Open a file of it to read: gives its descriptor.

        Raises:
            Foreign: it is not one of ours, or larger than `most` bytes.
            OSError: it is not there, or cannot be opened.
        """
        descriptor = os.open(name, _FILE, dir_fd=self._descriptor)
        try:
            self._look_at(name, os.fstat(descriptor), most)
            yield descriptor
        finally:
            os.close(descriptor)

    def read(self, name: str, most: int) -> bytes:
        """The bytes of a file; raises as `file` does."""
        with self.file(name, most) as descriptor, os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(most)

    def size(self, name: str) -> int | None:
        """Bytes of a file; None where there is none that can be used."""
        try:
            found = os.stat(name, dir_fd=self._descriptor, follow_symlinks=False)
            self._look_at(name, found, found.st_size)
        except OSError:
            return None
        return found.st_size

    def put(self, name: str, parts: Iterable[bytes]) -> None:
        """Write a file, in the place of one that has the name: aside, synced, then renamed.

        Raises:
            OSError: it cannot be written.
        """
        aside = f"{_ASIDE}{os.urandom(8).hex()}"
        made = os.open(
            aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _HERE, self._mode, dir_fd=self._descriptor
        )
        try:
            with os.fdopen(made, "wb") as file:
                file.writelines(parts)
                file.flush()
                os.fsync(file.fileno())
            os.rename(aside, name, src_dir_fd=self._descriptor, dst_dir_fd=self._descriptor)
        except BaseException:
            self._remove(aside)
            raise
        with suppress(OSError):  # not every file system can
            os.fsync(self._descriptor)

    def forget(self, name: str) -> None:
        """Remove a file if it is there.

        Raises:
            OSError: it cannot be removed.
        """
        with suppress(FileNotFoundError):
            os.unlink(name, dir_fd=self._descriptor)

    def tidy(self, named: Iterable[str]) -> None:
        """Remove segments but those that are named, and what was left half written; nothing that is not ours to remove."""
        kept = frozenset(named)
        for name in os.listdir(self._descriptor):  # noqa: PTH208  of what is open, whatever it is called by now
            if _LEFT.fullmatch(name) or (SEGMENT.fullmatch(name) and name not in kept):
                self._remove(name)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the one that builds. The lock goes with the process, however it ends.

        Raises:
            Busy: another process is.
            OSError: there can be no lock.
        """
        flags = os.O_RDWR | os.O_CREAT | os.O_NONBLOCK | _HERE
        descriptor = os.open(_LOCK, flags, 0o600, dir_fd=self._descriptor)
        try:
            self._look_at(_LOCK, os.fstat(descriptor), 0)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Busy from error
            yield
        finally:
            os.close(descriptor)

    def _remove(self, name: str) -> None:
        with suppress(OSError):
            os.unlink(name, dir_fd=self._descriptor)

    def _look_at(self, name: str, found: os.stat_result, most: int) -> None:
        path = self.path / name
        if not stat.S_ISREG(found.st_mode):
            raise Foreign(f"{path} is not a regular file")
        _look_at_owner(path, found, self._accounts)
        if found.st_nlink > 1:
            raise Foreign(f"{path} has other names elsewhere")
        if found.st_size > most:
            raise Foreign(f"{path} is too large for what it is")


def reachable(path: Path, descriptor: int) -> str:
    """A path of an open file, for what opens by path alone: that of the descriptor where the system has such paths."""
    there = _DESCRIPTORS / str(descriptor)
    return str(there if there.exists() else path)


def _opened(path: Path, *, make: bool) -> int:
    """The descriptor of a folder, when all that has to be looked at was."""
    cache = cache_folder(os.environ)
    own = cache is not None and path.is_relative_to(cache)
    base, names = (
        (cache.parent, path.relative_to(cache.parent).parts) if cache and own else (path.parent, (path.name,))
    )
    accounts = trusted(beside=path.name == BESIDE)
    if make:
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(base, _FOLDER)
    try:
        if own:
            _look_at_folder(base, os.fstat(descriptor), accounts, sticky=True)
        for at, name in enumerate(names):
            here = base.joinpath(*names[: at + 1])
            below = _below(here, descriptor, make=make, mode=0o755 if name == BESIDE else 0o700)
            os.close(descriptor)
            descriptor = below
            _look_at_folder(here, os.fstat(descriptor), accounts)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _below(path: Path, descriptor: int, *, make: bool, mode: int) -> int:
    """The descriptor of a folder in another one."""
    if make:
        with suppress(FileExistsError):
            os.mkdir(path.name, mode, dir_fd=descriptor)
    try:
        return os.open(path.name, _FOLDER | _HERE, dir_fd=descriptor)
    except OSError as error:
        if os.path.islink(path):  # noqa: PTH114  an error of its own would hide the first
            raise Foreign(f"{path} is a link") from error
        raise


def _look_at_folder(
    path: Path, found: os.stat_result, accounts: frozenset[int], *, sticky: bool = False
) -> None:
    if sticky and found.st_mode & stat.S_ISVTX:
        return  # as /tmp: others can write there, but not put away what is ours
    _look_at_owner(path, found, accounts)


def _look_at_owner(path: Path, found: os.stat_result, accounts: frozenset[int]) -> None:
    if found.st_uid not in accounts:
        raise Foreign(f"{path} was made by another account ({name_of(found.st_uid)})")
    if found.st_mode & _OTHERS_WRITE:
        raise Foreign(f"{path} can be written by others")
