"""What keeps a file of some megabytes from costing a gigabyte, limit by limit: each is told with its name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from formats.hostile import bare
from formats.tables import acled, ged, put
from sitbrief.files.reading import OverLimit, Unrecognised
from sitbrief.formats import native
from sitbrief.formats.diagnosis import examine
from sitbrief.formats.importing import Options, open_file
from sitbrief.formats.province_lookup import ProvinceLookup
from sitbrief.formats.row_outcome import Reject
from sitbrief.formats.validation_limits import too_long
from sitbrief.limits import MIB, Limits, use

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    yield
    use(Limits())


def over(path: Path) -> str:
    with pytest.raises(OverLimit) as caught:
        list(open_file(path).found)
    assert str(path) in str(caught.value)
    return caught.value.limit


def test_a_text_that_is_too_long_is_told_with_its_place_and_the_limit() -> None:
    use(Limits(text=10_000))
    whole = {**bare(), "note": "x" * 10_000}
    native.loads(json.dumps(whole).encode())
    whole["claims"] = [{"quote": ["y", "z" * 10_001]}, "w" * 10_002]
    with pytest.raises(native.Invalid) as caught:
        native.loads(json.dumps(whole).encode())
    assert [
        (found.finding.where, found.finding.what.partition(" (")[0]) for found in caught.value.findings
    ] == [
        ("claims[0].quote[1]", "is a text of 10,001 characters"),
        ("claims[1]", "is a text of 10,002 characters"),
    ]
    assert "(limits.text = 10000; " in str(caught.value)


def test_a_file_that_is_long_by_many_texts_is_not_refused_for_that() -> None:
    use(Limits(text=10_000))
    whole = {**bare(), "note": "x" * 9_000, "compiled_by": "y" * 9_000}
    assert examine(json.dumps(whole).encode()).briefing is not None
    assert list(too_long(whole)) == []


def test_an_object_of_too_many_keys_and_a_json_text_of_too_many_values_are_told() -> None:
    with pytest.raises(native.Invalid, match=r"limits\.keys = 100"):
        native.loads(json.dumps({"format": "sitbrief/1"} | {f"k{n}": 1 for n in range(100)}).encode())
    use(Limits(items=1_000))
    with pytest.raises(OverLimit, match=r"limits\.items = 1000"):
        native.loads(json.dumps({**bare(), "claims": [{}] * 1_000}).encode())


def test_a_check_is_bounded_as_loading_is(tmp_path: Path) -> None:
    use(Limits(items=1_000, findings=5))
    path = put(tmp_path, json.dumps([1] * 1_100).encode(), "a.json")
    with pytest.raises(OverLimit):
        native.check_file(path)
    report = examine(json.dumps({**bare(), "claims": [1] * 50}).encode())
    assert (len(report.findings), report.more, report.complete) == (5, 45, True)


def test_beyond_ten_thousand_findings_nobody_counts() -> None:
    report = examine(json.dumps({**bare(), "claims": [1] * 20_000}).encode())
    assert (len(report.findings), report.more, report.complete) == (100, 10_000, False)
    with pytest.raises(native.Invalid, match=r"and at least 10,099 others"):
        native.loads(json.dumps({**bare(), "claims": [1] * 20_000}).encode())


def test_a_table_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = put(tmp_path, ged({}))
    with path.open("ab") as file:
        file.truncate(MIB + 1)
    use(Limits(table=1))
    assert over(path) == "table"


def test_a_table_of_too_many_columns_is_not_read(tmp_path: Path) -> None:
    path = put(tmp_path, b"\n".join(line + b",x" * 100 for line in ged({}).splitlines()))
    use(Limits(columns=100))
    assert over(path) == "columns"


def test_rows_that_cannot_be_read_have_an_end_but_not_those_between_others(tmp_path: Path) -> None:
    use(Limits(rejects=100))
    bad = b"a,b\n" * 100
    good = acled({})
    row = good.splitlines()[1]
    path = put(tmp_path, good + (bad + row + b"\n") * 3)
    assert sum(isinstance(found, Reject) for found in open_file(path).found) == 300
    assert over(put(tmp_path, good + bad + b"c,d\n")) == "rejects"


def test_a_report_that_is_nested_too_deep_or_too_rich_is_not_read(tmp_path: Path) -> None:
    assert over(put(tmp_path, b'{"data": ' + b"[" * 300 + b"]" * 300 + b"}", "a.json")) == "depth"
    use(Limits(items=1_000))
    assert over(put(tmp_path, b'{"data": [' + b"{}," * 1_000 + b"{}]}", "a.json")) == "items"


@pytest.mark.parametrize("encoding", ["none-such", "undefined", "hex"])
def test_an_encoding_that_decodes_no_text_is_told(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(Unrecognised, match="there is no encoding"):
        open_file(put(tmp_path, ged({})), Options(encoding=encoding))


def test_a_disk_that_gives_up_at_once_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sitbrief.files.reading import Unreadable
    from sitbrief.formats import importing

    def broken(*_args: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(importing, "_table", broken)
    with pytest.raises(Unreadable, match="Input/output error"):
        open_file(put(tmp_path, ged({})))


def test_a_name_of_two_hundred_thousand_characters_is_no_province(tmp_path: Path) -> None:
    provinces = ProvinceLookup()
    assert provinces.code("SY", "é" * 200_000) == ""
    assert provinces.code("SY", "Hama") == "SY-HM"
    (name,) = provinces.unplaced()
    assert (name.rows, name.nearest) == (1, ())
