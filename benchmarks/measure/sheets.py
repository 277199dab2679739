"""A table as a workbook: XLSX with texts in its cells or apart, as the programs of this world write it."""

from __future__ import annotations

import csv
import re
import zipfile
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from pathlib import Path

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_NUMBER: Final = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)


def write(table: Path, path: Path, *, shared: bool) -> Path:
    """Write the rows of a CSV as a workbook of one sheet.

    Args:
        table: The CSV.
        path: The workbook.
        shared: Its texts stand apart, each once, as Excel has it; else in their cells.
    """
    texts: dict[str, int] = {}
    kinds = [("1", "worksheet", "worksheets/sheet1.xml"), ("2", "sharedStrings", "sharedStrings.xml")]
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATED}/{kind}" Target="{target}"/>' for n, kind, target in kinds
    )
    sheets = '<sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets>'
    with (
        table.open(newline="", encoding="utf-8") as file,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}">{sheets}</workbook>'
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>'
        )
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for number, row in enumerate(csv.reader(file), 1):
                cells = "".join(
                    _cell(f"{_letters(place)}{number}", text, texts if shared else None)
                    for place, text in enumerate(row)
                    if text
                )
                sheet.write(f'<row r="{number}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">{items}</sst>')
    return path


def _cell(name: str, text: str, texts: dict[str, int] | None) -> str:
    if _NUMBER.fullmatch(text):
        return f'<c r="{name}"><v>{text}</v></c>'
    if texts is None:
        return f'<c r="{name}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
    return f'<c r="{name}" t="s"><v>{texts.setdefault(text, len(texts))}</v></c>'


def _letters(place: int) -> str:
    first, second = divmod(place, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + second)
