"""Workbooks for tests, written part by part, so that each may be as odd as a program or an attacker makes it."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/>'
    '<numFmt numFmtId="165" formatCode="[Red]0.0&quot;d&quot;"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs></styleSheet>'
)
"""By number: a number, a day, a day and a time, a number in a format of its own, a time."""


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def inline(rows: Iterable[Sequence[str]]) -> str:
    """Rows of texts as the cells of a sheet, each with its text in it; empty ones are left out."""
    return "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{column(place)}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
            for place, text in enumerate(row)
            if text
        )
        + "</row>"
        for number, row in enumerate(rows, 1)
    )


def column(place: int) -> str:
    """The letters of a column."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def xlsx(
    sheets: Mapping[str, str],
    *,
    strings: str = "",
    about: str = "",
    hidden: Iterable[str] = (),
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """An Excel workbook.

    Args:
        sheets: The rows of each sheet, as XML.
        strings: The shared strings, likewise.
        about: What the workbook says of itself.
        hidden: The names of sheets that are hidden.
        more: Other parts, or some of these in another form.
    """
    names = list(sheets)
    hiding = ' state="hidden"'
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"{hiding if name in {*hidden} else ""}/>'
        for n, name in enumerate(names, 1)
    )
    kinds = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)]
    kinds += [("rId90", "sharedStrings", "sharedStrings.xml"), ("rId91", "styles", "/xl/styles.xml")]
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for name, kind, target in kinds
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}">{about}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
        "xl/styles.xml": STYLES,
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{strings}</sst>'
    for n, rows in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{_MAIN}"><cols><col min="1"/></cols><sheetData>{rows}</sheetData></worksheet>'
        )
    return packed({**parts, **(more or {})})


def ods(sheets: Mapping[str, str], *, manifest: str = "", head: str = "") -> bytes:
    """An OpenDocument spreadsheet: the rows of each sheet as XML."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}><table:table-column/>{rows}</table:table>"
        for name, rows in sheets.items()
    )
    content = (
        f"<?xml version='1.0'?>{head}<office:document-content {spaces}><office:body><office:spreadsheet>"
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


def ods_rows(rows: Iterable[Sequence[str]]) -> str:
    """Rows of texts as those of an OpenDocument sheet."""
    return "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
            if text
            else "<table:table-cell/>"
            for text in row
        )
        + "</table:table-row>"
        for row in rows
    )
