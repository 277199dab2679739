"""Reading what is no file, or no longer one; the plain cases are in `test_files.py`."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sitbrief.files.reading import Unreadable, is_object, read_file, read_start
from sitbrief.formats import native
from sitbrief.limits import MIB, limits


def told(path: str | Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read_file(path)
    assert caught.value.path == path
    assert str(caught.value).isprintable()
    return caught.value.what


def test_an_empty_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert read_file(tmp_path / "a") == b""


def test_what_a_link_leads_to_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    (tmp_path / "link").symlink_to("a")
    assert read_file(tmp_path / "link") == b"abc"


def test_links_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "lost").symlink_to("missing")
    assert told(tmp_path / "circle") == "Too many levels of symbolic links"
    assert told(tmp_path / "lost") == "No such file or directory"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", "No such file or directory"),
        ("a/\ud800", "is no file name"),
        ("a" * 5000, "File name too long"),
        ("/dev/null/a", "Not a directory"),
        ("\x1b[2J\n\u202emissing", "No such file or directory"),
    ],
)
def test_a_name_of_no_file_is_told(name: str, expected: str) -> None:
    assert told(name) == expected


def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's name is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        assert told("socket") == "No such device or address"


def test_a_fifo_that_nobody_writes_to_is_told_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    assert told(tmp_path / "fifo") == "is not a regular file"


def test_a_sparse_file_beyond_the_limit_costs_no_more_than_the_limit(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file:
        file.truncate(100 * limits().briefing * MIB)
    assert told(tmp_path / "a").startswith("is larger than 64 MiB (limits.briefing = 64; ")


def test_the_limit_itself_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1234")
    assert read_file(tmp_path / "a", limit=4) == b"1234"
    with pytest.raises(Unreadable, match="is larger than"):
        read_file(tmp_path / "a", limit=3)


def test_nothing_stays_open(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    os.mkfifo(tmp_path / "fifo")
    before = len(list(Path("/dev/fd").iterdir()))
    for name in ("a", "", "fifo", "missing"):
        try:
            read_file(tmp_path / name, limit=2)
        except Unreadable:
            continue
    assert len(list(Path("/dev/fd").iterdir())) == before


def test_a_file_that_may_not_be_read_is_told_to_everybody_but_root(tmp_path: Path) -> None:
    """Root reads every file, so a root drops its rights first, standing in the folder already."""
    (tmp_path / "a").touch(mode=0o000)
    tmp_path.chmod(0o755)
    code = (
        "import os\n"
        "from sitbrief.files.reading import Unreadable, read_file\n"
        "if os.geteuid() == 0: os.seteuid(65534)\n"
        "try: read_file('a')\n"
        "except Unreadable as error: print(error.what)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert run.stdout == "Permission denied\n"


def test_a_fault_in_the_disk_is_no_traceback() -> None:
    memory = Path("/proc/self/mem")
    if not memory.exists():
        pytest.skip("no file here that opens well and reads badly")
    assert told(memory) == "Input/output error"
    with pytest.raises(Unreadable, match="Input/output error"):
        read_start(memory, 10)
    with pytest.raises(Unreadable):
        native.load(memory)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{}", "an object"),
        (b"\xef\xbb\xbf \n{", "an object"),
        (b"[]", "none"),
        (b"", "none"),
        (b"a,{", "none"),
    ],
)
def test_a_file_that_begins_as_an_object_is_told_from_others(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    assert is_object(path) == (words == "an object")


PACKED = {
    "table.csv.gz": (
        gzip.compress(b"a,b"),
        "is packed with gzip: unpack it first (gunzip); sitbrief import reads a table as it is",
    ),
    "table.bz2": (bz2.compress(b"a,b"), "is packed with bzip2: unpack it first (bunzip2)"),
    "table.xz": (lzma.compress(b"a,b"), "is packed with xz: unpack it first (unxz)"),
    "table.zst": (b"\x28\xb5\x2f\xfd\x00", "is packed with zstd: unpack it first (unzstd)"),
    "table.7z": (b"7z\xbc\xaf\x27\x1c\x00", "is a 7z archive: unpack it first"),
    "none.zip": (
        b"PK\x05\x06" + b"\0" * 18,
        "is a zip archive, not a briefing: sitbrief import makes briefings of a table in it",
    ),
    "table.xls": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "is a document of old Office (.xls, .doc), or one with a password: save its sheet as XLSX or CSV",
    ),
}


def zipped(*names: str) -> bytes:
    """A zip archive whose members are a hundred megabytes of nothing each."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"\0" * 10_000_000)
    return out.getvalue()


@pytest.mark.parametrize("name", PACKED)
def test_a_packed_file_is_refused_and_said_what_it_is(tmp_path: Path, name: str) -> None:
    data, what = PACKED[name]
    (tmp_path / name).write_bytes(data)
    assert told(tmp_path / name) == what


def test_a_spreadsheet_is_told_by_what_it_says_first(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert told(tmp_path / "a.ods").startswith(
        "is an OpenDocument spreadsheet, not a briefing: sitbrief import "
    )


def test_a_workbook_is_told_from_another_archive_and_neither_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(zipped("[Content_Types].xml", "xl/workbook.xml"))
    (tmp_path / "a.zip").write_bytes(zipped("data.csv"))
    assert told(tmp_path / "a.xlsx").startswith("is an Excel workbook, not a briefing: sitbrief import ")
    assert told(tmp_path / "a.zip").startswith("is a zip archive, not a briefing: sitbrief import ")


def test_a_file_that_only_the_kernel_has_is_read_to_its_end() -> None:
    """Its size is said to be nothing."""
    if not Path("/proc/self/status").exists():
        pytest.skip("there is no /proc")
    assert read_file("/proc/self/status").startswith(b"Name:")


def test_a_link_to_a_device_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "endless.json").symlink_to("/dev/zero")
    assert told(tmp_path / "endless.json") == "is not a regular file"
