"""Measure, shorten and break lines by the cells of a terminal. Widths are those of cleaned text.

They are those of glibc, and so of tmux, mosh and most terminals: a mark that sits on the character before it takes no cell
unless it is a spacing one (category Mc), as many vowel signs of India and Burma are.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, overload

from sitbrief.text.gate import Clean, invisible, is_mark

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE = frozenset("WF")
_SPACING = "Mc"
_UNASSIGNED = "Cn"


class _Terminal:
    """What is known of the terminal that lines are measured for.

    Attributes:
        late_marks: Whether it gives a cell to marks that came to Unicode late.
    """

    late_marks = False


def measure_for(*, late_marks: bool) -> None:
    """Measure for a terminal of one kind or another from now on. It counts for the whole process.

    Args:
        late_marks: Whether the terminal gives a cell to marks that came to Unicode late, as GNU screen does, whose table is
            old: the Burmese asat is one. Without it every mark but the spacing ones takes none.
    """
    _Terminal.late_marks = late_marks
    _width.cache_clear()
    leans.cache_clear()


def cells(value: str) -> int:
    """Measure how many columns of a terminal a cleaned line takes."""
    return len(value) if value.isascii() else sum(map(_width, value))


def clusters(line: str) -> Iterator[tuple[str, int]]:
    """The characters of a cleaned line that take cells, each with the marks on it that take none, and their width in cells.

    A mark at the start of the line has nothing to sit on and is left out.
    """
    cluster, width = "", 0
    for sign in line:
        taken = _width(sign)
        if taken or not width:
            if width:
                yield cluster, width
            cluster, width = sign, taken
        else:
            cluster += sign
    if width:
        yield cluster, width


@lru_cache(maxsize=4096)
def leans(sign: str) -> bool:
    """Whether a character belongs to the one before it and takes cells all the same: terminals dispute whether it does."""
    return is_mark(sign) and _width(sign) > 0


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
    if invisible().match(sign) or (is_mark(sign) and not _takes_cells(sign)):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in _WIDE else 1


def _takes_cells(mark: str) -> bool:
    """Whether a mark takes cells: a spacing one, or one that Unicode 3.2 did not have where those of later do."""
    if unicodedata.category(mark) == _SPACING:
        return True
    return _Terminal.late_marks and unicodedata.ucd_3_2_0.category(mark) == _UNASSIGNED


def _fitting(value: str, width: int) -> int:
    """How many leading characters fit into `width` cells; marks stay with their base."""
    if value.isascii():
        return min(len(value), width)
    used = base = 0
    for index, sign in enumerate(value):
        if not is_mark(sign):
            base = index
        used += _width(sign)
        if used > width:
            return base
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
    """Break a long word into pieces of `width` cells, the last one shorter or equal; nothing is left out."""
    pieces = []
    piece, used = "", 0
    for part, size in _parts(word, width):
        if used and size and used + size > width:
            pieces.append(piece)
            piece, used = "", 0
        piece += part
        used += size
    return [*pieces, piece]


def _parts(word: str, width: int) -> Iterator[tuple[str, int]]:
    """What stays together, with its cells: a character and its marks, but for those that are wider than `width`."""
    for character in _characters(word):
        size = cells(character)
        if size <= width:
            yield character, size
        else:
            yield from ((sign, _width(sign)) for sign in character)


def _characters(word: str) -> Iterator[str]:
    """The characters of a word, each with all its marks."""
    start = 0
    for index, sign in enumerate(word):
        if index and not is_mark(sign):
            yield word[start:index]
            start = index
    yield word[start:]
