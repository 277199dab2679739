"""What a JSON file holds: its content within the limits, and what an importer makes of each of its records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from sitbrief.files.reading import BOM, OverLimit, Unrecognised
from sitbrief.formats.counting import is_deeper, refuse_too_many
from sitbrief.formats.event import RowError
from sitbrief.formats.row_outcome import Reject
from sitbrief.limits import limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitbrief.formats.importers.importer import OpenedRecords
    from sitbrief.formats.row_outcome import Found


def bounded_content(path: str | Path, data: bytes) -> object:
    """What the bytes of a JSON file say; `path` is for messages.

    Raises:
        OverLimit: it holds more values, or nests them deeper, than is taken.
        Unrecognised: it is no JSON.
    """
    refuse_too_many(data, path)
    if is_deeper(data, limits().depth):
        raise OverLimit(path, f"is nested more than {limits().depth} deep", "depth")
    try:
        return json_content(data)
    except ValueError as error:
        raise Unrecognised(path, f"is no JSON: {error}") from error


def json_content(data: bytes) -> object:
    """What a JSON file says.

    Raises:
        ValueError: it is no JSON.
    """
    return orjson.loads(data.removeprefix(BOM))


def record_events(opened: OpenedRecords) -> Iterator[Found]:
    """What the records say, one by one."""
    for place, record in enumerate(opened.records, 1):
        try:
            yield opened.event(record)
        except RowError as error:
            yield Reject(place, 1, error.column, error.reason, [orjson.dumps(record).decode()])
