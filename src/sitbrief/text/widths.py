"""Measure, shorten and break lines by the cells of a terminal. Widths are those of cleaned text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, overload

from sitbrief.text.gate import Clean, invisible, is_mark

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE = frozenset("WF")


def cells(value: str) -> int:
    """Measure how many columns of a terminal a cleaned line takes."""
    return len(value) if value.isascii() else sum(map(_width, value))


@overload
def truncate(value: Clean, width: int) -> Clean: ...
@overload
def truncate(value: str, width: int) -> str: ...
def truncate(value: str, width: int) -> str:
    """Shorten a cleaned line to at most `width` cells, at the end of a word where one is near; nothing fits into none."""
    if width <= 0:
        return ""
    end = _fitting(value, width)
    if end == len(value):
        return value
    room = width - 1  # for the ellipsis
    end = _fitting(value, room)
    # The word is whole when a space follows it; else look for the last space that leaves two thirds.
    space = end if value[end] == " " else value.rfind(" ", 0, end)
    if space > 0 and 3 * cells(value[:space]) >= 2 * room:
        end = space
    return value[:end].rstrip() + "…"


@overload
def wrap(value: Clean, width: int) -> list[Clean]: ...
@overload
def wrap(value: str, width: int) -> list[str]: ...
def wrap(value: str, width: int) -> list[str] | list[Clean]:
    """Wrap a cleaned text into lines of at most `width` cells, keeping its own lines, empty ones too.

    Only a plain space is a place to break: what a no-break space joins stays joined. A longer word is broken. In one
    single column a wide character stands alone on a line that is too long, for nothing is left out.
    """
    return list(wrapped(value, width))


def wrapped(value: str, width: int) -> Iterator[str]:
    """The lines of `wrap` one by one, so that the first lines of a long text come at once."""
    width = max(width, 1)
    for paragraph in value.split("\n"):
        yield from _wrap_paragraph(paragraph, width)


@lru_cache(maxsize=4096)
def _width(sign: str) -> int:
    if is_mark(sign) or invisible().match(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in _WIDE else 1


def _fitting(value: str, width: int) -> int:
    """How many leading characters fit into `width` cells; marks stay with their base."""
    if value.isascii():
        return min(len(value), width)
    used = 0
    for index, sign in enumerate(value):
        used += _width(sign)
        if used > width:
            return index
    return len(value)


def _wrap_paragraph(paragraph: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for word in filter(None, paragraph.split(" ")):
        size = cells(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            yield line
        *whole, line = _pieces(word, width) if size > width else [word]
        yield from whole
        used = cells(line)
    yield line


def _pieces(word: str, width: int) -> list[str]:
    """Break a long word into pieces of `width` cells, the last one shorter or equal; never before a mark."""
    pieces = []
    start, used = 0, 0
    for index, sign in enumerate(word):
        size = _width(sign)
        if used + size > width and used:
            pieces.append(word[start:index])
            start, used = index, 0
        used += size
    return [*pieces, word[start:]]
