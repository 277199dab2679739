"""OpenDocument spreadsheets (ODS) row by row, with the values that are stored: nothing is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitbrief.files.reading import OverLimit, Unreadable
from sitbrief.formats.cell_text import duration_text, iso_text, number_text
from sitbrief.formats.sheet import MOST_ROWS, RowBuilder, Sheet
from sitbrief.formats.xml_records import XmlRecords
from sitbrief.limits import limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike
    from xml.etree.ElementTree import Element

    from sitbrief.files.zip_archive import ZipArchive
    from sitbrief.formats.delimited import Row

MAIN_PART: Final = "content.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_LONGEST_MANIFEST: Final = 1 << 16
_LONGEST_COUNT: Final = 7

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS: Final = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_NUMBERS: Final = frozenset({"float", "percentage", "currency"})
_SPACES: Final = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}


class Ods:
    """A spreadsheet.

    Args:
        archive: Its parts.
        path: The file, for messages.

    Attributes:
        names: The names of the sheets that were read so far.

    Raises:
        Unreadable: it is protected by a password.
    """

    kind = "an OpenDocument spreadsheet"

    def __init__(self, archive: ZipArchive, path: str | PathLike[str]) -> None:
        self._archive = archive
        self._path = path
        self.names: list[str] = []
        if _MANIFEST in archive.names:
            with archive.open(_MANIFEST) as stream:
                if b"encryption-data" in stream.read(_LONGEST_MANIFEST):
                    raise Unreadable(path, "is protected by a password: save it without one")

    def sheets(self) -> Iterator[Sheet]:
        """Its sheets; each is read while it is the last one that was given."""
        with self._archive.open(MAIN_PART) as stream:
            records = XmlRecords(stream, self._path, frozenset({"table-row"}), frozenset({"table"}))
            elements = _Elements(records)
            while (table := elements.next_table()) is not None:
                name = table.get(f"{_TABLE}name", "")
                self.names.append(name)
                yield Sheet(name, _rows(elements.rows(), self._path))


class _Elements:
    """Tables, and the rows below each.

    Args:
        records: All of them in their order.
    """

    def __init__(self, records: XmlRecords) -> None:
        self._kind = records.kind
        self._elements = iter(records)
        self._next: Element | None = None

    def next_table(self) -> Element | None:
        """The next table; rows that are left of the one before are passed over. None at the end."""
        found, self._next = self._next, None
        return (
            found
            if found is not None
            else next((element for element in self._elements if self._kind(element) == "table"), None)
        )

    def rows(self) -> Iterator[Element]:
        """The rows of the table."""
        for element in self._elements:
            if self._kind(element) == "table":
                self._next = element
                return
            yield element


def _rows(elements: Iterator[Element], path: str | PathLike[str]) -> Iterator[Row]:
    """The rows of a sheet."""
    builder = RowBuilder(path)
    most = limits().columns
    for element in elements:
        builder.next()
        place = 0
        for cell in element:
            if cell.tag not in _CELLS:
                continue
            times = _count(cell, f"{_TABLE}number-columns-repeated")
            text = _said(cell, path)
            for each in range(place, place + min(times, most + 1)) if text else ():
                builder.put(each, text)
            if not text:
                builder.count_empty()
            place += times
        repeated = _count(element, f"{_TABLE}number-rows-repeated")
        builder.finish(repeated)
        builder.number += repeated - 1
        yield from builder.take()


def _said(cell: Element, path: str | PathLike[str]) -> str:
    """What a cell says."""
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind in _NUMBERS:
        return number_text(cell.get(f"{_OFFICE}value", ""))
    if kind == "date":
        return iso_text(cell.get(f"{_OFFICE}date-value", ""))
    if kind == "time":
        return duration_text(cell.get(f"{_OFFICE}time-value", ""))
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value", "").upper()
    paragraphs = ["".join(_parts(child, path)) for child in cell if child.tag == f"{_TEXT}p"]
    return "\n".join(paragraphs) or cell.get(f"{_OFFICE}string-value", "")


def _parts(element: Element, path: str | PathLike[str]) -> Iterator[str]:
    """The text in an element; notes beside it and how it is spoken are left out."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            number = _count(child, f"{_TEXT}c")
            if number > limits().field:
                raise OverLimit(path, f"has {number:,} spaces in one cell", "field")
            yield " " * number
        elif child.tag in _SPACES:
            yield _SPACES[child.tag]
        elif child.tag not in {f"{_OFFICE}annotation", f"{_TEXT}ruby-text", f"{_TEXT}note"}:
            yield from _parts(child, path)
        yield child.tail or ""


def _count(element: Element, name: str) -> int:
    """How often something stands there that is written once."""
    written = element.get(name, "1")
    return min(int(written), MOST_ROWS) if written.isdecimal() and len(written) <= _LONGEST_COUNT else 1
