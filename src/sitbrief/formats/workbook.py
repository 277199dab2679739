"""Workbooks: which kind an archive is one of, and the sheets in it. Only a workbook that is opened loads what reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from os import PathLike

    from sitbrief.files.zip_archive import ZipArchive
    from sitbrief.formats.sheet import Sheet


class Workbook(Protocol):
    """A workbook that is open.

    Attributes:
        kind: What it is, as in "an Excel workbook".
    """

    kind: str

    @property
    def names(self) -> Sequence[str]:
        """The names of its sheets, complete when all were read."""

    def sheets(self) -> Iterator[Sheet]:
        """Its sheets; each is read while it is the last one that was given."""


def workbook_in(archive: ZipArchive, path: str | PathLike[str]) -> Workbook | None:
    """The workbook that an archive is; None where it is another archive.

    Raises:
        Unreadable: it is a damaged one, or protected by a password.
    """
    from sitbrief.formats import ods, xlsx  # late: what reads XML is needed for nothing else

    if xlsx.MAIN_PART in archive.names:
        return xlsx.Xlsx(archive, path)
    if ods.MAIN_PART in archive.names and _is_spreadsheet(archive):
        return ods.Ods(archive, path)
    return None


def _is_spreadsheet(archive: ZipArchive) -> bool:
    """Whether an OpenDocument is one of tables."""
    if "mimetype" not in archive.names:
        return False
    with archive.open("mimetype") as stream:
        return stream.read(100).startswith(b"application/vnd.oasis.opendocument.spreadsheet")
