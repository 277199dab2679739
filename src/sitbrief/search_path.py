"""Keeps Python from importing modules from the current folder, which may be anybody's.

`python -m sitbrief` puts the current folder first, and so does a relative or empty part of `PYTHONPATH`. A `json.py` that came
with somebody's briefings would run as the reader. What Python itself imports before this module is out of our hands: an
`importlib.py`, or a `sitbrief.py` that is then taken for the program. The command `sitbrief` looks there for nothing.
"""

import os
import sys

# The syntax of this module needs no `__future__`, which would itself be looked for in the current folder.


def leave_current_folder() -> None:
    """Remove the current folder from `sys.path`, unless Python or this program lies there."""
    try:
        here = os.getcwd()  # noqa: PTH109  pathlib would be looked for in the current folder
    except OSError:  # it was removed
        here = ""
    sys.path[:] = [entry for entry in sys.path if os.path.isabs(entry) and not _is_merely(entry, here)]  # noqa: PTH117


def absolute_only(path: str) -> str:
    """A list of folders such as `PATH`, without relative entries; an empty one means the current folder."""
    return os.pathsep.join(part for part in path.split(os.pathsep) if os.path.isabs(part))  # noqa: PTH117


def _is_merely(entry: str, here: str) -> bool:
    """Whether an entry is the current folder and holds neither Python nor this package."""
    ours = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120  as above
    return entry == here != ours and not entry.startswith((sys.prefix + os.sep, sys.base_prefix + os.sep))
