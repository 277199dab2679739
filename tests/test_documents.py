"""What the documents name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("text", "places", "briefing", "files", "formats", "library", "config", "terminal", "tui", "cli")


@pytest.mark.parametrize("document", ["docs/architecture.md", "CONTRIBUTING.md", "docs/library.md"])
def test_every_path_that_a_document_names_is_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    paths = {path for path in re.findall(r"`\.?/?([\w./-]+\.\w+|[\w/-]+/)`", text) if "NAME" not in path}
    named = {path for path in paths if not re.fullmatch(r"[a-z_]+\.py", path) and "/" in path}
    lost = [
        path
        for path in named
        if not (ROOT / path).exists() and not [*(ROOT / "src" / "sitbrief").rglob(path)]
    ]
    assert lost == []


def test_all_rooms_are_described() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    found = {path.name for path in (ROOT / "src" / "sitbrief").iterdir() if (path / "__init__.py").exists()}
    assert found == {*ROOMS}
    assert [room for room in ROOMS if f"| `{room}` |" not in text] == []
