"""The one door for every file that is written: it is there whole or not at all, and where it was meant to be.

It is written aside, synced and renamed. A new one is for its owner alone, or what the umask makes of that; one that
is replaced keeps its mode, its group and its owner as far as this account may give them. Nothing is written through a link
(`folders` has the rule), and no pipe or device is opened: what is to be a stream is for its caller to know.
"""

from __future__ import annotations

import errno
import os
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Self

from sitbrief.errors import SitbriefError
from sitbrief.files.folders import open_folder
from sitbrief.files.new_file import NewFile, look
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


class Unwritable(SitbriefError):
    """A file that cannot be written, with its name and the reason in one line."""

    def __init__(self, path: str | os.PathLike[str], what: str) -> None:
        super().__init__(f"{clean_line(os.fspath(path))}: {what}")
        self.path = path
        self.what = what


class Folder:
    """A folder that files are written into.

    Attributes:
        path: Its path.
        descriptor: What holds it, as `dir_fd` takes it.
    """

    def __init__(self, path: str | Path, *, make: int | None = None) -> None:
        """Open it.

        Args:
            path: The folder.
            make: The mode of the folders that are made where there are none; without it none is.

        Raises:
            Unwritable: there is no such folder, or it is a link.
        """
        self.path = os.fspath(path)
        with told(path):
            self.descriptor = open_folder(path, make=make)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it."""
        os.close(self.descriptor)

    def of(self, name: str) -> str:
        """The path of a file in it."""
        return os.path.join("" if self.path == "." else self.path, name)  # noqa: PTH118  as it was given

    def has(self, name: str) -> bool:
        """Whether there is a file of that name, to be replaced.

        Raises:
            Unwritable: there is something else of that name, or it is no name.
        """
        with told(self.of(name)):
            _check(name)
            return look(self.descriptor, name) is not None

    def write(self, name: str, data: bytes | Iterable[bytes], *, overwrite: bool, sync: bool = True) -> None:
        """Write a file, whole or part by part.

        Args:
            name: Its name.
            data: What goes into it.
            overwrite: Whether to replace one that is there.
            sync: Whether it is on the disk when this returns.

        Raises:
            Unwritable: it cannot be written, or it exists and may not be replaced.
        """
        if self.has(name) and not overwrite:
            raise _exists(self.of(name))
        with closing(self.new(name)) as new:
            for part in (data,) if isinstance(data, bytes) else data:
                with told(self.of(name)):
                    new.file.write(part)
            with told(self.of(name)):
                new.keep(name, overwrite=overwrite, sync=sync)

    def new(self, name: str) -> NewFile:
        """A file on its way to that name.

        Raises:
            Unwritable: the folder takes none.
        """
        with told(self.of(name)):
            return NewFile(self.descriptor)


def write_file(path: str | Path, data: bytes | Iterable[bytes], *, overwrite: bool) -> None:
    """Write a file, whole or part by part.

    Args:
        path: Where it goes.
        data: What goes into it.
        overwrite: Whether to replace one that is there.

    Raises:
        Unwritable: it cannot be written, or it exists and may not be replaced.
    """
    with _above(path) as (folder, name):
        folder.write(name, data, overwrite=overwrite)


def file_at(words: str, name: str) -> str:
    """The path of a file that is told by its own, or by that of the folder that it goes into as `name`."""
    # By words, since Path.is_dir raises for one that is too long, and a Path forgets the slash that says: a folder.
    return os.path.join(words, name) if os.path.isdir(words) else words  # noqa: PTH112, PTH118


def is_there(path: str | Path) -> bool:
    """Whether there is a file that would be replaced.

    Raises:
        Unwritable: nothing can be written there, and why.
    """
    with _above(path) as (folder, name):
        return folder.has(name)


@contextmanager
def told(path: str | os.PathLike[str]) -> Iterator[None]:
    """What goes wrong with a file, in a line.

    Raises:
        Unwritable: something went wrong.
    """
    try:
        yield
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        raise Unwritable(path, error.strerror or "cannot be written") from error
    except ValueError as error:
        raise Unwritable(path, "is no file name") from error


@contextmanager
def _above(path: str | Path) -> Iterator[tuple[Folder, str]]:
    """The folder of a file, and the file's name in it; what is wrong with the folder is said of the file."""
    above, name = os.path.split(os.fspath(path))
    try:
        folder = Folder(above or ".")
    except Unwritable as error:
        raise Unwritable(path, error.what) from error
    with folder:
        folder.path = above
        yield folder, name


def _check(name: str) -> None:
    if name in {"", ".", ".."}:
        raise OSError(errno.EISDIR, "is a folder")
    with suppress(UnicodeEncodeError):
        if "\0" not in name and os.fsencode(name):
            return
    raise ValueError(name)


def _exists(path: str | os.PathLike[str]) -> Unwritable:
    return Unwritable(path, "exists already; replacing it has to be asked for")
