"""On which line of a TOML file each key stands: the parser tells what is there, but not where."""

from __future__ import annotations

import re
from typing import Final

_PART: Final = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)"""
_NAME: Final = rf"(?P<name>{_PART}(?:\s*\.\s*{_PART})*)"
_TABLE: Final = re.compile(rf"\s*\[\s*{_NAME}\s*\]\s*(?:#.*)?$")
_KEY: Final = re.compile(rf"\s*{_NAME}\s*=")
_PLACE: Final = re.compile(r"\s*\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)")


def lines_of(text: str) -> dict[tuple[str, str], int]:
    """The line, from 1, of each key, by its table and its name; of the table itself under an empty name.

    A table in a table, and a name with dots, are the same to TOML: all but the first part is the name.
    """
    found: dict[tuple[str, str], int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _TABLE.match(line):
            table = _bare(match["name"])
            owner, _, _ = table.partition(".")
            found.setdefault((owner, ""), number)
        elif match := _KEY.match(line):
            name = _bare(match["name"])
            owner, _, rest = f"{table}.{name}".lstrip(".").partition(".")
            found.setdefault((owner, rest) if rest else ("", owner), number)
    return found


def _bare(name: str) -> str:
    """A name without the quotes of its parts, and what stands between these."""
    return ".".join(part.strip("\"'") for part in re.findall(_PART, name))


def place_of(message: str) -> tuple[str, int, int]:
    """The message of the parser, with the line and column that it names; 0 for the end of the file."""
    match = _PLACE.search(message)
    if match is None:
        return message, 0, 0
    return message[: match.start()], int(match["line"] or 0), int(match["column"] or 0)
