"""What a file is, told by how it begins. Nothing is unpacked, and nothing of what stands in it is told.

Whoever may name a path to us need not be allowed to read the file there.
"""

from __future__ import annotations

import codecs
from typing import Final

_ZIP: Final = b"PK\x03\x04"
_WORKBOOK: Final = (b"xl/", b"[Content_Types].xml")

_PACKED: Final = (
    (_ZIP, "is a zip archive: unpack it first"),
    (b"PK\x05\x06", "is a zip archive: unpack it first"),
    (b"PK\x07\x08", "is a zip archive: unpack it first"),
    (b"\x1f\x8b", "is packed with gzip: unpack it first (gunzip)"),
    (b"BZh", "is packed with bzip2: unpack it first (bunzip2)"),
    (b"\xfd7zXZ\x00", "is packed with xz: unpack it first (unxz)"),
    (b"\x28\xb5\x2f\xfd", "is packed with zstd: unpack it first (unzstd)"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive: unpack it first"),
    (b"Rar!\x1a\x07", "is a RAR archive: unpack it first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a document of old Office: save its sheet as CSV"),
    (b"%PDF-", "is a PDF document: there is no table or briefing to be read in it"),
    (b"SQLite format 3\x00", "is a database of SQLite: export its table as CSV"),
    (b"PAR1", "is a Parquet file: export its table as CSV"),
)
_OTHERS: Final = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF image"),
    (b"II*\0", "a TIFF image"),
    (b"\x7fELF", "binary"),
)
_MARKUP: Final = (
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "XML"),
    (b"<svg", "an SVG image"),
)
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def archive(start: bytes) -> str:
    """What an archive is and what to do with it, by its first few kilobytes; empty for any other file."""
    if start.startswith(_ZIP) and any(name in start for name in _WORKBOOK):
        return "is an Excel workbook: save its sheet as CSV"
    return _named(start, _PACKED)


def kind_of(start: bytes) -> str:
    """What a file is that cannot be imported, by its first few kilobytes, as in "a PNG image"."""
    if not start.strip():
        return "empty"
    if known := _named(start, _OTHERS):
        return known
    if b"\0" in start and not start.startswith(_UTF16):
        return "binary"
    beginning = start.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    return _named(beginning, _MARKUP) or "text whose first rows name no columns of theirs"


def _named(start: bytes, beginnings: tuple[tuple[bytes, str], ...]) -> str:
    return next((what for beginning, what in beginnings if start.startswith(beginning)), "")
