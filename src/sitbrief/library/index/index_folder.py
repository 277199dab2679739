"""The one door to the folder of an index: nothing in it is read, written or removed in another way.

An index lies beside briefings, where whoever sends them may have put it, or in a cache that others may be able to write. So the
folder is opened as what it is, never through a link, and used only if an account that is trusted has made it (this one, root,
or one that the configuration names) and nobody else can write in it. Its files are opened from there, in the same way: no links, nothing but regular files that have
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
from typing import TYPE_CHECKING, Final

from sitbrief.paths import cache_folder

try:
    from _blake2 import blake2b  # what hashlib has, without the time in which it loads OpenSSL
except ImportError:  # pragma: no cover  # a Python that was built without
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

BESIDE: Final = ".sitbrief-index"
"""The folder inside a library that has the index for all who read it, where somebody has made it."""

LARGEST: Final = 16 * 1024 * 1024 * 1024
"""Bytes of a segment. It is read piece by piece."""

SUFFIX: Final = ".segment"
_ASIDE: Final = ".new-"
_LOCK: Final = "lock"
SEGMENT: Final = re.compile(r"[0-9a-f]{16}\.segment")
"""The names of segments."""

_LEFT: Final = re.compile(r"\.new-[0-9a-f]{16}(\.segment)?|\.manifest-[0-9]+")
"""How the names look that files have while they are written."""

_HERE: Final = os.O_CLOEXEC | os.O_NOFOLLOW
_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_FILE: Final = os.O_RDONLY | os.O_NONBLOCK | _HERE  # a FIFO would wait for somebody who writes into it
_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
_HASH_BYTES: Final = 16
_AT_ONCE: Final = 1 << 20
_ROOT: Final = 0
_ACCOUNT_NUMBER: Final = re.compile("[0-9]{1,10}")
_named: frozenset[int] = frozenset()


class Foreign(OSError):
    """A folder or file that is not used: another account made it or can write it, or it is something else. The message says which."""


class Busy(Exception):
    """Another process builds this index."""


class IndexFolder:
    """The folder of an index that is trusted. It is held open: whatever its path leads to meanwhile, this is the same folder.

    Attributes:
        path: Where it was found.
        own: Whether this account made it, so that it is ours to write in.
    """

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor
        self._accounts = _trusted(path)
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
        """Open a file in it to read; gives the descriptor.

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

    def digest(self, name: str, stop: Callable[[], bool] = lambda: False) -> str:
        """The hash of a segment, read part by part; nothing when stopped. Raises as `file` does."""
        found = blake2b(digest_size=_HASH_BYTES)
        with self.file(name, LARGEST) as descriptor, os.fdopen(descriptor, "rb", closefd=False) as file:
            while part := file.read(_AT_ONCE):
                if stop():
                    return ""
                found.update(part)
        return found.hexdigest()

    def size(self, name: str) -> int | None:
        """Bytes of a file; None where there is none, or none that is trusted."""
        try:
            found = os.stat(name, dir_fd=self._descriptor, follow_symlinks=False)
            self._look_at(name, found, found.st_size)
        except OSError:
            return None
        return found.st_size

    def put(self, name: str, data: bytes) -> None:
        """Write a file, or replace what has its name: aside, synced, then renamed.

        At no moment does a file have two names, as one that `NewFile` replaces has: readers would take it for another's.

        Raises:
            OSError: it cannot be written.
        """
        aside = f"{_ASIDE}{os.urandom(8).hex()}"
        made = os.open(
            aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _HERE, self._mode, dir_fd=self._descriptor
        )
        try:
            with os.fdopen(made, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.rename(aside, name, src_dir_fd=self._descriptor, dst_dir_fd=self._descriptor)
        except BaseException:
            self._remove(aside)
            raise
        with suppress(OSError):  # not every file system can
            os.fsync(self._descriptor)

    def tidy(self, named: Iterable[str]) -> None:
        """Remove the segments that are not named, and what was left half written; nothing that has other names than ours."""
        kept = frozenset(named)
        for name in os.listdir(self._descriptor):  # noqa: PTH208  of what is open, whatever it is called by now
            if _LEFT.fullmatch(name) or (SEGMENT.fullmatch(name) and name not in kept):
                self._remove(name)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock of the one process that builds. It goes with the process, however that ends.

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


def hashed(data: bytes) -> str:
    """The hash of bytes, as the manifest keeps it of each file."""
    return blake2b(data, digest_size=_HASH_BYTES).hexdigest()


def trust(names: Iterable[str]) -> None:
    """Trust other accounts, given by name or number, as the configuration has it. A name that no account has is passed over."""
    global _named  # noqa: PLW0603  one process, one configuration
    _named = frozenset(number for name in names if (number := _account_number(name)) is not None)


def _trusted(path: Path) -> frozenset[int]:
    """The accounts whose files are used in a folder. Those of the configuration are trusted beside briefings only."""
    return frozenset({os.geteuid(), _ROOT}) | (_named if path.name == BESIDE else frozenset())


def _account_number(name: str) -> int | None:
    import pwd  # late: most name nobody

    try:
        return pwd.getpwnam(name).pw_uid
    except (KeyError, ValueError, OSError):
        return int(name) if _ACCOUNT_NUMBER.fullmatch(name) else None


def _name_of(account: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(account).pw_name
    except (KeyError, OSError):
        return f"number {account}"


def _opened(path: Path, *, make: bool) -> int:
    """The descriptor of a folder that is trusted, as are those above it in the cache."""
    cache = cache_folder(os.environ)
    own = cache is not None and path.is_relative_to(cache)
    base, names = (
        (cache.parent, path.relative_to(cache.parent).parts) if cache and own else (path.parent, (path.name,))
    )
    accounts = _trusted(path)
    if make:
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(base, _FOLDER)
    try:
        above = os.fstat(descriptor)
        if (
            own and not above.st_mode & stat.S_ISVTX
        ):  # as in /tmp others can write, but not put away what is ours
            _look_at_owner(base, above, accounts)
        for at, name in enumerate(names):
            here = base.joinpath(*names[: at + 1])
            below = _below(here, descriptor, make=make, mode=0o755 if name == BESIDE else 0o700)
            os.close(descriptor)
            descriptor = below
            _look_at_owner(here, os.fstat(descriptor), accounts)
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


def _look_at_owner(path: Path, found: os.stat_result, accounts: frozenset[int]) -> None:
    if found.st_uid not in accounts:
        raise Foreign(f"{path} was made by another account ({_name_of(found.st_uid)})")
    if found.st_mode & _OTHERS_WRITE:
        raise Foreign(f"{path} can be written by others")
