"""The JSON suite as a count: 95 valid files are JSON to us, 188 invalid ones are not, and 35 open ones crash nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from sitbrief.formats.diagnosis import examine
from sitbrief.formats.json_records import json_content
from sitbrief.formats.native import Invalid, loads
from support.tried import tried

SUITE: Final = Path(__file__).parents[1] / "data" / "json-test-suite"


def is_json(data: bytes) -> bool:
    """Whether bytes are JSON to what reads datasets; what reads briefings refuses each of these files in findings."""
    assert examine(data).findings
    with pytest.raises(Invalid):
        loads(data)
    try:
        json_content(data)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    ("start", "count", "valid"), [("y_", 95, True), ("n_", 188, False), ("i_", 35, None)]
)
def test_every_file_is_judged_as_the_suite_says(start: str, count: int, *, valid: bool | None) -> None:
    """What the suite leaves open is judged either way, and always without a crash."""
    paths = sorted(SUITE.glob(f"{start}*.json"))
    judged = {path.name: is_json(path.read_bytes()) for path in paths}
    wrong = [name for name, found in judged.items() if valid is not None and found != valid]
    tried(f"files of the JSON suite that begin with {start}", len(paths), len(wrong))
    assert (len(paths), wrong) == (count, [])
