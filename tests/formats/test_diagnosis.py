"""What is wrong with a file, and where: never a traceback, never without end."""

from __future__ import annotations

import json
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from formats.hostile import bare, sample
from sitbrief.briefing.findings import FindingKind
from sitbrief.formats import diagnosis, native
from sitbrief.formats.diagnosis import examine
from sitbrief.formats.positions import scan
from sitbrief.formats.schema import schema
from sitbrief.formats.wording import wording
from sitbrief.limits import limits

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

SUITE = Path(__file__).parents[1] / "data" / "json-test-suite"
BAD = sorted(SUITE.glob("n_*.json"))
GOOD = sorted(SUITE.glob("y_*.json"))
OPEN = sorted(SUITE.glob("i_*.json"))
VALIDATOR = Draft202012Validator(json.loads(schema()))


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
    assert only.finding.kind is FindingKind.ERROR
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
    assert FindingKind.ERROR in {found.finding.kind for found in report.findings}


@pytest.mark.parametrize("path", OPEN, ids=lambda path: path.stem)
def test_what_the_standard_leaves_open_ends_in_findings(path: Path) -> None:
    report = native.check_file(path)
    assert report.findings
    assert report.briefing is None
    assert all(found.line_for(path.name).isprintable() for found in report.findings)


def changed(**changes: Any) -> str:  # noqa: ANN401  # any JSON
    return text_of({**bare(), **changes})


CLAIM = sample()["claims"][2]


MALFORMED: list[tuple[str, str | bytes, str, str]] = [
    ("empty", b"", "the file", "is empty"),
    ("a BOM alone", b"\xef\xbb\xbf", "the file", "is empty"),
    ("Latin-1", '{"a": "é"}'.encode("latin-1"), "the file", "is not UTF-8 (byte 0xe9)"),
    ("UTF-16", "{}".encode("utf-16"), "the file", "is not UTF-8 (byte 0xff)"),
    ("NaN", '{"edition": NaN}', "edition", "NaN is no JSON value"),
    ("Infinity", '{"edition": -Infinity}', "edition", "-Infinity is no JSON value"),
    ("trailing text", "{} x", "the file", "text after the end"),
    ("a comment", "{} // x", "the file", "text after the end"),
    ("single quotes", "{'a': 1}", "the file", "double quotes"),
    ("half a pair", '{"title": "\\ud800"}', "the file", "half of a pair"),
    ("deep", "[" * 100_000, "[0]" * 10 + "...", "nested more than 200 deep"),
    ("a list", "[]", "the file", "is no briefing"),
    ("a huge number", changed(edition=10**400), "the file", "a number that is too large"),
    ("a large number", changed(edition=10**15), "edition", "less than or equal to 99999999"),
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


HEAD = text_of(bare())[:-2]
"""A sound beginning without its closing brace."""

NEXT = HEAD.count("\n") + 2
"""The line after it, where the trouble of the files below stands."""


@pytest.mark.parametrize(
    ("rest", "column", "where", "said"),
    [
        ('"title": "x"\n"note": "y"}', 1, "title", "expected a comma or }"),
        ('"note": "y",}', 13, "the file", "expected a key in double quotes"),
        ("note: 'y'}", 1, "the file", "expected a key in double quotes"),
        ("\"note\": 'y'}", 9, "note", "expected a value"),
        ('"note": "y" // z\n}', 13, "note", "expected a comma or }"),
        ('"note": "never closed', 9, "note", "the string has no end"),
        ('"note": "a\x07b"}', 9, "note", "control character in it"),
        ('"note": "a\\qb"}', 9, "note", "wrong escape"),
        ('"note": "é\\ud800"}', 11, "the file", "half of a pair"),
        ('"note": "\\udc00"}', 10, "the file", "half of a pair"),
        ('"\\ud800": 1}', 2, "the file", "half of a pair"),
        ('"note": NaN}', 9, "note", "NaN is no JSON value"),
        ('"note": -Infinity}', 9, "note", "-Infinity is no JSON value"),
        ('"note": None}', 9, "note", "None is no JSON value"),
        ('"note": 0x1F}', 9, "note", "0x1F is no JSON value"),
        ('"note": 1' + "0" * 400 + "}", 9, "the file", "a number that is too large"),
        ('"note": 1e400}', 9, "the file", "a number that is too large"),
        ('"note": \x0b1}', 9, "note", "a control character stands where a value is expected"),
        ('"note": \ufeff1}', 9, "note", "a control character stands where a value is expected"),
        ('"note": }', 9, "note", "expected a value"),
        ('"note" "y"}', 8, "note", "expected a colon after the key"),
        ('"note": "y"]', 12, "note", "expected a comma or }"),
        ('"note": "y"', 12, "note", "the file ends before a closing }"),
        ('"note":', 8, "note", "the file ends where a value is expected"),
        ('"note": "y"} {}', 14, "the file", "there is text after the end of the JSON"),
        ('"period": {a: 1}}', 12, "period", "expected a key in double quotes"),
        ('"period": {"start": 1, a: 1}}', 24, "period", "expected a key in double quotes"),
        ('"claims": ' + "[" * 100_000, 210, "claims[0]" + "[0]" * 8 + "...", "nested more than 200 deep"),
        ('"claims": ' + '[{"x": ' * 50_000, 705, "claims[0].x[0].x[0].x[0].x[0]...", "nested more than 200 deep"),
        ('"claims": [{"id": "a", "titel": 1}]}', 24, "claims[0].titel", "is no key of the format; did you mean title?"),
        ('"claims": [{"title": "a"}]}', 13, "claims[0].title", "is a key of the format, but not of this object"),
        ('"claims": [7]}', 12, "claims[0]", "must be a JSON object, in braces"),
        ('"claims": [{"id": 7}]}', 19, "claims[0].id", "must be text, in double quotes"),
        ('"claims": [{"id": "a", "statement": "b"}]}', 12, "claims[0].originator", "is missing"),
        ('"claims": null}', 11, "claims", "must be a list, in square brackets"),
        ('"origin": "gone"}', 11, "origin", "there is no document gone"),
        ('"summary": [{"text": "é", "claims": ["gone"]}]}', 38, "summary[0].claims[0]", "there is no claim gone"),
        ('"documents": [{"id": "a", "publisher": "b", "carrier": "gone"}]}', 56, "documents[0].carrier", "there is no source gone"),
        ('"documents": [{"id": "a", "publisher": "b"}, {"id": "a", "publisher": "b"}]}', 53, "documents[1].id", "the id a is used before"),
        ('"edition": 0, "edition": 10e2}', 26, "edition", "must be a whole number"),
    ],
)  # fmt: skip
def test_a_file_that_breaks_on_one_line_is_told_the_column(
    rest: str, column: int, where: str, said: str
) -> None:
    text = f"{HEAD},\n{rest}"
    told = found(text)
    assert [item[:3] for item in told if said in item[3]] == [
        (NEXT + ("expected a comma" in said and rest.count('\n"')), column, where)
    ], told
    assert examine(text.encode()).briefing is None
    with pytest.raises(native.Invalid) as caught:
        native.loads(text.encode(), "f")
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("raw", "line", "column", "said"),
    [
        (b"", 1, 1, "is empty: a briefing is a JSON object"),
        (b"\xef\xbb\xbf", 1, 1, "is empty: a briefing is a JSON object"),
        (b" \n\r\n\t", 3, 2, "is empty: a briefing is a JSON object"),
        (b"\xef\xbb\xbf\xef\xbb\xbf{}", 1, 1, "a control character stands where a value is expected"),
        (b"\x00", 1, 1, "a control character stands where a value is expected"),
        (b"\xff\xfe{\x00}\x00", 1, 1, "is not UTF-8 (byte 0xff): save the file as UTF-8"),
        (b"\xfe\xff\x00{\x00}", 1, 1, "is not UTF-8 (byte 0xfe): save the file as UTF-8"),
        (b'{"a":\n"\xc3\xa9\xe9"}', 2, 3, "is not UTF-8 (byte 0xe9): save the file as UTF-8"),
        (b'{"a": "\xed\xa0\x80"}', 1, 8, "is not UTF-8 (byte 0xed): save the file as UTF-8"),
        (b'{"a": "\xc0\xaf"}', 1, 8, "is not UTF-8 (byte 0xc0): save the file as UTF-8"),
        (b'{"a": "\xf0\x9f', 1, 8, "is not UTF-8 (byte 0xf0): save the file as UTF-8"),
        (b"null", 1, 1, "is no briefing: that is a JSON object"),
        (b"\n  []", 2, 3, "is no briefing: that is a JSON object"),
        (b'"{}"', 1, 1, "is no briefing: that is a JSON object"),
        (b"7", 1, 1, "is no briefing: that is a JSON object"),
        (b"7 7", 1, 3, "there is text after the end of the JSON"),
        (b"\x1f\x8b\x08", 1, 2, "is not UTF-8 (byte 0x8b): save the file as UTF-8"),
        (b"title,date\nx,y\n", 1, 1, "is no JSON: a briefing is a JSON object"),
        (b"# Briefing\n", 1, 1, "expected a value"),
    ],
)
def test_what_is_no_briefing_at_all_is_one_finding(raw: bytes, line: int, column: int, said: str) -> None:
    assert found(raw) == [(line, column, "the file", said)]
    with pytest.raises(native.Invalid):
        native.loads(raw)


def test_a_missing_value_is_looked_for_in_the_object_that_counts() -> None:
    """Of a key that occurs again the last value counts."""
    text = '{"claims": [{"when": {"precision": "day"}}],\n "claims": [\n  {"when": {}}\n ]}'
    assert (3, 12, "claims[0].when.precision", "is missing") in found(text)


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
        (FindingKind.PROBLEM, line_of(text, '"title"') + 1, "title")
    ]
    assert report.briefing is not None
    assert report.briefing.title == "Sample title"


def test_what_cleaning_takes_out_is_told() -> None:
    report = examine(
        orjson.dumps({**bare(), "title": "a\x1b[2J", "note": "soft\u00adhyphen", "compiled_by": "x"})
    )
    assert [(f.finding.kind, f.finding.where, f.finding.what) for f in report.findings] == [
        (FindingKind.PROBLEM, "title", "holds 1 control character, shown as \N{REPLACEMENT CHARACTER}"),
        (FindingKind.ADVICE, "note", "holds 1 invisible character, left out"),
    ]
    assert report.briefing is not None


HEAVY = {
    "empty objects": "[" + "{}," * 199_999 + "{}]",
    "empty claims": '{"claims": [' + "{}," * 199_999 + "{}]}",
    "an unknown key in a claim": '{"claims": [{"zz": [' + "{}," * 49_999 + "{}]}]}",
    "an unknown key": '{"zz": [' + "{}," * 49_999 + "{}]}",
    "a list for a text": '{"title": [' + "{}," * 49_999 + "{}]}",
    "one key again and again": "{" + '"a":1,' * 49_999 + '"a":1}',
    "ever new keys": "{" + ",".join(f'"a{n}":1' for n in range(50_000)) + "}",
}
"""Files of less than a megabyte that can cost hundreds: in the validator, an error copies what it is about."""


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY.keys())
def test_many_things_that_are_wrong_cost_bounded_memory(text: str, tmp_path: Path) -> None:
    """Loading fails and goes over the file a second time: both together stay within what parsing may cost."""
    path = tmp_path / "many.json"
    path.write_text(text, encoding="utf-8")
    code = (
        "import resource, sys\n"
        "from sitbrief.formats import diagnosis, native\n"
        "def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "diagnosis.examine(b'{}')\n"
        "before = peak()\n"
        "try: native.load(sys.argv[1])\n"
        "except native.Invalid: pass\n"
        "print((peak() - before) // 1024)\n"
    )
    run = subprocess.run([sys.executable, "-c", code, path], capture_output=True, check=True)
    assert int(run.stdout) < 25 * len(text) // 2**20 + 10


def test_words_are_found_for_the_findings_that_are_kept_and_no_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """To look for the nearest key 100,000 times takes half a minute."""
    asked = []

    def counted(error: ErrorDetails) -> str:
        asked.append(error["loc"])
        return wording(error)

    monkeypatch.setattr(diagnosis, "wording", counted)
    report = examine(orjson.dumps({**bare(), "claims": [{**CLAIM, "supports": [], "xx": 1}] * 1000}))
    assert (len(report.findings), report.more) == (100, 900)
    assert len(asked) == 100


def test_no_object_has_more_keys_than_a_briefing_needs() -> None:
    at_most = {f"a{n}": 1 for n in range(limits().keys)}
    assert scan(json.dumps(at_most)).error is None
    text = text_of({"claims": [{**at_most, "b": 1}]})
    [(line, column, where, what)] = found(text)
    assert (line, column, where) == (line_of(text, '"b"'), 4, "claims[0].b")
    assert what.startswith("has more than 100 keys (limits.keys = 100; ")
    with pytest.raises(native.Invalid, match="has more than 100 keys"):
        native.loads(text.encode())


@pytest.mark.parametrize(
    ("last", "what"),
    [
        ("1,", "is no JSON: "),
        ("NaN", "is no JSON: "),
        ('1, "x": 1, "x": 2', "nests and repeats its keys"),
    ],
)
def test_what_would_be_gone_through_again_on_each_level_is_given_up(last: str, what: str) -> None:
    """Ninety levels, on each of which it takes a hundred thousand values to come to what is wrong."""
    text = '{"claims": [' + '{"b": [' * 89 + "[1, 2], " * 100_000 + '{"a": ' + last + "}" + "]}" * 90
    [(_, _, where, said)] = found(text)
    assert (where, said.startswith(what)) == ("the file", True)


def test_errors_come_before_keys_that_occur_again_and_both_within_the_first_hundred() -> None:
    text = text_of({**bare(), "claims": [1] * 90})[:-2] + ',"note": "x"' * 31 + "}"
    report = examine(text.encode())
    assert len(report.findings) == 100
    assert report.more == 20
    assert sum(item.finding.kind is FindingKind.ERROR for item in report.findings) == 90


@settings(max_examples=150)
@given(st.data())
def test_any_change_to_a_briefing_is_loaded_or_told_in_lines_that_can_be_shown(data: st.DataObject) -> None:
    """Loading and checking agree, nothing is raised but `Invalid`, and what is loaded is written back the same."""
    content = sample()
    for _ in range(data.draw(st.integers(1, 3))):
        spots = [(spot, key) for spot in containers(content) for key in keys(spot)]
        spot, key = data.draw(st.sampled_from(spots))
        change = data.draw(st.sampled_from(["set", "drop", "add", "copy"]))
        if change == "set":
            spot[key] = data.draw(ODD)
        elif change == "drop":
            del spot[key]
        elif change == "copy":
            _, other = data.draw(st.sampled_from(spots))
            spot[key] = deepcopy(spot[other]) if other in keys(spot) else None
        elif isinstance(spot, list):
            spot.append(data.draw(ODD))
        else:
            spot[data.draw(st.sampled_from(["titel", "id", "", "int", "\x1b", "low", "title"]))] = data.draw(
                ODD
            )
    raw = json.dumps(content, indent=data.draw(st.sampled_from([None, 1]))).encode()
    report = examine(raw)
    lines = [item.line_for("f") for item in report.findings]
    assert all(line.isprintable() for line in lines)
    assert [(item.line, item.column) for item in report.findings] == sorted(
        (item.line, item.column) for item in report.findings
    )
    if report.briefing is None:
        with pytest.raises(native.Invalid) as caught:
            native.loads(raw, "f")
        assert caught.value.findings == report.findings
        assert str(caught.value).startswith(lines[0])
    else:
        assert native.loads(raw) == report.briefing
        assert native.loads(native.dumps(report.briefing)) == report.briefing
        assert list(VALIDATOR.iter_errors(content)) == []  # what the program takes, an editor takes


ODD: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from([None, True, 0, 1, -1, 1.5, 10**16, 2**64, 1e300]),
    st.sampled_from(
        ["", "x", "c1", "sohr", "\x1b", "a\u00adb", "\n", "not stated", "A", "\ufeff", "http://x/"]
    ),
    st.sampled_from(["2024-12-05", "2024-12-05T10:00:00Z", "2024-12-05T24:00Z", "20241205", "12:00"]),
    st.sampled_from(["SY-HM", "Hama", "TLP:RED", "day", "range", "week", "month", "reported", "instant"]),
    st.sampled_from([[], {}, [1], [[]], ["c1"], [None], {"a": 1}, {"id": "c1"}]).map(deepcopy),
)


def containers(content: Any) -> list[Any]:  # noqa: ANN401  # any JSON
    if not isinstance(content, (dict, list)):
        return []
    children = content.values() if isinstance(content, dict) else content
    return [content, *(inner for child in children for inner in containers(child))]


def keys(spot: Any) -> list[Any]:  # noqa: ANN401  # any JSON
    return list(spot) if isinstance(spot, dict) else list(range(len(spot)))
