"""Rejected rows are written down whole, safe in a spreadsheet, and only under their name when all are there."""

from __future__ import annotations

import csv
import os
from typing import TYPE_CHECKING

import pytest

from sitbrief.formats.importing import Reject
from sitbrief.formats.rejects import HEAD, RejectsFile
from sitbrief.formats.writing import Unwritable

if TYPE_CHECKING:
    from pathlib import Path

FOUND = Reject(7, 2, "best", "'x' is no number", ["1", "=cmd|' /C calc'!A0", "-5", "@x", "a\nb", "\udce9"])


def test_they_are_there_with_place_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "events.csv.rejects.csv"
    with RejectsFile(path, ["a", "b"]) as file:
        file.add(FOUND)
        file.add(FOUND)
        assert not path.exists()
        assert file.keep()
    with path.open(newline="", encoding="utf-8", errors="surrogateescape") as written:
        head, row, again = csv.reader(written)
    assert again == row
    assert head == [*HEAD, "a", "b"]
    assert row == [
        "7",
        "2",
        "best",
        "'x' is no number",
        "1",
        "'=cmd|' /C calc'!A0",
        "-5",
        "'@x",
        "a\nb",
        "\udce9",
    ]


def test_nothing_is_left_of_what_was_given_up(tmp_path: Path) -> None:
    with RejectsFile(tmp_path / "r.csv", []) as file:
        file.add(FOUND)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_where_somebody_interrupts_as_the_file_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = os.open

    def interrupted(path: str, flags: int, mode: int) -> int:
        os.close(made(path, flags, mode))
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "open", interrupted)
    with pytest.raises(KeyboardInterrupt), RejectsFile(tmp_path / "r.csv", []) as file:
        file.add(FOUND)
    assert list(tmp_path.iterdir()) == []


def test_without_rejects_there_is_no_file(tmp_path: Path) -> None:
    with RejectsFile(tmp_path / "r.csv", []) as file:
        assert not file.keep()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("folder", "why"), [("none", "No such file"), ("file", "Not a directory"), ("n" * 300, "name too long")]
)
def test_a_folder_that_takes_no_file_is_told_so(tmp_path: Path, folder: str, why: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unwritable, match=why), RejectsFile(tmp_path / folder / "r.csv", []) as file:
        file.add(FOUND)


def test_they_are_for_their_owner_alone(tmp_path: Path) -> None:
    with RejectsFile(tmp_path / "r.csv", []) as file:
        file.add(FOUND)
        file.keep()
    assert (tmp_path / "r.csv").stat().st_mode & 0o777 == 0o600
