"""The JSON Schema of the native format, made from the model: an editor completes and checks a briefing with it."""

from __future__ import annotations

import re
from inspect import cleandoc
from typing import Any

import orjson

from sitbrief.briefing.entries import Entry
from sitbrief.briefing.models import SCHEMA_ADDRESS, Briefing
from sitbrief.formats.validation import adapter

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ATTRIBUTE = re.compile(r"^(\w+): ", re.MULTILINE)


def schema() -> bytes:
    """The schema as the bytes of a file. The descriptions are those of the records' docstrings."""
    made = adapter(Briefing).json_schema(by_alias=True)
    records = made.pop("$defs")
    whole = {"$schema": _DIALECT, "$id": SCHEMA_ADDRESS, **_described(made)}
    whole["$defs"] = {name: _described(record) for name, record in sorted(records.items())}
    return orjson.dumps(whole, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _described(record: dict[str, Any]) -> dict[str, Any]:
    """A record whose docstring's attributes describe its keys; the keys of every entry are described in their base."""
    summary, own = _docstring(record.get("description", ""))
    words = {**_docstring(cleandoc(Entry.__doc__ or ""))[1], **own}
    for name, key in record.get("properties", {}).items():
        key["description"] = words["schema_address" if name == "$schema" else name]
    return {**record, "description": summary}


def _docstring(text: str) -> tuple[str, dict[str, str]]:
    """The first part of a docstring on one line, and its attributes."""
    summary, _, attributes = text.partition("\n\nAttributes:\n")
    parts = _ATTRIBUTE.split(re.sub(r"\n {8}", " ", attributes).replace("    ", ""))
    return " ".join(summary.split()), dict(zip(parts[1::2], map(str.strip, parts[2::2]), strict=True))
