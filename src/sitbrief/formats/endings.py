"""The formats that a briefing is written in, and what the names of their files end in."""

from __future__ import annotations

import os
from typing import Final

MARKDOWN: Final = "markdown"
ENDINGS: Final = {MARKDOWN: ".md", "json": ".json", "csv": ".csv", "text": ".txt"}
"""The formats by their names."""

_FORMATS: Final = {ending: name for name, ending in ENDINGS.items()}


def format_of(path: str | os.PathLike[str]) -> str:
    """The format that the end of a file's name stands for; Markdown, where it stands for none."""
    _, ending = os.path.splitext(path)  # noqa: PTH122  a word, which may be none that Path takes
    return _FORMATS.get(ending.lower(), MARKDOWN)
