"""Folders that are written into, held by a descriptor: whatever happens to their path meanwhile, it leads nowhere else.

The rule for links on the way to a file, for every file that is written:

- Neither the file nor the folder that it goes into may be one. Whoever could put a link there, be it with an archive that
  was unpacked, would choose what is written over.
- Links further up are followed where root or this account has made them: a home may be on another disk.
- A link in `/` is the machine's own, such as /tmp of macOS and /home of FreeBSD, and is followed.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from sitbrief.text import clean_line

if TYPE_CHECKING:
    from pathlib import Path

_PATH_ONLY: Final = getattr(os, "O_PATH", os.O_RDONLY)
"""Opens a folder that one may write to and not list, and a link itself. Where it is missing, neither can be."""

_FOLDER: Final = _PATH_ONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_LISTED: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_MOST_LINKS: Final = 40
"""On one path, as the kernel has it."""


def open_folder(path: str | Path, *, make: int | None = None) -> int:
    """Open a folder to write into.

    Args:
        path: The folder.
        make: The mode of the folders that are made where there are none; without it none is.

    Returns:
        A descriptor that does as `dir_fd`, and that the caller closes.

    Raises:
        OSError: there is no such folder, or a link leads there that is not followed.
        ValueError: it is no file name.
    """
    words = os.fsdecode(path)
    if "\0" in words:
        raise ValueError(words)
    os.fsencode(words)
    at = os.open("/" if words.startswith("/") else ".", _FOLDER)
    ahead = _parts(words)
    links = 0
    try:
        while ahead:
            name = ahead.pop()
            try:
                below = _below(name, at, make)
            except OSError as error:
                if error.errno not in {errno.ENOTDIR, errno.ELOOP}:
                    raise
                leads_to = _followed(name, at, error, last=not ahead)
                links += 1
                if links > _MOST_LINKS:
                    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from error
                ahead += _parts(leads_to)
                if not leads_to.startswith("/"):
                    continue
                below = os.open("/", _FOLDER)
            os.close(at)
            at = below
    except BaseException:
        os.close(at)
        raise
    return at


def open_to_list(folder: int) -> int:
    """Open a folder again, to list or to sync it; the caller closes it.

    Raises:
        OSError: one may write there and not look.
    """
    return os.open(".", _LISTED, dir_fd=folder)


def names_in(folder: int) -> list[str]:
    """The names of all that is in a folder.

    Raises:
        OSError: it cannot be listed.
    """
    listed = open_to_list(folder)
    try:
        return os.listdir(listed)  # noqa: PTH208  a Path has no descriptor
    finally:
        os.close(listed)


def _parts(words: str) -> list[str]:
    """The names in a path, the first of them last."""
    return [name for name in reversed(words.split("/")) if name not in {"", "."}]


def _below(name: str, at: int, make: int | None) -> int:
    try:
        return os.open(name, _FOLDER, dir_fd=at)
    except FileNotFoundError:
        if make is None:
            raise
    with suppress(FileExistsError):  # somebody was faster
        os.mkdir(name, make, dir_fd=at)
    return os.open(name, _FOLDER, dir_fd=at)


def _followed(name: str, at: int, error: OSError, *, last: bool) -> str:
    """Where a link on the way leads.

    Raises:
        OSError: it is no link, or one that is not followed.
    """
    try:
        leads_to, owner = _link(name, at)
    except OSError:
        raise error from None
    if os.path.samestat(os.fstat(at), os.stat("/")):  # noqa: PTH116  a Path of it would not be shorter
        return leads_to
    if last:
        raise OSError(errno.ELOOP, f"its folder is a link, to {clean_line(leads_to)}: name the folder itself")
    if owner not in {0, os.geteuid()}:
        raise OSError(errno.ELOOP, f"{clean_line(name)} on the way is a link of somebody else's")
    return leads_to


def _link(name: str, at: int) -> tuple[str, int]:
    """Where a link leads, and whose it is: by the descriptor, so that nobody can put another there in between."""
    link = os.open(name, _PATH_ONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=at)
    try:
        owner = os.fstat(link).st_uid
        return os.readlink("" if _PATH_ONLY else name, dir_fd=link if _PATH_ONLY else at), owner
    finally:
        os.close(link)
