"""A file that is not there before it is whole.

Where the file system can, it has no name while it is written, so that a process that is killed leaves nothing. Elsewhere,
and for the moment in which a file is replaced, it has a name of ours and is locked. Names of ours that nobody has locked
are what somebody has left who was killed: they are removed when the next file is written into that folder.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import stat
from contextlib import suppress
from typing import IO, Final

from sitbrief.files.folders import names_in, open_to_list

_NAME: Final = ".sitbrief-"
_NAMES: Final = re.compile(rf"{re.escape(_NAME)}[0-9a-f]{{16}}")
_NEW: Final = os.O_RDWR | os.O_CLOEXEC
_LOOKED_INTO: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_PRIVATE: Final = 0o600

_NO_UNNAMED: Final = {errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL}
"""What a file system, or an old kernel, says that has no files without names."""

_NO_LINKS: Final = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
"""What a file system says that gives no file a second name: FAT, some of FUSE."""

_NO_SYNC: Final = {errno.EINVAL, errno.EOPNOTSUPP}
"""What a file system says that syncs no folders."""

_tidied: Final[set[tuple[int, int]]] = set()


class NewFile:
    """A file on its way into a folder, for its owner alone to read and write, or what the umask makes of that.

    Attributes:
        file: What it holds is written here.
    """

    def __init__(self, folder: int) -> None:
        """Make it.

        Args:
            folder: The descriptor of the folder, which its caller keeps open.

        Raises:
            OSError: the folder takes no file.
        """
        _tidy(folder)
        self._folder = folder
        self._name = ""
        self._descriptor = _unnamed(folder)
        if self._descriptor < 0:
            self._descriptor = self._named()
        self.file: IO[bytes] = os.fdopen(self._descriptor, "wb")

    def close(self) -> None:
        """Give it up, unless it was kept."""
        self._forget()
        with suppress(OSError):  # what is given up need not reach the disk
            self.file.close()

    def keep(self, name: str, *, overwrite: bool, sync: bool = True) -> None:
        """Give it its name.

        Args:
            name: The name.
            overwrite: Whether to replace a file of that name. The new one then has its mode, its group and its owner,
                as far as this account may give them.
            sync: Whether it is on the disk before it has its name, and the name before this returns.

        Raises:
            FileExistsError: there is something of that name, which may not be replaced.
            OSError: it cannot be kept. What was there before is still there.
        """
        self.file.flush()
        old = look(self._folder, name) if overwrite else None
        if old is not None:
            _like(old, self._descriptor)
        if sync:
            os.fsync(self._descriptor)
        if old is None:
            self._place(name, sync=sync)
        else:
            self._replace(name, sync=sync)

    def _named(self) -> int:
        while True:
            # Known before the file is there: who is interrupted here leaves none behind.
            self._name = _fresh()
            try:
                found = os.open(self._name, _NEW | os.O_CREAT | os.O_EXCL, _PRIVATE, dir_fd=self._folder)
                _lock(found)
                if os.fstat(found).st_nlink:
                    return found
            except BaseException:
                self._forget()
                raise
            os.close(found)  # somebody who tidied up was faster than the lock

    def _place(self, name: str, *, sync: bool) -> None:
        """Give it a name that nothing has; the file system sees to that, as a look before could not."""
        try:
            self._link(name)
        except OSError as error:
            if not self._name or error.errno not in _NO_LINKS:
                raise
            self._claim(name)
        if sync:
            try:
                self._sync_folder()
            except OSError:
                os.unlink(name, dir_fd=self._folder)
                raise
        self._forget()

    def _claim(self, name: str) -> None:
        """Take the name with an empty file, then replace that one."""
        os.close(os.open(name, _NEW | os.O_CREAT | os.O_EXCL, _PRIVATE, dir_fd=self._folder))
        try:
            self._rename(self._name, name)
        except BaseException:
            os.unlink(name, dir_fd=self._folder)
            raise
        self._name = ""

    def _replace(self, name: str, *, sync: bool) -> None:
        """Take the place of a file, which has a second name until this is on the disk."""
        if not self._name:
            _lock(self._descriptor)
            first = _fresh()
            try:
                self._link(first)
            finally:
                self._name = first
        second = _fresh()
        try:
            with suppress(OSError):  # no file system has to know second names, nor may everybody give them
                os.link(name, second, src_dir_fd=self._folder, dst_dir_fd=self._folder, follow_symlinks=False)
            self._rename(self._name, name)
            self._name = ""
            if sync:
                try:
                    self._sync_folder()
                except OSError:
                    with suppress(FileNotFoundError):
                        self._rename(second, name)
                    raise
        finally:
            with suppress(OSError):
                os.unlink(second, dir_fd=self._folder)

    def _link(self, name: str) -> None:
        if self._name:
            os.link(self._name, name, src_dir_fd=self._folder, dst_dir_fd=self._folder, follow_symlinks=False)
        else:  # the other way to say which file is for root alone
            os.link(f"/proc/self/fd/{self._descriptor}", name, dst_dir_fd=self._folder)

    def _rename(self, old: str, new: str) -> None:
        os.rename(old, new, src_dir_fd=self._folder, dst_dir_fd=self._folder)

    def _sync_folder(self) -> None:
        try:
            found = open_to_list(self._folder)
        except PermissionError:  # one may write there and not look; the journal of most file systems has both
            os.fsync(self._descriptor)
            return
        try:
            os.fsync(found)
        except OSError as error:
            if error.errno not in _NO_SYNC:
                raise
        finally:
            os.close(found)

    def _forget(self) -> None:
        if self._name:
            with suppress(OSError):
                os.unlink(self._name, dir_fd=self._folder)
            self._name = ""


def look(folder: int, name: str) -> os.stat_result | None:
    """What file there is that would be replaced; None where there is nothing of that name.

    Raises:
        OSError: there is something that is not replaced, or nobody can tell.
    """
    try:
        found = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(found.st_mode):
        raise OSError(errno.ELOOP, "is a link: name the file itself")
    if stat.S_ISDIR(found.st_mode):
        raise OSError(errno.EISDIR, "is a folder")
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "is no regular file: only those are replaced")
    return found


def _fresh() -> str:
    return f"{_NAME}{os.urandom(8).hex()}"


def _unnamed(folder: int) -> int:
    """A file without a name; -1 where the file system has none, or it could not be given one later."""
    flag = getattr(os, "O_TMPFILE", 0)
    if not flag or not os.path.exists("/proc/self/fd"):  # noqa: PTH110  a word
        return -1
    try:
        return os.open(".", _NEW | flag, _PRIVATE, dir_fd=folder)
    except OSError as error:
        if error.errno not in _NO_UNNAMED:
            raise
        return -1


def _lock(descriptor: int) -> None:
    with suppress(OSError):  # a file system without locks; there nothing is taken for left
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _like(old: os.stat_result, descriptor: int) -> None:
    """Give a file the owner, the group and the mode of another, as far as this account may."""
    try:
        os.fchown(descriptor, old.st_uid, old.st_gid)
    except PermissionError:
        with suppress(PermissionError):
            os.fchown(descriptor, -1, old.st_gid)
    mode = stat.S_IMODE(old.st_mode) & 0o777
    if os.fstat(descriptor).st_gid != old.st_gid:
        mode &= ~stat.S_IRWXG  # it was for another group
    with suppress(PermissionError):  # a file system without modes
        os.fchmod(descriptor, mode)


def _tidy(folder: int) -> None:
    """Remove what was left by those who were killed; once in a process for each folder."""
    here = os.fstat(folder)
    if (here.st_dev, here.st_ino) in _tidied:
        return
    _tidied.add((here.st_dev, here.st_ino))
    try:
        names = names_in(folder)
    except OSError:  # one may write there and not look
        return
    for name in filter(_NAMES.fullmatch, names):
        with suppress(OSError):
            _remove_if_left(folder, name)


def _remove_if_left(folder: int, name: str) -> None:
    found = os.open(name, _LOOKED_INTO, dir_fd=folder)
    try:
        status = os.fstat(found)
        if stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid():
            fcntl.flock(found, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.unlink(name, dir_fd=folder)
    finally:
        os.close(found)
