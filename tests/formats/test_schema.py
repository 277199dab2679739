from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import Any

import orjson
import pytest
from jsonschema import Draft202012Validator

from formats.hostile import bare, sample
from sitbrief.briefing.models import SCHEMA_ADDRESS
from sitbrief.formats import native
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


def test_it_is_the_same_bytes_in_every_process() -> None:
    code = "import sys; from sitbrief.formats.schema import schema; sys.stdout.buffer.write(schema())"
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert run.stdout == schema()


def test_it_names_its_dialect_first_and_stands_on_its_own() -> None:
    assert list(SCHEMA)[:2] == ["$schema", "$id"]
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    references = set(re.findall(rb'"\$ref": "([^"]*)"', schema()))
    assert references == {f"#/$defs/{name}".encode() for name in SCHEMA["$defs"]}
    assert schema().endswith(b"}\n")


def test_a_briefing_as_written_is_taken() -> None:
    written = orjson.loads(native.dumps(native.loads(orjson.dumps(sample()))))
    assert list(VALIDATOR.iter_errors(written)) == []


RECORDS = [
    (),
    ("period",),
    ("summary", 0),
    ("documents", 0),
    ("sources", 0),
    ("sources", 0, "history", 0),
    ("claims", 0),
    ("claims", 0, "when"),
    ("claims", 0, "where", 0),
    ("claims", 0, "figures", 0),
    ("claims", 0, "figures", 0, "scope"),
    ("claims", 4, "withdrawn"),
    ("timeline", 0),
    ("fronts", 0),
    ("fronts", 0, "axes", 0),
    ("fronts", 0, "phases", 0),
    ("humanitarian", 0),
]


@pytest.mark.parametrize("path", RECORDS, ids=str)
def test_an_unknown_key_and_a_wrong_type_are_refused_in_every_record(path: tuple[str | int, ...]) -> None:
    for change in ({"zzz": 1}, dict.fromkeys(["id", "start", "text", "date", "what", "as_written"], 7.5)):
        data: Any = sample()
        spot = data
        for step in path:
            spot = spot[step]
        spot.update(change)
        assert list(VALIDATOR.iter_errors(data)) != []
        with pytest.raises(native.Invalid):
            native.loads(orjson.dumps(data))


def test_the_description_of_a_key_is_one_line_of_words() -> None:
    for record in (SCHEMA, *SCHEMA["$defs"].values()):
        for key in record.get("properties", {}).values():
            assert key["description"].isprintable()
            assert key["description"] == " ".join(key["description"].split())
            assert key["description"].endswith((".", ")"))
