"""The formats that a briefing is written in, and what the names of their files end in."""

from __future__ import annotations

import os
import re
from typing import Final

MARKDOWN: Final = "markdown"
ENDINGS: Final = {MARKDOWN: ".md", "json": ".json", "csv": ".csv", "text": ".txt"}
"""The formats by their names."""

_FORMATS: Final = {ending: name for name, ending in ENDINGS.items()}


_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.ASCII)
"""Names that Windows keeps for devices, whatever they end in: nobody there could open such a file, or get rid of it."""


def file_name(name: str, ending: str) -> str:
    """The name of a briefing's file: its id, made another where that is a device's somewhere."""
    return f"_{name}{ending}" if _DEVICES.fullmatch(name) else f"{name}{ending}"


def format_of(path: str | os.PathLike[str]) -> str:
    """The format that the end of a file's name stands for; Markdown, where it stands for none."""
    _, ending = os.path.splitext(path)  # noqa: PTH122  a word, which may be none that Path takes
    return _FORMATS.get(ending.lower(), MARKDOWN)
