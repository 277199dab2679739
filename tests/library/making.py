"""Small briefings in files, for the tests of the library and of the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = {
    "id": "c1",
    "statement": "A road was cut.",
    "originator": "monitor",
    "when": {"precision": "day", "start": "2024-12-05"},
    "where": [{"as_written": "Hama", "level": "province", "provinces": ["SY-HM"]}],
    "credibility": 2,
}


def content(
    name: str = "syria-1", *, series: str = "syria", edition: int = 1, **other: object
) -> dict[str, Any]:
    """A briefing with one claim and one entry, which has no findings."""
    return {
        "format": "sitbrief/1",
        "id": name,
        "series": series,
        "edition": edition,
        "title": f"Syria {edition}",
        "tlp": "TLP:CLEAR",
        "country": "SY",
        "zone": "Asia/Damascus",
        "period": {"start": "2024-12-05", "end": "2024-12-05"},
        "issued": "2024-12-06",
        "as_of": "2024-12-05",
        "cutoff": "2024-12-05",
        "compiled_by": "A desk",
        "summary": [{"text": "A road was cut.", "claims": ["c1"]}],
        "sources": [
            {
                "id": "monitor",
                "name": "A monitor",
                "kind": "monitor",
                "reliability": "B",
                "rationale": "Known.",
            }
        ],
        "claims": [CLAIM],
        "timeline": [{"id": "t1", "headline": "Road cut", "claims": ["c1"]}],
        **other,
    }


def put(folder: Path, file: str = "syria-1.json", name: str = "syria-1", **other: object) -> Path:
    """Write such a briefing into a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file
    path.write_text(json.dumps(content(name, **other)), encoding="utf-8")
    return path
