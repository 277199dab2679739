from __future__ import annotations

import json

import orjson
import pytest
from jsonschema import Draft202012Validator

from formats.hostile import bare, sample
from sitbrief.briefing.models import SCHEMA_ADDRESS
from sitbrief.formats.schema import schema
from support.program import BRIEFINGS

SCHEMA = json.loads(schema())
VALIDATOR = Draft202012Validator(SCHEMA)


def test_it_is_a_json_schema_with_the_name_that_files_give() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == SCHEMA_ADDRESS


def test_it_is_the_same_bytes_every_time() -> None:
    assert schema() == schema()


@pytest.mark.parametrize(
    "data", [sample(), bare(), *(orjson.loads(p.read_bytes()) for p in sorted(BRIEFINGS.glob("*.json")))]
)
def test_it_takes_what_the_program_takes(data: object) -> None:
    assert list(VALIDATOR.iter_errors(data)) == []


@pytest.mark.parametrize(
    "change",
    [{"titel": "x"}, {"title": 7}, {"tlp": "TLP:WHITE"}, {"id": "A"}, {"claims": [{}]}, {"as_of": 5}],
)
def test_it_refuses_what_the_program_refuses(change: dict[str, object]) -> None:
    assert not VALIDATOR.is_valid({**sample(), **change})


def test_every_key_is_described_for_the_editor() -> None:
    records = {"Briefing": SCHEMA, **SCHEMA["$defs"]}
    silent = [
        f"{name}.{key}"
        for name, record in records.items()
        for key, value in record.get("properties", {}).items()
        if "description" not in value
    ]
    assert silent == []
    assert all("Attributes:" not in record.get("description", "") for record in records.values())
