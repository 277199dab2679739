"""stdout is data, stderr is narration. Both are UTF-8, whatever the locale says."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Final

from sitbrief.text import clean_layout, clean_line

if TYPE_CHECKING:
    from sitbrief.text import Clean

_LONGEST: Final = 1_000
"""Characters of a line of narration. A word that somebody gives may have a million."""


def prepare() -> None:
    """Make both streams UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def data(content: bytes | Clean) -> None:
    """Write data to stdout, all of it now: what goes wrong is then seen.

    Raises:
        OSError: it cannot be written.
    """
    if sys.stdout is None:
        raise OSError(None, "standard output is closed", "stdout")
    written = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    sys.stdout.flush()
    sys.stdout.buffer.write(written)
    sys.stdout.buffer.flush()


def mention(line: str) -> None:
    """Write a line to stdout of a command whose data go elsewhere; a closed pipe is ignored.

    Raises:
        OSError: it cannot be written, though somebody would read it.
    """
    if sys.stdout is None:
        return
    try:
        data(clean_layout(f"{line}\n"))
    except BrokenPipeError:
        let_go()


def say(line: str) -> None:
    """Write a cleaned line to stderr, without its middle if it is long; a closed pipe is ignored."""
    if sys.stderr is None:
        return
    told: str = clean_line(line)
    if len(told) > _LONGEST:
        told = f"{told[: _LONGEST // 2]} ... {told[-_LONGEST // 2 :]}"
    try:
        sys.stderr.write(f"{told}\n")
        sys.stderr.flush()
    except OSError:
        sys.stderr = None  # else the interpreter's own last flush fails as well, and with it the exit code


def let_go() -> int:
    """Point stdout at the null device once its reader has left, so that the interpreter's last flush does not fail."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.close(null)
    except OSError:
        pass
    return 0
