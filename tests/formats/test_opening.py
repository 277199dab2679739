"""Files as people have them: packed, in another encoding, with the marks that spreadsheets leave in tables."""

from __future__ import annotations

import bz2
import gzip
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.tables import GED_ORDER, acled, ged, put, read
from formats.workbooks import inline, ods, packed, xlsx
from sitbrief.files.reading import OverLimit, Unreadable, Unrecognised
from sitbrief.files.zip_archive import BoundedStream
from sitbrief.formats.encoding import encoding_of
from sitbrief.formats.header import distinct, repeated
from sitbrief.formats.importing import Options, open_file
from sitbrief.formats.row_widths import fitted, is_blank
from sitbrief.library.foreign_files import items_of
from sitbrief.limits import MIB, Limits, use
from support.inside import run_inside

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parents[1] / "data" / "cases"
REPORT = b'{"data": [{"id": "1", "fields": {"title": "T", "primary_country": {"iso3": "syr"}, "body": "B", '
REPORT += b'"date": {"original": "2024-12-05T00:00:00+00:00"}}}]}'


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    yield
    use(Limits())


def choices(path: Path, **options: str) -> tuple[str, ...]:
    """How a file is read."""
    reading = open_file(path, Options(**options))
    reading.close()
    return reading.choices


def refused(path: Path) -> str:
    """What is said of a file that is not read."""
    with pytest.raises((Unreadable, Unrecognised)) as raised:
        [*open_file(path).found]
    return raised.value.what


@pytest.mark.parametrize("name", ["m20_acled_short_rows", "m22_acled_long_rows", "m41_acled_sep"])
def test_empty_cells_too_few_or_too_many_and_a_line_for_excel_cost_no_row(name: str) -> None:
    events, rejects = read(CASES / f"{name}.csv")
    assert [event.statement for event in events] == [f"Invented event {n}." for n in (1, 2, 3)]
    assert [event.deaths[1] for event in events] == [1, 2, 3]
    assert rejects == []


def test_a_column_that_stands_twice_is_told_and_the_first_counts() -> None:
    path = CASES / "m49_acled_two_notes.csv"
    (event,), rejects = read(path)
    assert (event.statement, rejects) == ("Invented event 1.", [])
    assert choices(path) == ("the column notes stands there again: the first one counts",)


def test_a_table_in_windows_1252_opens_and_says_so(tmp_path: Path) -> None:
    path = CASES / "m46_hxl_latin1.csv"
    events, rejects = read(path)
    assert ([event.region for event in events], rejects) == (["Chocó", "Cauca"], [])
    (account,) = {item.account for item in items_of(path)}
    assert account is not None
    assert account.words("").endswith("read as Windows-1252: it is not UTF-8")
    ran = run_inside(["import", str(path), "-o", "made"], tmp_path)
    assert ran.code == 0
    assert b"2 rows read = 2 claims + 0 rejects" in ran.err
    assert b"\nRead as Windows-1252: it is not UTF-8\n" in ran.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_line_for_excel_may_name_any_separator(tmp_path: Path, encoding: str) -> None:
    for first, sign in (("sep=;", ";"), ('"sep=|"', "|"), ("SEP=\\t", "\t"), ("sep=,", ",")):
        text = f"{first}\r\n" + acled({}, {"notes": "a,b;c"}, delimiter=sign).decode()
        events, rejects = read(put(tmp_path, text.encode(encoding)))
        assert (len(events), events[1].statement, rejects) == (2, "a,b;c", [])


def test_a_row_of_nothing_but_empty_cells_is_none(tmp_path: Path) -> None:
    data = ged({}, {}) + b"," * (len(GED_ORDER) + 3) + b"\r\n , ,\r\n"
    events, rejects = read(put(tmp_path, data))
    assert (len(events), rejects) == (2, [])


CELLS = st.lists(st.sampled_from(["", " ", "x"]), max_size=6)


@given(CELLS, st.integers(0, 6))
def test_a_row_fits_its_header_where_no_filled_cell_is_lost(cells: list[str], width: int) -> None:
    row = fitted(cells, width)
    if row is None:
        assert not is_blank(cells[width:])
    else:
        assert len(row) == width
        assert [cell for cell in row if cell.strip()] == [cell for cell in cells if cell.strip()]


@given(st.lists(st.sampled_from(["", "a", "A", "b", "a (2)"]), max_size=8))
def test_names_of_columns_are_told_apart(names: list[str]) -> None:
    made = distinct(names)
    assert [name for name in made if name in {"a", "A"}] == [name for name in names if name in {"a", "A"}][:1]
    assert bool(repeated(names)) == (
        len({*map(str.lower, filter(None, names))}) < len([*filter(None, names)])
    )


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"plain", "utf-8"),
        ("Chocó, Hama, حماة".encode(), "utf-8"),
        ("حماة".encode() * 9 + b"\xe9", "utf-8"),
        ("Chocó".encode("cp1252"), "cp1252"),
        ("naïve – “Chocó”".encode("cp1252"), "cp1252"),
        ("é".encode()[:1], "cp1252"),
        (b"\x81 Choc\xf3", "utf-8"),
        (b"\0\xf3\xf3", "utf-8"),
        (b"x" * MIB + "Chocó".encode("cp1252"), "cp1252"),
        (b"x" * (MIB - 1) + "ó".encode() + b"x" * MIB, "utf-8"),
    ],
)
def test_the_whole_file_tells_its_encoding(data: bytes, encoding: str) -> None:
    stream = io.BytesIO(data)
    assert encoding_of(stream) == encoding
    assert stream.tell() == 0


@pytest.mark.parametrize(
    "data", [acled({}, {}), REPORT, xlsx({"S": inline([["#adm1", "#affected"], ["Hama", "3"]])})]
)
def test_what_is_packed_is_what_it_is_unpacked(tmp_path: Path, data: bytes) -> None:
    whole = read(put(tmp_path, data), country="SY")
    assert whole[0]
    assert read(put(tmp_path, gzip.compress(data)), country="SY") == whole
    assert read(put(tmp_path, packed({"events.csv": data})), country="SY") == whole
    beside = {"README.txt": "x", "__MACOSX/._events.csv": "x", "events.csv": data}
    path = put(tmp_path, packed(beside))
    assert read(path, country="SY") == whole
    assert choices(path, country="SY")[0] == "read from events.csv in it"


def test_a_table_in_windows_1252_may_be_packed(tmp_path: Path) -> None:
    data = (CASES / "m46_hxl_latin1.csv").read_bytes()
    for each in (gzip.compress(data), packed({"a.csv": data})):
        path = put(tmp_path, each)
        assert len(read(path)[0]) == 2
        assert choices(path) == ("read as Windows-1252: it is not UTF-8",)


def zipped(**flags: int) -> bytes:
    """A zip archive with some of its fields made up."""
    data = bytearray(packed({"events.csv": ged({})}))
    central = data.rfind(b"PK\x01\x02")
    for start, at in ((0, 6), (central, 8)):
        data[start + at] |= flags.get("bits", 0)
        if "method" in flags:
            data[start + at + 2] = flags["method"]
    if "size" in flags:
        data[central + 24 : central + 28] = flags["size"].to_bytes(4, "little")
    return bytes(data)


REFUSED = {
    "two tables": (
        packed({"a.csv": "x", "b.csv": "x"}),
        "is a zip archive of 2 files (a.csv, b.csv): unpack it and",
    ),
    "many": (
        packed({f"{n}.csv": "" for n in range(9)}),
        "(0.csv, 1.csv, 2.csv, 3.csv, 4.csv, 5.csv and 3 more): unpack",
    ),
    "none": (packed({}), "is a zip archive without a file in it"),
    "xlsb": (
        packed({"xl/workbook.bin": "", "xl/a.bin": ""}),
        "is a binary Excel workbook (xlsb): save it as XLSX or CSV",
    ),
    "docx": (packed({"word/document.xml": "", "a.xml": ""}), "is a Word document: save its table as CSV"),
    "pptx": (packed({"ppt/presentation.xml": "", "a.xml": ""}), "is a presentation: save its table as CSV"),
    "shapefile": (packed({"a.shp": "", "a.dbf": ""}), "is a shapefile: save its table of attributes as CSV"),
    "odt": (
        packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}),
        "is a document, not a spre",
    ),
    "an archive in it": (
        packed({"a.zip": packed({"a.csv": ged({})})}),
        "is an archive in an archive: unpack it first",
    ),
    "gzip twice": (gzip.compress(gzip.compress(ged({}))), "is an archive in an archive: unpack it first"),
    "a PDF in it": (
        packed({"a.pdf": "%PDF-1.7"}),
        "is a PDF document: there is no table or briefing to be read in it",
    ),
    "a packed briefing": (
        gzip.compress(b'{"format": "sitbrief/1", "claims": []}'),
        "is a briefing, packed: unpack it first",
    ),
    "a briefing": (b'{"format": "sitbrief/1", "claims": []}', "is a briefing already"),
    "an image": (gzip.compress(b"\x89PNG"), "is a PNG image"),
    "a cut zip": (packed({"a.csv": ged({})})[:-9], "is a damaged zip archive, or one that is cut off"),
    "a zip of nothing": (b"PK\x03\x04" + b"\0" * 99, "is a damaged zip archive, or one that is cut off"),
    "a bad list": (b"PK\x03\x04PK\x05\x06" + b"\1" * 18, "unpack it and name the one to read"),
    "a bad place": (
        b"PK\x03\x04PK\x05\x06" + b"\0" * 8 + b"\x99\0\0\0" + b"\0" * 6,
        "is a damaged zip archive: fetch",
    ),
    "a cut gzip": (gzip.compress(ged({}) * 99)[:-9], "ends in the middle of what is packed: fetch it again"),
    "a bad gzip": (
        gzip.compress(b"a,b")[:-8] + b"\xff" * 8,
        "is damaged: what is packed in it cannot be unpacked",
    ),
    "a password": (zipped(bits=1), "is protected by a password: unpack it first"),
    "LZMA in zip": (zipped(method=14), "is packed in a way that few programs know: pack it as zip again"),
    "a large one": (zipped(size=0x7FFFFFFF), "unpacks to more than 512 MiB (limits.unpacked"),
    "another bzip2": (bz2.compress(b"a,b"), "is packed with bzip2: unpack it first (bunzip2)"),
    "another header": (
        packed({"events.csv": ged({})})
        .replace(b"PK\x03\x04", b"PK\x03\x05", 1)
        .replace(b"PK\x03\x05", b"PK\x07\x08", 1),
        "is a damaged zip archive: fetch it again",
    ),
    "no table": (gzip.compress(b"a,b\n1,2\n"), "it is text whose first rows name no columns of theirs"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_an_archive_that_is_not_read_says_what_it_is_and_what_to_do(tmp_path: Path, kind: str) -> None:
    data, what = REFUSED[kind]
    assert what in refused(put(tmp_path, data, "a.zip"))


def test_what_unpacks_to_more_than_is_taken_is_refused(tmp_path: Path) -> None:
    use(Limits(unpacked=1))
    rows = ged({}) + ged({}).splitlines()[1] * 9_000
    assert "unpacks to more than 1 MiB (limits.unpacked = 1" in refused(put(tmp_path, gzip.compress(rows)))
    long = xlsx({"S": inline([["#adm1", "#affected"], *[["Hama", "3"]] * 20_000])})
    assert "unpacks to more than 1 MiB (limits.unpacked = 1" in refused(put(tmp_path, long))
    use(Limits(unpacked=1, line=2_000_000))
    with pytest.raises(OverLimit):
        open_file(put(tmp_path, gzip.compress(b'{"data":"' + b"x" * MIB)))


def test_a_report_that_is_packed_may_be_too_large(tmp_path: Path) -> None:
    use(Limits(briefing=1))
    assert "is larger than 1 MiB (limits.briefing" in refused(
        put(tmp_path, gzip.compress(b"{" + b" " * 2 * MIB))
    )


def test_what_is_packed_is_read_from_its_beginning_alone() -> None:
    stream = BoundedStream(gzip.GzipFile(fileobj=io.BytesIO(gzip.compress(b"abc"))), "a.gz")
    assert (stream.read(2), stream.seek(0), stream.read()) == (b"ab", 0, b"abc")
    with pytest.raises(io.UnsupportedOperation):
        stream.seek(1)


def test_no_name_in_an_archive_acts(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../\x1b[2Jevents.csv", ged({}))
        archive.writestr("/etc/README", "x")
    path = put(tmp_path, out.getvalue(), "a.zip")
    assert len(read(path)[0]) == 1
    (told,) = choices(path)
    assert told.isprintable()
    assert [each.name for each in tmp_path.iterdir()] == ["a.zip"]


OTHERS = {
    "PDF": (b"%PDF-1.7", "PDF"),
    "Word": (packed({"word/document.xml": "", "a.xml": ""}), "Word"),
    "old Office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"),
    "an image": (b"\x89PNG\r\n\x1a\n", "PNG image"),
    "a page": (b"<!DOCTYPE html><table><tr><td>a", "web page"),
    "Parquet": (b"PAR1xxxx", "Parquet"),
    "SQLite": (b"SQLite format 3\x00", "SQLite"),
    "a shapefile": (packed({"a.shp": "", "a.dbf": ""}), "shapefile"),
    "two tables": (packed({"a.csv": "", "b.csv": ""}), "zip archive"),
    "a workbook": (xlsx({"READ ME": inline([["x"]])}), "Excel workbook"),
    "a spreadsheet": (ods({"S": ""}), "OpenDocument spreadsheet"),
}


@pytest.mark.parametrize("command", ["", "show", "export", "check", "import"])
@pytest.mark.parametrize("kind", OTHERS)
def test_every_command_says_what_a_file_is(tmp_path: Path, kind: str, command: str) -> None:
    data, what = OTHERS[kind]
    put(tmp_path, data, "file.csv")
    out = ["-o", "made"] if command == "import" else []
    ran = run_inside([*([command] if command else []), "file.csv", *out], tmp_path)
    assert ran.code in {1, 3}
    lines = (ran.out + ran.err).decode().splitlines()
    (line,) = [line for line in lines if "file.csv" in line]
    assert what in line
    assert "Traceback" not in "".join(lines)
