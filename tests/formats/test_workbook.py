"""A workbook is read as the CSV of its sheet would be; one that is made to do harm is refused in one line."""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.tables import acled, ged, put, read
from formats.workbooks import inline, ods, ods_rows, packed, xlsx
from sitbrief.files.reading import OverLimit, Unreadable, Unrecognised
from sitbrief.files.zip_archive import ZipArchive
from sitbrief.formats import xml_records
from sitbrief.formats.importing import Options, open_file
from sitbrief.formats.row_outcome import Reject
from sitbrief.formats.workbook import workbook_in
from sitbrief.limits import Limits, use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitbrief.formats.delimited import Row

CASES = Path(__file__).parents[1] / "data" / "cases"
ROW = "<row><c><v>1</v></c></row>"
HXL = (["Province", "Killed"], ["#adm1+name", "#affected+killed"], ["Hama", "3"])


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    yield
    use(Limits())


def cells(data: bytes, sheet: int = 0) -> list[tuple[int, list[str]]]:
    """The rows of a sheet, with their numbers."""
    workbook = workbook_in(ZipArchive(io.BytesIO(data), "w"), "w")
    assert workbook is not None
    rows = [[(row.line, row.cells) for row in each.rows] for each in workbook.sheets()]
    return rows[sheet]


def refused(data: bytes) -> str:
    """What is said of a workbook that is not read."""
    with pytest.raises(Unreadable) as raised:
        cells(data)
    return raised.value.what


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize(
    "made", [lambda rows: xlsx({"Data": inline(rows)}), lambda rows: ods({"D": ods_rows(rows)})]
)
@pytest.mark.parametrize("table", [acled({}, {"notes": "two\nlines"}, {"fatalities": "12"}), ged({}, {}, {})])
def test_a_workbook_says_what_its_csv_says(tmp_path: Path, table: bytes, made: object) -> None:
    assert callable(made)
    path = put(tmp_path, made(rows_of(table)), "events.xlsx")
    assert read(path) == read(put(tmp_path, table))


def test_the_sheet_with_the_tags_is_read_and_said() -> None:
    reading = open_file(CASES / "m33_hxl.xlsx")
    (found,) = reading.found
    assert not isinstance(found, Reject)
    assert (found.province, found.first, found.figures[0]["best"]) == ("SY-HM", "2024-12-05", 3)
    assert reading.choices == ("read from the sheet Data",)


def test_another_sheet_is_read_where_it_is_named(tmp_path: Path) -> None:
    sheets = {"About": inline([["x"]]), "One": inline(HXL), "Two": inline([*HXL, ["Homs", "4"]])}
    path = put(tmp_path, xlsx(sheets), "w.xlsx")
    assert [
        len(read(path, country="SY", **options)[0]) for options in ({}, {"sheet": "One"}, {"sheet": "Two"})
    ] == [
        1,
        1,
        2,
    ]
    with pytest.raises(Unrecognised, match=r"with the sheets About, One, Two: none is called 'Three'$"):
        open_file(path, Options(sheet="Three"))
    with pytest.raises(
        Unrecognised, match=r"with the sheets About, One, Two: it is no table that sitbrief imports$"
    ):
        open_file(path, Options(sheet="About"))
    with pytest.raises(Unrecognised, match="is no workbook"):
        open_file(put(tmp_path, ged({})), Options(sheet="One"))


def test_a_file_that_nobody_reads_on_is_let_go_of(tmp_path: Path) -> None:
    for data in (xlsx({"A": inline(HXL)}), ods({"A": ods_rows(HXL)}), gzip.compress(ged({}))):
        reading = open_file(put(tmp_path, data, "w"))
        reading.close()


def test_hidden_sheets_come_last(tmp_path: Path) -> None:
    sheets = {"Old": inline(HXL), "New": inline(HXL)}
    path = put(tmp_path, xlsx(sheets, hidden=["Old"]), "w.xlsx")
    reading = open_file(path)
    reading.close()
    assert reading.choices == ("read from the sheet New",)


@pytest.mark.parametrize(
    "made", [lambda many: xlsx(dict.fromkeys(many, "")), lambda many: ods(dict.fromkeys(many, ""))]
)
def test_a_workbook_without_a_known_table_names_its_sheets(tmp_path: Path, made: object) -> None:
    assert callable(made)
    names = [f"S{n}" for n in range(10)]
    with pytest.raises(
        Unrecognised,
        match=r"sheets S0, S1, S2, S3, S4, S5, S6, S7 and 2 more: none is a table that sitbrief imports$",
    ):
        open_file(put(tmp_path, made(names), "w.xlsx"))


def test_days_of_a_later_sheet_are_settled_by_all_its_rows(tmp_path: Path) -> None:
    table = rows_of(acled({"event_date": "03/02/2025"}, {"event_date": "28/02/2025"}))
    for made, rows in ((xlsx, inline), (ods, ods_rows)):
        path = put(tmp_path, made({"About": rows([["x"]]), "Data": rows(table)}), "w.xlsx")
        events, rejects = read(path)
        assert [event.first for event in events] == ["2025-02-03", "2025-02-28"]
        assert rejects == []


XLSX_CELLS = {
    '<c r="A1" t="s"><v>1</v></c>': "two words",
    '<c r="A1" t="s"><v>2</v></c>': "plain",
    '<c r="A1" t="s"><v>3</v></c>': "",
    '<c r="A1" t="str"><f>A2</f><v>a_x0041_b</v></c>': "aAb",
    '<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>a</t></r><r><t>b</t></r><rPh><t>c</t></rPh></is></c>': "ab",
    '<c r="A1" t="inlineStr"><is><t>a</t><rPh sb="0"><t>c</t></rPh></is></c>': "a",
    '<c r="A1"><v>35.131799999999998</v></c>': "35.1318",
    '<c r="A1"><v>1.0000000000000001E-5</v></c>': "0.00001",
    '<c r="A1"><v>1E+30</v></c>': "1e+30",
    '<c r="A1"><v>12</v></c>': "12",
    '<c r="A1"><v>x</v></c>': "x",
    '<c r="A1" s="1"><v>45718</v></c>': "2025-03-02",
    '<c r="A1" s="2"><v>45718.604166666664</v></c>': "2025-03-02 14:30:00",
    '<c r="A1" s="1"><v>59</v></c>': "1900-02-28",
    '<c r="A1" s="1"><v>-3</v></c>': "-3",
    '<c r="A1" s="1"><v>2958465.9999999</v></c>': "2958465.9999999",
    '<c r="A1" s="1"><v>x</v></c>': "x",
    '<c r="A1" s="3"><v>2.5</v></c>': "2.5",
    '<c r="A1" s="4"><v>0.604166666666667</v></c>': "14:30:00",
    '<c r="A1" s="4"><v>1.5</v></c>': "1900-01-01 12:00:00",
    '<c r="A1" s="99"><v>3</v></c>': "3",
    '<c r="A1" t="b"><v>1</v></c>': "TRUE",
    '<c r="A1" t="b"><v>0</v></c>': "FALSE",
    '<c r="A1" t="d"><v>2025-03-02T00:00:00Z</v></c>': "2025-03-02",
    '<c r="A1" t="e"><v>#N/A</v></c>': "#N/A",
    '<c r="A1"/>': "",
    '<c r="A1"><v/></c>': "",
    "<c><v>7</v></c>": "7",
}
STRINGS = "<si><t>zero</t></si><si><r><t>two </t></r><r><t>words</t></r><rPh><t>x</t></rPh></si><si><t>plain</t></si><si><t/></si>"


@pytest.mark.parametrize("xml", XLSX_CELLS)
def test_a_cell_of_excel_says_what_a_csv_would(xml: str) -> None:
    row = f'<row>{xml}<c r="B1"><v>1</v></c></row>'
    assert cells(xlsx({"S": row}, strings=STRINGS)) == [(1, [XLSX_CELLS[xml], "1"])]


def test_days_may_be_counted_from_1904() -> None:
    row = '<row r="1"><c r="A1" s="1"><v>0</v></c></row>'
    assert cells(xlsx({"S": row}, about='<workbookPr date1904="1"/>')) == [(1, ["1904-01-01"])]


def test_what_is_no_sheet_of_cells_is_passed_over() -> None:
    chart = '<r><Relationship Id="1" Type="x/chartsheet" Target="a.xml"/><Relationship Id="2" Type="x/worksheet" Target="b.xml"/></r>'
    both = (
        '<w xmlns:r="r"><sheet name="Chart" r:id="1"/><sheet name="Data" r:id="2"/><sheet name="Gone"/></w>'
    )
    parts = {
        "xl/workbook.xml": both,
        "xl/_rels/workbook.xml.rels": chart,
        "xl/b.xml": f"<worksheet>{ROW}</worksheet>",
    }
    assert cells(packed(parts)) == [(1, ["1"])]


def test_a_spreadsheet_needs_no_manifest() -> None:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<t:table xmlns:t="{space}:table:1.0" xmlns:o="{space}:office:1.0"><t:table-row>'
        '<t:table-cell o:value-type="float" o:value="1"/></t:table-row></t:table>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    assert cells(packed({"mimetype": kind, "content.xml": content})) == [(1, ["1"])]
    assert workbook_in(ZipArchive(io.BytesIO(packed({"content.xml": content})), "w"), "w") is None


def test_rows_keep_their_numbers_and_empty_ones_are_none() -> None:
    rows = (
        '<row r="3"><c r="B3"><v>1</v></c></row><row r="2"/><row><c><v>2</v></c><c r="A5"><v>3</v></c></row>'
    )
    assert cells(xlsx({"S": rows})) == [(3, ["", "1"]), (5, ["3"])]


def test_a_workbook_may_lack_styles_and_have_prefixes() -> None:
    main = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    sheet = f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    data = xlsx(
        {"S": ""}, more={"xl/worksheets/sheet1.xml": sheet, "xl/_rels/workbook.xml.rels": _relations()}
    )
    assert cells(data) == [(1, ["1"])]


def _relations() -> str:
    return (
        '<Relationships xmlns="p"><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>"
    )


ODS_CELLS = {
    '<table:table-cell office:value-type="float" office:value="35.1318"><text:p>35,1</text:p></table:table-cell>': "35.1318",
    '<table:table-cell office:value-type="date" office:date-value="2025-03-02"><text:p>2.3.</text:p></table:table-cell>': "2025-03-02",
    '<table:table-cell office:value-type="date" office:date-value="2025-03-02T14:30:00"/>': "2025-03-02 14:30:00",
    '<table:table-cell office:value-type="time" office:time-value="PT14H30M00S"/>': "14:30:00",
    '<table:table-cell office:value-type="time" office:time-value="soon"/>': "soon",
    '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>': "TRUE",
    '<table:table-cell office:value-type="string" office:string-value="said"/>': "said",
    '<table:table-cell><office:annotation><text:p>note</text:p></office:annotation><text:p>a<text:s text:c="2"/>b<text:tab/>'
    "<text:span>c</text:span><text:line-break/>d</text:p><text:p>e</text:p></table:table-cell>": "a  b\tc\nd\ne",
    "<table:table-cell><text:p>a<text:note>n</text:note>b</text:p></table:table-cell>": "ab",
    "<table:covered-table-cell><text:p>x</text:p></table:covered-table-cell>": "x",
}


@pytest.mark.parametrize("xml", ODS_CELLS)
def test_a_cell_of_opendocument_says_what_a_csv_would(xml: str) -> None:
    last = '<table:table-cell office:value-type="float" office:value="1"/>'
    row = f"<table:table-row><text:soft-page-break/>{xml}{last}</table:table-row>"
    assert cells(ods({"S": row})) == [(1, [ODS_CELLS[xml], "1"])]


def test_repeated_cells_and_rows_stand_as_often_as_they_say() -> None:
    cell = "<table:table-cell{}><text:p>x</text:p></table:table-cell>"
    rows = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/>'
        + cell.format(' table:number-columns-repeated="2"')
        + '</table:table-row><table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
    )
    assert cells(ods({"S": rows})) == [(1, ["", "", "x", "x"])] * 2
    many = f'<table:table-row table:number-rows-repeated="1000000">{cell.format("")}</table:table-row>'
    assert "has row 1 1,000,000 times" in refused(ods({"S": many}))
    times = ' table:number-columns-repeated="16000"'
    wide = f"<table:table-row>{cell.format(times)}</table:table-row>"
    assert "has a cell in column 1,001, row 1" in refused(ods({"S": wide}))
    spaces = '<table:table-row><table:table-cell><text:p><text:s text:c="9999999"/></text:p></table:table-cell></table:table-row>'
    assert "spaces in one cell" in refused(ods({"S": spaces}))


def test_the_sheets_of_opendocument_are_kept_apart() -> None:
    data = ods({"A": ods_rows([["1"]]), "B": "", "C": ods_rows([["2"], ["3"]])})
    assert [cells(data, n) for n in range(3)] == [[(1, ["1"])], [], [(1, ["2"]), (2, ["3"])]]
    large = ods({name: ods_rows([["x" * 999]] * 500) for name in "AB"})
    assert [len(cells(large, n)) for n in range(2)] == [500, 500]


HARM = {
    "a cell far below and to the right": (
        xlsx({"S": '<row r="9"><c r="XFD9"><v>1</v></c></row>'}),
        "column 16,384, row 9",
    ),
    "a column that cannot be": (
        xlsx({"S": '<row><c r="ZZZZ1"><v>1</v></c></row>'}),
        "a cell is in no column",
    ),
    "a column too many": (xlsx({"S": '<row><c r="XFE1"><v>1</v></c></row>'}), "more columns than a sheet"),
    "a row too many": (xlsx({"S": '<row r="1048576"/><row/>'}), "more rows than a sheet"),
    "a text that is not there": (xlsx({"S": '<row><c t="s"><v>5</v></c></row>'}), "a text that is not there"),
    "a document type": (
        xlsx({"S": ""}, more={"xl/worksheets/sheet1.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "declares a type of document",
    ),
    "no XML": (xlsx({"S": ""}, more={"xl/worksheets/sheet1.xml": "\0" * 100_000}), "its XML cannot be read"),
    "an empty part": (xlsx({"S": ""}, more={"xl/worksheets/sheet1.xml": ""}), "its XML cannot be read"),
    "no element": (
        xlsx({"S": ""}, more={"xl/worksheets/sheet1.xml": "<!--" + " " * 99_999}),
        "no element begins",
    ),
    "cut XML": (
        xlsx({"S": ""}, more={"xl/worksheets/sheet1.xml": "<worksheet><row>"}),
        "its XML cannot be read",
    ),
    "depth": (xlsx({"S": "<a>" * 300_000}), "nested more than 200 deep"),
    "depth in a record": (xlsx({"S": "<row>" + "<c>" * 300_000}), "nested more than 200 deep"),
    "names": (xlsx({"S": "".join(f"<a{n}/>" for n in range(90_000))}), "too many names"),
    "names in records": (
        xlsx({"S": "".join(f'<row a{n}=""/>' for n in range(90_000))}),
        "too many names",
    ),
    "a long value": (xlsx({"S": f'<row r="{"1" * 6_000_000}"/>'}), "limits.line"),
    "a long comment": (xlsx({"S": f"<!--{' ' * 6_000_000}-->"}), "limits.line"),
    "a long text": (xlsx({"S": f"<row><c><v>{'1' * 2_000_000}</v></c></row>"}), "limits.line"),
    "nothing but empty cells": (xlsx({"S": "<row>" + "<c/>" * 9_000 + "</row>"}), "limits.items"),
    "a part that is not there": (
        packed({"xl/workbook.xml": "<workbook/>"}),
        "it lacks xl/_rels/workbook.xml.rels",
    ),
    "a sheet that is not there": (
        packed(
            {
                "xl/workbook.xml": '<w xmlns:r="r"><sheet name="S" r:id="rId1"/></w>',
                "xl/_rels/workbook.xml.rels": _relations(),
            }
        ),
        "it lacks xl/worksheets/sheet1.xml",
    ),
    "many strings": (
        xlsx({"S": ROW}, strings="<si><t>" + "x" * 500_000 + "</t></si>" + "<si/>" * 40_000),
        "limits.strings",
    ),
    "a spreadsheet with a password": (
        ods({"S": ""}, manifest="<encryption-data/>"),
        "protected by a password",
    ),
    "a document type in a spreadsheet": (ods({"S": ""}, head="<!DOCTYPE a>"), "declares a type of document"),
}


@pytest.mark.parametrize("kind", HARM)
def test_a_workbook_that_does_harm_is_refused(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Held: a file of some hundred bytes that asks for half a terabyte gets none of it."""
    use(Limits(items=5_000, strings=1))
    monkeypatch.setattr(xml_records, "getrandbits", lambda _bits: 0)
    data, what = HARM[kind]
    assert what in refused(data)


def test_a_cell_that_is_too_long_is_a_row_that_cannot_be_read() -> None:
    use(Limits(field=1_000))
    (found,) = workbook_rows(xlsx({"S": f'<row><c t="str"><v>{"x" * 1_001}</v></c></row>'}))
    assert found.wrong == "a cell has more than 1,000 characters"


def workbook_rows(data: bytes) -> list[Row]:
    workbook = workbook_in(ZipArchive(io.BytesIO(data), "w"), "w")
    assert workbook is not None
    return [row for sheet in workbook.sheets() for row in sheet.rows]


TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=9).map(
    str.strip
)


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=5), min_size=1, max_size=5))
def test_every_text_comes_out_as_it_went_in(table: list[list[str]]) -> None:
    expected = []
    for number, row in enumerate(table, 1):
        while row and not row[-1]:
            row.pop()
        if row:
            expected.append((number, row))
    escaped = [[text.replace("_x", "_x005F_x") for text in row] for row in table]
    assert cells(xlsx({"S": inline(escaped)})) == expected
    single = [[text if "  " not in text else "x" for text in row] for row in table]
    expected = [(number, [text if "  " not in text else "x" for text in row]) for number, row in expected]
    assert cells(ods({"S": ods_rows(single)})) == expected


@given(st.binary(max_size=200), st.integers(0, 100))
def test_a_damaged_workbook_is_told_in_a_line(junk: bytes, place: int) -> None:
    whole = xlsx({"S": inline(HXL)}, strings=STRINGS)
    at = place * len(whole) // 100
    data = whole[:at] + junk + whole[at + len(junk) :]
    with contextlib.suppress(Unreadable):
        workbook = workbook_in(ZipArchive(io.BytesIO(data), "w"), "w")
        assert all(row.cells for sheet in (workbook.sheets() if workbook else ()) for row in sheet.rows)


def test_nothing_of_workbooks_is_loaded_for_a_csv(tmp_path: Path) -> None:
    path = put(tmp_path, ged({}))
    code = (
        "import json, sys; from sitbrief.formats.importing import open_file\n"
        f"assert len([*open_file({str(path)!r}).found]) == 1; print(json.dumps([*sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    loaded = {*json.loads(done.stdout)}
    ours = {"packed", "workbook", "xlsx", "ods", "xml_records", "cell_text", "sheet"}
    assert not loaded & {f"sitbrief.formats.{name}" for name in ours}
    assert not loaded & {
        "sitbrief.files.zip_archive",
        "zipfile",
        "gzip",
        "xml.etree.ElementTree",
        "xml.parsers.expat",
    }


def test_a_limit_that_is_raised_lets_more_columns_in() -> None:
    use(Limits(columns=2_000))
    assert len(cells(xlsx({"S": '<row><c r="BBB1"><v>1</v></c></row>'}))[0][1]) == 1_406
    with pytest.raises(OverLimit):
        cells(xlsx({"S": '<row><c r="DDD1"><v>1</v></c></row>'}))
