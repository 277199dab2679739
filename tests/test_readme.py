"""README shows what the program shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sitbrief.cli.table import COMMANDS
from support.program import ROOT, sitbrief
from support.snapshots import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["first-80x24", "rivals-80x24", "across-80x24"])
def test_its_screens_are_real(name: str) -> None:
    screen = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert f"```text\n{screen}```" in README


def test_every_command_it_names_is_there(tmp_path: Path) -> None:
    help_text = sitbrief("--help", home=tmp_path).stdout
    commands = {command.name for command in COMMANDS}
    named = set(re.findall(rf"sitbrief ({'|'.join(commands)})\b", README))
    assert named == commands
    assert all(re.search(rf"^ +{name}\b", help_text, re.MULTILINE) for name in named)


def test_its_export_command_works(tmp_path: Path) -> None:
    done = sitbrief("export", "2024-12-05-hama", "--province", "Hama", home=tmp_path)
    assert done.stdout.startswith("**TLP:CLEAR**")
