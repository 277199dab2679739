"""Starting this program once more beside the reader, so that nothing around it has a say in what runs.

The current folder, a variable of the environment, a module that lies somewhere: whoever sends briefings may have made them.
The process gets Python isolated (`-I`), the places that modules were found in here, a handful of variables, and `/` to stand in.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.search_path import absolute_only

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_PASSED_ON: Final = frozenset({"HOME", "LANG", "TZ", "TMPDIR"})
_KINDS_PASSED_ON: Final = ("LC_", "XDG_")
_LIBRARIES: Final = "LD_LIBRARY_PATH"
"""Some installations of Python do not start without it."""

_PATH: Final = "/usr/local/bin:/usr/bin:/bin"
FOLDER: Final = "/"
"""Where it stands."""


class OwnCommand(NamedTuple):
    """What starts it: the command line, and the environment."""

    words: tuple[str, ...]
    environ: Mapping[str, str]


def own_command(words: Sequence[str], environ: Mapping[str, str]) -> OwnCommand:
    """What starts this program with other words.

    Args:
        words: The words behind the program's name. Paths among them are absolute: it stands elsewhere.
        environ: The environment of this process.
    """
    places = [entry for entry in sys.path if os.path.isabs(entry)]  # noqa: PTH117  words
    start = f"import sys; sys.path[:] = {places!r}; from sitbrief.cli.main import main; sys.exit(main())"
    without_traces = ("-B",) if sys.dont_write_bytecode else ()
    utf8 = ("-X", "utf8") if sys.flags.utf8_mode else ()
    return OwnCommand((sys.executable, "-I", *without_traces, *utf8, "-c", start, *words), _kept(environ))


def absolute(paths: Iterable[Path]) -> list[str]:
    """Paths as words that mean the same wherever one stands. Nothing is taken out of them: `..` behind a link leads elsewhere."""
    try:
        here = os.getcwd()  # noqa: PTH109  it is joined with words
    except OSError:  # it was removed: nothing that is relative can be found
        here = FOLDER
    return [os.path.join(here, path) for path in paths]  # noqa: PTH118  likewise


def _kept(environ: Mapping[str, str]) -> dict[str, str]:
    kept = {
        name: value
        for name, value in environ.items()
        if name in _PASSED_ON or name.startswith(_KINDS_PASSED_ON)
    }
    libraries = absolute_only(environ.get(_LIBRARIES, ""))
    if libraries:
        kept[_LIBRARIES] = libraries
    return {**kept, "PATH": _PATH}
