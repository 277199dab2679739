"""The encoding of a text file, decided by all of it: UTF-8, or Windows-1252 where it is not that.

A row alone does not tell: one name in another encoding makes all its neighbours no better. A file of UTF-8 in which some
letters are cut in the middle stays UTF-8, and its other rows are read.
"""

from __future__ import annotations

import codecs
import re
from typing import IO, Final

WINDOWS: Final = "cp1252"

_PIECE: Final = 1 << 20
_ESCAPED: Final = re.compile("[\udc80-\udcff]")
_LETTERS: Final = re.compile("[^\x00-\x7f\udc80-\udcff]")
_NOT_WINDOWS: Final = re.compile("[\udc81\udc8d\udc8f\udc90\udc9d]")
"""The five bytes that stand for nothing there."""


def encoding_of(stream: IO[bytes]) -> str:
    """The encoding of a stream without a mark, by Python's name; it is read to its end, and begun anew."""
    encoding = "utf-8" if _is_utf8(stream) else _other(stream)
    stream.seek(0)
    return encoding


def _is_utf8(stream: IO[bytes]) -> bool:
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := stream.read(_PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _other(stream: IO[bytes]) -> str:
    """The same of what is not all UTF-8: letters of more than a byte come by chance hardly ever."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    letters = escaped = 0
    while piece := stream.read(_PIECE):
        text = decoder.decode(piece)
        if b"\0" in piece or _NOT_WINDOWS.search(text):
            return "utf-8"
        if not text.isascii():
            letters += len(_LETTERS.findall(text))
            escaped += len(_ESCAPED.findall(text))
    escaped += len(decoder.decode(b"", final=True))
    return WINDOWS if escaped > letters else "utf-8"
