"""What fuzzing has found: each input as small as it could be made, with what it did to the program as it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest

from formats.hostile import bare
from fuzz.campaign import hold_once
from fuzz.targets import TARGETS

if TYPE_CHECKING:
    from pathlib import Path

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
