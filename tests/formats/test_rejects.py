"""Rejected rows are written down whole, safe in a terminal and a spreadsheet, and only under their name when all are there."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from formats.test_csv import computed
from sitbrief.files.writing import Folder, Unwritable
from sitbrief.formats.csv_text import unguarded
from sitbrief.formats.rejects import HEAD, RejectsFile
from sitbrief.formats.row_outcome import Reject
from sitbrief.text import clean_prose
from support.program import ROOT

FOUND = Reject(7, 2, "best", "'x' is no number", ["1", "=cmd|' /C calc'!A0", "-5", "@x", "a\nb", "\udce9"])
ESCAPES = Reject(
    8, 1, "a\x1b[2J", "'\x9b2J'", ["\x1b]52;c;aGk=\x07", "\u202eevil", "a\x00b", "\x7f", "\u2028"]
)


def written(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def rejected(folder: Path, *found: Reject, name: str = "e.csv", overwrite: bool = False) -> str:
    with Folder(folder) as opened, RejectsFile(opened, name, ["a", "b"], overwrite=overwrite) as file:
        for each in found:
            file.add(each)
            assert overwrite or not any(path.suffix == ".csv" for path in folder.iterdir())
        return file.keep()


def test_they_are_there_with_place_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "e.csv.rejects.csv"
    assert rejected(tmp_path, FOUND, FOUND) == str(path)
    head, row, again = written(path)
    assert again == row
    assert head == [*HEAD, "a", "b"]
    cells = ["1", "'=cmd|' /C calc'!A0", "-5", "'@x", "a\nb", "\ufffd"]
    assert row == ["7", "2", "best", "'x' is no number", *cells]
    assert [file.name for file in tmp_path.iterdir()] == ["e.csv.rejects.csv"]


def test_no_spreadsheet_computes_any_of_them(tmp_path: Path) -> None:
    """By whatever sign it parts cells, of the header and the reason too; and what stands there is still to be read."""
    cells = ["x;=cmd|' /C calc'!A0", "x\n=1", "x\t@SUM(A1)", "x|+1+cmd", "\t=1", "-5"]
    header = ["=cmd", "a;=cmd|' /C calc'!A0", "x\n@y", "-1+1", "|=1", "b"]
    found = Reject(7, 1, "=cmd", "'x;=1' is no number", cells)
    with Folder(tmp_path) as folder, RejectsFile(folder, "=1.csv", header, overwrite=False) as file:
        file.add(found)
        path = Path(file.keep())
    data = path.read_text(encoding="utf-8")
    assert list(computed(data)) == []
    head, row = written(path)
    assert [*map(unguarded, head)] == [*HEAD, *map(clean_prose, header)]
    assert [*map(unguarded, row)] == ["7", "1", "=cmd", found.reason, *map(clean_prose, cells)]


def test_nothing_that_a_terminal_obeys_is_in_them(tmp_path: Path) -> None:
    """Who looks into them with cat would run what a row says; what was removed is seen."""
    rejected(tmp_path, ESCAPES)
    data = (tmp_path / "e.csv.rejects.csv").read_text(encoding="utf-8")
    assert all(sign.isprintable() or sign in "\r\n" for sign in data)
    _, row = written(tmp_path / "e.csv.rejects.csv")
    assert row[2:] == [*map(clean_prose, ["a\x1b[2J", "'\x9b2J'", *ESCAPES.cells])]
    assert all("\ufffd" in cell for cell in row[2:-1])


@pytest.mark.parametrize("name", ["\x1b[2J.csv", "\udce9.csv", "n" * 240 + ".csv", " ", "é" * 110, "\u202e"])
def test_their_name_is_one_that_can_be_shown_and_written(tmp_path: Path, name: str) -> None:
    path = rejected(tmp_path, FOUND, name=name)
    assert os.path.exists(path)  # noqa: PTH110
    assert path.isprintable()
    assert path.endswith(".rejects.csv")


def test_those_of_an_import_before_are_kept(tmp_path: Path) -> None:
    """Somebody may have corrected rows in them: they are replaced only when asked for."""
    (tmp_path / "e.csv.rejects.csv").write_text("mine")
    assert rejected(tmp_path, FOUND, name="e.csv", overwrite=True).endswith("e.csv.rejects.csv")
    assert len(written(tmp_path / "e.csv.rejects.csv")) == 2
    (tmp_path / "e.csv.rejects.csv").write_text("mine")
    (tmp_path / "e.csv.rejects-2.csv").symlink_to("elsewhere")
    with Folder(tmp_path) as folder, RejectsFile(folder, "e.csv", [], overwrite=False) as file:
        file.add(FOUND)
        assert file.keep() == str(tmp_path / "e.csv.rejects-3.csv")
    assert (tmp_path / "e.csv.rejects.csv").read_text() == "mine"
    assert not (tmp_path / "elsewhere").exists()


def test_no_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "e.csv.rejects.csv").symlink_to("victim")
    with pytest.raises(Unwritable, match="is a link"):
        rejected(tmp_path, FOUND, overwrite=True)
    assert [file.name for file in tmp_path.iterdir()] == ["e.csv.rejects.csv"]


def test_nothing_is_left_of_what_was_given_up(tmp_path: Path) -> None:
    with Folder(tmp_path) as folder, RejectsFile(folder, "e.csv", [], overwrite=False) as file:
        file.add(FOUND)
    assert list(tmp_path.iterdir()) == []


def test_without_rejects_there_is_no_file(tmp_path: Path) -> None:
    assert rejected(tmp_path) == ""
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_is_told(tmp_path: Path) -> None:
    code = (
        "import resource, sys; from formats.test_rejects import *; from pathlib import Path\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try: rejected(Path(sys.argv[1]), *[FOUND] * 10_000)\n"
        "except Unwritable as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONPATH": "tests"},
        cwd=ROOT,
    )
    assert done.stdout == f"{tmp_path}/e.csv.rejects.csv: File too large\n"
    assert list(tmp_path.iterdir()) == []


def test_they_are_for_their_owner_alone(tmp_path: Path) -> None:
    rejected(tmp_path, FOUND)
    assert (tmp_path / "e.csv.rejects.csv").stat().st_mode & 0o777 == 0o600
