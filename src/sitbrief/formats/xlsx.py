"""Excel workbooks (XLSX, XLSM) row by row, with the values that are stored: nothing is computed, no macro is looked at.

Each part of the archive is unpacked within limits as it is read, and no row is held longer than its importer needs it.
"""

from __future__ import annotations

import posixpath
import sys
from typing import IO, TYPE_CHECKING, Final

from sitbrief.files.reading import OverLimit, Unreadable
from sitbrief.formats.cell_text import CellKind, iso_text, kind_of_format, moment_text, number_text, unescaped
from sitbrief.formats.sheet import RowBuilder, Sheet
from sitbrief.formats.xml_records import XmlRecords
from sitbrief.limits import MIB, limits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from os import PathLike
    from xml.etree.ElementTree import Element

    from sitbrief.files.zip_archive import ZipArchive
    from sitbrief.formats.delimited import Row

MAIN_PART: Final = "xl/workbook.xml"
_MOST_COLUMNS: Final = 16_384
_LETTERS: Final = 26
_NUMBERS: Final = "0123456789"
_NO_TEXT: Final = 1 << 62
_NO_PLACE: Final = -1
_REFERENCE_BYTES: Final = 8
"""What a list needs for a text beside the text."""

_LONGEST_NUMBER: Final = 7
"""Digits of the number of a row, or of a text: more of them are in no workbook that is taken."""


class Xlsx:
    """A workbook.

    Args:
        archive: Its parts.
        path: The file, for messages.

    Raises:
        Unreadable: it lacks a part, or one of them is damaged.
    """

    kind = "an Excel workbook"

    def __init__(self, archive: ZipArchive, path: str | PathLike[str]) -> None:
        self._archive = archive
        self._path = path
        self._from_1904 = False
        self._shown: list[tuple[str, str]] = []
        hidden: list[tuple[str, str]] = []
        targets, kinds = self._relations()
        for name, element in self._elements(MAIN_PART, "workbookPr", "sheet"):
            if name == "workbookPr":
                self._from_1904 = element.get("date1904") in {"1", "true"}
                continue
            relation = next((value for key, value in element.items() if key.endswith("}id")), "")
            if kinds.get(relation) == "worksheet":
                put = self._shown if element.get("state", "visible") == "visible" else hidden
                put.append((element.get("name", ""), targets[relation]))
        self._shown += hidden
        by_kind = {kind: targets[number] for number, kind in kinds.items()}
        self._strings_part = by_kind.get("sharedStrings", "")
        self._styles_part = by_kind.get("styles", "")

    @property
    def names(self) -> list[str]:
        """The names of its sheets, hidden ones last."""
        return [name for name, _ in self._shown]

    def sheets(self) -> Iterator[Sheet]:
        """Its sheets, hidden ones last; each is read while it is the last one that was given."""
        strings: Sequence[str] = ()
        if self._has(self._strings_part):
            with self._archive.open(self._strings_part) as stream:
                strings = _strings(stream, self._path)
        kinds = self._formats()
        for name, part in self._shown:
            texts = _Texts(self._path, strings, kinds, from_1904=self._from_1904)
            yield Sheet(name, self._rows(part, texts))

    def _has(self, part: str) -> bool:
        return part in self._archive.names

    def _elements(self, part: str, *names: str) -> Iterator[tuple[str, Element]]:
        """The elements of a part that have these names."""
        if not self._has(part):
            raise Unreadable(self._path, f"is a damaged Excel workbook: it lacks {part}")
        with self._archive.open(part) as stream:
            records = XmlRecords(stream, self._path, frozenset(names))
            yield from ((records.kind(element), element) for element in records)

    def _relations(self) -> tuple[dict[str, str], dict[str, str]]:
        """The parts that the workbook refers to, and the last word of what each is, by the ids that it uses."""
        targets: dict[str, str] = {}
        kinds: dict[str, str] = {}
        folder, name = posixpath.split(MAIN_PART)
        for _, element in self._elements(f"{folder}/_rels/{name}.rels", "Relationship"):
            relation = element.get("Id", "")
            target = posixpath.join(f"/{folder}", element.get("Target", ""))
            targets[relation] = posixpath.normpath(target).lstrip("/")
            kinds[relation] = posixpath.basename(element.get("Type", ""))
        return targets, kinds

    def _formats(self) -> list[CellKind]:
        """What numbers stand for, by the style of their cell."""
        if not self._has(self._styles_part):
            return []
        codes: dict[str, str] = {}
        kinds: list[CellKind] = []
        for name, element in self._elements(self._styles_part, "numFmt", "cellXfs"):
            if name == "numFmt":
                codes[element.get("numFmtId", "")] = element.get("formatCode", "")
            else:
                numbers = (style.get("numFmtId", "0") for style in element)
                kinds += [kind_of_format(number, codes.get(number, "")) for number in numbers]
        return kinds

    def _rows(self, part: str, texts: _Texts) -> Iterator[Row]:
        if not self._has(part):
            raise Unreadable(self._path, f"is a damaged Excel workbook: it lacks {part}")
        with self._archive.open(part) as stream:
            yield from _sheet_rows(stream, self._path, texts)


class _Texts:
    """Tells what the cells of a workbook say.

    Args:
        path: The file, for messages.
        strings: The texts that cells refer to.
        kinds: What numbers stand for, by the style of their cell.
        from_1904: Days are counted from 1904 on.
    """

    def __init__(
        self, path: str | PathLike[str], strings: Sequence[str], kinds: Sequence[CellKind], *, from_1904: bool
    ) -> None:
        self._path = path
        self._strings = strings
        self._moments = {str(place): kind for place, kind in enumerate(kinds) if kind is not CellKind.NUMBER}
        self._from_1904 = from_1904

    def text(self, written: str, style: str, of: str) -> str:
        """What a cell says.

        Args:
            written: What stands in it.
            style: The number of its style.
            of: What kind of value it is.
        """
        if not written:
            return ""
        if of == "s":
            number = int(written) if written.isdecimal() and len(written) <= _LONGEST_NUMBER else _NO_TEXT
            if number >= len(self._strings):
                raise Unreadable(
                    self._path, "is a damaged Excel workbook: a cell refers to a text that is not there"
                )
            return self._strings[number]
        if of == "n":
            kind = self._moments.get(style)
            return moment_text(written, kind, from_1904=self._from_1904) if kind else number_text(written)
        if of == "b":
            return "TRUE" if written == "1" else "FALSE"
        return iso_text(written) if of == "d" else unescaped(written)


def _strings(stream: IO[bytes], path: str | PathLike[str]) -> list[str]:
    """The texts that cells refer to by their number.

    Raises:
        OverLimit: they are more than are held at once.
    """
    found: list[str] = []
    held, room = 0, limits().strings * MIB
    records = XmlRecords(stream, path, frozenset({"si"}))
    for item in records:
        text = _text_in(item, records)
        held += _REFERENCE_BYTES + sys.getsizeof(text)
        if held > room:
            raise OverLimit(path, f"has texts of more than {limits().strings:,} MiB", "strings")
        found.append(text)
    return found


def _text_in(element: Element, records: XmlRecords) -> str:
    """The text of an element, of which each run may look its own way; how it is spoken is left out."""
    if len(element) == 1 and records.kind(element[0]) == "t":
        return unescaped(element[0].text or "")
    parts: list[str] = []
    for child in element:
        kind = records.kind(child)
        if kind == "t":
            parts.append(child.text or "")
        elif kind == "r":
            parts += (run.text or "" for run in child if records.kind(run) == "t")
    return unescaped("".join(parts))


def _sheet_rows(stream: IO[bytes], path: str | PathLike[str], texts: _Texts) -> Iterator[Row]:
    """The rows of a sheet."""
    builder = RowBuilder(path)
    places: dict[str, int] = {"": _NO_PLACE}
    records = XmlRecords(stream, path, frozenset({"row"}))
    for row in records:
        space = row.tag.removesuffix("row")
        value, inline = f"{space}v", f"{space}is"
        number = row.get("r", "")
        builder.next(int(number) if number.isdecimal() and len(number) <= _LONGEST_NUMBER else None)
        place = -1
        cells = builder.cells
        for cell in row:
            get = cell.get
            letters = get("r", "").rstrip(_NUMBERS)
            if (column := places.get(letters)) is None:
                column = places[letters] = _place(letters, path)
            place = place + 1 if column == _NO_PLACE else column
            said = ""
            for child in cell:
                if child.tag == value:
                    said = texts.text(child.text or "", get("s", ""), get("t", "n"))
                elif child.tag == inline:
                    said = _text_in(child, records)
            if said and place == len(cells) != 0:
                cells.append(said)
            else:
                builder.put(place, said)
        builder.finish()
        yield from builder.take()


def _place(letters: str, path: str | PathLike[str]) -> int:
    """The place of a column from 0: A is 0, AA is 26."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= len("XFD")):
        raise Unreadable(path, "is a damaged Excel workbook: a cell is in no column")
    place = 0
    for letter in letters.upper():
        place = place * _LETTERS + ord(letter) - ord("A") + 1
    if place > _MOST_COLUMNS:
        raise Unreadable(path, "is a damaged Excel workbook: it has more columns than a sheet can have")
    return place - 1
