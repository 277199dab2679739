"""sitbrief as a library: what is offered is there, typed and documented, and costs the command line nothing."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sitbrief
from support.inside import run_inside
from support.program import BRIEFINGS

DOCUMENT = Path(__file__).parents[1] / "docs" / "library.md"
OFFERED = ["Briefing", "Filters", "ResolvedBriefing", "SitbriefError", "View", "export", "load"]


def test_what_is_offered_is_there_and_nothing_else() -> None:
    assert sitbrief.__all__ == OFFERED
    for name in OFFERED:
        assert getattr(sitbrief, name).__doc__, name
    with pytest.raises(AttributeError, match="no attribute 'loads'"):
        sitbrief.loads  # noqa: B018


def test_all_that_is_offered_is_documented() -> None:
    named = re.findall(r"^\| `(\w+)", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(OFFERED)


def test_the_example_of_the_document_runs(tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    shutil.copy(BRIEFINGS / "2024-12-05-hama.json", tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    assert re.match(r"\d+ of 27 entries\n\w", done.stdout)
    words = ["export", str(tmp_path / "2024-12-05-hama.json"), "--province", "Hama", "--text", "drone"]
    assert (tmp_path / "hama.md").read_bytes() == run_inside(words, tmp_path).out


def test_what_is_wrong_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    for name in ("bad.json", "none.json"):
        with pytest.raises(sitbrief.SitbriefError) as caught:
            sitbrief.load(tmp_path / name)
        assert "\n" not in str(caught.value)
        assert name in str(caught.value)
    view = sitbrief.View(sitbrief.load(BRIEFINGS / "2024-12-05-hama.json"))
    with pytest.raises(sitbrief.SitbriefError, match="docx is no format"):
        sitbrief.export(view, "docx")


def test_nothing_of_it_is_loaded_unless_it_is_asked_for() -> None:
    code = (
        "import json, sys, sitbrief; print(json.dumps([n for n in sys.modules if n.startswith('sitbrief')]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert json.loads(done.stdout) == ["sitbrief"]
