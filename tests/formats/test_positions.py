from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.formats import positions
from sitbrief.formats.counting import is_deeper
from sitbrief.formats.positions import MOST_DUPLICATES, places_of, scan
from sitbrief.limits import limits

if TYPE_CHECKING:
    from sitbrief.briefing.findings import Path

TEXT = st.text(max_size=8)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)
INDENTS = st.sampled_from([None, 0, 2, "\t"])


def paths(value: object, path: Path = ()) -> list[tuple[Path, object]]:
    found: list[tuple[Path, object]] = [(path, value)]
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for step, child in children:
        found += paths(child, (*path, step))
    return found


def strict(text: str) -> bool:
    """Whether the standard library takes it, without its liberties."""

    def refuse(word: str) -> None:
        raise ValueError(word)

    try:
        json.loads(text, parse_constant=refuse)
    except ValueError:
        return False
    return True


@given(VALUES, INDENTS, st.booleans())
def test_every_value_is_found_where_it_stands(value: Any, indent: Any, ascii_only: bool) -> None:  # noqa: ANN401, FBT001  # any JSON
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    wanted = paths(value)
    found = scan(text, [path for path, _ in wanted])
    assert found.error is None
    assert found.duplicates == []
    for path, expected in wanted:
        assert json.JSONDecoder().raw_decode(text, found.values[path])[0] == expected
        if path and isinstance(path[-1], str):
            assert json.JSONDecoder().raw_decode(text, found.keys[path])[0] == path[-1]


@given(VALUES, INDENTS, st.data())
def test_one_character_too_many_or_too_few_is_judged_as_the_standard_library_does(
    value: Any,  # noqa: ANN401  # any JSON
    indent: Any,  # noqa: ANN401  # likewise
    data: st.DataObject,
) -> None:
    text = json.dumps(value, indent=indent)
    at = data.draw(st.integers(0, len(text)))
    extra = data.draw(st.sampled_from([*'{}[],:"\\0-+.eE1 \n\t\x00tfn/u', ""]))
    broken = text[:at] + extra + text[at + (0 if extra else 1) :]
    assert (scan(broken).error is None) == strict(broken)


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("", 1, 1, "is empty"),
        (" \n ", 2, 2, "is empty"),
        ('{"a": 1', 1, 8, "ends before a closing }"),
        ("[1,\n 2", 2, 3, "ends before a closing ]"),
        ('{"a"', 1, 5, "expected a colon"),
        ('{"a":', 1, 6, "ends where a value"),
        ("{a: 1}", 1, 2, "key in double quotes"),
        ('{"a": 1,}', 1, 9, "key in double quotes"),
        ("[1 2]", 1, 4, "expected a comma or ]"),
        ("[1,]", 1, 4, "expected a value"),
        ('{"a": NaN}', 1, 7, "NaN is no JSON value"),
        ('{"a": 01}', 1, 7, "01 is no JSON value"),
        ("[NaN]", 1, 2, "what stands here is no JSON value"),
        ("[\x00]", 1, 2, "control character"),
        ('["a\nb"]', 1, 2, "the string has no end"),
        ('["\\x"]', 1, 2, "wrong escape"),
        ("{} {}", 1, 4, "text after the end"),
    ],
)
def test_the_syntax_breaks_at_a_place_for_a_reason(text: str, line: int, column: int, said: str) -> None:
    error = scan(text).error
    assert error is not None
    assert next(places_of(text, [error.offset])) == (line, column)
    assert said in error.what


def test_the_place_of_an_error_is_known_in_the_briefing_too() -> None:
    error = scan('{"a": [1, {"b": }]}').error
    assert error is not None
    assert error.path == ("a", 1, "b")


def test_nesting_has_an_end() -> None:
    assert scan("[" * limits().depth + "]" * limits().depth).error is None
    error = scan("[" * 100_000).error
    assert error is not None
    assert error.offset == limits().depth
    assert error.what.startswith(f"is nested more than {limits().depth} deep (limits.depth = ")


def test_how_deep_a_file_of_many_brackets_is_nested_is_looked_for_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is done for the whole file; a list of a thousand such values would take a thousand times as long."""
    asked: list[int] = []

    def counted(data: bytes, most: int) -> bool:
        asked.append(most)
        return is_deeper(data, most)

    monkeypatch.setattr(positions, "is_deeper", counted)
    wide = json.dumps([[]] * (limits().depth + 1))
    found = scan(f'{{"a": {wide}, "b": {wide}, "c": {wide}, "d": 4}}', {("d",)})
    assert (found.error, len(found.values)) == (None, 1)
    assert asked == [limits().depth]


def test_of_a_key_that_occurs_again_the_last_value_counts() -> None:
    text = '{"a": 1, "\\u0061": 2}'
    found = scan(text, [("a",)])
    assert text[found.values["a",]] == "2"
    assert [(trouble.offset, trouble.path) for trouble in found.duplicates] == [(9, ("a",))]


def test_the_same_key_in_two_objects_is_no_duplicate() -> None:
    assert scan('[{"a": 1}, {"a": {"a": 1}}]').duplicates == []


def test_duplicates_are_kept_up_to_a_number() -> None:
    assert len(scan("{" + ",".join(['"a":1'] * 1000) + "}").duplicates) == MOST_DUPLICATES


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("{a: 1}", ()),
        ('{"a": {b: 1}}', ("a",)),
        ('{"a": {"b": 1, c: 1}}', ("a",)),
        ('{"a": [0, {"b": 1,}]}', ("a", 1)),
        ('{"a": {"b" 1}}', ("a", "b")),
        ('{"a": {"b": x}}', ("a", "b")),
        ('{"a": {"": x}}', ("a", "")),
        ('{"a": [1, 2', ("a", 1)),
        ('{"a": 1} x', ()),
    ],
)
def test_what_breaks_at_a_key_is_the_object_and_not_the_value_before(text: str, path: Path) -> None:
    error = scan(text).error
    assert error is not None
    assert error.path == path


def test_keys_in_an_object_have_an_end_and_the_same_one_counts_once() -> None:
    most = ",".join(f'"k{n}": 1' for n in range(limits().keys))
    assert scan("{" + most + ',"k0": 1}').error is None
    error = scan("{" + most + ', "l": 1}').error
    assert error is not None
    assert (error.offset, error.path) == (len(most) + 3, ("l",))
    assert error.what.startswith(f"has more than {limits().keys} keys (limits.keys = ")


def test_a_key_is_known_by_what_it_means_and_not_by_how_it_is_escaped() -> None:
    found = scan('{"\\u00e9\\n\\ud83d\\ude00": 1, "\\ud800": 2}', [("é\n😀",), ("\ud800",)])
    assert found.keys == {("é\n😀",): 1, ("\ud800",): 28}
    assert found.error is None


def test_what_is_said_of_a_hostile_key_can_be_shown() -> None:
    key = json.dumps("\x1b]52;c;aGk=\x07\u202e" + "x" * 1000)
    (again,) = scan(f"{{{key}: 1, {key}: 2}}").duplicates
    assert again.what.isprintable()
    assert len(again.what) < 120


def test_nothing_is_looked_for_that_is_not_there() -> None:
    found = scan('{"a": [1]}', [("b",), ("a", 1), ("a", "0"), ("a", 0, "x")])
    assert (found.values, found.keys) == ({}, {})


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [
        ("", 0, (1, 1)),
        ("abc", 2, (1, 3)),
        ("a\nbc", 1, (1, 2)),
        ("a\nbc", 2, (2, 1)),
        ("a\r\nbc", 4, (2, 2)),
        ("é😀x", 2, (1, 3)),
        ("\n\n", 2, (3, 1)),
    ],
)
def test_lines_and_columns_count_from_one(text: str, offset: int, expected: tuple[int, int]) -> None:
    assert next(places_of(text, [offset])) == expected


@pytest.mark.parametrize("inside", ["{}", "[]", "{ }", '{"c": 1}', "1"])
def test_what_is_looked_for_and_is_not_there_has_no_place(inside: str) -> None:
    found = scan(f'{{"a": {inside}, "d": 2}}', {("a",), ("a", "b"), ("d",)})
    assert found.values == {("a",): 6, ("d",): 6 + len(inside) + 7}
