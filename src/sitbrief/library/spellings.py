"""The user's own spellings of provinces: a small file in the configuration folder."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sitbrief.files.reading import Unreadable, read_file
from sitbrief.paths import spellings_file
from sitbrief.places import NO_ALIASES, Aliases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sitbrief.files.writing import Folder

_LIMIT: Final = 1024 * 1024
_PATIENCE_SECONDS: Final = 5.0
_PAUSE_SECONDS: Final = 0.01
_HEAD: Final = "# Spellings of provinces: country, spelling, ISO 3166-2 code, with tabs between.\n"


def spellings(path: Path | None) -> tuple[Aliases, tuple[str, ...]]:
    """The spellings in the file, and what is wrong with other lines of it, as file:line: what.

    A file that is not there holds none; one that cannot be read is one mistake.
    """
    if path is None:
        return NO_ALIASES, ()
    try:
        text = _read(path).decode("utf-8", "replace")
    except Unreadable as error:
        return NO_ALIASES, (str(error),)
    if not text:
        return NO_ALIASES, ()
    from sitbrief.places.aliases import parse  # late: most users have none

    found, mistakes = parse(text)
    return found, tuple(f"{path}:{mistake.line}: {mistake.what}" for mistake in mistakes)


def settled(environ: Mapping[str, str]) -> Aliases:
    """The user's own spellings, as far as they can be read."""
    found, _ = spellings(spellings_file(environ))
    return found


def settle(path: Path, spelling: str, iso: str) -> None:
    """Write into the file that a spelling means a province.

    Raises:
        ValueError: that would be no alias, and why.
        Unreadable: the file is there and cannot be read.
        Unwritable: it cannot be written.
    """
    from sitbrief.files.writing import Folder  # late, as all that writes: most users have none of their own
    from sitbrief.places.aliases import with_alias

    with_alias(_HEAD, spelling, iso)  # what is none makes no folder
    with Folder(path.parent, make=0o700) as folder, _alone(folder, path.name):
        there = folder.has(path.name)
        text = _read(path).decode("utf-8", "surrogateescape") if there else _HEAD
        new = with_alias(text, spelling, iso)
        folder.write(path.name, new.encode("utf-8", "surrogateescape"), overwrite=there)


def _read(path: Path) -> bytes:
    """The bytes of the file; none where there is none. One that is there and cannot be read is not the same as none.

    Raises:
        Unreadable: it is there and cannot be read.
    """
    try:
        return read_file(path, _LIMIT)
    except Unreadable as error:
        if isinstance(error.__cause__, (FileNotFoundError, NotADirectoryError)):
            return b""
        raise


@contextmanager
def _alone(folder: Folder, name: str) -> Iterator[None]:
    """Hold a lock while the file is read and written: else two who add a line at once would lose one.

    Raises:
        Unwritable: somebody else has been at it for long.
    """
    from time import monotonic, sleep

    from sitbrief.files.folders import open_to_list
    from sitbrief.files.writing import Unwritable, told

    path = folder.of(name)
    with told(path):
        found = open_to_list(folder.descriptor)
    try:
        end = monotonic() + _PATIENCE_SECONDS
        while not _locked(found):
            if monotonic() > end:
                raise Unwritable(path, "another process is writing it")
            sleep(_PAUSE_SECONDS)
        yield
    finally:
        os.close(found)


def _locked(descriptor: int) -> bool:
    from fcntl import LOCK_EX, LOCK_NB, flock

    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def keep_meaning(environ: Mapping[str, str], spelling: str, iso: str) -> str:
    """The same for this user; returns why it cannot be kept, in words, else nothing."""
    path = spellings_file(environ)
    if path is None:
        return "There is no home folder to keep spellings in."
    from sitbrief.files.writing import Unwritable

    try:
        settle(path, spelling, iso)
    except (ValueError, Unreadable, Unwritable) as error:
        return f"It is not kept: {error}"
    return ""
