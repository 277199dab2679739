"""A folder for what is needed once. The current folder, the last resort of `tempfile`, may be anybody's and is never taken."""

from __future__ import annotations

import os
import tempfile
from typing import Final

_USUAL: Final = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108  a folder with a name that nobody can foresee is made there


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """A new folder that is this account's alone; as a context it is removed at the end.

    Raises:
        OSError: it can be made nowhere.
    """
    named = os.environ.get("TMPDIR", "")
    for place in (named, *_USUAL) if os.path.isabs(named) else _USUAL:  # noqa: PTH117  a word
        try:
            found = tempfile.TemporaryDirectory(prefix="sitbrief-", dir=place, ignore_cleanup_errors=True)
        except OSError as error:
            last = error
        else:
            return found
    raise last
