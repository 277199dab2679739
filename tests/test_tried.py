"""The count behind the figures of trust: what a test says it has tried is what is read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from support.tried import tried

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_count_is_appended_to_the_file_that_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = tmp_path / "tried"
    monkeypatch.setenv("SITBRIEF_TRIED", str(counted))

    tried("strings", 3)
    tried("strings", 4, failed=1)

    assert [json.loads(line) for line in counted.read_text().splitlines()] == [
        {"what": "strings", "tried": 3, "failed": 0},
        {"what": "strings", "tried": 4, "failed": 1},
    ]


def test_nothing_is_written_where_nobody_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITBRIEF_TRIED", raising=False)
    monkeypatch.chdir(tmp_path)

    tried("strings", 3)

    assert list(tmp_path.iterdir()) == []
