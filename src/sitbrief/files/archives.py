"""Archives and other packed files, told by how they begin. None of them is unpacked: what to do instead is said."""

from __future__ import annotations

from typing import Final

_ZIP: Final = b"PK\x03\x04"
_WORKBOOK: Final = (b"xl/", b"[Content_Types].xml")
_EMPTY_ZIP: Final = (b"PK\x05\x06", b"PK\x07\x08")

_BEGINNINGS: Final = (
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


def archive(start: bytes) -> str:
    """What an archive is and what to do with it, by its first few kilobytes; empty for any other file."""
    if start.startswith(_ZIP):
        if any(name in start for name in _WORKBOOK):
            return "is an Excel workbook: save its sheet as CSV"
        return "is a zip archive: unpack it first"
    if start.startswith(_EMPTY_ZIP):
        return "is a zip archive: unpack it first"
    return next((what for beginning, what in _BEGINNINGS if start.startswith(beginning)), "")
