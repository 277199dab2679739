"""What holds of whatever comes out, however bad what went in was."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Final

from sitbrief.text import clean_prose

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACTS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""What a terminal obeys, what reorders a line, what nobody sees. Written apart from the table that cleaning uses."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def inert(text: str, *, but: str = "\n") -> None:
    """No character acts."""
    found = _ACTS.search(text.translate({ord(sign): None for sign in but}))
    assert found is None, f"{found[0]!r} in {text[:200]!r}" if found else ""
    assert "\t" not in text, f"a tab in {text[:200]!r}"


def one_line(text: str) -> None:
    """No character acts, and none ends the line."""
    inert(text, but="")
    assert "\n" not in text, repr(text[:200])


def texts(record: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a record, with its place."""
    if isinstance(record, str):
        yield path, record
    elif isinstance(record, tuple):
        for number, inside in enumerate(record):
            yield from texts(inside, f"{path}[{number}]")
    elif is_dataclass(record):
        for field in fields(record):
            yield from texts(getattr(record, field.name), f"{path}.{field.name}")


def cleaned(record: object) -> None:
    """Every text in a record is as cleaning leaves it."""
    for path, text in texts(record):
        inert(text)
        assert clean_prose(text) == text, f"{path} is not clean: {text[:200]!r}"


def safe_table(data: str, columns: int | None = None) -> list[list[str]]:
    """CSV that reads back in rows of one length, without a cell that a spreadsheet would compute."""
    before = csv.field_size_limit(max(len(data), 1))
    try:
        rows = list(csv.reader(io.StringIO(data, newline=""), strict=True))
    finally:
        csv.field_size_limit(before)
    for row in rows:
        assert columns is None or len(row) == columns, row[:5]
        for cell in row:
            inert(cell, but="\n")
            assert not cell.startswith(_FORMULA) or _number(cell), cell[:80]
    return rows


def _number(cell: str) -> bool:
    return bool(re.fullmatch(r"[+-]?[0-9][0-9.,eE+-]*", cell))
