"""Peeks into a library for completion by the first bytes of its files; nothing is validated or written."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.cli.configured import read
from sitbrief.files.reading import BOM, Unreadable, read_start
from sitbrief.library.folder import SUFFIX, files_in
from sitbrief.library.locations import locate
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sitbrief.cli.completing.cursor import Cursor

ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
"""What an id is. The model says so, too; but it takes longer to load than a shell should wait."""

_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_KEY: Final = re.compile(r'\s*[{,]?\s*(?=")')
_COLON: Final = re.compile(r"\s*:\s*")
_BUDGET: Final = 4 * 1024 * 1024
_MOST: Final = 64 * 1024
_LEAST: Final = 2 * 1024
"""Bytes: of all files, and of one at most and at least. Of more files than that allows only the names are read."""


class Peeked(NamedTuple):
    """What the start of a file says it holds.

    Attributes:
        id: The id of the briefing.
        title: Its title, cleaned; empty where it is not told.
        country: The code of its country; empty where it is not told.
    """

    id: str
    title: str = ""
    country: str = ""


def peek(cursor: Cursor, environ: Mapping[str, str]) -> tuple[Peeked, ...]:
    """What the library seems to hold that the words of a line ask for, in the order of the files' names."""
    paths = tuple(map(_expanded, cursor.paths))
    library = os.pathsep.join(map(_expanded, cursor.library.split(os.pathsep))) if cursor.library else None
    configured = read(_expanded(cursor.config) if cursor.config else None, environ).config.library
    files = list(_files(locate(paths, library=library, environ=environ, configured=configured).paths))
    size = min(_BUDGET // max(len(files), 1), _MOST)
    seen = (_peeked(path, size) if size >= _LEAST else Peeked(path.stem) for path in files)
    return tuple({found.id: found for found in seen if ID.fullmatch(found.id)}.values())


def _expanded(word: str) -> str:
    """The word with ~ and variables in it replaced, as the shell would have."""
    return os.path.expanduser(os.path.expandvars(word))  # noqa: PTH111  a word


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        try:
            yield from (file for file in files_in(path) if file.suffix == SUFFIX)
        except Unreadable:
            continue


def _peeked(path: Path, size: int) -> Peeked:
    try:
        start = read_start(path, size)
    except Unreadable:
        return Peeked("")
    known = _members(start.removeprefix(BOM).decode("utf-8", "replace"))
    name, title, country = (known.get(key) for key in ("id", "title", "country"))
    return Peeked(
        name if isinstance(name, str) else path.stem,
        clean_line(title) if isinstance(title, str) else "",
        country if isinstance(country, str) and _COUNTRY.fullmatch(country) else "",
    )


def _members(text: str) -> dict[str, object]:
    """The members of a JSON object, as far as the text goes."""
    members: dict[str, object] = {}
    decoder = json.JSONDecoder()
    place = 0
    try:
        while key := _KEY.match(text, place):
            name, place = decoder.raw_decode(text, key.end())
            colon = _COLON.match(text, place)
            if colon is None:
                break
            members[name], place = decoder.raw_decode(text, colon.end())
    except (ValueError, RecursionError):  # cut, or no JSON at all
        pass
    return members
