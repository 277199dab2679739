"""Damage to bytes of any kind: what a bad disk, a bad line, a bad editor or an attacker makes of them.

Every mutator here and beside takes a `Random`: one of hypothesis, which shrinks what fails, or any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

INTERESTING: Final = (
    *(
        b"\x00",
        b"\xff",
        b"\x80",
        b"\xc0\x80",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
    ),
    *(
        b"\x1b[2J",
        b"\x1b]52;c;aGk=\x07",
        b"\x9b2J",
        b"\xc2\x9b2J",
        b"\xe2\x80\xae",
        b"\xe2\x80\xa8",
        b"\r",
        b"\n",
        b"\t",
    ),
    *(
        b'"',
        b"'",
        b"\\",
        b",",
        b";",
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b"-",
        b"e999",
        b"null",
        b"\\ud800",
        b"PK\x03\x04",
    ),
)


def flip(data: bytearray, random: Random) -> None:
    """Turn one bit."""
    if data:
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def put(data: bytearray, random: Random) -> None:
    """Put something in, or over what is there."""
    place = random.randrange(len(data) + 1)
    found = random.choice(INTERESTING)
    data[place : place + (len(found) if random.random() < 0.5 else 0)] = found


def cut(data: bytearray, random: Random) -> None:
    """Take a piece out."""
    start = random.randrange(len(data) + 1)
    del data[start : start + _length(data, random)]


def truncate(data: bytearray, random: Random) -> None:
    """End too early."""
    del data[random.randrange(len(data) + 1) :]


def repeat(data: bytearray, random: Random) -> None:
    """Say a piece again, some times."""
    start = random.randrange(len(data) + 1)
    piece = bytes(data[start : start + min(_length(data, random), 4096)])
    data[start:start] = piece * random.randrange(1, 9)


def swap(data: bytearray, random: Random) -> None:
    """Put a piece elsewhere."""
    start = random.randrange(len(data) + 1)
    piece = bytes(data[start : start + _length(data, random)])
    del data[start : start + len(piece)]
    place = random.randrange(len(data) + 1)
    data[place:place] = piece


def overwrite(data: bytearray, random: Random) -> None:
    """Write noise over a piece."""
    start = random.randrange(len(data) + 1)
    size = min(len(data) - start, random.randrange(1, 9))
    data[start : start + size] = bytes(random.randrange(256) for _ in range(size))


_KINDS: Final[tuple[Callable[[bytearray, Random], None], ...]] = (
    *(flip, flip, put, put, cut, truncate, repeat, swap, overwrite),
)


def damaged(data: bytes, random: Random, most: int = 3) -> bytes:
    """The bytes with a little damage."""
    found = bytearray(data)
    for _ in range(random.randrange(1, most + 1)):
        random.choice(_KINDS)(found, random)
    return bytes(found)


def _length(data: bytearray, random: Random) -> int:
    return random.randrange(1, max(2, len(data) // random.choice((2, 16, 128))))
