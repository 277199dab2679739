"""What a file is, told by how it begins. Nothing is unpacked, and nothing of what stands in it is told.

Whoever may name a path to us need not be allowed to read the file there.
"""

from __future__ import annotations

import codecs
from typing import Final

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_GZIP: Final = b"\x1f\x8b"
_EXCEL: Final = (b"xl/", b"[Content_Types].xml")
_SPREADSHEET: Final = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_PACKED: Final = (
    (b"BZh", "is packed with bzip2: unpack it first (bunzip2)"),
    (b"\xfd7zXZ\x00", "is packed with xz: unpack it first (unxz)"),
    (b"\x28\xb5\x2f\xfd", "is packed with zstd: unpack it first (unzstd)"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive: unpack it first"),
    (b"Rar!\x1a\x07", "is a RAR archive: unpack it first"),
    (
        _OFFICE,
        "is a document of old Office (.xls, .doc), or one with a password: save its sheet as XLSX or CSV",
    ),
    (b"%PDF-", "is a PDF document: there is no table or briefing to be read in it"),
    (b"{\\rtf", "is a document in RTF: there is no table or briefing to be read in it"),
    (b"SQLite format 3\x00", "is a database of SQLite: export its table as CSV"),
    (b"PAR1", "is a Parquet file: export its table as CSV"),
    (b"ARROW1", "is an Arrow file: export its table as CSV"),
    (b"Obj\x01", "is an Avro file: export its table as CSV"),
    (b"\x89HDF", "is an HDF5 file: export its table as CSV"),
    (b"$FL2", "is a data file of SPSS: export its table as CSV"),
    (b"<stata_dta>", "is a data file of Stata: export its table as CSV"),
    (b"\x00\x00\x27\x0a", "is a shapefile: save its table of attributes as CSV (ogr2ogr -f CSV)"),
)
_OTHERS: Final = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\x7fELF", "binary"),
)
_MARKUP: Final = (
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<head", "a web page"),
    (b"<table", "a web page"),
    (b"<?xml", "XML"),
    (b"<svg", "an SVG image"),
    (b"<kml", "a map in KML"),
)
_WAYS_OUT: Final = {
    "a web page": "the address may lead to a page about the file; download the file itself",
    "XML": "save its table as CSV",
    "a map in KML": "save its places as CSV",
}
OTHER_TEXT: Final = "text whose first rows name no columns of theirs"
"""What is said of text of which no more is known; "theirs" are those who publish tables that are imported."""

_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def is_zip(start: bytes) -> bool:
    """Whether a file begins as a zip archive does, as those of Office are too."""
    return start.startswith(_ZIP)


def is_gzip(start: bytes) -> bool:
    """Whether a file begins as one that is packed with gzip does."""
    return start.startswith(_GZIP)


def archive(start: bytes) -> str:
    """What a file is that is no text and no briefing, and what to do with it; empty for any other file.

    Args:
        start: Its first few kilobytes.
    """
    if is_zip(start):
        if any(name in start for name in _EXCEL):
            return "is an Excel workbook, not a briefing: sitbrief import makes briefings of its table"
        if _SPREADSHEET in start:
            return (
                "is an OpenDocument spreadsheet, not a briefing: sitbrief import makes briefings of its table"
            )
        return "is a zip archive, not a briefing: sitbrief import makes briefings of a table in it"
    if is_gzip(start):
        return "is packed with gzip: unpack it first (gunzip); sitbrief import reads a table as it is"
    return archive_of(start)


def archive_of(start: bytes) -> str:
    """The same of files that nothing of ours reads."""
    return _named(start, _PACKED)


def kind_of(start: bytes) -> str:
    """What a file is that cannot be imported, by its first few kilobytes, as in "a PNG image", and what to do with it."""
    if not start.strip():
        return "empty"
    if known := _named(start, _OTHERS):
        return known
    if b"\0" in start and not start.startswith(_UTF16):
        return "binary"
    beginning = start.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    known = _named(beginning, _MARKUP)
    if known and known in _WAYS_OUT:
        return f"{known}: {_WAYS_OUT[known]}"
    return known or OTHER_TEXT


def _named(start: bytes, beginnings: tuple[tuple[bytes, str], ...]) -> str:
    return next((what for beginning, what in beginnings if start.startswith(beginning)), "")
