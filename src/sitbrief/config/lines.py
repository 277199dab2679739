"""On which line of a TOML file each key stands: the parser tells what is there, but not where."""

from __future__ import annotations

import re
from typing import Final

_TABLE: Final = re.compile(r"\s*\[\s*(?P<name>[^\[\]]+?)\s*\]\s*(?:#.*)?$")
_KEY: Final = re.compile(r"""\s*(?P<key>"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_.-]+)\s*=""")
_PLACE: Final = re.compile(r"\s*\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)")


def lines_of(text: str) -> dict[tuple[str, str], int]:
    """The line, from 1, of each key, by its table and its name; of the table itself under an empty name."""
    found: dict[tuple[str, str], int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _TABLE.match(line):
            table = match["name"].strip("\"'")
            found.setdefault((table, ""), number)
        elif match := _KEY.match(line):
            found.setdefault((table, match["key"].strip("\"'")), number)
    return found


def place_of(message: str) -> tuple[str, int, int]:
    """What the parser complains of, and the line and column that it names; 0 for the end of the file."""
    match = _PLACE.search(message)
    if match is None:
        return message, 0, 0
    return message[: match.start()], int(match["line"] or 0), int(match["column"] or 0)
