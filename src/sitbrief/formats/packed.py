"""What a packed file holds: a table, JSON or a workbook in a .gz, or as the one table of a .zip; or it is a workbook itself."""

from __future__ import annotations

import gzip
import io
import shutil
import tempfile
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, Final

from sitbrief.files.kinds import archive_of, is_gzip, is_zip
from sitbrief.files.reading import Unreadable
from sitbrief.files.zip_archive import BoundedStream, ZipArchive
from sitbrief.formats.content import Content, start_of
from sitbrief.formats.event import NO_TEXT
from sitbrief.formats.workbook import workbook_in
from sitbrief.text import clean_line, plural

if TYPE_CHECKING:
    from os import PathLike

_TABLES: Final = (".csv", ".tsv", ".json", ".geojson", ".xlsx", ".xlsm", ".ods")
_OF_SYSTEMS: Final = ("__MACOSX/", "._", ".DS_Store", "Thumbs.db", "desktop.ini")
_MOST_NAMES: Final = 6
_IN_MEMORY: Final = 1 << 23
_NESTED: Final = "is an archive in an archive: unpack it first"


def unpacked(file: IO[bytes], start: bytes, path: str | PathLike[str]) -> Content:
    """What an open file holds that is packed with gzip, or a zip archive.

    Args:
        file: The file.
        start: How it begins.
        path: Its name, for messages.

    Raises:
        Unreadable: it is an archive of several files, of another kind, damaged, protected or larger than is taken.
    """
    if is_gzip(start):
        stream = io.BufferedReader(BoundedStream(gzip.GzipFile(fileobj=file), path), 1 << 16)
        return _inside(stream, path)
    archive = ZipArchive(file, path)
    if workbook := workbook_in(archive, path):
        return Content(file, workbook)
    name = _only_table(archive, path)
    member = clean_line(name) if len(archive.names) > 1 else NO_TEXT
    return _inside(archive.open(name), path)._replace(member=member)


def _inside(stream: IO[bytes], path: str | PathLike[str]) -> Content:
    """What is in an archive; that may be a workbook, and no other archive."""
    with ExitStack() as stack:
        stack.callback(stream.close)
        start = start_of(stream)
        if is_zip(start):
            return _workbook_inside(stream, path)
        if what := _NESTED if is_gzip(start) else archive_of(start):
            raise Unreadable(path, what)
        stack.pop_all()
    return Content(stream)


def _workbook_inside(stream: IO[bytes], path: str | PathLike[str]) -> Content:
    """A workbook in an archive: what is in it can be read in any order from a copy alone."""
    with ExitStack() as stack:
        copy = stack.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY))
        shutil.copyfileobj(stream, copy)
        copy.seek(0)
        workbook = workbook_in(ZipArchive(copy, path), path)
        if workbook is None:
            raise Unreadable(path, _NESTED)
        stack.pop_all()
    return Content(copy, workbook)


def _only_table(archive: ZipArchive, path: str | PathLike[str]) -> str:
    """The name of the only table in an archive, or of its only file."""
    names = [name for name in archive.names if not _is_of_a_system(name)]
    tables = [name for name in names if name.lower().endswith(_TABLES)]
    if len(names) == 1 or len(tables) == 1:
        return (tables or names)[0]
    raise Unreadable(path, _what_archive(names))


def _is_of_a_system(name: str) -> bool:
    return name.startswith(_OF_SYSTEMS) or name.rpartition("/")[2].startswith(_OF_SYSTEMS)


def _what_archive(names: list[str]) -> str:
    """What an archive is that is no table, and what to do with it."""
    if not names:
        return "is a zip archive without a file in it"
    if "xl/workbook.bin" in names:
        return "is a binary Excel workbook (xlsb): save it as XLSX or CSV"
    for folder, what in (("word/", "a Word document"), ("ppt/", "a presentation")):
        if any(name.startswith(folder) for name in names):
            return f"is {what}: save its table as CSV"
    if any(name.lower().endswith(".shp") for name in names):
        return "is a shapefile: save its table of attributes as CSV (ogr2ogr -f CSV)"
    if "mimetype" in names:
        return "is a document, not a spreadsheet: save its table as CSV"
    shown = ", ".join(map(clean_line, names[:_MOST_NAMES]))
    more = f" and {len(names) - _MOST_NAMES:,} more" if len(names) > _MOST_NAMES else ""
    return f"is a zip archive of {plural(len(names), 'file')} ({shown}{more}): unpack it and name the table"
