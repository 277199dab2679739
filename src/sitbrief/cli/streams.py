"""Streams that a command may write to knowingly: those that it was given, by the names that the system has for them.

A shell gives one to `-o >(gzip > claims.csv.gz)`. Other pipes and devices are no place for a file, and are refused.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from sitbrief.cli import output
from sitbrief.files.writing import Unwritable, told

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAMES: Final = {"-": 1, "/dev/stdout": 1, "/dev/stderr": 2, os.devnull: -1}
_NUMBERED: Final = re.compile(r"/dev/fd/(\d{1,9})", re.ASCII)
_STDOUT: Final = 1


def stream_of(word: str) -> int | None:
    """The stream that a word names, by its number, -1 for nowhere; None where it names a file."""
    numbered = _NUMBERED.fullmatch(word)
    return int(numbered[1]) if numbered else _NAMES.get(word)


def write_stream(word: str, number: int, data: Iterable[bytes]) -> None:
    """Write to a stream, all of it, whoever reads it.

    Args:
        word: How it was named.
        number: Its number.
        data: What goes there.

    Raises:
        Unwritable: the program was given no such stream.
        OSError: it cannot be written.
    """
    if number == _STDOUT:
        for part in data:
            output.data(part)
        return
    if number < 0:
        return
    with told(word):
        if not os.get_inheritable(number):  # it is one of our own: a file that is being read, a log
            raise Unwritable(word, "the program was given no such stream")
        stream = os.fdopen(os.dup(number), "wb")
    with stream:
        for part in data:
            with told(word):
                stream.write(part)
                stream.flush()
