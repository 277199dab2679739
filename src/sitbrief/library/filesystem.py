"""What the file system tells of files, how large a library is, and a folder for what is needed once."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import tempfile
    from collections.abc import Iterable

LARGE: Final = 16 * 1024 * 1024
"""Bytes of briefings from which on a library is not loaded whole to show its newest."""

SOME: Final = 256 * 1024
"""Bytes from which on it is quicker to ask an index what is in the files, where there is one."""

_MOUNTS: Final = Path("/proc/self/mountinfo")
_REMOTE: Final = ("nfs", "cifs", "smb", "afs", "9p", "ceph", "lustre", "gluster", "gfs", "ocfs", "fuse.")
_ESCAPE: Final = re.compile(r"\\([0-7]{3})")
_TEMPORARY: Final = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108  a folder with a name that nobody can foresee is made there


def identity_of(path: Path) -> tuple[int, int]:
    """Size and time of the last change of a file, in nanoseconds: the same where it is the same. Zeros where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return 0, 0
    return found.st_size, found.st_mtime_ns


def size_of(files: Iterable[Path]) -> int:
    """Bytes of files; those that are gone have none."""
    return sum(identity_of(path)[0] for path in files)


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """A new folder that is this account's alone; as a context it is removed at the end.

    It is never made in the current folder, the last resort of `tempfile`: that may be anybody's.

    Raises:
        OSError: it can be made nowhere.
    """
    import tempfile

    named = os.environ.get("TMPDIR", "")
    for place in (named, *_TEMPORARY) if os.path.isabs(named) else _TEMPORARY:  # noqa: PTH117  a word
        try:
            return tempfile.TemporaryDirectory(prefix="sitbrief-", dir=place, ignore_cleanup_errors=True)
        except OSError as error:
            last = error
    raise last


def is_remote(folder: Path, mounts: Path = _MOUNTS) -> bool:
    """Whether a folder is on a network file system, as far as this machine tells.

    Where it does not tell (not Linux) the answer is no: homes are local there.
    """
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    real = os.path.realpath(folder)
    best, kind = "", ""
    for line in lines:
        before, _, after = line.partition(" - ")
        mounted, found = before.split(" ")[4:5], after.split(" ")[:1]
        if mounted and found:
            point = _ESCAPE.sub(lambda match: chr(int(match[1], 8)), mounted[0])
            if f"{real}/".startswith(f"{point.rstrip('/')}/") and len(point) >= len(best):
                best, kind = point, found[0]
    return kind.startswith(_REMOTE)
