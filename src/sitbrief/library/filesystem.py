"""What the file system tells of files: whether one is the same as before, and whether a folder is far away."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

_MOUNTS: Final = Path("/proc/self/mountinfo")
_REMOTE: Final = ("nfs", "cifs", "smb", "afs", "9p", "ceph", "lustre", "gluster", "gfs", "ocfs", "fuse.")
_ESCAPE: Final = re.compile(r"\\([0-7]{3})")


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
            if _holds(point, real) and len(point) >= len(best):
                best, kind = point, found[0]
    return kind.startswith(_REMOTE)


def _holds(point: str, path: str) -> bool:
    return path == point or path.startswith(point.rstrip("/") + "/")


def identity_of(path: Path) -> tuple[int, int] | None:
    """Size and time of the last change of a file, in nanoseconds; None where it has none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns
