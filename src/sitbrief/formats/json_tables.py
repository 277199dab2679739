"""Tables in JSON: the records of a service's answer as a header and rows, with the text that a CSV file would have.

ACLED puts its records under `data`, UCDP under `Result`, HDX's HAPI under `data`, HDX's store under `result.records`; HXL
comes as a list of lists or of objects, and the features of a GeoJSON have properties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import orjson

from sitbrief.files.reading import OverLimit
from sitbrief.formats.delimited import Row
from sitbrief.limits import limits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_UNDER: Final = ("data", "Result")
"""Keys under which a service has its records."""

_NAMES_OF_POINTS: Final = (frozenset({"latitude", "lat"}), frozenset({"longitude", "lon", "lng", "long"}))
_EXACT: Final = 10**15
"""Below it a float holds a whole number exactly."""

_POINT: Final = 2
"""Longitude and latitude; a third number is a height."""


def table_rows(path: str | Path, content: object) -> Iterator[Row] | None:
    """The rows of the table that a JSON file holds, its header first; None where it holds none.

    Args:
        path: The file, for messages.
        content: What it says.

    Raises:
        OverLimit: its records have more keys than a table may have columns.
    """
    found = records_in(content)
    if not found:
        return None
    if isinstance(found[0], list):
        return _rows_of_lists(found)
    if not isinstance(found[0], dict):
        return None
    records = [flat_feature(record) if is_feature(record) else record for record in found]
    header = _header(path, records)
    return _rows_of_objects(header, records)


def records_in(content: object) -> list[object]:
    """The records of an answer; none where it is no list of them."""
    if isinstance(content, dict):
        if content.get("type") == "FeatureCollection":
            return _listed(content, "features")
        stored = content.get("result")
        if isinstance(stored, dict):
            return _listed(stored, "records")
        return next((found for key in _UNDER if (found := _listed(content, key))), [])
    return content if isinstance(content, list) else []


def _listed(content: Mapping[str, object], key: str) -> list[object]:
    found = content.get(key)
    return found if isinstance(found, list) else []


def is_feature(record: object) -> bool:
    """Whether it is a feature of a GeoJSON."""
    return isinstance(record, dict) and record.get("type") == "Feature"


def flat_feature(feature: object) -> dict[str, object]:
    """The properties of a feature, and its point where it is one that they do not give themselves."""
    assert isinstance(feature, dict)  # noqa: S101  asked before
    found = feature.get("properties")
    made: dict[str, object] = dict(found) if isinstance(found, dict) else {}
    geometry = feature.get("geometry")
    point = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if isinstance(geometry, dict) and geometry.get("type") == "Point" and isinstance(point, list):
        there = {name.lower() for name in made}
        if len(point) >= _POINT and not any(names & there for names in _NAMES_OF_POINTS):
            made["longitude"], made["latitude"] = point[:_POINT]
    return made


def _header(path: str | Path, records: list[object]) -> list[str]:
    """All keys of the records, in the order in which they are first met."""
    names: dict[str, None] = {}
    for record in records:
        if isinstance(record, dict) and not names.keys() >= record.keys():
            names.update(dict.fromkeys(record))
            if len(names) > limits().columns:
                raise OverLimit(path, f"has records of more than {limits().columns:,} keys", "columns")
    return list(names)


def _rows_of_lists(found: list[object]) -> Iterator[Row]:
    for number, row in enumerate(found, 1):
        if isinstance(row, list):
            yield _row(number, list(map(cell_text, row)))
        else:
            yield Row(number, [cell_text(row)], "is no list of cells")


def _rows_of_objects(header: list[str], records: list[object]) -> Iterator[Row]:
    yield Row(0, header)
    for number, record in enumerate(records, 1):
        if isinstance(record, dict):
            yield _row(number, [cell_text(record.get(name)) for name in header])
        else:
            yield Row(number, [cell_text(record)], "is no object")


def _row(number: int, cells: list[str]) -> Row:
    most = limits().field
    too_long = any(len(cell) > most for cell in cells)
    return Row(number, cells, f"has a value of more than {most:,} characters" if too_long else "")


def cell_text(value: object) -> str:
    """A value as the text of a cell; several as a list between semicolons, an object as JSON."""
    if isinstance(value, str) or value is None:
        return value or ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        # JSON knows one kind of number: 35.0 is 35.
        return str(int(value) if abs(value) < _EXACT and value == int(value) else value)
    if isinstance(value, list) and not any(isinstance(part, list | dict) for part in value):
        return "; ".join(map(cell_text, value))
    return orjson.dumps(value).decode()
