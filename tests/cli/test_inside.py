"""The commands' main ways in this process: what `./tests/run --fast` knows of the command line."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from support.inside import run_inside
from support.program import BRIEFINGS

if TYPE_CHECKING:
    from pathlib import Path

HAMA = "2024-12-05-hama"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["list", "lib"], HAMA),
        (["show", f"lib/{HAMA}.json", "--province", "Hama"], "Filtered to: Hama"),
        (["search", "drone", "--library", "lib"], HAMA),
        (["export", f"lib/{HAMA}.json", "-o", "-"], "TLP:CLEAR"),
        (["schema"], '"$schema"'),
        (["completion", "bash"], "complete "),
        ([f"lib/{HAMA}.json"], "Syria: the fighting for Hama"),
    ],
)
def test_a_command_answers(words: list[str], shown: str, tmp_path: Path) -> None:
    shutil.copytree(BRIEFINGS, tmp_path / "lib")
    done = run_inside(words, tmp_path)
    assert (done.code, done.report) == (0, "")
    assert shown in done.out.decode()


def test_check_finds_nothing_in_the_samples_and_something_in_a_broken_one(tmp_path: Path) -> None:
    shutil.copytree(BRIEFINGS, tmp_path / "lib")
    assert run_inside(["check", "lib"], tmp_path).code == 0
    data = json.loads((tmp_path / "lib" / f"{HAMA}.json").read_text(encoding="utf-8"))
    data["timeline"][0]["claims"] = ["nowhere"]
    (tmp_path / "broken.json").write_text(json.dumps(data), encoding="utf-8")
    done = run_inside(["check", "broken.json"], tmp_path)
    assert done.code == 1
    assert "nowhere" in (done.out + done.err).decode()


def test_an_export_is_written_and_not_over_another_file(tmp_path: Path) -> None:
    shutil.copytree(BRIEFINGS, tmp_path / "lib")
    words = ["export", f"lib/{HAMA}.json", "-o", "out.md"]
    assert run_inside(words, tmp_path).code == 0
    assert "TLP:CLEAR" in (tmp_path / "out.md").read_text(encoding="utf-8")
    assert run_inside(words, tmp_path).code != 0


def test_what_is_misspelt_is_told_with_what_may_be_meant(tmp_path: Path) -> None:
    done = run_inside(["serach"], tmp_path)
    assert done.code == 2
    assert "search" in done.err.decode()
