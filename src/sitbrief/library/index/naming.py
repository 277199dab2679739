"""How an index names the files of a library, so that it knows them again however somebody writes their paths."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

BESIDE: Final = ".sitbrief-index"
"""The folder inside a library that has the index for all who read it, where somebody has made it."""

_BYTES: Final = "\0"
"""Opens a name that is no UTF-8, in hexadecimal digits. No path has this character."""


def is_name(name: str, *, plain: bool) -> bool:
    """Whether a text can be the name of a file in an index.

    Args:
        name: The text.
        plain: Whether the index stands beside the briefings and has nothing but the names of files there.
    """
    try:
        word = _as_word(name)
    except ValueError:
        return False
    if "\0" in word or not word:
        return False
    if plain:
        return os.sep not in word and word not in {os.curdir, os.pardir}
    return os.path.isabs(word) and os.path.normpath(word) == word  # noqa: PTH117  a word


class Names:
    """The names of files for one index, and the files of names.

    A file goes by its real path; by the way from the library's folder where the index stands beside the briefings, for
    another machine may have that folder elsewhere.

    Args:
        folder: The index's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._root = os.path.realpath(folder.parent) if folder.name == BESIDE else ""
        self._real: dict[str, str] = {}

    def of(self, path: Path) -> str:
        """The name of a file, as a text that JSON can hold."""
        parent, own = os.path.split(os.path.abspath(path))  # noqa: PTH100  Path.absolute keeps ".."
        if parent not in self._real:
            self._real[parent] = os.path.realpath(parent)
        real = self._real[parent]
        if real == self._root:
            return _as_text(own)
        return _as_text(os.path.join(real, own))  # noqa: PTH118  words, thousands of them

    def path(self, name: str) -> Path:
        """The file of a name."""
        return Path(self._root, _as_word(name))


def _as_text(word: str) -> str:
    raw = os.fsencode(word)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return f"{_BYTES}{raw.hex()}"


def _as_word(text: str) -> str:
    raw = bytes.fromhex(text[1:]) if text.startswith(_BYTES) else text.encode()
    return os.fsdecode(raw)
