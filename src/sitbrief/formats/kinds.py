"""What a file that cannot be imported seems to be. Its kind is named; nothing of what stands in it is told.

Whoever may name a path to us need not be allowed to read the file there.
"""

from __future__ import annotations

import codecs
from typing import Final

_IMAGES: Final = (
    (b"\x89PNG", "a PNG"),
    (b"\xff\xd8\xff", "a JPEG"),
    (b"GIF8", "a GIF"),
    (b"RIFF", "a RIFF"),
    (b"II*\0", "a TIFF"),
)
_MARKUP: Final = (
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "XML"),
    (b"<svg", "an SVG image"),
)
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def kind_of(start: bytes) -> str:
    """What a file is, by its first few kilobytes, as in "a PNG image"."""
    if not start.strip():
        return "empty"
    image = next((name for mark, name in _IMAGES if start.startswith(mark)), "")
    if image:
        return f"{image} image"
    if start.startswith(b"\x7fELF") or (b"\0" in start and not start.startswith(_UTF16)):
        return "binary"
    beginning = start.removeprefix(codecs.BOM_UTF8).lstrip()[:20].lower()
    markup = next((name for mark, name in _MARKUP if beginning.startswith(mark)), "")
    return markup or "text whose first rows name no columns of theirs"
