"""What is wrong with a file, and where: never a traceback, never without end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest

from formats.hostile import bare, sample
from sitbrief.briefing.findings import Kind
from sitbrief.formats import native
from sitbrief.formats.diagnosis import examine
from sitbrief.formats.positions import scan

SUITE = Path(__file__).parents[1] / "data" / "json-test-suite"
BAD = sorted(SUITE.glob("n_*.json"))
GOOD = sorted(SUITE.glob("y_*.json"))
OPEN = sorted(SUITE.glob("i_*.json"))


def text_of(data: object) -> str:
    return json.dumps(data, indent=1)


def found(text: str | bytes) -> list[tuple[int, int, str, str]]:
    report = examine(text.encode() if isinstance(text, str) else text)
    return [(f.line, f.column, f.finding.where, f.finding.what) for f in report.findings]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_suite_is_all_there() -> None:
    assert [len(BAD), len(GOOD), len(OPEN)] == [188, 95, 35]


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_what_is_no_json_is_one_error_with_its_place(path: Path) -> None:
    report = native.check_file(path)
    assert report.briefing is None
    assert report.more == 0
    (only,) = report.findings
    assert only.finding.kind is Kind.ERROR
    assert min(only.line, only.column) >= 1
    line = only.line_for(path.name)
    assert line.isprintable()
    assert len(line) < 200
    with pytest.raises(native.Invalid):
        native.load(path)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_what_is_json_is_taken_for_json_though_it_is_no_briefing(path: Path) -> None:
    assert scan(path.read_text(encoding="utf-8")).error is None
    report = native.check_file(path)
    assert report.briefing is None
    assert report.findings


@pytest.mark.parametrize("path", OPEN, ids=lambda path: path.stem)
def test_what_the_standard_leaves_open_ends_in_findings(path: Path) -> None:
    assert native.check_file(path).findings


def changed(**changes: Any) -> str:  # noqa: ANN401  # any JSON
    return text_of({**bare(), **changes})


CLAIM = sample()["claims"][2]


MALFORMED: list[tuple[str, str | bytes, str, str]] = [
    ("empty", b"", "the file", "is empty"),
    ("a BOM alone", b"\xef\xbb\xbf", "the file", "is empty"),
    ("Latin-1", '{"a": "é"}'.encode("latin-1"), "the file", "is not UTF-8 (byte 0xe9)"),
    ("UTF-16", "{}".encode("utf-16"), "the file", "is not UTF-8 (byte 0xff)"),
    ("NaN", '{"edition": NaN}', "edition", "NaN is no JSON value"),
    ("Infinity", "[-Infinity]", "[0]", "-Infinity is no JSON value"),
    ("trailing text", "{} x", "the file", "text after the end"),
    ("a comment", "{} // x", "the file", "text after the end"),
    ("single quotes", "{'a': 1}", "the file", "double quotes"),
    ("half a pair", '{"title": "\\ud800"}', "the file", "half of a pair"),
    ("deep", "[" * 100_000, "[0]" * 10 + "...", "nested more than 200 deep"),
    ("a list", "[]", "the file", "is no briefing"),
    ("a huge number", changed(edition=10**400), "the file", "a number that is too large"),
    ("a large number", changed(edition=10**15), "edition", "less than or equal to 1000000"),
    ("a fraction", changed(edition=1.5), "edition", "must be a whole number"),
    ("another version", changed(format="sitbrief/2", claims=[{}]), "format", "reads no other version"),
    ("a wrong type", changed(title=7), "title", "must be text"),
    ("a wrong object", changed(period=[]), "period", "must be a JSON object"),
    ("a wrong list", changed(claims={}), "claims", "must be a list"),
    ("a wrong choice", changed(tlp="TLP:WHITE"), "tlp", "must be 'TLP:CLEAR', 'TLP:GREEN'"),
    ("a wrong day", changed(period={"start": "5 Dec", "end": "2024-12-05"}), "period.start", "must be a day"),
    ("a wrong moment", changed(as_of="2024-12-05 18:00"), "as_of", "with its offset"),
    ("an unknown key", changed(titel="x"), "titel", "did you mean title?"),
    ("a key like none", changed(zzzzzz="x"), "zzzzzz", "is no key of the format"),
    ("a hostile key", changed(**{"\x1b[2J" * 20: 1}), "[2J", "is no key of the format"),
    ("a wrong id", changed(id="A b"), "id", "must be an id"),
    ("a wrong country", changed(country="Syria"), "country", "must be of the form ^[A-Z]{2}$"),
    ("a period backwards", changed(period={"start": "2024-12-05", "end": "2024-12-04"}), "period", "ends before"),
    ("a number that is text", changed(claims=[{**CLAIM, "figures": [{"what": "x", "low": "3"}]}]), "claims[0].figures[0].low", "must be a number"),
    ("low above high", changed(claims=[{**CLAIM, "figures": [{"what": "x", "low": 3, "high": 2}]}]), "claims[0].figures[0]", "must not decrease"),
    ("an empty claim", changed(claims=[{}]), "claims[0].statement", "is missing"),
    ("no format", text_of({k: v for k, v in bare().items() if k != "format"}), "format", "is missing"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "where", "said"), [case[1:] for case in MALFORMED], ids=[case[0] for case in MALFORMED]
)
def test_a_malformed_file_is_told_what_and_where(text: str | bytes, where: str, said: str) -> None:
    told = found(text)
    assert any(where in place and said in what for _, _, place, what in told), told
    assert all(
        line.finding.what.isprintable()
        for line in examine(text if isinstance(text, bytes) else text.encode()).findings
    )
    with pytest.raises(native.Invalid):
        native.loads(text.encode() if isinstance(text, str) else text)


def test_the_offending_value_is_pointed_at() -> None:
    text = text_of({**sample(), "title": 7})
    (only,) = found(text)
    assert only[:2] == (
        line_of(text, '"title"'),
        text.splitlines()[line_of(text, '"title"') - 1].index("7") + 1,
    )


def test_an_unknown_key_is_pointed_at_itself() -> None:
    text = text_of({**sample(), "titel": "x"})
    (only,) = found(text)
    assert only[:2] == (line_of(text, '"titel"'), 2)


def test_a_missing_value_is_looked_for_in_its_object() -> None:
    text = '{\n "claims": [\n  {}\n ]\n}'
    assert (3, 3, "claims[0].statement", "is missing") in found(text)


def test_findings_come_in_the_order_of_the_file() -> None:
    places = [place[:2] for place in found(text_of({**sample(), "title": 7, "fronts": [{}], "claims": [{}]}))]
    assert places == sorted(places)


def test_a_bom_shifts_no_column() -> None:
    assert found(b"\xef\xbb\xbf[1,]") == found(b"[1,]")


def test_a_key_that_occurs_again_is_a_problem_where_it_stands() -> None:
    text = text_of(bare())
    twice = text.replace('"title"', '"title": "first",\n "title"')
    report = examine(twice.encode())
    assert [(f.finding.kind, f.line, f.finding.where) for f in report.findings] == [
        (Kind.PROBLEM, line_of(text, '"title"') + 1, "title")
    ]
    assert report.briefing is not None
    assert report.briefing.title == "Sample title"


def test_what_cleaning_takes_out_is_told() -> None:
    report = examine(
        orjson.dumps({**bare(), "title": "a\x1b[2J", "note": "soft\u00adhyphen", "compiled_by": "x"})
    )
    assert [(f.finding.kind, f.finding.where, f.finding.what) for f in report.findings] == [
        (Kind.PROBLEM, "title", "holds 1 control character, shown as \N{REPLACEMENT CHARACTER}"),
        (Kind.ADVICE, "note", "holds 1 invisible character, left out"),
    ]
    assert report.briefing is not None


@pytest.mark.parametrize("text", ["[" + "{}," * 199_999 + "{}]", '{"claims": [' + "{}," * 199_999 + "{}]}"])
def test_200_000_empty_objects_cost_bounded_memory(text: str, tmp_path: Path) -> None:
    """At most a few times what parsing them takes."""
    path = tmp_path / "many.json"
    path.write_text(text, encoding="utf-8")

    def peak(code: str) -> int:
        measured = f"import resource, sys\nfrom sitbrief.formats import native\n{code}\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        return int(
            subprocess.run([sys.executable, "-c", measured, path], capture_output=True, check=True).stdout
        )

    base = peak("import orjson; orjson.loads(open(sys.argv[1]).read())")
    assert peak("native.check_file(sys.argv[1])") < 2 * base
