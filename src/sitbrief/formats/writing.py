"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable


class Unwritable(Exception):
    """A file that cannot be written, with its name and the reason in one line."""

    def __init__(self, path: str | os.PathLike[str], what: str) -> None:
        super().__init__(f"{clean_line(os.fspath(path))}: {what}")
        self.path = path
        self.what = what


def write_file(
    path: str | Path, data: bytes | Iterable[bytes], *, overwrite: bool, private: bool = False
) -> None:
    """Write a file, whole or part by part, through a temporary one in the same folder: synced, then renamed.

    A FIFO or a device is written to directly.

    Args:
        path: Where it goes.
        data: What goes into it.
        overwrite: Whether to replace one that is there.
        private: For its owner alone to read; else for whom the user's umask lets.

    Raises:
        Unwritable: it cannot be written, or it exists and may not be replaced.
    """
    try:
        target = Path(os.path.realpath(path))  # what a link leads to is replaced, not the link
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            if target.is_dir():
                raise Unwritable(path, "is a folder")
            with target.open("wb") as file:  # buffered: a raw write may take a part only
                file.writelines(_parts(data))
            return
        _replace(target, data, overwrite=overwrite, private=private)
    except FileExistsError as error:
        raise Unwritable(path, "exists already; replacing it has to be asked for") from error
    except (OSError, ValueError) as error:
        raise Unwritable(path, getattr(error, "strerror", None) or "is no file name") from error


def _parts(data: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return (data,) if isinstance(data, bytes) else data


def _replace(target: Path, data: bytes | Iterable[bytes], *, overwrite: bool, private: bool) -> None:
    name = target.parent / f".sitbrief-{os.urandom(8).hex()}"
    try:  # the name is known before the file is there: whoever is interrupted here leaves none behind
        with os.fdopen(
            os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "wb"
        ) as file:
            file.writelines(_parts(data))
            file.flush()
            if not private:
                umask = os.umask(0)
                os.umask(umask)
                os.fchmod(file.fileno(), 0o666 & ~umask)
            os.fsync(file.fileno())
        if overwrite:
            name.replace(target)
        else:
            os.link(name, target)  # fails where somebody was faster, which a look before would not
    finally:
        name.unlink(missing_ok=True)
    folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
