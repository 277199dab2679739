"""How much a JSON text would make, counted before anything is made of it: ten million empty objects are a gigabyte."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitbrief.files.reading import OverLimit
from sitbrief.limits import limits

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

_PIECE: Final = 1 << 20
_AS_LISTS: Final = bytes.maketrans(b"{}", b"[]")
_NO_BRACKETS: Final = bytes(set(range(256)) - set(b"[]{}"))
_BACKSLASHES: Final = re.compile(rb"\\*+")


def refuse_too_many(data: bytes, path: str | os.PathLike[str]) -> None:
    """Refuse a JSON text that holds more values than are taken.

    Raises:
        OverLimit: it does.
    """
    most = limits().items
    # Signs in texts count at first: where there are few with them, there are few without.
    if len(data) > most and _signs(data) > most and _signs_outside_strings(data, most) > most:
        raise OverLimit(path, f"holds more than {most:,} values", "items")


def _signs(text: bytes) -> int:
    """Each value stands behind a comma or an opening bracket; an object or list takes the room of several values."""
    return text.count(b",") + 2 * (text.count(b"{") + text.count(b"["))


def _signs_outside_strings(data: bytes, most: int) -> int:
    """The same without what stands between quotes; it stops when it is more than `most`."""
    count = 0
    for piece in _outside_strings(data):
        count += _signs(piece)
        if count > most:
            break
    return count


def is_deeper(data: bytes, most: int) -> bool:
    """Whether objects and lists stand in one another on more levels than that; the text need not be JSON."""
    brackets = b"".join(piece.translate(_AS_LISTS, _NO_BRACKETS) for piece in _outside_strings(data))
    levels = 0
    while b"[]" in brackets and levels <= most:
        brackets = brackets.replace(b"[]", b"")
        levels += 1
    return levels + len(brackets) > most


def _outside_strings(data: bytes) -> Iterator[bytes]:
    """A JSON text piece by piece, without what stands between quotes."""
    at, inside = 0, 0
    while at < len(data):
        end = at + _PIECE
        if data[end - 1 : end] == b"\\":  # what it escapes stays with it
            found = _BACKSLASHES.match(data, end)
            end = (found.end() if found else end) + 1
        parts = data[at:end].replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')
        yield b"".join(parts[inside::2])
        inside ^= (len(parts) - 1) & 1
        at = end
