"""What fuzzing has found: each input as small as it could be made, with what it did to the program as it was."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from formats.hostile import bare
from fuzz.campaign import hold_once
from fuzz.targets import TARGETS
from sitbrief.library.reading_position import FILE, ReadingPosition
from sitbrief.library.state import Memory

FINDS: Final = {
    "a record of ReliefWeb that is nested too deep to be shown as a reject": (
        "reliefweb",
        b'{"data": [' + b"[" * 300 + b"]" * 300 + b"]}",
    ),
    "a place in two spellings whose notes get one id": (
        "hxl",
        b"a,b,c,d\n#country+code,#adm1+name,#sector,#affected\nUKR,KYIV,WASH,7\nUKR,Kyiv,WASH,7\n",
    ),
    "a word of a query in quotes that reads like a field": ("query", b'"a in:"'),
    "a text to search for that is nothing but two dashes": ("commands", b"--text=--"),
    "an address of the schema with a control character": (
        "load",
        json.dumps({**bare(), "$schema": "\x9b2J"}).encode(),
    ),
}


@pytest.mark.parametrize(("name", "data"), FINDS.values(), ids=FINDS)
def test_a_find_holds(name: str, data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    hold_once(TARGETS[name], data)


def test_the_last_place_counts_whatever_a_row_has_for_its_turn(tmp_path: Path) -> None:
    """A text is more than any number to SQLite, and a number added to it is that number: each place after it was the first."""
    memory = Memory(tmp_path, [Path("/library")], patience=5)
    memory.keep(ReadingPosition("syria-1"))
    memory.close()
    with closing(sqlite3.connect(tmp_path / FILE)) as found, found:
        found.execute("UPDATE place SET turn = 'x'")
    memory = Memory(tmp_path, [Path("/library")], patience=5)
    memory.keep(ReadingPosition("syria-2"))
    assert memory.last() == ReadingPosition("syria-2")
    memory.close()
